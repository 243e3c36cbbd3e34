//! The invented county 潼川县 (619999): for trying, showing and measuring. No number in it can belong to a living person.

mod county;
mod dice;

use std::{collections::BTreeMap, path::Path};

use county::County;
use yihu_domain::{Error, Noun, Result};
use yihu_store::Access;

use crate::{Archive, Founding};

/// The user of a demonstration archive.
pub const USER: &str = "演示";
/// Its password, printed in the manual.
pub const PASSWORD: &str = "yihu-demo";
/// Largest scale: 400 × 513 retailers.
const MOST: u32 = 400;

impl Archive {
    /// Makes an archive with the invented county; the same seed gives the same people and numbers.
    pub fn demo(dir: &Path, scale: u32, seed: u64) -> Result<BTreeMap<Noun, usize>> {
        if !(1..=MOST).contains(&scale) {
            return Err(Error::invalid(format!("规模请写1到{MOST}。")));
        }
        let founding =
            Founding {
                bureau: "619999", name: "潼川县烟草专卖局（演示）", user: USER, password: PASSWORD, demo: true
            };
        Self::found_without_backup(dir, &founding)?;
        let mut archive = Self::open(dir, USER, PASSWORD, Access::Write)?;
        let mut inventor = County::new(seed, archive.clock.today());
        let staff = inventor.staff(&archive)?;
        let shops = inventor.shops(&archive, 513 * scale)?;
        let cases = inventor.cases(&archive, &shops, 42 * scale)?;
        let (hotlines, informants) = inventor.hotlines(&archive, &shops, 120 * scale)?;
        let trainings = inventor.trainings(&archive, &staff)?;
        let counts = BTreeMap::from([
            (Noun::Staff, staff.len()),
            (Noun::Retailer, shops.len()),
            (Noun::Licence, shops.len()),
            (Noun::Case, cases.len()),
            (Noun::Hotline, hotlines.len()),
            (Noun::Training, trainings.len()),
        ]);
        if let Some(wall) = &mut archive.informants {
            wall.put(informants.iter().map(|(id, digest, who)| (*id, digest.as_str(), who)))?;
        }
        let stamp = archive.stamp("造演示数据");
        archive.store.write(&stamp, |w| {
            for mut it in staff {
                w.put(&mut it)?;
            }
            for (mut retailer, mut licence) in shops {
                w.put(&mut retailer)?;
                w.put(&mut licence)?;
            }
            for mut it in cases {
                w.put(&mut it)?;
            }
            for mut it in hotlines {
                w.put(&mut it)?;
            }
            for mut it in trainings {
                w.put(&mut it)?;
            }
            Ok(())
        })?;
        archive.backup(None)?;
        Ok(counts)
    }
}
