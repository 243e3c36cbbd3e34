//! `yihu list`, `show`, `search`, `export`, `attach`.

use std::fmt::Write;

use serde_json::{Value, json};
use yihu_archive::Access;
use yihu_domain::{Error, Result};

use crate::{
    answer::Answer,
    arguments::{Attach, Export, List, Search, Show},
    found,
};

/// Lists records page by page.
pub(crate) fn list(user: Option<&str>, a: &List) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let pairs: Vec<(String, String)> = a
        .conditions
        .iter()
        .map(|c| {
            c.split_once('=')
                .map(|(column, value)| (column.to_owned(), value.to_owned()))
                .ok_or_else(|| Error::invalid(format!("条件“{c}”请写成：字段=值。")))
        })
        .collect::<Result<_>>()?;
    let page = archive.list(a.noun.parse()?, &pairs, a.limit, a.offset)?;
    let mut words = String::new();
    for record in &page.records {
        let _ = writeln!(words, "{}", line(record));
    }
    let _ = write!(words, "共{}条，显示{}条。", page.total, page.records.len());
    Ok(Answer::done(words, json!(page.records)))
}

/// The short text fields of a record, for one line.
fn line(record: &Value) -> String {
    let hidden = ["id", "bureau", "revision", "removed", "informant", "retailer", "content"];
    let Some(fields) = record.as_object() else { return record.to_string() };
    let said =
        fields.iter().filter(|(name, _)| !hidden.contains(&name.as_str())).filter_map(|(_, value)| match value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        });
    said.collect::<Vec<_>>().join("  ")
}

/// Shows one record with what belongs to it.
pub(crate) fn show(user: Option<&str>, a: &Show) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let record = archive.show(a.noun.parse()?, &a.number)?;
    let words = serde_json::to_string_pretty(&record).map_err(|e| Error::internal("记录无法显示。").because(e))?;
    Ok(Answer::done(words, record))
}

/// Searches the one box.
pub(crate) fn search(user: Option<&str>, a: &Search) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let hits = archive.search(&a.text)?;
    let mut words = String::new();
    for hit in &hits {
        let _ = writeln!(words, "{}  {}  {}", hit.noun.title(), hit.number, hit.title);
    }
    let _ = write!(words, "找到{}条。", hits.len());
    Ok(Answer::done(words, json!(hits)))
}

/// Writes a ledger as Excel.
pub(crate) fn export(user: Option<&str>, a: &Export) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let rows = archive.export_ledger(a.noun.parse()?, &a.output)?;
    Ok(Answer::done(format!("已导出{rows}行：{}", a.output.display()), json!({ "path": a.output, "rows": rows })))
}

/// Puts a scan into its slot.
pub(crate) fn attach(user: Option<&str>, a: &Attach) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let stored = archive.attach(a.noun.parse()?, &a.number, &a.slot, &a.file)?;
    let words = format!("已放入“{}”：{}，{}字节，{}页。", stored.slot, stored.file_name, stored.bytes, stored.pages);
    Ok(Answer::done(words, json!(stored)))
}
