//! What a command says: words for people on stdout, or one JSON document; and the exit code.

#![expect(clippy::print_stdout, reason = "a command answers on stdout")]

use std::{io::Write, process::ExitCode};

use serde_json::{Value, json};
use yihu_domain::{Error, Kind};

/// What a verb answers.
pub(crate) struct Answer {
    /// For people
    pub words: String,
    /// For scripts
    pub json: Value,
    /// Whether the data say no (exit code 1)
    pub refused: bool,
    /// Whether what is stored is damaged (exit code 4)
    pub damaged: bool,
}

impl Answer {
    /// Done.
    pub(crate) fn done(words: impl Into<String>, json: Value) -> Self {
        Self { words: words.into(), json, refused: false, damaged: false }
    }

    /// Prints itself and gives the exit code.
    pub(crate) fn print(self, json: bool) -> ExitCode {
        if self.damaged && !json {
            eprintln!("{}", self.words.trim_end());
            return ExitCode::from(4);
        }
        let text = if json { self.json.to_string() } else { self.words };
        // A reader that closed the pipe (head, less) is no error of ours.
        let mut out = std::io::stdout().lock();
        if out.write_all(text.trim_end().as_bytes()).and_then(|()| out.write_all(b"\n")).is_err() {
            return ExitCode::SUCCESS;
        }
        match (self.damaged, self.refused) {
            (true, _) => ExitCode::from(4),
            (_, true) => ExitCode::from(1),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// Says an error and gives its exit code (cli.md: 1 refused, 3 not allowed, 4 damaged, 5 could not).
pub(crate) fn refuse(error: &Error, json: bool) -> ExitCode {
    if json {
        println!("{}", json!({ "kind": error.kind, "message": error.message, "fields": error.fields }));
    } else {
        eprintln!("{}", error.message);
        for (field, message) in &error.fields {
            eprintln!("  {field}：{message}");
        }
    }
    if cfg!(debug_assertions) && std::env::var_os("YIHU_TRACE").is_some() {
        let mut cause = std::error::Error::source(error);
        while let Some(because) = cause {
            eprintln!("  <- {because}");
            cause = because.source();
        }
    }
    ExitCode::from(match error.kind {
        Kind::Invalid | Kind::NotFound | Kind::Conflict => 1,
        Kind::Denied => 3,
        Kind::Damaged | Kind::TooNew => 4,
        Kind::Stopped | Kind::Internal => 5,
    })
}
