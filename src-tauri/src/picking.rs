//! The system's own boxes to choose files and folders in. The page has no right to open one; it asks, and gets paths.

use std::path::{Path, PathBuf};

use rfd::AsyncFileDialog;
use tauri::WebviewWindow;

use crate::commands::desk::{Pick, PickKind};

/// Asks the clerk; nothing when she gave up.
pub(crate) async fn pick(window: &WebviewWindow, pick: &Pick) -> Vec<PathBuf> {
    if let Some(told) = told() {
        return told;
    }
    let mut dialog = AsyncFileDialog::new().set_title(&pick.title).set_parent(window);
    if let Some(home) = dirs::document_dir().or_else(dirs::home_dir) {
        dialog = dialog.set_directory(home);
    }
    if !pick.name.is_empty() {
        dialog = dialog.set_file_name(&pick.name);
    }
    if !pick.extensions.is_empty() && pick.kind != PickKind::Folder {
        let spread: Vec<_> = pick.extensions.iter().flat_map(|e| [e.to_lowercase(), e.to_uppercase()]).collect();
        dialog = dialog.add_filter(pick.extensions.join("、"), &spread);
    }
    let one = |file: Option<rfd::FileHandle>| file.into_iter().map(|file| file.path().to_path_buf()).collect();
    match pick.kind {
        PickKind::OpenFile => one(dialog.pick_file().await),
        PickKind::SaveFile => one(dialog.save_file().await),
        PickKind::Folder => one(dialog.pick_folder().await),
        PickKind::OpenFiles => {
            let files = dialog.pick_files().await.unwrap_or_default();
            files.into_iter().map(|file| file.path().to_path_buf()).collect()
        }
    }
}

/// In debug builds `YIHU_PICK` answers for the clerk: one path, or a text file of whole paths, one a line and read anew each time.
///
/// No test can drive the system's box.
fn told() -> Option<Vec<PathBuf>> {
    let told = cfg!(debug_assertions).then(|| std::env::var_os("YIHU_PICK")).flatten()?;
    Some(listed(&told).unwrap_or_else(|| vec![told.into()]))
}

fn listed(file: impl AsRef<Path>) -> Option<Vec<PathBuf>> {
    let text = std::fs::read_to_string(file).ok()?;
    let paths: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(PathBuf::from).collect();
    paths.iter().all(|path| path.is_absolute()).then_some(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_of_paths_is_told_from_a_file_that_is_meant_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("picks");
        let write = |bytes: &[u8]| yihu_archive::write_bytes(&file, bytes).unwrap();
        write("/a/台账.xlsx\n/b\n".as_bytes());
        assert_eq!(listed(&file).unwrap(), [PathBuf::from("/a/台账.xlsx"), "/b".into()]);
        write(b"");
        assert!(listed(&file).unwrap().is_empty());
        write(b"PK\x03\x04\xff");
        assert!(listed(&file).is_none());
        write("许可证号\t名称".as_bytes());
        assert!(listed(&file).is_none() && listed(folder.path()).is_none());
    }
}
