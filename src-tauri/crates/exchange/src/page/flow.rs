//! Fills pages from top to bottom: headings, paragraphs, tables.

use super::{
    line::{self, Missing, Style},
    paper::{self, Align, Page},
};

/// A place that the outline and the contents point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// 0 for a part, 1 for what is in it.
    pub(crate) level: usize,
    /// What the reader sees.
    pub(crate) title: String,
    /// Page in the flow, from 0.
    pub(crate) page: usize,
}

/// Pages being filled.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// Pages so far.
    pub(crate) pages: Vec<Page>,
    /// Where things are.
    pub(crate) marks: Vec<Mark>,
    /// Characters that no font has.
    pub(crate) missing: Missing,
    y: f32,
}

impl Flow {
    /// Begins with one empty page.
    pub(crate) fn new() -> Self {
        Self { pages: vec![Page::default()], y: paper::TOP, ..Self::default() }
    }

    /// Where the next thing goes.
    pub(crate) const fn y(&self) -> f32 {
        self.y
    }

    /// What is left of this page.
    pub(crate) const fn left(&self) -> f32 {
        paper::BOTTOM - self.y
    }

    /// Whether nothing but `lead` stands on this page.
    pub(crate) fn is_fresh(&self, lead: f32) -> bool {
        self.y <= paper::TOP + lead + 0.01
    }

    /// The page being filled.
    pub(crate) fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Moves down.
    pub(crate) fn down(&mut self, height: f32) {
        self.y += height;
    }

    /// Moves to a given height of this page.
    pub(crate) fn go(&mut self, y: f32) {
        self.y = y;
    }

    /// Begins a page.
    pub(crate) fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = paper::TOP;
    }

    /// Begins a page unless this one is still empty.
    pub(crate) fn fresh_page(&mut self) {
        if self.pages.last().is_some_and(|p| !p.items.is_empty()) {
            self.next_page();
        }
    }

    /// Takes a whole page that was made elsewhere.
    pub(crate) fn take(&mut self, page: Page) {
        if self.pages.last().is_some_and(|p| p.items.is_empty()) {
            self.pages.pop();
        }
        self.pages.push(page);
        self.y = paper::BOTTOM;
    }

    /// Notes that `title` begins here.
    pub(crate) fn mark(&mut self, level: usize, title: impl Into<String>) {
        let page = self.pages.len().saturating_sub(1);
        self.marks.push(Mark { level, title: title.into(), page });
    }

    /// Keeps `height` together: begins a page when it does not fit here.
    pub(crate) fn need(&mut self, height: f32) {
        if height > self.left() {
            self.next_page();
        }
    }

    /// Sets one or more lines, all aligned the same.
    pub(crate) fn text(&mut self, text: &str, field: &str, style: Style, align: Align) {
        self.lines(text, field, style, align, 0.0);
    }

    /// Sets a paragraph: first line two characters in, both edges straight.
    pub(crate) fn paragraph(&mut self, text: &str, field: &str, style: Style) {
        self.lines(text, field, style, Align::Both, style.size * 2.0);
    }

    fn lines(&mut self, text: &str, field: &str, style: Style, align: Align, indent: f32) {
        let lines = line::set(text, style, paper::MEASURE, indent, field, &mut self.missing);
        for (i, line) in lines.iter().enumerate() {
            self.need(style.pitch);
            let shift = if i == 0 { indent } else { 0.0 };
            let at = (paper::LEFT + shift, self.y);
            self.page().line(line, style, at, paper::MEASURE - shift, align);
            self.y += style.pitch;
        }
    }

    /// Sets one line at a given place of this page.
    pub(crate) fn at(&mut self, text: &str, field: &str, style: Style, (x, y): (f32, f32), width: f32, align: Align) {
        let line = line::set_one(text, style, field, &mut self.missing);
        self.page().line(&line, style, (x, y), width, align);
    }
}
