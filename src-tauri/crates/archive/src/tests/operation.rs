//! The log, and what Ctrl+Z undoes.

use super::*;
use crate::OperationFilter;

fn next(desk: &Desk) -> String {
    desk.archive.operation_next().unwrap().map(|it| it.op).unwrap_or_default()
}

fn any() -> OperationFilter {
    OperationFilter::default()
}

#[test]
fn undo_names_what_it_undoes_one_after_the_other_and_can_be_undone() {
    let mut desk = Desk::new();
    assert_eq!(next(&desk), "", "an archive that was just made has nothing to undo");
    desk.fill();
    let count = |desk: &Desk| desk.archive.store.count_of(Noun::Hotline).unwrap();
    assert_eq!(next(&desk), "导入培训：培训.xlsx");
    for (op, then) in [
        ("导入培训：培训.xlsx", "导入12313举报投诉：12313.xlsx"),
        ("导入12313举报投诉：12313.xlsx", "导入零售户：户.xlsx"),
    ] {
        let it = desk.archive.operation_next().unwrap().unwrap();
        let done = desk.archive.operation_undo(&it.op_id).unwrap();
        assert_eq!((done.op.as_str(), next(&desk).as_str()), (op, then));
        assert_eq!(desk.archive.operation_undo(&it.op_id).unwrap_err().kind, Kind::Conflict, "undone once only");
    }
    assert_eq!(count(&desk), 0);
    let log = desk.archive.operation_list(&any(), 0, 50).unwrap();
    assert!(log.rows[0].undoes && log.rows[0].op.starts_with("撤销：") && log.rows[0].can_undo);
    desk.archive.operation_undo(&log.rows[0].op_id).unwrap();
    assert_eq!((count(&desk), next(&desk).as_str()), (2, "导入12313举报投诉：12313.xlsx"));
}

#[test]
fn what_has_left_or_is_signed_is_refused_in_words_and_passed_over() {
    let mut desk = Desk::new();
    desk.fill();
    desk.archive.bundle_export(true, &desk.join("包"), &Watch::none()).unwrap();
    desk.archive.selfcheck_export("2026-10", true, &desk.join("自查"), &Watch::none()).unwrap();
    assert_eq!(next(&desk), "导入培训：培训.xlsx");
    let log = desk.archive.operation_list(&any(), 0, 50).unwrap();
    let beyond: Vec<_> = log.rows.iter().filter(|it| !it.can_undo).collect();
    assert!(beyond.len() >= 3 && beyond.iter().any(|it| it.op == "新建档案"));
    for it in beyond {
        let refused = desk.archive.operation_undo(&it.op_id).unwrap_err();
        assert_eq!(refused.kind, Kind::Conflict);
        assert!(refused.message.contains(&it.op) && refused.message.contains("不能撤销"), "{refused}");
    }
    let unknown = desk.archive.operation_undo("01936f00-0000-7000-8000-000000000001").unwrap_err();
    assert_eq!((unknown.kind, unknown.message.contains("操作")), (Kind::NotFound, true));
}

#[test]
fn an_operation_whose_record_was_changed_since_is_not_undone() {
    let mut desk = Desk::new();
    desk.fill();
    let first =
        desk.archive.operation_list(&any(), 0, 50).unwrap().rows.into_iter().find(|it| it.op.contains("户.xlsx"));
    let path = desk.ledger("再.xlsx", RETAILERS, &["619999110007|城关吕氏商店|吕伟|城关镇新街1号|||||"]);
    desk.take(Noun::Retailer, &path);
    let refused = desk.archive.operation_undo(&first.unwrap().op_id).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(refused.message.contains("城关吕氏商店"), "{refused}");
}

#[test]
fn the_log_is_searched_by_name_person_and_day_and_shows_what_changed() {
    let mut desk = Desk::new();
    desk.fill();
    let found = |filter: &OperationFilter| desk.archive.operation_list(filter, 0, 50).unwrap();
    let hotlines = found(&OperationFilter { text: "12313".into(), ..any() });
    assert_eq!((hotlines.total, hotlines.rows[0].count), (1, 2));
    let today = desk.archive.clock.today();
    assert_eq!(
        found(&OperationFilter { from: "今".into(), to: today.to_string(), ..any() }).total,
        found(&any()).total
    );
    assert_eq!(found(&OperationFilter { to: "2020-01-01".into(), ..any() }).total, 0);
    assert_eq!(found(&OperationFilter { by: "王建国".into(), ..any() }).total, 0);
    let wrong = desk.archive.operation_list(&OperationFilter { from: "11月31日".into(), ..any() }, 0, 50).unwrap_err();
    assert!(wrong.fields.contains_key("from") && !wrong.fields.contains_key("to"));
    let retailers = found(&OperationFilter { text: "户.xlsx".into(), ..any() });
    let page = desk.archive.operation_show(&retailers.rows[0].op_id, 4, 50).unwrap();
    assert_eq!((page.total, page.rows.len()), (6, 2), "three retailers and their licences");
    let shop = page.rows.iter().find(|it| it.noun == Noun::Retailer).unwrap();
    assert_eq!(
        (shop.title.as_str(), shop.noun_title.as_str(), shop.made, shop.removed),
        ("西关烟酒", "零售户", true, false)
    );
    assert!(shop.differences.iter().any(|d| (d.title.as_str(), d.after.as_str()) == ("联系电话", "13900000003")));
}
