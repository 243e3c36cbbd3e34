//! Cleans what people type and paste, and finds a hidden person in free text. It knows no record.
//!
//! Full-width digits and letters become half-width, every kind of space becomes one space, invisible characters go,
//! all middle dots become `·`. Chinese punctuation stays as it is, and no character is replaced by a look-alike:
//! rare characters of plane 2, variation selectors and private-use characters belong to people's names.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Refusal;

const NAME_LENGTH: usize = 40;
const TITLE_LENGTH: usize = 200;

/// Cleans a text that stands on one line.
pub fn line(typed: &str) -> String {
    let mut clean = String::with_capacity(typed.len());
    let mut gap = false;
    for c in typed.chars() {
        match fold(c) {
            Some(' ') => gap = true,
            Some(c) => {
                if gap && !clean.is_empty() {
                    clean.push(' ');
                }
                gap = false;
                clean.push(c);
            }
            None => {}
        }
    }
    clean
}

/// Cleans a text that stands on one line; nothing left is `None`.
pub fn some(typed: &str) -> Option<String> {
    Some(line(typed)).filter(|t| !t.is_empty())
}

/// Cleans a longer text and keeps its line breaks, at most one empty line between paragraphs; nothing left is `None`.
pub fn some_paragraphs(typed: &str) -> Option<String> {
    let mut clean = String::with_capacity(typed.len());
    let mut gap = false;
    // A lone CR ends a line as well: old programs write it, and Excel cells hold it.
    for paragraph in typed.replace("\r\n", "\n").split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'])
    {
        let paragraph = line(paragraph);
        if paragraph.is_empty() {
            gap = true;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        clean.push_str(&paragraph);
    }
    Some(clean).filter(|t| !t.is_empty())
}

/// Reads a person's name: `段　兰` is 段兰, `才让•多杰` is 才让·多杰.
pub fn name(typed: &str) -> Result<String, Refusal> {
    let name = without_inner_spaces(&line(typed));
    let refuse = |why: &str| Err(Refusal::new("name_form", format!("姓名“{}”{why}", short(&name))));
    if name.chars().count() > NAME_LENGTH {
        return Err(Refusal::new(
            "name_length",
            format!("姓名最多{NAME_LENGTH}个字，“{}”太长，请核对。", short(&name)),
        ));
    }
    if name.contains(['\u{FFFD}', '?', '？', '□', '■']) {
        return refuse("里有没能显示出来的字，多半是生僻字在别的软件里丢了，请按身份证重新录入。");
    }
    if !name.chars().any(|c| c.is_alphabetic() || is_private(c)) {
        return refuse("不像姓名，请按身份证填写。");
    }
    Ok(name)
}

/// Reads a title, a trade name or an address: one line of at most 200 characters.
pub fn title(typed: &str) -> Result<String, Refusal> {
    let title = line(typed);
    if title.chars().count() > TITLE_LENGTH {
        return Err(Refusal::new(
            "title_length",
            format!("“{}”太长，最多{TITLE_LENGTH}个字，请改短，其余写到备注里。", short(&title)),
        ));
    }
    if !title.chars().any(|c| c.is_alphanumeric() || is_private(c)) {
        return Err(Refusal::new("title_form", format!("“{}”里没有文字，请如实填写。", short(&title))));
    }
    Ok(title)
}

/// Splits a list of people: `段 兰、黄平超` is two, `才让·多杰` is one; what stands in brackets behind a name is left out.
pub fn names(typed: &str) -> Vec<String> {
    let mut clean = String::with_capacity(typed.len());
    let mut depth = 0_usize;
    for c in typed.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '\n' | '\r' if depth == 0 => clean.push('、'),
            c if depth == 0 => clean.push(c),
            _ => {}
        }
    }
    let mut found: Vec<String> = Vec::new();
    for part in line(&clean).split(['、', ',', '，', ';', '；', '/', '|', '+', '&', '。']) {
        for name in people(part) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// Whether a clerk's mark says yes: `是`, `√`, `有`, `已复议`.
pub fn yes(typed: &str) -> bool {
    let word = line(typed).replace(['\u{FE0E}', '\u{FE0F}'], "").to_lowercase();
    matches!(word.as_str(), "√" | "✓" | "✔" | "☑" | "对" | "y" | "yes" | "true" | "t" | "1" | "v")
        || (word.starts_with(['是', '有', '已'])
            && !word.contains('否')
            && !word.contains('无')
            && !word.contains('未'))
}

/// Whether `text` gives away the name, phone or identity number `trace`, however it is spaced, dashed or widened.
///
/// For many traces at once see [`Traces`].
pub fn betrays(text: &str, trace: &str) -> bool {
    let needles = needles(trace);
    if needles.is_empty() {
        return false;
    }
    let (words, digits) = (words(text), digits(text));
    needles
        .iter()
        .any(|needle| needle.in_digits && holds(&digits, needle) || !needle.in_digits && holds(&words, needle))
}

/// Traces of hidden people, made ready to be looked for in many texts.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    /// First two characters → the needles that start so.
    words: BTreeMap<(char, char), Vec<Needle>>,
    digits: BTreeMap<(char, char), Vec<Needle>>,
}

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
        let found = |needles: &BTreeMap<(char, char), Vec<Needle>>, text: &str| {
            !needles.is_empty()
                && text.chars().zip(text.chars().skip(1)).zip(text.char_indices()).any(|(pair, (at, _))| {
                    needles.get(&pair).is_some_and(|those| those.iter().any(|needle| stands_at(text, at, needle)))
                })
        };
        found(&self.words, &words(text)) || found(&self.digits, &digits(text))
    }
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
    for number in digits(&line(trace)).split('\0') {
        let (first, second) = if number.len() == 22 { number.split_at(11) } else { (number, "") };
        for number in [first, second] {
            number_needles(number, &mut found);
        }
    }
    for name in names(trace) {
        let mut said: String = words(&name).chars().filter(|c| !c.is_ascii_digit()).collect();
        for title in ["先生", "女士", "同志"] {
            if let Some(bare) = said.strip_suffix(title).filter(|bare| bare.chars().count() >= 2) {
                said = bare.to_owned();
            }
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

fn holds(text: &str, needle: &Needle) -> bool {
    text.match_indices(&needle.chars).any(|(at, _)| stands_at(text, at, needle))
}

fn stands_at(text: &str, at: usize, needle: &Needle) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text[at..]
        .strip_prefix(needle.chars.as_str())
        .is_some_and(|after| !needle.alone || !(digit(text[..at].chars().next_back()) || digit(after.chars().next())))
}

/// A text without what people put between the characters of a name, in lower case.
fn words(text: &str) -> String {
    text.chars().filter_map(fold).filter(|c| !is_separator(*c)).flat_map(char::to_lowercase).collect()
}

/// The numbers of a text without what people put between their digits; anything else is one `\0`.
fn digits(text: &str) -> String {
    let mut numbers = String::new();
    for c in text.chars().filter_map(fold).filter(|c| !is_separator(*c)) {
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
            _ if numbers.ends_with('\0') => continue,
            _ => '\0',
        };
        numbers.push(digit);
    }
    numbers
}

const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '–' | '—' | '‐' | '‑' | '−' | '·' | '.' | '_' | '*' | '(' | ')' | '（' | '）' | '~' | '～')
}

/// One character cleaned; `None` when it is not to be seen.
const fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{20}'..='\u{7E}' => c,
        // Spaces of every width, and line ends.
        '\t'
        | '\n'
        | '\u{B}'
        | '\u{C}'
        | '\r'
        | '\u{85}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}'
        | '\u{3164}' => ' ',
        // Control characters, zero-width characters, direction marks, soft hyphen.
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => return None,
        // Every middle dot people type in names.
        '•' | '‧' | '∙' | '⋅' | '・' | '･' | '\u{387}' => '·',
        // Punctuation of Chinese text, and the brackets of document numbers, keep their width.
        '！' | '（' | '）' | '，' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '～' => c,
        '\u{FF01}'..='\u{FF5E}' => half_width(c),
        _ => c,
    })
}

/// The ASCII character of which `c` is the full-width form.
const fn half_width(c: char) -> char {
    match char::from_u32(c as u32 - 0xFEE0) {
        Some(half) => half,
        None => c,
    }
}

/// Han characters of every plane, with 〇 and 々.
const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
        || is_private(c)
}

/// Private-use characters: old programs kept rare characters of names there.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// Variation selectors, which belong to the character before them.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A clean name without spaces between Han characters or around `·`, and with `·` where a full stop was typed for it.
fn without_inner_spaces(clean: &str) -> String {
    let mut name = clean.to_owned();
    loop {
        // A dot that became `·` may free a space beside it: again, until nothing moves.
        let next = drop_inner_spaces(&name);
        if next == name {
            return name;
        }
        name = next;
    }
}

fn drop_inner_spaces(clean: &str) -> String {
    let chars: Vec<char> = clean.chars().collect();
    let mut name = String::with_capacity(clean.len());
    let joins = |c: Option<&char>| c.is_some_and(|c| is_han(*c) || is_selector(*c) || *c == '·');
    for (at, &c) in chars.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|i| chars.get(i)), chars.get(at + 1));
        let dot_beside = before == Some(&'·') || after == Some(&'·');
        match c {
            ' ' if dot_beside || (joins(before) && joins(after)) => {}
            '.' if joins(before) && joins(after) => name.push('·'),
            c => name.push(c),
        }
    }
    name
}

/// The people in a part of a list that only spaces divide.
///
/// A Chinese name has two characters or more: single characters belong together.
fn people(part: &str) -> Vec<String> {
    let part = part.replace(" ·", "·").replace("· ", "·");
    let mut found: Vec<String> = Vec::new();
    let mut singles: Vec<char> = Vec::new();
    for piece in part.split(' ').filter(|p| !p.is_empty()) {
        let piece = without_inner_spaces(piece);
        let mut chars = piece.chars().filter(|c| !is_selector(*c));
        match (chars.next(), chars.next()) {
            (Some(only), None) if is_han(only) => singles.push(only),
            (Some(first), _) => {
                let latin = |name: &String| name.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
                let given_name = singles.len() == 1 && piece.chars().count() == 2;
                let surname = if given_name { singles.drain(..).collect() } else { String::new() };
                pair_up(&mut singles, &mut found);
                match found.last_mut().filter(|last| first.is_ascii_alphabetic() && latin(last)) {
                    Some(last) => *last = format!("{last} {piece}"),
                    None => found.push(surname + &piece),
                }
            }
            _ => {}
        }
    }
    pair_up(&mut singles, &mut found);
    found
}

/// Makes names of single characters in a row: two and two, the last three together when they are odd.
fn pair_up(singles: &mut Vec<char>, found: &mut Vec<String>) {
    let mut rest = singles.as_slice();
    if let (&[only], Some(last)) = (rest, found.last_mut())
        && last.chars().count() == 2
    {
        // 欧阳 锋
        last.push(only);
        rest = &[];
    }
    while !rest.is_empty() {
        let take = if rest.len() == 3 { 3 } else { rest.len().min(2) };
        found.push(rest[..take].iter().collect());
        rest = &rest[take..];
    }
    singles.clear();
}

/// A number as typed without the spaces and dashes people group it with.
pub(crate) fn joined(typed: &str) -> String {
    line(typed).chars().filter(|c| !matches!(c, ' ' | '-' | '–' | '—' | '‐' | '‑' | '−')).collect()
}

/// Whether a spreadsheet turned a long number into `6.19999E+17`.
pub(crate) fn is_scientific(number: &str) -> bool {
    let number = number.to_ascii_uppercase();
    number.split_once('E').is_some_and(|(mantissa, exponent)| {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        mantissa.contains('.') && digits(&mantissa.replacen('.', "", 1)) && digits(exponent.trim_start_matches('+'))
    })
}

/// What was typed, short enough to be quoted in a message.
pub(crate) fn short(typed: &str) -> String {
    const LENGTH: usize = 20;
    match typed.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_cleaned_but_chinese_punctuation_stays() {
        for (typed, clean) in [
            ("　龙超 ", "龙超"),
            ("６１９９９９１１０２６７", "619999110267"),
            ("Ａｂｃ－１２３％", "Abc-123%"),
            ("太要镇\u{3000}\u{A0}\t 西街  257号", "太要镇 西街 257号"),
            ("第一行\r\n第二行", "第一行 第二行"),
            ("段\u{200B}兰\u{FEFF}\u{0}\u{AD}", "段兰"),
            ("才让•多杰", "才让·多杰"),
            ("才让・多杰", "才让·多杰"),
            ("才让･多杰", "才让·多杰"),
            ("才让‧多杰", "才让·多杰"),
            ("甲，乙。丙；丁：戊（己）？！", "甲，乙。丙；丁：戊（己）？！"),
            ("〔2026〕—《法》、“文”", "〔2026〕—《法》、“文”"),
            ("严𬭎 徐𠮷 梁䶮 \u{E815}", "严𬭎 徐𠮷 梁䶮 \u{E815}"),
            ("葛\u{E0100}", "葛\u{E0100}"),
            ("", ""),
            (" \u{3000}\u{200B}", ""),
        ] {
            assert_eq!(line(typed), clean, "{typed:?}");
        }
        assert_eq!(some(" \u{3000} "), None);
        assert_eq!(some(" 段兰 ").as_deref(), Some("段兰"));
    }

    #[test]
    fn paragraphs_keep_their_line_breaks() {
        assert_eq!(some_paragraphs("\n 一　\r\n二\r\n\n\n\n三\n").as_deref(), Some("一\n二\n\n三"));
        assert_eq!(some_paragraphs("甲\r乙").as_deref(), Some("甲\n乙"));
        assert_eq!(some_paragraphs(" \n\u{3000}\n"), None);
    }

    #[test]
    fn names_of_every_people_are_read() {
        for (typed, clean) in [
            ("段　兰", "段兰"),
            (" 熊 㛃 ", "熊㛃"),
            ("徐 𠮷", "徐𠮷"),
            ("扎西•多杰", "扎西·多杰"),
            ("扎西 · 多杰", "扎西·多杰"),
            ("扎西．多杰", "扎西·多杰"),
            ("阿依古丽·买买提", "阿依古丽·买买提"),
            ("John  Smith", "John Smith"),
            ("J. Smith", "J. Smith"),
            ("葛\u{E0100} 明", "葛\u{E0100}明"),
            ("\u{E815} 明", "\u{E815}明"),
            ("张三（已故）", "张三（已故）"),
        ] {
            assert_eq!(name(typed).as_deref(), Ok(clean), "{typed}");
        }
        for (typed, code) in [
            ("12345", "name_form"),
            ("１２", "name_form"),
            ("/", "name_form"),
            ("——", "name_form"),
            ("\u{0}\u{200B}", "name_form"),
            ("张?", "name_form"),
            ("张\u{FFFD}", "name_form"),
        ] {
            assert_eq!(name(typed).unwrap_err().code, code, "{typed}");
        }
        assert!(name(&"长".repeat(40)).is_ok());
        assert_eq!(name(&"长".repeat(41)).unwrap_err().code, "name_length");
    }

    #[test]
    fn titles_hold_words_and_an_end() {
        assert_eq!(title(" 城关涵轩查家商店（二店） ").as_deref(), Ok("城关涵轩查家商店（二店）"));
        assert!(title(&"长".repeat(200)).is_ok());
        assert_eq!(title(&"长".repeat(201)).unwrap_err().code, "title_length");
        for typed in ["/", "—", "……", "\u{200B}"] {
            assert_eq!(title(typed).unwrap_err().code, "title_form", "{typed}");
        }
    }

    #[test]
    fn lists_of_people_are_divided_into_names() {
        let cases: [(&str, &[&str]); 20] = [
            ("雷云秀、侯强平", &["雷云秀", "侯强平"]),
            ("雷云秀,侯强平", &["雷云秀", "侯强平"]),
            ("雷云秀，侯强平；段兰", &["雷云秀", "侯强平", "段兰"]),
            ("雷云秀/段兰", &["雷云秀", "段兰"]),
            ("雷云秀\n段兰", &["雷云秀", "段兰"]),
            ("张三 李四", &["张三", "李四"]),
            ("段 兰", &["段兰"]),
            ("段　兰、朱　文", &["段兰", "朱文"]),
            ("段 兰 朱 文", &["段兰", "朱文"]),
            ("段 兰 黄平超", &["段兰", "黄平超"]),
            ("黄平超 段 兰", &["黄平超", "段兰"]),
            ("段 兰兰", &["段兰兰"]),
            ("欧阳 锋", &["欧阳锋"]),
            ("才让·多杰", &["才让·多杰"]),
            ("才让 • 多杰、段兰", &["才让·多杰", "段兰"]),
            ("段兰、段兰、", &["段兰"]),
            ("段兰（主办，61001）、朱文（协办）", &["段兰", "朱文"]),
            ("John Smith、段兰", &["John Smith", "段兰"]),
            ("段兰", &["段兰"]),
            (" 、 ", &[]),
        ];
        for (typed, found) in cases {
            assert_eq!(names(typed), found, "{typed}");
        }
    }

    #[test]
    fn yes_is_told_from_no() {
        for typed in ["是", "√", " ✔\u{FE0F}", "有", "已复议", "Y", "1", "是，已起诉"] {
            assert!(yes(typed), "{typed}");
        }
        for typed in ["", "否", "无", "未复议", "×", "0", "是否", "有无", "N"] {
            assert!(!yes(typed), "{typed}");
        }
    }

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
            ("短号661234找他", "661234"),
            ("才让多杰反映", "才让·多杰"),
            ("才让•多杰反映", "才让·多杰"),
            ("徐𠮷反映", "徐𠮷"),
            ("由john smith提出", "John Smith"),
        ] {
            assert!(betrays(text, trace), "{trace} in {text}");
            assert!(Traces::new(["无此人", trace]).betrayed_by(text), "{trace} in {text}");
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
            assert!(!Traces::new([trace]).betrayed_by(text), "{trace} in {text}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in "\\PC{0,40}|[ \u{3000}\u{200B}•．段兰Ａ1\n]{0,20}") {
            let once = line(&typed);
            prop_assert_eq!(&line(&once), &once);
            prop_assert!(!once.contains("  ") && once.trim() == once);
            if let Ok(once) = name(&typed) {
                prop_assert_eq!(name(&once), Ok(once));
            }
            if let Some(once) = some_paragraphs(&typed) {
                prop_assert_eq!(some_paragraphs(&once), Some(once));
            }
        }

        #[test]
        fn a_list_joined_again_is_the_same_list(people in proptest::collection::hash_set("[一-龥]{2,4}", 0..6)) {
            let people: Vec<String> = people.into_iter().collect();
            prop_assert_eq!(names(&people.join("、")), people);
        }

        #[test]
        fn a_phone_within_any_words_is_found(before in "[一-龥，。]{0,20}", phone in "1[3-9][0-9]{9}", gap in "[ -]?", after in "[一-龥，。]{0,20}") {
            let spaced: Vec<String> = phone.chars().map(String::from).collect();
            let text = format!("{before}{}{after}", spaced.join(&gap));
            prop_assert!(betrays(&text, &phone));
            prop_assert!(Traces::new([phone.as_str()]).betrayed_by(&text));
        }

        #[test]
        fn one_trace_and_many_agree(text in "[白秀浩138 0915-]{0,30}|\\PC{0,30}", trace in "[白秀浩138 0915-]{0,14}|\\PC{0,10}") {
            prop_assert_eq!(betrays(&text, &trace), Traces::new([trace.as_str()]).betrayed_by(&text));
        }
    }
}
