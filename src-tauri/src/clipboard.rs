//! The picture in the system's clipboard. `WebKitGTK` hands pasted files to a page, but of a picture it says nothing.

use tauri::WebviewWindow;

/// The picture as a PNG; none where there is none.
#[cfg(target_os = "linux")]
pub(crate) async fn picture(window: &WebviewWindow) -> Option<Vec<u8>> {
    let (tell, told) = std::sync::mpsc::channel();
    // The toolkit may be asked on its own thread only.
    window
        .run_on_main_thread(move || {
            let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
            let png = clipboard.wait_for_image().and_then(|picture| picture.save_to_bufferv("png", &[]).ok());
            let _ = tell.send(png);
        })
        .ok()?;
    tauri::async_runtime::spawn_blocking(move || told.recv().ok().flatten()).await.ok().flatten()
}

/// Elsewhere the page itself is handed the picture.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn picture(_window: &WebviewWindow) -> Option<Vec<u8>> {
    None
}
