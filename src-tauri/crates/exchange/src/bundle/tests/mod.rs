//! Bundles made here, then damaged, forged and read again.

mod flips;
mod hostile;
mod sample;
#[cfg(test)]
mod stream;
mod writing;
