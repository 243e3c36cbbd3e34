//! A campaign as typed, and everything that can be wrong with it by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Campaign, CampaignKind};
use crate::{
    Head, Id,
    check::{Checked, Checker, Refusal},
    day, text,
};

/// Most households or cases that one campaign can have.
const MOST: i64 = 100_000;

/// A campaign as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CampaignDraft {
    /// 类别
    pub kind: String,
    /// 名称
    pub title: String,
    /// 开始日期
    pub from_on: String,
    /// 结束日期
    pub to_on: String,
    /// 地点
    pub place: String,
    /// 联合部门
    pub agencies: String,
    /// 参加人员
    pub officers: String,
    /// 检查户数
    pub households_checked: String,
    /// 查获案件数
    pub cases_found: String,
    /// 工作小结
    pub summary: String,
    /// 备注
    pub remark: String,
}

impl CampaignDraft {
    /// Reads the draft into a campaign, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Campaign>, bureau: &str, today: NaiveDate) -> Checked<Campaign> {
        let mut c = Checker::default();
        let kind = c.required("kind", "类别", &self.kind, read_kind);
        let title = c.required("title", "名称", &self.title, text::title);
        let from_on = c.required("from_on", "开始日期", &self.from_on, |t| day::read(t, today));
        let to_on = c.optional("to_on", &self.to_on, |t| day::read(t, today));
        if let Some((to, from)) = to_on.zip(from_on).filter(|(to, from)| to < from) {
            c.error("to_on", "dates_out_of_order", format!("结束日期 {to} 早于开始日期 {from}，请核对两个日期。"));
        }
        if let Some(to) = to_on.filter(|to| *to > today) {
            let said = format!("结束日期 {to} 在今天之后：还没有结束的先不填，结束以后再填。");
            c.error("to_on", "future_date", said);
        }
        let households_checked = c.optional("households_checked", &self.households_checked, read_count);
        let cases_found = c.optional("cases_found", &self.cases_found, read_count);
        if kind == Some(CampaignKind::Publicity) && cases_found.is_some_and(|n| n > 0) {
            c.warn("cases_found", "not_of_this_kind", "宣传活动一般不查获案件：请核对类别和查获案件数。");
        }
        let summary = text::some_paragraphs(&self.summary);
        if to_on.is_some() && summary.is_none() {
            c.warn("summary", "missing", "已经结束的，请补上工作小结：做了什么、效果怎样。");
        }
        let value = kind.zip(title).zip(from_on).map(|((kind, title), from_on)| Campaign {
            head: Head::new(id, bureau),
            kind,
            title,
            from_on,
            to_on,
            place: text::some(&self.place),
            agencies: agencies(&self.agencies),
            officers: text::names(&self.officers),
            households_checked,
            cases_found,
            summary,
            remark: text::some(&self.remark),
        });
        c.finish(value)
    }
}

fn read_kind(typed: &str) -> Result<CampaignKind, Refusal> {
    let word = text::line(typed);
    let all = || CampaignKind::ALL.map(CampaignKind::title).join("、");
    CampaignKind::read(&word)
        .ok_or_else(|| Refusal::new("unknown_kind", format!("类别“{}”认不出，请填：{}。", text::short(&word), all())))
}

/// Reads a number of households or cases: `45`, `45户`, `2起`.
fn read_count(typed: &str) -> Result<i64, Refusal> {
    let line = text::line(typed);
    let digits = line.trim_end_matches(['户', '起', '件', '次', '家', '个']).trim();
    let number = digits.parse().ok().filter(|n| (0..=MOST).contains(n));
    number.ok_or_else(|| Refusal::new("count_form", format!("“{}”不是数目，请填整数，如 45。", text::short(&line))))
}

/// Reads a list of agencies; each once, nothing left is none.
fn agencies(typed: &str) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for piece in text::line(typed).split(['、', ',', '，', ';', '；', '/', ' ']) {
        if let Some(agency) = text::some(piece).filter(|it| !all.contains(it)) {
            all.push(agency);
        }
    }
    Some(all.join("、")).filter(|it| !it.is_empty())
}

impl From<&Campaign> for CampaignDraft {
    fn from(it: &Campaign) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let count = |v: Option<i64>| v.map(|n| n.to_string()).unwrap_or_default();
        Self {
            kind: it.kind.title().to_owned(),
            title: it.title.clone(),
            from_on: it.from_on.to_string(),
            to_on: day::write_optional(it.to_on),
            place: or_empty(&it.place),
            agencies: or_empty(&it.agencies),
            officers: it.officers.join("、"),
            households_checked: count(it.households_checked),
            cases_found: count(it.cases_found),
            summary: or_empty(&it.summary),
            remark: or_empty(&it.remark),
        }
    }
}
