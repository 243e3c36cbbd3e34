//! The informant wall: finds who reported in what is about to leave the archive.
//!
//! It is handed the informants by whoever may read them, and never says which of them it found.

use std::collections::HashMap;

use yihu_domain::{Result, hotline::Informant, text::Traces};

/// Shorter numbers stand in any scan by chance.
const RAW_DIGITS: usize = 11;
/// Bytes by which a needle is looked up.
const KEY: usize = 4;

/// A place that gives an informant away; never the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// Where it stands, as a clerk would look for it: `零售户 …`
    pub place: String,
}

/// All informants, made ready to be looked for.
pub struct Wall {
    everything: Traces,
    numbers: Traces,
    raw: Needles,
}

/// Numbers as they stand in the bytes of a file, by their first bytes.
///
/// Not names: a retailer's own papers are titled with his name, and he or a namesake may have reported.
struct Needles {
    by_key: HashMap<[u8; KEY], Vec<Vec<u8>>>,
    /// Which byte any needle has at each place of its key: nearly every byte of a scan ends the search here
    at: [[bool; 256]; KEY],
    longest: usize,
}

impl std::fmt::Debug for Wall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wall(已保密)")
    }
}

impl Wall {
    /// Makes the wall of all informants; anonymous ones and what tells nobody apart are left out.
    pub fn new(informants: impl IntoIterator<Item = Informant>) -> Result<Self> {
        let informants: Vec<_> = informants.into_iter().collect();
        let numbers = informants.iter().flat_map(|it| [&it.phone, &it.id_number]).filter_map(|t| t.as_deref());
        let raw_numbers = numbers.clone().map(digits).filter(|n| n.len() >= RAW_DIGITS);
        Ok(Self {
            everything: Traces::new(informants.iter().flat_map(Informant::traces)),
            raw: Needles::new(raw_numbers),
            numbers: Traces::new(numbers),
        })
    }

    /// Whether a free text gives anybody away: by name, phone or identity number, however spaced or widened.
    pub fn betrays(&self, text: &str) -> bool {
        self.everything.betrayed_by(text)
    }

    /// Where a free text first gives anybody away: the number of the character, from 1.
    pub fn where_in(&self, text: &str) -> Option<usize> {
        self.everything.where_in(text)
    }

    /// Whether a text in which namesakes may stand gives anybody away by phone or identity number.
    pub fn betrays_number(&self, text: &str) -> bool {
        self.numbers.betrayed_by(text)
    }

    /// Says where, when a free text gives anybody away.
    pub fn check(&self, place: &str, text: &str) -> Option<Leak> {
        self.betrays(text).then(|| Leak { place: place.to_owned() })
    }

    /// Looks at the raw bytes of one file as they go by.
    pub(crate) fn raw(&self) -> RawSearch<'_> {
        RawSearch { wall: self, tail: Vec::new(), found: false }
    }
}

/// A search through a file that is never whole in memory.
pub(crate) struct RawSearch<'a> {
    wall: &'a Wall,
    tail: Vec<u8>,
    found: bool,
}

impl RawSearch<'_> {
    /// Looks at the next bytes.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        let needles = &self.wall.raw;
        if self.found || needles.longest == 0 {
            return;
        }
        let overlap = needles.longest - 1;
        self.tail.extend_from_slice(&bytes[..bytes.len().min(overlap)]);
        self.found = needles.are_in(&self.tail) || needles.are_in(bytes);
        if bytes.len() > overlap {
            self.tail.clear();
            self.tail.extend_from_slice(&bytes[bytes.len() - overlap..]);
        } else {
            self.tail.drain(..self.tail.len().saturating_sub(overlap));
        }
    }

    /// Whether anybody stood in what went by.
    pub(crate) const fn found(&self) -> bool {
        self.found
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).collect()
}

impl Needles {
    fn new(needles: impl Iterator<Item = String>) -> Self {
        let mut all = Self { by_key: HashMap::new(), at: [[false; 256]; KEY], longest: 0 };
        for needle in needles.map(String::into_bytes) {
            let Some(key) = needle.first_chunk::<KEY>() else { continue };
            for (place, byte) in key.iter().enumerate() {
                all.at[place][usize::from(*byte)] = true;
            }
            all.longest = all.longest.max(needle.len());
            all.by_key.entry(*key).or_default().push(needle);
        }
        all
    }

    fn are_in(&self, bytes: &[u8]) -> bool {
        let is_at = |place: usize, byte: u8| self.at[place][usize::from(byte)];
        bytes.windows(KEY).enumerate().any(|(at, key)| {
            let begins = is_at(0, key[0]) && is_at(1, key[1]) && is_at(2, key[2]) && is_at(3, key[3]);
            begins && self.stand_at(&bytes[at..])
        })
    }

    fn stand_at(&self, bytes: &[u8]) -> bool {
        let needles = bytes.first_chunk::<KEY>().and_then(|key| self.by_key.get(key));
        needles
            .into_iter()
            .flatten()
            .any(|needle| bytes.get(..needle.len()).is_some_and(|there| there.eq_ignore_ascii_case(needle)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> Wall {
        let who = |name: &str, phone: &str, id: &str| Informant {
            name: Some(name.to_owned()),
            phone: Some(phone.to_owned()),
            id_number: Some(id.to_owned()),
            address: Some("城关镇羽毛街1号".to_owned()),
        };
        Wall::new([
            who("白秀浩", "17807267447", "11010519491231002X"),
            Informant::default(),
            Informant { name: Some("匿名".to_owned()), ..Informant::default() },
            Informant { name: Some("群众".to_owned()), ..Informant::default() },
        ])
        .unwrap()
    }

    #[test]
    fn an_informant_is_found_however_written_and_not_repeated() {
        let wall = wall();
        for text in
            ["白秀浩反映", "白　秀 浩", "电话 178-0726-7447", "１７８０７２６７４４７", "证号11010519491231002x"]
        {
            let leak = wall.check("零售户 老张烟酒店 备注", text).expect(text);
            assert_eq!(leak.place, "零售户 老张烟酒店 备注");
        }
        assert_eq!(wall.check("备注", "群众匿名举报"), None);
        assert_eq!(wall.check("备注", "城关镇羽毛街1号"), None, "a shop may stand there");
        assert!(!format!("{wall:?}").contains("白秀浩"));
    }

    #[test]
    fn a_namesake_is_no_leak_where_only_numbers_are_looked_for() {
        let wall = wall();
        assert!(!wall.betrays_number("白秀浩商店"));
        assert!(wall.betrays_number("白秀浩商店 17807267447"));
    }

    #[test]
    fn a_raw_file_is_searched_across_its_pieces() {
        let wall = wall();
        let bytes = "JFIF……联系17807267447……".as_bytes();
        for cut in 0..bytes.len() {
            let mut search = wall.raw();
            search.feed(&bytes[..cut]);
            search.feed(&bytes[cut..]);
            assert!(search.found(), "cut at {cut}");
        }
        for step in 1..40 {
            let mut search = wall.raw();
            bytes.chunks(step).for_each(|piece| search.feed(piece));
            assert!(search.found(), "pieces of {step}");
            let mut clean = wall.raw();
            "群众白秀浩17807267446".as_bytes().chunks(step).for_each(|piece| clean.feed(piece));
            assert!(!clean.found());
        }
        let nobody = Wall::new([]).unwrap();
        let mut search = nobody.raw();
        search.feed(bytes);
        assert!(!search.found(), "an empty wall finds nobody");
    }
}
