//! Files that fall on the window. `WebKitGTK` tells a page of the drag and hands it neither the files nor the drop: the page is
//! told here where they fell, and which they are.

use std::{cell::RefCell, path::PathBuf, rc::Rc};

use gtk::{
    gdk::DragContext,
    glib::{self, GString},
    prelude::WidgetExt as _,
};
use tauri::{Manager as _, WebviewWindow};

use crate::{commands::desk::Fallen, state::Shell};

/// A drag, and the files in it.
type Dragged = (DragContext, Vec<PathBuf>);

/// Watches for files; what is dragged over and away again is nobody's business, and what is no file is the web view's.
pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    let shell = window.state::<Shell>().inner().clone();
    window.with_webview(move |view| {
        let over: Rc<RefCell<Option<Dragged>>> = Rc::default();
        let dragged = over.clone();
        view.inner().connect_drag_data_received(move |_, drag, _, _, data, _, _| {
            let paths = paths(&data.uris());
            // The same drag is told as text too.
            if !paths.is_empty() {
                *dragged.borrow_mut() = Some((drag.clone(), paths));
            }
        });
        view.inner().connect_drag_drop(move |_, drag, x, y, time| {
            let fallen = over.borrow_mut().take().filter(|(over, _)| over == drag);
            let Some((_, paths)) = fallen else { return false };
            let paths = paths.into_iter().map(|path| path.display().to_string()).collect();
            let heard = shell.fall(Fallen { x, y, paths });
            drag.drop_finish(heard, time);
            heard
        });
    })
}

/// The files of this PC among addresses.
fn paths(uris: &[GString]) -> Vec<PathBuf> {
    uris.iter().filter_map(|uri| glib::filename_from_uri(uri).ok()).map(|(path, _)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_this_pc_are_paths() {
        let uris = ["file:///home/%E6%89%AB%E6%8F%8F%20%E4%BB%B6.jpg", "https://example.com/a.jpg", "file:///a.tif"];
        let paths = paths(&uris.map(GString::from));
        assert_eq!(paths, [PathBuf::from("/home/扫描 件.jpg"), "/a.tif".into()]);
    }
}
