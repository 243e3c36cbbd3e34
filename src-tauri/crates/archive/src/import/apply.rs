//! Writing a plan: one operation, all of it or nothing.

use std::{collections::BTreeMap, path::Path};

use yihu_domain::{Noun, Result, backup::Reason, check::Severity, rights::Right};
use yihu_exchange::{file, sheet};
use yihu_store::Writer;

use super::{ImportPlan, Write};
use crate::{
    Archive, Done, Watch,
    shown::{
        import::{ImportCounts, ImportDone},
        number,
    },
};

impl Archive {
    /// Writes a plan: one operation, all of it or nothing. The plan stays: its refused rows are still wanted.
    ///
    /// Who reported is written first: a crash in between leaves rows nobody points to, which the next
    /// import sweeps away; it never leaves a record whose informant is lost.
    pub fn import_apply(&mut self, plan: &ImportPlan, watch: &Watch<'_>) -> Result<ImportDone> {
        self.require(Right::to_edit(plan.noun))?;
        watch.go_on()?;
        self.backup_before(Reason::Import, watch)?;
        self.keep_informants(plan.informants.iter().map(|(id, digest, who)| (*id, digest.as_str(), who)))?;
        let stamp = self.stamp(format!("导入{}：{}", plan.noun.title(), plan.file_name()));
        let total = plan.writes.len();
        let written = self.store.write(&stamp, |w| {
            let mut changed = 0_usize;
            for (index, write) in plan.writes.iter().enumerate() {
                watch.step("写入档案", index, total)?;
                changed += write.clone().put(w)?;
            }
            // The last moment at which it can be stopped: what follows is the commit.
            watch.last_step("收尾", total)?;
            Ok(changed)
        });
        let changed = match written {
            Ok(changed) => changed,
            Err(error) => {
                // Nothing points to those who were written first; what cannot be removed now, the next import removes.
                let _ = self.sweep_informants();
                return Err(error);
            }
        };
        self.remember_mapping(plan.noun, plan.mapping.clone())?;
        Ok(ImportDone { counts: ImportCounts::from(plan.counts), done: Done::of(&stamp, changed) })
    }

    /// Drops who reported where no record ever pointed to it.
    pub(crate) fn sweep_informants(&mut self) -> Result<()> {
        if let Some(informants) = &mut self.informants {
            let known = self.store.informant_digests()?;
            informants.sweep(known.iter().map(String::as_str))?;
        }
        Ok(())
    }

    fn remember_mapping(&mut self, noun: Noun, given: BTreeMap<String, String>) -> Result<()> {
        let mut bureau = self.bureau.clone();
        let known = bureau.mappings.entry(noun.word().to_owned()).or_default();
        known.extend(given);
        if known.is_empty() || bureau == self.bureau {
            return Ok(());
        }
        let stamp = self.stamp(format!("记住{}台账的表头对照", noun.title()));
        self.store.write(&stamp, |w| w.put(&mut bureau))?;
        self.bureau = bureau;
        Ok(())
    }

    /// Writes the refused rows in the ledger's own shape, with a column 错误信息, and says how many; none leaves no file.
    pub fn import_errors(&self, plan: &ImportPlan, path: &Path) -> Result<u32> {
        self.require(Right::to_edit(plan.noun))?;
        let wrong = plan.findings.iter().filter(|f| f.severity == Severity::Error);
        let errors: Vec<sheet::Finding> = wrong
            .map(|f| sheet::Finding { row: f.row, column: f.column.clone(), message: f.message.clone() })
            .collect();
        if !errors.is_empty() {
            file::write_bytes(path, &sheet::write::errors(&plan.source, &plan.ledger, &errors)?)?;
        }
        Ok(number(plan.counts.refused))
    }
}

impl Write {
    /// Writes the record; how many rows of the archive changed.
    fn put(self, w: &mut Writer<'_>) -> Result<usize> {
        let changed = match self {
            Self::Staff(mut it) => usize::from(w.put(&mut *it)?),
            Self::Retailer(mut it) => usize::from(w.put(&mut it.0)?) + usize::from(w.put(&mut it.1)?),
            Self::Vendor(mut it) => usize::from(w.put(&mut *it)?),
            Self::Inspection(mut it) => usize::from(w.put(&mut *it)?),
            Self::Diary(mut it) => usize::from(w.put(&mut *it)?),
            Self::Campaign(mut it) => usize::from(w.put(&mut *it)?),
            Self::Case(mut it) => usize::from(w.put(&mut *it)?),
            Self::Hotline(mut it) => usize::from(w.put(&mut *it)?),
            Self::Training(mut it) => usize::from(w.put(&mut *it)?),
        };
        Ok(changed)
    }
}
