//! A vendor without a licence beside the other records: its measures as lines of a form, the case that was filed, the
//! retailer that came of it, the licensed shop that it may be by now.

use yihu_domain::{
    Error, Noun, Result,
    check::{Checked, Checker, Problem},
    day,
    deadline::{self, Deadline},
    retailer::Retailer,
    vendor::{MeasureDraft, Vendor, VendorState},
};
use yihu_store::{Compare, Filter};

use super::{Draft, LinkedRow, Mark, Measure, draft::Wanted, field::MEASURE, term::Term};
use crate::{Archive, assets};

/// The grid of a form in which measures stand.
const GRID: &str = "measures";

impl From<&yihu_domain::vendor::Measure> for Measure {
    fn from(it: &yihu_domain::vendor::Measure) -> Self {
        let MeasureDraft { kind, on, agencies, case_no, note } = it.into();
        Self { kind, on, agencies, case_no, note }
    }
}

/// The draft with its lines of measures as the cells of a row; a draft without lines has the cells it has.
pub(super) fn with_cells(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    if draft.measures.is_empty() {
        return draft;
    }
    let line = |it: &Measure| {
        let Measure { kind, on, agencies, case_no, note } = it.clone();
        MeasureDraft { kind, on, agencies, case_no, note }
    };
    let lines: Vec<MeasureDraft> = draft.measures.iter().map(line).collect();
    let cells = MEASURE.into_iter().map(str::to_owned).zip(MeasureDraft::cells(&lines));
    draft.fields.extend(cells);
    draft
}

/// Where a form has a field: a cell of measures stands in the lines, where there are any.
pub(super) fn place_of<'a>(field: &'a str, draft: &Draft) -> &'a str {
    if !draft.measures.is_empty() && MEASURE.contains(&field) { GRID } else { field }
}

/// What is wrong with a measure is told where the lines stand.
pub(super) fn at_the_grid(problems: &mut [Problem], draft: &Draft) {
    if !draft.measures.is_empty() {
        problems.iter_mut().filter(|it| MEASURE.contains(&it.field)).for_each(|it| it.field = GRID);
    }
}

impl Archive {
    /// Holds a vendor that was read against its case, its retailer, and the shops that have a licence.
    pub(super) fn beside_vendor(&self, mut checked: Checked<Wanted>) -> Result<Checked<Wanted>> {
        let Some(Wanted::Vendor(it)) = &checked.value else { return Ok(checked) };
        let mut told = Checker::default();
        self.doubt_vendor(it, &mut told)?;
        let beside = told.finish(Some(()));
        checked.problems.extend(beside.problems);
        checked.value = checked.value.filter(|_| beside.value.is_some());
        Ok(checked)
    }

    /// What the other records say to a vendor.
    pub(crate) fn doubt_vendor(&self, it: &Vendor, told: &mut Checker) -> Result<()> {
        for no in it.measures.iter().filter_map(|it| it.case_no.as_deref()) {
            if self.store.case_by_no(no)?.is_none() {
                let said = format!("档案里还没有案件{no}，登记案件以后自动连上；号码有误的请改正。");
                told.warn("case_no", "unknown_case", said);
            }
        }
        match (it.retailer, it.applies()) {
            (Some(_), false) => {
                let said = "这一户已经办证，连着零售户，不能去掉“办证”这一项：办错了的，请在操作日志里撤销那一次办证。";
                told.error(GRID, "tied", said);
            }
            (None, true) => {
                told.warn(GRID, "untied", "处理是办证，还没有连到零售户：保存以后请在这一户的页面点“办证”。");
            }
            _ => {}
        }
        let shop =
            if it.state.trades() && it.retailer.is_none() { self.licensed_at(it)?.into_iter().next() } else { None };
        if let Some(shop) = shop {
            let said = format!(
                "这个地址上的“{}”有许可证：如果就是这一户，它不再是无证户，请点“办证”连到那一户。",
                shop.trade_name
            );
            told.warn("address", "licensed_shop", said);
        }
        Ok(())
    }

    /// The retailers that a vendor may be: with its identity number, or with its name at its address.
    pub(crate) fn retailers_like(&self, it: &Vendor) -> Result<Vec<Retailer>> {
        let mut found = Vec::new();
        if let Some(number) = &it.id_number {
            let same = Filter::all().and("owner_id_number", Compare::Equals, number.as_str());
            found = self.store.list::<Retailer>(&same)?.rows;
        }
        let there = Filter::all().and("address", Compare::Equals, it.address.as_str());
        let named = |shop: &Retailer| {
            let names = [&shop.trade_name, &shop.owner_name];
            names.into_iter().any(|name| *name == it.name || Some(name) == it.trade_name.as_ref())
        };
        let there = self.store.list::<Retailer>(&there)?.rows.into_iter().filter(named);
        for shop in there {
            if !found.iter().any(|it| it.head.id == shop.head.id) {
                found.push(shop);
            }
        }
        Ok(found)
    }

    /// Those of them at its address that hold a licence in use.
    pub(crate) fn licensed_at(&self, it: &Vendor) -> Result<Vec<Retailer>> {
        let mut found = self.retailers_like(it)?;
        found.retain(|shop| shop.address == it.address);
        let mut licensed = Vec::new();
        for shop in found {
            if self.store.licences_of(shop.head.id)?.iter().any(|it| it.state.is_live()) {
                licensed.push(shop);
            }
        }
        Ok(licensed)
    }

    /// The vendors about which something is to be done within fourteen days, or should have been.
    pub(crate) fn vendors_near(&self) -> Result<Vec<(Vendor, Deadline)>> {
        let today = self.clock.today();
        let open = Filter::all().and("state", Compare::Equals, "open").sort("found_on", false);
        let due = |it: Vendor| {
            let due = deadline::of_vendor(&it, &self.bureau.supervision)?;
            due.is_near(today).then_some((it, due))
        };
        Ok(self.store.list::<Vendor>(&open)?.rows.into_iter().filter_map(due).collect())
    }

    /// The vendors whose files lack a document, or in which nothing stands that was done in time (无证户档案不完整).
    pub(crate) fn incomplete_vendors(&self) -> Result<Vec<Vendor>> {
        let (slots, today) = (assets::vendor_slots(), self.clock.today());
        let needed = i64::try_from(slots.len()).unwrap_or(i64::MAX);
        let filled = self.store.filled_slots(Noun::Vendor, &slots)?;
        let late =
            |it: &Vendor| deadline::of_vendor(it, &self.bureau.supervision).is_some_and(|due| due.days(today) < 0);
        let mut lacking = self.store.list::<Vendor>(&Filter::all().sort("found_on", true))?.rows;
        lacking.retain(|it| late(it) || filled.get(&it.head.id.uuid()).is_none_or(|count| *count < needed));
        Ok(lacking)
    }

    /// How far a vendor has come; 已办证 with the licence.
    pub(super) fn vendor_state(&self, it: &Vendor) -> Result<Term> {
        let state = self.store.vendor_state(it)?;
        let said = match (state, it.retailer) {
            (VendorState::Licensed, Some(retailer)) => {
                let licence = self.store.licences_of(retailer)?.into_iter().next();
                let number = licence.map(|it| format!("（{}）", it.licence_no)).unwrap_or_default();
                format!("{}{number}", state.title())
            }
            _ => state.title().to_owned(),
        };
        Ok((said, mark(state)))
    }

    /// A vendor as the page of its retailer or case has it.
    pub(super) fn vendor_row(&self, it: &Vendor) -> Result<LinkedRow> {
        let (note, mark) = self.vendor_state(it)?;
        Ok(LinkedRow {
            id: it.head.id.to_string(),
            number: String::new(),
            title: format!("{} {}", it.name, it.address),
            on: it.found_on.to_string(),
            note,
            mark: Some(mark),
        })
    }

    /// The vendor of a name or an id, where there is but one.
    pub(crate) fn vendor_by_name(&self, typed: &str) -> Result<Vendor> {
        if let Ok(id) = typed.trim().parse::<uuid::Uuid>() {
            return self.store.get(yihu_domain::Id::new(id));
        }
        let mut found = self.store.vendors_by_name(typed.trim())?;
        match found.len() {
            0 => Err(Error::not_found(format!("没有叫“{typed}”的无证户。"))),
            1 => Ok(found.remove(0)),
            n => {
                let ids: Vec<String> = found
                    .iter()
                    .map(|it| format!("{}（{} {}）", it.head.id, day::long(it.found_on), it.address))
                    .collect();
                Err(Error::conflict(format!("叫“{typed}”的无证户有{n}户，请写编号：{}。", ids.join("、"))))
            }
        }
    }
}

/// A state's colour.
pub(super) const fn mark(state: VendorState) -> Mark {
    match state {
        VendorState::Open => Mark::Danger,
        VendorState::Warned | VendorState::Filed | VendorState::Applying => Mark::Warning,
        VendorState::Closed | VendorState::Licensed => Mark::Success,
        VendorState::Gone => Mark::Info,
    }
}
