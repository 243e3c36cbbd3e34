//! `yihu import`: plan, show, and with `--apply` do.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::json;
use yihu_archive::{Access, ImportPlan, Watch};
use yihu_domain::{Error, Result, check::Severity};

use crate::{answer::Answer, arguments::Import, found};

/// Plans an import, and applies it when asked.
pub(crate) fn import(user: Option<&str>, a: &Import) -> Result<Answer> {
    let mapping = mapping(&a.map)?;
    let noun = a.noun.parse()?;
    let access = if a.apply { Access::Write } else { Access::Read };
    let mut archive = found::open(&a.dir, user, access)?;
    let plan = archive.import_plan(noun, &a.file, a.sheet.as_deref(), &mapping, &Watch::none())?;
    if let Some(path) = &a.errors {
        archive.import_errors(&plan, path)?;
    }
    let words = describe(&plan, a);
    let json = json!({
        "new": plan.counts.new,
        "changed": plan.counts.changed,
        "same": plan.counts.same,
        "refused": plan.counts.refused,
        "applied": a.apply,
        "new_staff": plan.new_staff,
        "findings": plan.findings,
    });
    let refused = plan.counts.refused > 0;
    if a.apply {
        archive.import_apply(&plan, &Watch::none())?;
    }
    Ok(Answer { words, json, refused, damaged: false })
}

fn mapping(pairs: &[String]) -> Result<BTreeMap<String, String>> {
    let read = |pair: &String| {
        pair.split_once('=')
            .map(|(header, field)| (header.trim().to_owned(), field.trim().to_owned()))
            .ok_or_else(|| Error::invalid(format!("表头对照“{pair}”请写成：表头=字段。")))
    };
    pairs.iter().map(read).collect()
}

fn describe(plan: &ImportPlan, a: &Import) -> String {
    let mut words = String::new();
    let counts = &plan.counts;
    for finding in &plan.findings {
        let mark = if finding.severity == Severity::Error { "✗" } else { "!" };
        let _ = writeln!(words, "{mark} 第{}行 {}：{}", finding.row, finding.column, finding.message);
    }
    let _ = writeln!(
        words,
        "{}·{}：新增{}，变更{}，相同{}，拒绝{}。",
        a.file.file_name().unwrap_or_default().to_string_lossy(),
        plan.sheet,
        counts.new,
        counts.changed,
        counts.same,
        counts.refused
    );
    if plan.new_staff > 0 {
        let _ = writeln!(words, "台账里有{}名人员档案里还没有，一并建档。", plan.new_staff);
    }
    if let (Some(path), true) = (&a.errors, counts.refused > 0) {
        let _ = writeln!(words, "有问题的行已另存：{}；改好后直接导入这个文件。", path.display());
    }
    let _ = write!(
        words,
        "{}",
        if a.apply {
            "已写入档案；可用 yihu undo 整个撤销。"
        } else {
            "这只是计划，没有写入；加 --apply 写入。"
        }
    );
    words
}
