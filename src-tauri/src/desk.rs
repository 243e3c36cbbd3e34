//! What this PC remembers outside any archive: which archives it knows, its settings, its window. No record, no password.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use yihu_archive::{BackupSettings, Shift, write_bytes};
use yihu_domain::{Error, Result, error};

/// Archives remembered at most.
const KNOWN: usize = 20;

/// The file's whole content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DeskFile {
    /// Last opened first
    pub(crate) archives: Vec<Known>,
    /// Of this PC
    pub(crate) settings: DeskSettings,
    /// How the window was left
    pub(crate) window: Option<WindowLeft>,
}

/// One archive that was opened here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// Its folder
    pub(crate) dir: PathBuf,
    /// Whose it is
    pub(crate) bureau_name: String,
    /// Whether it is the invented county
    pub(crate) demo: bool,
    /// When it was last opened here, as it is shown
    pub(crate) opened_at: String,
    /// Who opened it last
    pub(crate) last_user: String,
    /// Its recovery code was made here, and nobody has said yet that it is written down
    #[serde(default)]
    pub(crate) code_unseen: bool,
}

/// Settings of this PC, not of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub(crate) struct DeskSettings {
    /// 100 to 150
    pub(crate) text_percent: u32,
    /// Minutes without a key until it locks; 0 never
    pub(crate) idle_minutes: u32,
    /// Tenths of a millimetre to the right
    pub(crate) print_offset_x: i32,
    /// Tenths of a millimetre down
    pub(crate) print_offset_y: i32,
    /// A second place for backups
    pub(crate) second_backup: Option<String>,
    /// Into which folder the scanner's program saves
    pub(crate) scan_folder: Option<String>,
    /// Minutes between two automatic backups
    pub(crate) backup_minutes: u32,
}

/// How and where the window stood, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct WindowLeft {
    /// Its inner width
    pub(crate) width: f64,
    /// Its inner height
    pub(crate) height: f64,
    /// Whether it filled the screen
    pub(crate) maximized: bool,
    /// Its outer corner; none where the system does not say
    #[serde(default)]
    pub(crate) place: Option<(f64, f64)>,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            idle_minutes: 10,
            print_offset_x: 0,
            print_offset_y: 0,
            second_backup: None,
            scan_folder: None,
            backup_minutes: 30,
        }
    }
}

impl DeskSettings {
    /// Checks what the clerk set.
    pub(crate) fn check(self) -> Result<Self> {
        let mut error = Error::invalid("设置里有不合适的数，请改正。");
        if !(100..=150).contains(&self.text_percent) {
            error = error.field("text_percent", "字号须在100%到150%之间。");
        }
        if self.idle_minutes > 480 {
            error = error.field("idle_minutes", "自动锁定须在480分钟以内，0表示不自动锁定。");
        }
        for (name, offset) in [("print_offset_x", self.print_offset_x), ("print_offset_y", self.print_offset_y)] {
            if offset.abs() > 200 {
                error = error.field(name, "偏移须在20毫米以内。");
            }
        }
        if !(10..=480).contains(&self.backup_minutes) {
            error = error.field("backup_minutes", "自动备份须隔10到480分钟。");
        }
        for (name, folder) in [("second_backup", &self.second_backup), ("scan_folder", &self.scan_folder)] {
            if folder.as_deref().is_some_and(|folder| !Path::new(folder).is_absolute()) {
                error = error.field(name, "请选择一个文件夹。");
            }
        }
        if error.fields.is_empty() { Ok(self) } else { Err(error) }
    }
}

/// Our folder among the settings of this PC's user.
pub(crate) fn folder() -> Result<PathBuf> {
    let base = dirs::config_dir().ok_or_else(|| Error::internal("找不到本机的设置文件夹，请联系维护人员。"))?;
    Ok(base.join("yihu"))
}

/// How far the printer of this PC has to be corrected.
pub(crate) fn shift() -> Result<Shift> {
    let settings = DeskFile::read(&folder()?).settings;
    Ok(Shift { right: settings.print_offset_x, down: settings.print_offset_y })
}

/// What is set about backups.
pub(crate) fn backup_settings() -> Result<BackupSettings> {
    let settings = DeskFile::read(&folder()?).settings;
    Ok(BackupSettings { second: settings.second_backup.map(PathBuf::from), minutes: settings.backup_minutes })
}

/// The folder into which the scanner's program saves.
pub(crate) fn scan_folder() -> Result<Option<PathBuf>> {
    Ok(DeskFile::read(&folder()?).settings.scan_folder.map(PathBuf::from))
}

/// Where a new archive is put unless the clerk says otherwise.
pub(crate) fn suggested_dir() -> PathBuf {
    let base = dirs::document_dir().or_else(dirs::home_dir).unwrap_or_default();
    base.join("一户档")
}

/// Does what makes a new recovery code for an archive: whoever does not come to say that it is written down, because the
/// window died or the power went, is told at the next login.
pub(crate) fn with_new_code<T>(dir: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    with_new_code_in(&folder()?, dir, work)
}

fn with_new_code_in<T>(folder: &Path, dir: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = DeskFile::read(folder).archives.iter().any(|known| known.dir == dir && known.code_unseen);
    // Before, for the work may be done and never come back; a PC that cannot remember it makes the code all the same.
    let keep = |unseen| drop(DeskFile::change_in(folder, |desk| desk.code_unseen(dir, unseen)));
    keep(true);
    let done = work();
    keep(done.is_ok() || before);
    done
}

impl DeskFile {
    /// Reads what is remembered; what cannot be read counts as nothing remembered.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = fs::read(folder.join("desk.json")).unwrap_or_default();
        let mut value: Value = serde_json::from_slice(&text).unwrap_or_default();
        // A setting that an older version did not know is as at first. Not by serde's `default`: that would make every
        // setting optional in TypeScript, though the window is always given all of them.
        if let (Some(known), Ok(Value::Object(mut all))) =
            (value.get("settings").and_then(Value::as_object), serde_json::to_value(DeskSettings::default()))
        {
            all.extend(known.clone());
            value["settings"] = Value::Object(all);
        }
        serde_json::from_value(value).unwrap_or_default()
    }

    /// Keeps it, whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).map_err(|e| error::io("保存本机设置", e))?;
        let text = serde_json::to_vec_pretty(self)
            .map_err(|e| Error::internal("本机设置无法保存，请联系维护人员。").because(e))?;
        write_bytes(&folder.join("desk.json"), &text)
    }

    /// Changes what is remembered.
    pub(crate) fn change(change: impl FnOnce(&mut Self)) -> Result<()> {
        Self::change_in(&folder()?, change)
    }

    fn change_in(folder: &Path, change: impl FnOnce(&mut Self)) -> Result<()> {
        let before = Self::read(folder);
        let mut after = before.clone();
        change(&mut after);
        if after == before { Ok(()) } else { after.write(folder) }
    }

    /// Keeps whether the recovery code of an archive is still to be written down.
    pub(crate) fn code_unseen(&mut self, dir: &Path, unseen: bool) {
        for known in self.archives.iter_mut().filter(|known| known.dir == dir) {
            known.code_unseen = unseen;
        }
    }

    /// Puts an archive on top.
    pub(crate) fn remember(&mut self, mut archive: Known) {
        archive.code_unseen |= self.archives.iter().any(|known| known.dir == archive.dir && known.code_unseen);
        self.archives.retain(|known| known.dir != archive.dir);
        self.archives.insert(0, archive);
        self.archives.truncate(KNOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(dir: &str) -> Known {
        Known {
            dir: dir.into(),
            bureau_name: "潼川县烟草专卖局".into(),
            demo: false,
            opened_at: "2026-11-27 16:50".into(),
            last_user: "管理员".into(),
            code_unseen: false,
        }
    }

    #[test]
    fn code_that_nobody_wrote_down_is_remembered_until_somebody_says_so() {
        let mut desk = DeskFile::default();
        desk.remember(known("/a"));
        desk.code_unseen(Path::new("/a"), true);
        desk.remember(known("/b"));
        desk.remember(known("/a"));
        assert_eq!(desk.archives.iter().map(|a| a.code_unseen).collect::<Vec<_>>(), [true, false]);
        desk.code_unseen(Path::new("/a"), false);
        desk.remember(known("/a"));
        assert!(!desk.archives[0].code_unseen);
    }

    #[test]
    fn new_code_is_unseen_from_before_it_is_made_until_somebody_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let (here, dir) = (folder.path(), Path::new("/a"));
        let unseen = || DeskFile::read(here).archives[0].code_unseen;
        let mut desk = DeskFile::default();
        desk.remember(known("/a"));
        desk.write(here).unwrap();
        // A wrong password makes no code.
        with_new_code_in(here, dir, || Err::<(), _>(Error::denied("密码不对。"))).unwrap_err();
        assert!(!unseen());
        // The work may be the last thing that this window does.
        let died = std::panic::catch_unwind(|| {
            let _ = with_new_code_in(here, dir, || -> Result<()> {
                assert!(unseen(), "before it is made");
                panic!("the window dies")
            });
        });
        assert!(died.is_err() && unseen());
        with_new_code_in(here, dir, || Err::<(), _>(Error::denied("密码不对。"))).unwrap_err();
        assert!(unseen(), "what was unseen stays so");
        DeskFile::change_in(here, |desk| desk.code_unseen(dir, false)).unwrap();
        // An archive that this PC comes to know by it.
        with_new_code_in(here, Path::new("/b"), || DeskFile::change_in(here, |desk| desk.remember(known("/b"))))
            .unwrap();
        assert!(unseen() && DeskFile::read(here).archives[0].dir == Path::new("/b"));
    }

    #[test]
    fn archive_opened_last_stands_first_and_once() {
        let mut desk = DeskFile::default();
        for dir in ["/a", "/b", "/a"] {
            desk.remember(known(dir));
        }
        assert_eq!(desk.archives.iter().map(|a| a.dir.to_str().unwrap()).collect::<Vec<_>>(), ["/a", "/b"]);
        for n in 0..30 {
            desk.remember(known(&format!("/{n}")));
        }
        assert_eq!(desk.archives.len(), KNOWN);
    }

    #[test]
    fn what_is_kept_is_read_again_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = DeskFile::default();
        desk.remember(known("/a"));
        desk.settings.text_percent = 125;
        desk.write(folder.path()).unwrap();
        assert_eq!(DeskFile::read(folder.path()), desk);
        yihu_archive::write_bytes(&folder.path().join("desk.json"), b"{\"archives\": [").unwrap();
        assert_eq!(DeskFile::read(folder.path()), DeskFile::default());
        yihu_archive::write_bytes(&folder.path().join("desk.json"), b"{\"settings\": {\"text_percent\": 110}}")
            .unwrap();
        assert_eq!(
            DeskFile::read(folder.path()).settings,
            DeskSettings { text_percent: 110, ..DeskSettings::default() }
        );
    }

    #[test]
    fn settings_out_of_range_are_refused_with_their_fields() {
        let wrong = DeskSettings { text_percent: 90, print_offset_y: -201, ..DeskSettings::default() };
        let fields: Vec<_> = wrong.check().unwrap_err().fields.into_keys().collect();
        assert_eq!(fields, ["print_offset_y", "text_percent"]);
        assert!(DeskSettings::default().check().is_ok());
    }
}
