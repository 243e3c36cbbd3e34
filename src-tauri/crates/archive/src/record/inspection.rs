//! A visit beside the shop it was made to: whose it is, whether the shop was closed already, which case it led to.

use chrono::NaiveDate;
use yihu_domain::{
    Id, Noun, Result,
    check::{Checked, Checker},
    deadline::{self, Deadline},
    inspection::{Finding, Inspection},
    licence::LicenceState,
    matter::MatterKind,
    period::Period,
    retailer::Retailer,
    text,
};
use yihu_store::{Compare, Filter, tally::LastVisit};

use super::{
    LinkedRow, Mark, Tag,
    draft::{Stored, Wanted},
};
use crate::Archive;

/// Most visits that a shop's page lists; all of them stand in the list of visits.
pub(super) const LISTED: u32 = 50;

impl Archive {
    /// Ties a visit that was read to its shop, and holds it against that shop.
    pub(super) fn beside_shop(&self, mut checked: Checked<Wanted>) -> Result<Checked<Wanted>> {
        let Some(Wanted::Inspection(it)) = &mut checked.value else { return Ok(checked) };
        let mut told = Checker::default();
        self.tie_visit(it, &mut told)?;
        if let Some(no) = &it.case_no
            && self.store.case_by_no(no)?.is_none()
        {
            told.warn("case_no", "unknown_case", "档案里还没有这个案件编号，登记案件以后自动连上；号码有误的请改正。");
        }
        if let Some(on) = it.retailer.map(|id| self.closed_on(id)).transpose()?.flatten()
            && it.inspected_on > on
        {
            told.warn("inspected_on", "after_closing", after_closing(it.inspected_on, on));
        }
        checked.problems.extend(told.finish(Some(())).problems);
        Ok(checked)
    }

    /// Ties a visit to its shop; where there is none, to the vendor without a licence of that name.
    pub(crate) fn tie_visit(&self, it: &mut Inspection, told: &mut Checker) -> Result<()> {
        it.retailer = self.visited(it, told)?.map(|it| it.head.id);
        it.vendor = None;
        if it.retailer.is_none() && it.licence_no.is_none() {
            let mut named = self.store.vendors_by_name(&it.name)?;
            named.retain(|vendor| it.address.as_ref().is_none_or(|address| *address == vendor.address));
            if let [vendor] = named.as_slice() {
                it.vendor = Some(vendor.head.id);
            }
        }
        Ok(())
    }

    /// The shop of a visit: by its licence number, else the only one of its name at its address.
    fn visited(&self, it: &Inspection, told: &mut Checker) -> Result<Option<Retailer>> {
        if let Some(no) = &it.licence_no {
            let found = self.store.retailer_of_licence_no(no)?;
            match &found {
                None => told.warn(
                    "licence_no",
                    "unknown_licence",
                    "档案里没有这个许可证号，这次检查归不到户：请核对号码，或先登记这户零售户。",
                ),
                Some(shop) if shop.trade_name != it.name => {
                    let said =
                        format!("这个许可证号在档案里的户名是“{}”，请核对；换了户名的照当时的填。", shop.trade_name);
                    told.warn("name", "another_holder", said);
                }
                Some(_) => {}
            }
            return Ok(found);
        }
        let named = Filter::all().and("trade_name", Compare::Equals, it.name.as_str()).page(0, 2);
        let mut found = self.store.list::<Retailer>(&named)?.rows;
        found.retain(|shop| it.address.as_ref().is_none_or(|address| *address == shop.address));
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// The day after which a shop surely traded no more: it has no licence in use, and the last one ended then.
    pub(crate) fn closed_on(&self, retailer: Id<Retailer>) -> Result<Option<NaiveDate>> {
        let licences = self.store.licences_of(retailer)?;
        let open = |state: LicenceState| state.is_live() || state == LicenceState::Applying;
        if licences.is_empty() || licences.iter().any(|it| open(it.state)) {
            return Ok(None);
        }
        let matters = self.store.matters_of(retailer)?;
        let ended = matters.iter().filter(|it| it.takes_effect() && ends(it.kind)).filter_map(|it| it.decided_on).max();
        Ok(ended.or(licences.iter().filter_map(|it| it.valid_to).max()))
    }

    /// The shops that are to be visited within fourteen days, or should have been, the first due first.
    ///
    /// None where no visit was ever recorded: a bureau that keeps its visits elsewhere is late with nothing.
    pub(crate) fn visits_near(&self) -> Result<Vec<(LastVisit, Deadline)>> {
        self.visits_due(self.last_visits()?)
    }

    /// When each shop whose licence is in use was visited last, and how often this year.
    pub(crate) fn last_visits(&self) -> Result<Vec<LastVisit>> {
        self.store.last_visits(Period::of(self.clock.today()).year_start())
    }

    /// Those of the last visits after which another is due within fourteen days, or was.
    pub(crate) fn visits_due(&self, visits: Vec<LastVisit>) -> Result<Vec<(LastVisit, Deadline)>> {
        let today = self.clock.today();
        if self.store.list::<Inspection>(&Filter::new().page(0, 0))?.total == 0 {
            return Ok(Vec::new());
        }
        let due = |it: LastVisit| {
            let last = it.visited_on.or(it.since).unwrap_or(today);
            let due = deadline::of_visit(it.class, last, &self.bureau.supervision);
            due.is_near(today).then_some((it, due))
        };
        let mut near: Vec<_> = visits.into_iter().filter_map(due).collect();
        near.sort_by(|(a, due_a), (b, due_b)| (due_a.on, &a.licence_no).cmp(&(due_b.on, &b.licence_no)));
        Ok(near)
    }

    /// When a shop was visited last.
    pub(super) fn last_visit(&self, retailer: Id<Retailer>) -> Result<Tag> {
        Ok(match self.store.inspections_of(retailer, 1)?.first() {
            Some(it) => Tag { text: format!("上次检查{}", it.inspected_on), mark: outcome(it).1 },
            None => Tag { text: "没有检查记录".to_owned(), mark: Mark::Info },
        })
    }

    /// Other visits to the same shop on the same day.
    pub(super) fn same_visits(&self, on: NaiveDate, licence_no: Option<&str>, name: &str) -> Result<Vec<Stored>> {
        let that_day = Filter::all().and("inspected_on", Compare::Equals, on);
        let same = match licence_no {
            Some(no) => that_day.and("licence_no", Compare::Equals, no),
            None => that_day.and("name", Compare::Equals, name),
        };
        self.named(Noun::Inspection, &same.page(0, 9))
    }
}

const fn ends(kind: MatterKind) -> bool {
    matches!(
        kind,
        MatterKind::Closure
            | MatterKind::TakingBack
            | MatterKind::Withdrawal
            | MatterKind::Annulment
            | MatterKind::Cancellation
            | MatterKind::Revocation
    )
}

/// That a visit was made to a shop which was closed already (X14).
pub(crate) fn after_closing(on: NaiveDate, closed: NaiveDate) -> String {
    format!("这户的许可证最迟到{closed}已经终止，{on}又有检查：请核对日期和户名，无证经营的请不填许可证号。")
}

/// A visit as the page of its shop or case has it.
pub(super) fn visit(it: &Inspection) -> LinkedRow {
    let (note, mark) = outcome(it);
    LinkedRow {
        id: it.head.id.to_string(),
        number: String::new(),
        title: format!("{}检查 {}", it.mode.title(), it.officers.join("、")),
        on: it.inspected_on.to_string(),
        note,
        mark: Some(mark),
    }
}

/// What a visit found and what came of it.
pub(super) fn outcome(it: &Inspection) -> (String, Mark) {
    let follow = it.follow_up.map(|it| format!("，{}", it.title())).unwrap_or_default();
    match (it.finding, &it.cause) {
        (Finding::Normal, _) => (format!("正常{follow}"), Mark::Success),
        (Finding::Abnormal, Some(cause)) => (format!("异常：{}{follow}", text::line(cause)), Mark::Danger),
        (Finding::Abnormal, None) => (format!("异常{follow}"), Mark::Danger),
    }
}
