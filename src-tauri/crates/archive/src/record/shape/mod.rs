//! The shapes that cross to the window; their names are those of `ui/src/api/types.ts`. They hold no rule.

pub(super) mod apply;
pub(super) mod draft;
pub(super) mod field;
pub(super) mod merge;
pub(super) mod query;
pub(super) mod view;
