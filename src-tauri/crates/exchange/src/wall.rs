//! stub
use yihu_domain::{Result, hotline::Informant};
/// x
pub struct Wall;
impl Wall {
    /// x
    pub fn new(_: Vec<Informant>) -> Result<Self> {
        Ok(Self)
    }
    /// x
    pub fn betrays(&self, _: &str) -> bool {
        false
    }
}
