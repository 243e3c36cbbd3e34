//! Understands one header: the same words however they are written, the unit in its brackets, the field it means.

use std::collections::HashMap;

use super::fields::{Field, Kind};

/// What a header's unit does to bare numbers under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Unit {
    /// What it counts
    pub(super) counts: Kind,
    /// Power of ten by which a bare number is multiplied
    pub(super) shift: usize,
    /// What is put behind it; empty where the unit is the domain's own
    pub(super) suffix: &'static str,
}

/// How a unit is written in headers.
const UNITS: [(&str, Unit); 26] = [
    ("条", unit(Kind::Sticks, 0, "条")),
    ("万条", unit(Kind::Sticks, 4, "条")),
    ("支", unit(Kind::Sticks, 0, "支")),
    ("根", unit(Kind::Sticks, 0, "支")),
    ("千支", unit(Kind::Sticks, 3, "支")),
    ("万支", unit(Kind::Sticks, 4, "支")),
    ("包", unit(Kind::Sticks, 0, "包")),
    ("盒", unit(Kind::Sticks, 0, "包")),
    ("件", unit(Kind::Sticks, 0, "件")),
    ("箱", unit(Kind::Sticks, 0, "箱")),
    ("元", unit(Kind::Money, 0, "")),
    ("人民币", unit(Kind::Money, 0, "")),
    ("人民币元", unit(Kind::Money, 0, "")),
    ("rmb", unit(Kind::Money, 0, "")),
    ("百元", unit(Kind::Money, 2, "")),
    ("千元", unit(Kind::Money, 3, "")),
    ("万元", unit(Kind::Money, 4, "")),
    ("万", unit(Kind::Money, 4, "")),
    ("亿元", unit(Kind::Money, 8, "")),
    ("课时", unit(Kind::Hours, 0, "")),
    ("学时", unit(Kind::Hours, 0, "")),
    ("小时", unit(Kind::Hours, 0, "")),
    ("节", unit(Kind::Hours, 0, "")),
    ("h", unit(Kind::Hours, 0, "")),
    // How many class hours a minute or a day makes is the bureau's own rule: the domain refuses the word, the clerk decides.
    ("分钟", unit(Kind::Hours, 0, "分钟")),
    ("天", unit(Kind::Hours, 0, "天")),
];

const fn unit(counts: Kind, shift: usize, suffix: &'static str) -> Unit {
    Unit { counts, shift, suffix }
}

/// The unit of that word.
pub(super) fn unit_of(word: &str) -> Option<Unit> {
    let word = canonical(word);
    let word = word.strip_prefix("单位").unwrap_or(&word);
    UNITS.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}

/// Full width to half width, everything else as it is.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// The words of a header, without what clerks write differently: width, spaces, signs, brackets, 编号/号码, 时间.
pub(super) fn canonical(header: &str) -> String {
    let half = half_width(header);
    let numbered =
        half.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    // `1、许可证号` is the header 许可证号; `12313工单号` keeps its digits.
    let half = if numbered.starts_with(['、', '.']) { numbered } else { &half };
    let bare: String = half
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_sign(*c))
        .flat_map(char::to_lowercase)
        .collect();
    bare.replace("编号", "号").replace("号码", "号").replace("时间", "日期")
}

fn is_sign(c: char) -> bool {
    "()[]{}【】〔〕〈〉《》「」*#:;,，。.、/\\|\"'`“”‘’-—–_~·•?!！※★☆▲△●○＊\u{FEFF}\u{200B}\u{200C}\u{200D}".contains(c)
}

/// A header taken apart: the words it may be known by, the likeliest first, and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Canonical forms
    pub(super) forms: Vec<String>,
    /// The unit of its brackets or its end
    pub(super) unit: Option<Unit>,
}

/// Takes one header apart.
pub(super) fn words(header: &str) -> Words {
    let half = half_width(header);
    let (outside, inside) = brackets(&half);
    let mut unit = inside.iter().find_map(|group| unit_of(group));
    let kept: Vec<&String> = inside.iter().filter(|group| unit_of(group).is_none()).collect();
    let mut outside = outside;
    if unit.is_none()
        && let Some((rest, found)) = unit_at_end(&outside)
    {
        unit = Some(found);
        outside = rest;
    }
    let mut forms = Vec::new();
    let mut add = |text: &str| {
        let form = canonical(text);
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    // The whole in its own order first: 乡镇（街道）, then without what the brackets add: 许可证号（12位）.
    if kept.len() == inside.len() && unit.is_none() {
        add(&half);
    }
    add(&format!("{outside}{}", kept.iter().map(|k| k.as_str()).collect::<String>()));
    add(&outside);
    if outside.trim().is_empty() {
        for group in &kept {
            add(group);
        }
    }
    outside.split(['/', '、', '\\', '|']).filter(|_| outside.contains(['/', '、', '\\', '|'])).for_each(&mut add);
    outside.split('或').filter(|_| outside.contains('或')).for_each(&mut add);
    Words { forms, unit }
}

/// What stands outside of brackets, and each pair's inside.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut group: Option<String> = None;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' | '〈' => group = Some(String::new()),
            ')' | ']' | '}' | '】' | '〕' | '〉' => inside.extend(group.take()),
            other => group.as_mut().unwrap_or(&mut outside).push(other),
        }
    }
    inside.extend(group.filter(|g| !g.trim().is_empty()));
    (outside, inside)
}

/// `涉案数量:条`, `罚款金额/元`, `涉案条数`, `案值万元`: the rest and the unit.
fn unit_at_end(text: &str) -> Option<(String, Unit)> {
    if let Some((rest, last)) = text.rsplit_once(['/', ':', ',', '、', '-', '\n'])
        && let Some(unit) = unit_of(last)
    {
        return Some((rest.to_owned(), unit));
    }
    let bare = text.trim();
    for (word, counted) in [("条数", "条"), ("支数", "支"), ("件数", "件"), ("箱数", "箱")] {
        if let Some(rest) = bare.strip_suffix(word).filter(|rest| !rest.is_empty()) {
            return unit_of(counted).map(|unit| (format!("{rest}数量"), unit));
        }
    }
    for word in ["万元", "千元", "元"] {
        if let Some(rest) = bare.strip_suffix(word).filter(|rest| rest.chars().count() >= 2) {
            return unit_of(word).map(|unit| (rest.to_owned(), unit));
        }
    }
    None
}

/// How surely a header means a field; more is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// By a word that may mean other things
    Weak,
    /// By its lower level alone, under an upper one that says nothing
    Lower,
    /// By a known name
    Known,
    /// By the mapping a person gave
    Given,
}

/// One header's field, how surely, and how likely among the names of the field (0 = its title).
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// Index into the noun's fields
    pub(super) field: usize,
    /// How surely
    pub(super) sure: Sure,
    /// Its rank among the names of the field
    pub(super) rank: usize,
}

/// All names of one noun's fields, ready to be looked up.
pub(super) struct Names {
    fields: &'static [Field],
    known: HashMap<String, Vec<(usize, usize)>>,
    weak: HashMap<String, Vec<(usize, usize)>>,
    globs: Vec<(Vec<String>, usize)>,
}

impl Names {
    /// Prepares the names of `fields`.
    pub(super) fn new(fields: &'static [Field]) -> Self {
        let mut names = Self { fields, known: HashMap::new(), weak: HashMap::new(), globs: Vec::new() };
        for (index, field) in fields.iter().enumerate() {
            for (rank, name) in std::iter::once(field.title).chain(field.synonyms.split_whitespace()).enumerate() {
                names.known.entry(canonical(name)).or_default().push((index, rank));
            }
            for (rank, name) in field.weak.split_whitespace().enumerate() {
                if name.contains('*') {
                    names.globs.push((name.split('*').map(canonical).collect(), index));
                } else {
                    names.weak.entry(canonical(name)).or_default().push((index, 100 + rank));
                }
            }
        }
        names
    }

    /// The field that these words mean by a known name.
    pub(super) fn known(&self, words: &Words) -> Option<(usize, usize)> {
        words.forms.iter().find_map(|form| self.fitting(self.known.get(form)?, words.unit))
    }

    /// The field that these words may mean.
    pub(super) fn weak(&self, words: &Words) -> Option<(usize, usize)> {
        let plain = words.forms.iter().find_map(|form| self.fitting(self.weak.get(form)?, words.unit));
        plain.or_else(|| {
            let form = words.forms.iter().find(|form| !names_another(form))?;
            let (_, index) =
                self.globs.iter().find(|(parts, index)| glob(parts, form) && self.fits(*index, words.unit))?;
            Some((*index, 200))
        })
    }

    /// The first field whose kind bears the header's unit: 没收（元） is no number of cigarettes.
    fn fitting(&self, candidates: &[(usize, usize)], unit: Option<Unit>) -> Option<(usize, usize)> {
        candidates.iter().copied().find(|(index, _)| self.fits(*index, unit))
    }

    fn fits(&self, index: usize, unit: Option<Unit>) -> bool {
        let kind = self.fields[index].kind;
        match unit {
            Some(unit) if matches!(kind, Kind::Sticks | Kind::Money | Kind::Hours) => unit.counts == kind,
            _ => true,
        }
    }
}

/// Upper headers over somebody or something else than the row's own: 被反映人, 原许可证.
pub(super) fn is_over_another(upper: &[String]) -> bool {
    upper.iter().any(|level| ["原", "旧", "被", "配偶", "家庭成员"].iter().any(|sign| level.contains(sign)))
}

/// Headers about somebody or something else than the row's own: 原许可证号, 被举报人电话.
fn names_another(form: &str) -> bool {
    ["原", "旧", "被", "涉", "承办", "经办", "受理人", "接听人", "配偶", "家庭成员"]
        .iter()
        .any(|sign| form.contains(sign))
}

/// Whether `form` is made of `parts` with anything between; an empty part at an end is open.
fn glob(parts: &[String], form: &str) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(mut rest) = form.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = rest.find(part.as_str()) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use yihu_domain::Noun;

    use super::{super::fields::fields, *};

    #[test]
    fn headers_are_the_same_however_they_are_written() {
        for (written, canon) in [
            ("许可证号", "许可证号"),
            (" 许 可 证\n号 码 ", "许可证号"),
            ("＊许可证编号：", "许可证号"),
            ("1、许可证号", "许可证号"),
            ("（3）许可证号", "3许可证号"),
            ("12313工单号", "12313工单号"),
            ("受理时间", "受理日期"),
            ("企业（字号）名称", "企业字号名称"),
            ("ＩＤ", "id"),
        ] {
            assert_eq!(canonical(written), canon, "{written}");
        }
    }

    #[test]
    fn units_are_taken_from_brackets_and_ends() {
        for (header, form, suffix, shift) in [
            ("涉案卷烟（条）", "涉案卷烟", "条", 0),
            ("涉案卷烟 (支)", "涉案卷烟", "支", 0),
            ("涉案数量（单位：万支）", "涉案数量", "支", 4),
            ("涉案数量:条", "涉案数量", "条", 0),
            ("涉案条数", "涉案数量", "条", 0),
            ("案值(万元)", "案值", "", 4),
            ("案值万元", "案值", "", 4),
            ("罚款金额/元", "罚款金额", "", 0),
            ("培训学时（小时）", "培训学时", "", 0),
        ] {
            let words = words(header);
            assert!(words.forms.iter().any(|f| f == form), "{header}: {words:?}");
            let unit = words.unit.unwrap();
            assert_eq!((unit.suffix, unit.shift), (suffix, shift), "{header}");
        }
        for header in ["企业（字号）名称", "单元", "负责人(经营者)", "条码", "案件编号"] {
            assert_eq!(words(header).unit, None, "{header}");
        }
    }

    #[test]
    fn no_name_means_two_fields_of_one_ledger() {
        for noun in super::super::fields::NOUNS {
            let names = Names::new(fields(noun));
            for (form, found) in &names.known {
                assert!(found.iter().all(|(index, _)| *index == found[0].0), "{noun}: {form}: {found:?}");
            }
        }
    }

    #[test]
    fn a_unit_of_another_kind_is_another_thing() {
        let names = Names::new(fields(Noun::Case));
        let name = |header: &str| names.known(&words(header)).map(|(index, _)| fields(Noun::Case)[index].name);
        assert_eq!(name("没收（条）"), Some("seized_sticks"));
        assert_eq!(name("没收（元）"), None);
        assert_eq!(name("罚款（万元）"), Some("fine"));
    }
}
