//! Collects everything that is wrong with what was typed, at once.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Error, text};

/// Fewest characters that say a reason.
const REASON_LEAST: usize = 4;

/// Most characters of a reason.
const REASON_MOST: usize = 100;

/// Why values stand that their check doubts (按原因保留): field → reason.
///
/// Certificates with a wrong check digit or an impossible birthday were issued, and stay valid: what is printed is what
/// the file says, and the reason beside it.
pub type Reasons = BTreeMap<String, String>;

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
    /// Whether a reason lets the value stand: asked for with an error, given with a warning.
    pub doubt: bool,
}

/// Why one value was not understood: a stable code and a Chinese sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word for scripts.
    pub code: &'static str,
    /// A Chinese sentence that says what to do.
    pub message: String,
    /// The value as it would stand for a reason; none where no reason helps.
    pub as_is: Option<String>,
}

impl Refusal {
    /// Makes a refusal.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), as_is: None }
    }

    /// Makes a refusal that is a doubt: `as_is` may stand for a reason.
    pub fn doubt(code: &'static str, message: impl Into<String>, as_is: impl Into<String>) -> Self {
        Self { as_is: Some(as_is.into()), ..Self::new(code, message) }
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
    given: Reasons,
    kept: Reasons,
}

impl Checker {
    /// Begins with the reasons that were given for values their check doubts.
    pub fn with(given: &Reasons) -> Self {
        Self { given: given.clone(), ..Self::default() }
    }

    /// Notes an error at `field`.
    pub fn error(&mut self, field: &'static str, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { field, severity: Severity::Error, code, message: message.into(), doubt: false });
    }

    /// Notes a warning at `field`.
    pub fn warn(&mut self, field: &'static str, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { field, severity: Severity::Warning, code, message: message.into(), doubt: false });
    }

    /// Notes what another reading found.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
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

    /// Reads a number that may be empty, and that stands although its check doubts it where a reason was given.
    pub fn number(
        &mut self,
        field: &'static str,
        typed: &str,
        read: impl FnOnce(&str) -> Result<String, Refusal>,
    ) -> Option<String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let Refusal { code, message, as_is } = match read(typed) {
            Ok(value) => return Some(value),
            Err(refusal) => refusal,
        };
        let doubt = as_is.is_some();
        let given = self.given.get(field).filter(|typed| doubt && !typed.trim().is_empty());
        let (severity, message) = match given.map(|typed| reason(typed)) {
            None => (Severity::Error, message),
            Some(Err(refusal)) => (Severity::Error, refusal.message),
            Some(Ok(reason)) => {
                let said = format!("{message}已按原因保留：{reason}。");
                self.kept.insert(field.to_owned(), reason);
                (Severity::Warning, said)
            }
        };
        self.problems.push(Problem { field, severity, code, message, doubt });
        as_is.filter(|_| severity == Severity::Warning)
    }

    /// The reasons for which doubted values stand; one given for a value that needs none is let go.
    pub fn kept(&mut self) -> Reasons {
        std::mem::take(&mut self.kept)
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

/// The number as it is or would be kept, doubted or not: what records are held against each other by.
pub fn as_kept(read: Result<String, Refusal>) -> Option<String> {
    read.or_else(|refusal| refusal.as_is.ok_or(())).ok()
}

/// Reads a reason as it is kept: one line, neither a word nor a letter.
pub fn reason(typed: &str) -> Result<String, Refusal> {
    let reason = text::line(typed);
    match reason.chars().count() {
        ..REASON_LEAST => Err(Refusal::new("reason_short", format!("请写明理由，至少{REASON_LEAST}个字。"))),
        REASON_LEAST..=REASON_MOST => Ok(reason),
        _ => Err(Refusal::new("reason_long", format!("理由太长，最多{REASON_MOST}个字，请改短。"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id_card, phone, uscc};

    #[test]
    fn a_doubted_value_stands_for_a_reason_and_for_nothing_else() {
        let wrong_digit = "610522199001010018";
        for (field, typed, reason, value) in [
            ("owner_id_number", wrong_digit, "", None),
            ("owner_id_number", wrong_digit, "错", None),
            ("owner_id_number", wrong_digit, "老证上就是这样印的", Some(wrong_digit)),
            ("owner_id_number", "61052219900230001x", "证上生日印错，派出所有证明", Some("61052219900230001X")),
            ("owner_id_number", "H1234567890", "港澳居民来往内地通行证", Some("H1234567890")),
            ("owner_id_number", "6.10522199001E+17", "表里就是这样", None),
            ("owner_id_number", "610522199001010017", "用不着的原因", Some("610522199001010017")),
            ("uscc", "91350100M000100Y44", "执照上就是这样印的", Some("91350100M000100Y44")),
            ("uscc", "91350100MO00100Y43", "执照上就是这样印的", None),
            ("phone", "12313", "村里的短号", Some("12313")),
            ("phone", "", "没有电话", None),
        ] {
            let mut c = Checker::with(&Reasons::from([(field.to_owned(), reason.to_owned())]));
            let read = match field {
                "uscc" => uscc::read,
                "phone" => phone::read,
                _ => id_card::read,
            };
            assert_eq!(c.number(field, typed, read).as_deref(), value, "{typed} {reason}");
            let stands = value.is_some_and(|value| read(value).is_err());
            assert_eq!(c.kept().get(field).map(String::as_str), stands.then_some(reason), "{typed} {reason}");
            let problems = c.finish(Some(())).problems;
            assert_eq!(problems.iter().any(|p| p.severity == Severity::Error), value.is_none() && !typed.is_empty());
            assert_eq!(problems.iter().any(|p| p.message.contains("按原因保留")), stands, "{problems:?}");
        }
    }
}
