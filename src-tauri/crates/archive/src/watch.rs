//! Long work: how far it is, and whether the clerk wants it stopped. It must not know what the work is.

use std::{
    cell::RefCell,
    sync::atomic::{AtomicBool, Ordering},
};

use serde::Serialize;
use yihu_domain::{Error, Result};

/// How far long work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Progress {
    /// What is being done, in words
    pub what: String,
    /// Steps done
    pub done: u32,
    /// Steps in all; 0 where it is not known
    pub total: u32,
    /// Whether it can still be stopped
    pub stoppable: bool,
}

/// Watches long work: tells its progress, and asks it to stop.
pub struct Watch<'a> {
    tell: RefCell<Box<dyn FnMut(Progress) + 'a>>,
    stop: Option<&'a AtomicBool>,
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

impl<'a> Watch<'a> {
    /// Watches with `tell`; `stop` turns true when the work is to end.
    pub fn new(tell: impl FnMut(Progress) + 'a, stop: &'a AtomicBool) -> Self {
        Self { tell: RefCell::new(Box::new(tell)), stop: Some(stop) }
    }

    /// Watches nothing: nobody is told and nobody stops it.
    pub fn none() -> Self {
        Self { tell: RefCell::new(Box::new(|_| {})), stop: None }
    }

    /// Says that `done` of `total` steps of `what` are done; fails with [`yihu_domain::Kind::Stopped`] when the clerk stopped it.
    ///
    /// Work that is stopped leaves everything as it was, as for any other failure.
    pub fn step(&self, what: &str, done: usize, total: usize) -> Result<()> {
        self.told(what, done, total, true)
    }

    /// Says that the last step begins, all or nothing: it is the last moment at which the clerk can stop.
    pub fn last_step(&self, what: &str, total: usize) -> Result<()> {
        self.told(what, total, total, false)
    }

    fn told(&self, what: &str, done: usize, total: usize, stoppable: bool) -> Result<()> {
        self.go_on()?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // A teller that asks for another step would find itself at work already: then nothing is told.
        if let Ok(mut tell) = self.tell.try_borrow_mut() {
            tell(Progress { what: what.to_owned(), done: count(done), total: count(total), stoppable });
        }
        Ok(())
    }

    /// Fails when the clerk stopped it, and says nothing otherwise.
    pub fn go_on(&self) -> Result<()> {
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Err(Error::stopped("已停止，档案没有改动。"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yihu_domain::Kind;

    static NEVER: AtomicBool = AtomicBool::new(false);

    #[test]
    fn work_is_told_step_by_step_until_it_is_stopped() {
        let stop = AtomicBool::new(false);
        let mut told = Vec::new();
        let watch = Watch::new(|p| told.push(p.done), &stop);
        assert!(watch.step("读取", 1, 3).is_ok());
        stop.store(true, Ordering::Relaxed);
        assert_eq!(watch.step("读取", 2, 3).unwrap_err().kind, Kind::Stopped);
        drop(watch);
        assert_eq!(told, [1]);
    }

    #[test]
    fn last_step_is_told_as_one_that_cannot_be_stopped() {
        let mut told = Vec::new();
        let watch = Watch::new(|p| told.push((p.done, p.stoppable)), &NEVER);
        assert!(watch.step("写入", 1, 3).and_then(|()| watch.last_step("收尾", 3)).is_ok());
        drop(watch);
        assert_eq!(told, [(1, true), (3, false)]);
    }

    #[test]
    fn nobody_stops_what_nobody_watches() {
        assert!(Watch::none().step("读取", 1, 0).is_ok());
    }
}
