//! What in a free text looks like somebody who reported: numbers of a person's shape, a name right behind 举报人.
//!
//! It knows nobody; whom it finds may be anybody. Who is known is found by [`super::Traces`].

use super::{fold, trace};
use crate::id_card;

/// Words that stand before the name of one who reported.
const WHO: [&str; 12] = [
    "举报人",
    "举报者",
    "来电人",
    "来访人",
    "反映人",
    "投诉人",
    "投诉者",
    "报案人",
    "信访人",
    "诉求人",
    "线索提供人",
    "举报群众",
];
/// What may stand between such a word and the name.
const BETWEEN: [&str; 9] = ["姓名", "名叫", "名字", "系", "是", "为", "叫", "：", ":"];
/// Frequent surnames that begin no other word behind 举报人 (not 于, 向, 和, 应, 称 …).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余叶杜苏魏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔庞欧阳慕容司马上官诸葛";
/// Characters that end a name, or show that none stood there.
const NO_NAME: &str = "某的地得了着过在于向对和与及或要求不未已曾被把将从到去来说称表示反映投诉举报提供电话本人先女";

/// Every piece of a text that looks like it, as it stands there.
pub fn hints(text: &str) -> Vec<String> {
    let mut found = numbers(text);
    found.extend(named(text));
    found
}

/// Numbers of the shape of a mobile, of a landline with its area code, or of an identity number.
fn numbers(text: &str) -> Vec<String> {
    let trace::Numbers { digits, joined } = trace::numbers(text);
    let free = |at: usize| !joined.get(at).copied().unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while at < digits.len() {
        let rest = &digits[at..];
        let fits = |length: &usize| rest.len() >= *length && free(at + length) && is_somebodys(&rest[..*length]);
        match [18, 15, 12, 11, 10].iter().find(|length| free(at) && fits(length)) {
            Some(length) => {
                found.push(rest[..*length].replace('x', "X"));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn is_somebodys(number: &str) -> bool {
    let bytes = number.as_bytes();
    let landline = || matches!(bytes, [b'0', b'1'..=b'9', ..]) && bytes.iter().all(u8::is_ascii_digit);
    match bytes.len() {
        18 => id_card::read(number).is_ok(),
        11 if bytes[0] == b'1' => (b'3'..=b'9').contains(&bytes[1]) && bytes.iter().all(u8::is_ascii_digit),
        10..=12 => landline(),
        _ => false,
    }
}

/// A word for one who reported with a name right behind it.
fn named(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter_map(fold).filter(|c| *c != ' ').collect();
    let mut found = Vec::new();
    for word in WHO {
        for (at, _) in plain.match_indices(word) {
            let mut rest = &plain[at + word.len()..];
            // 被举报人 is whom the report is about.
            if plain[..at].ends_with('被') {
                continue;
            }
            rest = rest.trim_start_matches(['（', '(', '“', '"']);
            while let Some(after) = BETWEEN.iter().find_map(|between| rest.strip_prefix(between)) {
                rest = after;
            }
            let name: String = rest.chars().take_while(|c| is_han(*c) && !NO_NAME.contains(*c)).take(3).collect();
            let begins = name.chars().next().is_some_and(|c| SURNAMES.contains(c));
            if begins && name.chars().count() >= 2 {
                found.push(format!("{word}{name}"));
            }
        }
    }
    found
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_one_who_reported_is_seen() {
        for (text, seen) in [
            ("回访电话13812345678。", &["13812345678"][..]),
            ("回访１３８ １２３４ ５６７８", &["13812345678"]),
            ("回访138-1234-5678或0915-3812345", &["13812345678", "09153812345"]),
            ("证件11010519491231002x", &["11010519491231002X"]),
            ("2026.04.29 13812345678来电", &["13812345678"]),
            ("举报人张建国要求保密", &["举报人张建国"]),
            ("举报人：李 梅，电话不详", &["举报人李梅"]),
            ("来电人姓名为欧阳修反映", &["来电人欧阳修"]),
            ("投诉人（王小明）", &["投诉人王小明"]),
        ] {
            assert_eq!(hints(text), seen, "{text}");
        }
    }

    #[test]
    fn what_is_nobody_is_left_alone() {
        for text in [
            "",
            "举报人要求保密",
            "举报人于10月3日来电",
            "已向举报人反馈",
            "举报人王某称该店售假",
            "被举报人张建国",
            "许可证号619999110007",
            "工单CY12313202611000001",
            "罚款13800元，2026年11月27日",
            "潼烟立〔2026〕第12号",
            "查获1380条，案值1234567890元",
            "〔举报人〕来电",
        ] {
            assert!(hints(text).is_empty(), "{text}: {:?}", hints(text));
        }
    }
}
