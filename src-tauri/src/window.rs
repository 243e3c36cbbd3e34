//! The one window: opened as it was left, and never anywhere but on our own pages.

use tauri::{
    App, AppHandle, Manager as _, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent, webview::NewWindowResponse,
};

use crate::{
    desk::{DeskFile, WindowLeft, folder},
    state::Shell,
};

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let left = folder().ok().and_then(|folder| DeskFile::read(&folder).window);
    for config in &app.config().app.windows {
        let mut builder = WebviewWindowBuilder::from_config(app, config)?
            .on_navigation(ours)
            .on_new_window(|_, _| NewWindowResponse::Deny);
        if let Some(left) = left.filter(WindowLeft::fits) {
            builder = builder.inner_size(left.width, left.height).maximized(left.maximized);
        }
        let window = builder.build()?;
        let handle = window.clone();
        window.on_window_event(move |event| {
            if matches!(event, WindowEvent::CloseRequested { .. }) {
                remember(&handle);
                handle.state::<Shell>().stop();
            }
        });
    }
    Ok(())
}

/// Brings the window forward.
pub(crate) fn raise(app: &AppHandle) {
    for window in app.webview_windows().into_values() {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether an address is one of our own pages.
fn ours(url: &Url) -> bool {
    let built_in = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    built_in || (cfg!(debug_assertions) && url.host_str() == Some("127.0.0.1"))
}

/// Keeps how the window was left; where that cannot be kept it opens as at first.
fn remember(window: &WebviewWindow) {
    let left = || {
        let (size, scale) = (window.inner_size()?, window.scale_factor()?);
        let size = size.to_logical::<f64>(scale);
        Ok::<_, tauri::Error>(WindowLeft { width: size.width, height: size.height, maximized: window.is_maximized()? })
    };
    let Ok(mut left) = left() else { return };
    let _ = DeskFile::change(|desk| {
        // The size under a window that fills the screen is the one to go back to.
        if let (true, Some(before)) = (left.maximized, desk.window) {
            left = WindowLeft { maximized: true, ..before };
        }
        desk.window = Some(left);
    });
}

impl WindowLeft {
    /// Whether a window of this size can be worked in; a damaged file may say anything.
    fn fits(&self) -> bool {
        (640.0..=16_000.0).contains(&self.width) && (480.0..=16_000.0).contains(&self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn window_goes_to_no_address_but_our_own() {
        for (address, is_ours) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.com/", false),
            ("http://tauri.localhost.example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(ours(&address.parse().unwrap()), is_ours, "{address}");
        }
    }

    #[test]
    fn nonsense_is_no_size() {
        let left = |width, height| WindowLeft { width, height, maximized: false };
        assert!(left(1366.0, 768.0).fits());
        assert!(!left(0.0, 768.0).fits() && !left(1366.0, f64::NAN).fits());
    }
}
