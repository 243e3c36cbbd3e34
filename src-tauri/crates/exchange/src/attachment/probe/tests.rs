#![expect(clippy::disallowed_methods, reason = "tests plant and damage files on purpose")]

use lopdf::{Document, Object, Stream, dictionary};

use super::*;

const JPEG: &[u8] = include_bytes!("samples/small.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("samples/progressive.jpg");
const PNG: &[u8] = include_bytes!("samples/small.png");
const TIFF: &[u8] = include_bytes!("samples/two.tif");

fn pdf(pages: u32) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let content = document.add_object(Stream::new(dictionary! {}, b"0 0 m 9 9 l S".to_vec()));
            let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
            document.add_object(page).into()
        })
        .collect();
    let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => pages };
    document.objects.insert(tree, root.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Bytes, media type, pages, size, density.
type Case<'a> = (&'a [u8], &'a str, u32, Option<(u32, u32)>, Option<u32>);

#[test]
fn real_scans_say_what_they_are() {
    let three = pdf(3);
    let cases: [Case<'_>; 5] = [
        (JPEG, "image/jpeg", 1, Some((16, 12)), Some(200)),
        (PROGRESSIVE, "image/jpeg", 1, Some((16, 12)), None),
        (PNG, "image/png", 1, Some((16, 12)), Some(300)),
        (TIFF, "image/tiff", 2, Some((16, 12)), Some(300)),
        (&three, "application/pdf", 3, None, None),
    ];
    for (bytes, media_type, pages, size, dpi) in cases {
        let found = probe_bytes("扫描", bytes).unwrap();
        assert_eq!((found.media_type, found.pages, found.dpi), (media_type, pages, dpi));
        assert_eq!(found.width.zip(found.height), size, "{media_type}");
    }
}

#[test]
fn misnamed_file_is_taken_for_what_it_is_and_given_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("营业 执照.jpg");
    std::fs::write(&path, pdf(1)).unwrap();
    let (found, _) = probe(&path).unwrap();
    assert_eq!(found.media_type, "application/pdf");
    assert!(!found.agrees_with("营业 执照.jpg"));
    assert_eq!(found.proper_name("营业 执照.jpg"), "营业 执照.pdf");
    let jpeg = probe_bytes("a", JPEG).unwrap();
    for (name, proper) in [("a.JPG", "a.JPG"), ("a.jpeg", "a.jpeg"), ("扫描", "扫描.jpg"), ("a.2026.png", "a.2026.jpg")]
    {
        assert_eq!(jpeg.proper_name(name), proper);
    }
}

#[test]
fn what_is_no_scan_is_refused_by_name() {
    let cases: [(&[u8], &str); 16] = [
        (b"", "空文件"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"\xEF\xBB\xBF\r\n <HTML>", "网页"),
        (b"MZ\x90\0\x03", "程序"),
        (b"\x7FELF\x02", "程序"),
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel"),
        (b"PK\x03\x04....OFD.xml", "OFD"),
        (b"PK\x03\x04....a.jpg", "压缩包"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "旧版 Office"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypmif1", "HEIC"),
        (b"\0\0\0\x18ftypisom", "录像"),
        (b"GIF89a", "GIF"),
        (b"BM\x36", "BMP"),
        (b"hello", "认不出"),
    ];
    for (bytes, said) in cases {
        let e = probe_bytes("照片.jpg", bytes).unwrap_err();
        assert!(e.message.contains(said) && e.message.contains("“照片.jpg”") && e.fields.contains_key("file"), "{e}");
        assert!(e.message.contains("只收 JPG、PNG、TIFF 图片和 PDF"), "{e}");
    }
    assert!(probe(Path::new("没有/这个.jpg")).unwrap_err().message.contains("找不到"));
    assert!(probe(Path::new("/")).is_err());
}

/// Cut anywhere, a scan is refused; the last bytes of a PDF are white space and may go.
#[test]
fn truncated_scans_are_refused_at_every_length() {
    let pdf = pdf(2);
    for (what, bytes, spare) in
        [("jpg", JPEG, 0), ("progressive", PROGRESSIVE, 0), ("png", PNG, 0), ("tif", TIFF, 0), ("pdf", &pdf, 1)]
    {
        for length in 0..bytes.len() - spare {
            assert!(probe_bytes("x", &bytes[..length]).is_err(), "{what} {length}");
        }
    }
}

#[test]
fn every_flipped_byte_of_a_png_is_refused() {
    for at in 0..PNG.len() {
        let mut flipped = PNG.to_vec();
        flipped[at] ^= 1 << (at % 8);
        assert!(probe_bytes("x", &flipped).is_err(), "{at}");
    }
}

#[test]
fn flipped_bytes_never_panic() {
    let pdf = pdf(2);
    for bytes in [JPEG, PROGRESSIVE, TIFF, &pdf] {
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.to_vec();
                flipped[at] ^= 1 << bit;
                if let Ok(found) = probe_bytes("x", &flipped) {
                    assert!(found.pages > 0 && found.width != Some(0) && found.height != Some(0));
                }
            }
        }
    }
}

#[test]
fn unusual_jpegs_are_refused() {
    let frame = JPEG.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    for (what, at, value) in [("lossless", frame + 1, 0xC3), ("arithmetic", frame + 1, 0xC9), ("12 bit", frame + 4, 12)]
    {
        let mut edited = JPEG.to_vec();
        edited[at] = value;
        assert!(probe_bytes("x", &edited).is_err(), "{what}");
    }
    let mut flat = JPEG.to_vec();
    flat[frame + 5..frame + 7].fill(0);
    assert!(probe_bytes("x", &flat).is_err());
}

#[test]
fn density_is_read_from_exif_and_from_centimetres() {
    let mut exif = b"\xFF\xD8\xFF\xE1\0\x46Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(b"\x01\x1A\0\x05\0\0\0\x01\0\0\0\x26\x01\x28\0\x03\0\0\0\x01\0\x02\0\0\0\0\0\0");
    exif.extend_from_slice(b"\0\0\x01\x2C\0\0\0\x01");
    exif.resize(4 + 0x46, 0);
    // Everything after JFIF's own segment.
    exif.extend_from_slice(&JPEG[20..]);
    assert_eq!(probe_bytes("x", &exif).unwrap().dpi, Some(300));
    let mut metric = JPEG.to_vec();
    (metric[13], metric[14], metric[15]) = (2, 0, 118);
    assert_eq!(probe_bytes("x", &metric).unwrap().dpi, Some(300));
}

#[test]
fn too_long_is_said_without_reading_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.pdf");
    std::fs::File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
    assert!(probe(&path).unwrap_err().message.contains("超过256MB"));
}
