//! `yihu gap`: how complete the files are, what they lack, on paper or as Excel; and scans measured late.

use std::{fmt::Write, path::PathBuf};

use clap::Args;
use serde_json::json;
use yihu_archive::{Access, Watch, shown::gap::GapQuery};
use yihu_domain::{Error, Result, gap::Gap as Wanting};

use crate::{answer::Answer, found};

#[derive(Args)]
pub(crate) struct Gap {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 只看这个乡镇
    #[arg(long)]
    pub town: Option<String>,
    /// 看待重扫的，不看缺件的
    #[arg(long, conflicts_with = "unchecked")]
    pub unclear: bool,
    /// 看待核对的，不看缺件的
    #[arg(long)]
    pub unchecked: bool,
    /// 写到哪个 .pdf 或 .xlsx
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// 给从前放进的扫描件补量清晰度
    #[arg(long)]
    pub measure: bool,
}

/// Shows what is wanting, and writes it where it is asked for.
pub(crate) fn gap(user: Option<&str>, a: &Gap) -> Result<Answer> {
    if a.measure {
        let done = found::open(&a.dir, user, Access::Write)?.attachment_measure(&Watch::none())?;
        return Ok(Answer::done(format!("补量了{}份扫描件。", done.count), json!(done)));
    }
    let archive = found::open(&a.dir, user, Access::Read)?;
    let gap = match (a.unclear, a.unchecked) {
        (true, _) => Wanting::Unclear,
        (_, true) => Wanting::Unchecked,
        _ => Wanting::Missing,
    };
    let query = GapQuery { gap, town: a.town.clone(), ..GapQuery::default() };
    let (whole, list) = (archive.gap_show()?, archive.gap_list(&query, 0, 20)?);
    let mut words = String::new();
    for it in &whole.rates {
        let _ = writeln!(words, "{} {}（{}/{}）", it.name, it.value, it.numerator, it.denominator.unwrap_or_default());
    }
    let _ = writeln!(words, "{}：{}份档案。", gap.title(), list.total);
    for it in &list.rows {
        let _ = writeln!(words, "  {}  {}  {}  {}：{}", it.town, it.number, it.name, it.of, it.slots.join("、"));
    }
    match a.output.as_deref().map(|path| (path, path.extension().and_then(|it| it.to_str()))) {
        None => {}
        Some((path, Some("xlsx"))) => {
            let rows = archive.gap_export(&query, path)?;
            let _ = writeln!(words, "已写{rows}行：{}", path.display());
        }
        Some((path, Some("pdf"))) => {
            let pages = archive.gap_print(&query, path)?;
            let _ = writeln!(words, "已印{pages}页：{}", path.display());
        }
        Some(_) => return Err(Error::invalid("-o 请写 .pdf 或 .xlsx 文件。")),
    }
    Ok(Answer::done(words.trim_end(), json!({ "rates": whole.rates, "total": list.total, "rows": list.rows })))
}
