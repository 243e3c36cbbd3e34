//! The folder into which the scanner's own program saves: what lies there. Nothing in it is ever changed or moved.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use yihu_domain::{Result, error};

/// Endings that scanners and cameras give.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "tif", "tiff", "pdf", "jfif"];
/// A file that was written to so lately may not be whole.
const SETTLED: Duration = Duration::from_secs(2);

/// A file that lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lying {
    /// Where
    pub path: PathBuf,
    /// Its name
    pub name: String,
    /// Its size
    pub bytes: u64,
    /// When it was last written to
    pub written: SystemTime,
}

/// Lists the newest `most` scans of a folder, the newest first; those still being written come with the next look.
pub fn lying_in(folder: &Path, most: usize) -> Result<Vec<Lying>> {
    let entries = fs::read_dir(folder).map_err(|e| error::io("打开扫描文件夹", e))?;
    let mut all: Vec<_> = entries.filter_map(std::result::Result::ok).filter_map(|entry| lying(&entry)).collect();
    all.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.name.cmp(&b.name)));
    all.truncate(most);
    Ok(all)
}

/// A file that goes away meanwhile, or that nobody may look at, is not there.
fn lying(entry: &fs::DirEntry) -> Option<Lying> {
    let path = entry.path();
    let name = entry.file_name().to_string_lossy().into_owned();
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
    let written = about.modified().ok()?;
    // A clock that was set back makes files of the future: they are whole too.
    let settled = written.elapsed().map_or(true, |age| age >= SETTLED);
    let is_scan = ENDINGS.contains(&ending.as_str()) && !name.starts_with('.') && about.len() > 0;
    (is_scan && settled).then_some(Lying { path, name, bytes: about.len(), written })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, name: &str, age: u64) {
        let path = folder.join(name);
        crate::file::write_bytes(&path, b"scan").unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
    }

    #[test]
    fn newest_scans_come_first_and_what_is_no_scan_or_not_whole_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        for (name, age) in [("旧.jpg", 300), ("新.PDF", 10), ("刚在写.tif", 0), (".隐藏.png", 50), ("台账.xlsx", 20)]
        {
            put(here, name, age);
        }
        fs::File::create(here.join("空.png")).unwrap();
        fs::create_dir(here.join("文件夹.jpg")).unwrap();
        let names = |most| lying_in(here, most).unwrap().into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert_eq!(names(9), ["新.PDF", "旧.jpg"]);
        assert_eq!(names(1), ["新.PDF"]);
    }

    #[test]
    fn a_folder_that_is_gone_is_said() {
        let gone = lying_in(Path::new("/没有这里"), 9).unwrap_err();
        assert!(gone.message.contains("打开扫描文件夹"), "{}", gone.message);
    }
}
