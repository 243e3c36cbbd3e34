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
use yihu_domain::{
    Error, Noun, Result,
    backup::{BY_HAND, Reason, STEPS, due_from},
    day,
    rights::Right,
};
use yihu_exchange::file;

use super::{
    BackupMade, BackupSettings, Drill, STAMP,
    check::check,
    manifest::{Manifest, backups_in, is_backup},
    restore::files_of,
    state::{State, Trouble},
};
use crate::{
    Archive, Watch,
    session::ARCHIVE_DB,
    shown::{
        Tally,
        backup::{BackupInfo, BackupTrouble, Backups, SecondPlace},
    },
};

/// The result of the last drill.
const DRILL: &str = "drill.json";
/// Whatever is longer is no result of a drill.
const LONGEST: u64 = 1 << 20;
/// Opens a database without this program; no quote in it is one that a shell would take.
const SCRIPT: &str = "import sqlcipher3,sys,getpass; k=getpass.getpass('钥匙（64位十六进制）：') if sys.stdin.isatty() else input(); \
d=sqlcipher3.connect(sys.argv[1]); d.execute('PRAGMA key = '+chr(34)+'x'+chr(39)+k.strip()+chr(39)+chr(34)); \
print(d.execute('SELECT count(*) FROM retailer').fetchone()[0],'户')";

/// What lies in `drill.json`.
#[derive(Serialize, Deserialize)]
struct Noted {
    checked_at: DateTime<Utc>,
    drill: Drill,
}

impl Archive {
    /// Lists the backups in the archive's own folder and at the second place, newest first.
    pub fn backup_list(&self, settings: &BackupSettings) -> Result<Backups> {
        self.require(Right::Read)?;
        let own = self.backups_dir();
        let mut found: Vec<(NaiveDateTime, BackupInfo)> = Vec::new();
        for folder in std::iter::once(own.as_path()).chain(settings.second.as_deref()) {
            // A second place that is not plugged in has no backups now.
            found.extend(backups_in(folder).into_iter().map(|(path, _)| (made_at(&path), info(&path, folder != own))));
        }
        found.sort_by(|a, b| (b.0, !b.1.second, &b.1.path).cmp(&(a.0, !a.1.second, &a.1.path)));
        let rows: Vec<BackupInfo> = found.into_iter().map(|(_, info)| info).collect();
        let newest = rows.first().map_or_else(|| own.clone(), |row| row.path.clone().into());
        let state = State::of(&own);
        Ok(Backups {
            last_ok_at: rows.iter().find(|row| row.ok == Some(true)).map(|row| row.made_at.clone()),
            next: self.next(settings)?,
            trouble: state.own.as_ref().map(told),
            keep: keep(),
            rows,
            command: command(&newest.join(ARCHIVE_DB)),
            free_bytes: file::free_space(&self.dir)?,
            folder_bytes: size(&own),
            folder: own.display().to_string(),
            second: settings.second.as_deref().map(|path| self.second(path, &state)),
        })
    }

    /// What is wrong with the backups, wherever the clerk is.
    pub fn backup_trouble(&self, settings: &BackupSettings) -> Result<BackupTrouble> {
        self.require(Right::Read)?;
        let state = State::of(&self.backups_dir());
        let second = state.second.as_ref().filter(|_| settings.second.is_some());
        Ok(BackupTrouble { own: state.own.as_ref().map(told), second: second.map(told) })
    }

    /// Makes a backup in the archive's own folder and at the second place.
    pub fn backup_make(&self, settings: &BackupSettings, watch: &Watch<'_>) -> Result<Vec<BackupInfo>> {
        self.require(Right::Backup)?;
        let made = self.backup_task(Reason::Hand, true).run(settings.second.as_deref(), watch)?;
        let paths = made.into_iter().flat_map(|made| [(Some(made.path), false), (made.second, true)]);
        Ok(paths.filter_map(|(path, second)| Some(info(&path?, second))).collect())
    }

    /// Drills a backup again, and reads all of its scans.
    pub fn backup_check(&self, path: &Path, watch: &Watch<'_>) -> Result<BackupInfo> {
        self.require(Right::Backup)?;
        if !is_backup(path) {
            return Err(Error::not_found("这里没有备份，请刷新列表，或插上存备份的U盘再试。"));
        }
        let drill = check(path, &files_of(path), &self.secrets, None, watch, |_| Ok(()))?.drill;
        let at = self.clock.now();
        let noted = note_drill(path, at, &drill);
        let mut info = info(path, path.parent() != Some(&self.backups_dir()));
        if noted.is_err() {
            // A backup on a disk that takes no writing is checked all the same.
            fill(&mut info, &Noted { checked_at: at, drill });
        }
        Ok(info)
    }

    /// The newest backup in the archive's own folder.
    pub(crate) fn last_backup(&self) -> Option<BackupInfo> {
        let all = backups_in(&self.backups_dir()).into_iter().map(|(path, _)| path);
        all.max_by_key(|path| made_at(path)).map(|path| info(&path, false))
    }

    fn next(&self, settings: &BackupSettings) -> Result<String> {
        let now = self.clock.now();
        Ok(match due_from(self.backup_standing()?, settings.minutes, now) {
            None => "最近一次备份以后没有改动，改动以后会自动备份".to_owned(),
            Some(from) if from <= now => "有新的改动，马上自动备份".to_owned(),
            Some(from) => format!("有新的改动，{}自动备份", day::minute(from)),
        })
    }

    /// How the second place stands; none where none is set.
    pub(crate) fn second_place(&self, settings: &BackupSettings) -> Option<SecondPlace> {
        let state = State::of(&self.backups_dir());
        settings.second.as_deref().map(|path| self.second(path, &state))
    }

    fn second(&self, path: &Path, state: &State) -> SecondPlace {
        SecondPlace {
            path: path.display().to_string(),
            there: path.is_dir(),
            same_disk: same_disk(path, &self.dir),
            last_at: state.second_at.map(day::minute),
            trouble: state.second.as_ref().map(told),
        }
    }
}

/// What stays of older backups, in words.
fn keep() -> Vec<String> {
    let steps = STEPS.iter().map(|step| step.title.to_owned());
    let always =
        [format!("手动做的，最近{BY_HAND}份都留着"), "最近一份验过能恢复的、软件每次升级前的，一直留着".to_owned()];
    steps.chain(always).collect()
}

/// Keeps what the drill said beside the copy.
pub(super) fn note_drill(path: &Path, checked_at: DateTime<Utc>, drill: &Drill) -> Result<()> {
    let noted = Noted { checked_at, drill: drill.clone() };
    let bytes =
        serde_json::to_vec_pretty(&noted).map_err(|e| Error::internal("演练结果写不出来，请重试。").because(e))?;
    file::write_bytes(&path.join(DRILL), &bytes)
}

/// Whether the last drill of a backup passed; none where there was none.
pub(super) fn passed(path: &Path) -> Option<bool> {
    noted(path).map(|noted| noted.drill.ok)
}

fn told(trouble: &Trouble) -> String {
    format!("从{}起：{}", day::minute(trouble.since), trouble.message)
}

/// What a folder takes on the disk.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(it) if it.is_dir() => size(&entry.path()),
            Ok(it) => it.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| fs::metadata(path).map(|it| it.dev()).ok();
    disk(one).is_some() && disk(one) == disk(other)
}

#[cfg(not(unix))]
fn same_disk(one: &Path, other: &Path) -> bool {
    let disk = |path: &Path| path.components().next().map(|it| it.as_os_str().to_ascii_lowercase());
    disk(one) == disk(other)
}

/// The line that opens a database without this program: it asks for the key, so that none stays in the shell's history.
pub(super) fn command(database: &Path) -> String {
    let path = database.display().to_string();
    if cfg!(windows) {
        format!("python -c \"{SCRIPT}\" \"{path}\"")
    } else {
        format!("python3 -c \"{SCRIPT}\" '{}'", path.replace('\'', "'\\''"))
    }
}

impl BackupMade {
    /// The backup as it stands in the list.
    pub fn info(&self) -> BackupInfo {
        info(&self.path, false)
    }
}

/// When it was made, China time: by its name, else by the clock of the disk.
pub(super) fn made_at(path: &Path) -> NaiveDateTime {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stamp = name.split_once('-').and_then(|(_, stamp)| stamp.get(..15));
    let named = stamp.and_then(|stamp| NaiveDateTime::parse_from_str(stamp, STAMP).ok());
    named.unwrap_or_else(|| {
        let at = fs::metadata(path.join(ARCHIVE_DB)).and_then(|file| file.modified());
        day::local(at.unwrap_or(SystemTime::UNIX_EPOCH).into()).naive_local()
    })
}

fn info(path: &Path, second: bool) -> BackupInfo {
    let files = fs::read_dir(path).into_iter().flatten().flatten();
    let mut info = BackupInfo {
        path: path.display().to_string(),
        made_at: made_at(path).format("%Y-%m-%d %H:%M").to_string(),
        reason: Manifest::of(path).map(|manifest| manifest.reason.title().to_owned()),
        second,
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
    let nouns = Noun::ALL
        .into_iter()
        .filter(|noun| !matches!(noun, Noun::Bureau | Noun::Bundle | Noun::Selfcheck | Noun::User));
    let lines = nouns.map(|noun| (noun.title(), counted(noun.word())));
    let lines = lines.chain([("操作日志", counted("change")), ("附件文件", counted("attachment_file"))]);
    info.lines = lines.filter_map(|(title, count)| Some(Tally::new(title, count?))).collect();
    info.ok = Some(noted.drill.ok);
    info.checked_at = Some(day::minute(noted.checked_at));
    info.findings.clone_from(&noted.drill.findings);
}
