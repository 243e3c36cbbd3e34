//! Any story of operations, played beside a model in memory: same content, whole chain, exact undo.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yihu_domain::{Error, Id, Kind, retailer::Retailer};

use crate::{Store, sample};

/// What a clerk may do next. Numbers name one of six retailers, or an earlier operation.
#[derive(Debug, Clone)]
enum Step {
    /// One operation that names several retailers anew, making those that are not there yet
    Import(Vec<(u32, u8)>),
    Void(u32),
    Undo(prop::sample::Index),
    Revert(u32, i64),
    /// An operation that fails after it wrote
    Fail(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => proptest::collection::vec((0..6_u32, any::<u8>()), 1..5).prop_map(Step::Import),
        1 => (0..6_u32).prop_map(Step::Void),
        3 => any::<prop::sample::Index>().prop_map(Step::Undo),
        1 => (0..6_u32, 1..4_i64).prop_map(|(n, revision)| Step::Revert(n, revision)),
        1 => (0..6_u32).prop_map(Step::Fail),
    ]
}

/// Name and voidness by retailer: all that these stories change.
type Model = BTreeMap<u32, (String, bool)>;

fn id(n: u32) -> Id<Retailer> {
    sample::retailer(n).head.id
}

fn content(store: &Store) -> Model {
    (0..6)
        .filter_map(|n| Some((n, store.find(id(n)).unwrap()?)))
        .map(|(n, it)| (n, (it.trade_name, it.head.removed)))
        .collect()
}

/// Plays one step; the model before and after it when it was done.
fn play(store: &mut Store, n: u32, step: &Step, done: &[(u32, Model, Model)]) -> Result<(), Error> {
    let stamp = sample::stamp(n);
    store.write(&stamp, |w| match step {
        Step::Import(names) => {
            for (shop, name) in names {
                let mut it = w.find(id(*shop))?.unwrap_or_else(|| sample::retailer(*shop));
                it.trade_name = format!("店{name}");
                w.put(&mut it)?;
            }
            Ok(())
        }
        Step::Void(shop) => w.set_removed(id(*shop), true).map(|_| ()),
        Step::Undo(which) => {
            let Some(of) = (!done.is_empty()).then(|| which.get(done).0) else { return Ok(()) };
            w.undo(sample::stamp(of).op_id).map(|_| ())
        }
        Step::Revert(shop, revision) => w.revert(id(*shop), *revision).map(|_| ()),
        Step::Fail(shop) => {
            let mut it = w.find(id(*shop))?.unwrap_or_else(|| sample::retailer(*shop));
            it.trade_name = "写了一半".into();
            w.put(&mut it)?;
            Err(Error::invalid("不行"))
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_story_keeps_every_invariant(steps in proptest::collection::vec(step(), 1..20)) {
        let (_folder, mut store) = sample::archive();
        let mut done: Vec<(u32, Model, Model)> = Vec::new();
        for (n, step) in (0_u32..).zip(&steps) {
            let before = content(&store);
            match play(&mut store, n, step, &done) {
                Ok(()) => {
                    let after = content(&store);
                    if let (Step::Undo(which), false) = (step, done.is_empty()) {
                        let (_, was, became) = which.get(&done);
                        for (shop, left) in became.iter().filter(|(shop, left)| was.get(shop) != Some(left)) {
                            let name = was.get(shop).map_or((left.0.clone(), true), Clone::clone);
                            prop_assert_eq!(after.get(shop), Some(&name), "undo restores {}", shop);
                        }
                    }
                    if store.last_change().unwrap().is_some_and(|last| last.op_id == sample::stamp(n).op_id) {
                        done.push((n, before, after));
                    }
                }
                Err(e) => {
                    prop_assert!(matches!(e.kind, Kind::Conflict | Kind::NotFound | Kind::Invalid), "{e}");
                    prop_assert_eq!(content(&store), before, "a failed operation changes nothing");
                }
            }
        }
        let found = store.verify().unwrap();
        prop_assert!(found.ok(), "{:?}", found);
        let live = content(&store).values().filter(|(_, removed)| !removed).count();
        prop_assert_eq!(store.search("店", 50).unwrap().len(), live);
    }
}
