//! The records that a query finds, as a ledger in Excel: the columns that were asked for, and nobody who reported.

use std::path::Path;

use yihu_domain::{Error, Noun, Result, rights::Right};
use yihu_exchange::{
    file,
    sheet::{self, write::OutColumn},
};

use super::{Field, Query, draft::Stored, field};
use crate::{Archive, Watch, export::FREE};

impl Archive {
    /// Writes the records that a query finds as a ledger with these columns; gives the number of rows.
    ///
    /// Texts are those of the form, so that the ledger comes back as it went; free ones are searched for who reported.
    pub fn record_export(
        &self,
        noun: Noun,
        query: &Query,
        columns: &[String],
        path: &Path,
        watch: &Watch<'_>,
    ) -> Result<u32> {
        self.require(Right::Sheet)?;
        let found = self.store.row_ids(noun, &self.filter(noun, query)?)?.rows;
        let fields = chosen(noun, columns)?;
        let (veil, beside) = (self.veil()?, self.beside(noun)?);
        let total = found.len();
        let mut rows = Vec::with_capacity(total);
        for (done, id) in found.into_iter().enumerate() {
            watch.step("读取记录", done, total)?;
            let stored = self.stored(noun, id)?;
            let (row, texts) = (self.row(&stored, &beside)?, stored.texts()?);
            let cell = |it: &Field| {
                let text = if it.form { texts.get(&it.name) } else { row.cells.get(&it.name) };
                let text = text.cloned().unwrap_or_default();
                if FREE.contains(&it.name.as_str()) { veil.over(noun, text) } else { text }
            };
            rows.push((key(&stored), fields.iter().map(cell).collect::<Vec<_>>()));
        }
        watch.step("写入Excel", total, total)?;
        let out: Vec<_> = fields.iter().map(|it| OutColumn { title: it.title.clone(), number: false }).collect();
        let title = format!("{}{}台账", self.bureau.name, noun.title());
        let bytes = sheet::write::ledger(&title, &out, rows)?;
        watch.go_on()?;
        file::write_bytes(path, &bytes)?;
        Ok(u32::try_from(total).unwrap_or(u32::MAX))
    }
}

/// The columns in the order in which they were asked for; all of them where none was.
fn chosen(noun: Noun, columns: &[String]) -> Result<Vec<Field>> {
    let all: Vec<Field> = field::fields(noun).into_iter().filter(|it| it.listed && !it.secret).collect();
    if columns.is_empty() {
        return Ok(all);
    }
    let one = |name: &String| {
        let found = all.iter().find(|it| it.name == *name);
        found.cloned().ok_or_else(|| Error::invalid("要导出的栏目里有一栏不能导出，请在列设置里去掉它。"))
    };
    columns.iter().map(one).collect()
}

/// The id by which the row comes back: a retailer's row is its licence's.
fn key(stored: &Stored) -> String {
    match stored {
        Stored::Retailer(it, licences) => licences.first().map_or(it.head.id.to_string(), |l| l.head.id.to_string()),
        _ => stored.id().to_string(),
    }
}
