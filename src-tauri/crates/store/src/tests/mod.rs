//! Claims about the crate as a whole: opening, locking, its schema, and what its source may contain.

mod opening;
mod source;
mod story;
