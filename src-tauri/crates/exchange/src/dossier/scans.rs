//! Scans, one a page, as large as the type area lets them be, their slot's name small in the foot.

use sha2::{Digest, Sha256};

use super::{Scan, body::Body};
use crate::attachment;
use crate::page::{
    Finding, FindingCode,
    draw::Source,
    font::Face,
    foreign,
    line::Style,
    paper::{self, Align, Item, Page},
    scan::{self, Picture},
    table::{Cell, Row, Table},
};

/// Where a scan may stand: as wide as the type area and its head rule, between running head and foot.
const LEFT: f32 = paper::LEFT;
const TOP: f32 = 72.0;
const WIDTH: f32 = paper::MEASURE;
const DEPTH: f32 = paper::HEIGHT - TOP - 72.0;
/// A small picture is not blown up beyond this many points a pixel (60 dots an inch).
const COARSEST: f32 = 1.2;

/// Places one scan: its picture or pages, or a sheet in its stead.
pub(super) fn place(scan: &Scan, body: &mut Body) {
    body.begin("扫描件", &scan.slot, "", "", None);
    if let Some(entry) = body.entries.last_mut() {
        "扫描件".clone_into(&mut entry.remark);
    }
    if let Some(pictures) = pictures(scan) {
        let count = pictures.len();
        for (page, picture) in pictures.into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a scan has some thousand pixels a side")]
            let (w, h) = (picture.seen().0 as f32, picture.seen().1 as f32);
            let (x, y, w, h) = fit(w, h, COARSEST);
            let matrix = picture.matrix(x, y, w, h);
            body.pictures.push(Source::Scan(picture));
            put(scan, matrix, Some((page + 1, count)), body);
        }
    } else if let Some(file) = scan.bytes.starts_with(b"%PDF").then(|| foreign::read(&scan.bytes)).flatten() {
        let count = file.len();
        for page in 0..count {
            let (w, h) = file.seen(page);
            let (x, y, w, _) = fit(w, h, 1.0);
            let matrix = file.matrix(page, x, y, w);
            body.pictures.push(Source::Sheet(body.foreigns.len(), page));
            put(scan, matrix, Some((page + 1, count)), body);
        }
        body.foreigns.push(file);
    } else {
        stand_in(scan, body);
    }
}

/// The picture of a scan, or of each page of a TIFF; none when one of them cannot be shown.
fn pictures(scan: &Scan) -> Option<Vec<Picture>> {
    if scan.media_type != "image/tiff" {
        return Some(vec![scan::read(&scan.bytes)?]);
    }
    let pages = 1..=u32::try_from(scan.pages).ok()?.max(1);
    pages.map(|number| scan::read(&attachment::page(&scan.bytes, number).ok()?)).collect()
}

/// The box of a scan, from the bottom left: in the middle, as large as fits but not larger than `most`.
fn fit(w: f32, h: f32, most: f32) -> (f32, f32, f32, f32) {
    let scale = (WIDTH / w).min(DEPTH / h).min(most);
    let (w, h) = (w * scale, h * scale);
    (LEFT + (WIDTH - w) / 2.0, paper::HEIGHT - TOP - (DEPTH - h) / 2.0 - h, w, h)
}

fn put(scan: &Scan, matrix: [f32; 6], part: Option<(usize, usize)>, body: &mut Body) {
    let index = body.pictures.len() - 1;
    let part = part.filter(|p| p.1 > 1).map_or_else(String::new, |(i, n)| format!("（第{i}张，共{n}张）"));
    let note = format!("扫描件：{}{part}", scan.slot);
    body.flow.take(Page { items: vec![Item::Picture { index, matrix }], note });
}

/// The sheet that stands for a file which cannot be shown.
fn stand_in(scan: &Scan, body: &mut Body) {
    let kind = if scan.media_type == "application/pdf" { "附件为PDF，另附" } else { "附件另附" };
    let title = Style::new(Face::Title, 20.0, 34.0);
    body.flow.text(&format!("{kind}：{}", scan.slot), &scan.slot, title, Align::Middle);
    body.flow.down(12.0);
    let mut table = Table::form(&[78.0, 364.0], paper::MEASURE, 11.0, 17.0);
    for (label, value) in [
        ("题名", scan.slot.clone()),
        ("文件名", scan.file_name.clone()),
        ("页数", scan.pages.to_string()),
        ("大小", format!("{}字节", scan.bytes.len())),
        ("SHA-256", hex::encode(Sha256::digest(&scan.bytes))),
    ] {
        table.rows.push(Row::new(vec![Cell::label(label), Cell::new(value, label)]).least(30.0));
    }
    table.place(&mut body.flow);
    body.flow.down(10.0);
    let note = "这个文件加了密、已损坏或格式特殊，不能印在这里。请用原软件印出后夹在本页之后，并核对SHA-256。";
    body.flow.text(note, "", Style::new(Face::Kai, 11.0, 18.0), Align::Left);
    body.flow.page().note = format!("扫描件：{}", scan.slot);
    let message = format!("附件“{}”（{}）不能印在卷内，已印一张说明：请另附原件。", scan.slot, scan.file_name);
    body.findings.push(Finding::new(FindingCode::ScanNotShown, message));
}
