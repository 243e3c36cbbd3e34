//! `yihu dossier`: one file per retailer, vendor or case, on paper.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{Access, Watch, Which};
use yihu_domain::{Error, Noun, Result};

use crate::{answer::Answer, arguments::Dossier, found};

/// Prints dossiers.
pub(crate) fn dossier(user: Option<&str>, a: &Dossier) -> Result<Answer> {
    let noun: Noun = a.noun.parse()?;
    let which = match (a.all, a.numbers.is_empty()) {
        (true, _) => Which::All,
        (false, false) => Which::Numbers(&a.numbers),
        (false, true) => return Err(Error::invalid("请写许可证号（案件编号、无证户的姓名），或用 --all 打印全部。")),
    };
    let archive = found::open(&a.dir, user, Access::Read)?;
    let printed = archive.print_dossiers(noun, which, &a.output, &Watch::none())?;
    for finding in &printed.findings {
        eprintln!("! {}", finding.message);
    }
    let mut words = String::new();
    for file in &printed.files {
        let _ = writeln!(words, "{}", file.display());
    }
    let _ = write!(words, "共{}份{}页。", printed.files.len(), printed.pages);
    Ok(Answer::done(words, json!({ "files": printed.files, "pages": printed.pages, "findings": printed.findings })))
}
