//! stub
use serde::{Deserialize, Serialize};
use crate::check::Refusal;
/// x
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNo(String);
impl std::fmt::Display for CaseNo { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) } }
/// x
pub fn read(t: &str) -> Result<CaseNo, Refusal> { Ok(CaseNo(t.to_owned())) }
