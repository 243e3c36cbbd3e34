//! Binds parts into one document: running heads, page X of Y, the mark 演示数据.

use super::{
    flow::{Flow, Mark},
    font::Face,
    line::{self, Missing, Style},
    paper::{self, Align, Item, Page},
};

const SMALL: Style = Style::new(Face::Song, 9.0, 12.0);
const DEMO: Style = Style::new(Face::Hei, 10.0, 14.0);
const NOTE: Style = Style::new(Face::Kai, 8.5, 12.0);
/// Where page numbers stand.
const FOOT: f32 = paper::HEIGHT - 51.0;
/// Where the running head stands.
const HEAD: f32 = 51.0;

/// One part of a document.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its pages and marks.
    pub(crate) flow: Flow,
    /// Whether its pages count in “第 X 页 共 Y 页”.
    pub(crate) numbered: bool,
}

/// All pages in order.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    /// Every page.
    pub(crate) pages: Vec<Page>,
    /// Marks with pages of the whole document.
    pub(crate) marks: Vec<Mark>,
    /// Characters that no font has.
    pub(crate) missing: Missing,
}

/// Binds `parts`; `running` stands small over every numbered page.
pub(crate) fn bind(parts: Vec<Part>, running: &str, demo: bool) -> Bound {
    let total: usize = parts.iter().filter(|p| p.numbered).map(|p| p.flow.pages.len()).sum();
    let mut bound = Bound::default();
    let mut number = 0;
    for part in parts {
        let before = bound.pages.len();
        bound.marks.extend(part.flow.marks.into_iter().map(|m| Mark { page: m.page + before, ..m }));
        bound.missing.extend(part.flow.missing);
        for mut page in part.flow.pages {
            if part.numbered {
                number += 1;
                put(
                    &mut page,
                    &format!("第 {number} 页  共 {total} 页"),
                    SMALL,
                    FOOT,
                    Align::Middle,
                    &mut bound.missing,
                );
                put(&mut page, running, SMALL, HEAD, Align::Left, &mut bound.missing);
                page.items.push(Item::Rule {
                    from: (paper::LEFT, HEAD + 14.0),
                    to: (paper::LEFT + paper::MEASURE, HEAD + 14.0),
                    weight: 0.4,
                });
            }
            let note = std::mem::take(&mut page.note);
            put(&mut page, &note, NOTE, FOOT - 13.0, Align::Left, &mut bound.missing);
            if demo {
                put(&mut page, "【演示数据】", DEMO, HEAD - 1.5, Align::Right, &mut bound.missing);
            }
            bound.pages.push(page);
        }
    }
    bound
}

fn put(page: &mut Page, text: &str, style: Style, y: f32, align: Align, missing: &mut Missing) {
    let mut lines = line::set(text, style, paper::MEASURE, 0.0, "页眉页脚", missing);
    if !lines.is_empty() {
        page.line(&lines.swap_remove(0), style, (paper::LEFT, y), paper::MEASURE, align);
    }
}
