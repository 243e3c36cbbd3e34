//! What is in a backup, before it is restored: beside what there is today, and what would be lost.

use std::path::Path;

use yihu_domain::{Error, Kind, Noun, Result, day, rights::Right};
use yihu_exchange::keys::{KeyFile, Secrets};
use yihu_store::Store;

use super::{
    Drill,
    check::{Checked, SAMPLE, check},
    list::made_at,
    manifest::{Manifest, is_backup},
    restore::files_of,
};
use crate::{
    Archive, Watch, login,
    session::KEYS,
    shown::{
        backup::{BackupPreview, Beside},
        number,
    },
};

/// Operations that are spelled out of those that would be lost.
const SPELLED_OUT: usize = 20;

impl Archive {
    /// Looks into a backup before anybody is logged in, with a password of its day.
    pub fn preview(backup: &Path, user: &str, password: &str, watch: &Watch<'_>) -> Result<BackupPreview> {
        let secrets = unlocked(backup, user, password)?;
        let examined = check(backup, &files_of(backup), &secrets, SAMPLE, watch, |_| Ok(()))?;
        Ok(shown(backup, &examined))
    }

    /// Looks into a backup and holds it against the archive as it is today.
    pub fn backup_preview(
        &self,
        backup: &Path,
        user: &str,
        password: &str,
        watch: &Watch<'_>,
    ) -> Result<BackupPreview> {
        self.require(Right::Backup)?;
        let secrets = unlocked(backup, user, password)?;
        let examined = check(backup, &files_of(backup), &secrets, SAMPLE, watch, |_| Ok(()))?;
        let mut preview = shown(backup, &examined);
        for (line, noun) in preview.lines.iter_mut().zip(nouns()) {
            line.now = Some(number(self.store.count_of(noun)?));
        }
        let changes = examined.drill.checked.get("change").copied().unwrap_or_default();
        let mut same = changes == 0;
        let (mut lost, mut operations) = (0_u32, Vec::<String>::new());
        let mut previous = None;
        self.store.changes((changes - 1).max(0), i64::MAX, |entry| {
            if entry.seq == changes {
                same = entry.hash == examined.last_hash;
                return Ok(());
            }
            lost = lost.saturating_add(1);
            if previous.replace(entry.op_id) != Some(entry.op_id) {
                operations.push(format!("{}　{}　{}", day::minute(entry.at), entry.by, entry.op));
            }
            Ok(())
        })?;
        operations.reverse();
        preview.lost = same.then_some(lost);
        preview.more_operations = number(operations.len().saturating_sub(SPELLED_OUT));
        operations.truncate(SPELLED_OUT);
        preview.operations = if same { operations } else { Vec::new() };
        Ok(preview)
    }
}

/// Opens the keys of a backup.
pub(super) fn unlocked(backup: &Path, user: &str, password: &str) -> Result<Secrets> {
    if !is_backup(backup) {
        return Err(Error::not_found("这里没有备份，请选里面有 archive.db 和 keys.json 的文件夹。"));
    }
    let keys = KeyFile::load(&backup.join(KEYS))?;
    login::unlock(backup, &keys, user, password).map(|unlocked| unlocked.secrets).map_err(|error| match error.kind {
        Kind::Denied => Error::denied(format!("{}恢复要用备份那天的密码。", error.message)).because(error),
        _ => error,
    })
}

fn shown(backup: &Path, checked: &Checked) -> BackupPreview {
    let manifest = Manifest::of(backup);
    let Drill { ok, checked: counted, findings } = &checked.drill;
    let last = checked.store.as_ref().and_then(|store| store.last_change().ok().flatten());
    BackupPreview {
        path: backup.display().to_string(),
        bureau_name: checked.bureau.as_ref().map(|bureau| bureau.name.clone()).unwrap_or_default(),
        made_at: made_at(backup).format("%Y-%m-%d %H:%M").to_string(),
        made_by: manifest.as_ref().map(|m| m.made_by.clone()),
        reason: manifest.as_ref().map(|m| m.reason.title().to_owned()),
        last: last.map(|entry| format!("{}　{}　{}", day::minute(entry.at), entry.by, entry.op)),
        older: checked.schema.is_some_and(|schema| schema < Store::SCHEMA),
        ok: *ok,
        findings: findings.clone(),
        lines: nouns()
            .map(|noun| Beside {
                title: noun.title().to_owned(),
                backup: number(counted.get(noun.word()).copied().unwrap_or_default()),
                now: None,
            })
            .collect(),
        lost: None,
        operations: Vec::new(),
        more_operations: 0,
    }
}

fn nouns() -> impl Iterator<Item = Noun> {
    Noun::ALL.into_iter().filter(|noun| !matches!(noun, Noun::Bureau | Noun::Bundle | Noun::Selfcheck | Noun::User))
}
