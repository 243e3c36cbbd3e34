//! A matter beside its licence: whose it is, who may decide, and the licence that moves with the decision.

use std::collections::BTreeMap;

use yihu_domain::{
    Error, Noun, Result,
    check::{Checked, Checker, Refusal},
    deadline::{self, Deadline},
    licence::Licence,
    matter::{Matter, MatterKind, next},
    retailer::Retailer,
    rights::Right,
    text,
};
use yihu_store::{Compare, Filter};

use super::{
    Draft,
    draft::{Stored, Wanted},
    list::{Beside, with_weekday},
};
use crate::{Archive, assets};

/// Why a licence cannot be told apart from what the matter made of it.
const DECIDED: &str =
    "这件事项的决定已经记到许可证上，不能再改：如果填错了，请在操作日志里撤销那一次操作，改正后重新保存。";

impl Archive {
    /// Refuses a decision to one who may not decide.
    pub(super) fn require_decider(&self, stored: Option<&Stored>, draft: &Draft) -> Result<()> {
        let typed = |name: &str| draft.fields.get(name).map(|typed| text::line(typed)).unwrap_or_default();
        let stored = stored.map(Stored::texts).transpose()?.unwrap_or_default();
        let was = |name: &str| stored.get(name).cloned().unwrap_or_default();
        let decided = ["decision", "decided_on"].into_iter().any(|name| typed(name) != was(name));
        if decided { self.require(Right::Decide) } else { Ok(()) }
    }

    /// Ties a matter that was read to its licence and its retailer, and holds it against the licence.
    pub(super) fn beside_licence(
        &self,
        mut checked: Checked<Wanted>,
        stored: Option<&Stored>,
    ) -> Result<Checked<Wanted>> {
        let Some(Wanted::Matter(it, moved)) = &mut checked.value else { return Ok(checked) };
        let was = match stored {
            Some(Stored::Matter(was)) => Some(&**was),
            _ => None,
        };
        let mut told = Checker::default();
        if let Some(licence) = self.licence_of(it, &mut told)? {
            (it.licence, it.retailer) = (Some(licence.head.id), Some(licence.retailer));
            if was.is_none() {
                let owner: Retailer = self.store.get(licence.retailer)?;
                doubt_holder(&mut told, it, &owner);
            }
            *moved = self.moved(it, was, &licence, &mut told)?.map(Box::new);
        } else {
            // One that a vendor became may have the name of another.
            it.retailer = self.applicant(&it.holder)?.map(|it| it.head.id).or(it.retailer);
            if it.takes_effect() {
                told.error(
                    "licence_no",
                    "missing",
                    "准予新办的，请先登记这户零售户（许可证号由证件管理系统给出，状态选“申请中”），再填许可证号。",
                );
            }
        }
        let beside = told.finish(Some(()));
        checked.problems.extend(beside.problems);
        checked.value = checked.value.filter(|_| beside.value.is_some());
        Ok(checked)
    }

    fn licence_of(&self, it: &Matter, told: &mut Checker) -> Result<Option<Licence>> {
        let Some(no) = &it.licence_no else { return Ok(None) };
        let licence = self.store.licence_by_no(no)?;
        if licence.is_none() {
            told.error("licence_no", "unknown_licence", "档案里没有这个许可证号：请核对号码，或先登记这户零售户。");
        }
        Ok(licence)
    }

    /// The one retailer of that name, where there is but one.
    fn applicant(&self, holder: &str) -> Result<Option<Retailer>> {
        let named = Filter::all().and("trade_name", Compare::Equals, holder).page(0, 2);
        let mut found = self.store.list::<Retailer>(&named)?.rows;
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// The licence as the decision leaves it; none where it stays as it is.
    fn moved(
        &self,
        it: &Matter,
        was: Option<&Matter>,
        licence: &Licence,
        told: &mut Checker,
    ) -> Result<Option<Licence>> {
        let today = self.clock.today();
        if it.is_late(licence) {
            told.warn(
                "applied_on",
                "late_renewal",
                "申请延续不足期满30日（实施细则第22条），属于逾期申请，请在备注里写明。",
            );
        }
        if let Some(was) = was.filter(|was| was.takes_effect()) {
            if was.effect() != it.effect() {
                told.error("decision", "already_decided", DECIDED);
            }
            return Ok(None);
        }
        if !it.takes_effect() {
            if let Some(Err(refusal)) = it.decision.is_none().then(|| next(licence.state, it.kind)) {
                told.warn("kind", refusal.code, refusal.message);
            }
            return Ok(None);
        }
        if it.is_done_to(licence, today) && !self.is_closed_by_another(it)? {
            let state = licence.state.title();
            told.warn("decision", "already_so", format!("许可证已经是这样（{state}），只登记事项，不再改许可证。"));
            return Ok(None);
        }
        match it.moves(licence) {
            Ok(moved) => Ok(Some(moved).filter(|moved| moved != licence)),
            Err(refusal) => {
                refuse(told, refusal);
                Ok(None)
            }
        }
    }

    /// Whether another matter closed the shop already, and did not open it again.
    fn is_closed_by_another(&self, it: &Matter) -> Result<bool> {
        let (MatterKind::Suspension, Some(retailer)) = (it.kind, it.retailer) else { return Ok(false) };
        let others = self.store.matters_of(retailer)?;
        Ok(others.iter().any(|other| {
            other.head.id != it.head.id && other.licence == it.licence && other.suspension_ends_on().is_some()
        }))
    }

    /// The matters for which a time limit runs that the calendar reaches.
    pub(crate) fn running_matters(&self) -> Result<Vec<(Matter, Deadline)>> {
        let (calendar, rules) = (self.calendar()?, assets::licence_rules()?);
        let mut running = Vec::new();
        for it in self.store.list::<Matter>(&Filter::all().and("delivered_on", Compare::Empty, ""))?.rows {
            let licence = it.licence.map(|id| self.store.find(id)).transpose()?.flatten();
            let due = deadline::of_matter(&it, licence.as_ref(), &calendar, &rules.limits, self.clock.today());
            if let Ok(Some(due)) = due {
                running.push((it, due));
            }
        }
        Ok(running)
    }

    /// The matters that keep a shop closed, the latest of each licence.
    pub(crate) fn suspensions(&self) -> Result<Vec<(Matter, Deadline)>> {
        let granted = Filter::all().and("kind", Compare::Equals, "suspension").and("decided_on", Compare::Filled, "");
        let mut latest = BTreeMap::new();
        for it in self.store.list::<Matter>(&granted.sort("decided_on", false))?.rows {
            let Some(licence) = it.licence.map(|id| self.store.find::<Licence>(id)).transpose()?.flatten() else {
                continue;
            };
            if let Some(due) = deadline::of_suspension(&it, &licence) {
                latest.insert(licence.head.id, (it, due));
            }
        }
        Ok(latest.into_values().collect())
    }

    /// The day and the article of the time limit that runs, in brackets; that the calendar lacks a year, where it does.
    pub(super) fn clock_of(&self, it: &Matter, beside: &Beside) -> Result<String> {
        let licence = it.licence.map(|id| self.store.find(id)).transpose()?.flatten();
        let end = licence.as_ref().and_then(|licence| deadline::of_suspension(it, licence));
        let running = deadline::of_matter(it, licence.as_ref(), &beside.calendar, &beside.rules.limits, beside.today);
        Ok(match running.map(|running| running.or(end)) {
            Ok(Some(due)) => format!("（{}，{}）", with_weekday(due.on), due.article),
            Ok(None) => String::new(),
            Err(error) => format!("（{}）", error.message),
        })
    }

    /// Refuses to return a matter to a version that another decision stands in: its licence would not follow.
    pub(crate) fn require_same_effect(&self, id: uuid::Uuid, revision: i64) -> Result<()> {
        let read = |json: &str| {
            serde_json::from_str::<Matter>(json)
                .map_err(|e| Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))
        };
        let entries = self.store.history(Noun::Matter, id)?;
        let wanted = entries.iter().find(|entry| entry.revision == revision).map(|entry| read(&entry.after));
        let last = entries.last().map(|entry| read(&entry.after));
        match (wanted.transpose()?, last.transpose()?) {
            (Some(wanted), Some(last)) if wanted.effect() != last.effect() => {
                Err(Error::conflict("这两版的决定不同，恢复会与许可证对不上：请在操作日志里撤销作出决定的那一次操作。"))
            }
            _ => Ok(()),
        }
    }
}

/// Says it at the field that is to be changed.
fn refuse(told: &mut Checker, refusal: Refusal) {
    let field = match refusal.code {
        "term_not_longer" | "over_five_years" => "valid_to",
        "not_yet_deemed" => "decision",
        "expired" => "decided_on",
        "no_ground" => "reason",
        _ => "kind",
    };
    told.error(field, refusal.code, refusal.message);
}

fn doubt_holder(told: &mut Checker, it: &Matter, owner: &Retailer) {
    if owner.trade_name != it.holder {
        let said = format!("这个许可证号在档案里的户名是“{}”，请核对；换了户名的照当时的填。", owner.trade_name);
        told.warn("holder", "another_holder", said);
    }
}
