//! Claims about diaries as several people work with them, and as old registers have them.

use yihu_domain::{
    diary::{Diary, DiaryState},
    rights::Role,
};
use yihu_store::Filter;

use super::*;
use crate::shown::user::UserDraft;

const HEADERS: &str = "日期|市场管理员|巡查路线|当日工作|存在问题|上报时间|审核人|审核时间|领导意见";
const ROWS: [&str; 3] = [
    "2026-10-12|王建国|城关—东关|检查6户，核对许可证|一户没有明码标价|2026-10-12|李晓梅|2026-10-14|同意",
    "2026-10-13|王建国||参加培训一天||2026-10-14|||",
    "2026年10月13日|赵云|港口|走访港口镇五户||||",
];
const TEMPORARY: &str = "临时口令-7788";

fn all(archive: &Archive) -> Vec<(String, DiaryState)> {
    let found = archive.store.list::<Diary>(&Filter::all().sort("diary_on", false).sort("officer", true)).unwrap();
    found.rows.iter().map(|it| (yihu_domain::Record::title(it), it.state)).collect()
}

/// Logs in as one who was given a password.
fn entered(dir: &Path, user: &str) -> Archive {
    let mut archive = Archive::open(dir, user, TEMPORARY, Access::Write).unwrap();
    archive.session_password(TEMPORARY, PASSWORD).unwrap();
    drop(archive);
    Archive::open(dir, user, PASSWORD, Access::Write).unwrap()
}

#[test]
fn an_old_register_is_taken_in_with_its_approvals_and_again_without_a_change() {
    let mut desk = Desk::new();
    let path = desk.ledger("日志.xlsx", HEADERS, &ROWS);
    desk.take(Noun::Diary, &path);
    let found = all(&desk.archive);
    let states: Vec<_> = found.iter().map(|(title, state)| (title.as_str(), *state)).collect();
    assert_eq!(
        states,
        [
            ("2026-10-12 王建国", DiaryState::Approved),
            ("2026-10-13 赵云", DiaryState::Draft),
            ("2026-10-13 王建国", DiaryState::Submitted),
        ]
    );
    assert_eq!(desk.plan(Noun::Diary, &path).counts.same, 3);
    // What is approved is not changed by a sheet, nor approved by the officer himself, and a day has one diary.
    let path = desk.ledger(
        "改.xlsx",
        HEADERS,
        &[
            "2026-10-12|王建国|城关—东关|检查7户，核对许可证||2026-10-12|李晓梅|2026-10-14|同意",
            "2026-10-13|王建国||参加培训一天||2026-10-14|王建国|2026-10-15|同意",
            "2026-10-14|赵云|港口|走访港口镇六户|||||",
            "2026-10-14|赵云|港口|走访港口镇七户|||||",
        ],
    );
    let plan = desk.plan(Noun::Diary, &path);
    let codes: Vec<_> = plan.findings.iter().map(|it| (it.row, it.code.as_str())).collect();
    assert_eq!(plan.counts.refused, 3, "{codes:?}");
    for code in ["approved", "own_diary", "duplicate_diary"] {
        assert!(codes.iter().any(|(_, it)| *it == code), "{code}: {codes:?}");
    }
}

#[test]
fn the_clerk_hands_in_the_head_approves_and_only_who_may_approve_takes_it_back() {
    let mut desk = Desk::new();
    let path = desk.ledger("日志.xlsx", HEADERS, &["2026-10-12|王建国|城关|检查6户，核对许可证|||||"]);
    desk.take(Noun::Diary, &path);
    for (name, role) in [("何内勤", Role::Clerk), ("朱股长", Role::Reviewer), ("单局长", Role::Leader)] {
        let draft = UserDraft { name: name.to_owned(), roles: vec![role], password: TEMPORARY.to_owned() };
        desk.archive.user_add(&draft).unwrap();
    }
    let Desk { folder: _folder, archive } = desk;
    let dir = archive.dir().to_path_buf();
    let ids: Vec<String> = archive
        .record_ids(Noun::Diary, &crate::record::Query::default())
        .unwrap()
        .into_iter()
        .map(|it| it.id)
        .collect();
    drop(archive);

    let mut clerk = entered(&dir, "何内勤");
    clerk.diary_submit(&ids).unwrap();
    assert_eq!(clerk.diary_approve(&ids, "同意").unwrap_err().kind, Kind::Denied);
    // Nor does a sheet approve for him.
    let path = dir.join("批.xlsx");
    clerk.export_ledger(Noun::Diary, &path).unwrap();
    drop(clerk);

    let mut head = entered(&dir, "单局长");
    let approved = head.diary_approve(&ids, "同意").unwrap();
    drop(head);
    let mut clerk = Archive::open(&dir, "何内勤", PASSWORD, Access::Write).unwrap();
    assert_eq!(clerk.undo(approved.op_id.as_deref()).unwrap_err().kind, Kind::Denied);
    drop(clerk);
    // The head of the bureau edits no diary, and takes back what he approved all the same.
    let mut head = Archive::open(&dir, "单局长", PASSWORD, Access::Write).unwrap();
    head.undo(None).unwrap();
    assert_eq!(all(&head)[0].1, DiaryState::Submitted);
    assert_eq!(head.diary_submit(&ids).unwrap_err().kind, Kind::Denied);
    drop(head);
    let mut reviewer = entered(&dir, "朱股长");
    reviewer.diary_return(&ids, "没有写明检查了哪几户").unwrap();
    assert_eq!(all(&reviewer)[0].1, DiaryState::Returned);
    drop(reviewer);
    let clerk = Archive::open(&dir, "何内勤", PASSWORD, Access::Write).unwrap();
    let columns = ["日期", "市管员", "工作内容", "提交日期", "审批人", "审批日期"];
    let columns = columns.map(|title| OutColumn { title: title.to_owned(), number: false });
    let today = clerk.clock().today().to_string();
    let row = ["2026-10-12", "王建国", "检查6户，核对许可证", today.as_str(), "朱股长", today.as_str()];
    let row = (String::new(), row.map(str::to_owned).to_vec());
    file::write_bytes(&path, &write::ledger("日志", &columns, [row]).unwrap()).unwrap();
    let plan = clerk.import_plan(Noun::Diary, &path, None, &std::collections::BTreeMap::new(), &Watch::none()).unwrap();
    assert!(plan.findings.iter().any(|it| it.code == "may_not_decide"), "{:?}", plan.findings);
}
