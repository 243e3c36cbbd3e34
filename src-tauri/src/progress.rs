//! Carries the progress of long work to the window, about ten times a second at most.

use std::time::{Duration, Instant};

use tauri::ipc::Channel;
use yihu_archive::Progress;

/// Time between two messages of one stage.
const PAUSE: Duration = Duration::from_millis(100);

/// Makes what an archive's watch tells arrive in the window; a window that is gone is no fault.
pub(crate) fn teller(channel: Channel<Progress>) -> impl FnMut(Progress) {
    let mut gate = Gate::default();
    move |progress| {
        if gate.lets_pass(&progress, Instant::now()) {
            let _ = channel.send(progress);
        }
    }
}

/// Lets through the first word of each stage, its end, and what comes after a pause.
#[derive(Default)]
struct Gate {
    stage: String,
    last: Option<Instant>,
}

impl Gate {
    fn lets_pass(&mut self, progress: &Progress, now: Instant) -> bool {
        let paused = self.last.is_none_or(|last| now.duration_since(last) >= PAUSE);
        let ended = progress.total > 0 && progress.done >= progress.total;
        let begun = self.stage != progress.what;
        if !(paused || ended || begun) {
            return false;
        }
        if begun {
            self.stage.clone_from(&progress.what);
        }
        self.last = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(steps: &[(&str, u32, u64)]) -> Vec<u32> {
        let (mut gate, start) = (Gate::default(), Instant::now());
        let step = |(what, done, at): &(&str, u32, u64)| {
            let progress = Progress { what: (*what).to_owned(), done: *done, total: 9, stoppable: true };
            gate.lets_pass(&progress, start + Duration::from_millis(*at)).then_some(*done)
        };
        steps.iter().filter_map(step).collect()
    }

    #[test]
    fn progress_is_told_ten_times_a_second_and_at_every_beginning_and_end() {
        assert_eq!(told(&[("读", 1, 0), ("读", 2, 50), ("读", 3, 99), ("读", 4, 100), ("读", 5, 150)]), [1, 4]);
        assert_eq!(told(&[("读", 1, 0), ("写", 2, 1), ("写", 3, 2), ("写", 9, 3)]), [1, 2, 9]);
    }
}
