//! Which fields a ledger of each noun can fill, and under which headers clerks keep them.

use yihu_domain::Noun;

/// How the cells of a field are to be read from a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words
    Text,
    /// Words that may run on: several such columns are joined
    Remark,
    /// A number people say; digits must not be lost
    Identifier,
    /// A day
    Day,
    /// A day with a time
    Instant,
    /// Cigarettes, in 条 unless the header says otherwise
    Sticks,
    /// Money, in 元 unless the header says otherwise
    Money,
    /// Class hours
    Hours,
    /// Names of people; several such columns are joined
    People,
}

/// One field that a ledger can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the draft
    pub name: &'static str,
    /// Its canonical header
    pub title: &'static str,
    /// Other headers that mean it
    pub synonyms: &'static [&'static str],
    /// How its cells are read
    pub kind: Kind,
    /// Whether a sheet without it is not this ledger
    pub required_for_recognition: bool,
    /// Whether it is a number whose digits must not be lost
    pub identifier: bool,
}

/// The fields that a ledger of `noun` can fill; none for nouns that are not imported.
pub fn fields(noun: Noun) -> &'static [Field] {
    let _ = noun;
    &[]
}
