//! `yihu calendar show`, `yihu calendar import`, `yihu calendar save`.

use std::{fmt::Write, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use yihu_archive::Access;
use yihu_domain::Result;

use crate::{answer::Answer, found};

#[derive(Args)]
pub(crate) struct Calendar {
    #[command(subcommand)]
    verb: CalendarVerb,
}

#[derive(Subcommand)]
enum CalendarVerb {
    /// 有哪几年的节假日表，缺哪一年
    Show {
        /// 档案文件夹
        dir: PathBuf,
    },
    /// 导入一年的节假日表（.json）
    Import {
        /// 档案文件夹
        dir: PathBuf,
        /// 节假日表文件
        file: PathBuf,
    },
    /// 把一年的节假日表另存为文件，改好可以再导入
    Save {
        /// 档案文件夹
        dir: PathBuf,
        /// 年份
        year: i32,
        /// 存成哪个文件（.json）
        file: PathBuf,
    },
}

/// Shows, takes in or writes the calendar.
pub(crate) fn calendar(user: Option<&str>, a: &Calendar) -> Result<Answer> {
    match &a.verb {
        CalendarVerb::Show { dir } => {
            let info = found::open(dir, user, Access::Read)?.calendar_show()?;
            let mut words = String::new();
            for it in &info.years {
                let own = if it.own { "（自己导入）" } else { "" };
                let _ = writeln!(words, "{}年：{}{own}", it.year, it.says);
            }
            words.push_str(if info.missing.is_empty() { "近期要用的年份都有。" } else { &info.missing });
            Ok(Answer::done(words, json!(info)))
        }
        CalendarVerb::Import { dir, file } => {
            let done = found::open(dir, user, Access::Write)?.calendar_import(file)?;
            Ok(Answer::done(format!("{}：已存入档案。", done.op), json!(done)))
        }
        CalendarVerb::Save { dir, year, file } => {
            found::open(dir, user, Access::Read)?.calendar_save(*year, file)?;
            Ok(Answer::done(format!("已写出{year}年的节假日表：{}", file.display()), json!({ "file": file })))
        }
    }
}
