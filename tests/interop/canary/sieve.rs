//! Invented informants that are planted in an archive, and the search that knows each of them in any writing.

use std::collections::{BTreeSet, HashMap};

const SURNAMES: [&str; 20] = [
    "亓官", "呼延", "澹台", "濮阳", "淳于", "单于", "太叔", "申屠", "公孙", "仲孙", "轩辕", "令狐", "钟离", "宇文",
    "长孙", "慕容", "鲜于", "闾丘", "司徒", "司空",
];
const FIRST: [&str; 10] = ["骐", "翀", "琬", "翊", "骁", "璆", "翙", "珩", "骞", "羿"];
const SECOND: [&str; 5] = ["骥", "翯", "琰", "翾", "骧"];
/// How many are planted.
pub(super) const MANY: usize = 1000;

/// One planted informant.
#[derive(Debug, Clone)]
pub(super) struct Canary {
    /// 姓名
    pub(super) name: String,
    /// 电话
    pub(super) phone: String,
    /// 身份证号
    pub(super) id: String,
    /// 住址
    pub(super) home: String,
}

impl Canary {
    /// The `n`th.
    pub(super) fn new(n: usize) -> Self {
        let digits = format!("619999{}{:02}{:02}{:03}", 1950 + n % 50, 1 + n % 12, 1 + n % 28, n);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: usize = digits.bytes().zip(weights).map(|(d, w)| usize::from(d - b'0') * w).sum();
        let check = "10X98765432".as_bytes()[sum % 11] as char;
        Self {
            name: format!("{}{}{}", SURNAMES[n % 20], FIRST[n / 20 % 10], SECOND[n / 200]),
            phone: format!("199370{:05}", 10_000 + n * 37),
            id: format!("{digits}{check}"),
            home: format!("鸣禽巷{n}弄{}室", 100 + n),
        }
    }

    /// A thousand of them.
    pub(super) fn all() -> Vec<Self> {
        (0..MANY).map(Self::new).collect()
    }

    /// Everything by which it is known, however it might be written.
    pub(super) fn forms(&self) -> Vec<String> {
        let spaced: Vec<String> = self.name.chars().map(String::from).collect();
        let wide = |t: &str| t.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect::<String>();
        vec![
            self.name.clone(),
            spaced.join(" "),
            self.phone.clone(),
            format!("{} {} {}", &self.phone[..3], &self.phone[3..7], &self.phone[7..]),
            format!("{}-{}-{}", &self.phone[..3], &self.phone[3..7], &self.phone[7..]),
            wide(&self.phone),
            self.id.clone(),
            wide(&self.id),
            self.home.clone(),
        ]
    }
}

/// Looks for many needles at once in bytes.
pub(super) struct Sieve {
    needles: Vec<Vec<u8>>,
    /// The needles that begin with four bytes
    by_key: HashMap<[u8; 4], Vec<usize>>,
    /// Which bytes begin any
    begins: [bool; 256],
}

impl Sieve {
    /// Makes the sieve of everything by which they are known.
    pub(super) fn new(canaries: &[Canary]) -> Self {
        let mut needles = BTreeSet::new();
        for form in canaries.iter().flat_map(Canary::forms) {
            let units: Vec<u16> = form.encode_utf16().collect();
            let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            needles.insert(hex::encode(&big).into_bytes());
            needles.insert(hex::encode_upper(&big).into_bytes());
            needles.insert(units.iter().flat_map(|u| u.to_le_bytes()).collect());
            needles.insert(big);
            needles.insert(serde_json::json!(form).to_string().trim_matches('"').as_bytes().to_vec());
            needles.insert(form.into_bytes());
        }
        let needles: Vec<Vec<u8>> = needles.into_iter().collect();
        let mut sieve = Self { needles: Vec::new(), by_key: HashMap::new(), begins: [false; 256] };
        for (n, needle) in needles.iter().enumerate() {
            let key = *needle.first_chunk().expect("four bytes at least");
            sieve.begins[usize::from(needle[0])] = true;
            sieve.by_key.entry(key).or_default().push(n);
        }
        sieve.needles = needles;
        sieve
    }

    /// What is found in the bytes, and in their text without white space.
    pub(super) fn found(&self, bytes: &[u8]) -> BTreeSet<&[u8]> {
        let mut found = self.found_raw(bytes);
        if let Ok(text) = std::str::from_utf8(bytes) {
            let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            found.extend(self.found_raw(squeezed.as_bytes()));
        }
        found
    }

    fn found_raw(&self, bytes: &[u8]) -> BTreeSet<&[u8]> {
        let mut found = BTreeSet::new();
        for (at, key) in bytes.windows(4).enumerate().filter(|(_, key)| self.begins[usize::from(key[0])]) {
            for n in key.first_chunk::<4>().and_then(|key| self.by_key.get(key)).into_iter().flatten() {
                if bytes[at..].starts_with(&self.needles[*n]) {
                    found.insert(self.needles[*n].as_slice());
                }
            }
        }
        found
    }
}
