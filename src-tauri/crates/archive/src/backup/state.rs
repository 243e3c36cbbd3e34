//! What stays known of backups between two starts: `backups/state.json`. It names nobody.

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use yihu_domain::{Error, Kind, Result};
use yihu_exchange::file;

const STATE: &str = "state.json";

/// What went wrong, until it goes right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Trouble {
    /// Since when
    pub(super) since: DateTime<Utc>,
    /// When it was last tried
    pub(super) tried_at: DateTime<Utc>,
    /// As it is told
    pub(super) message: String,
    /// Whether the place was gone: what is not there is looked for all the time
    #[serde(default)]
    pub(super) gone: bool,
}

/// What lies in `state.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct State {
    /// Of the archive's own folder
    pub(super) own: Option<Trouble>,
    /// Of the second place
    pub(super) second: Option<Trouble>,
    /// When the second place last got a backup
    pub(super) second_at: Option<DateTime<Utc>>,
}

impl State {
    /// Reads it; what cannot be read is as at first.
    pub(super) fn of(folder: &Path) -> Self {
        fs::read(folder.join(STATE)).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    /// Changes it; unchanged it is not written.
    pub(super) fn change(folder: &Path, change: impl FnOnce(&mut Self)) -> Result<()> {
        let before = Self::of(folder);
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Ok(());
        }
        let bytes =
            serde_json::to_vec_pretty(&after).map_err(|e| Error::internal("备份状态写不出来，请重试。").because(e))?;
        file::write_bytes(&folder.join(STATE), &bytes)
    }
}

/// Keeps how an attempt ended: the first failure of a row says since when.
pub(super) fn ended(trouble: &mut Option<Trouble>, at: DateTime<Utc>, failed: Option<(Kind, String)>) {
    *trouble = failed.map(|(kind, message)| Trouble {
        since: trouble.as_ref().map_or(at, |trouble| trouble.since),
        tried_at: at,
        message,
        gone: kind == Kind::NotFound,
    });
}
