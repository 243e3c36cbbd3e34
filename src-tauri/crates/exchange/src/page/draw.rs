//! Draws laid-out pages with printpdf: the only file that knows it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use chrono::{DateTime, Utc};
use lopdf::{Document, Object};
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode,
    ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem, XObjectId,
    XObjectTransform,
};
use sha2::{Digest, Sha256};
use yihu_domain::{Error, Result};

use super::{
    flow::Mark,
    font::{Face, Glyph},
    foreign::Foreign,
    paper::{self, Ink, Item, Page, Text},
    scan::Picture,
    standard,
};

/// A document that is laid out and only waits to be drawn.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    /// Title of the file.
    pub(crate) title: String,
    /// Who made it: the bureau.
    pub(crate) author: String,
    /// What it is about.
    pub(crate) subject: String,
    /// Its pages.
    pub(crate) pages: Vec<Page>,
    /// Its outline.
    pub(crate) marks: Vec<Mark>,
    /// Pictures, by the index that [`Item::Picture`] names.
    pub(crate) pictures: Vec<Source>,
    /// Attached PDF files whose pages are among the pictures.
    pub(crate) foreigns: Vec<Foreign>,
}

/// Where a picture comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// A scan.
    Scan(Picture),
    /// A page of an attached PDF: which file, which page.
    Sheet(usize, usize),
}

/// Which glyphs of each typeface are used, and the text that each stands for.
type Used = BTreeMap<Face, BTreeMap<u16, String>>;

/// Draws `sheets`; `made_at` is the only time in the file.
pub(crate) fn draw(sheets: Sheets, made_at: DateTime<Utc>) -> Result<Vec<u8>> {
    let used = used(&sheets.pages);
    let mut pdf = PdfDocument::new("");
    let mut fonts = BTreeMap::new();
    for (face, glyphs) in &used {
        let id = FontId(tag(glyphs.keys()));
        pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed(*face)?.clone()));
        fonts.insert(*face, id);
    }
    pdf.pages = sheets.pages.iter().map(|page| draw_page(page, &fonts, &used)).collect();
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let mut document = pdf.to_lopdf_document(&options, &mut warnings);
    let archival =
        sheets.foreigns.is_empty() && sheets.pictures.iter().all(|p| !matches!(p, Source::Scan(s) if !s.archival));
    add_pictures(&mut document, sheets.pictures, sheets.foreigns)?;
    document.compress();
    let about =
        standard::About { title: &sheets.title, author: &sheets.author, subject: &sheets.subject, made_at, archival };
    standard::finish(&mut document, &about, &sheets.marks)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|e| failed().because(e))?;
    Ok(bytes)
}

/// What is said when a library fails us.
pub(crate) fn failed() -> Error {
    Error::internal("生成PDF失败，数据没有改动；请重试，仍不行请把操作日志交给维护人员。")
}

fn parsed(face: Face) -> Result<&'static ParsedFont> {
    static PARSED: [OnceLock<Option<ParsedFont>>; 5] = [const { OnceLock::new() }; 5];
    PARSED[face.index()]
        .get_or_init(|| ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()))
        .as_ref()
        .ok_or_else(failed)
}

fn used(pages: &[Page]) -> Used {
    let mut used = Used::new();
    for item in pages.iter().flat_map(|p| &p.items) {
        if let Item::Text(text) = item {
            for glyph in &text.glyphs {
                used.entry(glyph.face).or_default().entry(glyph.id).or_insert_with(|| written(glyph));
            }
        }
    }
    used
}

/// The text that a glyph stands for.
fn written(glyph: &Glyph) -> String {
    glyph.selector.map_or_else(|| glyph.ch.to_string(), |s| String::from_iter([glyph.ch, s]))
}

/// Six capitals that name a subset: the same glyphs, the same name.
fn tag<'a>(glyphs: impl Iterator<Item = &'a u16>) -> String {
    let mut hash = Sha256::new();
    glyphs.for_each(|id| hash.update(id.to_be_bytes()));
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn draw_page(page: &Page, fonts: &BTreeMap<Face, FontId>, used: &Used) -> PdfPage {
    let mut ops = Vec::new();
    // Fills first, so that no grey lies over a line or a letter.
    let (fills, rest): (Vec<_>, Vec<_>) =
        page.items.iter().partition(|i| matches!(i, Item::Rect { ink: Ink::Fill(_), .. }));
    for item in fills.into_iter().chain(rest) {
        match item {
            Item::Text(text) => draw_text(text, fonts, used, &mut ops),
            Item::Rule { from, to, weight } => {
                ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                let points = [from, to].map(|(x, y)| LinePoint { p: point(*x, *y), bezier: false }).to_vec();
                ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Item::Rect { at, size, ink } => draw_rect(*at, *size, *ink, &mut ops),
            Item::Picture { index, matrix } => {
                ops.push(Op::SaveGraphicsState);
                ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(*matrix) });
                ops.push(Op::UseXobject {
                    id: XObjectId(picture_name(*index)),
                    transform: XObjectTransform::default(),
                });
                ops.push(Op::RestoreGraphicsState);
            }
        }
    }
    let mut sheet = PdfPage::new(Mm(210.0), Mm(297.0), ops);
    let whole = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: Pt(paper::WIDTH),
        height: Pt(paper::HEIGHT),
        mode: None,
        winding_order: None,
    };
    (sheet.media_box, sheet.trim_box, sheet.crop_box) = (whole.clone(), whole.clone(), whole);
    sheet
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(paper::HEIGHT - y) }
}

fn grey(level: f32) -> Color {
    Color::Greyscale(Greyscale { percent: level, icc_profile: None })
}

fn draw_rect((x, y): (f32, f32), (width, height): (f32, f32), ink: Ink, ops: &mut Vec<Op>) {
    let mut rect = Rect {
        x: Pt(x),
        y: Pt(paper::HEIGHT - y - height),
        width: Pt(width),
        height: Pt(height),
        mode: Some(PaintMode::Stroke),
        winding_order: None,
    };
    ops.push(Op::SaveGraphicsState);
    match ink {
        Ink::Fill(level) => {
            ops.push(Op::SetFillColor { col: grey(level) });
            rect.mode = Some(PaintMode::Fill);
        }
        Ink::Outline(weight) => ops.push(Op::SetOutlineThickness { pt: Pt(weight) }),
        Ink::Dashes(weight) => {
            ops.push(Op::SetOutlineThickness { pt: Pt(weight) });
            ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern { offset: 0.0, pattern: [4.0, 3.0].into_iter().collect() },
            });
        }
    }
    ops.push(Op::DrawRectangle { rectangle: rect });
    ops.push(Op::RestoreGraphicsState);
}

fn draw_text(text: &Text, fonts: &BTreeMap<Face, FontId>, used: &Used, ops: &mut Vec<Op>) {
    let mut x = text.x;
    for run in text.glyphs.chunk_by(|a, b| a.face == b.face && is_first(a, used) && is_first(b, used)) {
        let Some(font) = run.first().and_then(|g| fonts.get(&g.face)) else { continue };
        // Two characters may share one glyph (⼀ and 一): the file says which one is meant, so that it can be found.
        let other = run.first().filter(|g| !is_first(g, used));
        if let Some(glyph) = other {
            ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: actual_text(&written(glyph)),
            });
        }
        let codes = run.iter().map(|g| {
            let stands_for = used.get(&g.face).and_then(|glyphs| glyphs.get(&g.id)).cloned();
            Codepoint { gid: g.id, offset: -text.spread / text.size * 1000.0, cid: stands_for }
        });
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(font.clone()), size: Pt(text.size) });
        ops.push(Op::SetTextCursor { pos: point(x, text.y) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes.collect())] });
        ops.push(Op::EndTextSection);
        if other.is_some() {
            ops.push(Op::EndMarkedContentWithProperties);
        }
        x += run.iter().map(|g| g.em * text.size + text.spread).sum::<f32>();
    }
}

/// Whether this character is the one that its glyph stands for in this document.
fn is_first(glyph: &Glyph, used: &Used) -> bool {
    used.get(&glyph.face).and_then(|glyphs| glyphs.get(&glyph.id)).is_some_and(|text| *text == written(glyph))
}

fn actual_text(text: &str) -> DictItem {
    let data = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]) }
}

fn picture_name(index: usize) -> String {
    format!("Picture{index}")
}

/// Puts the pictures into the document and under their names where every page finds them.
fn add_pictures(document: &mut Document, pictures: Vec<Source>, foreigns: Vec<Foreign>) -> Result<()> {
    if pictures.is_empty() {
        return Ok(());
    }
    let forms: Vec<_> = foreigns.into_iter().map(|f| f.copy_into(document)).collect();
    let mut named = Vec::new();
    for (index, picture) in pictures.into_iter().enumerate() {
        let id = match picture {
            Source::Scan(scan) => document.add_object(scan.stream),
            Source::Sheet(file, page) => *forms.get(file).and_then(|pages| pages.get(page)).ok_or_else(failed)?,
        };
        named.push((picture_name(index), id));
    }
    let mut shared = BTreeSet::new();
    for page in document.get_pages().into_values() {
        let resources = document.get_dictionary(page).and_then(|p| p.get(b"Resources")).and_then(Object::as_reference);
        let resources = resources.and_then(|id| document.get_dictionary(id)).map_err(|e| failed().because(e))?;
        shared.insert(resources.get(b"XObject").and_then(Object::as_reference).map_err(|e| failed().because(e))?);
    }
    for id in shared {
        let xobjects = document.get_dictionary_mut(id).map_err(|e| failed().because(e))?;
        for (name, picture) in &named {
            xobjects.set(name.clone(), Object::Reference(*picture));
        }
    }
    Ok(())
}
