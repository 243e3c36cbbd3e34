//! Claims about the calendar that an archive counts by.

use super::*;

/// The year after the last that ships, as the State Council might announce it.
const NEXT: &str = r#"{"year": 2027, "holidays": {"2027-01-01": "元旦", "2027-02-05": "春节", "2027-02-06": "春节",
    "2027-02-07": "春节", "2027-02-08": "春节", "2027-02-09": "春节", "2027-04-05": "清明", "2027-05-01": "劳动节",
    "2027-06-09": "端午", "2027-09-15": "中秋", "2027-10-01": "国庆节"}, "workdays": {"2027-01-30": "春节"}}"#;

fn on(day: &str) -> chrono::NaiveDate {
    day.parse().unwrap()
}

#[test]
fn a_year_that_is_missing_is_said_and_counted_once_it_is_taken_in() {
    let mut desk = Desk::new();
    let missing = desk.archive.calendar().unwrap().add_workdays(on("2026-12-30"), 5).unwrap_err();
    assert!(missing.message.contains("没有2027年的节假日安排"), "{}", missing.message);
    let path = desk.join("2027.json");
    file::write_bytes(&path, format!("\u{FEFF}{NEXT}").as_bytes()).unwrap();
    let done = desk.archive.calendar_import(&path).unwrap();
    assert_eq!((done.op.as_str(), done.count), ("导入2027年节假日表", 1));
    // Thu 31 December (1), Fri 1 January off, Mon 4 (2), Tue 5 (3), Wed 6 (4), Thu 7 (5).
    assert_eq!(desk.archive.calendar().unwrap().add_workdays(on("2026-12-30"), 5).unwrap(), on("2027-01-07"));
    // Fri 29 January, worked Sat 30 (1), 1–4 February (2–5).
    assert_eq!(desk.archive.calendar().unwrap().add_workdays(on("2027-01-29"), 5).unwrap(), on("2027-02-04"));
    assert_eq!(desk.archive.calendar_import(&path).unwrap().count, 0, "the same again changes nothing");
    let shown = desk.archive.calendar_show().unwrap();
    let own: Vec<_> = shown.years.iter().filter(|it| it.own).map(|it| (it.year, it.says.as_str())).collect();
    assert_eq!(own, [(2027, "放假11天，调休上班1天")]);

    // Undone, it is missing again, and done again it is there.
    desk.archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert!(desk.archive.calendar().unwrap().is_workday(on("2027-01-30")).is_err());
    desk.archive.calendar_import(&path).unwrap();

    // A year goes out as a file and comes back as the same.
    let copy = desk.join("照着改.json");
    desk.archive.calendar_save(2027, &copy).unwrap();
    assert_eq!(desk.archive.calendar_import(&copy).unwrap().count, 0);
    assert!(desk.archive.store.verify().unwrap().ok());
    let Desk { folder: _folder, archive } = desk;
    let dir = archive.dir().to_path_buf();
    drop(archive);
    let again = Archive::open(&dir, "李晓梅", PASSWORD, Access::Read).unwrap();
    assert!(again.calendar().unwrap().is_workday(on("2027-01-30")).unwrap());
}

#[test]
fn what_is_no_year_of_holidays_is_refused_and_nothing_changes() {
    let mut desk = Desk::new();
    let path = desk.join("表.json");
    for (text, said) in [
        (String::new(), "不是一年的节假日表"),
        ("[]".to_owned(), "不是一年的节假日表"),
        (NEXT.replace("holidays", "休息日"), "不是一年的节假日表"),
        (NEXT.replace("2027-10-01", "2028-10-01"), "有误"),
        (NEXT.replace("2027-01-30", "2027-01-29"), "有误"),
        (NEXT.replace("\"2027-10-01\": \"国庆节\"", "\"2027-09-15\": \"中秋\""), "不全"),
        (NEXT.replace("2027", "1949"), "有误"),
    ] {
        file::write_bytes(&path, text.as_bytes()).unwrap();
        let refused = desk.archive.calendar_import(&path).unwrap_err();
        assert!(refused.message.contains(said), "{text}: {}", refused.message);
    }
    assert_eq!(desk.archive.calendar_import(&desk.join("没有.json")).unwrap_err().kind, Kind::NotFound);
    assert!(desk.archive.calendar_show().unwrap().years.iter().all(|it| !it.own));
    assert_eq!(desk.archive.calendar_save(2050, &path).unwrap_err().kind, Kind::NotFound);
}
