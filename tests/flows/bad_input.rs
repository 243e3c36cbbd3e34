//! What is handed in wrong, and a desk where things are not as they should be: each time a Chinese sentence that says
//! what to do, the exit code of cli.md, and an archive exactly as it was.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rust_xlsxwriter::Workbook;
use yihu_archive::{Access, Archive};
use yihu_tests::{Desk, PASSWORD, binary, bytes_in, ledger};

/// One thing done wrong: what it is, the words after `yihu`, the exit codes it may have, what the sentence must name.
type Wrong<'a> = (&'a str, Vec<&'a str>, &'a [i32], &'a str);

/// A desk whose archive must stay as it is, whatever is done wrong.
struct Guarded {
    desk: Desk,
    archive: String,
}

impl Guarded {
    fn with(desk: Desk) -> Self {
        let archive = desk.archive().to_string_lossy().into_owned();
        Self { desk, archive }
    }

    /// Writes a file onto the desk and gives its path.
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.desk.join(name);
        fs::write(&path, bytes).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn path(&self, name: &str) -> String {
        self.desk.join(name).to_string_lossy().into_owned()
    }

    /// Each is refused in words, and leaves every record and file of the archive as it was and nothing beside it.
    fn refuses(&self, wrongs: &[Wrong]) {
        let shown = self.desk.shown();
        for (what, arguments, codes, says) in wrongs {
            let before = self.desk.untouched();
            let answer = self.desk.yihu(arguments).refuses(codes);
            assert!(answer.err.contains(says) || answer.out.contains(says), "{what}: “{says}” in {answer:?}");
            assert!(before == self.desk.untouched(), "{what} changed the archive");
            assert_eq!(self.desk.litter(), [] as [PathBuf; 0], "{what}");
        }
        assert_eq!(shown, self.desk.shown());
        self.desk.ask("verify", &["--read-all"]).exits(0);
    }
}

/// A workbook with these rows on its one sheet.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let (row, column) = (u32::try_from(row).expect("few"), u16::try_from(column).expect("few"));
            sheet.write_string(row, column, *text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A workbook that says of its sheet that it unpacks to 4 GB.
fn bomb() -> Vec<u8> {
    let mut bytes = workbook(&[&["许可证号"]]);
    let name = b"xl/worksheets/sheet1.xml";
    let directory = (0..bytes.len() - 46)
        .filter(|&at| bytes[at..].starts_with(b"PK\x01\x02"))
        .find(|at| bytes[at + 46..].starts_with(name))
        .expect("the sheet is in the zip's directory");
    bytes[directory + 24..directory + 28].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    bytes
}

/// What is done to which file: its name, the file, its new bytes (none: it is gone), the exit codes it may give.
type Damage<'a> = (&'a str, &'a str, Option<Vec<u8>>, &'a [i32]);

#[test]
fn what_is_no_ledger_is_refused_in_words() {
    let at = Guarded::with(Desk::with_archive());
    let dir = at.archive.as_str();
    let text = at.file("文字.xlsx", "许可证号,户名\n619999110005,某店".as_bytes());
    let old = at.file("旧表.xls", &[&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], &[0; 4096][..]].concat());
    let pdf = at.file("扫描.xlsx", b"%PDF-1.4\n%%EOF\n");
    let nothing = at.file("空.xlsx", b"");
    let blank = at.file("空表.xlsx", &workbook(&[]));
    let header = at.file("只有表头.xlsx", &workbook(&[&["许可证号", "企业名称", "经营者", "经营地址"]]));
    let whole = fs::read(ledger("案件台账.xlsx")).expect("a ledger");
    let torn = at.file("半截.xlsx", &whole[..whole.len() / 2]);
    let bomb = at.file("炸弹.xlsx", &bomb());
    let cases = ledger("案件台账.xlsx").to_string_lossy().into_owned();
    let missing = at.path("没有.xlsx");
    let import = |noun, file| vec!["import", dir, noun, file, "--apply"];
    at.refuses(&[
        ("text renamed", import("retailer", &text), &[1], "xlsx"),
        ("an old .xls", import("retailer", &old), &[1], ".xls"),
        ("a PDF renamed", import("retailer", &pdf), &[1], "xlsx"),
        ("no bytes", import("retailer", &nothing), &[1], "空"),
        ("an empty sheet", import("retailer", &blank), &[1], ""),
        ("header only", import("retailer", &header), &[1], ""),
        ("half a file", import("case", &torn), &[1, 4], ""),
        ("a zip bomb", import("retailer", &bomb), &[1], "解开"),
        ("cases as retailers", import("retailer", &cases), &[1], "案件"),
        ("no such file", import("retailer", &missing), &[1], "没有.xlsx"),
        ("a folder", import("retailer", dir), &[1], "文件夹"),
        ("an unknown sheet", vec!["import", dir, "case", &cases, "--sheet", "第九页"], &[1], "第九页"),
        ("an unknown noun", import("农机", &cases), &[1, 2], "农机"),
        ("a noun without ledger", import("bundle", &cases), &[1], ""),
        ("a map without =", vec!["import", dir, "case", &cases, "--map", "甲乙"], &[1, 2], "甲乙"),
        ("a map to no field", vec!["import", dir, "case", &cases, "--map", "甲=没有的字段"], &[1, 2], "没有的字段"),
    ]);
}

#[test]
fn wrong_ledger_for_the_noun_is_named() {
    let at = Guarded::with(Desk::with_archive());
    let ledgers = [
        ("case", "零售户台账.xlsx", "零售户"),
        ("retailer", "案件台账.xlsx", "案件"),
        ("case", "12313台账.xlsx", "12313"),
        ("hotline", "培训登记.xlsx", "培训"),
        ("training", "案件台账.xlsx", "案件"),
    ];
    for (noun, file, says) in ledgers {
        let path = ledger(file).to_string_lossy().into_owned();
        at.refuses(&[(file, vec!["import", &at.archive, noun, &path, "--apply"], &[1], says)]);
    }
}

#[test]
fn a_file_of_200_mb_is_refused_quickly_and_in_little_memory() {
    const LARGE: u64 = 200 << 20;
    let at = Guarded::with(Desk::with_archive());
    let scan = [&b"%PDF-1.4\n"[..], &[b' '; 1000]].concat();
    let whole = fs::read(ledger("案件台账.xlsx")).expect("a ledger");
    for (name, start) in [("大.xlsx", &whole[..]), ("大文本.xlsx", b"text"), ("大.pdf", &scan[..])] {
        let path = at.file(name, start);
        fs::File::options().write(true).open(&path).and_then(|f| f.set_len(LARGE)).expect("a sparse file");
        let before = (at.desk.untouched(), at.desk.shown());
        let began = Instant::now();
        // Argon2 alone takes 64 MB; the rest of the bound is the program and its libraries.
        let bounded = at.bounded("384M", &["import", &at.archive, "case", &path, "--apply"]);
        let took = began.elapsed();
        let answer = yihu_tests::Answer::from(bounded).refuses(&[1]);
        println!("{name}: {took:?} {}", answer.err.trim());
        assert!(took < Duration::from_secs(10), "{name}: {took:?}");
        assert!(before == (at.desk.untouched(), at.desk.shown()), "{name}");
    }
}

impl Guarded {
    /// Runs `yihu` with no more than so much memory.
    fn bounded(&self, memory: &str, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new("prlimit");
        command.arg(format!("--as={}", memory.replace('M', "000000"))).arg(binary("yihu")).args(arguments);
        command.current_dir(self.desk.path()).env("YIHU_PASSWORD", PASSWORD).stdin(Stdio::null());
        command.output().expect("prlimit (util-linux) is installed")
    }
}

#[test]
fn whoever_is_not_known_is_told_the_same_as_with_a_wrong_password() {
    let at = Guarded::with(Desk::with_archive());
    let dir = at.archive.as_str();
    let with = |user: &str, password: &str| {
        let mut command = at.desk.command();
        command.args(["list", dir, "case", "--user", user]).env("YIHU_PASSWORD", password);
        yihu_tests::Answer::from(command.output().expect("yihu starts")).refuses(&[3])
    };
    let wrong = with("管理员", "不是这个密码");
    assert_eq!(with("没有这个人", PASSWORD).err, wrong.err);
    assert_eq!(with("管理员", "").err, wrong.err);
    // A session of its own has no terminal to ask on.
    let mut alone = Command::new("setsid");
    alone.arg("--wait").arg(binary("yihu")).args(["list", dir, "case"]).env_remove("YIHU_PASSWORD");
    let alone = alone.stdin(Stdio::null()).output().expect("setsid (util-linux) is installed");
    let alone = yihu_tests::Answer::from(alone).refuses(&[3]);
    assert!(alone.err.contains("YIHU_PASSWORD"), "{alone:?}");
}

#[test]
fn archive_open_elsewhere_is_told_and_can_still_be_read() {
    let at = Guarded::with(Desk::with_archive());
    let dir = at.archive.as_str();
    let cases = ledger("案件台账.xlsx").to_string_lossy().into_owned();
    let elsewhere = Archive::open(Path::new(dir), "管理员", PASSWORD, Access::Write).expect("the first writer");
    let began = Instant::now();
    let answer = at.desk.yihu(&["import", dir, "case", &cases, "--apply"]).refuses(&[1]);
    assert!(answer.err.contains("打开"), "{answer:?}");
    assert!(began.elapsed() < Duration::from_secs(10), "it does not wait for the other");
    let json = at.desk.ask("bundle export", &["-o", &at.path("包")]).refuses(&[1]).json();
    assert_eq!(json["kind"], "conflict", "{json}");
    at.desk.ask("list", &["case"]).exits(0);
    at.desk.ask("import", &["case", &cases]).exits(1);
    drop(elsewhere);
    assert_eq!(at.desk.ask("import", &["case", &cases, "--apply"]).exits(1).json()["new"], 39, "now it is free");
}

#[test]
fn damaged_archive_is_named_and_nothing_is_written_to_it() {
    let good = Desk::with_archive();
    let other = Desk::with_archive();
    let keys = fs::read_to_string(good.archive().join("keys.json")).expect("keys");
    let database = fs::read(good.archive().join("archive.db")).expect("a database");
    let flipped = |at: usize| {
        let mut bytes = database.clone();
        bytes[at] ^= 0x40;
        Some(bytes)
    };
    let foreign = |name: &str| Some(fs::read(other.archive().join(name)).expect("a file"));
    let newer = keys.replace("\"format\": 2", "\"format\": 3");
    assert_ne!(newer, keys);
    // What is done to which file; none: it is deleted.
    let damages: [Damage<'_>; 14] = [
        ("first page", "archive.db", flipped(100), &[4]),
        ("salt", "archive.db", flipped(3), &[4]),
        ("half", "archive.db", Some(database[..database.len() / 2].to_vec()), &[4]),
        ("one page", "archive.db", Some(database[..4096].to_vec()), &[4]),
        ("no bytes", "archive.db", Some(Vec::new()), &[4]),
        ("text", "archive.db", Some(vec![b'x'; 100_000]), &[4]),
        ("deleted", "archive.db", None, &[1, 4]),
        ("another archive's", "archive.db", foreign("archive.db"), &[4]),
        ("another archive's", "informants.db", foreign("informants.db"), &[4]),
        ("another archive's", "keys.json", foreign("keys.json"), &[4]),
        ("deleted", "keys.json", None, &[1, 4]),
        ("torn", "keys.json", Some(keys.as_bytes()[..keys.len() / 2].to_vec()), &[4]),
        ("no bytes", "keys.json", Some(Vec::new()), &[4]),
        ("newer", "keys.json", Some(newer.into_bytes()), &[4]),
    ];
    let cases = ledger("案件台账.xlsx").to_string_lossy().into_owned();
    for (what, file, bytes, codes) in damages {
        let desk = good.twin();
        let path = desk.archive().join(file);
        match bytes {
            Some(bytes) => fs::write(path, bytes),
            None => fs::remove_file(path),
        }
        .expect("the damage is done");
        let before = desk.untouched();
        let dir = desk.archive().to_string_lossy().into_owned();
        for arguments in
            [vec!["list", &dir, "case"], vec!["import", &dir, "case", &cases, "--apply"], vec!["verify", &dir]]
        {
            let answer = desk.yihu(&arguments);
            // A page that nobody needed to read may let a list through; the check never.
            if answer.code == 0 && arguments[0] == "list" && what == "half" {
                continue;
            }
            let answer = answer.refuses(codes);
            assert!(answer.err.contains('。'), "{what} {file}: {answer:?}");
        }
        // SQLite may have left its empty log beside it; what was there is as it was.
        let after = desk.untouched();
        assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{what} {file}: it was written to");
    }
}

#[test]
fn founding_and_restoring_say_all_that_is_wrong_and_never_overwrite() {
    let at = Guarded::with(Desk::with_archive());
    let dir = at.archive.as_str();
    let made = at.desk.ask("backup", &[]).exits(0).json();
    let backup = made["path"].as_str().expect("a path");
    let (free, empty) = (at.path("空.yihu"), at.path("空文件夹"));
    fs::create_dir(&empty).expect("a folder");
    let init = |dir| vec!["init", dir, "--bureau", "619999", "--name", "潼川县烟草专卖局"];
    at.refuses(&[
        ("init over an archive", init(dir), &[1], "已经存在"),
        ("init into a folder", init(&empty), &[1], "已经存在"),
        ("restore over an archive", vec!["restore", backup, dir], &[1], "已经存在"),
        ("restore of nothing", vec!["restore", &empty, &free], &[1, 4], ""),
        ("restore from nowhere", vec!["restore", &free, &free], &[1], ""),
        ("no archive", vec!["list", &free, "case"], &[1], "找不到"),
        ("a file as archive", vec!["list", "/etc/hostname", "case"], &[1, 4], ""),
        ("an empty folder", vec!["list", &empty, "case"], &[1, 4], "keys.json"),
    ]);
    let mut command = at.desk.command();
    command.args(["init", &free, "--bureau", "61999", "--name", " ", "--user", " ", "--json"]);
    let answer = command.env("YIHU_PASSWORD", "短").output().expect("yihu starts");
    let json = yihu_tests::Answer::from(answer).refuses(&[1]).json();
    let fields: Vec<_> = json["fields"].as_object().expect("fields").keys().map(String::as_str).collect();
    assert_eq!(fields, ["bureau", "name", "password", "user"], "all at once: {json}");
    assert!(!Path::new(&free).exists());
    let mut command = at.desk.command();
    command.args(["restore", backup, &free]).env("YIHU_PASSWORD", "不是这个密码");
    let _ = yihu_tests::Answer::from(command.output().expect("yihu starts")).refuses(&[3]);
    assert!(!Path::new(&free).exists());
}

#[test]
fn wrong_numbers_files_and_periods_are_told() {
    let at = Guarded::with(Desk::with_archive());
    let cases = ledger("案件台账.xlsx");
    at.desk.import("case", &cases, &["--apply"]);
    let listed = at.desk.ask("list", &["case", "--limit", "1"]).exits(0).json();
    let number = listed[0]["case_no"].as_str().map_or_else(|| listed[0]["case_no"].to_string(), str::to_owned);
    let dir = at.archive.as_str();
    let nothing = at.file("空.jpg", b"");
    let page = at.file("网页.pdf", b"<!DOCTYPE html><html><body>404</body></html>");
    let program = at.file("程序.png", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF");
    let torn = at.file("半张.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    let garbage = at.file("乱码.zip", &[7; 5000]);
    let key = at.file("局.pub", b"untrusted comment: x\nRWQ\n");
    let missing = at.path("没有.jpg");
    let output = at.path("出.pdf");
    let folder = at.path("出");
    let attach = |number, file| vec!["attach", dir, "case", number, "检查笔录", file];
    at.refuses(&[
        ("a scan of zero bytes", attach(&number, &nothing), &[1], "空.jpg"),
        ("a web page as scan", attach(&number, &page), &[1], "网页.pdf"),
        ("a program as scan", attach(&number, &program), &[1], "程序.png"),
        ("a torn scan", attach(&number, &torn), &[1, 4], "半张.jpg"),
        ("no scan", attach(&number, &missing), &[1], "没有.jpg"),
        ("a folder as scan", attach(&number, dir), &[1], ""),
        ("no slot", vec!["attach", dir, "case", &number, " ", &nothing], &[1], "栏位"),
        ("an unknown case", attach("潼烟立〔2026〕第9999号", &garbage), &[1], "9999"),
        ("no number", attach("随便", &garbage), &[1], ""),
        ("an unknown retailer", vec!["dossier", dir, "retailer", "619999199999", "-o", &output], &[1], "619999199999"),
        ("a short licence no.", vec!["dossier", dir, "retailer", "61", "-o", &output], &[1], ""),
        ("a dossier of a training", vec!["dossier", dir, "training", "1", "-o", &output], &[1, 2], ""),
        ("a dossier of nobody", vec!["dossier", dir, "retailer", "-o", &output], &[1, 2], "许可证号"),
        ("a bad month", vec!["selfcheck", dir, "2026-13", "-o", &folder], &[1, 2], "2026-13"),
        ("no month", vec!["selfcheck", dir, "上个月", "-o", &folder], &[1, 2], "上个月"),
        ("an unknown noun", vec!["list", dir, "农机"], &[1, 2], "农机"),
        ("an unknown field", vec!["list", dir, "case", "--where", "没有的字段=1"], &[1, 2], "没有的字段"),
        ("SQL as a field", vec!["list", dir, "case", "--where", "1=1;DROP TABLE case=1"], &[1, 2], ""),
        ("half a condition", vec!["list", dir, "case", "--where", "案号"], &[1, 2], "案号"),
        ("an unknown number", vec!["show", dir, "retailer", "619999199999"], &[1], "619999199999"),
        ("an unknown operation", vec!["undo", dir, "01890000-0000-7000-8000-000000000000"], &[1], "操作"),
        ("no operation", vec!["undo", dir, "上一次"], &[1, 2], "编号"),
        ("a century of visits", vec!["demo", "没有的文件夹", "--years", "100"], &[1, 2], "年数"),
        ("a bad share", vec!["verify", dir, "--sample", "许多"], &[1, 2], "许多"),
        ("garbage as bundle", vec!["bundle", "verify", &garbage, "--key", &key], &[1, 4], ""),
        ("garbage shown", vec!["bundle", "show", &garbage], &[1, 4], ""),
        ("no bundle", vec!["bundle", "show", &missing], &[1], "找不到"),
        ("an export onto a folder", vec!["export", dir, "case", "-o", dir], &[1, 5], ""),
        ("an export nowhere", vec!["export", dir, "case", "-o", "/没有/这里/表.xlsx"], &[1, 5], ""),
    ]);
    assert!(!Path::new(&output).exists() && !Path::new(&folder).exists());
}

#[test]
fn wrong_usage_is_told_in_chinese_with_exit_code_2() {
    let desk = Desk::new();
    for arguments in [
        &["飞"][..],
        &["import"],
        &["import", "x"],
        &["list", "x", "case", "--limit", "许多"],
        &["list", "x", "case", "--没有"],
        &["list", "x", "case", "多余"],
        &["verify", "x", "--sample", "5%", "--read-all"],
        &["dossier", "x", "retailer", "61", "--all", "-o", "y"],
        &["bundle"],
        &["bundle", "verify", "x"],
        &["init", "x"],
        &["log", "x", "--number", "61"],
        &["list", "x", "case", "--where"],
    ] {
        let answer = desk.yihu(arguments).refuses(&[2]);
        assert!(answer.out.is_empty(), "{arguments:?}: {answer:?}");
    }
    let nothing = desk.yihu(&[]).refuses(&[2]);
    assert!(nothing.err.contains("import"), "help: {nothing:?}");
    assert_eq!(bytes_in(desk.path()).len(), 0);
}
