//! What the window may ask for, one file a noun; a command is `<noun>_<verb>`.

pub(crate) mod about;
