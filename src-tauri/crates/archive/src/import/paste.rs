//! Cells pasted from Excel or WPS: they go the way of a ledger, plan → show → apply, and are kept like a form meanwhile.

use std::{collections::BTreeMap, path::Path};

use uuid::Uuid;
use yihu_domain::{Error, Noun, Result, rights::Right};
use yihu_exchange::sheet::{self, ledger::look};

use super::ImportPlan;
use crate::{
    Archive, Watch,
    record::Draft,
    shown::{
        import::{PasteColumn, PasteLook, Pasted},
        number,
    },
};

/// What stands for the file in the plan and in the log.
const NAME: &str = "粘贴的表";

/// Rows that are pasted at most: more are a ledger.
const MOST: usize = 2_000;

/// The field of the kept form that holds the cells.
const CELLS: &str = "cells";

impl Archive {
    /// Looks at pasted cells: whether they begin with a header, and which column fills which field.
    pub fn paste_look(&self, noun: Noun, cells: &[Vec<String>]) -> Result<PasteLook> {
        self.require(Right::to_edit(noun))?;
        require_few(cells)?;
        let width = cells.iter().map(Vec::len).max().unwrap_or_default();
        let blank = PasteColumn { header: String::new(), field: None };
        let mut look = PasteLook { skip: 0, columns: vec![blank; width] };
        let workbook = sheet::read::pasted(NAME, cells);
        let Some((bottom, columns)) = look::head(&workbook, noun, &self.mapping(noun, &BTreeMap::new())) else {
            return Ok(look);
        };
        look.skip = bottom;
        for it in columns {
            if let Some(column) = look.columns.get_mut(it.index as usize) {
                *column = PasteColumn { header: it.header, field: it.field.map(str::to_owned) };
            }
        }
        Ok(look)
    }

    /// Says what taking pasted cells in would do; the first row is their header.
    pub fn paste_plan(&self, noun: Noun, cells: &[Vec<String>], watch: &Watch<'_>) -> Result<ImportPlan> {
        self.require(Right::to_edit(noun))?;
        require_few(cells)?;
        let workbook = sheet::read::pasted(NAME, cells);
        self.plan_of(noun, &workbook, (Path::new(NAME), None), &BTreeMap::new(), watch)
    }

    /// Keeps pasted cells in place of those kept before; none lets go of them.
    ///
    /// What a clerk pasted of reports may say who reported: it is kept behind the wall, or not at all.
    pub fn paste_keep(&mut self, noun: Noun, cells: &[Vec<String>]) -> Result<()> {
        self.require(Right::to_edit(noun))?;
        let pasted = Uuid::nil().to_string();
        if cells.is_empty() {
            return self.draft_drop(noun, Some(&pasted));
        }
        require_few(cells)?;
        if noun == Noun::Hotline && self.informants.is_none() {
            return Ok(());
        }
        let json = serde_json::to_string(cells).map_err(|e| Error::internal("粘贴的内容暂存不了。").because(e))?;
        let mut draft = Draft::default();
        draft.fields.insert(CELLS.to_owned(), json);
        self.draft_put(noun, Some(&pasted), draft)
    }

    /// Opens what was pasted and not taken in.
    pub fn paste_open(&self, noun: Noun) -> Result<Option<Pasted>> {
        self.require(Right::to_edit(noun))?;
        let Some(kept) = self.kept_draft(noun, Some(Uuid::nil()))? else { return Ok(None) };
        let cells = kept.draft.fields.get(CELLS).map(|json| serde_json::from_str(json)).transpose();
        let cells = cells.map_err(|e| Error::internal("暂存的内容读不出，请重新粘贴。").because(e))?;
        Ok(cells.map(|cells| Pasted { at: kept.at, cells }))
    }
}

fn require_few(cells: &[Vec<String>]) -> Result<()> {
    if cells.len() > MOST {
        let rows = number(cells.len());
        return Err(Error::invalid(format!("粘贴了{rows}行，最多{MOST}行：请存成Excel文件，用“导入”。")));
    }
    Ok(())
}
