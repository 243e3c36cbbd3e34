//! A matter beside its licence: whose it is, who may decide, and the licence that moves with the decision.

use std::collections::BTreeMap;

use yihu_domain::{
    Error, Head, Noun, Record, Result,
    check::{Checked, Checker, Refusal},
    deadline::{self, Deadline},
    licence::{Licence, LicenceState},
    licence_no,
    matter::{ItemRule, Matter, MatterKind, Reissues, Stage, next},
    retailer::Retailer,
    rights::Right,
    text,
};
use yihu_store::{Compare, Filter};

use super::{
    Draft,
    applicant::term_computed,
    draft::{Moves, Stored, Wanted},
    list::{Beside, with_weekday},
};
use crate::{Archive, assets};

/// Why a licence cannot be told apart from what the matter made of it.
pub(super) const DECIDED: &str =
    "这件事项的决定已经记到许可证上，不能再改：如果填错了，请在操作日志里撤销那一次操作，改正后重新保存。";

impl Archive {
    /// Finds a matter by its id, or the one that is not done yet of a licence or a name.
    pub fn matter_named(&self, typed: &str) -> Result<String> {
        self.require(Right::Read)?;
        let word = text::line(typed);
        if word.parse::<uuid::Uuid>().is_ok() {
            return Ok(word);
        }
        let number = licence_no::read(&word).ok();
        let (column, value) = number.map_or(("holder", word.clone()), |no| ("licence_no", no));
        let mut found = self.store.list::<Matter>(&Filter::all().and(column, Compare::Equals, value))?.rows;
        found.retain(|it| it.stage() != Stage::Done);
        match found.as_slice() {
            [one] => Ok(one.head.id.to_string()),
            [] => Err(Error::not_found(format!("“{word}”没有没办完的许可事项，请核对号码或户名，或写事项编号。"))),
            many => {
                let each = |it: &Matter| format!("{}（{}）", it.kind.title(), it.head.id);
                let all = many.iter().map(each).collect::<Vec<_>>().join("、");
                Err(Error::conflict(format!("“{word}”有{}件没办完的，请写事项编号：{all}。", many.len())))
            }
        }
    }

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
        draft: &Draft,
    ) -> Result<Checked<Wanted>> {
        let Some(Wanted::Matter(it, moves)) = &mut checked.value else { return Ok(checked) };
        let was = match stored {
            Some(Stored::Matter(was)) => Some(&**was),
            _ => None,
        };
        let mut told = Checker::default();
        match self.licence_of(it, &mut told)? {
            Some(licence) => self.beside_its_licence(it, was, &licence, moves, &mut told)?,
            None if it.kind == MatterKind::New => self.beside_applicant(it, was, draft, moves, &mut told)?,
            None => {}
        }
        let beside = told.finish(Some(()));
        checked.problems.extend(beside.problems);
        checked.value = checked.value.filter(|_| beside.value.is_some());
        Ok(checked)
    }

    /// The licence that a matter is of; a new one may name one that is still to come.
    fn licence_of(&self, it: &Matter, told: &mut Checker) -> Result<Option<Licence>> {
        let Some(no) = &it.licence_no else { return Ok(None) };
        let licence = self.store.licence_by_no(no)?;
        if licence.is_none() && it.kind != MatterKind::New {
            told.error("licence_no", "unknown_licence", "档案里没有这个许可证号：请核对号码，或先登记这户零售户。");
        }
        Ok(licence)
    }

    fn beside_its_licence(
        &self,
        it: &mut Matter,
        was: Option<&Matter>,
        licence: &Licence,
        moves: &mut Moves,
        told: &mut Checker,
    ) -> Result<()> {
        let owner: Retailer = self.store.get(licence.retailer)?;
        if it.kind == MatterKind::New && it.retailer.is_some_and(|id| id != licence.retailer) {
            let said = format!("许可证号已登记给“{}”，不是这次申请的户：请对照许可证核对号码。", owner.trade_name);
            told.error("licence_no", "taken", said);
            return Ok(());
        }
        (it.licence, it.retailer) = (Some(licence.head.id), Some(licence.retailer));
        if was.is_none() {
            doubt_holder(told, it, &owner);
        }
        let decided = was.filter(|was| was.takes_effect());
        beside_items(it, decided, (&owner, licence), told)?;
        if decided.is_none() {
            self.doubt_new_number(it, told)?;
            if it.fill_term(licence.valid_to) {
                told.warn("valid_to", "term_computed", term_computed(it));
            }
        }
        if let Some(after) = self.moved(it, was, licence, told)? {
            let (shop, after) = it.altered(&owner, after);
            moves.retailer = Some(Box::new(shop)).filter(|shop| **shop != owner);
            moves.licences = self.renumbered(it, licence, after);
        }
        Ok(())
    }

    /// A number that was given anew belongs to nobody else.
    fn doubt_new_number(&self, it: &Matter, told: &mut Checker) -> Result<()> {
        let Some(no) = &it.new_licence_no else { return Ok(()) };
        if self.store.licence_by_no(no)?.is_some() {
            told.error("new_licence_no", "taken", "换发的许可证号档案里已经有了，请核对；号码没有换的请清空。");
        } else if let Some(doubt) = licence_no::doubt(no, self.bureau_code()) {
            told.warn("new_licence_no", doubt.code, doubt.message);
        }
        Ok(())
    }

    /// The licence as it becomes; under a number that was given anew, a new one in the place of the one before.
    fn renumbered(&self, it: &Matter, before: &Licence, moved: Licence) -> Vec<Licence> {
        let Some(no) = it.new_licence_no.clone().filter(|_| it.takes_effect()) else {
            return if moved == *before { Vec::new() } else { vec![moved] };
        };
        let next = Licence {
            head: Head::new(self.new_id(), self.bureau_code()),
            licence_no: no,
            issued_on: it.decided_on,
            valid_from: it.valid_from.or(moved.valid_from),
            upstream_no: None,
            remark: None,
            ..moved
        };
        vec![Licence { state: LicenceState::Cancelled, ..before.clone() }, next]
    }

    /// The licence as the decision leaves it; none where it was not decided now, or cannot be.
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
            Ok(moved) => Ok(Some(moved)),
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

    /// Which time it is that papers of the licence are issued anew; none where this matter issues none.
    pub(super) fn nth_reissue(&self, it: &Matter) -> Result<Option<String>> {
        let (Some(licence), Some(retailer)) = (it.licence, it.retailer) else { return Ok(None) };
        if it.kind != MatterKind::Reissue || !it.takes_effect() || it.head.removed {
            return Ok(None);
        }
        let counted = Reissues::of(licence, &self.store.matters_of(retailer)?, Some(it));
        Ok(Some(format!("这张证第{}次补办", counted.times)))
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

    /// Refuses to make a matter void that stands in a licence: half of it would stay.
    pub(super) fn require_without_effect(&self, it: &Matter) -> Result<()> {
        if !it.takes_effect() {
            return Ok(());
        }
        for entry in self.store.history(Noun::Matter, it.head.id.uuid())?.iter().rev() {
            let took = |json: &str| serde_json::from_str::<Matter>(json).is_ok_and(|it| it.takes_effect());
            if entry.before.as_deref().is_some_and(took) || !took(&entry.after) {
                continue;
            }
            let with_it = self.store.operation(entry.op_id)?;
            let alone = with_it.iter().filter(|other| other.noun == Noun::Matter).count() == 1;
            if alone && with_it.iter().any(|other| matches!(other.noun, Noun::Licence | Noun::Retailer)) {
                return Err(Error::conflict(format!(
                    "“{}”的决定已经记到许可证上，单独作废会只剩一半：请在操作日志里撤销“{}”，许可证随之还原。",
                    it.title(),
                    entry.op
                )));
            }
            break;
        }
        Ok(())
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

/// Holds what is to change against what stands there, and says what the rules say to it.
fn beside_items(
    it: &mut Matter,
    decided: Option<&Matter>,
    (owner, licence): (&Retailer, &Licence),
    told: &mut Checker,
) -> Result<()> {
    if let Some(decided) = decided {
        if decided.effect() == it.effect() {
            it.remembers(decided);
        }
        return Ok(());
    }
    for same in it.remember(owner, licence) {
        let said = format!("变更后的{}和现在的一样，请改正或清空。", same.title());
        told.error(same.field(), "nothing_changed", said);
    }
    let rules = assets::licence_rules()?;
    for item in it.changes.keys().filter(|_| it.decision.is_none()) {
        if let Some(doubt) = rules.of_item(*item).and_then(ItemRule::doubt) {
            told.warn(item.field(), "may_be_new", doubt);
        }
    }
    if it.kind == MatterKind::Change && it.takes_effect() && it.changes.is_empty() {
        let said = "没有填变更后的户名、负责人、地址等：准予后只留下这件事项，零售户和许可证不会跟着改。";
        told.warn("changed_to", "nothing_moves", said);
    }
    Ok(())
}

/// Says it at the field that is to be changed.
fn refuse(told: &mut Checker, refusal: Refusal) {
    let field = match refusal.code {
        "term_not_longer" | "over_five_years" => "valid_to",
        "not_yet_deemed" => "decision",
        "expired" => "decided_on",
        "no_ground" => "reason",
        "renumbered_closed" => "new_licence_no",
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
