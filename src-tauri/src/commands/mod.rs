//! The commands that the window may call, one file a noun. They decide nothing: each is one line over `yihu-archive` or the system.

pub(crate) mod about;
pub(crate) mod archive;
pub(crate) mod desk;
pub(crate) mod job;
pub(crate) mod print;
pub(crate) mod session;
