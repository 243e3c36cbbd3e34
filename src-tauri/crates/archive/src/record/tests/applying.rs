//! Claims about first applications, changes, papers issued anew, and what may not be made void.

use yihu_domain::{
    Id, Kind, Noun,
    licence::{Licence, LicenceState},
    matter::{Item, Matter, MatterKind},
    period::Period,
    retailer::Retailer,
    rights::{Role, Roles},
};

use super::{
    super::{Query, RemovedShown, Saved},
    copy, count,
    matter::{ago, draft, licence},
    rows, with,
};
use crate::{Archive, BackupSettings, record::Draft};

fn application(archive: &Archive, fields: &[(&str, &str)]) -> Draft {
    let empty = archive.record_form(Noun::Matter, None).unwrap().draft;
    let own = with(
        empty,
        &[
            ("kind", "设立"),
            ("holder", "新开便利店"),
            ("owner_name", "卞小满"),
            ("owner_id_number", "11010519491231002X"),
            ("phone", "13900001111"),
            ("address", "城关镇新街九十九号"),
            ("town", "城关镇"),
        ],
    );
    with(own, fields)
}

fn save(draft: &Draft, archive: &mut Archive) -> Saved {
    archive.record_save(Noun::Matter, None, 0, draft, None).unwrap()
}

fn matter(archive: &Archive, id: &str) -> Matter {
    archive.store.get(Id::new(id.parse().unwrap())).unwrap()
}

/// The stored matter with more steps, saved.
fn step(id: &str, fields: &[(&str, &str)], archive: &mut Archive) -> yihu_domain::Result<Saved> {
    let form = archive.record_form(Noun::Matter, Some(id)).unwrap();
    archive.record_save(Noun::Matter, Some(id), form.revision, &with(form.draft, fields), None)
}

/// What of an operation was written, noun by noun.
fn written(archive: &Archive, saved: &Saved) -> Vec<Noun> {
    let op = saved.done.op_id.as_ref().unwrap();
    archive.store.operation(op.parse().unwrap()).unwrap().into_iter().map(|entry| entry.noun).collect()
}

/// What counts shops: documents that are wanting, the workbench's charts, the month's figures.
fn figures(archive: &Archive) -> Vec<String> {
    let gaps = archive.gap_show().unwrap();
    let bench = archive.workbench(&BackupSettings { second: None, minutes: 30 }).unwrap();
    let charts = bench.charts.iter().filter(|it| it.noun == Noun::Retailer);
    let counts = bench.counts.iter().filter(|it| it.noun == Noun::Retailer && it.key != "retailers");
    let month = archive.assess(Period::of(archive.clock.today())).unwrap();
    let mut all: Vec<String> = charts.map(|it| format!("{} {:?} {:?}", it.key, it.labels, it.series)).collect();
    all.extend(counts.map(|it| format!("{} {}", it.key, it.value)));
    all.extend(gaps.rates.iter().map(|it| format!("{} {:?}", it.code, it.denominator)));
    all.extend(month.overall.into_iter().chain(month.coverage));
    all.extend(bench.due.iter().filter(|it| it.noun == Noun::Retailer).map(|it| it.title.clone()));
    all
}

fn state(archive: &Archive, shop: &str) -> String {
    let found = archive.record_view(Noun::Retailer, shop).unwrap();
    found.tags.first().map(|tag| tag.text.clone()).unwrap_or_default()
}

fn in_state(archive: &Archive, state: &str) -> Vec<String> {
    rows(archive, Noun::Retailer, &Query::of("state", state)).into_iter().map(|row| row.id).collect()
}

#[test]
fn an_application_and_the_file_of_who_applies_are_one_operation_and_no_shop_until_it_is_granted() {
    let (_folder, mut archive) = copy();
    let before = figures(&archive);
    archive.session.roles = Roles::from(Role::Leader);
    let saved = save(&application(&archive, &[]), &mut archive);
    assert_eq!(written(&archive, &saved), [Noun::Retailer, Noun::Matter]);
    let shop = matter(&archive, &saved.id).retailer.unwrap();
    let made: Retailer = archive.store.get(shop).unwrap();
    assert_eq!((made.trade_name.as_str(), made.owner_name.as_str()), ("新开便利店", "卞小满"));
    let id = shop.to_string();
    assert_eq!((state(&archive, &id).as_str(), in_state(&archive, "申请中")), ("申请中", vec![id.clone()]));
    assert_eq!(figures(&archive), before, "who applies is counted nowhere");

    // Its own form opens and saves without a number.
    archive.session.roles = Roles::of_the_founder();
    let form = archive.record_form(Noun::Retailer, Some(&id)).unwrap();
    let typed = with(form.draft, &[("village", "新街社区")]);
    archive.record_save(Noun::Retailer, Some(&id), form.revision, &typed, None).unwrap();
    let half = with(typed, &[("valid_to", "2031-1-1")]);
    assert!(
        archive
            .record_check(Noun::Retailer, Some(&id), &half)
            .unwrap()
            .problems
            .iter()
            .any(|it| it.field == "licence_no")
    );

    // Refused: the file stays, and is still no shop.
    let refused =
        [("accepted_on", ago(&archive, 0)), ("decided_on", ago(&archive, 0)), ("decision", "不予".to_owned())];
    let refused: Vec<_> =
        refused.iter().map(|(name, text)| (*name, text.as_str())).chain([("reason", "不合布局")]).collect();
    step(&saved.id, &refused, &mut archive).unwrap();
    assert_eq!(state(&archive, &id), "未发证");
    assert_eq!((in_state(&archive, "申请中"), in_state(&archive, "未发证")), (vec![], vec![id.clone()]));
    assert_eq!(figures(&archive), before);
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn undoing_an_application_takes_its_file_with_it() {
    let (_folder, mut archive) = copy();
    let shops = count(&archive, Noun::Retailer, &Query::default());
    archive.session.roles = Roles::from(Role::Leader);
    let saved = save(&application(&archive, &[]), &mut archive);
    archive.operation_undo(&saved.done.op_id.unwrap()).unwrap();
    assert_eq!(count(&archive, Noun::Retailer, &Query::default()), shops);
    let bad = application(&archive, &[("owner_id_number", "110105194912310021"), ("address", "")]);
    let told = archive.record_check(Noun::Matter, None, &bad).unwrap().problems;
    let wrong: Vec<_> = told.iter().map(|it| (it.field.as_str(), it.because.as_deref())).collect();
    assert_eq!(wrong, [("owner_id_number", Some("because.owner_id_number")), ("address", None)]);
    // The paper says so: it stands, with the reason beside it.
    let kept = with(bad, &[("because.owner_id_number", "证件上就是这样印的"), ("address", "新街9号")]);
    let saved = save(&kept, &mut archive);
    let shop: Retailer = archive.store.get(matter(&archive, &saved.id).retailer.unwrap()).unwrap();
    assert_eq!(shop.reasons["owner_id_number"], "证件上就是这样印的");
}

#[test]
fn who_has_a_file_already_is_shown_and_can_be_meant() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let shop: Retailer = archive.store.get(of.0.retailer).unwrap();
    let (id, number) = (shop.head.id.to_string(), shop.owner_id_number.clone().unwrap());
    let same = application(&archive, &[("owner_id_number", number.as_str())]);
    let told = archive.record_check(Noun::Matter, None, &same).unwrap();
    let twin = told.alike.iter().find(|it| it.id == id).unwrap();
    assert_eq!((twin.noun, twin.field.as_str(), twin.exact), (Noun::Retailer, "owner_id_number", true));
    let refused = archive.record_save(Noun::Matter, None, 0, &same, None).unwrap_err();
    assert!(refused.message.contains("理由"), "{}", refused.message);
    // The same person opens another shop: for a reason, and the two are told apart.
    let saved = archive.record_save(Noun::Matter, None, 0, &same, Some("同一人另开一店")).unwrap();
    let other = matter(&archive, &saved.id).retailer.unwrap();
    assert!(archive.store.distinct_from(Noun::Retailer, other.uuid()).unwrap().contains(&shop.head.id.uuid()));
    let place = application(&archive, &[("holder", &shop.trade_name), ("address", &shop.address)]);
    let told = archive.record_check(Noun::Matter, None, &place).unwrap();
    assert!(told.alike.iter().any(|it| it.id == id && it.exact && it.why.contains("经营地址")), "{:?}", told.alike);

    // It is meant: while its licence is in use that is refused; once it is over, no second file is made.
    let meant = with(same, &[("retailer", id.as_str())]);
    let told = archive.record_check(Noun::Matter, None, &meant).unwrap();
    assert!(told.echoes["holder"].contains(&of.0.licence_no) && told.alike.is_empty(), "{:?}", told.echoes);
    assert!(told.problems.iter().any(|it| it.code == "has_licence"), "{:?}", told.problems);
    save(&change(&archive, &of, &[("kind", "歇业")]), &mut archive);
    let saved = save(&meant, &mut archive);
    assert_eq!(written(&archive, &saved), [Noun::Matter]);
    let told = archive.record_check(Noun::Matter, None, &meant).unwrap();
    assert!(told.alike.iter().any(|it| it.noun == Noun::Matter && it.why.contains("新办")), "{:?}", told.alike);
}

#[test]
fn a_first_licence_is_made_when_it_is_granted_under_the_number_that_was_given() {
    let (_folder, mut archive) = copy();
    let taken = licence(&archive, LicenceState::Active).0.licence_no;
    let saved = save(&application(&archive, &[("applied_on", &ago(&archive, 9))]), &mut archive);
    let shop = matter(&archive, &saved.id).retailer.unwrap();
    let (accepted, decided) = (ago(&archive, 8), ago(&archive, 3));
    let granted = [
        ("accepted_on", accepted.as_str()),
        ("checked_on", &decided),
        ("checkers", "段兰、黄平"),
        ("decision", "准予"),
        ("decided_on", &decided),
    ];
    let missing = step(&saved.id, &granted, &mut archive).unwrap_err();
    assert!(missing.fields["licence_no"].contains("证件管理系统"), "{missing:?}");
    let with_no = |no| [&granted[..], &[("licence_no", no)]].concat();
    let foreign = step(&saved.id, &with_no(&taken), &mut archive).unwrap_err();
    assert!(foreign.fields["licence_no"].contains("已登记给"), "{foreign:?}");
    archive.session.roles = Roles::from(Role::Clerk);
    assert_eq!(step(&saved.id, &with_no("619999119001"), &mut archive).unwrap_err().kind, Kind::Denied);
    archive.session.roles = Roles::from(Role::Leader);
    let done = step(&saved.id, &with_no("619999119001"), &mut archive).unwrap();
    assert!(done.warnings.iter().any(|it| it.code == "term_computed"), "{:?}", done.warnings);
    assert_eq!(written(&archive, &done), [Noun::Licence, Noun::Matter]);
    let made = archive.store.licence_by_no("619999119001").unwrap().unwrap();
    let day: chrono::NaiveDate = decided.parse().unwrap();
    assert_eq!((made.retailer, made.state, made.issued_on), (shop, LicenceState::Active, Some(day)));
    assert_eq!((made.valid_from, made.valid_to), (Some(day), matter(&archive, &saved.id).valid_to));
    assert_eq!(made.valid_to.unwrap() + chrono::Days::new(1), day + chrono::Months::new(60));
    assert_eq!(state(&archive, &shop.to_string()), "有效");
    step(&saved.id, &[("delivered_on", &ago(&archive, 1))], &mut archive).unwrap();
    let late = step(&saved.id, &[("licence_no", "619999119002")], &mut archive).unwrap_err();
    assert!(late.fields["decision"].contains("撤销"), "{late:?}");
    let delivered = archive.operation_next().unwrap().unwrap();
    archive.operation_undo(&delivered.op_id).unwrap();
    archive.operation_undo(&done.done.op_id.unwrap()).unwrap();
    assert_eq!(state(&archive, &shop.to_string()), "申请中");
    assert!(archive.store.licence_by_no("619999119001").unwrap().is_none());
    assert!(archive.store.verify().unwrap().ok());
}

/// A change of a shop, decided.
fn change(archive: &Archive, of: &(Licence, String), fields: &[(&str, &str)]) -> Draft {
    let (applied, decided) = (ago(archive, 9), ago(archive, 3));
    let own = [
        ("kind", "变更"),
        ("applied_on", applied.as_str()),
        ("accepted_on", &applied),
        ("decision", "准予"),
        ("decided_on", &decided),
    ];
    with(draft(archive, of, &own), fields)
}

#[test]
fn a_change_writes_what_it_decides_into_shop_and_licence_and_keeps_what_was() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let was: Retailer = archive.store.get(of.0.retailer).unwrap();
    let items = [("to_trade_name", "改名便利店"), ("to_address", "城关镇新街八号"), ("to_scope", "卷烟、雪茄烟、烟丝")];
    let undecided = with(change(&archive, &of, &items), &[("decision", ""), ("decided_on", "")]);
    let told = archive.record_check(Noun::Matter, None, &undecided).unwrap().problems;
    assert!(told.iter().any(|it| it.field == "to_address" && it.message.contains("新办")), "{told:?}");
    let same = with(undecided, &[("to_trade_name", was.trade_name.as_str())]);
    let told = archive.record_check(Noun::Matter, None, &same).unwrap().problems;
    assert!(told.iter().any(|it| it.field == "to_trade_name" && it.code == "nothing_changed"), "{told:?}");

    archive.session.roles = Roles::from(Role::Leader);
    let saved = save(&change(&archive, &of, &items), &mut archive);
    assert_eq!(written(&archive, &saved), [Noun::Retailer, Noun::Licence, Noun::Matter]);
    let now: Retailer = archive.store.get(of.0.retailer).unwrap();
    assert_eq!((now.trade_name.as_str(), now.address.as_str()), ("改名便利店", "城关镇新街八号"));
    let licence_now: Licence = archive.store.get(of.0.head.id).unwrap();
    assert_eq!((licence_now.scope.as_deref(), licence_now.valid_to), (Some("卷烟、雪茄烟、烟丝"), of.0.valid_to));
    step(&saved.id, &[("delivered_on", &ago(&archive, 1))], &mut archive).unwrap();
    let kept = matter(&archive, &saved.id);
    assert_eq!(kept.changes[&Item::Address].from.as_deref(), Some(was.address.as_str()));
    assert_eq!(
        kept.changed_to.as_deref(),
        Some("户名：改名便利店；经营地址：城关镇新街八号；许可范围：卷烟、雪茄烟、烟丝")
    );
    let late = step(&saved.id, &[("to_address", "别处")], &mut archive).unwrap_err();
    assert!(late.fields["decision"].contains("撤销"), "{late:?}");
    let view = archive.record_view(Noun::Retailer, &was.head.id.to_string()).unwrap();
    let linked = view.linked.iter().find(|it| it.noun == Noun::Matter).unwrap();
    assert!(linked.rows[0].title.starts_with(&format!("变更：户名 {} → 改名便利店；", was.trade_name)), "{linked:?}");

    archive.session.roles = Roles::of_the_founder();
    let ids = [saved.id.clone()];
    let half = archive.record_remove(Noun::Matter, &ids, true, None).unwrap_err();
    assert!(half.message.contains("只剩一半") && half.message.contains("撤销"), "{}", half.message);
    archive.session.roles = Roles::from(Role::Leader);
    let delivered = archive.operation_next().unwrap().unwrap();
    archive.operation_undo(&delivered.op_id).unwrap();
    archive.operation_undo(&saved.done.op_id.unwrap()).unwrap();
    assert_eq!(archive.store.get(of.0.head.id).unwrap().scope, of.0.scope);
    let back: Retailer = archive.store.get(was.head.id).unwrap();
    assert_eq!((back.trade_name, back.address), (was.trade_name, was.address));
    assert!(archive.store.verify().unwrap().ok());
}

#[test]
fn a_number_that_is_given_anew_takes_the_place_of_the_one_before() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let end = of.0.valid_to.unwrap();
    let renewal = |no: &str| {
        let own = change(&archive, &of, &[("kind", "延续"), ("new_licence_no", no)]);
        archive.record_check(Noun::Matter, None, &own).unwrap().problems
    };
    assert!(renewal(&of.0.licence_no).iter().any(|it| it.field == "new_licence_no" && it.code == "taken"));
    let typed = change(&archive, &of, &[("kind", "延续"), ("new_licence_no", "619999119003")]);
    let saved = save(&typed, &mut archive);
    let old: Licence = archive.store.get(of.0.head.id).unwrap();
    let new = archive.store.licence_by_no("619999119003").unwrap().unwrap();
    assert_eq!((old.state, old.valid_to), (LicenceState::Cancelled, Some(end)));
    assert_eq!((new.state, new.retailer, new.scope), (LicenceState::Active, of.0.retailer, of.0.scope.clone()));
    // The day after the one before ended, for five years.
    let (first, last) = (end.succ_opt().unwrap(), end.succ_opt().unwrap() + chrono::Months::new(60));
    assert_eq!((new.valid_from, new.valid_to), (Some(first), last.pred_opt()));
    archive.operation_undo(&saved.done.op_id.unwrap()).unwrap();
    assert_eq!(archive.store.get(of.0.head.id).unwrap().state, LicenceState::Active);
    // Without another number the licence keeps its own.
    let kept = save(&with(typed, &[("new_licence_no", "")]), &mut archive);
    assert_eq!(written(&archive, &kept), [Noun::Licence, Noun::Matter]);
    assert_eq!(archive.store.licence_by_no(&of.0.licence_no).unwrap().unwrap().valid_to, last.pred_opt());
}

#[test]
fn papers_issued_anew_are_counted_on_the_licence() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let anew = |paper| [("kind", "补办"), ("reissued", paper), ("loss", "遗失")];
    save(&change(&archive, &of, &anew("副本")), &mut archive);
    let second = save(&change(&archive, &of, &anew("正副本")), &mut archive);
    let view = archive.record_view(Noun::Matter, &second.id).unwrap();
    let line = view.sections.iter().flat_map(|it| &it.lines).find(|it| it.field == "reissued").unwrap();
    assert_eq!(line.text, "正本和副本（这张证第2次补办）");
    let shop = archive.record_view(Noun::Retailer, &of.0.retailer.to_string()).unwrap();
    let licences = shop.linked.iter().find(|it| it.noun == Noun::Licence).unwrap();
    assert!(licences.rows[0].note.ends_with("补办2次（正本1次、副本2次）"), "{:?}", licences.rows);
    // One that is made void is not counted: it moved nothing.
    archive.record_remove(Noun::Matter, &[second.id], true, None).unwrap();
    let shop = archive.record_view(Noun::Retailer, &of.0.retailer.to_string()).unwrap();
    assert!(shop.linked.iter().any(|it| it.rows.iter().any(|row| row.note.ends_with("补办1次（副本1次）"))));
}

#[test]
fn a_shop_that_is_in_use_is_made_void_for_a_reason_only() {
    let (_folder, mut archive) = copy();
    let of = licence(&archive, LicenceState::Active);
    let ids = [of.0.retailer.to_string()];
    let typed = draft(&archive, &of, &[("kind", "歇业")]);
    let begun = save(&typed, &mut archive);
    let refused = archive.record_remove(Noun::Retailer, &ids, true, None).unwrap_err();
    let said = &refused.fields["reason"];
    assert!(said.contains(&of.0.licence_no) && said.contains("1件许可事项") && said.contains("歇业"), "{said}");
    assert!(archive.record_remove(Noun::Retailer, &ids, true, Some("错")).is_err(), "that is no reason");
    let done = archive.record_remove(Noun::Retailer, &ids, true, Some("录入重复")).unwrap();
    assert!(done.op.ends_with("（理由：录入重复）"), "{}", done.op);
    archive.record_remove(Noun::Retailer, &ids, false, None).unwrap();
    // What is not decided is made void by itself.
    archive.record_remove(Noun::Matter, std::slice::from_ref(&begun.id), true, None).unwrap();
    assert!(matter(&archive, &begun.id).head.removed);
    // Closed, and that delivered: nothing stands against it.
    let delivered = ago(&archive, 1);
    save(&change(&archive, &of, &[("kind", "歇业"), ("delivered_on", &delivered)]), &mut archive);
    archive.record_remove(Noun::Retailer, &ids, true, None).unwrap();
    let void = Query { removed: RemovedShown::Only, ..Query::default() };
    assert!(rows(&archive, Noun::Retailer, &void).iter().any(|row| row.id == ids[0]));
    assert_eq!(matter(&archive, &begun.id).kind, MatterKind::Closure);
}
