//! `yihu log`, `undo`.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use serde_json::json;
use yihu_archive::Access;
use yihu_domain::{Noun, Result, day};

use crate::{
    answer::Answer,
    arguments::{Log, Undo},
    found,
};

/// Shows operations, or the history of one record.
pub(crate) fn log(user: Option<&str>, a: &Log) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let noun = a.noun.as_deref().map(str::parse::<Noun>).transpose()?;
    let mut words = String::new();
    if noun.is_none() {
        let operations = archive.operations(a.limit)?;
        for it in &operations {
            let undone = if it.undone { "（已撤销）" } else { "" };
            let _ = writeln!(words, "{}  {}  {}  {}条{undone}  {}", when(it.at), it.by, it.op, it.count, it.op_id);
        }
        return Ok(Answer::done(words, json!(operations)));
    }
    let entries = archive.changes(noun, a.number.as_deref(), a.limit)?;
    for it in &entries {
        let _ = writeln!(
            words,
            "{:>6}  {}  {}  {}  {} 第{}版",
            it.seq,
            when(it.at),
            it.by,
            it.op,
            it.noun.title(),
            it.revision
        );
    }
    Ok(Answer::done(words, json!(entries)))
}

/// Undoes an operation as a whole.
pub(crate) fn undo(user: Option<&str>, a: &Undo) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let undone = archive.undo(a.operation.as_deref())?;
    Ok(Answer::done(format!("已撤销：{}（{}条）。", undone.op, undone.count), json!(undone)))
}

/// An instant as the clock on the wall shows it.
fn when(at: DateTime<Utc>) -> String {
    day::local(at).format("%Y-%m-%d %H:%M:%S").to_string()
}
