//! Claims about filters, on real tables.

use yihu_domain::{
    Kind, Noun, case::Case, inspection::Inspection, licence::LicenceState, retailer::Retailer, vendor::VendorState,
};

use crate::{Compare, Filter, Removed, Store, noun, sample};

fn ten() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = sample::archive();
    store
        .write(&sample::stamp(1), |w| {
            for n in 0..10 {
                let mut retailer = sample::retailer(n);
                retailer.trade_name = format!("店{n}%_*[?");
                retailer.town = (n % 2 == 0).then(|| "城关镇".to_owned());
                w.put(&mut retailer)?;
                w.put(&mut sample::licence(n, &retailer))?;
                let mut case = sample::case(n);
                case.filed_on = Some(sample::day(&format!("2026-10-{:02}", n + 1)));
                case.closed_on = None;
                case.fine_fen = Some(i64::from(n) * 100);
                w.put(&mut case)?;
            }
            let voided = sample::retailer(9).head.id;
            w.set_removed(voided, true)
        })
        .unwrap();
    (folder, store)
}

#[test]
fn filters_find_what_they_say() {
    let (_folder, store) = ten();
    let retailers = |filter: Filter| store.list::<Retailer>(&filter).unwrap().total;
    let cases = |filter: Filter| store.list::<Case>(&filter).unwrap().total;
    let f = Filter::new;
    assert_eq!(retailers(f()), 9);
    assert_eq!(retailers(f().removed(Removed::Only)), 1);
    assert_eq!(retailers(f().removed(Removed::All)), 10);
    assert_eq!(retailers(f().and("town", Compare::Equals, "城关镇")), 5);
    assert_eq!(retailers(f().and("town", Compare::Differs, "城关镇")), 4);
    assert_eq!(retailers(f().and("town", Compare::Empty, "")), 4);
    assert_eq!(retailers(f().and("town", Compare::Filled, "")), 5);
    assert_eq!(retailers(f().and("trade_name", Compare::Contains, "3%")), 1);
    assert_eq!(retailers(f().and("trade_name", Compare::Contains, "%")), 9);
    assert_eq!(retailers(f().and("trade_name", Compare::StartsWith, "店3%_*[")), 1);
    assert_eq!(retailers(f().and("trade_name", Compare::StartsWith, "店*")), 0);
    assert_eq!(retailers(f().and("trade_name", Compare::Contains, "' OR 1=1 --")), 0);
    assert_eq!(
        cases(f().and("filed_on", Compare::AtLeast, sample::day("2026-10-03")).and(
            "filed_on",
            Compare::AtMost,
            sample::day("2026-10-05")
        )),
        3
    );
    let some = |towns: &[&str]| towns.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    assert_eq!(retailers(f().and("town", Compare::AnyOf, some(&["城关镇", "港口镇"]))), 5);
    assert_eq!(retailers(f().and("town", Compare::AnyOf, some(&["'); DROP TABLE retailer; --", "\"引号\""]))), 0);
    assert_eq!(retailers(f().and("town", Compare::AnyOf, some(&[]))), 0);
    let first = sample::retailer(0).head.id.to_string();
    assert_eq!(retailers(f().and("id", Compare::NoneOf, some(&[&first]))), 8);
    assert_eq!(cases(f().and("fine_fen", Compare::AtLeast, 800)), 2);
    assert_eq!(cases(f().and("fine_fen", Compare::Equals, "300")), 1);
    assert_eq!(cases(f().and("reviewed", Compare::Equals, true)), 10);
    assert_eq!(cases(f().and("closed_on", Compare::Empty, "")), 10);
}

#[test]
fn pages_do_not_overlap_and_keep_their_order() {
    let (_folder, store) = ten();
    let mut seen = Vec::new();
    for offset in [0, 4, 8] {
        let page =
            store.list::<Case>(&Filter::new().sort("procedure", false).sort("fine_fen", true).page(offset, 4)).unwrap();
        assert_eq!(page.total, 10);
        seen.extend(page.rows.into_iter().map(|case| case.fine_fen.unwrap() / 100));
    }
    assert_eq!(seen, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
}

#[test]
fn unknown_columns_are_refused_in_words() {
    let (_folder, store) = ten();
    for column in ["nonsense", "removed = 0; --", "\"trade_name\"", ""] {
        let by = store.list::<Retailer>(&Filter::new().and(column, Compare::Equals, "x")).unwrap_err();
        let sorted = store.list::<Retailer>(&Filter::new().sort(column, true)).unwrap_err();
        assert_eq!((by.kind, sorted.kind), (Kind::Invalid, Kind::Invalid), "{column}");
        assert!(by.message.contains("没有“"), "{by}");
    }
}

#[test]
fn every_column_can_be_filtered_and_every_field_is_a_column() {
    let (_folder, store) = sample::archive();
    let children = ["goods", "attendance"];
    let staff = sample::staff(0);
    let merged_into = Some(sample::retailer(1).head.id);
    let retailer = Retailer { reasons: staff.reasons.clone(), merged_into, ..sample::classed(0) };
    let records = [
        serde_json::to_value(sample::bureau()).unwrap(),
        serde_json::to_value(&staff).unwrap(),
        serde_json::to_value(&retailer).unwrap(),
        serde_json::to_value(sample::licence(0, &retailer)).unwrap(),
        serde_json::to_value(sample::matter(0, &sample::licence(0, &retailer))).unwrap(),
        serde_json::to_value(sample::vendor(0, &retailer)).unwrap(),
        serde_json::to_value(Inspection {
            vendor: Some(sample::vendor(0, &retailer).head.id),
            ..sample::inspection(0, &retailer)
        })
        .unwrap(),
        serde_json::to_value(sample::diary(0)).unwrap(),
        serde_json::to_value(sample::campaign(0)).unwrap(),
        serde_json::to_value(Case { reasons: staff.reasons.clone(), ..sample::case(0) }).unwrap(),
        serde_json::to_value(sample::hotline(0)).unwrap(),
        serde_json::to_value(sample::training(0, vec![])).unwrap(),
        serde_json::to_value(sample::attachment(0, Noun::Case, retailer.head.id.uuid())).unwrap(),
        serde_json::to_value(sample::selfcheck()).unwrap(),
        serde_json::to_value(sample::bundle(1)).unwrap(),
        serde_json::to_value(sample::user(0)).unwrap(),
    ];
    for (noun, record) in Noun::ALL.into_iter().zip(records) {
        let mut fields: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
        fields.retain(|field| !children.contains(field));
        fields.sort_unstable();
        let mut columns = noun::sql(noun).columns.to_vec();
        columns.sort_unstable();
        assert_eq!(columns, fields, "{noun}");
        let mut table = Vec::new();
        store
            .stream(
                &format!("SELECT name FROM pragma_table_info('{noun}') ORDER BY name"),
                [],
                |row| Ok(row.get::<_, String>(0).unwrap()),
                |name| {
                    table.push(name);
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!(columns, table, "{noun}");
    }
}

#[test]
fn the_retailer_list_shows_the_current_licence() {
    let (_folder, mut store) = ten();
    let of = sample::retailer(0);
    let mut old = sample::licence(50, &of);
    old.state = yihu_domain::licence::LicenceState::Cancelled;
    old.valid_to = Some(sample::day("2099-12-31"));
    sample::put(&mut store, 2, &mut old);
    let page = store.retailer_list(&Filter::new()).unwrap();
    assert_eq!((page.total, page.rows.len()), (9, 9));
    assert_eq!(page.rows[0].trade_name, "店0%_*[?");
    assert_eq!(page.rows[0].licence_no.as_deref(), Some("619999000000"));
    let by_no = Filter::new().and("licence_no", Compare::Equals, "619999000003");
    assert_eq!(store.retailer_list(&by_no).unwrap().rows[0].owner_name, "曾小红3");
    let active = Filter::new().and("state", Compare::Equals, "active").and("town", Compare::Equals, "城关镇");
    assert_eq!(store.retailer_list(&active.sort("valid_to", true)).unwrap().total, 5);
    assert_eq!(
        store.retailer_list(&Filter::new().and("phone_no", Compare::Empty, "")).unwrap_err().kind,
        Kind::Invalid
    );
    assert_eq!(store.licences_of(of.head.id).unwrap()[1].licence_no, old.licence_no);
}

#[test]
fn the_retailer_list_by_number_ends_with_those_without_one() {
    let (_folder, mut store) = ten();
    for n in 20..23 {
        let mut bare = sample::retailer(n);
        bare.trade_name = format!("无证{n}");
        sample::put(&mut store, 2, &mut bare);
    }
    let owners = |down, page: i64| {
        let mut owners = Vec::new();
        let mut offset = 0;
        loop {
            let found = store.retailer_list(&Filter::new().sort("licence_no", down).page(offset, page)).unwrap();
            assert_eq!(found.total, 12);
            if found.rows.is_empty() {
                return owners;
            }
            offset += page;
            owners.extend(found.rows.into_iter().map(|row| row.owner_name.replace("曾小红", "")));
        }
    };
    let up = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "20", "21", "22"];
    let down = ["8", "7", "6", "5", "4", "3", "2", "1", "0", "20", "21", "22"];
    for page in [1, 2, 3, 4, 5, 7, 9, 10, 12, 50] {
        assert_eq!(owners(false, page), up, "{page}");
        assert_eq!(owners(true, page), down, "{page}");
    }
    let all = store.retailer_list(&Filter::all().sort("licence_no", false)).unwrap();
    assert_eq!(all.rows.len(), 12);
}

#[test]
fn ids_of_a_page_are_those_of_the_list() {
    let (_folder, mut store) = ten();
    let mut bare = sample::retailer(30);
    bare.town = None;
    sample::put(&mut store, 2, &mut bare);
    let f = Filter::new;
    let filters = [
        f(),
        f().sort("licence_no", true),
        f().sort("valid_to", false),
        f().sort("state", true).page(2, 4),
        f().sort("town", true).page(1, 3),
        f().and("state", Compare::Equals, "active"),
        f().and("valid_to", Compare::AtMost, sample::day("2027-12-31")).sort("trade_name", false),
        f().and("licence_no", Compare::Empty, ""),
        f().and("state", Compare::Differs, "suspended"),
        f().removed(Removed::All).sort("owner_name", false),
    ];
    for filter in filters {
        let (list, ids) = (store.retailer_list(&filter).unwrap(), store.row_ids(Noun::Retailer, &filter).unwrap());
        assert_eq!(ids.total, list.total, "{filter:?}");
        assert_eq!(ids.rows, list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), "{filter:?}");
    }
    let owner = f().and("owner_id_number", Compare::Equals, "619999198001010019");
    assert_eq!(store.row_ids(Noun::Retailer, &owner).unwrap().total, 10);
    let cases = store.row_ids(Noun::Case, &f().sort("filed_on", true).page(0, 1)).unwrap();
    assert_eq!((cases.total, cases.rows), (10, vec![sample::case(9).head.id.uuid()]));
}

#[test]
fn a_vendor_whose_retailer_got_a_licence_is_told_as_licensed() {
    let (_folder, mut store) = sample::archive();
    let mut retailer = sample::retailer(1);
    sample::put(&mut store, 1, &mut retailer);
    let mut vendor = sample::vendor(1, &retailer);
    sample::put(&mut store, 2, &mut vendor);
    let told = |store: &Store, state: &str| {
        store.row_ids(Noun::Vendor, &Filter::new().and("state", Compare::Equals, state)).unwrap().total
    };
    assert_eq!((told(&store, "applying"), told(&store, "licensed")), (1, 0));
    let mut licence = sample::licence(1, &retailer);
    licence.state = LicenceState::Applying;
    sample::put(&mut store, 3, &mut licence);
    assert_eq!(store.vendor_state(&vendor).unwrap(), VendorState::Applying, "it is only applied for");
    licence.state = LicenceState::Active;
    sample::put(&mut store, 4, &mut licence);
    assert_eq!((told(&store, "applying"), told(&store, "licensed")), (0, 1));
    assert_eq!(store.vendor_state(&vendor).unwrap(), VendorState::Licensed);
    assert_eq!(store.vendors_of(retailer.head.id).unwrap(), [vendor.clone()]);
    assert_eq!(store.vendors_of_case("潼烟立〔2026〕第1号").unwrap(), [vendor.clone()]);
    assert_eq!(store.vendors_by_name("兰兰小卖部").unwrap(), [vendor]);
}
