//! Brings the pages back when the web process that draws them has died: to the login page, with a word about it.
//!
//! It must not lose what was written: work under way is stopped, which is a rollback, and the archive is closed.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tauri::{AppHandle, Manager as _, WebviewWindow};
use webkit2gtk::WebViewExt as _;

use crate::{notice, state::Shell};

/// Deaths within this time that are one too many.
const TOO_MANY: usize = 3;
const WITHIN: Duration = Duration::from_mins(2);

/// What the login page says then.
pub(crate) const REVIVED: &str = "页面刚才意外中断，已经重新打开。打了一半的内容存为草稿，登录后接着办；正在进行的导入、导出、打印已停下，没有留半截，请再办一次。";

/// The deaths so far.
#[derive(Default)]
struct Deaths(Vec<Instant>);

impl Deaths {
    /// Counts one; whether the pages may be tried again.
    fn may_go_on(&mut self, now: Instant) -> bool {
        self.0.retain(|death| now.duration_since(*death) < WITHIN);
        self.0.push(now);
        self.0.len() < TOO_MANY
    }
}

/// Watches the process that draws the window. On Windows the web view shows a page of its own and offers to load anew.
pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    let dead = window.clone();
    let deaths = Mutex::new(Deaths::default());
    window.with_webview(move |view| {
        view.inner().connect_web_process_terminated(move |_, _| {
            let again = deaths.lock().unwrap_or_else(PoisonError::into_inner).may_go_on(Instant::now());
            revive(dead.clone(), again);
        });
    })
}

/// Lays down the keys, once nothing is at work with them, and loads the pages anew; or gives up.
fn revive(window: WebviewWindow, again: bool) {
    let shell = window.state::<Shell>().inner().clone();
    shell.stop();
    tauri::async_runtime::spawn(async move {
        // A page that is there before the archive is closed would find itself logged in.
        let _ = shell.leave().await;
        shell.tell(REVIVED);
        if !again || window.reload().is_err() {
            give_up(window.app_handle());
        }
    });
}

/// Says so in the system's box, which has to wait off the window's thread, and ends.
fn give_up(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        notice::pages_fail();
        app.exit(1);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_death_in_two_minutes_is_one_too_many() {
        let start = Instant::now();
        for (at, may) in [
            (&[0_u64][..], true),
            (&[0, 1], true),
            (&[0, 1, 2], false),
            (&[0, 119, 121], true),
            (&[0, 119, 121, 122], false),
        ] {
            let mut deaths = Deaths::default();
            let last = at.iter().map(|s| deaths.may_go_on(start + Duration::from_secs(*s))).last();
            assert_eq!(last, Some(may), "{at:?}");
        }
    }
}
