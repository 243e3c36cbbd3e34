//! `yihu diary submit`, `approve`, `return`, `month`, `book`.

use std::{fmt::Write, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use yihu_archive::{Access, Archive, Done};
use yihu_domain::{Noun, Result};

use crate::{answer::Answer, found, records::id_of};

#[derive(Args)]
pub(crate) struct Diary {
    #[command(subcommand)]
    verb: DiaryVerb,
}

#[derive(Subcommand)]
enum DiaryVerb {
    /// 提交日志，等待审批
    Submit {
        /// 档案文件夹
        dir: PathBuf,
        /// 哪几篇："2026-11-03 段兰"，可写多个
        #[arg(required = true)]
        diaries: Vec<String>,
    },
    /// 审批日志（专卖股长、局领导；不能审批自己的）
    Approve {
        /// 档案文件夹
        dir: PathBuf,
        /// 哪几篇："2026-11-03 段兰"，可写多个
        #[arg(required = true)]
        diaries: Vec<String>,
        /// 审批意见
        #[arg(long, default_value = "同意")]
        opinion: String,
    },
    /// 退回日志，写明原因
    Return {
        /// 档案文件夹
        dir: PathBuf,
        /// 哪几篇："2026-11-03 段兰"，可写多个
        #[arg(required = true)]
        diaries: Vec<String>,
        /// 退回原因
        #[arg(long)]
        reason: String,
    },
    /// 一个月各人的日志：写了几篇、审批几篇、哪天没有
    Month {
        /// 档案文件夹
        dir: PathBuf,
        /// 月份，如 2026-10
        period: String,
    },
    /// 一人一月的日志册（PDF）
    Book {
        /// 档案文件夹
        dir: PathBuf,
        /// 市管员姓名
        officer: String,
        /// 月份，如 2026-10
        period: String,
        /// 写到哪个 .pdf
        #[arg(short, long)]
        output: PathBuf,
    },
}

/// Hands diaries in, approves or gives them back, and shows or prints a month of them.
pub(crate) fn diary(user: Option<&str>, a: &Diary) -> Result<Answer> {
    match &a.verb {
        DiaryVerb::Submit { dir, diaries } => {
            let (mut archive, ids) = asked(user, dir, diaries)?;
            Ok(said(&archive.diary_submit(&ids)?))
        }
        DiaryVerb::Approve { dir, diaries, opinion } => {
            let (mut archive, ids) = asked(user, dir, diaries)?;
            Ok(said(&archive.diary_approve(&ids, opinion)?))
        }
        DiaryVerb::Return { dir, diaries, reason } => {
            let (mut archive, ids) = asked(user, dir, diaries)?;
            Ok(said(&archive.diary_return(&ids, reason)?))
        }
        DiaryVerb::Month { dir, period } => {
            let month = found::open(dir, user, Access::Read)?.diary_month(period)?;
            let mut words = format!("{}工作日志（{}）\n", month.title, month.says);
            for it in &month.officers {
                let _ = write!(
                    words,
                    "{}：写{}篇，已审批{}、待审批{}，未按时审批{}",
                    it.officer, it.written, it.approved, it.waiting, it.late
                );
                let missing =
                    if it.missing.is_empty() { String::new() } else { format!("；没有的：{}", it.missing) };
                let _ = writeln!(words, "{missing}");
            }
            Ok(Answer::done(words.trim_end(), json!(month)))
        }
        DiaryVerb::Book { dir, officer, period, output } => {
            let pages = found::open(dir, user, Access::Read)?.diary_print(officer, period, output)?;
            Ok(Answer::done(format!("已印{pages}页：{}", output.display()), json!({ "path": output, "pages": pages })))
        }
    }
}

fn asked(user: Option<&str>, dir: &std::path::Path, diaries: &[String]) -> Result<(Archive, Vec<String>)> {
    let archive = found::open(dir, user, Access::Write)?;
    let ids = diaries.iter().map(|number| id_of(&archive, Noun::Diary, number)).collect::<Result<_>>()?;
    Ok((archive, ids))
}

fn said(done: &Done) -> Answer {
    Answer::done(format!("已办：{}。要撤销，运行 yihu undo。", done.op), json!(done))
}
