//! Claims about the search box, beside a plain scan over all records.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;
use yihu_domain::{Noun, Record, retailer::Retailer};

use crate::{Hit, Matched, Store, sample};

fn filled() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = sample::archive();
    store
        .write(&sample::stamp(1), |w| {
            for n in 0..3 {
                let mut retailer = sample::retailer(n);
                w.put(&mut retailer)?;
                w.put(&mut sample::licence(n, &retailer))?;
                w.put(&mut sample::licence(n + 100, &retailer))?;
            }
            w.put(&mut sample::case(0))?;
            w.put(&mut sample::hotline(0))?;
            w.put(&mut sample::staff(0))
        })
        .unwrap();
    (folder, store)
}

fn titles(hits: &[Hit]) -> Vec<(&'static str, Matched)> {
    hits.iter().map(|hit| (hit.noun.word(), hit.matched)).collect()
}

#[test]
fn a_record_is_found_by_what_a_clerk_half_remembers() {
    let (_folder, store) = filled();
    for (typed, noun, matched) in [
        ("福满", Noun::Hotline, Matched::Name),
        ("大勇", Noun::Case, Matched::Name),
        ("sdy", Noun::Case, Matched::Pinyin),
        ("ddy", Noun::Case, Matched::Pinyin),
        ("shandayong", Noun::Case, Matched::Pinyin),
        ("yong", Noun::Case, Matched::Pinyin),
        ("FMLFSD", Noun::Hotline, Matched::Pinyin),
        ("fumanloufushid", Noun::Hotline, Matched::Pinyin),
        ("wangzf", Noun::Staff, Matched::Pinyin),
        ("王　执法", Noun::Staff, Matched::Name),
        ("999000101", Noun::Retailer, Matched::Number),
        ("００１０２", Noun::Retailer, Matched::Number),
        ("13800000002", Noun::Retailer, Matched::Number),
        ("0002", Noun::Retailer, Matched::Number),
        ("人民路1", Noun::Retailer, Matched::Address),
        ("城关镇人民路2号", Noun::Retailer, Matched::Address),
        ("潼川县城关镇人民路2号", Noun::Retailer, Matched::Address),
        ("潼烟立2026第1号", Noun::Case, Matched::Number),
        ("潼烟立〔2026〕第1号", Noun::Case, Matched::Number),
        ("GD2026", Noun::Hotline, Matched::Number),
        ("藏在货架", Noun::Case, Matched::Text),
        ("未发现假烟", Noun::Hotline, Matched::Text),
        ("南关村 大勇", Noun::Case, Matched::Name),
    ] {
        let hits = store.search(typed, 50).unwrap();
        if typed == "wangzf" {
            assert_eq!(hits, [], "pinyin is either initials or whole");
            continue;
        }
        assert!(titles(&hits).contains(&(noun.word(), matched)), "{typed}: {hits:?}");
    }
    for typed in ["", "  ", "·", "没有的", "qqq", "货架藏", "99999999999999", "\" OR d:*", "NEAR(", "*"] {
        assert_eq!(store.search(typed, 50).unwrap(), [], "{typed}");
    }
    assert_eq!(store.search("好又", 2).unwrap().len(), 2);
    assert_eq!(store.search("好又", 0).unwrap().len(), 0);
}

#[test]
fn a_hit_shows_the_current_number_and_the_title() {
    let (_folder, store) = filled();
    let hits = store.search("619999000101", 9).unwrap();
    let of = sample::retailer(1);
    assert_eq!(hits[0].id, of.head.id.uuid());
    assert_eq!((hits[0].number.as_str(), hits[0].title.as_str()), ("619999000101", of.trade_name.as_str()));
    assert_eq!(store.search("619999000001", 9).unwrap()[0].id, of.head.id.uuid());
}

#[test]
fn what_is_written_so_comes_before_what_only_sounds_so() {
    let (_folder, mut store) = sample::archive();
    for (n, name) in [(0, "张三店"), (1, "ZS超市"), (2, "章水店")] {
        let mut retailer = sample::retailer(n);
        retailer.trade_name = name.into();
        sample::put(&mut store, n, &mut retailer);
    }
    let hits = store.search("zs", 9).unwrap();
    assert_eq!(hits[0].title, "ZS超市");
    assert_eq!(titles(&hits)[1..], [("retailer", Matched::Pinyin); 2]);
}

#[test]
fn rare_characters_and_foreign_names_are_found() {
    let (_folder, mut store) = sample::archive();
    for (n, name) in [(0, "𬱖𫖯\u{31350}记"), (1, "买买提·艾力"), (2, "\u{E815}家铺"), (3, "Café Ōno"), (4, "㙍头店")]
    {
        let mut retailer = sample::retailer(n);
        retailer.owner_name = name.into();
        sample::put(&mut store, n, &mut retailer);
    }
    for (typed, n) in [
        ("𬱖𫖯", 0),
        ("\u{31350}", 0),
        ("𫖯\u{31350}记", 0),
        ("买买提艾力", 1),
        ("提•艾", 1),
        ("mmtal", 1),
        ("\u{E815}家", 2),
        ("café", 3),
        ("㙍头", 4),
    ] {
        let hits = store.search(typed, 9).unwrap();
        assert_eq!(hits.iter().map(|h| h.id).collect::<Vec<_>>(), [sample::retailer(n).head.id.uuid()], "{typed}");
    }
}

#[test]
fn who_reported_and_what_they_said_is_not_searched() {
    let (_folder, mut store) = sample::archive();
    let mut it = sample::hotline(0);
    it.informant = Some("deadbeefcafe".into());
    it.content = Some("金丝雀举报".into());
    it.feedback = Some("已告知金丝雀".into());
    it.remark = Some("金丝雀".into());
    it.handler = Some("金丝雀".into());
    sample::put(&mut store, 1, &mut it);
    for typed in ["金丝雀", "金丝", "deadbeef", "jsq"] {
        assert_eq!(store.search(typed, 9).unwrap(), []);
    }
}

#[test]
fn the_search_tables_follow_every_change() {
    let (_folder, mut store) = filled();
    let (from, to) = (sample::retailer(0), sample::retailer(1));
    let mut licence = store.licence_by_no("619999000100").unwrap().unwrap();
    let holder = |store: &Store| store.search("619999000100", 9).unwrap().iter().map(|h| h.id).collect::<Vec<Uuid>>();
    assert_eq!(holder(&store), [from.head.id.uuid()]);
    licence.retailer = to.head.id;
    sample::put(&mut store, 2, &mut licence);
    assert_eq!(holder(&store), [to.head.id.uuid()]);
    store.write(&sample::stamp(3), |w| w.set_removed(licence.head.id, true)).unwrap();
    assert!(holder(&store).is_empty());
    let mut renamed = store.get(to.head.id).unwrap();
    renamed.trade_name = "旺旺商行".into();
    sample::put(&mut store, 4, &mut renamed);
    assert_eq!(store.search("wwsh", 9).unwrap().len(), 1);
    assert_eq!(store.search("好又来烟酒店1", 9).unwrap(), []);
    store.write(&sample::stamp(5), |w| w.set_removed(renamed.head.id, true)).unwrap();
    assert_eq!(store.search("wwsh", 9).unwrap(), []);
    let found = store.verify().unwrap();
    assert!(found.ok(), "{found:?}");
}

/// Names over few characters, so that fragments hit often. None has two readings.
const CHARACTERS: &[(char, &str)] =
    &[('张', "zhang"), ('三', "san"), ('安', "an"), ('康', "kang"), ('店', "dian"), ('烟', "yan"), ('酒', "jiu")];

fn spelled(name: &str) -> Vec<String> {
    name.chars()
        .map(|c| CHARACTERS.iter().find(|(of, _)| *of == c).map_or_else(|| c.to_string(), |(_, p)| (*p).to_owned()))
        .collect()
}

/// What a plain scan finds, without any of the code under test.
fn scan(all: &[Retailer], typed: &str) -> BTreeSet<Uuid> {
    let plain = |text: &str| text.replace(['·', ' '], "").to_lowercase();
    let typed = plain(typed);
    all.iter()
        .filter(|it| {
            let written = [&it.trade_name, &it.owner_name, &it.address];
            let exact = written.iter().any(|f| plain(f).contains(&typed))
                || it.phone.as_ref().is_some_and(|p| p.contains(&typed));
            let sounds = [&it.trade_name, &it.owner_name].iter().any(|f| {
                let syllables = spelled(&plain(f));
                let initials: String = syllables.iter().map(|s| s.chars().next().unwrap()).collect();
                initials.contains(&typed) || (0..syllables.len()).any(|i| syllables[i..].concat().starts_with(&typed))
            });
            exact || (sounds && typed.is_ascii() && typed.chars().any(char::is_alphabetic))
        })
        .map(|it| it.head.id.uuid())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_box_finds_exactly_what_a_scan_finds(
        names in proptest::collection::vec(("[张三安康店烟酒 ·]{0,10}[张三安康店烟酒a1]", "[张三安康]{2,4}", "[张三安康1-3]{1,12}", "1[3-5][0-2]{9}"), 1..25),
        picks in proptest::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..10_usize, 1..12_usize, any::<bool>()), 1..25),
    ) {
        let (_folder, mut store) = sample::archive();
        let mut all = Vec::new();
        store.write(&sample::stamp(1), |w| {
            for (n, (trade, owner, address, phone)) in names.iter().enumerate() {
                let mut it = sample::retailer(u32::try_from(n).unwrap());
                it.trade_name.clone_from(trade);
                it.owner_name.clone_from(owner);
                it.address.clone_from(address);
                it.phone = Some(phone.clone());
                it.town = None;
                it.village = None;
                w.put(&mut it)?;
                all.push(it);
            }
            Ok(())
        }).unwrap();
        for (pick, field, from, length, by_sound) in picks {
            let it = pick.get(&all);
            let field = [&it.trade_name, &it.owner_name, &it.address, it.phone.as_ref().unwrap()][field].clone();
            let start = from % field.chars().count();
            let mut typed: String = field.chars().skip(start).take(length).collect();
            if by_sound {
                let syllables = spelled(&typed.replace(['·', ' '], ""));
                typed = if length % 2 == 0 { syllables.concat() } else { syllables.iter().filter_map(|s| s.chars().next()).collect() };
            }
            if typed.chars().all(|c| matches!(c, '·' | ' ')) {
                continue;
            }
            let found: BTreeSet<Uuid> = store.search(&typed, usize::MAX).unwrap().into_iter().map(|h| h.id).collect();
            let words = typed.split_whitespace().count();
            let scanned = scan(&all, &typed);
            // Only where nothing has the whole fragment may its single words find more.
            if words < 2 || !scanned.is_empty() {
                prop_assert_eq!(&found, &scanned, "{}", typed);
            }
        }
    }
}

#[test]
fn hits_are_of_the_four_nouns() {
    let (_folder, store) = filled();
    let nouns: BTreeSet<Noun> = store.search("1", 50).unwrap().into_iter().map(|h| h.noun).collect();
    assert!(nouns.contains(&Retailer::NOUN) && nouns.contains(&Noun::Case) && nouns.contains(&Noun::Staff));
}

#[test]
fn a_list_is_searched_as_the_box_is_and_finds_all() {
    let (_folder, store) = filled();
    let retailers = |text: &str| store.ids_with(Noun::Retailer, text).unwrap().len();
    for (text, found) in [
        ("好又来", 3),
        ("好又来烟酒店2", 1),
        ("hyl", 3),
        ("haoyoulai", 3),
        ("000101", 1),
        ("人民路1号", 1),
        ("城关 曾小红2", 1),
        ("城关 没有", 0),
        ("", 0),
        ("单大勇", 0),
    ] {
        assert_eq!(retailers(text), found, "{text}");
    }
    assert_eq!(store.ids_with(Noun::Case, "单大勇").unwrap().len(), 1);
}

#[test]
fn a_vendor_is_found_by_name_sign_pinyin_address_and_the_end_of_the_telephone_number() {
    let (_folder, mut store) = filled();
    let retailer = store.get::<Retailer>(sample::retailer(0).head.id).unwrap();
    sample::put(&mut store, 2, &mut sample::vendor(0, &retailer));
    for (typed, matched) in [
        ("无证的", Matched::Name),
        ("兰兰", Matched::Name),
        ("llxmb", Matched::Pinyin),
        ("港口镇西街7", Matched::Address),
        ("45678", Matched::Number),
        ("摆着卷烟", Matched::Text),
    ] {
        let hits = store.search(typed, 9).unwrap();
        assert!(titles(&hits).contains(&("vendor", matched)), "{typed}: {hits:?}");
    }
}
