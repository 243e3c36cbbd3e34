//! Records as the window lists, edits and shows them: retailer (with its licence), matter, vendor, inspection, diary, campaign, case, hotline, staff, training.
//!
//! Everything that crosses to the window is text ready to read; the window formats nothing and knows no rule.

mod applicant;
mod apply;
mod campaign;
mod change;
mod check;
mod class;
mod condition;
pub(crate) mod diary;
mod draft;
mod due;
mod export;
mod field;
mod filter;
mod form;
pub(crate) mod inspection;
mod list;
mod matter;
pub(crate) mod merge;
mod naming;
mod save;
mod shape;
pub(crate) mod term;
#[cfg(test)]
mod tests;
mod tie;
pub(crate) mod vendor;
mod view;

use yihu_domain::{Error, Noun, Result};

pub(crate) use field::title_of;
pub(crate) use save::is_renewal;
pub use shape::{
    apply::{ApplyField, ApplyRetailer, VendorApplied, VendorPlan},
    draft::{Alike, Check, Draft, FieldProblem, Form, Goods, KeptDraft, Measure, Presence, Saved},
    field::{Field, FieldKind},
    merge::{AlikePair, AlikePairs, Merge, MergeField, MergeSide},
    query::{Compare, Condition, Due, Hit, Mark, Matched, Query, RemovedShown, Row, RowName, Rows},
    view::{
        AttachmentInfo, ClassChange, Informant, InformantState, Line, Linked, LinkedRow, Look, Section, Slot, Tag, Tie,
        View,
    },
};

/// The nouns that have a list page.
const PAGES: [Noun; 10] = [
    Noun::Retailer,
    Noun::Matter,
    Noun::Vendor,
    Noun::Inspection,
    Noun::Diary,
    Noun::Campaign,
    Noun::Case,
    Noun::Hotline,
    Noun::Staff,
    Noun::Training,
];

fn require_page(noun: Noun) -> Result<()> {
    if PAGES.contains(&noun) { Ok(()) } else { Err(no_page(noun)) }
}

fn no_page(noun: Noun) -> Error {
    Error::invalid(format!("{}没有自己的列表，请在它所属的记录里查看。", noun.title()))
}
