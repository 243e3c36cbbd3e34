//! Pages drawn by hand, then spoilt in one way each.

use image::{DynamicImage, GrayImage, Luma, codecs::jpeg::JpegEncoder, imageops};
use lopdf::{Document, Stream, dictionary};

use super::*;
use crate::attachment::probe_bytes;

const WIDTH: u32 = 1654;
const HEIGHT: u32 = 2339;

/// A page of A4 at 200 dpi with 40 lines of strokes as wide as those of print, on paper of `paper`, in ink of `ink`.
fn print(paper: u8, ink: u8) -> GrayImage {
    let mut page = GrayImage::from_pixel(WIDTH, HEIGHT, Luma([paper]));
    let mut seed = 7_u32;
    let mut draw = |upto: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % upto
    };
    for (line, column) in (0..40).flat_map(|line| (0..38).map(move |column| (line, column))) {
        let (left, top) = (150 + column * 36, 160 + line * 52);
        for _ in 0..6 {
            let (at, from, long, upright) = (draw(28), draw(10), 14 + draw(14), draw(2) == 0);
            for (along, across) in (from..(from + long).min(30)).flat_map(|along| (0..3).map(move |w| (along, w))) {
                let (x, y) = if upright { (at + across, along) } else { (along, at + across) };
                page.put_pixel(left + x, top + y, Luma([ink]));
            }
        }
    }
    page
}

/// Turns a page, its lines then run down to the right by `degrees`.
fn turn(page: &GrayImage, degrees: f64) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (cx, cy) = (f64::from(WIDTH) / 2.0, f64::from(HEIGHT) / 2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the page")]
    let dot = |from: f64| from as u32;
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (dx, dy) = (f64::from(x) - cx, f64::from(y) - cy);
        let (from_x, from_y) = ((cx + dx * cos + dy * sin).round(), (cy - dx * sin + dy * cos).round());
        let inside = (0.0..f64::from(WIDTH)).contains(&from_x) && (0.0..f64::from(HEIGHT)).contains(&from_y);
        if inside { *page.get_pixel(dot(from_x), dot(from_y)) } else { Luma([255]) }
    })
}

fn jpeg(page: &GrayImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80).encode_image(page).unwrap();
    bytes
}

fn of(name: &str, bytes: &[u8]) -> Clarity {
    clarity(&probe_bytes(name, bytes).unwrap(), bytes).unwrap()
}

fn doubts(page: &GrayImage) -> Vec<String> {
    of("scan.jpg", &jpeg(page)).doubts()
}

#[test]
fn each_way_to_spoil_a_scan_is_told_and_a_good_one_is_let_be() {
    let good = print(245, 30);
    let mut black = good.clone();
    for (x, y) in (0..40).flat_map(|x| (0..HEIGHT).map(move |y| (x, y))) {
        black.put_pixel(x, y, Luma([8]));
    }
    let cases: [(&str, GrayImage, &[&str]); 12] = [
        ("good", good.clone(), &[]),
        ("on grey paper", print(190, 40), &[]),
        ("a little soft", imageops::blur(&good, 1.2), &[]),
        ("blurred", imageops::blur(&good, 2.5), &["看不清"]),
        ("very blurred", imageops::blur(&good, 6.0), &["看不清"]),
        ("pale", print(245, 205), &["字迹太淡"]),
        ("empty", GrayImage::from_pixel(WIDTH, HEIGHT, Luma([245])), &["几乎是空白"]),
        ("a degree askew", turn(&good, 1.0), &[]),
        ("askew down", turn(&good, 3.0), &["歪了约"]),
        ("askew up", turn(&good, -4.0), &["歪了约"]),
        ("black margin", black, &["有黑边"]),
        ("small", imageops::resize(&good, 600, 848, imageops::FilterType::Triangle), &["只有约72dpi"]),
    ];
    for (what, page, wanted) in cases {
        let told = doubts(&page);
        assert_eq!(told.len(), wanted.len(), "{what}: {told:?}");
        assert!(told.iter().zip(wanted).all(|(told, wanted)| told.starts_with(wanted)), "{what}: {told:?}");
    }
}

#[test]
fn blur_grows_with_the_smear_whatever_the_size_of_the_scan() {
    let good = print(245, 30);
    let blur = |sigma: f32, times: u32| {
        let page = if sigma > 0.0 { imageops::blur(&good, sigma) } else { good.clone() };
        let page = imageops::resize(&page, WIDTH * times, HEIGHT * times, imageops::FilterType::Triangle);
        of("scan.jpg", &jpeg(&page)).blur
    };
    let grown = [0.0, 1.0, 2.0, 3.0, 5.0].map(|sigma| blur(sigma, 1));
    assert!(grown.is_sorted() && grown[0] < 200 && grown[4] > 600, "{grown:?}");
    let (plain, double) = (blur(2.0, 1), blur(2.0, 2));
    assert!(plain.abs_diff(double) < 60, "{plain} {double}");
}

#[test]
fn slant_of_lines_is_measured_to_a_fifth_of_a_degree() {
    let good = print(245, 30);
    for tenths in [-60, -25, -5, 0, 8, 30, 70] {
        let found = of("scan.jpg", &jpeg(&turn(&good, f64::from(tenths) / 10.0))).skew;
        assert!((found - tenths).abs() <= 2, "{found} for {tenths}");
    }
}

#[test]
fn photograph_has_no_lines_to_be_askew() {
    let shop = GrayImage::from_fn(1600, 1200, |x, y| {
        let wave = (x * 3 + y * y / 300) % 510;
        Luma([u8::try_from(wave.min(510 - wave)).unwrap()])
    });
    assert_eq!(of("shop.jpg", &jpeg(&shop)).skew, 0);
}

/// A PDF as scanners write it: each page one picture.
fn pdf(pages: &[&GrayImage]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let parent = document.new_object_id();
    let kids: Vec<lopdf::Object> = pages
        .iter()
        .map(|page| {
            let header = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(page.width()),
                "Height" => i64::from(page.height()), "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
                "Filter" => "DCTDecode",
            };
            let picture = document.add_object(Stream::new(header, jpeg(page)));
            let content = document.add_object(Stream::new(dictionary! {}, b"q 595 0 0 842 0 0 cm /Im0 Do Q".to_vec()));
            let resources = dictionary! { "XObject" => dictionary! { "Im0" => picture } };
            let page = dictionary! {
                "Type" => "Page", "Parent" => parent, "Resources" => resources, "Contents" => content,
            };
            document.add_object(page).into()
        })
        .collect();
    let tree = dictionary! {
        "Type" => "Pages", "Count" => i64::try_from(kids.len()).unwrap(), "Kids" => kids,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(parent, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn worst_page_of_a_scanned_pdf_is_named() {
    let good = print(245, 30);
    let blurred = imageops::blur(&good, 3.0);
    let told = of("scan.pdf", &pdf(&[&good, &blurred, &good]));
    assert_eq!((told.page, told.dpi), (2, 200), "{told:?}");
    assert!(told.doubts()[0].starts_with("第2页看不清"), "{:?}", told.doubts());
    assert_eq!(of("scan.pdf", &pdf(&[&good])).doubts(), [""; 0]);
}

#[test]
fn what_holds_no_scanned_page_is_not_measured() {
    let logo = imageops::resize(&print(245, 30), 300, 424, imageops::FilterType::Triangle);
    let bytes = pdf(&[&logo]);
    assert_eq!(clarity(&probe_bytes("text.pdf", &bytes).unwrap(), &bytes), None);
    let dot = DynamicImage::ImageLuma8(GrayImage::from_pixel(3, 3, Luma([0])));
    assert_eq!(measure(1, &dot, None), None);
}

#[test]
fn cut_or_twisted_bytes_are_not_measured_and_never_a_panic() {
    let good = jpeg(&imageops::resize(&print(245, 30), 827, 1170, imageops::FilterType::Triangle));
    let probe = probe_bytes("scan.jpg", &good).unwrap();
    for at in (2..good.len()).step_by(good.len() / 40) {
        let mut twisted = good.clone();
        twisted[at] ^= 0x55;
        let _ = clarity(&probe, &twisted);
        let _ = clarity(&probe, &good[..at]);
    }
    let scanned = pdf(&[&imageops::resize(&print(245, 30), 827, 1170, imageops::FilterType::Triangle)]);
    let probe = probe_bytes("scan.pdf", &scanned).unwrap();
    for at in (8..scanned.len()).step_by(scanned.len() / 40) {
        let mut twisted = scanned.clone();
        twisted[at] ^= 0x55;
        let _ = clarity(&probe, &twisted);
    }
}
