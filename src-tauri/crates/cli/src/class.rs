//! `yihu class propose`, `accept`, `keep`, `set`, `rules`: what the bureau's rules propose, and what a person decides.

use std::{collections::BTreeSet, fmt::Write, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use yihu_archive::{
    Access, Archive,
    shown::class::{ClassDraft, ClassPick, ClassQuery, ClassRow, ClassSettings},
};
use yihu_domain::{
    Error, Result,
    class::{ClassRulesDraft, Rule, RuleDraft},
    licence_no,
};

use crate::{answer::Answer, found};

/// Rows that are told in words.
const TOLD: usize = 20;

#[derive(Args)]
pub(crate) struct Class {
    #[command(subcommand)]
    verb: ClassVerb,
}

#[derive(Subcommand)]
enum ClassVerb {
    /// 分类建议：按本局口径，哪些户该调整分类
    Propose {
        /// 档案文件夹
        dir: PathBuf,
        /// 只看这个乡镇
        #[arg(long)]
        town: Option<String>,
        /// 只看这条口径：有案件、举报查实、检查异常、期满无违规、新办证
        #[arg(long)]
        rule: Option<String>,
        /// 写到哪个 .xlsx
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// 采纳建议（局领导、专卖股长）
    Accept {
        /// 档案文件夹
        dir: PathBuf,
        /// 许可证号，可写多个
        numbers: Vec<String>,
        /// 全部建议
        #[arg(long, conflicts_with = "numbers")]
        all: bool,
        /// 补充说明，写进分类依据
        #[arg(long, default_value = "")]
        note: String,
    },
    /// 不采纳建议，保持不变（局领导、专卖股长）；有新情况才再提
    Keep {
        /// 档案文件夹
        dir: PathBuf,
        /// 许可证号，可写多个
        numbers: Vec<String>,
        /// 理由
        #[arg(long)]
        reason: String,
    },
    /// 成批分类
    Set {
        /// 档案文件夹
        dir: PathBuf,
        /// 许可证号，可写多个
        numbers: Vec<String>,
        /// 守法、非重点、重点；写“取消”为取消分类
        #[arg(long)]
        class: String,
        /// 分类依据
        #[arg(long)]
        reason: String,
        /// 分类日期；不写是今天
        #[arg(long, default_value = "")]
        on: String,
        /// 分类决定人；不写是本人
        #[arg(long, default_value = "")]
        by: String,
    },
    /// 看或改本局的分类口径（系统管理员）
    Rules {
        /// 档案文件夹
        dir: PathBuf,
        /// 要改的口径：有案件、举报查实、检查异常、期满无违规、新办证
        #[arg(long)]
        rule: Option<String>,
        /// 几个月
        #[arg(long, requires = "rule")]
        months: Option<String>,
        /// 几次
        #[arg(long, requires = "rule")]
        times: Option<String>,
        /// 列为哪一类
        #[arg(long, requires = "rule")]
        class: Option<String>,
        /// 不用这条
        #[arg(long, requires = "rule", conflicts_with = "on")]
        off: bool,
        /// 用这条
        #[arg(long, requires = "rule")]
        on: bool,
    },
}

/// Shows proposals, decides on them, gives classes, sets the rules.
pub(crate) fn class(user: Option<&str>, a: &Class) -> Result<Answer> {
    match &a.verb {
        ClassVerb::Propose { dir, town, rule, output } => {
            let archive = found::open(dir, user, Access::Read)?;
            let rule = rule.as_deref().map(rule_of).transpose()?;
            let query = ClassQuery { rule, town: town.clone().unwrap_or_default(), ..ClassQuery::default() };
            propose(&archive, &query, output.as_ref())
        }
        ClassVerb::Accept { dir, numbers, all, note } => {
            let mut archive = found::open(dir, user, Access::Write)?;
            let picks = picks(&archive, if *all { None } else { Some(numbers) })?;
            let done = archive.class_accept(&picks, note)?;
            Ok(Answer::done(format!("{}。", done.op), json!(done)))
        }
        ClassVerb::Keep { dir, numbers, reason } => {
            let mut archive = found::open(dir, user, Access::Write)?;
            let picks = picks(&archive, Some(numbers))?;
            let done = archive.class_keep(&picks, reason)?;
            Ok(Answer::done(format!("{}。", done.op), json!(done)))
        }
        ClassVerb::Set { dir, numbers, class, reason, on, by } => {
            let mut archive = found::open(dir, user, Access::Write)?;
            let class = if class == "取消" { String::new() } else { class.clone() };
            let draft = ClassDraft { class, reason: reason.clone(), on: on.clone(), by: by.clone() };
            let ids = numbers.iter().map(|number| archive.retailer_id(number)).collect::<Result<Vec<_>>>()?;
            let done = archive.class_set(&ids, &draft)?;
            Ok(Answer::done(format!("{}。", done.op), json!(done)))
        }
        ClassVerb::Rules { dir, rule, months, times, class, off, on } => {
            let Some(rule) = rule else { return told(&found::open(dir, user, Access::Read)?) };
            let mut archive = found::open(dir, user, Access::Write)?;
            let mut settings = archive.class_rules()?;
            let it = draft_of(&mut settings.rules, rule_of(rule)?);
            it.on = (it.on || *on) && !off;
            for (value, typed) in [(&mut it.months, months), (&mut it.times, times), (&mut it.class, class)] {
                if let Some(typed) = typed {
                    value.clone_from(typed);
                }
            }
            set(&mut archive, &settings)
        }
    }
}

fn propose(archive: &Archive, query: &ClassQuery, output: Option<&PathBuf>) -> Result<Answer> {
    let (board, found) = (archive.class_show()?, everything(archive, query)?);
    let mut words = String::new();
    let classes: Vec<String> = board.classes.iter().map(|it| format!("{}{}户", it.title, it.count)).collect();
    let _ = writeln!(words, "{}，合计{}户。", classes.join("、"), board.total);
    let _ = writeln!(words, "按本局口径，{}户的分类可以调整。", found.len());
    for it in found.iter().take(TOLD) {
        let class = if it.class.is_empty() { "未分类" } else { &it.class };
        let facts: Vec<&str> = it.facts.iter().map(|fact| fact.title.as_str()).collect();
        let _ = writeln!(words, "  {}  {}  {class} → {}：{}  {}", it.number, it.title, it.to, it.why, facts.join("、"));
    }
    if let Some(path) = output {
        let rows = archive.class_export(query, path)?;
        let _ = writeln!(words, "已写{rows}行：{}", path.display());
    }
    Ok(Answer::done(words.trim_end(), json!({ "classes": board.classes, "total": board.total, "rows": found })))
}

/// All proposals, page by page.
fn everything(archive: &Archive, query: &ClassQuery) -> Result<Vec<ClassRow>> {
    let mut rows = Vec::new();
    loop {
        let page = archive.class_list(query, u32::try_from(rows.len()).unwrap_or(u32::MAX), 500)?;
        let end = page.rows.is_empty();
        rows.extend(page.rows);
        if end {
            return Ok(rows);
        }
    }
}

/// The proposals of these licence numbers, or all of them.
fn picks(archive: &Archive, numbers: Option<&Vec<String>>) -> Result<Vec<ClassPick>> {
    let all = everything(archive, &ClassQuery::default())?;
    let pick = |it: &ClassRow| ClassPick { id: it.id.clone(), to: it.to.clone() };
    let Some(numbers) = numbers else { return Ok(all.iter().map(pick).collect()) };
    let mut wanted = BTreeSet::new();
    for number in numbers {
        wanted.insert(licence_no::read(number).map_err(|refusal| Error::invalid(refusal.message))?);
    }
    let found: Vec<ClassPick> = all.iter().filter(|it| wanted.remove(&it.number)).map(pick).collect();
    match wanted.first() {
        Some(number) => Err(Error::not_found(format!("{number}没有分类建议，请先用 propose 看一看。"))),
        None => Ok(found),
    }
}

fn set(archive: &mut Archive, settings: &ClassSettings) -> Result<Answer> {
    archive.class_rules_save(settings)?;
    told(archive)
}

/// The rules as they are set.
fn told(archive: &Archive) -> Result<Answer> {
    let board = archive.class_show()?;
    let mut words = "分类口径（本局设置，没有统一规定）：\n".to_owned();
    for it in &board.rules {
        let state = if it.on { "" } else { "（不用）" };
        let _ = writeln!(words, "  {}{state}：{}", it.title, it.says);
    }
    Ok(Answer::done(words.trim_end(), json!(board.rules)))
}

fn rule_of(typed: &str) -> Result<Rule> {
    Rule::read(typed).ok_or_else(|| {
        let known = Rule::ALL.map(Rule::title).join("、");
        Error::invalid(format!("没有“{typed}”这条口径，请写：{known}。"))
    })
}

const fn draft_of(rules: &mut ClassRulesDraft, rule: Rule) -> &mut RuleDraft {
    match rule {
        Rule::CaseFiled => &mut rules.case_filed,
        Rule::ReportTrue => &mut rules.report_true,
        Rule::VisitAbnormal => &mut rules.visit_abnormal,
        Rule::Clean => &mut rules.clean,
        Rule::NewLicence => &mut rules.new_licence,
    }
}
