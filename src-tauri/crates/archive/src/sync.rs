//! The sync bundle.
use crate::Archive;
use std::path::{Path, PathBuf};
use yihu_domain::{
    Error, Result,
    bundle::{Bundle, BundleKind},
    period::Period,
};
use yihu_exchange::bundle::{Finding, Summary};
/// x
#[derive(Debug, Clone)]
pub struct BundleMade {
    /// x
    pub path: PathBuf,
    /// x
    pub record: Bundle,
}
impl Archive {
    /// x
    pub fn export_bundle(&mut self, full: bool, folder: &Path) -> Result<BundleMade> {
        self.export(if full { BundleKind::Full } else { BundleKind::Delta }, None, vec![], folder)
    }
    pub(crate) fn export(
        &mut self,
        _k: BundleKind,
        _p: Option<Period>,
        _prints: Vec<(String, Vec<u8>)>,
        _folder: &Path,
    ) -> Result<BundleMade> {
        Err(Error::internal("x"))
    }
}
/// x
pub fn show(_f: &Path) -> Result<Summary> {
    Err(Error::internal("x"))
}
/// x
pub fn verify(_f: &Path, _k: &Path, _a: Option<&Path>) -> Result<Vec<Finding>> {
    Err(Error::internal("x"))
}
