//! Reads people's names and lists of them. It does not know who works where.

use super::{is_han, is_private, is_selector, line, short};
use crate::check::Refusal;

const NAME_LENGTH: usize = 40;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

    proptest! {
        #[test]
        fn a_list_joined_again_is_the_same_list(people in proptest::collection::hash_set("[一-龥]{2,4}", 0..6)) {
            let people: Vec<String> = people.into_iter().collect();
            prop_assert_eq!(names(&people.join("、")), people);
        }
    }
}
