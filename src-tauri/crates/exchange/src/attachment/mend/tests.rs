//! A page whose upper left quarter is red, mended in each way and looked at again.

use image::{Rgb, codecs::png::PngEncoder};
use lopdf::dictionary;
use tiff::tags::Tag;

use super::*;
use crate::attachment::probe_bytes;

const RED: [u8; 3] = [200, 0, 0];
const WHITE: [u8; 3] = [255; 3];

fn sheet() -> RgbImage {
    RgbImage::from_fn(64, 48, |x, y| Rgb(if x < 32 && y < 24 { RED } else { WHITE }))
}

fn jpeg() -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut packed, 95);
    encoder.set_pixel_density(PixelDensity::dpi(200));
    encoder.encode_image(&sheet()).unwrap();
    packed
}

fn png() -> Vec<u8> {
    let mut packed = Vec::new();
    sheet().write_with_encoder(PngEncoder::new(&mut packed)).unwrap();
    packed
}

/// Two pages, the first lying as EXIF counts.
fn tiff(lies: u16) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = TiffEncoder::new(Cursor::new(&mut packed)).unwrap();
    let mut first = encoder.new_image::<colortype::RGB8>(64, 48).unwrap();
    first.resolution(tiff::tags::ResolutionUnit::Inch, Rational { n: 300, d: 1 });
    first.encoder().write_tag(Tag::Orientation, lies).unwrap();
    first.write_data(sheet().as_raw()).unwrap();
    encoder.write_image::<colortype::Gray8>(8, 8, &[0; 64]).unwrap();
    packed
}

/// The JPEG as a camera held at `lies` writes it.
fn photograph(lies: u8) -> Vec<u8> {
    let plain = jpeg();
    let mut exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([lies, 0, 0, 0, 0, 0, 0]);
    [&plain[..2], &exif, &plain[2..]].concat()
}

fn pdf() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let content = document.add_object(lopdf::Stream::new(dictionary! {}, b"0 0 m".to_vec()));
    let one = |document: &mut Document| {
        document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content })
    };
    let kids = vec![one(&mut document).into(), one(&mut document).into()];
    document.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2, "Rotate" => 90,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] }
        .into(),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut packed = Vec::new();
    document.save_to(&mut packed).unwrap();
    packed
}

fn made(name: &str, bytes: &[u8], mends: &[Mend]) -> Vec<u8> {
    mend(&probe_bytes(name, bytes).unwrap(), bytes, mends).unwrap()
}

/// Width, height, and in which quarters the picture is red: upper left, upper right, lower left, lower right.
fn seen(bytes: &[u8], page: u32) -> (u32, u32, [bool; 4]) {
    let it =
        if bytes.starts_with(b"II") { page::picture(bytes, page).unwrap() } else { picture::decode(bytes).unwrap() };
    let it = it.to_rgb8();
    let (w, h) = it.dimensions();
    let red = |x, y| it.get_pixel(x, y).0.iter().zip(RED).all(|(a, b)| a.abs_diff(b) < 12);
    (w, h, [red(w / 4, h / 4), red(3 * w / 4, h / 4), red(w / 4, 3 * h / 4), red(3 * w / 4, 3 * h / 4)])
}

const UPPER_LEFT: [bool; 4] = [true, false, false, false];
const UPPER_RIGHT: [bool; 4] = [false, true, false, false];

#[test]
fn a_page_is_turned_and_cropped_as_asked_in_every_kind_of_picture() {
    let crop = Some(Crop { left: 0, top: 0, right: 5_000, bottom: 10_000 });
    for (name, bytes) in [("a.jpg", jpeg()), ("a.png", png()), ("a.tif", tiff(1))] {
        for (mend, wanted) in [
            (Mend { turn: 1, ..Mend::none(1) }, (48, 64, UPPER_RIGHT)),
            (Mend { turn: 2, ..Mend::none(1) }, (64, 48, [false, false, false, true])),
            (Mend { turn: 3, ..Mend::none(1) }, (48, 64, [false, false, true, false])),
            (Mend { crop, ..Mend::none(1) }, (32, 48, [true, true, false, false])),
            // The crop is of the page as it lies once it is turned.
            (Mend { turn: 1, crop, ..Mend::none(1) }, (24, 64, [false; 4])),
        ] {
            let again = made(name, &bytes, &[mend]);
            assert_eq!(seen(&again, 1), wanted, "{name} {mend:?}");
            let (before, after) = (probe_bytes(name, &bytes).unwrap(), probe_bytes(name, &again).unwrap());
            let kept = |it: &Probe| (it.extension, it.pages, it.dpi);
            assert_eq!(kept(&after), kept(&before), "{name}: kind, pages and density stay");
        }
    }
}

#[test]
fn the_other_pages_of_a_tiff_stay_as_they_are() {
    let again = made("a.tif", &tiff(1), &[Mend { turn: 1, ..Mend::none(1) }]);
    let second = page::picture(&again, 2).unwrap();
    assert_eq!((second.width(), second.as_bytes()), (8, &[0; 64][..]));
}

#[test]
fn how_a_sheet_or_a_camera_lay_is_followed_where_a_scan_is_looked_at_and_where_it_is_mended() {
    for (name, bytes) in [("a.jpg", photograph(6)), ("a.tif", tiff(6))] {
        assert_eq!(seen(&bytes, 1), (48, 64, UPPER_RIGHT), "{name}");
        let again = made(name, &bytes, &[Mend { turn: 3, ..Mend::none(1) }]);
        assert_eq!(seen(&again, 1), (64, 48, UPPER_LEFT), "{name}");
    }
    assert_eq!(seen(&photograph(1), 1), (64, 48, UPPER_LEFT));
    // What is shown of a TIFF is that, too.
    let shown = page::page(&tiff(6), 1).unwrap();
    assert_eq!(seen(&shown, 1), (48, 64, UPPER_RIGHT));
}

#[test]
fn a_page_that_runs_askew_is_straight_once_it_is_straightened() {
    // Lines as long as those of print, on A4 at 100 dpi, running down to the right by two degrees.
    let page = GrayImage::from_fn(827, 1169, |x, y| {
        let down = f64::from(x) * 2_f64.to_radians().tan();
        let at = (f64::from(y) - down).rem_euclid(26.0);
        let inside = (60..760).contains(&x) && (60..1100).contains(&y);
        image::Luma([if inside && at < 8.0 && x % 16 > 3 { 0 } else { 255 }])
    });
    let mut bytes = Vec::new();
    page.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    let slants_of = |bytes: &[u8]| slants(&probe_bytes("a.png", bytes).unwrap(), bytes, 1).unwrap();
    let [slant, _] = slants_of(&bytes);
    assert!((18..=22).contains(&slant), "{slant}");
    let straight = made("a.png", &bytes, &[Mend { slant, ..Mend::none(1) }]);
    assert!(slants_of(&straight)[0].abs() <= 2, "{:?}", slants_of(&straight));
    // Sideways it is measured as it will lie.
    let sideways = made("a.png", &bytes, &[Mend { turn: 3, ..Mend::none(1) }]);
    let [_, turned] = slants_of(&sideways);
    assert!((18..=22).contains(&turned), "{turned}");
}

#[test]
fn a_pdf_is_turned_page_by_page_and_refused_what_would_need_its_pixels() {
    let again = made("a.pdf", &pdf(), &[Mend { turn: 3, ..Mend::none(2) }]);
    let document = pdf::open(&again).unwrap();
    let lies: Vec<i64> = document.get_pages().values().map(|id| lies(&document, *id)).collect();
    assert_eq!(lies, [90, 0], "what it inherits counts");
    for asked in [Mend { slant: 5, ..Mend::none(1) }, Mend { crop: Some(Crop { left: 9, ..whole() }), ..Mend::none(1) }]
    {
        let told = mend(&probe_bytes("a.pdf", &pdf()).unwrap(), &pdf(), &[asked]).unwrap_err();
        assert!(told.message.contains("PDF只能"), "{told}");
    }
}

const fn whole() -> Crop {
    Crop { left: 0, top: 0, right: 10_000, bottom: 10_000 }
}

#[test]
fn what_shows_through_is_white_paper() {
    let glass = image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 0]));
    let mut bytes = Vec::new();
    glass.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    let again = picture::decode(&made("a.png", &bytes, &[Mend { turn: 1, ..Mend::none(1) }])).unwrap();
    assert_eq!(again.to_rgb8().get_pixel(5, 5).0, WHITE);
}
