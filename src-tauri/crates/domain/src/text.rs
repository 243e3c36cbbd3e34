//! stub
use crate::check::Refusal;
/// x
pub fn line(t: &str) -> String { t.trim().to_owned() }
/// x
pub fn some(t: &str) -> Option<String> { let t = line(t); (!t.is_empty()).then_some(t) }
/// x
pub fn some_paragraphs(t: &str) -> Option<String> { some(t) }
/// x
pub fn name(t: &str) -> Result<String, Refusal> { Ok(line(t)) }
/// x
pub fn title(t: &str) -> Result<String, Refusal> { Ok(line(t)) }
/// x
pub fn names(t: &str) -> Vec<String> { t.split('、').map(line).collect() }
/// x
pub fn yes(t: &str) -> bool { t == "是" }
/// x
pub fn betrays(text: &str, trace: &str) -> bool { text.contains(trace) }
