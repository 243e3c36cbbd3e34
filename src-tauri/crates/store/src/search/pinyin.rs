//! How names are typed by their sound: initials (zs) and full pinyin (zhangsan). Pure; knows no SQL and no record.

use pinyin::ToPinyin;

use super::words;

/// Longest pinyin word kept; longer questions are cut to it and rechecked.
pub(super) const WIDTH: usize = 16;
/// Names are spelled out in at most this many ways.
const WAYS: usize = 4;

/// Characters that are read otherwise in surnames (or in shop names) than the dictionary's first reading.
///
/// Both readings are found: a clerk may type either.
const OTHERWISE: &[(char, &[&str])] = &[
    ('曾', &["zeng", "ceng"]),
    ('单', &["shan", "dan"]),
    ('解', &["xie", "jie"]),
    ('仇', &["qiu", "chou"]),
    ('查', &["zha", "cha"]),
    ('盖', &["ge", "gai"]),
    ('区', &["ou", "qu"]),
    ('朴', &["piao", "pu"]),
    ('乐', &["yue", "le"]),
    ('翟', &["zhai", "di"]),
    ('覃', &["qin", "tan"]),
    ('尉', &["wei", "yu"]),
    ('万', &["wan", "mo"]),
    ('俟', &["qi", "si"]),
    ('缪', &["miao", "mou"]),
    ('折', &["she", "zhe"]),
    ('黑', &["he", "hei"]),
    ('员', &["yun", "yuan"]),
    ('种', &["chong", "zhong"]),
    ('秘', &["bi", "mi"]),
    ('薄', &["bo", "bao"]),
    ('召', &["shao", "zhao"]),
    ('洗', &["xian", "xi"]),
    ('柏', &["bai", "bo"]),
    ('能', &["nai", "neng"]),
    ('繁', &["po", "fan"]),
    ('祭', &["zhai", "ji"]),
    ('车', &["che", "ju"]),
    ('都', &["du", "dou"]),
    ('郇', &["xun", "huan"]),
    ('牟', &["mu", "mou"]),
    ('隗', &["wei", "kui"]),
    ('句', &["gou", "ju"]),
    ('重', &["chong", "zhong"]),
    ('行', &["xing", "hang"]),
    ('长', &["chang", "zhang"]),
    ('谌', &["chen", "shen"]),
    ('逄', &["pang", "feng"]),
    ('冼', &["xian", "sheng"]),
    ('燕', &["yan"]),
    ('那', &["na"]),
    ('宓', &["mi", "fu"]),
    ('贾', &["jia", "gu"]),
    ('纪', &["ji"]),
    ('任', &["ren"]),
    ('华', &["hua"]),
    ('宁', &["ning"]),
    ('应', &["ying"]),
    ('适', &["shi", "kuo"]),
    ('会', &["hui", "kuai"]),
    ('降', &["jiang", "xiang"]),
    ('六', &["liu", "lu"]),
    ('阿', &["a", "e"]),
    ('佴', &["nai", "er"]),
    ('乜', &["nie", "mie"]),
    ('褚', &["chu", "zhu"]),
    ('郄', &["qie", "xi"]),
    ('郗', &["xi", "chi"]),
    ('厦', &["xia", "sha"]),
    ('朝', &["chao", "zhao"]),
    ('调', &["tiao", "diao"]),
    ('传', &["chuan", "zhuan"]),
    ('藏', &["cang", "zang"]),
    ('弹', &["dan", "tan"]),
    ('卡', &["ka", "qia"]),
    ('茄', &["jia", "qie"]),
];

/// The ways in which a normalised name is spelled, each as its syllables. Letters and digits stand for themselves.
pub(super) fn spellings(name: &str) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for c in name.chars() {
        let readings = readings(c);
        let kept = if ways.len() * readings.len() > WAYS { &readings[..1] } else { &readings[..] };
        ways = kept
            .iter()
            .flat_map(|reading| {
                ways.iter().map(move |way| {
                    let mut way = way.clone();
                    way.push(reading.clone());
                    way
                })
            })
            .collect();
    }
    ways
}

fn readings(c: char) -> Vec<String> {
    if let Some((_, readings)) = OTHERWISE.iter().find(|(of, _)| *of == c) {
        return readings.iter().map(|r| (*r).to_owned()).collect();
    }
    vec![c.to_pinyin().map_or_else(|| c.to_string(), |p| words::normalise(p.plain()))]
}

/// Where a name stands in a register: by its sound, syllable by syllable, latin letters and digits before it.
pub(crate) fn sound(name: &str) -> String {
    let mut sound = String::with_capacity(name.len() * 2);
    for c in words::normalise(name).chars() {
        let otherwise = OTHERWISE.iter().find(|(of, _)| *of == c).and_then(|(_, readings)| readings.first());
        let Some(reading) = otherwise.copied().or_else(|| c.to_pinyin().map(pinyin::Pinyin::plain)) else {
            sound.push(c);
            // It ends before any syllable that begins with it goes on.
            sound.push('\u{1}');
            continue;
        };
        sound.push_str(reading);
        sound.push(' ');
    }
    sound
}

/// Adds the words by which a normalised name is found: suffixes of its initials, and its full pinyin from each syllable.
pub(super) fn add(document: &mut String, name: &str) {
    for way in spellings(name) {
        let initials: String = way.iter().filter_map(|s| s.chars().next()).collect();
        words::suffixes(document, &initials, WIDTH);
        for start in 0..way.len() {
            words::word(document, words::cut(&way[start..].concat(), WIDTH));
        }
    }
}

/// Whether a normalised name is spelled with `typed` somewhere, as initials or as full pinyin from a syllable.
pub(super) fn spells(name: &str, typed: &str) -> bool {
    spellings(name).iter().any(|way| {
        let initials: String = way.iter().filter_map(|s| s.chars().next()).collect();
        initials.contains(typed) || (0..way.len()).any(|start| way[start..].concat().starts_with(typed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_found_by_either_reading() {
        for (name, typed) in [
            ("曾国强", "zeng"),
            ("曾国强", "ceng"),
            ("单小红", "sxh"),
            ("解放", "xiefang"),
            ("解放", "jiefang"),
            ("仇英", "qiuying"),
            ("查良", "zhal"),
            ("盖中", "gezhong"),
            ("张三烟酒店", "zsyjd"),
            ("张三烟酒店", "yanjiu"),
            ("吕布", "lvbu"),
            ("长乐超市", "changle"),
            ("长乐超市", "cyue"),
        ] {
            if typed == "cyue" {
                assert!(!spells(name, typed));
            } else {
                assert!(spells(name, typed), "{name} {typed}");
            }
        }
    }

    #[test]
    fn names_stand_by_their_sound_syllable_by_syllable() {
        let mut names = ["张三", "24小时便利店", "西安商店", "阿明", "先锋超市", "曾国强", "A佳超市", "吕布", "李强"];
        names.sort_by_key(|name| sound(name));
        assert_eq!(
            names,
            ["24小时便利店", "A佳超市", "阿明", "李强", "吕布", "西安商店", "先锋超市", "曾国强", "张三"]
        );
    }

    #[test]
    fn full_pinyin_begins_with_a_syllable() {
        assert!(!spells("张三", "angsan"));
    }
}
