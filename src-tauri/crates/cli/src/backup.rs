//! `yihu backup`, `restore`, `verify`.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{Access, Archive, BackupSettings, Reading, Watch};
use yihu_domain::{Error, Kind, Result};

use crate::{
    answer::Answer,
    arguments::{Backup, Restore, Verify},
    found,
};

/// Makes a backup and drills its restore.
pub(crate) fn backup(user: Option<&str>, a: &Backup) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    if a.list {
        return list(&archive);
    }
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
    Ok(Answer { words, json: json!(made), refused: !ok, damaged: false })
}

/// Lists the backups in the archive's own folder, and what goes wrong with them.
fn list(archive: &Archive) -> Result<Answer> {
    let all = archive.backup_list(&BackupSettings { second: None, minutes: 30 })?;
    let mut words = String::new();
    for it in &all.rows {
        let drill = match it.ok {
            Some(true) => "演练通过",
            Some(false) => "演练没有通过",
            None => "没有演练过",
        };
        let _ = writeln!(words, "{}  {}  {drill}  {}", it.made_at, it.reason.as_deref().unwrap_or("—"), it.path);
    }
    let _ =
        write!(words, "共{}份。{}。", all.rows.len(), all.trouble.as_ref().unwrap_or(&all.next).trim_end_matches('。'));
    Ok(Answer::done(words, json!(all)))
}

/// Restores a backup into a new folder.
pub(crate) fn restore(user: Option<&str>, a: &Restore) -> Result<Answer> {
    let user = match user {
        Some(user) => user.to_owned(),
        None => Archive::users(&a.backup)?.pop().unwrap_or_default(),
    };
    let password = found::password("YIHU_PASSWORD", &format!("{user} 的密码："))?;
    if a.plan {
        return plan(a, &user, &password);
    }
    if a.replace {
        let kept = Archive::restore_beside(&a.backup, &a.dir, &user, &password, &Watch::none())?.take_place()?;
        let archive = Archive::open(&a.dir, &user, &password, Access::Read)?;
        let words = format!(
            "已恢复到：{}\n原来的档案留在：{}\n从现在起用新的数据流 {}，第一个数据包须为全量。",
            a.dir.display(),
            kept.display(),
            archive.stream()
        );
        return Ok(Answer::done(words, json!({ "path": a.dir, "kept": kept, "stream": archive.stream() })));
    }
    let archive = Archive::restore(&a.backup, &a.dir, &user, &password, &Watch::none())?;
    let words =
        format!("已恢复到：{}\n从现在起用新的数据流 {}，第一个数据包须为全量。", a.dir.display(), archive.stream());
    Ok(Answer::done(words, json!({ "path": a.dir, "stream": archive.stream() })))
}

/// Shows what is in a backup, and restores nothing.
fn plan(a: &Restore, user: &str, password: &str) -> Result<Answer> {
    let it = Archive::preview(&a.backup, user, password, &Watch::none())?;
    let mut words = format!("{}　{}的备份", it.bureau_name, it.made_at);
    for (what, said) in [("做备份的人", &it.made_by), ("原因", &it.reason), ("最后一次操作", &it.last)] {
        if let Some(said) = said {
            let _ = write!(words, "\n{what}：{said}");
        }
    }
    let counts = it.lines.iter().map(|line| format!("{} {}", line.title, line.backup)).collect::<Vec<_>>();
    let _ = write!(words, "\n里面有：{}", counts.join("，"));
    if it.older {
        words.push_str("\n这是旧版软件做的备份，恢复时自动升级。");
    }
    if it.ok {
        words.push_str("\n恢复演练通过，可以恢复。");
    } else {
        let _ = write!(words, "\n恢复演练没有通过：{}", it.findings.join("；"));
    }
    Ok(Answer { words, json: json!(it), refused: !it.ok, damaged: false })
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
        let _ = writeln!(words, "{} {}", if finding.needs() { "✗" } else { "·" }, finding.message);
    }
    if report.findings.iter().any(|finding| finding.code.starts_with("search")) {
        let _ = writeln!(words, "重建搜索索引：yihu verify {} --rebuild", a.dir.display());
    }
    let checked = report.checked.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join("，");
    let _ = write!(
        words,
        "已查：{checked}。\n{}",
        if report.ok {
            "没有发现要处理的问题。"
        } else {
            "发现问题，请按上面的提示处理，并先不要删除任何备份。"
        }
    );
    let mut json = json!(report);
    if report.damaged {
        json["kind"] = json!(Kind::Damaged);
        json["message"] = json!(words);
    }
    Ok(Answer { words, json, refused: !report.ok, damaged: report.damaged })
}

fn percent(share: &str) -> Result<u32> {
    share
        .trim_end_matches(['%', '％'])
        .parse()
        .ok()
        .filter(|p| (1..=100).contains(p))
        .ok_or_else(|| Error::invalid(format!("抽查比例“{share}”请写成 5% 的样子。")))
}
