//! Claims about two files of one retailer: found, laid side by side, made one, undone as one.

use std::path::Path;

use yihu_domain::{Kind, Noun, retailer::Retailer};

use super::{
    super::{AlikePair, Query, Row},
    copy, new_shop, rows,
    undo::content,
    with,
};
use crate::Archive;

/// A second file of a shop that there is: the same telephone and address, another name and licence.
fn twin(archive: &mut Archive, of: &Row) -> String {
    let known = archive.record_form(Noun::Retailer, Some(&of.id)).unwrap().draft.fields;
    let draft = with(
        new_shop(archive),
        &[("address", &known["address"]), ("phone", &known["phone"]), ("town", &known["town"]), ("village", "新村")],
    );
    archive.record_save(Noun::Retailer, None, 0, &draft, Some("测试")).unwrap().id
}

/// A shop with cases, so that there is something to move.
fn busy(archive: &Archive) -> Row {
    let all = rows(archive, Noun::Retailer, &Query::default());
    let has_case = |row: &&Row| {
        let view = archive.record_view(Noun::Retailer, &row.id).unwrap();
        view.linked.iter().any(|it| it.noun == Noun::Case)
    };
    all.iter().find(has_case).unwrap().clone()
}

fn pairs_of(archive: &Archive, id: &str) -> Vec<AlikePair> {
    let all = archive.retailer_pairs(0, 10_000).unwrap();
    assert_eq!(all.rows.len(), usize::try_from(all.total).unwrap());
    all.rows.into_iter().filter(|it| it.one.id == id || it.other.id == id).collect()
}

/// A scan that there is, under a path of its own.
fn scan() -> String {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/scans");
    fixtures.join("营业执照.jpg").to_string_lossy().into_owned()
}

#[test]
fn two_files_with_the_same_telephone_are_a_pair_until_a_clerk_tells_them_apart() {
    let (_folder, mut archive) = copy();
    let shop = busy(&archive);
    assert!(pairs_of(&archive, &shop.id).is_empty());
    let twin = twin(&mut archive, &shop);
    let [pair] = pairs_of(&archive, &twin).try_into().unwrap();
    assert_eq!((pair.one.id, pair.why.as_str()), (shop.id.clone(), "经营地址相同、联系电话相同"));
    archive.record_distinct(Noun::Retailer, &twin, &shop.id).unwrap();
    assert!(pairs_of(&archive, &twin).is_empty());
}

#[test]
fn merged_files_are_one_with_all_that_lay_in_either_and_undone_they_are_two_again() {
    let (_folder, mut archive) = copy();
    let shop = busy(&archive);
    let kept = twin(&mut archive, &shop);
    for id in [&kept, &shop.id] {
        archive.attachment_put(Noun::Retailer, id, "营业执照", &scan()).unwrap();
    }
    let before = content(&archive);
    let plan = archive.retailer_beside(&kept, &shop.id).unwrap();
    assert!(plan.away.holds.contains("许可证 1") && plan.away.holds.contains("附件 1"), "{}", plan.away.holds);
    assert_eq!(plan.both, ["营业执照"]);
    let named = plan.fields.iter().find(|it| it.name == "trade_name").unwrap();
    assert!(named.differs && named.away == shop.title, "{named:?}");
    let class = plan.fields.iter().find(|it| it.name == "class").unwrap();
    assert!(!class.differs && class.kept.is_empty() && !class.away.is_empty(), "{class:?}");

    let (ours, theirs) = ((&*kept, plan.kept.revision), (&*shop.id, plan.away.revision));
    let done = archive.retailer_merge(ours, theirs, &["trade_name".to_owned()]).unwrap();
    assert!(done.op.starts_with("合并零售户 "), "{}", done.op);
    let whole = archive.record_view(Noun::Retailer, &kept).unwrap();
    assert_eq!(whole.title, shop.title);
    let linked = |title: &str| whole.linked.iter().find(|it| it.title == title).map_or(0, |it| it.rows.len());
    assert_eq!((linked("许可证"), linked("并入的旧档")), (2, 1));
    assert!(linked("案件") > 0);
    let titles: Vec<_> = whole.slots.iter().filter_map(|it| it.attachment.as_ref()).chain(&whole.loose).collect();
    let titles: Vec<_> = titles.into_iter().map(|it| it.slot.as_str()).collect();
    assert_eq!(titles, ["营业执照", "营业执照（并入）"]);
    let fields = archive.record_form(Noun::Retailer, Some(&kept)).unwrap().draft.fields;
    assert_eq!((fields["owner_name"].as_str(), fields["village"].as_str()), ("司马光", "新村"), "what was not taken");
    assert_eq!(fields["class"], class.away, "what was missing");

    // The other says where it went, is found no more, and comes back by undoing alone.
    let gone = archive.record_view(Noun::Retailer, &shop.id).unwrap();
    assert!(gone.removed && gone.tags.iter().any(|it| it.text == "已并入另一户"), "{:?}", gone.tags);
    assert!(gone.linked.iter().any(|it| it.title == "已并入" && it.rows[0].id == kept));
    assert!(pairs_of(&archive, &kept).is_empty());
    let refused = archive.record_remove(Noun::Retailer, std::slice::from_ref(&shop.id), false, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Conflict);
    assert!(archive.store.verify().unwrap().ok());

    archive.operation_undo(&done.op_id.unwrap()).unwrap();
    assert_eq!(content(&archive), before);
    assert_eq!(archive.store.count::<Retailer>().unwrap(), 514);
}

#[test]
fn a_merge_of_what_was_changed_since_or_is_void_or_is_one_is_refused_and_changes_nothing() {
    let (_folder, mut archive) = copy();
    let shop = busy(&archive);
    let kept = twin(&mut archive, &shop);
    let before = content(&archive);
    let plan = archive.retailer_beside(&kept, &shop.id).unwrap();
    let (ours, theirs) = (plan.kept.revision, plan.away.revision);
    for (a, b, kind) in [
        ((&*kept, ours + 1), (&*shop.id, theirs), Kind::Conflict),
        ((&*kept, ours), (&*shop.id, theirs + 1), Kind::Conflict),
        ((&*kept, ours), (&*kept, ours), Kind::Invalid),
    ] {
        assert_eq!(archive.retailer_merge(a, b, &[]).unwrap_err().kind, kind);
    }
    archive.record_remove(Noun::Retailer, std::slice::from_ref(&kept), true, Some("录入重复")).unwrap();
    assert_eq!(archive.retailer_beside(&kept, &shop.id).unwrap_err().kind, Kind::Conflict);
    assert_eq!(archive.retailer_merge((&kept, ours), (&shop.id, theirs), &[]).unwrap_err().kind, Kind::Conflict);
    archive.record_remove(Noun::Retailer, &[kept], false, None).unwrap();
    assert_eq!(content(&archive), before);
}

/// A noun that points to a retailer and is forgotten would stay behind with a file that is void.
#[test]
fn every_table_that_points_to_a_retailer_moves_with_it() {
    let schema = include_str!("../../../../store/migrations/schema.sql");
    let (mut table, mut pointing) = ("", Vec::new());
    for line in schema.lines() {
        if let Some(name) = line.trim().strip_prefix("CREATE TABLE ") {
            table = name.trim_end_matches([' ', '(']).trim_matches('"');
        }
        if line.contains("REFERENCES retailer") {
            pointing.push(table);
        }
    }
    pointing.sort_unstable();
    pointing.dedup();
    assert_eq!(pointing, ["case", "hotline", "inspection", "licence", "matter", "retailer", "vendor"]);
}
