//! A ledger before it is read: whose it is, and which column is what.

use std::{collections::BTreeMap, path::Path};

use yihu_domain::{Noun, Result, rights::Right};
use yihu_exchange::sheet::{
    self,
    ledger::look::{self, same_header},
};

use crate::{
    Archive,
    shown::{
        import::{LedgerColumn, LedgerColumns, LedgerSheet},
        number,
    },
};

impl Archive {
    /// Says of every sheet of a workbook whose ledger it looks like.
    pub fn import_look(&self, path: &Path) -> Result<Vec<LedgerSheet>> {
        self.require_writer()?;
        let workbook = sheet::read::open(path)?;
        let looked = look::look(&workbook, &self.bureau.mappings);
        let shown = |it: look::Looked| LedgerSheet {
            name: it.name,
            noun: it.noun,
            noun_title: it.noun.map(|noun| noun.title().to_owned()).unwrap_or_default(),
            rows: number(it.rows),
            hidden: it.hidden,
        };
        Ok(looked.into_iter().map(shown).collect())
    }

    /// Matches the columns of a ledger as well as it can; a needed field that no column fills is named, not refused.
    pub fn import_columns(
        &self,
        noun: Noun,
        path: &Path,
        sheet: Option<&str>,
        mapping: &BTreeMap<String, String>,
    ) -> Result<LedgerColumns> {
        self.require(Right::to_edit(noun))?;
        let workbook = sheet::read::open(path)?;
        let proposed = look::propose(&workbook, noun, sheet, &self.mapping(noun, mapping))?;
        let known = self.bureau.mappings.get(noun.word());
        let is_known = |header: &str| known.is_some_and(|known| known.keys().any(|it| same_header(it, header)));
        let columns = proposed.columns.into_iter().map(|it| LedgerColumn {
            remembered: is_known(&it.header),
            header: it.header,
            field: it.field.map(str::to_owned),
            samples: it.samples,
        });
        Ok(LedgerColumns {
            sheet: proposed.sheet,
            columns: columns.collect(),
            missing: proposed.missing.into_iter().map(str::to_owned).collect(),
            notes: proposed.notes,
            rows: number(proposed.rows),
        })
    }
}
