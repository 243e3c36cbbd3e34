//! The commands that the window may call, one file a noun. They decide nothing: each is one line over `yihu-archive` or the system.

pub(crate) mod about;
pub(crate) mod archive;
pub(crate) mod attachment;
pub(crate) mod backup;
pub(crate) mod bundle;
pub(crate) mod bureau;
pub(crate) mod calendar;
pub(crate) mod desk;
pub(crate) mod dossier;
pub(crate) mod draft;
pub(crate) mod gap;
pub(crate) mod hotline;
pub(crate) mod import;
pub(crate) mod informant;
pub(crate) mod job;
pub(crate) mod key;
pub(crate) mod operation;
pub(crate) mod preference;
pub(crate) mod print;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod selfcheck;
pub(crate) mod session;
pub(crate) mod user;
pub(crate) mod verify;
pub(crate) mod workbench;
