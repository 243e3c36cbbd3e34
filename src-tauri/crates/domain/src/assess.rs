//! The month's self-check: reads every record once and says what the figures are and what is wrong.
//!
//! Nothing here is typed by hand: each figure is counted from records, each problem names its record.

mod class;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    Id, Record,
    calendar::Calendar,
    campaign::CampaignTally,
    case::Case,
    day,
    diary::DiaryTally,
    hotline::{Category, Hotline, Limits, Outcome},
    hours,
    indicator::{Indicator, Target, rounded},
    licence::{Licence, LicenceState},
    period::Period,
    retailer::{Class, Retailer},
    staff::{Staff, StaffState},
    sticks,
    supervision::{Formula, Visits},
    training::{self, Training, YEARLY_TENTHS},
    vendor::{Vendor, VendorState},
};

/// Most problems of one sort that are listed by name; the rest is counted.
const LISTED: usize = 20;

/// What a month's self-check says.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The figures
    pub indicators: Vec<Indicator>,
    /// ① 自查工作总体情况
    pub overall: Vec<String>,
    /// ② 自查覆盖面
    pub coverage: Vec<String>,
    /// ③ 发现的问题
    pub problems: Vec<String>,
}

/// Takes the records one by one, in any order but staff before training.
pub struct Assessor<'a> {
    period: Period,
    calendar: &'a Calendar,
    limits: &'a Limits,
    retailers: i64,
    classes: BTreeMap<Class, i64>,
    licences: BTreeMap<&'static str, i64>,
    staff: BTreeMap<Id<Staff>, Trainee>,
    sessions: i64,
    hotlines: i64,
    cases: i64,
    month: Month,
    required_documents: (i64, i64),
    visits: Option<(Visits, Formula)>,
    diaries: Option<DiaryTally>,
    campaigns: Option<CampaignTally>,
    vendors: Vendors,
    found: Found,
}

struct Trainee {
    name: String,
    owes: bool,
    tenths: i64,
}

/// Counts of the month itself.
#[derive(Default)]
struct Month {
    filed: i64,
    decided: i64,
    closed: i64,
    decided_in_time: i64,
    challenged: i64,
    suspects: i64,
    transferred: i64,
    sticks: i64,
    received: i64,
    due: i64,
    closed_in_time: i64,
    closed_named: i64,
    fed_back: i64,
    reports: i64,
    reports_filed: i64,
}

/// Vendors without a licence, as they stood at the month's end.
#[derive(Default)]
struct Vendors {
    found: i64,
    licensed: i64,
    trading: i64,
    measures_of_quarter: i64,
}

/// Problems by sort, in the order in which they are reported.
#[derive(Default)]
struct Found(BTreeMap<&'static str, Vec<String>>);

impl Found {
    fn add(&mut self, sort: &'static str, which: impl Into<String>) {
        self.0.entry(sort).or_default().push(which.into());
    }
}

impl<'a> Assessor<'a> {
    /// Begins the self-check of `period`.
    pub fn new(period: Period, calendar: &'a Calendar, limits: &'a Limits) -> Self {
        Self {
            period,
            calendar,
            limits,
            retailers: 0,
            classes: BTreeMap::new(),
            licences: BTreeMap::new(),
            staff: BTreeMap::new(),
            sessions: 0,
            hotlines: 0,
            cases: 0,
            month: Month::default(),
            required_documents: (0, 0),
            visits: None,
            diaries: None,
            campaigns: None,
            vendors: Vendors::default(),
            found: Found::default(),
        }
    }

    /// Takes a retailer, and how many of its required documents are there.
    pub fn retailer(&mut self, it: &Retailer, present: i64, required: i64) {
        self.retailers += 1;
        self.required_documents.0 += present;
        self.required_documents.1 += required;
        match it.class {
            Some(class) => *self.classes.entry(class).or_default() += 1,
            None => self.found.add("零售户没有分类", it.title()),
        }
    }

    /// Takes a licence.
    pub fn licence(&mut self, it: &Licence) {
        *self.licences.entry(it.state.title()).or_default() += 1;
        if it.is_expired(self.period.last()) {
            self.found.add("许可证已过有效期，状态仍为有效或停业", it.licence_no.clone());
        }
        if it.state == LicenceState::Active && it.valid_to.is_none() {
            self.found.add("许可证没有填有效期", it.licence_no.clone());
        }
    }

    /// Takes a person.
    pub fn staff(&mut self, it: &Staff) {
        if it.state == StaffState::InPost {
            let owes = it.owes_hours(self.period.last());
            let trainee = Trainee { name: it.full_name.clone(), owes, tenths: 0 };
            self.staff.insert(it.head.id, trainee);
        }
    }

    /// Takes a training session: hours count from 1 January to the month's end, at most to 30 November.
    pub fn training(&mut self, it: &Training) {
        let (first, last) = training::hours_span(self.period.last());
        if !(first..=last).contains(&it.held_on) {
            return;
        }
        self.sessions += 1;
        for present in &it.attendance {
            if let Some(trainee) = self.staff.get_mut(&present.staff) {
                trainee.tenths += present.tenths;
            }
        }
    }

    /// Takes a case.
    pub fn case(&mut self, it: &Case) {
        self.cases += 1;
        let inside = |on: Option<NaiveDate>| on.is_some_and(|on| self.period.has(on));
        if inside(it.filed_on) {
            self.month.filed += 1;
            self.month.sticks += it.sticks.unwrap_or_default();
            if it.is_criminal_suspect() {
                self.month.suspects += 1;
                self.month.transferred += i64::from(it.is_transferred());
                if !it.is_transferred() {
                    self.found.add("案件达到移送标准，没有移送记录", it.title());
                }
            }
        }
        if inside(it.decided_on) {
            self.month.decided += 1;
            self.month.challenged += i64::from(it.reviewed || it.sued);
            let in_time = it.decision_due_on().zip(it.decided_on).is_none_or(|(due, on)| on <= due);
            self.month.decided_in_time += i64::from(in_time);
            if !in_time {
                self.found.add("立案到处罚决定超过90日", it.title());
            }
        }
        self.month.closed += i64::from(inside(it.closed_on));
        let end = self.period.last();
        if it.decided_on.is_none_or(|on| on > end)
            && it.decision_due_on().is_some_and(|due| due <= end)
            && it.closed_on.is_none()
        {
            self.found.add("案件到期未作处罚决定", it.title());
        }
    }

    /// Takes a vendor: whether it got a licence since, how many of the documents its file must hold are there, and the
    /// last day on which something was to be done about it.
    pub fn vendor(&mut self, it: &Vendor, licensed: bool, (present, required): (i64, i64), due: NaiveDate) {
        let end = self.period.last();
        let Some(state) = it.state_on(end) else { return };
        self.required_documents.0 += present;
        self.required_documents.1 += required;
        self.vendors.found += 1;
        self.vendors.licensed += i64::from(state.told(licensed) == VendorState::Licensed);
        self.vendors.trading += i64::from(state.trades() && state.told(licensed) != VendorState::Licensed);
        let quarter = self.period.quarter_start();
        let done = it.measures.iter().filter(|it| (quarter..=end).contains(&it.on)).count();
        self.vendors.measures_of_quarter += count(done);
        let late = state == VendorState::Open && due <= end;
        if late {
            self.found.add("无证户到期没有处理", it.title());
        }
        if present < required || late {
            self.found.add("无证户档案不完整（缺资料或没有处理）", it.title());
        }
    }

    /// Takes what was counted of visits, and the formula that the bureau set.
    pub fn visits(&mut self, counted: Visits, formula: Formula) {
        self.visits = Some((counted, formula));
    }

    /// Takes what was counted of diaries.
    pub fn diaries(&mut self, counted: DiaryTally) {
        for which in &counted.late {
            self.found.add("工作日志未按时审批", which.as_str());
        }
        for which in &counted.undated {
            self.found.add("缺少工作日历，算不出日志审批期限", which.as_str());
        }
        self.diaries = Some(counted);
    }

    /// Takes what was counted of campaigns.
    pub fn campaigns(&mut self, counted: CampaignTally) {
        for missed in counted.indicators(self.period).into_iter().filter(|it| it.ok == Some(false)) {
            self.found.add("集中整治、宣传次数不够", format!("{}{}（{}）", missed.name, missed.value, missed.target));
        }
        self.campaigns = Some(counted);
    }

    /// Takes a hotline record.
    pub fn hotline(&mut self, it: &Hotline) {
        self.hotlines += 1;
        let received = day::local(it.received_at).date_naive();
        if self.period.has(received) {
            self.month.received += 1;
            if it.category == Category::Report && it.outcome != Some(Outcome::Refused) {
                self.month.reports += 1;
                self.month.reports_filed += i64::from(it.outcome == Some(Outcome::Filed));
            }
            if it.result.is_none() {
                self.found.add("12313记录没有办理结果（痕迹资料缺失）", it.title());
            }
        }
        match it.due_by(self.calendar, self.limits) {
            Some(due) if self.period.has(due) => {
                let in_time = it.closed_on.is_some_and(|on| on <= due);
                self.month.due += 1;
                self.month.closed_in_time += i64::from(in_time);
                if !in_time {
                    self.found.add("12313记录没有按时办结", it.title());
                }
            }
            None => self.found.add("缺少工作日历，算不出应办结日期", it.title()),
            Some(_) => {}
        }
        if it.closed_on.is_some_and(|on| self.period.has(on)) && !it.anonymous {
            self.month.closed_named += 1;
            self.month.fed_back += i64::from(it.is_fed_back());
            if !it.is_fed_back() {
                self.found.add("12313记录没有反馈", it.title());
            }
        }
    }

    /// Ends the reading.
    pub fn finish(mut self) -> Assessment {
        let counted: Vec<_> = self.staff.values().filter(|t| t.owes).collect();
        let reached = counted.iter().filter(|t| t.tenths >= YEARLY_TENTHS).count();
        let trained = (count(reached), count(counted.len()));
        let mut short: Vec<String> = Vec::new();
        for trainee in counted.iter().filter(|t| t.tenths < YEARLY_TENTHS) {
            short.push(format!(
                "{}（{}课时，差{}）",
                trainee.name,
                hours::write(trainee.tenths),
                hours::write(YEARLY_TENTHS - trainee.tenths)
            ));
        }
        for which in short {
            self.found.add("培训课时不足40", which);
        }
        Assessment {
            indicators: self.indicators(trained),
            overall: self.overall(),
            coverage: self.coverage(),
            problems: self.problems(),
        }
    }

    fn indicators(&self, trained: (i64, i64)) -> Vec<Indicator> {
        let mut all = Vec::from(self.case_figures());
        all.extend(self.training_figures(trained));
        all.extend(self.visit_figures());
        all.extend(self.diaries.as_ref().and_then(DiaryTally::indicator));
        all.extend(self.campaigns.iter().flat_map(|it| it.indicators(self.period)));
        all.extend(self.vendor_figures());
        all.extend(self.class_figures());
        all.extend(self.hotline_figures());
        let at_end = format!("截至{}", day::long(self.period.last()));
        let formula = "已有的应备资料÷应备资料（零售户档案、无证户档案）";
        all.push(Indicator::rate("I21", "资料完整率", self.required_documents, Target::AtLeast(100), formula, &at_end));
        let formula = "本月立案案件的涉案卷烟之和（分子以支计）";
        let seized = self.month.sticks;
        all.push(Indicator::count("I27", "查获卷烟", seized, sticks::write(seized), formula, &self.period.title()));
        all
    }

    fn case_figures(&self) -> [Indicator; 3] {
        let (m, span) = (&self.month, &self.period.title());
        let all = Target::AtLeast(100);
        let transferred = "本月立案中已移送公安的案件÷达到移送标准（1000条或5万元）的案件";
        let challenged = "本月处罚决定中有复议或诉讼的案件÷本月处罚决定";
        let in_time = "本月处罚决定中立案后90日内作出的÷本月处罚决定";
        [
            Indicator::rate("I3", "案件移送率", (m.transferred, m.suspects), all, transferred, span),
            Indicator::rate("I4", "复议诉讼率", (m.challenged, m.decided), Target::AtMost(0), challenged, span),
            Indicator::rate("I5", "案件按期办结率", (m.decided_in_time, m.decided), all, in_time, span),
        ]
    }

    fn training_figures(&self, trained: (i64, i64)) -> [Indicator; 2] {
        let (first, last) = training::hours_span(self.period.last());
        let year = format!("{}至{}", day::long(first), day::long(last));
        let tenths: i64 = self.staff.values().map(|t| t.tenths).sum();
        let formula = "满40课时的人数÷在岗满6个月的人数";
        [
            Indicator::rate("I6", "培训达标率", trained, Target::AtLeast(100), formula, &year),
            average_hours(tenths, count(self.staff.len()), &year),
        ]
    }

    fn visit_figures(&self) -> Vec<Indicator> {
        let Some((visits, formula)) = &self.visits else { return Vec::new() };
        let visits = &Visits { vendors: self.vendors.trading, ..visits.clone() };
        let last = self.period.last();
        let year = format!("{}至{}", day::long(self.period.year_start()), day::long(last));
        vec![visits.purification(*formula, &self.period.title()), visits.average(&year), visits.coverage(&year)]
    }

    /// I16 and I17; none for a bureau that keeps no files of vendors.
    fn vendor_figures(&self) -> Vec<Indicator> {
        let (it, end) = (&self.vendors, self.period.last());
        if it.found == 0 {
            return Vec::new();
        }
        let done = it.measures_of_quarter;
        let quarter = format!("{}至{}", day::long(self.period.quarter_start()), day::long(end));
        let handled = Indicator {
            code: "I16".to_owned(),
            name: "无证户处理数".to_owned(),
            numerator: done,
            denominator: None,
            value: format!("{done}次"),
            target: "每季度不少于1次".to_owned(),
            // A quarter that is not over may still have one.
            ok: (done > 0 || self.period.ends_quarter()).then_some(done > 0),
            formula: "本季度登记的处理（告诫、立案、取缔、办证、已消失）次数".to_owned(),
            span: quarter,
        };
        let formula = "已取得许可证的÷发现的无证户";
        let at_end = format!("截至{}", day::long(end));
        let of = (it.licensed, it.found);
        vec![handled, Indicator::rate("I17", "无证户办证率", of, Target::None, formula, &at_end)]
    }

    fn hotline_figures(&self) -> [Indicator; 3] {
        let (m, span) = (&self.month, &self.period.title());
        let all = Target::AtLeast(100);
        let in_time = "按时办结的÷本月到期的（上级定了时限的从其时限，其余按类别的办理时限）";
        let reports = (m.reports_filed, m.reports);
        [
            Indicator::rate("I18", "12313按时办结率", (m.closed_in_time, m.due), all, in_time, span),
            Indicator::rate(
                "I19",
                "12313反馈率",
                (m.fed_back, m.closed_named),
                all,
                "已反馈的÷本月办结的非匿名件",
                span,
            ),
            Indicator::rate("I20", "举报立案率", reports, Target::None, "立案查处的÷本月受理的举报", span),
        ]
    }

    fn overall(&self) -> Vec<String> {
        let m = &self.month;
        let mut said = vec![
            format!(
                "本月末在册零售户{}户；许可证{}本（{}）。",
                self.retailers,
                self.licences.values().sum::<i64>(),
                self.licences.iter().map(|(state, n)| format!("{state}{n}")).collect::<Vec<_>>().join("、")
            ),
            self.classes_said(),
            format!(
                "本月立案{}件，作出处罚决定{}件，结案{}件，查获卷烟{}。",
                m.filed,
                m.decided,
                m.closed,
                sticks::write(m.sticks)
            ),
            format!("本月受理12313举报投诉{}件，其中举报{}件，立案查处{}件。", m.received, m.reports, m.reports_filed),
            format!("本年累计培训{}次，在岗{}人。", self.sessions, self.staff.len()),
        ];
        said.extend(self.diaries.as_ref().and_then(DiaryTally::sentence));
        said
    }

    fn coverage(&self) -> Vec<String> {
        vec![format!(
            "本次自查由系统逐条核对全部记录：零售户{}户、许可证{}本、案件{}件、12313举报投诉{}件、本年培训{}次、在岗人员{}人，覆盖面100%（所列各类记录全部核对）。",
            self.retailers,
            self.licences.values().sum::<i64>(),
            self.cases,
            self.hotlines,
            self.sessions,
            self.staff.len()
        )]
    }

    fn problems(&self) -> Vec<String> {
        let listed = self.found.0.iter().map(|(sort, which)| {
            let more = if which.len() > LISTED { format!("等{}项", which.len()) } else { String::new() };
            format!(
                "{sort}：{}项。{}{more}",
                which.len(),
                which.iter().take(LISTED).cloned().collect::<Vec<_>>().join("、")
            )
        });
        listed.collect()
    }
}

fn average_hours(tenths: i64, people: i64, span: &str) -> Indicator {
    let value = if people == 0 { "—".to_owned() } else { format!("{}课时", hours::write(rounded(tenths, people))) };
    Indicator {
        code: "I7".to_owned(),
        name: "人均课时".to_owned(),
        numerator: tenths,
        denominator: Some(people),
        value,
        target: "40课时".to_owned(),
        ok: (people > 0).then_some(tenths >= YEARLY_TENTHS * people),
        formula: "课时之和（分子以0.1课时计）÷在岗人数".to_owned(),
        span: span.to_owned(),
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
