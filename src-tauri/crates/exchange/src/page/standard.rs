//! What makes a PDF fit for the archive (PDF/A-2b): description, colour profile, identity, outline.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use yihu_domain::{Result, day};

use super::{draw::failed, flow::Mark};

/// What the file says of itself.
pub(crate) struct About<'a> {
    /// Title.
    pub(crate) title: &'a str,
    /// The bureau.
    pub(crate) author: &'a str,
    /// What it is about.
    pub(crate) subject: &'a str,
    /// When it was made.
    pub(crate) made_at: DateTime<Utc>,
    /// Whether all in it keeps PDF/A-2b; attached PDF files are beyond our word.
    pub(crate) archival: bool,
}

/// The program that made it.
const TOOL: &str = "一户档";
/// The library that drew it.
const PRODUCER: &str = "Yihu / printpdf";

/// Finishes `document`: everything a library leaves undone.
pub(crate) fn finish(document: &mut Document, about: &About<'_>, marks: &[Mark]) -> Result<()> {
    "1.7".clone_into(&mut document.version);
    let made = day::local(about.made_at);
    let info = dictionary! {
        "Title" => utf16(about.title),
        "Author" => utf16(about.author),
        "Subject" => utf16(about.subject),
        "Creator" => utf16(TOOL),
        "Producer" => utf16(PRODUCER),
        "CreationDate" => Object::string_literal(made.format("D:%Y%m%d%H%M%S+08'00'").to_string()),
        "ModDate" => Object::string_literal(made.format("D:%Y%m%d%H%M%S+08'00'").to_string()),
    };
    let profile = Stream::new(dictionary! { "N" => 3 }, srgb());
    let profile = document.add_object(profile);
    let output = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let xmp_dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = document.add_object(Stream::new(xmp_dict, xmp(about).into_bytes()).with_compression(false));
    let outline = outline(document, marks);
    let info = document.add_object(info);
    document.trailer.set("Info", info);
    let catalog = document.catalog_mut().map_err(|e| failed().because(e))?;
    catalog.set("OutputIntents", vec![Object::Dictionary(output)]);
    catalog.set("Metadata", metadata);
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let id = Object::String(identity(document), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn utf16(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// 16 bytes from all that is in the file: the same content, the same identity.
fn identity(document: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (id, object) in &document.objects {
        hash.update(id.0.to_be_bytes());
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        } else {
            hash.update(format!("{object:?}"));
        }
    }
    hash.finalize()[..16].to_vec()
}

/// The nested outline; none without marks.
fn outline(document: &mut Document, marks: &[Mark]) -> Option<ObjectId> {
    if marks.is_empty() {
        return None;
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    let above = |i: usize| (0..i).rev().find(|j| marks[*j].level < marks[i].level);
    let mut tops = 0;
    for (i, mark) in marks.iter().enumerate() {
        let parent = above(i);
        let siblings: Vec<usize> = (0..marks.len()).filter(|j| above(*j) == parent).collect();
        let children: Vec<usize> = (0..marks.len()).filter(|j| above(*j) == Some(i)).collect();
        tops += i64::from(parent.is_none());
        let place = siblings.iter().position(|j| *j == i).unwrap_or(0);
        let page = pages.get(mark.page).copied().unwrap_or(root);
        let mut entry = dictionary! {
            "Title" => utf16(&mark.title),
            "Parent" => parent.map_or(root, |p| ids[p]),
            "Dest" => vec![Object::Reference(page), "XYZ".into(), Object::Null, Object::Null, Object::Null],
        };
        link(&mut entry, "Prev", place.checked_sub(1).map(|p| ids[siblings[p]]));
        link(&mut entry, "Next", siblings.get(place + 1).map(|n| ids[*n]));
        link(&mut entry, "First", children.first().map(|c| ids[*c]));
        link(&mut entry, "Last", children.last().map(|c| ids[*c]));
        if !children.is_empty() {
            // Negative: folded in when the file is opened.
            entry.set("Count", -i64::try_from(children.len()).unwrap_or(0));
        }
        document.objects.insert(ids[i], Object::Dictionary(entry));
    }
    let first = (0..marks.len()).find(|i| above(*i).is_none()).map(|i| ids[i]);
    let last = (0..marks.len()).rev().find(|i| above(*i).is_none()).map(|i| ids[i]);
    let mut top = dictionary! { "Type" => "Outlines", "Count" => tops };
    link(&mut top, "First", first);
    link(&mut top, "Last", last);
    document.objects.insert(root, Object::Dictionary(top));
    Some(root)
}

fn link(dict: &mut Dictionary, key: &str, to: Option<ObjectId>) {
    if let Some(id) = to {
        dict.set(key, id);
    }
}

/// The description in XMP; says the same as the Info dictionary, as PDF/A asks.
fn xmp(about: &About<'_>) -> String {
    let made = day::local(about.made_at).format("%Y-%m-%dT%H:%M:%S+08:00");
    let (title, author, subject) = (escaped(about.title), escaped(about.author), escaped(about.subject));
    let mut xmp = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\n\
         <xmp:CreatorTool>{TOOL}</xmp:CreatorTool><xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n"
    );
    if about.archival {
        xmp.push_str("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n");
    }
    xmp.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>\n");
    // Room for other programs to write in place, as XMP advises.
    for _ in 0..8 {
        let _ = writeln!(xmp, "{:80}", "");
    }
    xmp.push_str("<?xpacket end=\"w\"?>");
    xmp
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The sRGB colour profile (IEC 61966-2.1) as an ICC 2.1 file, from its published figures.
fn srgb() -> Vec<u8> {
    let xyz = |x: u32, y: u32, z: u32| {
        let mut tag = b"XYZ \0\0\0\0".to_vec();
        for value in [x, y, z] {
            tag.extend(value.to_be_bytes());
        }
        tag
    };
    let name = b"sRGB IEC61966-2.1\0";
    let mut desc = b"desc\0\0\0\0\0\0\0\x12".to_vec();
    desc.extend(name);
    desc.extend([0; 4 + 4 + 2 + 1 + 67]);
    let mut curve = b"curv\0\0\0\0\0\0\x04\0".to_vec();
    for step in 0..1024u32 {
        curve.extend(light(f64::from(step) / 1023.0).to_be_bytes());
    }
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", desc),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0\0\0\0".to_vec()),
        (b"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)),
        (b"rXYZ", xyz(0x6FA2, 0x38F5, 0x390)),
        (b"gXYZ", xyz(0x6299, 0xB785, 0x18DA)),
        (b"bXYZ", xyz(0x24A0, 0xF84, 0xB6CF)),
        (b"rTRC", curve),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let mut table = 9u32.to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let base = 128 + 4 + 9 * 12;
    let mut last = (0, 0);
    for (sign, body) in &tags {
        // The three curves are one.
        if !body.is_empty() {
            last = (base + data.len(), body.len());
            data.extend(body);
        }
        table.extend(*sign);
        table.extend(u32::try_from(last.0).unwrap_or(0).to_be_bytes());
        table.extend(u32::try_from(last.1).unwrap_or(0).to_be_bytes());
    }
    let mut profile = u32::try_from(base + data.len()).unwrap_or(0).to_be_bytes().to_vec();
    profile.extend(b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ ");
    for part in [2026u16, 1, 1, 0, 0, 0] {
        profile.extend(part.to_be_bytes());
    }
    profile.extend(b"acsp");
    profile.resize(68, 0);
    for white in [0xF6D6u32, 0x10000, 0xD32D] {
        profile.extend(white.to_be_bytes());
    }
    profile.resize(128, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

/// Light of an sRGB value, both from 0 to 1, as the profile stores it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 65,535")]
fn light(value: f64) -> u16 {
    let linear = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    (linear * 65_535.0).round() as u16
}
