//! 缺件清单 on paper and as Excel.

use std::path::Path;

use yihu_domain::{Result, day, rights::Right};
use yihu_exchange::{
    file,
    page::Printed,
    report::gap_sheet::{self, GapLine, GapSheet},
    sheet::{self, write::OutColumn},
};

use crate::{
    Archive, Shift,
    paper::pdf,
    shown::{
        gap::{GapQuery, GapRow},
        number,
        print::Pdf,
    },
};

/// Lines that one print holds at most: some 300 sheets.
const PRINTED: u32 = 10_000;

impl Archive {
    /// Writes the files with gaps as Excel; gives the number of rows.
    pub fn gap_export(&self, query: &GapQuery, path: &Path) -> Result<u32> {
        self.require(Right::Sheet)?;
        let (rows, _) = self.gap_rows(query, (0, u32::MAX))?;
        let titles = ["乡镇", "名称", "编号", "档案", query.gap.title(), "份数"];
        let column = |title: &&str| OutColumn { title: (*title).to_owned(), number: *title == "份数" };
        let columns: Vec<_> = titles.iter().map(column).collect();
        let lines = rows.iter().map(|it| {
            let (slots, count) = (it.slots.join("、"), it.slots.len().to_string());
            (it.id.clone(), vec![it.town.clone(), it.name.clone(), it.number.clone(), it.of.clone(), slots, count])
        });
        file::write_bytes(path, &sheet::write::ledger(&self.gap_title(query), &columns, lines)?)?;
        Ok(number(rows.len()))
    }

    /// Makes the sheet of the files with gaps, town by town, to be looked at and printed; `shift` is the printer's.
    pub fn gap_preview(&self, query: &GapQuery, shift: Shift) -> Result<Pdf> {
        pdf(&self.gap_title(query), self.gap_sheet(query)?.shifted(shift)?)
    }

    /// Writes the sheet as PDF; gives the number of pages.
    pub fn gap_print(&self, query: &GapQuery, path: &Path) -> Result<u32> {
        let printed = self.gap_sheet(query)?;
        file::write_bytes(path, &printed.pdf)?;
        Ok(number(printed.pages))
    }

    fn gap_sheet(&self, query: &GapQuery) -> Result<Printed> {
        self.require(Right::Print)?;
        let (rows, total) = self.gap_rows(query, (0, PRINTED))?;
        let title = self.gap_title(query);
        let sheet = GapSheet {
            bureau: &self.bureau,
            title: &title,
            what: query.gap.title(),
            on: day::long(self.clock.today()),
            lines: rows.iter().map(line).collect(),
            total,
        };
        gap_sheet::print(&sheet, self.clock.now())
    }

    fn gap_title(&self, query: &GapQuery) -> String {
        format!("{}{}{}清单", self.bureau.name, query.town.as_deref().unwrap_or_default(), query.gap.title())
    }
}

fn line(it: &GapRow) -> GapLine<'_> {
    GapLine { town: &it.town, name: &it.name, number: &it.number, of: &it.of, slots: it.slots.join("、") }
}
