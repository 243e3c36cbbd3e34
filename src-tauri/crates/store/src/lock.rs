//! The lock file beside the database: one writer at a time. It never waits.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result, error};

/// Takes the lock of the database at `path` for as long as the file lives, or says who may have it.
pub(crate) fn take(path: &Path) -> Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside(path))
        .map_err(|e| error::io("打开档案", e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Error::conflict("档案已在另一个窗口打开：请先关闭那个窗口再试，或者以只读方式打开。"))
        }
        Err(TryLockError::Error(e)) => Err(error::io("锁定档案", e)),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
