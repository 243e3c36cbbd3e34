//! What is no ledger is refused in words that say what to do.

use std::io::Write as _;

use yihu_domain::{Kind, Noun};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn refused(file: &File) -> String {
    let error = read::open(&file.path).unwrap_err();
    assert_eq!(error.kind, Kind::Invalid, "{}", error.message);
    assert!(error.message.is_ascii() || !error.message.contains("error"), "{}", error.message);
    error.message
}

fn good_bytes() -> Vec<u8> {
    let mut writer = Writer::new();
    text_rows(writer.add_worksheet(), 0, &[RETAILERS, RETAILER]);
    writer.save_to_buffer().unwrap()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_xlsx_is_refused_with_what_to_do() {
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].to_vec();
    let locked: Vec<u8> =
        compound.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, said) in [
        (Vec::new(), "空的"),
        ("许可证号,企业名称\n".as_bytes().to_vec(), "不是 .xlsx"),
        (b"<html><table></table></html>".to_vec(), "不是 .xlsx"),
        (compound, "旧格式"),
        (locked, "密码"),
        (zipped(&[("readme.txt", b"x")]), "压缩包"),
        (zipped(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]), "Word"),
        (zipped(&[("[Content_Types].xml", b"x"), ("xl/workbook.bin", b"x")]), ".xlsb"),
        (zipped(&[("mimetype", b"x"), ("content.xml", b"x")]), ".ods"),
        (zipped(&[("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"<x")]), "损坏"),
    ] {
        let message = refused(&bytes_file("台账.xlsx", &bytes));
        assert!(message.contains(said), "{said}: {message}");
    }
}

#[test]
fn a_cut_or_damaged_file_is_refused() {
    let good = good_bytes();
    for end in [4, 100, good.len() / 2, good.len() - 30, good.len() - 1] {
        let message = refused(&bytes_file("台账.xlsx", &good[..end]));
        assert!(message.contains("损坏"), "{end}: {message}");
    }
    // A flipped byte within the packed cells breaks the checksum of their part.
    let name = b"xl/worksheets/sheet1.xml";
    let at = good.windows(name.len()).position(|w| w == name).unwrap() + name.len() + 40;
    let mut bad = good.clone();
    bad[at] ^= 0x10;
    assert!(refused(&bytes_file("台账.xlsx", &bad)).contains("损坏"));
    assert!(read::open(&bytes_file("台账.xlsx", &good).path).is_ok());
}

#[test]
fn any_flipped_byte_is_refused_or_changes_no_cell() {
    let good = good_bytes();
    let texts = |path: &std::path::Path| {
        read::open(path).map(|w| {
            w.sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).map(|c| c.text.clone()).collect::<Vec<_>>()
        })
    };
    let whole = texts(&bytes_file("台账.xlsx", &good).path).unwrap();
    for at in (0..good.len()).step_by(13) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        if let Ok(read) = texts(&bytes_file("台账.xlsx", &bad).path) {
            assert!(read.is_empty() || read == whole, "byte {at}");
        }
    }
}

#[test]
fn files_beyond_the_bounds_are_refused_before_they_fill_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.xlsx");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(200 * 1024 * 1024).unwrap();
    let error = read::open(&path).unwrap_err();
    assert_eq!(error.kind, Kind::Invalid);
    assert!(error.message.contains("200 MB"), "{}", error.message);
}

#[test]
fn a_zip_bomb_is_refused_by_what_it_declares() {
    let mut bomb = zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
    let central = bomb.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bomb[central + 24..central + 28].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    assert!(refused(&bytes_file("台账.xlsx", &bomb)).contains("1 GB"));
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read::open(&folder.path().join("没有.xlsx")).unwrap_err().kind, Kind::NotFound);
    let error = read::open(folder.path()).unwrap_err();
    assert_eq!(error.kind, Kind::Invalid);
    assert!(error.message.contains("文件夹"), "{}", error.message);
}

#[test]
fn an_empty_ledger_is_refused() {
    let empty = file(|w| {
        w.add_worksheet();
    });
    assert!(find(&empty, Noun::Retailer).unwrap_err().message.contains("空的"));
    let header_only = text_sheet(&["某县台账", RETAILERS]);
    assert!(find(&header_only, Noun::Retailer).unwrap_err().message.contains("没有数据"));
    let words_only = text_sheet(&["本表一户一行。", "第二行"]);
    let error = find(&words_only, Noun::Retailer).unwrap_err();
    assert!(error.message.contains("表头") && error.message.contains("许可证号"), "{}", error.message);
}

/// One ledger of each noun.
const LEDGERS: [(Noun, &str); 5] = [
    (Noun::Retailer, "序号|许可证号|企业（字号）名称|负责人|身份证号码|经营地址|联系电话|有效期至|分类|状态|备注"),
    (
        Noun::Case,
        "序号|案件编号|案由|当事人|许可证号|案发日期|立案日期|涉案卷烟（条）|案值（元）|罚款（元）|承办人|备注",
    ),
    (Noun::Hotline, "序号|受理时间|来电来访人|联系电话|类别|内容|涉及户名|涉及地址|承办人|办理结果|办结日期|反馈情况"),
    (Noun::Training, "日期|培训内容|方式|授课人|课时|段兰|黄平超|合计"),
    (Noun::Staff, "序号|姓名|身份证号|部门|职务|手机|执法证号|备注"),
];

#[test]
fn the_ledger_of_another_noun_is_named() {
    for (asked, _) in LEDGERS {
        for (given, headers) in LEDGERS {
            let values: Vec<&str> = headers.split('|').map(|_| "√").collect();
            let result = find(&text_sheet(&["台账", headers, &values.join("|")]), asked);
            if asked == given {
                assert!(result.is_ok(), "{asked}");
            } else {
                let error = result.expect_err(&format!("{headers} as {asked}"));
                assert_eq!(error.kind, Kind::Invalid);
                assert!(error.message.contains(&format!("像是{}台账", given.title())), "{asked}: {}", error.message);
            }
        }
    }
}

#[test]
fn nouns_without_a_ledger_are_refused() {
    let file = text_sheet(&[RETAILERS, RETAILER]);
    assert_eq!(find(&file, Noun::Bundle).unwrap_err().kind, Kind::Invalid);
}
