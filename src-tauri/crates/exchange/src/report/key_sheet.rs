//! The sheet a bureau hands to the city: its public key, to be compared by eye and kept on paper.

use chrono::{DateTime, Utc};
use yihu_domain::{Error, Result, bureau::Bureau};

use crate::page::Printed;

/// What stands on the key sheet.
#[derive(Debug, Clone)]
pub struct KeySheet<'a> {
    /// Whose key it is.
    pub bureau: &'a Bureau,
    /// The fingerprint as it is shown elsewhere, e.g. in groups of four.
    pub fingerprint: &'a str,
    /// The text of the `minisign.pub` file, both lines.
    pub public_key: &'a str,
}

/// Prints the key sheet, one page.
pub fn print(_sheet: &KeySheet<'_>, _made_at: DateTime<Utc>) -> Result<Printed> {
    Err(Error::internal("公钥单打印尚未就绪，请稍后再试。"))
}
