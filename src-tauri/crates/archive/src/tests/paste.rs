//! Claims about cells that were pasted: they are read like a ledger, and kept like a form.

use super::*;
use crate::shown::import::{ImportAction, ImportOnly};

fn cells(rows: &[&str]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
}

#[test]
fn a_header_is_known_under_a_title_and_cells_without_one_begin_with_data() {
    let desk = Desk::new();
    let looked =
        desk.archive.paste_look(Noun::Retailer, &cells(&["零售户台账|||", RETAILERS, RETAILER_ROWS[0]])).unwrap();
    assert_eq!((looked.skip, looked.columns[1].field.as_deref()), (2, Some("trade_name")));
    let bare = desk.archive.paste_look(Noun::Retailer, &cells(&RETAILER_ROWS)).unwrap();
    assert_eq!((bare.skip, bare.columns.len()), (0, 8));
    assert!(bare.columns.iter().all(|it| it.field.is_none() && it.header.is_empty()));
    // Those who were there are columns of their own.
    let training = desk.archive.paste_look(Noun::Training, &cells(&[TRAININGS, TRAINING_ROWS[0]])).unwrap();
    assert_eq!((training.skip, training.columns[3].header.as_str(), &training.columns[3].field), (1, "李晓梅", &None));
}

#[test]
fn pasted_cells_are_judged_by_the_rules_of_the_import_and_undone_as_one() {
    let mut desk = Desk::new();
    let wrong = "61999911002|西关烟酒|贺强|城关镇西关3号|13900000003|2023-01-01|2028-01-01|";
    let pasted = cells(&[RETAILERS, RETAILER_ROWS[0], wrong, RETAILER_ROWS[1]]);
    let plan = desk.archive.paste_plan(Noun::Retailer, &pasted, &Watch::none()).unwrap();
    assert_eq!((plan.counts.new, plan.counts.refused, plan.file_name().as_str()), (2, 1, "粘贴的表"));
    let refused = plan.page(ImportOnly::Refused, 0, 9).rows.remove(0);
    assert_eq!((refused.row, refused.action), (3, ImportAction::Refused));
    assert_eq!(refused.findings[0].column, "许可证号");
    let done = desk.archive.import_apply(&plan, &Watch::none()).unwrap();
    let there = |desk: &Desk| desk.archive.list(Noun::Retailer, &[], 9, 0).unwrap().total;
    assert_eq!(there(&desk), 2);
    desk.archive.undo(done.done.op_id.as_deref()).unwrap();
    assert_eq!(there(&desk), 0);
    let many = vec![vec![String::new()]; 2_001];
    assert!(
        desk.archive.paste_plan(Noun::Retailer, &many, &Watch::none()).err().unwrap().message.contains("最多2000行")
    );
}

#[test]
fn what_was_pasted_is_there_again_until_it_is_let_go() {
    let mut desk = Desk::new();
    let pasted = cells(&[RETAILERS, RETAILER_ROWS[0]]);
    desk.archive.paste_keep(Noun::Retailer, &pasted).unwrap();
    let listed = desk.archive.draft_list().unwrap();
    assert_eq!((listed.len(), listed[0].title.as_str()), (1, "粘贴录入的零售户"));
    let kept = desk.archive.paste_open(Noun::Retailer).unwrap().unwrap();
    assert_eq!((kept.cells, kept.at), (pasted, listed[0].at.clone()));
    assert_eq!(desk.archive.paste_open(Noun::Staff).unwrap(), None);
    // The form of a new shop is another draft.
    assert!(desk.archive.record_form(Noun::Retailer, None).unwrap().kept.is_none());
    desk.archive.paste_keep(Noun::Retailer, &[]).unwrap();
    assert_eq!(desk.archive.paste_open(Noun::Retailer).unwrap(), None);
}

#[test]
fn who_reported_is_not_kept_outside_the_wall() {
    let mut desk = Desk::new();
    let pasted = cells(&[HOTLINES, HOTLINE_ROWS[0]]);
    desk.archive.paste_keep(Noun::Hotline, &pasted).unwrap();
    let kept = desk.archive.store.drafts("李晓梅").unwrap();
    assert!(kept.iter().all(|it| !it.json.contains("金雀儿")), "{kept:?}");
}
