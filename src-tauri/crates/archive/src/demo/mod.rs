//! The invented county 潼川县 (619999): for trying, showing and measuring. No number in it can belong to a living person.

mod campaign;
mod county;
mod diary;
mod dice;
mod inspection;
mod matter;
mod vendor;

use std::{collections::BTreeMap, path::Path};

use county::County;
use yihu_domain::{Error, Noun, Record, Result};
use yihu_store::Writer;

use crate::{Archive, Founding, Watch, backup::new_folder};

/// The user of a demonstration archive.
pub const USER: &str = "演示";
/// Its password, printed in the manual.
pub const PASSWORD: &str = "yihu-demo";
/// Largest scale: 400 × 513 retailers.
const MOST: u32 = 400;

impl Archive {
    /// Makes an archive with the invented county; the same seed gives the same people and numbers.
    pub fn demo(dir: &Path, scale: u32, seed: u64, watch: &Watch<'_>) -> Result<BTreeMap<Noun, usize>> {
        if !(1..=MOST).contains(&scale) {
            return Err(Error::invalid(format!("规模请写1到{MOST}。")));
        }
        let founding =
            Founding {
                bureau: "619999", name: "潼川县烟草专卖局（演示）", user: USER, password: PASSWORD, demo: true
            };
        watch.step("造钥匙", 0, 0)?;
        new_folder(dir, |building| {
            let (mut archive, _) = Self::found(building, &founding)?;
            let counts = archive.invent(scale, seed, watch)?;
            archive.backup(None, watch)?;
            Ok(counts)
        })
    }

    /// Fills a new archive with the invented county.
    fn invent(&mut self, scale: u32, seed: u64, watch: &Watch<'_>) -> Result<BTreeMap<Noun, usize>> {
        let mut inventor = County::new(seed, self.clock.today());
        let staff = inventor.staff(self)?;
        let shops = inventor.shops(self, 513 * scale)?;
        let cases = inventor.cases(self, &shops, 42 * scale)?;
        let (hotlines, informants) = inventor.hotlines(self, &shops, 120 * scale)?;
        let trainings = inventor.trainings(self, &staff)?;
        let matters = inventor.matters(self, &shops)?;
        let inspections = inventor.inspections(self, &shops)?;
        let diaries = inventor.diaries(self, &inspections)?;
        let campaigns = inventor.campaigns(self)?;
        let vendors = inventor.vendors(self, &shops, 40 * scale)?;
        let counts = BTreeMap::from([
            (Noun::Staff, staff.len()),
            (Noun::Retailer, shops.len()),
            (Noun::Licence, shops.len()),
            (Noun::Matter, matters.len()),
            (Noun::Vendor, vendors.len()),
            (Noun::Inspection, inspections.len()),
            (Noun::Diary, diaries.len()),
            (Noun::Campaign, campaigns.len()),
            (Noun::Case, cases.len()),
            (Noun::Hotline, hotlines.len()),
            (Noun::Training, trainings.len()),
        ]);
        if let Some(wall) = &mut self.informants {
            wall.put(informants.iter().map(|(id, digest, who)| (*id, digest.as_str(), who)))?;
        }
        let stamp = self.stamp("造演示数据");
        let total: usize = counts.values().sum();
        let mut done = 0;
        let mut told = |by: usize| {
            done += by;
            watch.step("写入演示数据", done, total)
        };
        self.store.write(&stamp, |w| {
            put_all(w, staff, &mut told)?;
            for (mut retailer, mut licence) in shops {
                told(2)?;
                w.put(&mut retailer)?;
                w.put(&mut licence)?;
            }
            put_all(w, matters, &mut told)?;
            put_all(w, vendors, &mut told)?;
            put_all(w, inspections, &mut told)?;
            put_all(w, diaries, &mut told)?;
            put_all(w, campaigns, &mut told)?;
            put_all(w, cases, &mut told)?;
            put_all(w, hotlines, &mut told)?;
            put_all(w, trainings, &mut told)?;
            Ok(())
        })?;
        Ok(counts)
    }
}

/// Writes records of one noun, and tells of each.
fn put_all<T: Record>(w: &mut Writer<'_>, all: Vec<T>, told: &mut impl FnMut(usize) -> Result<()>) -> Result<()> {
    for mut it in all {
        told(1)?;
        w.put(&mut it)?;
    }
    Ok(())
}
