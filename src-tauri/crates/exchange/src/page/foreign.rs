//! Takes the pages of an attached PDF over, as they are, one form a page.
//!
//! Only what a page shows comes along: no script, no form field, no note, no description of the file.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// More pages than this are not taken over.
const MOST_PAGES: usize = 300;
/// A page whose drawing unpacks to more than this is not taken over.
const MOST_BYTES: usize = 64 << 20;
/// Nothing that hangs on these keys is shown.
const DROPPED: [&[u8]; 8] =
    [b"Metadata", b"PieceInfo", b"StructParent", b"StructParents", b"Parent", b"OC", b"LastModified", b"AF"];

/// A PDF file whose pages can be shown.
#[derive(Debug, Clone)]
pub(crate) struct Foreign {
    document: Document,
    sheets: Vec<Sheet>,
}

/// One page of it.
#[derive(Debug, Clone)]
struct Sheet {
    number: u32,
    /// Lower left and upper right corner.
    edges: [f32; 4],
    /// Quarter turns clockwise.
    turns: i64,
    drawing: Vec<u8>,
}

/// Reads a PDF; none when it is damaged, locked, empty or too large.
pub(crate) fn read(bytes: &[u8]) -> Option<Foreign> {
    let document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() || document.was_encrypted() {
        return None;
    }
    let pages = document.get_pages();
    if pages.is_empty() || pages.len() > MOST_PAGES {
        return None;
    }
    let sheets = pages.iter().map(|(number, id)| sheet(&document, *number, *id)).collect::<Option<Vec<_>>>()?;
    Some(Foreign { document, sheets })
}

fn sheet(document: &Document, number: u32, id: ObjectId) -> Option<Sheet> {
    let edges = inherited(document, id, b"CropBox")
        .or_else(|| inherited(document, id, b"MediaBox"))
        .and_then(|object| corners(document, &object))
        .unwrap_or([0.0, 0.0, 595.0, 842.0]);
    if edges[2] - edges[0] < 1.0 || edges[3] - edges[1] < 1.0 {
        return None;
    }
    let turns =
        inherited(document, id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).div_euclid(90).rem_euclid(4);
    let drawing = document.get_page_content_with_limit(id, MOST_BYTES).ok()?;
    Some(Sheet { number, edges, turns, drawing })
}

/// What a page says of `key`, or the first above it that says something.
fn inherited(document: &Document, id: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = document.get_dictionary(id).ok()?;
    for _ in 0..32 {
        if let Ok(object) = node.get(key) {
            return document.dereference(object).ok().map(|(_, o)| o.clone());
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn corners(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let array = object.as_array().ok()?;
    let mut edges = [0.0; 4];
    for (edge, value) in edges.iter_mut().zip(array.get(..4)?) {
        *edge = document.dereference(value).ok()?.1.as_float().ok()?;
    }
    let [a, b, c, d] = edges;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

impl Foreign {
    /// How many pages it has.
    pub(crate) fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Width and height of a page as seen.
    pub(crate) fn seen(&self, page: usize) -> (f32, f32) {
        let Some(sheet) = self.sheets.get(page) else { return (1.0, 1.0) };
        let [l, b, r, t] = sheet.edges;
        if sheet.turns % 2 == 0 { (r - l, t - b) } else { (t - b, r - l) }
    }

    /// The PDF matrix that puts a page, turned upright, at (`x`, `y`) from the bottom left, `width` wide.
    pub(crate) fn matrix(&self, page: usize, x: f32, y: f32, width: f32) -> [f32; 6] {
        let Some(sheet) = self.sheets.get(page) else { return [0.0; 6] };
        let scale = width / self.seen(page).0;
        let [left, low, right, high] = sheet.edges.map(|edge| edge * scale);
        match sheet.turns {
            1 => [0.0, -scale, scale, 0.0, x - low, y + right],
            2 => [-scale, 0.0, 0.0, -scale, x + right, y + high],
            3 => [0.0, scale, -scale, 0.0, x + high, y - left],
            _ => [scale, 0.0, 0.0, scale, x - left, y - low],
        }
    }

    /// Copies the pages into `target` and says which objects they became.
    pub(crate) fn copy_into(mut self, target: &mut Document) -> Vec<ObjectId> {
        self.document.renumber_objects_with(target.max_id + 1);
        target.max_id = target.max_id.max(self.document.max_id);
        let pages = self.document.get_pages();
        let mut taken = BTreeSet::new();
        let mut forms = Vec::new();
        for sheet in self.sheets {
            let resources = pages.get(&sheet.number).and_then(|id| inherited(&self.document, *id, b"Resources"));
            let mut resources = resources.unwrap_or_else(|| Object::Dictionary(Dictionary::new()));
            take(&self.document, &mut resources, target, &mut taken);
            let dict = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => sheet.edges.map(Object::Real).to_vec(),
                "Resources" => resources,
            };
            forms.push(target.add_object(Stream::new(dict, sheet.drawing)));
        }
        forms
    }
}

/// Cleans `object` and copies everything that it points to.
fn take(from: &Document, object: &mut Object, to: &mut Document, taken: &mut BTreeSet<ObjectId>) {
    let mut wanted = Vec::new();
    clean(object, &mut wanted);
    while let Some(id) = wanted.pop() {
        if !taken.insert(id) {
            continue;
        }
        if let Some(found) = from.objects.get(&id) {
            let mut copy = found.clone();
            clean(&mut copy, &mut wanted);
            to.objects.insert(id, copy);
        }
    }
}

/// Drops what is not shown and notes what is pointed to.
fn clean(object: &mut Object, wanted: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => wanted.push(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| clean(item, wanted)),
        Object::Dictionary(dict) => clean_dict(dict, wanted),
        Object::Stream(stream) => clean_dict(&mut stream.dict, wanted),
        _ => {}
    }
}

fn clean_dict(dict: &mut Dictionary, wanted: &mut Vec<ObjectId>) {
    for key in DROPPED {
        dict.remove(key);
    }
    for (_, value) in dict.iter_mut() {
        clean(value, wanted);
    }
}
