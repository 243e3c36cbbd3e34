//! Vendors without a licence that are to get one.

use tauri::State;
use yihu_archive::record::{VendorApplied, VendorPlan};

use crate::{problem::Answer, state::Shell};

/// Shows what 办证 would make of a vendor.
#[tauri::command]
#[specta::specta]
pub(crate) async fn vendor_plan(shell: State<'_, Shell>, id: String) -> Answer<VendorPlan> {
    shell.archive(move |archive| archive.vendor_plan(&id)).await
}

/// Makes a retailer of a vendor and applies for its licence, or ties it to the retailer that it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn vendor_apply(
    shell: State<'_, Shell>,
    id: String,
    revision: u32,
    retailer: Option<String>,
    applied_on: String,
) -> Answer<VendorApplied> {
    shell.archive(move |archive| archive.vendor_apply(&id, revision, retailer.as_deref(), &applied_on)).await
}
