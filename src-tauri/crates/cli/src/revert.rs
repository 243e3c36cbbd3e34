//! `yihu revert`: a record as it stood in an earlier version, as a new change.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use yihu_archive::{Access, VersionKey};
use yihu_domain::{Noun, Result};

use crate::{answer::Answer, found, records::id_of};

#[derive(Args)]
pub(crate) struct Revert {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 许可证号、案件编号……；已作废的写 yihu log --json 里的编号（record）
    pub number: String,
    /// 恢复到第几版（见 yihu log --noun --number）
    #[arg(long)]
    pub to: u32,
}

/// Returns a record to an earlier version; a void one stands again.
pub(crate) fn revert(user: Option<&str>, a: &Revert) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let noun: Noun = a.noun.parse()?;
    let id = id_of(&archive, noun, &a.number)?;
    let done = archive.record_revert(&VersionKey { noun, id, revision: a.to })?;
    Ok(Answer::done(format!("已办：{}。要撤销，运行 yihu undo。", done.op), json!(done)))
}
