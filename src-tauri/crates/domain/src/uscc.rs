//! stub
use crate::check::Refusal;
/// x
pub fn read(t: &str) -> Result<String, Refusal> { Ok(t.trim().to_owned()) }
/// x
pub fn read_old(t: &str) -> Result<String, Refusal> { Ok(t.trim().to_owned()) }
