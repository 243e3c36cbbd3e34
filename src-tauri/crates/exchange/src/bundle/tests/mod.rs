//! Bundles made here, then damaged, forged and read again.

mod flips;
mod hostile;
mod sample;
mod stream;
mod writing;
