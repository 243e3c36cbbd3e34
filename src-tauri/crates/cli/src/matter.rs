//! `yihu matter`: a matter of a licence step by step: applied for, accepted, checked by two, decided, delivered.

use std::{fmt::Write, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use yihu_archive::{
    Access, Archive,
    record::{Draft, Saved},
};
use yihu_domain::{Error, Noun, Result};

use crate::{answer::Answer, found};

/// A field as typed, by its name or title.
type Typed = (String, String);

#[derive(Args)]
pub(crate) struct Matter {
    #[command(subcommand)]
    pub verb: MatterVerb,
}

/// Which matter, and on which day a step was done.
#[derive(Args)]
pub(crate) struct Step {
    /// 档案文件夹
    dir: PathBuf,
    /// 许可证号或户名（只有一件没办完的），或事项编号
    matter: String,
    /// 哪一天；不写就是今天
    #[arg(long)]
    on: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum MatterVerb {
    /// 登记一件事项，如 新办；新办的写明 户名= 负责人= 经营地址=，保存时建零售户档案
    New {
        /// 档案文件夹
        dir: PathBuf,
        /// 事项：新办、变更、延续、停业、恢复营业、歇业、补办、收回、撤回、撤销、注销、吊销
        kind: String,
        /// 栏目=内容，可写多个
        fields: Vec<String>,
        /// 新办用已有的档案：它的许可证号
        #[arg(long)]
        file: Option<String>,
        /// 与已有的户相同，仍要登记的理由
        #[arg(long)]
        reason: Option<String>,
    },
    /// 改填几栏
    Set {
        #[command(flatten)]
        step: Step,
        /// 栏目=内容，可写多个
        #[arg(required = true)]
        fields: Vec<String>,
    },
    /// 受理
    Accept {
        #[command(flatten)]
        step: Step,
        /// 办理人
        #[arg(long)]
        by: Option<String>,
    },
    /// 实地核查，须两人
    Check {
        #[command(flatten)]
        step: Step,
        /// 核查人，写两次
        #[arg(long, required = true)]
        by: Vec<String>,
    },
    /// 作出决定：准予、不予、不予受理、终止、视为准予；准予的，许可证同时变动
    Decide {
        #[command(flatten)]
        step: Step,
        /// 决定
        decision: String,
        /// 其他栏目=内容，如 许可证号= 有效期至= 决定文号= 审批人=
        fields: Vec<String>,
    },
    /// 送达
    Deliver {
        #[command(flatten)]
        step: Step,
    },
}

/// Does one step.
pub(crate) fn matter(user: Option<&str>, a: &Matter) -> Result<Answer> {
    match &a.verb {
        MatterVerb::New { dir, kind, fields, file, reason } => {
            new(user, dir, kind, fields, (file.as_deref(), reason.as_deref()))
        }
        MatterVerb::Set { step, fields } => go(user, step, "", Vec::new(), fields),
        MatterVerb::Accept { step, by } => {
            let by = by.iter().map(|by| ("handler".to_owned(), by.clone())).collect();
            go(user, step, "accepted_on", by, &[])
        }
        MatterVerb::Check { step, by } => {
            go(user, step, "checked_on", vec![("checkers".to_owned(), by.join("、"))], &[])
        }
        MatterVerb::Decide { step, decision, fields } => {
            go(user, step, "decided_on", vec![("decision".to_owned(), decision.clone())], fields)
        }
        MatterVerb::Deliver { step } => go(user, step, "delivered_on", Vec::new(), &[]),
    }
}

fn new(
    user: Option<&str>,
    dir: &std::path::Path,
    kind: &str,
    fields: &[String],
    (file, reason): (Option<&str>, Option<&str>),
) -> Result<Answer> {
    let mut archive = found::open(dir, user, Access::Write)?;
    let mut draft = archive.record_form(Noun::Matter, None)?.draft;
    draft.fields.insert("kind".to_owned(), kind.to_owned());
    if let Some(number) = file {
        let there = archive.show(Noun::Retailer, number)?;
        draft.fields.insert("retailer".to_owned(), there["id"].as_str().unwrap_or_default().to_owned());
    }
    put(&archive, &mut draft, pairs(fields)?)?;
    Ok(told(&archive.record_save(Noun::Matter, None, 0, &draft, reason)?))
}

/// Saves a matter with what was done on a day, and more fields.
fn go(user: Option<&str>, step: &Step, day: &str, own: Vec<Typed>, fields: &[String]) -> Result<Answer> {
    let mut archive = found::open(&step.dir, user, Access::Write)?;
    let id = archive.matter_named(&step.matter)?;
    let form = archive.record_form(Noun::Matter, Some(&id))?;
    let mut draft = form.draft;
    if !day.is_empty() {
        draft.fields.insert(day.to_owned(), step.on.clone().unwrap_or_else(|| "今".to_owned()));
    }
    put(&archive, &mut draft, own)?;
    put(&archive, &mut draft, pairs(fields)?)?;
    Ok(told(&archive.record_save(Noun::Matter, Some(&id), form.revision, &draft, None)?))
}

fn pairs(fields: &[String]) -> Result<Vec<Typed>> {
    let read = |pair: &String| {
        let (name, text) = pair
            .split_once('=')
            .ok_or_else(|| Error::invalid(format!("“{pair}”请写成：栏目=内容，如 经营地址=城关镇正街1号。")))?;
        Ok((name.trim().to_owned(), text.trim().to_owned()))
    };
    fields.iter().map(read).collect()
}

/// Puts what was typed into the draft, under the names or the titles of the form.
fn put(archive: &Archive, draft: &mut Draft, typed: Vec<Typed>) -> Result<()> {
    let known = archive.record_fields(Noun::Matter)?;
    for (name, text) in typed {
        let field = known.iter().filter(|it| it.form).find(|it| it.name == name || it.title == name);
        let field = field.ok_or_else(|| {
            let titles: Vec<&str> = known.iter().filter(|it| it.form).map(|it| it.title.as_str()).collect();
            Error::invalid(format!("许可事项没有“{name}”这一栏，可填：{}。", titles.join("、")))
        })?;
        draft.fields.insert(field.name.clone(), text);
    }
    Ok(())
}

fn told(saved: &Saved) -> Answer {
    let mut words = format!("已办：{}（编号 {}）。", saved.done.op, saved.id);
    for it in &saved.warnings {
        let _ = write!(words, "\n! {}", it.message);
    }
    Answer::done(words, json!(saved))
}
