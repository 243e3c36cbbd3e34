//! `yihu apply`: a vendor without a licence becomes a retailer that applies for one.

use std::{fmt::Write, path::PathBuf};

use clap::Args;
use serde_json::json;
use yihu_archive::Access;
use yihu_domain::{Noun, Result};

use crate::{answer::Answer, found, records::id_of};

#[derive(Args)]
pub(crate) struct Apply {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 无证户的姓名、店名或编号
    pub number: String,
    /// 连到已有的零售户：许可证号或编号
    #[arg(long)]
    pub retailer: Option<String>,
    /// 申请日期；不写就是今天
    #[arg(long)]
    pub day: Option<String>,
    /// 写入档案
    #[arg(long = "apply")]
    pub write: bool,
}

/// Shows what would be made of a vendor, or makes it.
pub(crate) fn apply(user: Option<&str>, a: &Apply) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, if a.write { Access::Write } else { Access::Read })?;
    let id = id_of(&archive, Noun::Vendor, &a.number)?;
    let plan = archive.vendor_plan(&id)?;
    if !a.write {
        let mut words = String::new();
        for it in &plan.fields {
            let _ = writeln!(words, "{}：{}", it.title, it.text);
        }
        for it in &plan.retailers {
            let (number, title) = (&it.retailer.number, &it.retailer.title);
            let _ = writeln!(words, "可能就是：{number} {title}（{}，{}） {}", it.why, it.licence, it.retailer.id);
        }
        let _ = write!(words, "{}：{}。要办，加 --apply；连到已有的零售户，加 --retailer。", plan.title, plan.state);
        return Ok(Answer::done(words, json!(plan)));
    }
    let retailer = a.retailer.as_deref().map(|it| id_of(&archive, Noun::Retailer, it)).transpose()?;
    let day = a.day.clone().unwrap_or(plan.applied_on);
    let applied = archive.vendor_apply(&id, plan.revision, retailer.as_deref(), &day)?;
    Ok(Answer::done(format!("已办：{}。要撤销，运行 yihu undo。", applied.done.op), json!(applied)))
}
