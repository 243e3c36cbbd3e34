//! Everything that was found wrong with a bundle, kept within bounds.

use crate::bundle::Finding;

/// Findings that are kept; a hostile file may have a million.
const MOST: usize = 500;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    more: usize,
}

impl Findings {
    /// Adds one.
    pub(super) fn add(&mut self, entry: &str, code: &'static str, message: impl Into<String>) {
        if self.list.len() < MOST {
            // A hostile name must not fill the screen or steer the terminal.
            let shown = entry.chars().map(|c| if c.is_control() { '�' } else { c }).take(200).collect();
            self.list.push(Finding { entry: shown, code, message: message.into() });
        } else {
            self.more += 1;
        }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.list.len() + self.more
    }

    /// All of them, and how many were left out.
    pub(super) fn into_list(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let message = format!("另有{}处问题没有列出。", self.more);
            self.list.push(Finding { entry: String::new(), code: "more", message });
        }
        self.list
    }
}
