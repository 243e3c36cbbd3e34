//! Who we are: the product's name and version. It must know nothing of the archive.

use serde::Serialize;
use specta::Type;

/// What the window shows of the program itself.
#[derive(Debug, Serialize, Type)]
pub(crate) struct About {
    /// The product's name as the title bar has it.
    name: String,
    /// The version, e.g. `0.1.0`.
    version: String,
}

/// Says which program and which version this is.
#[tauri::command]
#[specta::specta]
pub(crate) fn about() -> About {
    About { name: "一户档".into(), version: env!("CARGO_PKG_VERSION").into() }
}
