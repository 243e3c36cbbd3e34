//! Invents campaigns: one concentrated action a quarter, publicity twice a year, for two years back, or as many as the county has.

use chrono::{Datelike, Days, NaiveDate};
use yihu_domain::{
    Result,
    campaign::{Campaign, CampaignDraft},
};

use super::county::{County, sound};
use crate::Archive;

/// Quarter: kind, name, first month and day, days, agencies, place.
const ACTIONS: [(&str, &str, u32, u32, u64, &str, &str); 4] = [
    ("集中整治", "春季卷烟市场集中整治", 3, 2, 10, "公安、市场监管", "全县"),
    ("专项行动", "打击物流寄递涉烟违法专项行动", 5, 12, 14, "公安、邮政管理、交通运输", "县城快递网点"),
    ("集中整治", "校园周边卷烟市场集中整治", 9, 1, 7, "市场监管、教育", "城关镇、港口镇学校周边"),
    ("专项行动", "年末打假打私专项行动", 11, 2, 12, "公安、市场监管", "秦东、桐峪两镇"),
];
/// The same of publicity.
const PUBLICITY: [(&str, u32, u32); 2] = [("“3·15”真假烟识别宣传", 3, 15), ("烟草专卖法宣传周", 6, 29)];

impl County {
    /// The campaigns of at least two years, oldest first.
    pub(super) fn campaigns(&mut self, archive: &Archive) -> Result<Vec<Campaign>> {
        let mut all = Vec::new();
        let first = self.from.year().min(self.today.year() - 1);
        for year in first..=self.today.year() {
            for (kind, name, month, day, days, agencies, place) in ACTIONS {
                let draft = CampaignDraft {
                    kind: kind.to_owned(),
                    title: format!("{year}年{name}"),
                    agencies: agencies.to_owned(),
                    place: place.to_owned(),
                    ..CampaignDraft::default()
                };
                all.extend(self.campaign(archive, draft, (year, month, day), days)?);
            }
            for (name, month, day) in PUBLICITY {
                let draft = CampaignDraft {
                    kind: "宣传活动".to_owned(),
                    title: format!("{year}年{name}"),
                    place: "县城中心广场".to_owned(),
                    ..CampaignDraft::default()
                };
                all.extend(self.campaign(archive, draft, (year, month, day), 0)?);
            }
        }
        all.sort_by_key(|it: &Campaign| it.from_on);
        Ok(all)
    }

    /// One of them; none where it has not begun yet.
    fn campaign(
        &mut self,
        archive: &Archive,
        draft: CampaignDraft,
        (year, month, day): (i32, u32, u32),
        days: u64,
    ) -> Result<Option<Campaign>> {
        let Some(from) = NaiveDate::from_ymd_opt(year, month, day).filter(|from| *from <= self.today) else {
            return Ok(None);
        };
        let to = from.checked_add_days(Days::new(days)).unwrap_or(from);
        let over = to < self.today;
        let (households, cases) = (self.dice.between(20, 90), self.dice.between(0, 4));
        let action = draft.kind != "宣传活动";
        let summary = if action {
            format!("出动{}人次，检查{households}户，查获案件{cases}起。", days * 4)
        } else {
            format!("发放宣传资料{}份，现场解答咨询{}人次。", households * 5, households)
        };
        let draft = CampaignDraft {
            from_on: from.to_string(),
            to_on: if over { to.to_string() } else { String::new() },
            officers: self.crew[..4].iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("、"),
            households_checked: if action && over { households.to_string() } else { String::new() },
            cases_found: if action && over { cases.to_string() } else { String::new() },
            summary: if over { summary } else { String::new() },
            ..draft
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today)).map(Some)
    }
}
