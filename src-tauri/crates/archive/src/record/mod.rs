//! Records as the window lists, edits and shows them: retailer (with its licence), case, hotline, staff, training.
//!
//! Everything that crosses to the window is text ready to read; the window formats nothing and knows no rule.

mod shape;

pub use shape::{
    draft::{Alike, Check, Draft, FieldProblem, Form, Goods, KeptDraft, Presence, Saved},
    field::{Field, FieldKind},
    query::{Compare, Condition, Due, Hit, Mark, Matched, Query, RemovedShown, Row, RowName, Rows},
    view::{AttachmentInfo, Informant, InformantState, Line, Linked, LinkedRow, Section, Slot, Tag, View},
};
