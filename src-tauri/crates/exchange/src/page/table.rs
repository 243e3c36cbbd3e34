//! Tables: cells wrap, the head comes again on every page, a row splits or stays whole.

use super::{
    flow::Flow,
    font::Face,
    line::{self, Line, Style},
    paper::{self, Align, Ink, Page},
};

/// Between a cell's edge and its text, left and right.
const SIDE: f32 = 4.0;
/// Between a cell's edge and its text, above and below.
const ABOVE: f32 = 3.5;
/// Thickness of the lines.
const WEIGHT: f32 = 0.6;
/// The grey behind heads and labels; light enough for any copier.
const SHADE: f32 = 0.93;

/// One cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    field: String,
    face: Face,
    align: Align,
    span: usize,
    shaded: bool,
}

impl Cell {
    /// A cell of plain text; `field` is what a clerk calls it.
    pub(crate) fn new(text: impl Into<String>, field: impl Into<String>) -> Self {
        Self { text: text.into(), field: field.into(), face: Face::Song, align: Align::Left, span: 1, shaded: false }
    }

    /// A label or a column's head: 黑体 in the middle of a grey cell.
    pub(crate) fn label(text: impl Into<String>) -> Self {
        let text = text.into();
        let field = text.clone();
        Self { text, field, face: Face::Hei, align: Align::Middle, span: 1, shaded: true }
    }

    /// Takes so many columns.
    pub(crate) fn span(mut self, columns: usize) -> Self {
        self.span = columns;
        self
    }

    /// Stands elsewhere.
    pub(crate) fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Is set in another typeface.
    pub(crate) fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }
}

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    cells: Vec<Cell>,
    least: f32,
    whole: bool,
}

impl Row {
    /// A row that stays on one page.
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { cells, least: 0.0, whole: true }
    }

    /// Is at least so high.
    pub(crate) fn least(mut self, height: f32) -> Self {
        self.least = height;
        self
    }

    /// May go on on the next page, when it is long.
    pub(crate) fn splits(mut self) -> Self {
        self.whole = false;
        self
    }
}

/// A table over the full measure.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Widths of the columns, in points.
    pub(crate) widths: Vec<f32>,
    /// The head, repeated on every page.
    pub(crate) head: Option<Row>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// Size of the text.
    pub(crate) size: f32,
    /// From line to line.
    pub(crate) pitch: f32,
}

/// A row whose lines are broken.
struct SetRow {
    cells: Vec<SetCell>,
    height: f32,
    whole: bool,
}

struct SetCell {
    lines: Vec<Line>,
    style: Style,
    align: Align,
    x: f32,
    width: f32,
    shaded: bool,
}

impl Table {
    /// Makes a table with column heads from (title, width); widths are stretched to fill `measure`.
    pub(crate) fn with_head(columns: &[(&str, f32)], measure: f32, size: f32, pitch: f32) -> Self {
        let sum: f32 = columns.iter().map(|c| c.1).sum();
        Self {
            widths: columns.iter().map(|c| c.1 / sum * measure).collect(),
            head: Some(Row::new(columns.iter().map(|c| Cell::label(c.0)).collect())),
            rows: Vec::new(),
            size,
            pitch,
        }
    }

    /// Makes a form of labels and values, without a head.
    pub(crate) fn form(widths: &[f32], measure: f32, size: f32, pitch: f32) -> Self {
        let sum: f32 = widths.iter().sum();
        Self { widths: widths.iter().map(|w| w / sum * measure).collect(), head: None, rows: Vec::new(), size, pitch }
    }

    /// Puts the table where the flow stands.
    pub(crate) fn place(&self, flow: &mut Flow) {
        let head = self.head.as_ref().map(|row| self.set(row, flow));
        let rows: Vec<SetRow> = self.rows.iter().map(|row| self.set(row, flow)).collect();
        let lead = head.as_ref().map_or(0.0, |h| h.height);
        let first = rows.first().map_or(0.0, |r| r.height.min(paper::DEPTH / 3.0));
        if lead + first > flow.left() {
            flow.next_page();
        }
        if let Some(head) = &head {
            draw(head, self.pitch, flow);
        }
        for row in rows {
            self.place_row(row, head.as_ref(), flow);
        }
    }

    fn place_row(&self, mut row: SetRow, head: Option<&SetRow>, flow: &mut Flow) {
        let again = |flow: &mut Flow| {
            flow.next_page();
            if let Some(head) = head {
                draw(head, self.pitch, flow);
            }
        };
        while row.height > flow.left() + 0.01 {
            let full = paper::DEPTH - head.map_or(0.0, |h| h.height);
            let long = !row.whole && row.height > full / 3.0;
            if flow.is_fresh(head.map_or(0.0, |h| h.height)) || (long && self.fits(flow.left()) >= 2) {
                let (now, rest) = self.split(row, self.fits(flow.left()).max(1));
                draw(&now, self.pitch, flow);
                row = rest;
            } else if row.height > full {
                row.whole = false;
            }
            again(flow);
        }
        draw(&row, self.pitch, flow);
    }

    /// How many lines of a row fit into `height`.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative, never many")]
    fn fits(&self, height: f32) -> usize {
        ((height - 2.0 * ABOVE) / self.pitch).max(0.0) as usize
    }

    fn set(&self, row: &Row, flow: &mut Flow) -> SetRow {
        let mut cells = Vec::with_capacity(row.cells.len());
        let (mut column, mut x) = (0, 0.0);
        for cell in &row.cells {
            let width: f32 = self.widths.iter().skip(column).take(cell.span).sum();
            let style = Style::new(cell.face, self.size, self.pitch);
            let lines = line::set(&cell.text, style, width - 2.0 * SIDE, 0.0, &cell.field, &mut flow.missing);
            cells.push(SetCell { lines, style, align: cell.align, x, width, shaded: cell.shaded });
            column += cell.span;
            x += width;
        }
        let height = self.height(&cells).max(row.least);
        SetRow { cells, height, whole: row.whole }
    }

    #[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
    fn height(&self, cells: &[SetCell]) -> f32 {
        let most = cells.iter().map(|c| c.lines.len()).max().unwrap_or(0);
        most as f32 * self.pitch + 2.0 * ABOVE
    }

    fn split(&self, row: SetRow, lines: usize) -> (SetRow, SetRow) {
        let (mut now, mut rest) = (Vec::new(), Vec::new());
        for mut cell in row.cells {
            let later = cell.lines.split_off(lines.min(cell.lines.len()));
            let SetCell { style, align, x, width, shaded, .. } = cell;
            rest.push(SetCell { lines: later, style, align, x, width, shaded });
            now.push(cell);
        }
        let (high, low) = (self.height(&now), self.height(&rest));
        (SetRow { cells: now, height: high, whole: false }, SetRow { cells: rest, height: low, whole: false })
    }
}

fn draw(row: &SetRow, pitch: f32, flow: &mut Flow) {
    let (left, top) = (paper::LEFT, flow.y());
    let page = flow.page();
    for cell in &row.cells {
        draw_cell(page, cell, pitch, (left + cell.x, top), row.height);
    }
    let width: f32 = row.cells.iter().map(|c| c.width).sum();
    page.across(left, top, width, WEIGHT);
    page.across(left, top + row.height, width, WEIGHT);
    page.down(left + width, top, row.height, WEIGHT);
    flow.down(row.height);
}

fn draw_cell(page: &mut Page, cell: &SetCell, pitch: f32, (x, top): (f32, f32), height: f32) {
    if cell.shaded {
        page.rect((x, top), (cell.width, height), Ink::Fill(SHADE));
    }
    page.down(x, top, height, WEIGHT);
    #[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
    let text_height = cell.lines.len() as f32 * pitch;
    let mut y = top + (height - text_height) / 2.0;
    for line in &cell.lines {
        page.line(line, cell.style, (x + SIDE, y), cell.width - 2.0 * SIDE, cell.align);
        y += pitch;
    }
}
