//! The second place: another disk that gets a copy of the newest sound backup, whole without the first.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use yihu_domain::{Error, Kind, Result, error};
use yihu_exchange::attachment::Vault;

use super::{
    check::{SAMPLE, check},
    copy,
    folder::{new_folder_inside, remove_folder},
    keep::thin_folder,
    list::{note_drill, passed},
    manifest::{backups_in, named},
    state::State,
    task::{BackupTask, alone},
};
use crate::Watch;

/// Copies the newest sound backup, unless it lies there sound; says where it lies.
///
/// What fails leaves no backup there, only scans, each whole, for the next.
pub(super) fn copy_newest(task: &BackupTask, own: &Path, second: &Path, watch: &Watch<'_>) -> Result<Option<PathBuf>> {
    let mark = task.files();
    let Some(newest) = newest(own, &mark, task.clock.now()) else { return Ok(None) };
    there(second, own)?;
    let copied = copy_there(task, &newest, &mark, second, watch);
    copied.map(Some).map_err(|error| match there(second, own) {
        // Whatever it was at, what matters is that it is gone.
        Err(gone) if error.kind != Kind::Stopped => gone.because(error),
        _ => error,
    })
}

fn copy_there(task: &BackupTask, newest: &Path, mark: &str, second: &Path, watch: &Watch<'_>) -> Result<PathBuf> {
    let _alone = alone(second)?;
    let path = second.join(newest.file_name().unwrap_or_default());
    if lacks(&path) {
        if path.exists() {
            // It rotted: the one it is a copy of is sound.
            remove_folder(&path)?;
        }
        watch.step("复制到第二处", 0, 0)?;
        new_folder_inside(&path, |building| {
            let entries = fs::read_dir(newest).map_err(|e| error::io("读取备份", e))?.flatten();
            for entry in entries.filter(|entry| entry.path().is_file()) {
                watch.go_on()?;
                copy(&entry.path(), &building.join(entry.file_name()))?;
            }
            let scans = named(newest).unwrap_or_default();
            let from = Vault::new(newest.with_file_name(mark), task.secrets.attachment_key());
            let files = second.join(mark);
            Vault::new(&files, task.secrets.attachment_key()).remove_leftovers()?;
            from.copy_these(&scans, &files, &mut |done, total| watch.step("复制附件到第二处", done, total))?;
            // What was written is read again: the digests were taken at the first place.
            let drill = check(building, &files, &task.secrets, SAMPLE, watch, |_| Ok(()))?.drill;
            note_drill(building, task.clock.now(), &drill)?;
            if drill.ok {
                return Ok(());
            }
            Err(Error::damaged(format!(
                "复制到第二处的备份没有通过恢复演练，没有留下：{}请换一个U盘或移动硬盘。",
                drill.findings.join("；")
            )))
        })?;
    }
    thin_folder(second, mark, &task.secrets, &path, task.clock.now())?;
    Ok(path)
}

/// Whether the second place lacks what the archive's own folder has.
pub(super) fn is_behind(own: &Path, second: &Path, mark: &str, now: DateTime<Utc>) -> bool {
    let copy = newest(own, mark, now).map(|newest| second.join(newest.file_name().unwrap_or_default()));
    second.is_dir() && copy.is_some_and(|copy| lacks(&copy))
}

/// Whether a copy is not there, or was found damaged.
fn lacks(copy: &Path) -> bool {
    !copy.exists() || passed(copy) == Some(false)
}

/// The newest sound one; one that lies ahead of a clock that was set back is not the last.
fn newest(own: &Path, mark: &str, now: DateTime<Utc>) -> Option<PathBuf> {
    let ours = backups_in(own).into_iter().filter_map(|(path, it)| Some((path, it.filter(|it| it.files == mark)?)));
    let sound = ours.filter(|(path, _)| passed(path) == Some(true));
    sound.max_by_key(|(_, it)| (it.made_at <= now, it.made_at)).map(|(path, _)| path)
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
