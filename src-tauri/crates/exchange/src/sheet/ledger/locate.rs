//! Finds the header of a ledger: on which sheet, under how many title rows, in how many rows of its own.

use std::collections::{BTreeMap, BTreeSet};

use yihu_domain::Noun;

use super::{
    super::read::{Cell, Row, Sheet, Stored},
    fields::{Field, fields},
    header::{Match, Names, Sure, Unit, canonical, is_over_another, words},
    people,
};

/// How far down a header is looked for, in filled rows.
const SEARCHED_ROWS: usize = 60;
/// How many rows a header may have.
const DEEPEST: usize = 3;
/// A longer text is a note, not a header.
const LONGEST_HEADER: usize = 60;

/// One column's header.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Counted from 0
    pub(super) index: u32,
    /// Its words from the upper level down, repetitions left out
    pub(super) levels: Vec<String>,
    /// The field it means
    pub(super) means: Option<Match>,
    /// The unit it names
    pub(super) unit: Option<Unit>,
    /// Whether a person said that it is to be ignored
    pub(super) ignored: bool,
    /// Whether it stands under 参训人员: whatever its words, it is a person
    pub(super) person: bool,
}

impl Head {
    /// The header as the sheet has it, levels joined by `/`.
    pub(super) fn title(&self) -> String {
        self.levels.join("/")
    }

    /// The words nearest to the data.
    pub(super) fn lowest(&self) -> &str {
        self.levels.last().map_or("", String::as_str)
    }
}

/// A header that was found.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// Its sheet
    pub(super) sheet: &'a Sheet,
    /// Its rows, as indexes into those of the sheet
    pub(super) rows: std::ops::Range<usize>,
    /// Its columns, from the left
    pub(super) heads: Vec<Head>,
    /// How much it looks like the ledger that was sought
    pub(super) score: usize,
    /// Fields without which it is not that ledger
    pub(super) missing: Vec<&'static Field>,
    /// What the title says of every row: 举报 above a ledger without a column 类别
    pub(super) implied: Option<(&'static str, &'static str)>,
}

impl Found<'_> {
    /// Whether it is that ledger.
    pub(super) fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// Whether most of its columns are understood: then it can be no other ledger.
    pub(super) fn is_beyond_doubt(&self) -> bool {
        let understood = self.heads.iter().filter(|h| h.means.is_some_and(|m| m.sure > Sure::Weak)).count();
        self.is_complete() && understood * 10 >= self.heads.len() * 7
    }

    /// The last row of the header, as Excel shows it.
    pub(super) fn bottom(&self) -> u32 {
        self.sheet.rows[self.rows.end - 1].number
    }
}

/// What is sought: a noun's names, and what a person mapped by hand.
pub(super) struct Sought {
    noun: Noun,
    names: Names,
    /// Canonical header → index of the field; none to ignore it
    mapping: BTreeMap<String, Option<usize>>,
}

impl Sought {
    /// Prepares the search for a ledger of `noun`; unknown field names in the mapping are passed over.
    pub(super) fn new(noun: Noun, mapping: &BTreeMap<String, String>) -> Self {
        let all = fields(noun);
        let known = |name: &str| all.iter().position(|f| f.name == name || f.title == name);
        let mapping = mapping
            .iter()
            .filter_map(|(header, field)| match field.trim() {
                "" => Some((canonical(header), None)),
                name => known(name).map(|index| (canonical(header), Some(index))),
            })
            .collect();
        Self { noun, names: Names::new(all), mapping }
    }

    /// The best header on one sheet.
    pub(super) fn best_on<'a>(&self, sheet: &'a Sheet) -> Option<Found<'a>> {
        let mut best: Option<Found<'a>> = None;
        for top in 0..sheet.rows.len().min(SEARCHED_ROWS) {
            if best.as_ref().is_some_and(|b| b.is_complete() && top > b.rows.end + DEEPEST) {
                break;
            }
            for depth in 1..=DEEPEST.min(sheet.rows.len() - top) {
                let rows = top..top + depth;
                if !could_be_header(&sheet.rows[rows.clone()]) {
                    break;
                }
                let found = self.judge(sheet, rows);
                // Of two that say as much, the one without the title rows.
                let worth = |f: &Found<'_>| (f.is_complete(), f.score, std::cmp::Reverse(f.rows.len()));
                let better = best.as_ref().is_none_or(|b| worth(&found) > worth(b));
                if found.score > 0 && better {
                    best = Some(found);
                }
            }
        }
        best
    }

    /// The row that looks most like a header, on a sheet where no word is known.
    pub(super) fn plainest_on<'a>(&self, sheet: &'a Sheet) -> Option<Found<'a>> {
        let tops = (0..sheet.rows.len().min(SEARCHED_ROWS)).filter(|top| could_be_header(&sheet.rows[*top..=*top]));
        // Of equals, the upper one.
        let top = tops.max_by_key(|top| (sheet.rows[*top].cells.len(), std::cmp::Reverse(*top)))?;
        (sheet.rows[top].cells.len() > 1).then(|| self.judge(sheet, top..top + 1))
    }

    fn judge<'a>(&self, sheet: &'a Sheet, rows: std::ops::Range<usize>) -> Found<'a> {
        let mut heads = heads(sheet, &rows);
        for head in &mut heads {
            self.understand(head);
        }
        settle(&mut heads);
        let met: BTreeMap<usize, Sure> = heads.iter().filter_map(|h| h.means).map(|m| (m.field, m.sure)).collect();
        let all = fields(self.noun);
        let implied = self.implied(sheet, rows.start, &met);
        let is_missing = |(index, field): &(usize, &Field)| {
            field.required_for_recognition
                && !met.contains_key(index)
                && implied.is_none_or(|(name, _)| name != field.name)
        };
        let mut missing: Vec<&'static Field> = all.iter().enumerate().filter(is_missing).map(|(_, f)| f).collect();
        if self.noun == Noun::Staff && met.len() == 1 {
            // A lone 姓名 stands in every ledger.
            missing.extend(all.iter().find(|f| f.name == "post"));
        }
        let worth = |(index, sure): (&usize, &Sure)| {
            let base = match sure {
                Sure::Given => 4,
                Sure::Known => 3,
                Sure::Lower => 2,
                Sure::Weak => 1,
            };
            base + if all[*index].required_for_recognition { 2 } else { 0 }
        };
        // Names under 参训人员 are worth more than 参训人员 alone: the lower row belongs to the header.
        let people = if heads.iter().any(|h| h.person) { 4 } else { 0 };
        Found { sheet, score: met.iter().map(worth).sum::<usize>() + people, rows, heads, missing, implied }
    }

    /// Finds out which field one header means.
    fn understand(&self, head: &mut Head) {
        let lowest = words(head.lowest());
        head.unit = lowest.unit;
        for given in [head.title(), head.lowest().to_owned()] {
            if let Some(field) = self.mapping.get(&canonical(&given)) {
                head.ignored = field.is_none();
                head.means = field.map(|field| Match { field, sure: Sure::Given, rank: 0 });
                return;
            }
        }
        let matched = |(field, rank), sure| Match { field, sure, rank };
        let (last, upper) = head.levels.split_last().map_or(("", &[][..]), |(last, upper)| (last.as_str(), upper));
        let mut levels: Vec<&str> = upper.iter().map(|l| without_filler(l)).filter(|l| !l.is_empty()).collect();
        levels.push(last);
        for from in 0..levels.len().saturating_sub(1) {
            if let Some(hit) = self.names.known(&words(&levels[from..].concat())) {
                head.means = Some(matched(hit, Sure::Known));
                return;
            }
        }
        if self.noun == Noun::Training && people::is_under_people(&head.levels) {
            head.person = true;
            return;
        }
        let alone = if levels.len() <= 1 { Sure::Known } else { Sure::Lower };
        head.means = match self.names.known(&lowest) {
            Some(_) if is_over_another(upper) => None,
            Some(hit) => Some(matched(hit, alone)),
            // 日期 under 鉴定 is not the day of the case: a weak word must stand alone, or name its level too.
            None => self.names.weak(&words(&levels.concat())).map(|hit| matched(hit, Sure::Weak)),
        };
    }

    /// What the title says of every row, where no column does.
    fn implied(&self, sheet: &Sheet, top: usize, met: &BTreeMap<usize, Sure>) -> Option<(&'static str, &'static str)> {
        let all = fields(self.noun);
        let category = all.iter().position(|f| f.name == "category")?;
        let received = all.iter().position(|f| f.name == "received_at")?;
        if met.contains_key(&category) || !met.contains_key(&received) || met.len() < 3 {
            return None;
        }
        let above = sheet.rows[..top].iter().flat_map(|r| &r.cells).map(|c| c.text.as_str());
        let title: String = above.chain([sheet.name.as_str()]).collect();
        let said: Vec<&'static str> =
            ["举报", "投诉", "咨询", "建议"].into_iter().filter(|w| title.contains(w)).collect();
        if let [one] = said[..] { Some(("category", one)) } else { None }
    }
}

/// 许可证 of 许可证信息, nothing of 基本情况: words that upper levels add and that say nothing.
fn without_filler(level: &str) -> &str {
    let bare = level.trim_end_matches("信息").trim_end_matches("情况").trim_end_matches("资料");
    match bare {
        "基本" | "主要" | "相关" | "其他" | "登记" | "证件" if bare.len() < level.len() => "",
        other => other,
    }
}

/// Headers are words, one row under the other; rows of data are full of numbers.
fn could_be_header(rows: &[Row]) -> bool {
    let together = rows.windows(2).all(|pair| pair[1].number == pair[0].number + 1);
    together && rows.iter().all(|row| row.cells.iter().filter(|c| is_word(c)).count() * 3 > row.cells.len() * 2)
}

fn is_word(cell: &Cell) -> bool {
    cell.stored == Stored::Text && cell.text.chars().filter(char::is_ascii_digit).count() < 6
}

/// The headers of all columns, merged cells filled, before anybody understood them.
fn heads(sheet: &Sheet, rows: &std::ops::Range<usize>) -> Vec<Head> {
    let header = &sheet.rows[rows.clone()];
    let (top, bottom) = (header[0].number - 1, header[header.len() - 1].number - 1);
    let merges: Vec<_> =
        sheet.merges.iter().filter(|m| m.top >= top && m.top <= bottom && m.right - m.left < 1_000).collect();
    let mut columns: BTreeSet<u32> = header.iter().flat_map(|r| &r.cells).map(|c| c.column).collect();
    columns.extend(merges.iter().flat_map(|m| m.left..=m.right));
    let text = |level: usize, column: u32| -> String {
        let own = header[level].text(column);
        if !own.trim().is_empty() {
            return tidy(own);
        }
        let row = header[level].number - 1;
        let over = merges.iter().find(|m| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column));
        over.and_then(|m| header.iter().find(|r| r.number - 1 == m.top).map(|r| tidy(r.text(m.left))))
            .unwrap_or_default()
    };
    let mut heads: Vec<Head> = Vec::new();
    let mut group = vec![String::new(); header.len()];
    for column in columns {
        let mut levels: Vec<String> = (0..header.len()).map(|level| text(level, column)).collect();
        for level in 0..header.len().saturating_sub(1) {
            // An upper word that was typed once and not merged stands over the columns to its right.
            if levels[level].is_empty() && !levels[level + 1].is_empty() {
                levels[level].clone_from(&group[level]);
            } else {
                group[level] = if levels[level + 1].is_empty() { String::new() } else { levels[level].clone() };
            }
        }
        levels.retain(|l| !l.is_empty());
        levels.dedup();
        if !levels.is_empty() {
            heads.push(Head { index: column, levels, means: None, unit: None, ignored: false, person: false });
        }
    }
    heads
}

/// A header as a clerk reads it: on one line, not too long.
fn tidy(text: &str) -> String {
    let line: String = text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    line.trim().chars().take(LONGEST_HEADER).collect()
}

/// Where several columns mean one field, only the surest keep it.
fn settle(heads: &mut [Head]) {
    let mut surest: BTreeMap<usize, Sure> = BTreeMap::new();
    for means in heads.iter().filter_map(|h| h.means) {
        let sure = surest.entry(means.field).or_insert(means.sure);
        *sure = (*sure).max(means.sure);
    }
    for head in heads {
        head.means = head.means.filter(|m| surest.get(&m.field) == Some(&m.sure));
    }
}
