//! One window a person: a second start raises the window that is there, and ends.
//!
//! No bus of the system is asked: a clerk's PC may have none. The first start holds a lock; a later one leaves a mark.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How often the first start looks for a mark.
const GLANCE: Duration = Duration::from_millis(400);

/// The right to be the one window.
pub(crate) struct Instance {
    mark: PathBuf,
    _lock: Option<File>,
}

impl Instance {
    /// Takes the right; none when another window has it, which is asked to come forward.
    ///
    /// Where no lock can be had the window opens all the same: an archive guards itself against two writers.
    pub(crate) fn take(folder: &Path) -> Option<Self> {
        let mark = folder.join("desk.raise");
        let _ = fs::create_dir_all(folder);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("desk.lock")).ok();
        if let Some(Err(TryLockError::WouldBlock)) = lock.as_ref().map(File::try_lock) {
            let _ = OpenOptions::new().create(true).truncate(false).write(true).open(mark);
            return None;
        }
        let _ = fs::remove_file(&mark);
        Some(Self { mark, _lock: lock })
    }

    /// Calls `raise` whenever another start asks for the window, for as long as the program lives.
    pub(crate) fn watch(self, raise: impl Fn() + Send + 'static) {
        thread::spawn(move || {
            loop {
                thread::sleep(GLANCE);
                if self.asked() {
                    raise();
                }
            }
        });
    }

    /// Whether another start asked since the last time.
    fn asked(&self) -> bool {
        fs::remove_file(&self.mark).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_start_asks_the_first_to_come_forward_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let first = Instance::take(folder.path()).unwrap();
        assert!(!first.asked());
        assert!(Instance::take(folder.path()).is_none());
        assert!(first.asked());
        assert!(!first.asked());
        drop(first);
        assert!(Instance::take(folder.path()).is_some());
    }

    #[test]
    fn window_opens_where_no_lock_can_be_had() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        yihu_archive::write_bytes(&file, b"").unwrap();
        assert!(Instance::take(&file).is_some());
    }
}
