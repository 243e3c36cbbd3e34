//! New folders that are whole or not there, whatever happens while they are filled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{Error, Result, error};

/// How the name of a folder begins that is not whole yet.
const BUILDING: &str = ".yihu-building-";

/// Fills a folder under a temporary name beside `path` and renames it when whole; a failure leaves nothing.
///
/// What a crash left half filled is swept away by the next that fills a folder there.
pub(crate) fn new_folder<T>(path: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    fs::create_dir_all(parent_of(path)).map_err(|e| error::io("新建文件夹", e))?;
    new_folder_inside(path, fill)
}

/// Does the same inside a folder that is never made: one that was pulled out would come to lie on another disk.
pub(super) fn new_folder_inside<T>(path: &Path, fill: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    if path.exists() {
        return Err(Error::conflict(format!("“{}”已经存在，请换一个文件夹名。", path.display())));
    }
    if path.file_name().is_none() {
        return Err(Error::invalid("文件夹名不对，请重写。"));
    }
    let parent = parent_of(path);
    sweep(parent);
    let building = parent.join(format!("{BUILDING}{}", uuid::Uuid::now_v7().simple()));
    create_private(&building)?;
    let held = hold(&building);
    let filled = fill(&building).and_then(|made| {
        sync_folder(&building)?;
        fs::rename(&building, path).map_err(|e| error::io("给新文件夹定名", e))?;
        sync_folder(parent).inspect_err(|_| drop(fs::remove_dir_all(path)))?;
        Ok(made)
    });
    drop(held);
    if filled.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&building);
    }
    filled
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Takes the lock of a folder that is being filled, for as long as its filler lives; some systems have none.
fn hold(building: &Path) -> Option<fs::File> {
    fs::File::open(building).ok().filter(|folder| folder.try_lock().is_ok())
}

/// Removes folders that nobody fills any more. What cannot be removed does no harm.
pub(crate) fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(BUILDING));
        if ours && hold(&entry.path()).is_some() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Makes the names in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    fs::File::open(folder).and_then(|f| f.sync_all()).map_err(|e| error::io("写入磁盘", e))
}

/// `name`, or `name-2`, `name-3` … when backups are made within one second.
pub(crate) fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|n| folder.join(format!("{name}-{n}")));
    let mut names = std::iter::once(folder.join(name)).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// Makes a folder that only its owner may enter, where the system knows owners.
fn create_private(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| error::io("新建文件夹", e))
}

/// A private folder among the system's temporary ones, gone when dropped. Only encrypted things are put there.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("{BUILDING}{}", uuid::Uuid::now_v7().simple()));
        create_private(&path)?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays is encrypted and the system's to clean up.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Removes a folder so that a crash leaves it whole or as one that the next sweep takes.
pub(super) fn remove_folder(path: &Path) -> Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let going = parent.join(format!("{BUILDING}{}", uuid::Uuid::now_v7().simple()));
    let told = |e| error::io("清理旧备份", e);
    fs::rename(path, &going).map_err(told)?;
    fs::remove_dir_all(&going).map_err(told)
}
