//! What the generic code needs to know of each noun.

use yihu_domain::Error;

pub(crate) fn unfinished() -> Error {
    Error::internal("尚未完成。")
}
