//! Other keys for an archive whose keys may be known to others: everything is encrypted anew, beside, checked, swapped.
//!
//! The archive under the old keys is kept aside and named; to destroy it is for the clerk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result, backup::Reason, day, error, rights::Right};
use yihu_exchange::{
    attachment::Vault,
    bundle::Signer,
    keys::{KeyFile, Secrets, temporary_password},
};
use yihu_store::{Access, Informants, Key, Store};

use crate::{
    Archive, Watch,
    backup::{free_name, new_folder},
    login,
    session::{ARCHIVE_DB, FILES, INFORMANTS_DB, KEYS},
    shown::user::{RecoveryCode, Rotated, UserPassword},
};

/// How the folder ends that is encrypted anew, until it is swapped in.
const NEW: &str = "新密钥";
/// How the folder ends that was swapped out.
const OLD: &str = "旧密钥";

impl Archive {
    /// Makes a new recovery code; the old sheet opens nothing any more.
    pub fn recovery_renew(&mut self, password: &str) -> Result<RecoveryCode> {
        self.require(Right::Keys)?;
        let mut keys = KeyFile::load(&self.dir.join(KEYS))?;
        let user = self.session.user.clone();
        login::unlock(&self.dir, &keys, &user, password).map_err(login::wrong("password"))?;
        let recovery_code = keys.renew_recovery(&self.secrets)?;
        self.keep_keys(keys, "换新恢复码", &user)?;
        Ok(RecoveryCode { recovery_code })
    }

    /// Changes every key of the archive, the signing key only when `signing`; all others get temporary passwords.
    ///
    /// What is not backed up yet is, first, under the old keys: it stays with the archive that was replaced. Until the new folder is whole and checked nothing is touched: whoever stops it, or whatever breaks, leaves the
    /// archive as it was.
    pub fn key_rotate(&mut self, password: &str, signing: bool, watch: &Watch<'_>) -> Result<Rotated> {
        self.require(Right::Keys)?;
        let (dir, user) = (self.dir.clone(), self.session.user.clone());
        let keys = KeyFile::load(&dir.join(KEYS))?;
        login::unlock(&dir, &keys, &user, password).map_err(login::wrong("password"))?;
        if self.store.access() == Access::Read {
            return Err(Error::conflict("档案是以只读方式打开的，不能更换密钥：请关闭另一个窗口后重新打开。"));
        }
        self.backup_before(Reason::Rotation, watch)?;
        let mut passwords = Vec::new();
        let signer = if signing { Some(Signer::generate()?.secret()) } else { None };
        let (keys, secrets, recovery_code) = keys.rotate(&self.secrets, &user, password, signer, |name| {
            let password = temporary_password()?;
            passwords.push(UserPassword { name: name.to_owned(), password: password.clone() });
            Ok(password)
        })?;
        let fresh = beside(&dir, NEW);
        if fresh.exists() {
            // Left by a crash before it was swapped in: nobody ever saw its passwords.
            fs::remove_dir_all(&fresh).map_err(|e| error::io("清理上次未完成的更换", e))?;
        }
        new_folder(&fresh, |building| self.encrypt_anew(building, &keys, &secrets, watch))?;
        let today = day::local(self.clock.now()).format("%Y%m%d").to_string();
        let old = free_name(dir.parent().unwrap_or(Path::new(".")), &named(&dir, &format!("{OLD}-{today}")));
        // Nothing may hold a file of the old folder while it moves, or it would touch those of the new one at its end.
        self.informants = None;
        self.store = Store::open(&fresh.join(ARCHIVE_DB), &Key::new(*secrets.data_key()), Access::Read)?;
        let swapped = swap(&dir, &fresh, &old);
        *self = Self::open(&dir, &user, password, Access::Write)?;
        swapped?;
        // It is done: the passwords must be told whatever becomes of the log and the first backup.
        let _ = self.log_user("更换密钥", Some(&user));
        let _ = self.backup(None, &Watch::none());
        Ok(Rotated { recovery_code, passwords, old_folder: old.display().to_string() })
    }

    /// Fills a folder with everything, under other keys, and goes through it.
    fn encrypt_anew(&self, building: &Path, keys: &KeyFile, new: &Secrets, watch: &Watch<'_>) -> Result<()> {
        let told = &mut |done, total| watch.step("复制数据库", done, total);
        let (archive, informants) = (building.join(ARCHIVE_DB), building.join(INFORMANTS_DB));
        self.store.backup_told(&archive, told)?;
        watch.step("换数据库的密钥", 0, 0)?;
        let key = |bytes: &[u8; 32]| Key::new(*bytes);
        let new_key = key(new.data_key());
        yihu_store::backup::rekey(&archive, &key(self.secrets.data_key()), &new_key)?;
        let behind = || Error::denied("更换密钥要连举报人库一起换，请兼任12313保密员的系统管理员来做。");
        let (old_wall, new_wall) = self
            .secrets
            .informants_key()
            .zip(new.informants_key())
            .map(|(o, n)| (key(o), key(n)))
            .ok_or_else(behind)?;
        self.informants.as_ref().ok_or_else(behind)?.backup_to(&informants)?;
        yihu_store::backup::rekey(&informants, &old_wall, &new_wall)?;
        let files = Vault::new(building.join(FILES), new.attachment_key());
        fs::create_dir(building.join(FILES)).map_err(|e| error::io("新建附件文件夹", e))?;
        let scans = self.vault.list()?;
        for (done, sha256) in scans.iter().enumerate() {
            watch.step("重新加密附件", done, scans.len())?;
            if files.ingest(self.vault.open(sha256)?)?.sha256 != *sha256 {
                return Err(Error::damaged("有附件重新加密后对不上，没有更换，请先做数据体检。"));
            }
        }
        keys.save(&building.join(KEYS))?;
        watch.step("检查新档案", 0, 0)?;
        let mut findings = yihu_store::backup::drill(&archive, &new_key)?.findings;
        findings.extend(Informants::drill(&informants, &new_wall));
        match findings.first() {
            None => watch.go_on(),
            Some(finding) => Err(Error::damaged(format!("新档案没有通过检查，没有更换：{}", finding.message))),
        }
    }
}

/// Renames the old folder aside and the new one into its place; when the second fails, the first is taken back.
fn swap(dir: &Path, fresh: &Path, old: &Path) -> Result<()> {
    let failed = |e| error::io("换上新档案", e);
    fs::rename(dir, old).map_err(failed)?;
    fs::rename(fresh, dir).map_err(|e| {
        let _ = fs::rename(old, dir);
        failed(e)
    })
}

/// Puts right what a crash between the two renames of [`swap`] left: the archive under its old keys comes back.
pub(crate) fn heal(dir: &Path) {
    let fresh = beside(dir, NEW);
    if dir.exists() || !fresh.join(KEYS).is_file() {
        return;
    }
    let (parent, prefix) = (dir.parent().unwrap_or(Path::new(".")), named(dir, &format!("{OLD}-")));
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let olds = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
    let newest = olds.max_by_key(|entry| entry.metadata().and_then(|it| it.modified()).ok());
    if let Some(old) = newest {
        // Where it cannot be renamed back, what is told is that there is no archive.
        let _ = fs::rename(old.path(), dir);
    }
}

fn beside(dir: &Path, ending: &str) -> PathBuf {
    dir.with_file_name(named(dir, ending))
}

fn named(dir: &Path, ending: &str) -> String {
    format!("{}.{ending}", dir.file_name().unwrap_or_default().to_string_lossy())
}
