//! `tries.json`: the wrong tries at the passwords of an archive, beside its keys.
//!
//! It is no secret and no proof: who can delete it can copy the whole folder. It holds no password that was typed.

use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result, error, lockout::Tries};

use crate::file;

const NAME: &str = "tries.json";
/// Whatever is longer is no list of tries.
const LONGEST: u64 = 1 << 20;

/// The tries of an archive, held so that nobody guesses at the same time.
#[derive(Debug)]
pub struct TryFile {
    /// The tries
    pub tries: Tries,
    path: PathBuf,
    read: Tries,
    _lock: Option<File>,
}

impl TryFile {
    /// Reads the tries of the archive in `dir`; one who is guessing there now is waited for.
    ///
    /// A file that cannot be read counts as none: it must not keep everybody out.
    pub fn hold(dir: &Path) -> Self {
        // Elsewhere a lock would keep others from reading the keys.
        let keys = if cfg!(unix) { File::open(dir.join("keys.json")).ok() } else { None };
        let lock = keys.filter(|keys| keys.lock().is_ok());
        let path = dir.join(NAME);
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
        let tries: Tries = read.ok().and_then(|_| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { read: tries.clone(), tries, path, _lock: lock }
    }

    /// Writes what changed. A folder that takes no writing is a copy on a read-only disk: nothing can be kept there.
    pub fn save(&mut self) -> Result<()> {
        if self.tries == self.read {
            return Ok(());
        }
        if self.tries.0.is_empty() {
            return match fs::remove_file(&self.path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(error::io("保存登录次数", e)),
                _ => {
                    self.read.clone_from(&self.tries);
                    Ok(())
                }
            };
        }
        let bytes = serde_json::to_vec(&self.tries)
            .map_err(|e| Error::internal("登录次数写不出来，请重启程序后再试。").because(e))?;
        file::write_secret(&self.path, |w| w.write_all(&bytes).map_err(|e| error::io("保存登录次数", e)))?;
        self.read.clone_from(&self.tries);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn tries_are_kept_and_an_unreadable_file_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut held = TryFile::hold(folder.path());
        held.tries.fail("甲", DateTime::UNIX_EPOCH);
        held.save().unwrap();
        drop(held);
        let mut held = TryFile::hold(folder.path());
        assert_eq!(held.tries.0["甲"].failed, 1);
        held.tries.pass("甲");
        held.tries.tell(|_| true);
        held.save().unwrap();
        assert!(!folder.path().join(NAME).exists());
        drop(held);
        std::fs::create_dir(folder.path().join(NAME)).unwrap();
        assert_eq!(TryFile::hold(folder.path()).tries, Tries::default());
        assert_eq!(TryFile::hold(Path::new("没有这个文件夹")).tries, Tries::default());
    }
}
