//! Undo of an operation and return to an earlier version, both as new changes.
