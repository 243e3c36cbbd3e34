//! What the program holds between two commands: the open archive, a ledger on its way in, whether long work is to stop.
//!
//! All work happens off the window's thread, one piece at a time. A piece that falls over is told as a problem.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tauri::ipc::Channel;
use yihu_archive::{Archive, ImportPlan, Progress, Watch};
use yihu_domain::{Error, Kind, Result};

use crate::{
    commands::desk::Fallen,
    desk::backup_settings,
    problem::{Answer, fell_over},
    progress::teller,
};

/// An archive that somebody is logged in to. Dropping it forgets its keys and frees it for others.
pub(crate) struct Open {
    /// The archive
    pub(crate) archive: Archive,
    /// Whether another window writes it, so that this one only reads
    pub(crate) read_only: bool,
    /// The ledger that was read and not yet taken in
    pub(crate) plan: Option<ImportPlan>,
}

/// What every command is handed.
#[derive(Clone, Default)]
pub(crate) struct Shell(Arc<Held>);

#[derive(Default)]
struct Held {
    open: Mutex<Option<Open>>,
    stop: AtomicBool,
    told: Mutex<Option<String>>,
    /// The page that hears when the window is to be closed
    closing: Mutex<Option<Channel<bool>>>,
    /// Whether it heard so already: the next closing is for good
    heard: AtomicBool,
    /// The page that hears of files that fall on the window
    falling: Mutex<Option<Channel<Fallen>>>,
}

impl Shell {
    /// Does work that needs no archive.
    pub(crate) async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let done = tauri::async_runtime::spawn_blocking(work).await;
        Ok(done.unwrap_or_else(|_| Err(fell_over()))?)
    }

    /// Does work with whatever is open, be it nothing.
    pub(crate) async fn held<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<Open>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let shell = self.clone();
        self.apart(move || work(&mut shell.lock())).await
    }

    /// Does work with the open archive and the ledger that waits.
    pub(crate) async fn open<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Open) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        self.held(|open| work(open.as_mut().ok_or_else(nobody)?)).await
    }

    /// Does work with the open archive.
    pub(crate) async fn archive<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Archive) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        self.open(|open| work(&mut open.archive)).await
    }

    /// Does long work that tells its progress and may be stopped.
    pub(crate) async fn job<T: Send + 'static>(
        &self,
        channel: Channel<Progress>,
        work: impl FnOnce(&mut Option<Open>, &Watch<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let held = self.0.clone();
        held.stop.store(false, Ordering::Relaxed);
        self.held(move |open| work(open, &Watch::new(teller(channel), &held.stop))).await
    }

    /// Does long work with the open archive.
    pub(crate) async fn archive_job<T: Send + 'static>(
        &self,
        channel: Channel<Progress>,
        work: impl FnOnce(&mut Archive, &Watch<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        self.job(channel, |open, watch| work(&mut open.as_mut().ok_or_else(nobody)?.archive, watch)).await
    }

    /// Makes the automatic backup that is due, while others work; how it ended is kept with the backups.
    pub(crate) fn back_up_if_due(&self) {
        let due = || {
            let settings = backup_settings().ok()?;
            let open = self.0.open.try_lock().ok()?;
            let task = open.as_ref()?.archive.backup_due(&settings).ok()??;
            Some((task, settings))
        };
        if let Some((task, settings)) = due() {
            let outcome = catch_unwind(AssertUnwindSafe(|| task.run(settings.second.as_deref(), &Watch::none())));
            if let Ok(Err(error)) = outcome {
                eprintln!("{error}");
            }
        }
    }

    /// Keeps the page that hears when the window is to be closed.
    pub(crate) fn listen(&self, closing: Channel<bool>) {
        *self.0.closing.lock().unwrap_or_else(PoisonError::into_inner) = Some(closing);
    }

    /// Whether the page makes a backup before the window closes. Asked a second time, it does not.
    pub(crate) fn backs_up_before_closing(&self) -> bool {
        let changed = self.0.open.try_lock().is_ok_and(|open| {
            open.as_ref().is_some_and(|open| open.archive.backup_leaving().is_ok_and(|task| task.is_some()))
        });
        if !changed || self.0.heard.swap(true, Ordering::Relaxed) {
            return false;
        }
        let page = self.0.closing.lock().unwrap_or_else(PoisonError::into_inner);
        page.as_ref().is_some_and(|page| page.send(true).is_ok())
    }

    /// Forgets the open archive with its keys, and the ledger that waits.
    pub(crate) async fn leave(&self) -> Answer<()> {
        self.held(|open| {
            *open = None;
            Ok(())
        })
        .await
    }

    /// Asks the long work under way to stop.
    pub(crate) fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    /// Keeps the page that hears of files that fall on the window.
    pub(crate) fn catch(&self, falling: Channel<Fallen>) {
        *self.0.falling.lock().unwrap_or_else(PoisonError::into_inner) = Some(falling);
    }

    /// Tells the page of files that fell on the window; whether it heard.
    #[cfg(target_os = "linux")]
    pub(crate) fn fall(&self, fallen: Fallen) -> bool {
        let page = self.0.falling.lock().unwrap_or_else(PoisonError::into_inner);
        page.as_ref().is_some_and(|page| page.send(fallen).is_ok())
    }

    /// Leaves a word for the next page that opens.
    pub(crate) fn tell(&self, words: &str) {
        *self.0.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(words.to_owned());
    }

    /// Takes the word that was left.
    pub(crate) fn told(&self) -> Option<String> {
        self.0.told.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Closes the archive if nothing is at work on it.
    pub(crate) fn close_if_idle(&self) {
        if let Ok(mut open) = self.0.open.try_lock() {
            *open = None;
        }
    }

    /// A command that fell over has left the archive whole: what it had not committed is rolled back.
    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn nobody() -> Error {
    Error::new(Kind::Denied, "档案已锁定或没有打开，请先输入密码。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_falls_over_is_a_problem_and_the_next_one_goes_on() {
        let shell = Shell::default();
        let fallen: Answer<()> = shell.held(|_| panic!("a fault of ours")).await;
        let text = serde_json::to_string(&fallen.unwrap_err()).unwrap();
        assert!(text.contains("internal") && !text.contains("fault"), "{text}");
        assert_eq!(shell.held(|_| Ok(7)).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn nothing_of_an_archive_is_answered_while_none_is_open() {
        let refused = Shell::default().archive(|archive| Ok(archive.dir().to_owned())).await;
        assert!(serde_json::to_string(&refused.unwrap_err()).unwrap().contains("请先输入密码"));
    }

    #[tokio::test]
    async fn stop_reaches_the_job_under_way_and_not_the_next_one() {
        let shell = Shell::default();
        let asked = shell.clone();
        let stopped = shell.job(Channel::new(|_| Ok(())), move |_, watch| {
            asked.stop();
            watch.step("读取", 1, 2)
        });
        assert!(serde_json::to_string(&stopped.await.unwrap_err()).unwrap().contains("stopped"));
        shell.job(Channel::new(|_| Ok(())), |_, watch| watch.step("读取", 1, 2)).await.unwrap();
    }
}
