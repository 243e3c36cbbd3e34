//! A month of diaries: who wrote how many, which days have none, and one officer's month as a book (日志册).

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use yihu_domain::{
    Error, Id, Noun, Result, day,
    diary::{self, Diary, OfficerMonth},
    period::Period,
    rights::Right,
    staff::Staff,
    text,
};
use yihu_exchange::{
    file,
    page::Printed,
    report::diary_book::{self, DiaryBook, DiaryDay},
};
use yihu_store::{Compare, Filter};

use crate::{
    Archive, Shift,
    paper::pdf,
    record::diary::visit_words,
    shown::{
        diary::{DiaryMonth, DiaryOfficer},
        number,
        print::Pdf,
    },
    veil::Veil,
};

/// Visits of one day that the book names; more are counted.
const NAMED: usize = 30;

impl Archive {
    /// Shows a month of diaries, officer by officer.
    pub fn diary_month(&self, period: &str) -> Result<DiaryMonth> {
        self.require(Right::Read)?;
        let period: Period = period.parse()?;
        let shown = |it: OfficerMonth| DiaryOfficer {
            workdays: number(it.workdays),
            written: number(it.written),
            waiting: number(it.waiting),
            approved: number(it.approved),
            late: number(it.late),
            missing: days(&it.missing),
            missing_count: number(it.missing.len()),
            officer: it.officer,
        };
        let days = self.bureau.supervision.approval_days;
        let known = diary::workdays(period, self.clock.today(), &self.calendar()?);
        let unknown = known.err().map(|error| format!("。{}", error.message)).unwrap_or_default();
        Ok(DiaryMonth {
            period: period.to_string(),
            title: period.title(),
            says: format!(
                "提交后{days}个工作日内审批（本局设置）；工作日没有日志的只作提示，休假、培训的不用补{unknown}"
            ),
            officers: self.diary_months(period)?.into_iter().map(shown).collect(),
        })
    }

    /// Makes one officer's month as a book, to be looked at and printed; `shift` is the printer's.
    pub fn diary_book(&self, officer: &str, period: &str, shift: Shift) -> Result<Pdf> {
        let (title, printed) = self.book(officer, period)?;
        pdf(&title, printed.shifted(shift)?)
    }

    /// Writes it as PDF; gives the number of pages.
    pub fn diary_print(&self, officer: &str, period: &str, path: &Path) -> Result<u32> {
        let (_, printed) = self.book(officer, period)?;
        file::write_bytes(path, &printed.pdf)?;
        Ok(number(printed.pages))
    }

    fn book(&self, officer: &str, period: &str) -> Result<(String, Printed)> {
        self.require(Right::Print)?;
        let period: Period = period.parse()?;
        let officer = text::name(officer).map_err(|refusal| Error::invalid(refusal.message))?;
        let own = of_month(period).and("officer", Compare::Equals, officer.as_str()).sort("diary_on", false);
        let veil = self.veil()?;
        let diaries = self.store.list::<Diary>(&own)?.rows;
        let days = diaries.into_iter().map(|it| self.book_day(it, &veil)).collect::<Result<Vec<_>>>()?;
        let book = DiaryBook {
            bureau: &self.bureau,
            officer: &officer,
            month: period.title(),
            summary: self.book_summary(&officer, period)?,
            days,
        };
        Ok((format!("{officer}{}工作日志", period.title()), diary_book::print(&book, self.clock.now())?))
    }

    fn book_summary(&self, officer: &str, period: Period) -> Result<Vec<String>> {
        let Some(it) = self.diary_months(period)?.into_iter().find(|it| it.officer == officer) else {
            return Ok(Vec::new());
        };
        let mut said = vec![format!(
            "{}工作日志{}篇，其中已审批{}篇、待审批{}篇，未按时审批{}篇。",
            period.title(),
            it.written,
            it.approved,
            it.waiting,
            it.late
        )];
        if !it.missing.is_empty() {
            said.push(format!("没有日志的工作日（休假、培训等不用写的除外）：{}。", days(&it.missing)));
        }
        Ok(said)
    }

    fn book_day(&self, it: Diary, veil: &Veil) -> Result<DiaryDay> {
        let visits = self.visits_of_day(&it)?;
        let words = |text: Option<String>| text.map(|text| veil.over(Noun::Diary, text)).unwrap_or_default();
        let named: Vec<String> = visits.iter().take(NAMED).map(visit_words).collect();
        let more = if visits.len() > NAMED { "等" } else { "" };
        Ok(DiaryDay {
            on: format!("{} {}", day::long(it.diary_on), day::weekday(it.diary_on)),
            course: words(Some(self.course(&it)?)),
            visits: match visits.len() {
                0 => String::new(),
                all => words(Some(format!("{all}户次：{}{more}", named.join("、")))),
            },
            route: words(it.route),
            content: words(Some(it.content)),
            problems: words(it.problems),
        })
    }

    /// When it was given back, handed in and approved, by whom.
    fn course(&self, it: &Diary) -> Result<String> {
        let back = it.returned_on.map(|on| format!("{on}退回（{}）", it.return_reason.as_deref().unwrap_or_default()));
        let handed_in = it.submitted_on.map(|on| format!("{on}提交"));
        let approved = it.approved_on.map(|on| {
            let opinion = it.opinion.as_ref().map(|it| format!("：{it}")).unwrap_or_default();
            format!("{on} {}审批{opinion}", it.approver.as_deref().unwrap_or_default())
        });
        let calendar = self.calendar()?;
        let by = it.approve_by(&calendar, self.bureau.supervision.approval_days).ok().flatten();
        let late = by.filter(|by| it.is_late(*by, self.clock.today())).map(|by| format!("未按时审批（应在{by}前）"));
        let all: Vec<String> = [back, handed_in, approved, late].into_iter().flatten().collect();
        Ok(if all.is_empty() { "还没有提交".to_owned() } else { all.join("；") })
    }

    /// The diary of a day and an officer, `2026-11-03 段兰` in either order, or of an id.
    pub(crate) fn diary_named(&self, named: &str) -> Result<Option<Diary>> {
        if let Ok(id) = named.trim().parse::<Id<Diary>>() {
            return self.store.find(id);
        }
        let today = self.clock.today();
        let Some((one, other)) = named.trim().split_once(char::is_whitespace) else { return Ok(None) };
        let read = |on: &str, officer: &str| day::read(on.trim(), today).ok().zip(text::name(officer).ok());
        let Some((on, officer)) = read(one, other).or_else(|| read(other, one)) else { return Ok(None) };
        let same = Filter::all().and("diary_on", Compare::Equals, on).and("officer", Compare::Equals, officer);
        Ok(self.store.list::<Diary>(&same)?.rows.into_iter().next())
    }

    /// A month officer by officer; empty where no diaries are kept.
    pub(crate) fn diary_months(&self, period: Period) -> Result<Vec<OfficerMonth>> {
        if self.store.count::<Diary>()? == 0 {
            return Ok(Vec::new());
        }
        let staff = self.store.list::<Staff>(&Filter::all())?.rows;
        let diaries = self.store.list::<Diary>(&of_month(period))?.rows;
        let (calendar, today) = (self.calendar()?, self.clock.today());
        let expected = diary::expected(&staff);
        let days = self.bureau.supervision.approval_days;
        Ok(diary::months(period, today, &calendar, days, &expected, &diaries))
    }
}

fn of_month(period: Period) -> Filter {
    Filter::all().and("diary_on", Compare::AtLeast, period.first()).and("diary_on", Compare::AtMost, period.last())
}

/// `2日、5日`
fn days(all: &[NaiveDate]) -> String {
    all.iter().map(|on| format!("{}日", on.day())).collect::<Vec<_>>().join("、")
}
