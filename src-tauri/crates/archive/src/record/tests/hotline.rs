//! Claims about who reported: behind the wall from the first save, seen only for a reason, and that in the log.

use yihu_domain::{Kind, Noun, hotline::Hotline};

use super::{
    super::{Draft, InformantState, Query},
    copy, rows, with,
};
use crate::{Archive, informant::LOOKED};

const WHO: (&str, &str) = ("欧阳修远", "13912345678");

fn reported(archive: &Archive) -> Draft {
    let draft = archive.record_form(Noun::Hotline, None).unwrap().draft;
    with(
        draft,
        &[
            ("upstream_no", "GD20260001"),
            ("category", "举报"),
            ("informant_name", WHO.0),
            ("informant_phone", WHO.1),
            ("content", "欧阳修远反映好又来售假，电话139-1234-5678。"),
            ("target_name", "好又来"),
            ("result", "已答复"),
        ],
    )
}

/// Everything the archive's database says of a record, in the log too.
fn everything(archive: &Archive, id: &str) -> String {
    let record: Hotline = archive.store.get(yihu_domain::Id::new(id.parse().unwrap())).unwrap();
    let log = archive.store.history(Noun::Hotline, record.head.id.uuid()).unwrap();
    let view = archive.record_view(Noun::Hotline, id).unwrap();
    let form = archive.record_form(Noun::Hotline, Some(id)).unwrap();
    format!("{record:?}{log:?}{view:?}{form:?}")
}

#[test]
fn who_reported_goes_behind_the_wall_and_nowhere_else() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    assert!(saved.warnings.iter().any(|w| w.field == "content" && w.code == "informant_in_text"));
    let said = everything(&archive, &saved.id);
    for trace in ["欧阳", "13912345678", "1234-5678"] {
        assert!(!said.contains(trace), "{trace}");
    }
    assert!(said.contains("〔举报人〕"));
    assert_eq!(archive.record_view(Noun::Hotline, &saved.id).unwrap().informant, InformantState::Viewable);
}

#[test]
fn a_blank_informant_erases_nothing_and_still_is_veiled_in_what_is_typed_later() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    assert_eq!(form.draft.fields["informant_name"], "");
    let later = with(form.draft, &[("feedback", "已电话告知欧阳修远")]);
    let saved = archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &later, None).unwrap();
    assert_eq!(
        archive.record_view(Noun::Hotline, &saved.id).unwrap().sections[2].lines[5].text,
        "已电话告知〔举报人〕"
    );
    let who = archive.informant_show(&saved.id, "回访举报人").unwrap();
    assert_eq!((who.name.as_str(), who.phone.as_str()), WHO);
    // Another phone alone: the name stays.
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    let moved = with(form.draft, &[("informant_phone", "13987654321")]);
    archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &moved, None).unwrap();
    let who = archive.informant_show(&saved.id, "回访举报人").unwrap();
    assert_eq!((who.name.as_str(), who.phone.as_str()), (WHO.0, "13987654321"));
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn looking_at_who_reported_wants_a_reason_and_stands_in_the_log() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    for reason in ["", "看看", "找欧阳修远核实", "打13912345678核实"] {
        assert_eq!(archive.informant_show(&saved.id, reason).unwrap_err().kind, Kind::Invalid, "{reason}");
    }
    archive.informant_show(&saved.id, "核实举报内容").unwrap();
    let last = archive.operations(1).unwrap().remove(0);
    assert_eq!(last.op, format!("{LOOKED} GD20260001（理由：核实举报内容）"));
    assert_eq!((last.by.as_str(), last.count), ("演示", 1));
    let anonymous = rows(&archive, Noun::Hotline, &Query::default())
        .into_iter()
        .find(|row| archive.record_view(Noun::Hotline, &row.id).unwrap().informant == InformantState::Anonymous)
        .unwrap();
    assert_eq!(archive.informant_show(&anonymous.id, "核实举报内容").unwrap_err().kind, Kind::NotFound);
}

#[test]
fn without_the_custodians_key_nobody_is_shown_nor_registered_and_nothing_is_erased() {
    let (_folder, mut archive) = copy();
    let draft = reported(&archive);
    let saved = archive.record_save(Noun::Hotline, None, 0, &draft, None).unwrap();
    archive.informants = None;
    assert_eq!(archive.record_view(Noun::Hotline, &saved.id).unwrap().informant, InformantState::Veiled);
    assert_eq!(archive.informant_show(&saved.id, "核实举报内容").unwrap_err().kind, Kind::Denied);
    let another = with(draft, &[("upstream_no", "GD20260002")]);
    assert_eq!(archive.record_save(Noun::Hotline, None, 0, &another, None).unwrap_err().kind, Kind::Denied);
    let form = archive.record_form(Noun::Hotline, Some(&saved.id)).unwrap();
    let handled = with(form.draft, &[("handler", "段兰")]);
    archive.record_save(Noun::Hotline, Some(&saved.id), form.revision, &handled, None).unwrap();
    let record: Hotline = archive.store.hotline_by_upstream_no("GD20260001").unwrap().unwrap();
    assert!(record.informant.is_some() && !record.anonymous);
}
