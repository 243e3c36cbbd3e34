//! `yihu backup`, `restore`, `verify`.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{Access, Archive, Reading, Watch};
use yihu_domain::{Error, Result};

use crate::{
    answer::Answer,
    arguments::{Backup, Restore, Verify},
    found,
};

/// Makes a backup and drills its restore.
pub(crate) fn backup(user: Option<&str>, a: &Backup) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let made = archive.backup(a.output.as_deref(), &Watch::none())?;
    let ok = made.drill.ok;
    let words = format!(
        "备份：{}\n{}",
        made.path.display(),
        if ok {
            "恢复演练通过：打开、逐页校验、变更链、记录数、附件都对。".to_owned()
        } else {
            format!("恢复演练没有通过：{}", made.drill.findings.join("；"))
        }
    );
    Ok(Answer { words, json: json!(made), refused: !ok })
}

/// Restores a backup into a new folder.
pub(crate) fn restore(user: Option<&str>, a: &Restore) -> Result<Answer> {
    let user = match user {
        Some(user) => user.to_owned(),
        None => Archive::users(&a.backup)?.pop().unwrap_or_default(),
    };
    let password = found::password("YIHU_PASSWORD", &format!("{user} 的密码："))?;
    let archive = Archive::restore(&a.backup, &a.dir, &user, &password, &Watch::none())?;
    let words =
        format!("已恢复到：{}\n从现在起用新的数据流 {}，第一个数据包须为全量。", a.dir.display(), archive.stream());
    Ok(Answer::done(words, json!({ "path": a.dir, "stream": archive.stream() })))
}

/// Checks every invariant.
pub(crate) fn verify(user: Option<&str>, a: &Verify) -> Result<Answer> {
    let reading = match (&a.sample, a.read_all) {
        (_, true) => Reading::All,
        (Some(share), _) => Reading::Sample(percent(share)?),
        (None, false) => Reading::Presence,
    };
    let access = if a.rebuild { Access::Write } else { Access::Read };
    let mut archive = found::open(&a.dir, user, access)?;
    let report = archive.verify(reading, a.rebuild, &Watch::none())?;
    let mut words = String::new();
    for finding in &report.findings {
        let _ = writeln!(words, "✗ {}", finding.message);
    }
    if report.findings.iter().any(|finding| finding.code.starts_with("search")) {
        let _ = writeln!(words, "重建搜索索引：yihu verify {} --rebuild", a.dir.display());
    }
    let checked = report.checked.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join("，");
    let _ = write!(
        words,
        "已查：{checked}。\n{}",
        if report.ok {
            "没有发现问题。"
        } else {
            "发现问题，请按上面的提示处理，并先不要删除任何备份。"
        }
    );
    if !report.ok && report.damaged {
        return Err(Error::damaged(words));
    }
    Ok(Answer {
        words,
        json: json!({ "ok": report.ok, "checked": report.checked, "findings": report.findings }),
        refused: !report.ok,
    })
}

fn percent(share: &str) -> Result<u32> {
    share
        .trim_end_matches(['%', '％'])
        .parse()
        .ok()
        .filter(|p| (1..=100).contains(p))
        .ok_or_else(|| Error::invalid(format!("抽查比例“{share}”请写成 5% 的样子。")))
}
