//! Which rows under a header are no records: totals, notes, headers printed again, numbers of columns.
//!
//! A row that fills every required column is always a record: nothing may be lost in silence.

use std::collections::HashSet;

use super::{
    super::read::{Merge, Row, Stored},
    header::{canonical, half_width},
    locate::Found,
};

/// Why a row is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skip {
    /// Nothing in any column that matters
    Blank,
    /// 合计, 小计
    Total,
    /// 注, 填表人, a heading between rows
    Note,
    /// The header again, or the numbers of its columns
    Header,
}

/// Words that make a row one of totals, alone.
const TOTALS: [&str; 14] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "总数",
    "总和",
    "本页合计",
    "本页小计",
    "本月合计",
    "本年合计",
    "全年合计",
    "本季合计",
    "合计数",
];

/// Words that open a note, when a colon follows.
const NOTES: &str = "注 备注 说明 填表说明 填报说明 制表 制表人 制表单位 制表日期 填表 填表人 填表日期 填报 填报人 填报单位 填报日期 \
    审核 审核人 审批人 复核 复核人 单位负责人 部门负责人 分管领导 主管领导 负责人 科长 股长 局长 签字 签章 盖章 统计人 统计日期 \
    联系人 联系电话 主管 经办人 附 附注 附件 单位 报送单位 报送日期 记录人 登记人 日期 数据来源 统计口径";

/// What is known of one ledger when its rows are sorted.
pub(super) struct Skipper {
    /// Columns with a field or a person
    columns: Vec<u32>,
    /// Columns that every record must fill
    required: Vec<u32>,
    /// Canonical words of all headers
    headers: HashSet<String>,
    /// Merged cells of one row that span three columns or more
    wide: Vec<Merge>,
    first: u32,
}

impl Skipper {
    /// Prepares for the rows under `found`; `people` are columns without a field that matter too.
    pub(super) fn new(found: &Found<'_>, required: Vec<u32>, people: &[(u32, String)]) -> Self {
        let columns = found.heads.iter().filter(|h| h.means.is_some()).map(|h| h.index);
        let wide = found.sheet.merges.iter().filter(|m| m.right - m.left >= 2).copied().collect();
        Self {
            columns: columns.chain(people.iter().map(|(column, _)| *column)).collect(),
            required,
            headers: found.heads.iter().flat_map(|h| &h.levels).map(|l| canonical(l)).collect(),
            wide,
            first: found.bottom() + 1,
        }
    }

    /// Why a row is no record; none when it is one.
    pub(super) fn judge(&self, row: &Row) -> Option<Skip> {
        let filled: Vec<_> = row.cells.iter().filter(|c| self.columns.contains(&c.column)).collect();
        let leading: Vec<String> = row.cells.iter().take(2).map(|c| canonical(&c.text)).collect();
        let is_total_word = |text: &str| TOTALS.contains(&text);
        let real = |column: &u32| {
            let text = canonical(row.text(*column));
            !text.is_empty() && !is_total_word(&text)
        };
        let repeats = row.cells.iter().filter(|c| self.headers.contains(&canonical(&c.text))).count();
        if repeats >= 2 && repeats * 10 >= row.cells.len() * 6 {
            return Some(Skip::Header);
        }
        if row.number == self.first && is_column_numbers(row) {
            return Some(Skip::Header);
        }
        if leading.first().is_some_and(|t| ["例", "示例", "样例", "例如", "例子"].contains(&t.as_str())) {
            return Some(Skip::Note);
        }
        if leading.iter().any(|t| is_total_word(t)) && !self.required.iter().all(real) {
            return Some(Skip::Total);
        }
        if !self.required.is_empty() && self.required.iter().all(real) {
            return None;
        }
        if leading.iter().any(|t| sounds_like_total(t)) {
            return Some(Skip::Total);
        }
        if self.is_note(row) {
            return Some(Skip::Note);
        }
        filled.is_empty().then_some(Skip::Blank)
    }

    fn is_note(&self, row: &Row) -> bool {
        let Some(first) = row.cells.first() else { return false };
        let text = half_width(first.text.trim());
        if opens_note(&text) {
            return true;
        }
        if row.cells.len() > 1 || first.stored != Stored::Text {
            return false;
        }
        let merged = self.wide.iter().any(|m| m.top + 1 == row.number && m.left == first.column);
        let unknown = !self.columns.contains(&first.column);
        merged || unknown || text.chars().count() > 40 || is_heading(&text)
    }
}

/// `城关镇小计`, `合计:513户`, short as they are.
fn sounds_like_total(text: &str) -> bool {
    let short = text.chars().count() <= 10;
    short && TOTALS.iter().any(|w| text.starts_with(w) || text.ends_with(w))
}

/// `注:…`, `填表人：…`, `注1.`
fn opens_note(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((word, _)) = bare.split_once(':') else {
        return bare.starts_with("注1") || bare.starts_with("注、") || bare.starts_with('※') || bare == "注";
    };
    let word = word.trim_start_matches(['(', '※', '*']).trim_end_matches([')', '1', '一']);
    NOTES.split_whitespace().any(|note| note == word)
}

/// `一、城关镇`, `(二)乡村`
fn is_heading(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let bare = text.trim_start_matches('(');
    let rest = bare.trim_start_matches(numeral);
    rest.len() < bare.len() && rest.starts_with(['、', '.', ')'])
}

/// The row `1 2 3 4 …` or `甲 乙 1 2 …` that printed forms have under their header.
fn is_column_numbers(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().map(|c| canonical(&c.text)).collect();
    let mut next = None;
    texts.len() >= 3
        && texts.iter().all(|text| {
            if ["甲", "乙", "丙", "丁", "戊"].contains(&text.as_str()) {
                return true;
            }
            let Ok(n) = text.parse::<u32>() else { return false };
            let follows = next.map_or(n <= 1, |expected| n == expected);
            next = Some(n + 1);
            follows
        })
        && next.is_some()
}
