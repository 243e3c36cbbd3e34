//! The files that Yihu writes, checked by programs that are not ours; and the search for informants in all of them.
//!
//! Nothing here may lean on our own readers where a stranger's program can look instead.

mod archive;
mod bundle;
mod canary;
mod dossier;
mod ledger;
mod peer;
mod scan;
mod tampering;
