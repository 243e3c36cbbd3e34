//! A vendor without a licence that is to get one (办证): what would be made of it, what was.

use serde::Serialize;

use super::query::{Mark, RowName};
use crate::Done;

/// One field of the retailer that would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ApplyField {
    /// What people call it
    pub title: String,
    /// What would stand in it
    pub text: String,
}

/// A retailer that is there already and may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ApplyRetailer {
    /// Which
    pub retailer: RowName,
    /// In what it is the same, in words
    pub why: String,
    /// Its licence, in words
    pub licence: String,
    /// The colour of that
    pub mark: Mark,
}

/// What 办证 would make of a vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VendorPlan {
    /// Its revision, to be handed back
    pub revision: u32,
    /// What a clerk calls it
    pub title: String,
    /// How far it has come
    pub state: String,
    /// The retailer that it became; none as long as it did not
    pub became: Option<RowName>,
    /// The day that is offered for the application
    pub applied_on: String,
    /// The retailer that would be made
    pub fields: Vec<ApplyField>,
    /// Retailers that are there already and may be the same
    pub retailers: Vec<ApplyRetailer>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VendorApplied {
    /// The retailer
    pub retailer: String,
    /// The matter 新办; none where the retailer has a licence, or one is applied for already
    pub matter: Option<String>,
    /// The operation
    pub done: Done,
}
