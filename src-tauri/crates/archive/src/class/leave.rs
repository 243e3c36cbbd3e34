//! 分类建议 as Excel, to be handed round before it is decided on.

use std::path::Path;

use yihu_domain::{Result, rights::Right};
use yihu_exchange::{
    file,
    sheet::{self, write::OutColumn},
};

use super::row;
use crate::{
    Archive,
    shown::{class::ClassQuery, number},
};

/// The columns of the sheet; the last two are filled in by hand.
const TITLES: [&str; 9] =
    ["乡镇", "户名", "许可证号", "现在的分类", "分类日期", "建议分类", "依据（本局口径）", "有关记录", "领导意见"];

impl Archive {
    /// Writes the proposals as Excel; gives the number of rows.
    pub fn class_export(&self, query: &ClassQuery, path: &Path) -> Result<u32> {
        self.require(Right::Sheet)?;
        let rows: Vec<_> = self.class_asked(query)?.iter().map(row).collect();
        let columns: Vec<_> =
            TITLES.iter().map(|title| OutColumn { title: (*title).to_owned(), number: false }).collect();
        let lines = rows.iter().map(|it| {
            let facts: Vec<&str> = it.facts.iter().map(|fact| fact.title.as_str()).collect();
            let class = if it.class.is_empty() { "未分类" } else { &it.class };
            let facts = facts.join("、");
            let cells: [&str; 9] = [&it.town, &it.title, &it.number, class, &it.class_on, &it.to, &it.why, &facts, ""];
            (it.id.clone(), cells.map(str::to_owned).to_vec())
        });
        let title = format!("{}分类建议", self.bureau.name);
        file::write_bytes(path, &sheet::write::ledger(&title, &columns, lines)?)?;
        Ok(number(rows.len()))
    }
}
