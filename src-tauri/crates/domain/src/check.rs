//! Collects everything that is wrong with what was typed, at once.

use serde::Serialize;

use crate::Error;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Refuses the record.
    Error,
    /// Lets it in, and says so.
    Warning,
}

/// One thing that is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field's name in the record.
    pub field: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// A stable word for scripts, e.g. `id_check_digit`.
    pub code: &'static str,
    /// A Chinese sentence that says what to do.
    pub message: String,
}

/// Why one value was not understood: a stable code and a Chinese sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word for scripts.
    pub code: &'static str,
    /// A Chinese sentence that says what to do.
    pub message: String,
}

impl Refusal {
    /// Makes a refusal.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The record, if no error stands against it, and everything that was noticed.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The record; `None` when any problem is an error.
    pub value: Option<T>,
    /// All problems, errors and warnings.
    pub problems: Vec<Problem>,
}

impl<T> Checked<T> {
    /// The record, or one error that names every wrong field.
    pub fn into_result(self) -> Result<T, Error> {
        if let Some(value) = self.value {
            return Ok(value);
        }
        let mut error = Error::invalid("有几处需要改正，请看各栏的提示。");
        for problem in self.problems.into_iter().filter(|p| p.severity == Severity::Error) {
            error.fields.entry(problem.field.to_owned()).or_insert(problem.message);
        }
        Err(error)
    }
}

/// Gathers problems while a draft is read field by field.
#[derive(Debug, Default)]
pub struct Checker {
    problems: Vec<Problem>,
}

impl Checker {
    /// Notes an error at `field`.
    pub fn error(&mut self, field: &'static str, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { field, severity: Severity::Error, code, message: message.into() });
    }

    /// Notes a warning at `field`.
    pub fn warn(&mut self, field: &'static str, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { field, severity: Severity::Warning, code, message: message.into() });
    }

    /// Takes a value that was read, or notes why it was not.
    pub fn take<T>(&mut self, field: &'static str, read: Result<T, Refusal>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.error(field, refusal.code, refusal.message);
                None
            }
        }
    }

    /// Reads a field that may be empty: empty gives `None` without a word.
    pub fn optional<T>(
        &mut self,
        field: &'static str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() { None } else { self.take(field, read(text)) }
    }

    /// Reads a field that must be filled; `name` is what the clerk calls it.
    pub fn required<T>(
        &mut self,
        field: &'static str,
        name: &str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        if text.trim().is_empty() {
            self.error(field, "missing", format!("{name}必填，请补上。"));
            return None;
        }
        self.take(field, read(text.trim()))
    }

    /// Ends the reading: the record only when nothing stands against it.
    pub fn finish<T>(self, value: Option<T>) -> Checked<T> {
        let refused = self.problems.iter().any(|p| p.severity == Severity::Error);
        Checked { value: value.filter(|_| !refused), problems: self.problems }
    }
}
