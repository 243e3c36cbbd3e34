//! Every invariant of the database, checked; it reports and never repairs but the derived tables.

use std::collections::BTreeMap;

use serde::Serialize;
use yihu_domain::Result;

use crate::{Reads, noun};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A word for scripts, e.g. `chain_broken`
    pub code: String,
    /// A Chinese sentence for people
    pub message: String,
}

/// What was checked, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Findings {
    /// How many of each thing were checked
    pub checked: BTreeMap<String, i64>,
    /// What is wrong
    pub findings: Vec<Finding>,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Reads {
    /// Checks every page, the structure, links, the chain, the replay of the log, and the search tables.
    pub fn verify(&self) -> Result<Findings> {
        Err(noun::unfinished())
    }
}

impl Finding {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }
}
