//! The backups there are, and what the last drill of each said.
//!
//! The result of a drill lies in the backup's own folder, `drill.json`; it names no person.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
    time::SystemTime,
};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use yihu_domain::{Error, Noun, Result, day, rights::Right};
use yihu_exchange::file;

use super::{BackupMade, Drill, STAMP};
use crate::{
    Archive, Watch,
    session::{ARCHIVE_DB, KEYS},
    shown::{
        Tally,
        backup::{BackupInfo, Backups},
        moment,
    },
};

/// The result of the last drill.
const DRILL: &str = "drill.json";
/// Whatever is longer is no result of a drill.
const LONGEST: u64 = 1 << 20;
/// Opens a backup without this program, as the README says; a folder is to be entered first.
const COMMAND: &str = r#"python3 -c "import sqlcipher3; d = sqlcipher3.connect('archive.db'); d.execute(\"PRAGMA key = \\\"x'钥匙的64位十六进制'\\\"\"); print(d.execute('SELECT count(*) FROM retailer').fetchone())""#;

/// What lies in `drill.json`.
#[derive(Serialize, Deserialize)]
struct Noted {
    checked_at: DateTime<Utc>,
    drill: Drill,
}

impl Archive {
    /// Lists the backups in the archive's own folder and in the second place, newest first.
    pub fn backup_list(&self, second: Option<&Path>) -> Result<Backups> {
        self.require(Right::Read)?;
        let own = self.backups_dir();
        let mut found: Vec<(NaiveDateTime, BackupInfo)> = Vec::new();
        for folder in std::iter::once(own.as_path()).chain(second) {
            // A second place that is not plugged in has no backups now.
            let Ok(entries) = fs::read_dir(folder) else { continue };
            let backups = entries.flatten().map(|entry| entry.path()).filter(|path| is_backup(path));
            found.extend(backups.map(|path| (made_at(&path), info(&path))));
        }
        found.sort_by(|a, b| (b.0, &b.1.path).cmp(&(a.0, &a.1.path)));
        let rows: Vec<BackupInfo> = found.into_iter().map(|(_, info)| info).collect();
        let newest = rows.first().map_or_else(|| own.display().to_string(), |row| row.path.clone());
        Ok(Backups {
            last_ok_at: rows.iter().find(|row| row.ok == Some(true)).map(|row| row.made_at.clone()),
            rows,
            command: format!("cd \"{newest}\" && {COMMAND}"),
            free_bytes: file::free_space(&self.dir)?,
            folder: own.display().to_string(),
            second: second.map(|path| path.display().to_string()),
        })
    }

    /// Makes a backup in `folder`, or in the archive's own.
    pub fn backup_make(&self, folder: Option<&Path>, watch: &Watch<'_>) -> Result<BackupInfo> {
        Ok(self.backup(folder, watch)?.info())
    }

    /// Drills a backup again, and reads all of its scans.
    pub fn backup_check(&self, path: &Path, watch: &Watch<'_>) -> Result<BackupInfo> {
        self.require(Right::Administer)?;
        if !is_backup(path) {
            return Err(Error::not_found("这里没有备份，请刷新列表，或插上存备份的U盘再试。"));
        }
        let folder = path.parent().unwrap_or(path);
        let drill = self.drill(path, folder, None, watch)?;
        let noted = self.note_drill(path, &drill);
        let mut info = info(path);
        if noted.is_err() {
            // A backup on a disk that takes no writing is checked all the same.
            let at = self.clock.now();
            fill(&mut info, &Noted { checked_at: at, drill });
        }
        Ok(info)
    }

    /// Keeps what the drill said beside the copy.
    pub(super) fn note_drill(&self, path: &Path, drill: &Drill) -> Result<()> {
        let noted = Noted { checked_at: self.clock.now(), drill: drill.clone() };
        let bytes =
            serde_json::to_vec_pretty(&noted).map_err(|e| Error::internal("演练结果写不出来，请重试。").because(e))?;
        file::write_bytes(&path.join(DRILL), &bytes)
    }
}

impl BackupMade {
    /// The backup as it stands in the list.
    pub fn info(&self) -> BackupInfo {
        info(&self.path)
    }
}

fn is_backup(path: &Path) -> bool {
    path.join(ARCHIVE_DB).is_file() && path.join(KEYS).is_file()
}

/// When it was made, China time: by its name, else by the clock of the disk.
fn made_at(path: &Path) -> NaiveDateTime {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stamp = name.split_once('-').and_then(|(_, stamp)| stamp.get(..15));
    let named = stamp.and_then(|stamp| NaiveDateTime::parse_from_str(stamp, STAMP).ok());
    named.unwrap_or_else(|| {
        let at = fs::metadata(path.join(ARCHIVE_DB)).and_then(|file| file.modified());
        day::local(at.unwrap_or(SystemTime::UNIX_EPOCH).into()).naive_local()
    })
}

fn info(path: &Path) -> BackupInfo {
    let files = fs::read_dir(path).into_iter().flatten().flatten();
    let mut info = BackupInfo {
        path: path.display().to_string(),
        made_at: made_at(path).format("%Y-%m-%d %H:%M").to_string(),
        bytes: files.filter_map(|file| file.metadata().ok()).filter(fs::Metadata::is_file).map(|m| m.len()).sum(),
        ok: None,
        checked_at: None,
        lines: Vec::new(),
        findings: Vec::new(),
    };
    if let Some(noted) = noted(path) {
        fill(&mut info, &noted);
    }
    info
}

/// What the last drill said; a result that cannot be read is none.
fn noted(path: &Path) -> Option<Noted> {
    let mut text = Vec::new();
    File::open(path.join(DRILL)).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

fn fill(info: &mut BackupInfo, noted: &Noted) {
    let counted = |word: &str| noted.drill.checked.get(word).copied();
    let nouns = Noun::ALL.into_iter().filter(|noun| !matches!(noun, Noun::Bureau | Noun::Bundle | Noun::Selfcheck));
    let lines = nouns.map(|noun| (noun.title(), counted(noun.word())));
    let lines = lines.chain([("操作日志", counted("change")), ("附件文件", counted("attachment_file"))]);
    info.lines = lines.filter_map(|(title, count)| Some(Tally::new(title, count?))).collect();
    info.ok = Some(noted.drill.ok);
    info.checked_at = Some(moment(noted.checked_at));
    info.findings.clone_from(&noted.drill.findings);
}
