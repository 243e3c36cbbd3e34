//! Who we are and what we are made of. It must know nothing of the archive.

use serde::{Deserialize, Serialize};
use specta::Type;
use yihu_archive::{DEMO_PASSWORD, DEMO_USER};
use yihu_domain::Error;

use crate::problem::Answer;

/// What the window shows of the program itself.
#[derive(Debug, Serialize, Type)]
pub(crate) struct About {
    /// The product's name as the title bar has it.
    name: String,
    /// The version, e.g. `0.1.0`.
    version: String,
    /// The user of a demonstration archive.
    demo_user: String,
    /// Its password.
    demo_password: String,
}

/// Where a part of the program comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ComponentKind {
    /// A crate
    Rust,
    /// A package of the pages
    Ui,
    /// A font
    Font,
}

/// A third-party part of the program.
#[derive(Debug, Serialize, Deserialize, Type)]
pub(crate) struct Component {
    /// Its name
    pub(crate) name: String,
    /// Its version
    pub(crate) version: String,
    /// An SPDX expression
    pub(crate) licence: String,
    /// Where it comes from
    #[specta(inline)]
    pub(crate) kind: ComponentKind,
}

/// Says which program and which version this is.
#[tauri::command]
#[specta::specta]
pub(crate) fn about() -> About {
    About {
        name: "一户档".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        demo_user: DEMO_USER.into(),
        demo_password: DEMO_PASSWORD.into(),
    }
}

/// Lists the third-party parts and their licences, as `make licences` found them.
#[tauri::command]
#[specta::specta]
pub(crate) fn about_licences() -> Answer<Vec<Component>> {
    let list = include_str!("../../../assets/licences.json");
    Ok(serde_json::from_str(list).map_err(|e| Error::internal("部件清单读不出来，请联系维护人员。").because(e))?)
}
