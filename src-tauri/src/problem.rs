//! How a refusal reaches the window. It must not hold anything that a clerk may not read.

use std::{collections::BTreeMap, error::Error as _};

use serde::Serialize;
use yihu_domain::{Error, Kind};

/// What a refused command rejects with.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct Problem {
    /// What the window may branch on
    kind: Kind,
    /// A Chinese sentence that says what to do
    message: String,
    /// Input field → what is wrong with it
    fields: BTreeMap<String, String>,
}

/// What a command answers.
pub(crate) type Answer<T> = Result<T, Problem>;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        trace(&error);
        Self { kind: error.kind, message: error.message, fields: error.fields }
    }
}

/// The work fell over: a fault of ours.
pub(crate) fn fell_over() -> Error {
    Error::internal("程序内部出错，这一步没有办成，已保存的数据没有受影响。请再试一次；仍然如此，请重新打开本程序。")
}

/// Tells the technical cause to whoever builds the program, who asks for it; it may quote a record.
fn trace(error: &Error) {
    if cfg!(debug_assertions) && std::env::var_os("YIHU_TRACE").is_some() {
        eprintln!("{:?}: {}", error.kind, error.message);
        let mut cause = error.source();
        while let Some(because) = cause {
            eprintln!("  <- {because}");
            cause = because.source();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_keeps_its_fields_and_tells_no_cause() {
        let error =
            Error::invalid("有一处不对。").field("name", "必填。").because(std::io::Error::other("secret cause"));
        let text = serde_json::to_string(&Problem::from(error)).unwrap();
        assert_eq!(text, r#"{"kind":"invalid","message":"有一处不对。","fields":{"name":"必填。"}}"#);
    }
}
