//! Two files of one retailer made one (合并): what lay in either lies in one, and the other says where it went.
//!
//! Nothing is lost: a merge is one operation, and undone as one.

use std::collections::BTreeSet;

use yihu_domain::{
    Error, Id, Noun, Record, Result,
    attachment::Attachment,
    case::Case,
    hotline::Hotline,
    inspection::Inspection,
    licence::Licence,
    matter::Matter,
    retailer::{Retailer, RetailerDraft},
    rights::Right,
    vendor::Vendor,
};
use yihu_store::{Compare, Filter, Removed, Writer};

use super::{
    AlikePair, AlikePairs, Merge, MergeField, MergeSide, RowName,
    draft::{Stored, texts_of},
    field,
};
use crate::{Archive, Done, records::value};

/// All that points to a retailer, and goes with it.
#[derive(Default)]
struct Belongings {
    licences: Vec<Licence>,
    matters: Vec<Matter>,
    vendors: Vec<Vendor>,
    inspections: Vec<Inspection>,
    cases: Vec<Case>,
    hotlines: Vec<Hotline>,
    scans: Vec<Attachment>,
    /// Files that went into this one before
    merged: Vec<Retailer>,
}

impl Archive {
    /// Lists one page of the pairs of files that may be of one retailer.
    pub fn retailer_pairs(&self, offset: u32, limit: u32) -> Result<AlikePairs> {
        self.require(Right::Read)?;
        let page = self.store.retailers_alike(i64::from(offset), i64::from(limit))?;
        let name = |id| {
            let it = self.stored(Noun::Retailer, id)?;
            Ok(RowName { id: id.to_string(), number: it.number(), title: it.title() })
        };
        let pair = |it: yihu_store::AlikePair| {
            let why: Vec<&str> = it.fields.iter().map(|field| same(field)).collect();
            Ok(AlikePair { one: name(it.one)?, other: name(it.other)?, why: why.join("、") })
        };
        let rows = page.rows.into_iter().map(pair).collect::<Result<_>>()?;
        Ok(AlikePairs { rows, total: u32::try_from(page.total).unwrap_or(u32::MAX) })
    }

    /// Lays two files side by side: what stands in each, and what would move.
    pub fn retailer_beside(&self, kept: &str, away: &str) -> Result<Merge> {
        self.require(Right::Read)?;
        let (kept, away) = self.two(kept, away)?;
        let (ours, theirs) = (self.belongings(kept.0.head.id)?, self.belongings(away.0.head.id)?);
        let (mut here, there) = (texts_of(&RetailerDraft::from(&kept.0))?, texts_of(&RetailerDraft::from(&away.0))?);
        let fields = field::fields(Noun::Retailer).into_iter().filter_map(|it| {
            let (kept, away) = (here.remove(&it.name)?, there.get(&it.name).cloned().unwrap_or_default());
            let differs = !kept.is_empty() && !away.is_empty() && kept != away;
            (!kept.is_empty() || !away.is_empty()).then_some(MergeField {
                name: it.name,
                title: it.title,
                kept,
                away,
                differs,
            })
        });
        let taken = titles(&ours.scans);
        Ok(Merge {
            fields: fields.collect(),
            both: titles(&theirs.scans).intersection(&taken).cloned().collect(),
            kept: side(&kept, &ours),
            away: side(&away, &theirs),
        })
    }

    /// Makes two files one: `away` goes into `kept`, with its licences, matters, cases, reports and scans.
    ///
    /// `taken` names the fields in which the text of `away` is the right one; where `kept` has none, it is taken anyway.
    pub fn retailer_merge(
        &mut self,
        (kept, kept_revision): (&str, u32),
        (away, away_revision): (&str, u32),
        taken: &[String],
    ) -> Result<Done> {
        self.require(Right::EditRetailer)?;
        let (kept, away) = self.two(kept, away)?;
        for (side, revision) in [(&kept, kept_revision), (&away, away_revision)] {
            if stored(side).revision() != revision {
                return Err(Error::conflict(format!(
                    "零售户“{}”刚被别处改过：请重新打开这一页，核对后再合并。",
                    side.0.trade_name
                )));
            }
        }
        let mut moving = self.belongings(away.0.head.id)?;
        self.require_movers(&moving)?;
        let slots = titles(&self.store.attachments_of(Noun::Retailer, kept.0.head.id.uuid())?);
        moving.point_to(kept.0.head.id, slots);
        let mut whole = joined(&kept.0, &away.0, taken)?;
        let mut gone = away.0.clone();
        gone.merged_into = Some(whole.head.id);
        gone.head.removed = true;
        let [from, to] = [&away, &kept].map(|side| stored(side).number());
        let stamp = self.stamp(format!("合并零售户 {from} 到 {to}").replace("  ", " "));
        let count = self.store.write(&stamp, |w| {
            let mut count = usize::from(w.put(&mut whole)?) + usize::from(w.put(&mut gone)?);
            count += moving.put(w)?;
            Ok(count)
        })?;
        Ok(Done::of(&stamp, count))
    }

    /// Two files in force, and not the same one.
    fn two(&self, kept: &str, away: &str) -> Result<(File, File)> {
        let file = |id: &str| {
            let it: Retailer = self.store.get(Id::new(Self::id(Noun::Retailer, id)?))?;
            if it.head.removed {
                return Err(Error::conflict(format!("零售户“{}”已作废，不能合并：请先恢复它。", it.trade_name)));
            }
            let licences = self.store.licences_of(it.head.id)?;
            Ok((it, licences))
        };
        if kept == away {
            return Err(Error::invalid("两边是同一户，请另选一户再合并。"));
        }
        Ok((file(kept)?, file(away)?))
    }

    fn belongings(&self, retailer: Id<Retailer>) -> Result<Belongings> {
        Ok(Belongings {
            licences: self.pointing("retailer", retailer)?,
            matters: self.pointing("retailer", retailer)?,
            vendors: self.pointing("retailer", retailer)?,
            inspections: self.pointing("retailer", retailer)?,
            cases: self.pointing("retailer", retailer)?,
            hotlines: self.pointing("retailer", retailer)?,
            scans: self.store.attachments_of(Noun::Retailer, retailer.uuid())?,
            merged: self.pointing("merged_into", retailer)?,
        })
    }

    /// The files that went into this one.
    pub(super) fn merged_into(&self, retailer: Id<Retailer>) -> Result<Vec<Retailer>> {
        self.pointing("merged_into", retailer)
    }

    /// The records of a noun that point to a retailer, void ones too.
    fn pointing<T: Record>(&self, column: &str, retailer: Id<Retailer>) -> Result<Vec<T>> {
        let all = Filter::all().removed(Removed::All).and(column, Compare::Equals, retailer.to_string());
        Ok(self.store.list::<T>(&all)?.rows)
    }

    /// Moving asks for what changing asks for, noun by noun.
    fn require_movers(&self, moving: &Belongings) -> Result<()> {
        let nouns = [
            (Noun::Matter, moving.matters.is_empty()),
            (Noun::Vendor, moving.vendors.is_empty()),
            (Noun::Inspection, moving.inspections.is_empty()),
            (Noun::Case, moving.cases.is_empty()),
            (Noun::Hotline, moving.hotlines.is_empty()),
        ];
        nouns.into_iter().filter(|(_, none)| !none).try_for_each(|(noun, _)| self.require(Right::to_edit(noun)))
    }
}

/// A retailer and its licences, the current one first.
type File = (Retailer, Vec<Licence>);

impl Belongings {
    /// Has all of it point to another retailer; a scan whose title is taken there gets one of its own.
    fn point_to(&mut self, kept: Id<Retailer>, mut slots: BTreeSet<String>) {
        self.licences.iter_mut().for_each(|it| it.retailer = kept);
        self.matters.iter_mut().for_each(|it| it.retailer = Some(kept));
        self.vendors.iter_mut().for_each(|it| it.retailer = Some(kept));
        self.inspections.iter_mut().for_each(|it| it.retailer = Some(kept));
        self.cases.iter_mut().for_each(|it| it.retailer = Some(kept));
        self.hotlines.iter_mut().for_each(|it| it.retailer = Some(kept));
        self.merged.iter_mut().for_each(|it| it.merged_into = Some(kept));
        for scan in &mut self.scans {
            scan.of_id = kept.uuid();
            let title = scan.slot.clone();
            let mut more = 1;
            while !slots.insert(scan.slot.clone()) {
                scan.slot =
                    if more == 1 { format!("{title}（并入）") } else { format!("{title}（并入{more}）") };
                more += 1;
            }
        }
    }

    fn put(&mut self, w: &mut Writer<'_>) -> Result<usize> {
        fn all<T: Record>(w: &mut Writer<'_>, records: &mut [T]) -> Result<usize> {
            records.iter_mut().try_fold(0, |count, it| Ok(count + usize::from(w.put(it)?)))
        }
        Ok(all(w, &mut self.merged)?
            + all(w, &mut self.licences)?
            + all(w, &mut self.matters)?
            + all(w, &mut self.vendors)?
            + all(w, &mut self.inspections)?
            + all(w, &mut self.cases)?
            + all(w, &mut self.hotlines)?
            + all(w, &mut self.scans)?)
    }

    /// What there is, counted in words.
    fn counted(&self) -> String {
        let all = [
            (Noun::Licence, self.licences.len()),
            (Noun::Matter, self.matters.len()),
            (Noun::Vendor, self.vendors.len()),
            (Noun::Inspection, self.inspections.len()),
            (Noun::Case, self.cases.len()),
            (Noun::Hotline, self.hotlines.len()),
            (Noun::Attachment, self.scans.len()),
        ];
        let said: Vec<String> =
            all.into_iter().filter(|(_, n)| *n > 0).map(|(noun, n)| format!("{} {n}", noun.title())).collect();
        if said.is_empty() { "没有其他资料".to_owned() } else { said.join(" · ") }
    }
}

/// The file that is kept, with what was taken from the other: a reason for a doubted value goes with the value.
fn joined(kept: &Retailer, away: &Retailer, taken: &[String]) -> Result<Retailer> {
    let (mut whole, theirs) = (value(kept)?, value(away)?);
    let mut reasons = kept.reasons.clone();
    for it in field::fields(Noun::Retailer) {
        let (name, other) = (it.name.as_str(), &theirs[&it.name]);
        let blank = whole[name].as_str().is_none_or(str::is_empty);
        if other.as_str().is_none_or(str::is_empty) || !(blank || taken.contains(&it.name)) {
            continue;
        }
        whole[name] = other.clone();
        reasons.remove(name);
        reasons.extend(away.reasons.get(name).map(|reason| (it.name.clone(), reason.clone())));
    }
    let mut whole: Retailer = serde_json::from_value(whole)
        .map_err(|e| Error::internal("两户的内容合不到一起，没有改动任何数据，请告诉维护人员。").because(e))?;
    whole.reasons = reasons;
    Ok(whole)
}

fn side(file: &File, belongings: &Belongings) -> MergeSide {
    let it = stored(file);
    MergeSide {
        id: it.id().to_string(),
        number: it.number(),
        title: it.title(),
        revision: it.revision(),
        holds: belongings.counted(),
    }
}

fn stored((it, licences): &File) -> Stored {
    Stored::Retailer(Box::new(it.clone()), licences.clone())
}

fn titles(scans: &[Attachment]) -> BTreeSet<String> {
    scans.iter().map(|it| it.slot.clone()).collect()
}

/// What is said of two files that have the same in a column.
pub(crate) fn same(field: &str) -> &'static str {
    match field {
        "owner_id_number" => "身份证号相同",
        "trade_name" => "同一乡镇、户名相同",
        "address" => "经营地址相同",
        _ => "联系电话相同",
    }
}
