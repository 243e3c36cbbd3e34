//! The month's self-check as the window shows it; the figures are those of `evaluate`.

use std::path::Path;

use chrono::{Months, NaiveDate};
use yihu_domain::{
    Error, Record, Result, case::Case, day, hotline::Hotline, indicator, period::Period, rights::Right,
    selfcheck::Selfcheck as Signed, training::Training,
};
use yihu_exchange::page::Shift;
use yihu_store::Filter;

use crate::{
    Archive, Watch,
    evaluate::to_export,
    paper::pdf,
    shown::{
        print::Pdf,
        selfcheck::{Indicator, Selfcheck, SelfcheckMonth},
    },
};

/// Months that are offered at most.
const MOST: usize = 24;

impl Archive {
    /// Lists the months that can be checked, the latest first: from the first record's to this one.
    pub fn selfcheck_months(&self) -> Result<Vec<SelfcheckMonth>> {
        self.require(Right::Read)?;
        let this = Period::of(self.clock.today());
        let first = self.first_day()?.map_or(this, Period::of);
        let signed = self.store.list::<Signed>(&Filter::all())?.rows;
        let back = |n: u32| this.first().checked_sub_months(Months::new(n)).map(Period::of);
        let months = (0..).map_while(back).take_while(|period| *period >= first).take(MOST);
        let shown = |period: Period| {
            let word = period.to_string();
            let signed = signed.iter().find(|it| it.period == word && it.signed_at.is_some());
            let (signed, signed_by, signed_at) = signature(signed);
            SelfcheckMonth { title: period.title(), period: word, signed, signed_by, signed_at }
        };
        Ok(months.map(shown).collect())
    }

    /// The day of the first thing that a self-check counts.
    fn first_day(&self) -> Result<Option<NaiveDate>> {
        let case = self.first::<Case>("filed_on")?.and_then(|it| it.filed_on);
        let hotline = self.first::<Hotline>("received_at")?.map(|it| day::local(it.received_at).date_naive());
        let training = self.first::<Training>("held_on")?.map(|it| it.held_on);
        Ok([case, hotline, training].into_iter().flatten().min())
    }

    fn first<T: Record>(&self, by: &str) -> Result<Option<T>> {
        let filled = yihu_store::Compare::Filled;
        let first = Filter::new().and(by, filled, "").sort(by, false).page(0, 1);
        Ok(self.store.list::<T>(&first)?.rows.pop())
    }

    /// Shows a month: as it was signed, else as the records stand.
    pub fn selfcheck_show(&self, period: &str) -> Result<Selfcheck> {
        self.require(Right::Read)?;
        let period = self.month(period)?;
        let (assessment, record) = self.assess_signed(period)?;
        let corrections = self.corrections(period, &assessment)?;
        let (signed, signed_by, signed_at) = signature(record.as_ref());
        Ok(Selfcheck {
            period: period.to_string(),
            title: period.title(),
            signed,
            signed_by,
            signed_at,
            can_sign: !signed && self.session.roles.has(Right::Sign) && period.last() <= self.clock.today(),
            indicators: assessment.indicators.into_iter().map(Indicator::from).collect(),
            overall: assessment.overall,
            coverage: assessment.coverage,
            problems: assessment.problems,
            corrections,
        })
    }

    /// Makes the month's report, to be looked at and printed; `shift` is the printer's.
    pub fn selfcheck_preview(&self, period: &str, shift: Shift) -> Result<Pdf> {
        self.require(Right::Print)?;
        let period = self.month(period)?;
        let (assessment, record) = self.assess_signed(period)?;
        let corrections = self.corrections(period, &assessment)?;
        let printed = self.print_report(period, &assessment, record.as_ref(), &corrections)?;
        pdf(&format!("{}自查报告", period.title()), printed.shifted(shift)?)
    }

    /// Signs the month when asked, and writes its report, figures and bundle; gives the paths.
    pub fn selfcheck_export(
        &mut self,
        period: &str,
        sign: bool,
        folder: &Path,
        watch: &Watch<'_>,
    ) -> Result<Vec<String>> {
        self.require(to_export(sign))?;
        let period = self.month(period)?;
        let package = self.selfcheck(period, sign, folder, watch)?;
        Ok(package.files.into_iter().map(|path| path.display().to_string()).collect())
    }

    /// Reads a month that has begun.
    fn month(&self, period: &str) -> Result<Period> {
        let period: Period = period.parse()?;
        if period.first() > self.clock.today() {
            return Err(Error::invalid(format!("{}还没有到，不能自查。", period.title())));
        }
        Ok(period)
    }
}

fn signature(record: Option<&Signed>) -> (bool, String, String) {
    let signed_at = record.and_then(|it| it.signed_at);
    let by = record.and_then(|it| it.signed_by.clone()).unwrap_or_default();
    (signed_at.is_some(), by, signed_at.map(day::minute).unwrap_or_default())
}

impl From<indicator::Indicator> for Indicator {
    fn from(it: indicator::Indicator) -> Self {
        Self {
            code: it.code,
            name: it.name,
            numerator: it.numerator,
            denominator: it.denominator,
            value: it.value,
            target: it.target,
            ok: it.ok,
            formula: it.formula,
            span: it.span,
        }
    }
}
