//! The one window: opened as it was left, and never anywhere but on our own pages.

use tauri::{
    App, AppHandle, Manager as _, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent, webview::NewWindowResponse,
};

use crate::{
    desk::{DeskFile, WindowLeft, folder},
    state::Shell,
};

/// How much of the window's head must lie on a screen, so that it can be taken hold of: width and height.
const GRIP: (f64, f64) = (120.0, 30.0);

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let left = folder().ok().and_then(|folder| DeskFile::read(&folder).window);
    for config in &app.config().app.windows {
        let mut builder = WebviewWindowBuilder::from_config(app, config)?
            .on_navigation(ours)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            // The page knows whose archive is open, and whether it is the invented county.
            .on_document_title_changed(|window, title| {
                let _ = window.set_title(&title);
            });
        if driven() {
            builder = builder.incognito(false);
        }
        if let Some(left) = left.filter(WindowLeft::fits) {
            builder = builder.inner_size(left.width, left.height).maximized(left.maximized);
            if let Some((x, y)) = left.place.filter(|place| can_be_held(*place, &screens(app))) {
                builder = builder.position(x, y);
            }
        }
        let window = builder.build()?;
        #[cfg(target_os = "linux")]
        {
            crate::revive::watch(&window)?;
            crate::dropping::watch(&window)?;
            draw_without_gpu(&window)?;
        }
        let handle = window.clone();
        window.on_window_event(move |event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                remember(&handle);
                let shell = handle.state::<Shell>();
                if shell.backs_up_before_closing() {
                    api.prevent_close();
                } else {
                    shell.stop();
                }
            }
        });
    }
    Ok(())
}

/// A screen's corner and size, in logical pixels.
type Screen = ((f64, f64), (f64, f64));

/// The screens that are there now.
fn screens(app: &App) -> Vec<Screen> {
    let logical = |screen: tauri::Monitor| {
        let at = screen.position().to_logical::<f64>(screen.scale_factor());
        let size = screen.size().to_logical::<f64>(screen.scale_factor());
        ((at.x, at.y), (size.width, size.height))
    };
    app.available_monitors().unwrap_or_default().into_iter().map(logical).collect()
}

/// Whether a window with this corner can still be taken hold of: its screen may be gone.
fn can_be_held((x, y): (f64, f64), screens: &[Screen]) -> bool {
    screens.iter().any(|((left, top), (width, height))| {
        (*left..=left + width - GRIP.0).contains(&x) && (*top..=top + height - GRIP.1).contains(&y)
    })
}

/// Has the processor draw the pages itself: tables and text gain little by a graphics card, and where one is only imitated
/// (llvmpipe) getting it ready took longer than all else before the login page stood there.
#[cfg(target_os = "linux")]
fn draw_without_gpu(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
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

/// Whether a test or a bench drives the window: a web view that keeps nothing on the disk cannot be driven.
fn driven() -> bool {
    (cfg!(debug_assertions) || cfg!(feature = "driven")) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Keeps how the window was left; where that cannot be kept it opens as at first.
fn remember(window: &WebviewWindow) {
    let left = || {
        let (size, scale) = (window.inner_size()?, window.scale_factor()?);
        let size = size.to_logical::<f64>(scale);
        let place = window.outer_position().ok().map(|at| at.to_logical::<f64>(scale)).map(|at| (at.x, at.y));
        let maximized = window.is_maximized()?;
        Ok::<_, tauri::Error>(WindowLeft { width: size.width, height: size.height, maximized, place })
    };
    let Ok(mut left) = left() else { return };
    let _ = DeskFile::change(|desk| {
        // The size and place under a window that fills the screen is the one to go back to.
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
        let left = |width, height| WindowLeft { width, height, maximized: false, place: None };
        assert!(left(1366.0, 768.0).fits());
        assert!(!left(0.0, 768.0).fits() && !left(1366.0, f64::NAN).fits());
    }

    #[test]
    fn window_whose_screen_is_gone_opens_where_it_can_be_held() {
        let one = [((0.0, 0.0), (1366.0, 768.0))];
        let two = [one[0], ((-1920.0, 0.0), (1920.0, 1080.0))];
        for (place, on_one, on_two) in [
            ((0.0, 0.0), true, true),
            ((1200.0, 700.0), true, true),
            ((1300.0, 100.0), false, false),
            ((-1500.0, 900.0), false, true),
            ((100.0, 760.0), false, false),
            ((f64::NAN, 0.0), false, false),
        ] {
            assert_eq!((can_be_held(place, &one), can_be_held(place, &two)), (on_one, on_two), "{place:?}");
        }
        assert!(!can_be_held((0.0, 0.0), &[]));
    }
}
