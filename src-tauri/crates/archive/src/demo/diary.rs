//! Invents diaries, a month at a time: what each officer did on its working days, a few approved late, a few never (X05).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use yihu_domain::{
    Result,
    calendar::Calendar,
    diary::{Diary, DiaryDraft},
    inspection::Inspection,
};

use super::county::{County, OFFICERS, back, sound};
use crate::Archive;

/// How far back the diaries of a county of one year go, in days; what waits longer for approval than that is rare.
const BACK: i64 = 92;
const WORK: &str = "走访辖区零售户，宣传明码标价和守法经营 整理检查记录和零售户档案，补拍门头照片 参加专卖例会，学习案卷评查要求 \
                    到政务服务中心受理许可申请，核对资料 巡查集贸市场和车站周边，未发现异常";
const ROUTES: &str = "城关—东关 港口—秦东 桐峪—代字营 太要—南头 安乐—城关";
const PROBLEMS: &str = "一户没有明码标价，当场改正 一户许可证没有放在明处，已提醒 一户反映货源不足，已记录";

impl County {
    /// The diaries of a month, oldest first.
    pub(super) fn diaries(
        &mut self,
        archive: &Archive,
        calendar: &Calendar,
        visits: &[Inspection],
        (first, end): (NaiveDate, NaiveDate),
    ) -> Result<Vec<Diary>> {
        let mut visited: BTreeMap<(NaiveDate, &str), Vec<&str>> = BTreeMap::new();
        for it in visits {
            for officer in &it.officers {
                visited.entry((it.inspected_on, officer.as_str())).or_default().push(&it.name);
            }
        }
        let mut diaries = Vec::new();
        let first = if self.is_old() { first } else { first.max(back(self.today, BACK)) };
        let end = end.min(self.today);
        let writers: Vec<usize> = (1..OFFICERS.len()).filter(|n| !self.is_old() || *n != 2).collect();
        for on in first.iter_days().take_while(|on| *on < end).filter(|on| works(calendar, *on)) {
            for &n in &writers {
                // Somebody is on leave now and then.
                if self.dice.percent(97) {
                    let officer = self.crew[n].name.clone();
                    let shops = visited.get(&(on, officer.as_str())).map_or(&[][..], Vec::as_slice);
                    diaries.push(self.diary(archive, calendar, (on, &officer), shops)?);
                }
            }
        }
        Ok(diaries)
    }

    fn diary(
        &mut self,
        archive: &Archive,
        calendar: &Calendar,
        (on, officer): (NaiveDate, &str),
        shops: &[&str],
    ) -> Result<Diary> {
        let other = self.dice.word(WORK).to_owned();
        let content = match shops {
            [] => format!("{other}。"),
            some => format!("检查{}户：{}。核对许可证，盘点库存。{other}。", some.len(), some.join("、")),
        };
        let mut draft = DiaryDraft {
            diary_on: on.to_string(),
            officer: officer.to_owned(),
            route: if shops.is_empty() { String::new() } else { self.dice.word(ROUTES).to_owned() },
            content,
            problems: if self.dice.percent(8) { self.dice.word(PROBLEMS).to_owned() } else { String::new() },
            ..DiaryDraft::default()
        };
        let after = |from, days: i64| workdays_after(calendar, from, days);
        let submitted = after(on, i64::from(self.dice.percent(35)));
        // What is long past was approved, or given back and written anew.
        let least = if on < back(self.today, BACK) { 2 } else { 0 };
        let chance = self.dice.between(least, 100 - least);
        // One in fifty is never approved, one in twenty-five late, the others within three working days.
        let approved = after(submitted, if chance < 6 { self.dice.between(5, 9) } else { self.dice.between(1, 4) });
        if submitted < self.today && chance != 99 {
            draft.submitted_on = submitted.to_string();
            if chance == 98 {
                draft.returned_on = on.to_string();
                "没有写明检查了哪几户".clone_into(&mut draft.return_reason);
            }
            if approved < self.today && chance >= 2 {
                draft.approved_on = approved.to_string();
                // The head of the section approves, who keeps no diary.
                draft.approver = self.head();
                "同意".clone_into(&mut draft.opinion);
            }
        }
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }
}

/// Whether a day is worked; where the calendar does not reach, by its weekday.
fn works(calendar: &Calendar, on: NaiveDate) -> bool {
    calendar.is_workday(on).unwrap_or(!matches!(on.weekday(), Weekday::Sat | Weekday::Sun))
}

fn workdays_after(calendar: &Calendar, from: NaiveDate, days: i64) -> NaiveDate {
    let count = usize::try_from(days).unwrap_or_default();
    from.iter_days().filter(|on| works(calendar, *on)).nth(count).unwrap_or(from)
}
