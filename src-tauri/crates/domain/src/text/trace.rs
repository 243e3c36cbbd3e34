//! Finds a hidden person in free text. It does not say who it was, and hides nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{fold, line, names};

/// Whether `text` gives away the name, phone or identity number `trace`, however it is spaced, dashed or widened.
///
/// For many traces at once see [`Traces`].
pub fn betrays(text: &str, trace: &str) -> bool {
    Traces::new([trace]).betrayed_by(text)
}

/// Traces of hidden people, made ready to be looked for in many texts.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    words: Needles,
    digits: Needles,
}

/// First two characters → the needles that start so.
type Needles = BTreeMap<(char, char), Vec<Needle>>;

impl Traces {
    /// Makes the traces ready; what is too short to tell anybody apart is left out.
    pub fn new<'a>(traces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut ready = Self::default();
        let unique: BTreeSet<&str> = traces.into_iter().collect();
        for needle in unique.into_iter().flat_map(needles) {
            let mut start = needle.chars.chars();
            if let (Some(first), Some(second)) = (start.next(), start.next()) {
                let side = if needle.in_digits { &mut ready.digits } else { &mut ready.words };
                side.entry((first, second)).or_default().push(needle);
            }
        }
        ready
    }

    /// Whether `text` gives any of these people away.
    pub fn betrayed_by(&self, text: &str) -> bool {
        if !self.words.is_empty() {
            let words = words(text);
            if found(&self.words, &words, |at, needle| words[at..].starts_with(&needle.chars)) {
                return true;
            }
        }
        if self.digits.is_empty() {
            return false;
        }
        let Numbers { digits, joined } = numbers(text);
        let free = |at: usize| !joined.get(at).copied().unwrap_or_default();
        found(&self.digits, &digits, |at, needle| {
            let fits = !needle.alone || (free(at) && free(at + needle.chars.len()));
            fits && digits[at..].starts_with(&needle.chars)
        })
    }
}

/// What a hidden person's traces are replaced with.
pub const VEIL: &str = "〔举报人〕";

impl Traces {
    /// Where a text first gives one of these people away: the number of the character, from 1.
    pub fn where_in(&self, text: &str) -> Option<usize> {
        let (start, _) = self.place(text).filter(|_| self.betrayed_by(text))?;
        Some(text[..start].chars().count() + 1)
    }

    /// The text with a veil over every place that gives one of these people away; the rest stays as it is.
    pub fn veiled(&self, text: &str) -> String {
        // Who is called like a piece of the veil itself would never be hidden by it.
        let veil = if self.betrayed_by(VEIL) { "" } else { VEIL };
        let mut veiled = text.to_owned();
        for _ in 0..=text.len() {
            if !self.betrayed_by(&veiled) {
                return veiled;
            }
            let Some((start, end)) = self.place(&veiled) else { break };
            veiled.replace_range(start..end, veil);
        }
        veil.to_owned()
    }

    /// The first place that betrays by itself, as narrow as it can be.
    fn place(&self, text: &str) -> Option<(usize, usize)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = ends.into_iter().find(|end| self.betrayed_by(&text[..*end]))?;
        let starts = text[..end].char_indices().map(|(at, _)| at);
        let start = starts.rev().find(|start| self.betrayed_by(&text[*start..end]))?;
        Some((start, end))
    }
}

/// Whether any needle stands in `text`, by its first two characters.
fn found(needles: &Needles, text: &str, stands: impl Fn(usize, &Needle) -> bool) -> bool {
    text.char_indices().zip(text.chars().skip(1)).any(|((at, first), second)| {
        needles.get(&(first, second)).is_some_and(|those| those.iter().any(|needle| stands(at, needle)))
    })
}

/// One form of a trace, as it would stand in a text without separators.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needle {
    chars: String,
    in_digits: bool,
    /// Short numbers count only where no other digit stands beside them.
    alone: bool,
}

/// Words that stand in a name column and tell nobody apart.
const NOBODY: [&str; 14] = [
    "匿名",
    "群众",
    "市民",
    "居民",
    "村民",
    "消费者",
    "顾客",
    "用户",
    "先生",
    "女士",
    "举报人",
    "投诉人",
    "来电人",
    "不详",
];

/// The forms a trace is looked for in: its words and its numbers.
fn needles(trace: &str) -> Vec<Needle> {
    let mut found = Vec::new();
    for number in numbers(&line(trace)).digits.split('\0') {
        let (first, second) = if number.len() == 22 { number.split_at(11) } else { (number, "") };
        for number in [first, second] {
            number_needles(number, &mut found);
        }
    }
    for name in names(trace) {
        let mut said: String = words(&name).chars().filter(|c| !c.is_ascii_digit()).collect();
        for title in ["先生", "女士", "同志"] {
            let bare = said.strip_suffix(title).filter(|bare| bare.chars().count() >= 2).map(str::len);
            said.truncate(bare.unwrap_or(said.len()));
        }
        let length = said.chars().count();
        let tells = if said.is_ascii() { length >= 4 } else { length >= 2 && said.chars().any(char::is_alphabetic) };
        if tells && !NOBODY.contains(&said.as_str()) {
            found.push(Needle { chars: said, in_digits: false, alone: false });
        }
    }
    found
}

/// The forms of one number: as it is, without its country or area code, and an identity number in its old form.
fn number_needles(number: &str, found: &mut Vec<Needle>) {
    let number = number.trim_start_matches('x');
    let digits = number.trim_end_matches('x');
    let number = if digits.len() == 17 && digits.len() < number.len() { &number[..18] } else { digits };
    let mobile = ["0086", "86"].iter().find_map(|code| number.strip_prefix(code)).filter(|t| t.len() == 11);
    let number = mobile.unwrap_or(number);
    let mut push = |chars: &str, alone| found.push(Needle { chars: chars.to_owned(), in_digits: true, alone });
    // Five digits and fewer are service numbers (12313, 110) and house numbers: they tell nobody apart.
    if number.len() >= 6 {
        push(number, number.len() < 11);
    }
    if number.starts_with('0') {
        // A landline is often given without its area code, or without its extension.
        let area = if number.starts_with("01") || number.starts_with("02") { 3 } else { 4 };
        match number.len() {
            10..=12 => push(&number[area..], true),
            13..=18 => push(&number[area..area + 7], false),
            _ => {}
        }
    } else if number.len() == 18 {
        // The same person's number as it was written before 1999.
        push(&format!("{}{}", &number[..6], &number[8..17]), true);
    }
}

/// A text without what people put between the characters of a name, in lower case.
fn words(text: &str) -> String {
    text.chars().filter_map(fold).filter(|c| !is_separator(*c)).flat_map(char::to_lowercase).collect()
}

/// The numbers of a text without what people put between their digits.
pub(super) struct Numbers {
    /// Anything but digits and x is one `\0`.
    pub(super) digits: String,
    /// For each byte of `digits`: whether it followed another digit directly.
    pub(super) joined: Vec<bool>,
}

pub(super) fn numbers(text: &str) -> Numbers {
    let mut numbers = Numbers { digits: String::with_capacity(text.len()), joined: Vec::with_capacity(text.len()) };
    let mut after_digit = false;
    for c in text.chars().filter_map(fold) {
        if is_separator(c) {
            after_digit = false;
            continue;
        }
        let digit = match c {
            '0'..='9' => c,
            'x' | 'X' | '×' => 'x',
            '零' | '〇' | '○' => '0',
            '一' | '幺' => '1',
            '二' => '2',
            '三' => '3',
            '四' => '4',
            '五' => '5',
            '六' => '6',
            '七' => '7',
            '八' => '8',
            '九' => '9',
            _ => '\0',
        };
        if digit != '\0' || !numbers.digits.ends_with('\0') {
            numbers.digits.push(digit);
            numbers.joined.push(after_digit && c.is_ascii_digit());
        }
        after_digit = c.is_ascii_digit();
    }
    numbers
}

const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '–' | '—' | '‐' | '‑' | '−' | '·' | '.' | '_' | '*' | '(' | ')' | '（' | '）' | '~' | '～')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "反映代字阿综合商店销售假烟。举报人白秀浩（电话17807267447）要求保密。";

    #[test]
    fn a_hidden_person_is_found_however_it_is_written() {
        for (text, trace) in [
            (TEXT, "白秀浩"),
            (TEXT, "白 秀 浩"),
            (TEXT, "17807267447"),
            (TEXT, "178-0726-7447"),
            (TEXT, "+86 17807267447"),
            (TEXT, "白秀浩先生"),
            (TEXT, "白秀浩（要求保密）"),
            (TEXT, "白秀浩 17807267447"),
            ("举报人白　秀　浩来电", "白秀浩"),
            ("举报人白\u{200B}秀浩来电", "白秀浩"),
            ("来电１７８０７２６７４４７", "17807267447"),
            ("来电178 0726 7447", "17807267447"),
            ("来电178-0726-7447", "17807267447"),
            ("来电(178)0726—7447", "17807267447"),
            ("来电一七八零七二六七四四七", "17807267447"),
            ("两个号17807267447 13900001111", "13900001111"),
            ("来电13900001111", "17807267447/13900001111"),
            ("身份证11010519491231002x", "11010519491231002X"),
            ("身份证110105 19491231 002×", "11010519491231002X"),
            ("老身份证110105491231002", "11010519491231002X"),
            ("座机3812345", "0915-3812345"),
            ("座机0915 381 2345", "0915-3812345"),
            ("座机3812345转801", "0915-3812345-801"),
            ("座机3812345 2026年起停用", "0915-3812345"),
            ("一3812345", "0915-3812345"),
            ("座机(0915)3812345", "3812345"),
            ("短号661234找他", "661234"),
            ("才让多杰反映", "才让·多杰"),
            ("才让•多杰反映", "才让·多杰"),
            ("徐𠮷反映", "徐𠮷"),
            ("由john smith提出", "John Smith"),
        ] {
            assert!(betrays(text, trace), "{trace} in {text}");
            assert!(Traces::new(["无此人", "18600000000", trace]).betrayed_by(text), "{trace} in {text}");
        }
    }

    #[test]
    fn what_tells_nobody_apart_betrays_nobody() {
        for (text, trace) in [
            (TEXT, ""),
            (TEXT, "白"),
            (TEXT, " 白　"),
            (TEXT, "1"),
            (TEXT, "举报人"),
            (TEXT, "匿名"),
            (TEXT, "白秀兰"),
            (TEXT, "17807267448"),
            (TEXT, "——"),
            ("12313来电", "12313"),
            ("群众反映", "群众"),
            ("许可证号619999110267", "661234"),
            ("许可证号619999110267", "999911"),
            ("编号0103812345", "0915-3812345"),
            ("", "白秀浩"),
            ("2026.04.29 19:32 受理，罚款1780元，726条，7447支", "17807267447"),
        ] {
            assert!(!betrays(text, trace), "{trace} in {text}");
            assert!(!Traces::new([trace, "无此人", "18600000000"]).betrayed_by(text), "{trace} in {text}");
        }
    }

    #[test]
    fn a_veil_hides_the_person_and_leaves_the_rest() {
        let traces = Traces::new(["白秀浩", "17807267447", "11010519491231002X"]);
        for (text, veiled) in [
            (TEXT, "反映代字阿综合商店销售假烟。举报人〔举报人〕（电话〔举报人〕）要求保密。"),
            ("已答复白 秀 浩本人", "已答复〔举报人〕本人"),
            ("回电１７８-０７２６ 7447，白秀浩称满意", "回电〔举报人〕，〔举报人〕称满意"),
            ("证号11010519491231002x。", "证号〔举报人〕。"),
            ("经查不属实", "经查不属实"),
            ("", ""),
        ] {
            assert_eq!(traces.veiled(text), veiled);
            assert_eq!(traces.veiled(veiled), veiled);
        }
        assert_eq!(Traces::new(["报人"]).veiled("报人来电，报人又来电"), "来电，又来电");
    }

    #[test]
    fn the_place_is_told_without_the_person() {
        let traces = Traces::new(["白秀浩"]);
        assert_eq!(traces.where_in("已答复白 秀 浩本人"), Some(4));
        assert_eq!(traces.where_in("已答复"), None);
    }

    proptest! {
        #[test]
        fn a_veiled_text_betrays_nobody(
            text in "[白秀浩138 0915-]{0,40}|\\PC{0,30}", traces in proptest::collection::vec("[白秀浩138 0915-]{0,14}|\\PC{0,10}", 0..4)
        ) {
            let traces = Traces::new(traces.iter().map(String::as_str));
            prop_assert!(!traces.betrayed_by(&traces.veiled(&text)));
        }

        #[test]
        fn a_phone_within_any_words_is_found(before in "[一-龥，。]{0,20}", phone in "1[3-9][0-9]{9}", gap in "[ -]?", after in "[一-龥，。]{0,20}") {
            let spaced: Vec<String> = phone.chars().map(String::from).collect();
            let text = format!("{before}{}{after}", spaced.join(&gap));
            prop_assert!(betrays(&text, &phone));
            prop_assert!(Traces::new([phone.as_str()]).betrayed_by(&text));
        }

        #[test]
        fn many_traces_find_what_each_finds(
            text in "[白秀浩138 0915-]{0,40}|\\PC{0,30}", traces in proptest::collection::vec("[白秀浩138 0915-]{0,14}|\\PC{0,10}", 0..4)
        ) {
            let each = traces.iter().any(|trace| betrays(&text, trace));
            prop_assert_eq!(Traces::new(traces.iter().map(String::as_str)).betrayed_by(&text), each);
        }
    }
}
