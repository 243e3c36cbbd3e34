//! The month's self-check: reads the records once, computes, prints, signs, and packs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{
    Error, Head, Noun, Record, Result,
    assess::{Assessment, Assessor},
    attachment::Attachment,
    bundle::BundleKind,
    calendar::Calendar,
    case::Case,
    day,
    diary::{Diary, DiaryTally},
    error,
    hotline::Hotline,
    indicator::Indicator,
    licence::Licence,
    period::Period,
    retailer::Retailer,
    rights::Right,
    selfcheck::Selfcheck,
    staff::Staff,
    training::Training,
    vendor::{Vendor, VendorState},
};
use yihu_exchange::{
    bundle::PrintFile,
    file,
    page::Printed,
    report::{self, Report},
    sheet,
};

use crate::{Archive, Watch, assets};

/// What a self-check made.
#[derive(Debug, Clone)]
pub struct SelfcheckPackage {
    /// The figures
    pub indicators: Vec<Indicator>,
    /// ③ 发现的问题
    pub problems: Vec<String>,
    /// Whether the month is signed
    pub signed: bool,
    /// Report PDF, xlsx, bundle
    pub files: Vec<PathBuf>,
}

impl Archive {
    /// Computes a month from the records as they stand.
    pub fn assess(&self, period: Period) -> Result<Assessment> {
        self.require(Right::Read)?;
        let (calendar, limits) = (self.calendar()?, assets::hotline_limits()?);
        let (slots, vendor_slots) = (assets::retailer_slots(), assets::vendor_slots());
        let mut present = std::collections::HashMap::<uuid::Uuid, i64>::new();
        self.store.each::<Attachment>(|it| {
            let needed = match it.of_noun {
                Noun::Retailer => slots.contains(&it.slot.as_str()),
                Noun::Vendor => vendor_slots.contains(&it.slot.as_str()),
                _ => false,
            };
            *present.entry(it.of_id).or_default() += i64::from(needed);
            Ok(())
        })?;
        let required = i64::try_from(slots.len()).unwrap_or(i64::MAX);
        let mut assessor = Assessor::new(period, &calendar, &limits);
        self.take_all::<Staff>(|it| assessor.staff(&it))?;
        let applicants: BTreeSet<uuid::Uuid> = self.store.applicants()?.into_iter().map(|(id, _)| id).collect();
        self.take_all::<Retailer>(|it| {
            if applicants.contains(&it.head.id.uuid()) {
                return;
            }
            let there = present.get(&it.head.id.uuid()).copied().unwrap_or_default();
            assessor.retailer(&it, there, required);
        })?;
        let required = i64::try_from(vendor_slots.len()).unwrap_or(i64::MAX);
        self.store.each::<Vendor>(|it| {
            let there = present.get(&it.head.id.uuid()).copied().unwrap_or_default();
            let licensed = self.store.vendor_state(&it)? == VendorState::Licensed;
            let due = self.bureau.supervision.vendor_due_on(it.found_on);
            assessor.vendor(&it, licensed, (there, required), due);
            Ok(())
        })?;
        self.take_all::<Licence>(|it| assessor.licence(&it))?;
        self.take_all::<Case>(|it| assessor.case(&it))?;
        self.take_all::<Hotline>(|it| assessor.hotline(&it))?;
        self.take_all::<Training>(|it| assessor.training(&it))?;
        let visits = self.store.visits(period.first(), period.last())?;
        assessor.visits(visits, self.bureau.supervision.purification);
        assessor.diaries(self.tally_diaries(period, &calendar)?);
        assessor.campaigns(self.campaign_tally(period.last())?);
        Ok(assessor.finish())
    }

    fn tally_diaries(&self, period: Period, calendar: &Calendar) -> Result<DiaryTally> {
        let mut counted = DiaryTally::new(period, self.bureau.supervision.approval_days);
        self.take_all::<Diary>(|it| counted.take(&it, calendar))?;
        counted.missing(&self.diary_months(period)?);
        Ok(counted)
    }

    fn take_all<T: Record>(&self, mut take: impl FnMut(T)) -> Result<()> {
        self.store.each::<T>(|it| {
            take(it);
            Ok(())
        })
    }

    /// Computes a month, signs it when asked, and writes report, xlsx and bundle into `folder`.
    ///
    /// A signed month gives back the figures that were signed, however the records changed since.
    ///
    /// It can be stopped until something lasts: the signature, or a bundle that left.
    pub fn selfcheck(
        &mut self,
        period: Period,
        sign: bool,
        folder: &Path,
        watch: &Watch<'_>,
    ) -> Result<SelfcheckPackage> {
        self.require(to_export(sign))?;
        if !sign {
            // Who may sign need not hold the key that a bundle asks for: his signature is all that is wanted of him.
            self.wall()?;
        }
        if period.first() > self.clock.today() {
            return Err(Error::invalid(format!("{}还没有到，不能自查。", period.title())));
        }
        if sign && period.last() > self.clock.today() {
            return Err(Error::invalid(format!("{}还没有过完，到月底再签署。", period.title())));
        }
        fs::create_dir_all(folder).map_err(|e| error::io("新建自查文件夹", e))?;
        // What a crash left of an earlier package; what cannot be removed does no harm.
        let _ = file::remove_leftovers(folder);
        watch.step("计算指标", 0, 0)?;
        let (mut assessment, signed_before) = self.assess_signed(period)?;
        if sign && signed_before.is_some() {
            return Err(Error::conflict(format!(
                "{}已签署结月，不能再签；要再出一次报告和数据包，请不签署再办。",
                period.title()
            )));
        }
        watch.step("写报告", 0, 0)?;
        let record = match signed_before {
            Some(record) => Some(record),
            None if sign => Some(self.sign(period, &assessment)?),
            None => None,
        };
        let never = Watch::none();
        let files = self.package(period, &assessment, record.as_ref(), folder, if sign { &never } else { watch });
        let files = files.map_err(|mut e| {
            if sign {
                // The month is closed by now, in one commit; only its files are missing.
                e.message =
                    format!("{}已签署结月，但报告和数据包没有写全：{}请不签署再办一次。", period.title(), e.message);
            }
            e
        })?;
        Ok(SelfcheckPackage {
            indicators: std::mem::take(&mut assessment.indicators),
            problems: std::mem::take(&mut assessment.problems),
            signed: record.is_some(),
            files,
        })
    }

    /// A month's figures, as they were signed where it is signed, and the signature.
    pub(crate) fn assess_signed(&self, period: Period) -> Result<(Assessment, Option<Selfcheck>)> {
        let mut assessment = self.assess(period)?;
        let signed = self.store.selfcheck_of(&period.to_string())?.filter(|s| s.signed_at.is_some());
        if let Some(signed) = &signed {
            assessment.indicators.clone_from(&signed.indicators);
            assessment.problems.clone_from(&signed.problems);
        }
        Ok((assessment, signed))
    }

    /// Writes report, xlsx and bundle; it can be done again, with the next bundle of the stream.
    ///
    /// The bundle goes first: stopped or failed before it stands, nothing stands. Whoever signed without the informants'
    /// key makes none: another makes it of the signed month.
    fn package(
        &mut self,
        period: Period,
        assessment: &Assessment,
        record: Option<&Selfcheck>,
        folder: &Path,
        watch: &Watch<'_>,
    ) -> Result<Vec<PathBuf>> {
        let (pdf, xlsx) = self.print_selfcheck(period, assessment, record)?;
        let never = Watch::none();
        let (mut bundles, mut watch) = (Vec::new(), watch);
        if self.is_custodian() {
            if self.store.last_bundle(self.stream())?.is_none() {
                // The first bundle of a stream is full: the self-check follows it.
                bundles.push(self.export(BundleKind::Full, None, Vec::new(), folder, watch)?.path);
                watch = &never;
            }
            let texts = [&assessment.overall, &assessment.coverage, &assessment.problems].into_iter().flatten();
            let texts = texts.cloned().collect();
            let print = PrintFile { name: format!("selfcheck-{period}.pdf"), bytes: pdf.clone(), texts };
            bundles.push(self.export(BundleKind::Selfcheck, Some(period), vec![print], folder, watch)?.path);
        }
        let (pdf_path, xlsx_path) =
            (folder.join(format!("自查报告-{period}.pdf")), folder.join(format!("自查指标-{period}.xlsx")));
        file::write_bytes(&pdf_path, &pdf)?;
        file::write_bytes(&xlsx_path, &xlsx)?;
        let mut files = vec![pdf_path, xlsx_path];
        files.append(&mut bundles);
        Ok(files)
    }

    fn sign(&mut self, period: Period, assessment: &Assessment) -> Result<Selfcheck> {
        let mut record = Selfcheck {
            head: Head::new(self.new_id(), &self.bureau.head.bureau),
            period: period.to_string(),
            indicators: assessment.indicators.clone(),
            problems: assessment.problems.clone(),
            signed_by: Some(self.session.user.clone()),
            signed_at: Some(self.clock.now()),
        };
        let stamp = self.stamp(format!("签署{}自查", period.title()));
        self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok(record)
    }

    fn print_selfcheck(
        &self,
        period: Period,
        assessment: &Assessment,
        signed: Option<&Selfcheck>,
    ) -> Result<(Vec<u8>, Vec<u8>)> {
        let corrections = self.corrections(period, assessment)?;
        let pdf = self.print_report(period, assessment, signed, &corrections)?.pdf;
        let sections = [
            section("自查工作总体情况", &assessment.overall),
            section("自查覆盖面", &assessment.coverage),
            section("发现的问题", &assessment.problems),
            section("处理纠正情况", &corrections),
        ];
        let title = format!("{}{}自查指标表", self.bureau.name, period.title());
        let xlsx = sheet::write::selfcheck(&title, &assessment.indicators, &sections)?;
        Ok((pdf, xlsx))
    }

    /// The month's report.
    pub(crate) fn print_report(
        &self,
        period: Period,
        assessment: &Assessment,
        signed: Option<&Selfcheck>,
        corrections: &[String],
    ) -> Result<Printed> {
        let report = Report {
            bureau: &self.bureau,
            period,
            indicators: &assessment.indicators,
            overall: assessment.overall.clone(),
            coverage: assessment.coverage.clone(),
            problems: assessment.problems.clone(),
            corrections: corrections.to_vec(),
            liaison: None,
            signed_by: signed.and_then(|s| s.signed_by.as_deref()),
            signed_at: signed.and_then(|s| s.signed_at),
        };
        report::print(&report, self.clock.now())
    }

    /// ④ 处理纠正情况, from the change log: what was put right in the month, and what is still open.
    pub(crate) fn corrections(&self, period: Period, assessment: &Assessment) -> Result<Vec<String>> {
        let mut corrected: BTreeMap<Noun, usize> = BTreeMap::new();
        self.store.changes(0, i64::MAX, |entry| {
            let recorded = !matches!(entry.noun, Noun::Bureau | Noun::Bundle | Noun::Selfcheck | Noun::User);
            if recorded && entry.before.is_some() && period.has(day::local(entry.at).date_naive()) {
                *corrected.entry(entry.noun).or_default() += 1;
            }
            Ok(())
        })?;
        let mut said: Vec<String> = corrected
            .iter()
            .map(|(noun, n)| format!("本月更正、补录{}记录{n}次，均有操作日志可查。", noun.title()))
            .collect();
        if said.is_empty() {
            said.push("本月没有更正记录。".to_owned());
        }
        said.push(match assessment.problems.len() {
            0 => "没有尚待处理的问题。".to_owned(),
            open => format!("上列{open}类问题尚待处理，请逐项落实责任人和期限。"),
        });
        Ok(said)
    }
}

fn section(title: &str, lines: &[String]) -> sheet::write::Section {
    let rows = lines.iter().enumerate().map(|(n, line)| vec![(n + 1).to_string(), line.clone()]).collect();
    sheet::write::Section { title: title.to_owned(), columns: vec!["序号".to_owned(), "内容".to_owned()], rows }
}

/// What a month's package asks for: it goes to the city bureau; the signature is another matter.
pub(crate) const fn to_export(sign: bool) -> Right {
    if sign { Right::Sign } else { Right::Bundle }
}
