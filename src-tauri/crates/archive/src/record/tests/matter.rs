//! Claims about matters beside their licences, on the invented county.

use yihu_domain::{
    Kind, Noun,
    licence::{Licence, LicenceState},
    matter::Matter,
    rights::{Role, Roles},
};

use super::{
    super::{Due, Query},
    copy, count, county, rows, with,
};
use crate::{Archive, record::Draft};

/// A licence in that state, with the name of its shop, that no matter was begun for.
pub(super) fn licence(archive: &Archive, state: LicenceState) -> (Licence, String) {
    let mut found = None;
    archive
        .store
        .each(|it: Licence| {
            let untouched = archive.store.matters_of(it.retailer)?.is_empty();
            if found.is_none() && it.state == state && untouched {
                let shop: yihu_domain::retailer::Retailer = archive.store.get(it.retailer)?;
                found = Some((it, shop.trade_name));
            }
            Ok(())
        })
        .unwrap();
    found.unwrap()
}

pub(super) fn draft(archive: &Archive, of: &(Licence, String), fields: &[(&str, &str)]) -> Draft {
    let empty = archive.record_form(Noun::Matter, None).unwrap().draft;
    let own = with(empty, &[("licence_no", of.0.licence_no.as_str()), ("holder", of.1.as_str())]);
    with(own, fields)
}

/// Days before today, as typed.
pub(super) fn ago(archive: &Archive, days: u64) -> String {
    (archive.clock.today() - chrono::Days::new(days)).to_string()
}

fn closing(archive: &Archive) -> Vec<(&'static str, String)> {
    let ahead = (archive.clock.today() + chrono::Days::new(90)).to_string();
    vec![
        ("kind", "停业".to_owned()),
        ("applied_on", ago(archive, 9)),
        ("accepted_on", ago(archive, 8)),
        ("handler", "段兰".to_owned()),
        ("decision", "准予".to_owned()),
        ("decided_on", ago(archive, 7)),
        ("suspended_from", ago(archive, 6)),
        ("suspended_to", ahead),
    ]
}

fn state(archive: &Archive, of: &Licence) -> LicenceState {
    archive.store.get(of.head.id).unwrap().state
}

#[test]
fn a_decision_and_the_licence_that_moves_with_it_are_one_operation_and_one_undo() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let fields = closing(&archive);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let typed = draft(&archive, &of, &fields);
    let before = archive.store.last_change().unwrap().unwrap().seq;
    let saved = archive.record_save(Noun::Matter, None, 0, &typed, None).unwrap();
    assert_eq!(state(&archive, &of.0), LicenceState::Suspended);
    let op_id = saved.done.op_id.unwrap();
    let entries = archive.store.operation(op_id.parse().unwrap()).unwrap();
    assert_eq!((entries.len(), entries[0].seq), (2, before + 1), "the matter and its licence, and nothing else");
    let matter: Matter = archive.store.get(yihu_domain::Id::new(saved.id.parse().unwrap())).unwrap();
    assert_eq!((matter.licence, matter.retailer), (Some(of.0.head.id), Some(of.0.retailer)));
    let shop = archive.record_view(Noun::Retailer, &of.0.retailer.to_string()).unwrap();
    assert!(shop.linked.iter().any(|it| it.noun == Noun::Matter && it.rows[0].id == saved.id));

    // Delivered later: a step, and no second move. What was decided stands.
    let form = archive.record_form(Noun::Matter, Some(&saved.id)).unwrap();
    let delivered = with(form.draft, &[("delivered_on", &ago(&archive, 5))]);
    let later = archive.record_save(Noun::Matter, Some(&saved.id), form.revision, &delivered, None).unwrap();
    let (later, revision) = (later.done.op_id.unwrap(), form.revision + 1);
    let entries = archive.store.operation(later.parse().unwrap()).unwrap();
    assert_eq!(entries.len(), 1);
    for (field, text) in [("kind", "歇业"), ("decision", "不予"), ("licence_no", "")] {
        let other = with(
            delivered.clone(),
            &[(field, text), ("suspended_from", ""), ("suspended_to", ""), ("reason", "店面装修")],
        );
        let refused = archive.record_save(Noun::Matter, Some(&saved.id), revision, &other, None).unwrap_err();
        assert_eq!(refused.kind, Kind::Invalid, "{field}");
    }
    archive.operation_undo(&later).unwrap();
    archive.operation_undo(&op_id).unwrap();
    assert_eq!(state(&archive, &of.0), LicenceState::Active);
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn a_matter_that_its_licence_does_not_allow_is_refused_at_its_field() {
    let (_folder, mut archive) = copy();
    let active = licence(&archive, LicenceState::Active);
    let decided =
        [("applied_on", ago(&archive, 9)), ("accepted_on", ago(&archive, 8)), ("decided_on", ago(&archive, 7))];
    let decided: Vec<_> = decided.iter().map(|(name, text)| (*name, text.as_str())).collect();
    for (kind, more, field, said) in [
        ("恢复营业", ("decision", "准予"), "kind", "不需要恢复营业"),
        ("注销", ("decision", "准予"), "reason", "行政许可法第70条"),
        // Nothing of the applicant was typed, and the shop of that name has a licence.
        ("新办", ("licence_no", ""), "owner_name", "必填"),
    ] {
        let typed = draft(&archive, &active, &decided);
        let typed = with(
            typed,
            &[("kind", kind), ("decision", "准予"), more, ("valid_to", if kind == "新办" { "2030-1-1" } else { "" })],
        );
        let told = archive.record_check(Noun::Matter, None, &typed).unwrap().problems;
        assert!(told.iter().any(|it| it.field == field && it.message.contains(said)), "{kind}: {told:?}");
        assert!(archive.record_save(Noun::Matter, None, 0, &typed, None).is_err(), "{kind}");
    }
    let unknown = with(draft(&archive, &active, &[("kind", "停业")]), &[("licence_no", "619999199998")]);
    let told = archive.record_check(Noun::Matter, None, &unknown).unwrap().problems;
    assert!(told.iter().any(|it| it.code == "unknown_licence"), "{told:?}");
    // Before it is decided, it is said and let in.
    let early = draft(&archive, &active, &[("kind", "恢复营业")]);
    archive.record_save(Noun::Matter, None, 0, &early, None).unwrap();
}

#[test]
fn who_may_not_decide_brings_a_matter_up_to_the_decision() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let fields = closing(&archive);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let typed = draft(&archive, &of, &fields);
    archive.session.roles = Roles::from(Role::Clerk);
    let denied = archive.record_save(Noun::Matter, None, 0, &typed, None).unwrap_err();
    assert_eq!(denied.kind, Kind::Denied);
    let until =
        with(typed.clone(), &[("decision", ""), ("decided_on", ""), ("suspended_from", ""), ("suspended_to", "")]);
    let saved = archive.record_save(Noun::Matter, None, 0, &until, None).unwrap();
    archive.session.roles = Roles::from(Role::Leader);
    let decided = archive.record_save(Noun::Matter, Some(&saved.id), saved.revision, &typed, None).unwrap();
    assert_eq!(state(&archive, &of.0), LicenceState::Suspended);
    // A clerk saves what comes after, and does not undo what was decided.
    archive.session.roles = Roles::from(Role::Clerk);
    assert_eq!(archive.operation_undo(&decided.done.op_id.unwrap()).unwrap_err().kind, Kind::Denied);
    let form = archive.record_form(Noun::Matter, Some(&saved.id)).unwrap();
    let delivered = with(form.draft, &[("delivered_on", &ago(&archive, 5))]);
    archive.record_save(Noun::Matter, Some(&saved.id), form.revision, &delivered, None).unwrap();
    let version =
        archive.record_history(Noun::Matter, &saved.id).unwrap().into_iter().filter_map(|it| it.key).next_back();
    archive.session.roles = Roles::of_the_founder();
    let refused = archive.record_revert(&version.unwrap()).unwrap_err();
    assert!(refused.message.contains("决定不同"), "{}", refused.message);
}

#[test]
fn what_was_done_before_is_written_down_without_moving_the_licence() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let to = of.0.valid_to.unwrap().to_string();
    let (applied, decided) = (ago(&archive, 40), ago(&archive, 30));
    let renewed = [
        ("kind", "延续"),
        ("applied_on", applied.as_str()),
        ("accepted_on", &applied),
        ("decided_on", &decided),
        ("decision", "准予"),
        ("valid_to", &to),
    ];
    let typed = draft(&archive, &of, &renewed);
    let saved = archive.record_save(Noun::Matter, None, 0, &typed, None).unwrap();
    assert!(saved.warnings.iter().any(|it| it.code == "already_so"), "{:?}", saved.warnings);
    assert_eq!(archive.store.get(of.0.head.id).unwrap(), of.0);
}

#[test]
fn every_list_of_matters_holds_what_its_page_shows() {
    let archive = county();
    let numbers = |due| count(&archive, Noun::Matter, &Query::due(due));
    assert_eq!(numbers(Due::MatterOpen), 5, "one of each open step");
    assert!(numbers(Due::MatterOverdue) >= 1, "one that was accepted 38 days ago");
    for row in rows(&archive, Noun::Matter, &Query::due(Due::MatterOverdue)) {
        assert!(row.cells["overdue"].contains("逾期"), "{:?}", row.cells);
        let view = archive.record_view(Noun::Matter, &row.id).unwrap();
        let line = view.sections[0].lines.iter().find(|it| it.field == "overdue").unwrap();
        assert!(line.text.contains("第23条"), "{}", line.text);
        assert!(!view.slots.is_empty() && view.slots.iter().all(|slot| slot.required));
    }
    let window = rows(&archive, Noun::Retailer, &Query::due(Due::LicenceRenewing));
    let (first, last) = (archive.clock.today() + chrono::Days::new(30), archive.clock.today() + chrono::Days::new(90));
    for row in &window {
        let end: chrono::NaiveDate = row.cells["valid_to"][..10].parse().unwrap();
        assert!((first..=last).contains(&end), "{end}");
    }
    assert!(!window.is_empty());
}
