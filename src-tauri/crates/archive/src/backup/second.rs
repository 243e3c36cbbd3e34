//! The second place: another disk that gets a copy of the newest sound backup, whole without the first.

use std::{
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result};
use yihu_exchange::attachment::Vault;

use super::{
    check::{SAMPLE, check},
    copy,
    folder::new_folder,
    keep::thin_folder,
    list::{note_drill, passed},
    manifest::{Manifest, backups_in, named},
    state::State,
    task::{BackupTask, alone},
};
use crate::Watch;

/// Copies the newest sound backup, unless it lies there; says where it lies.
pub(super) fn copy_newest(task: &BackupTask, own: &Path, second: &Path, watch: &Watch<'_>) -> Result<Option<PathBuf>> {
    let mark = task.files();
    let Some(newest) = newest(own, &mark) else { return Ok(None) };
    there(second, own)?;
    let _alone = alone(second)?;
    let name = newest.file_name().unwrap_or_default();
    let path = second.join(name);
    if !path.exists() {
        watch.step("复制到第二处", 0, 0)?;
        let drill = new_folder(&path, |building| {
            let entries = fs::read_dir(&newest).map_err(|e| yihu_domain::error::io("读取备份", e))?.flatten();
            for entry in entries.filter(|entry| entry.path().is_file()) {
                watch.go_on()?;
                copy(&entry.path(), &building.join(entry.file_name()))?;
            }
            let scans = named(&newest).unwrap_or_default();
            let from = Vault::new(own.join(&mark), task.secrets.attachment_key());
            let files = second.join(&mark);
            Vault::new(&files, task.secrets.attachment_key()).remove_leftovers()?;
            from.copy_these(&scans, &files, &mut |done, total| watch.step("复制附件到第二处", done, total))?;
            // What was written is read again: the digests were taken at the first place.
            let drill = check(building, &files, &task.secrets, SAMPLE, watch, |_| Ok(()))?.drill;
            note_drill(building, task.clock.now(), &drill)?;
            Ok(drill)
        })?;
        if !drill.ok {
            return Err(Error::damaged(format!("复制到第二处的备份没有通过恢复演练：{}", drill.findings.join("；"))));
        }
    }
    thin_folder(second, &mark, &task.secrets, &path, task.clock.now())?;
    Ok(Some(path))
}

/// Whether the second place has what the archive's own folder has.
pub(super) fn is_behind(own: &Path, second: &Path, mark: &str) -> bool {
    let newest = newest(own, mark);
    newest.is_some_and(|newest| second.is_dir() && !second.join(newest.file_name().unwrap_or_default()).exists())
}

fn newest(own: &Path, mark: &str) -> Option<PathBuf> {
    let all = backups_in(own).into_iter();
    let sound = all.filter(|(path, m)| m.as_ref().is_some_and(|m| m.files == mark) && passed(path) == Some(true));
    sound.max_by_key(|(_, manifest)| manifest.as_ref().map(|m: &Manifest| m.made_at)).map(|(path, _)| path)
}

/// Refuses a place that is not plugged in: it is never made, or it would lie on the first disk.
fn there(second: &Path, own: &Path) -> Result<()> {
    if second.is_dir() {
        return Ok(());
    }
    let since = State::of(own).second_at.map(yihu_domain::day::minute);
    let since = since.map_or_else(|| "还没有备过".to_owned(), |at| format!("上次备到那里是{at}"));
    Err(Error::not_found(format!(
        "找不到第二处备份的位置“{}”（{since}）：请插上U盘或移动硬盘，程序会自动补上。",
        second.display()
    )))
}
