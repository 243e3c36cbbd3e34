//! What a decided matter makes of its licence: one table of states and kinds, and what stands against a move.

use chrono::{Datelike, Months, NaiveDate};

use super::{Decision, Item, Matter, MatterKind};
use crate::{
    Head, Id,
    check::Refusal,
    licence::{Licence, LicenceState},
    retailer::Retailer,
};

use LicenceState as State;
use MatterKind as Kind;

/// The state into which a matter of that kind brings a licence, or why it cannot be.
pub fn next(state: State, kind: Kind) -> Result<State, Refusal> {
    let to = match (state, kind) {
        (State::Applying, Kind::New)
        | (State::Active, Kind::Change | Kind::Renewal | Kind::Reissue)
        | (State::Suspended, Kind::Resumption) => State::Active,
        (State::Active, Kind::Suspension)
        // A licence may run out while the shop is closed: it is renewed, and the shop stays closed.
        | (State::Suspended, Kind::Renewal | Kind::Reissue) => State::Suspended,
        (State::Active | State::Suspended, Kind::Closure) => State::Closed,
        (State::Active | State::Suspended, Kind::TakingBack) => State::TakenBack,
        (State::Active | State::Suspended, Kind::Withdrawal) => State::Withdrawn,
        (State::Active | State::Suspended, Kind::Annulment) => State::Annulled,
        (State::Active | State::Suspended, Kind::Revocation) => State::Revoked,
        (State::Applying | State::Cancelled, Kind::Cancellation) => return Err(refused(state, kind)),
        (_, Kind::Cancellation) => State::Cancelled,
        _ => return Err(refused(state, kind)),
    };
    Ok(to)
}

/// Why a kind is refused in a state, and what to do instead.
fn refused(state: State, kind: Kind) -> Refusal {
    let advice = match (state, kind) {
        (State::Applying, _) => "还没有发证，只能办新办；不再办的，把新办的决定填为终止",
        (State::Active | State::Suspended, Kind::New) => "已经有证，不能再新办；到期的办延续，内容变了的办变更",
        (State::Active, _) => "没有停业，不需要恢复营业；停业没有登记的，请先登记停业",
        (State::Suspended, Kind::Suspension) => "已经停业；停业最长一年，到期先办恢复营业",
        (State::Suspended, _) => "正在停业，请先办恢复营业",
        (State::Cancelled, _) => "已经注销，不能再办事项；再经营的，另行新办",
        _ => "已经不能经营，只能再办注销；再经营的，另行新办",
    };
    Refusal::new("not_in_this_state", format!("许可证状态是“{}”，不能办{}：{advice}。", state.title(), kind.title()))
}

/// What of a matter stands in the licence and its shop: once it does, it is changed by undoing alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Effect<'a> {
    kind: MatterKind,
    licence_no: Option<&'a str>,
    new_licence_no: Option<&'a str>,
    valid: (Option<NaiveDate>, Option<NaiveDate>),
    changes: Vec<(Item, &'a str)>,
}

impl Matter {
    /// Whether the licence became, or becomes, what was asked for.
    pub fn takes_effect(&self) -> bool {
        self.decision.is_some_and(Decision::takes_effect)
    }

    /// What of it stands in the licence; none where nothing was granted.
    pub fn effect(&self) -> Option<Effect<'_>> {
        self.takes_effect().then(|| Effect {
            kind: self.kind,
            licence_no: self.licence_no.as_deref(),
            new_licence_no: self.new_licence_no.as_deref(),
            valid: (self.valid_from, self.valid_to),
            changes: self.changes.iter().map(|(item, it)| (*item, it.to.as_str())).collect(),
        })
    }

    /// Fills in the term that was left blank: five years, of a renewal from the day after the licence `ends`. Says whether
    /// it did.
    pub fn fill_term(&mut self, ends: Option<NaiveDate>) -> bool {
        if !self.takes_effect() || !self.kind.gives_term() || self.valid_to.is_some() {
            return false;
        }
        let after = ends.filter(|_| self.kind == Kind::Renewal).and_then(|end| end.succ_opt());
        let from = self.valid_from.or(after).or(self.decided_on);
        self.valid_from = from;
        self.valid_to = from.and_then(five_years);
        self.valid_to.is_some()
    }

    /// The licence that a new one who was granted it gets, under the number of the upstream system.
    pub fn first_licence(&self, head: Head<Licence>, licence_no: &str, shop: Id<Retailer>) -> Licence {
        Licence {
            head,
            licence_no: licence_no.to_owned(),
            retailer: shop,
            scope: None,
            supplier: None,
            issued_on: self.decided_on,
            valid_from: self.valid_from.or(self.decided_on),
            valid_to: self.valid_to,
            state: State::Active,
            upstream_no: None,
            remark: None,
        }
    }

    /// Whether the licence is that already: what was done long ago is written down, or came with an imported ledger.
    pub fn is_done_to(&self, licence: &Licence, today: NaiveDate) -> bool {
        let begun = licence.issued_on.or(licence.valid_from);
        match self.kind {
            Kind::New => {
                licence.state != State::Applying && self.decided_on.zip(begun).is_some_and(|(on, begun)| on <= begun)
            }
            Kind::Renewal => self.valid_to.is_some_and(|to| Some(to) == licence.valid_to || to < today),
            Kind::Change | Kind::Resumption | Kind::Reissue => false,
            kind => next(State::Active, kind).is_ok_and(|to| to == licence.state),
        }
    }

    /// The licence as the decision leaves it; unchanged where nothing was granted.
    pub fn moves(&self, licence: &Licence) -> Result<Licence, Refusal> {
        let mut moved = licence.clone();
        if !self.takes_effect() {
            return Ok(moved);
        }
        moved.state = next(licence.state, self.kind)?;
        self.guard(licence)?;
        if self.kind.gives_term() {
            moved.valid_to = self.valid_to;
            if self.kind == Kind::New {
                moved.valid_from = self.valid_from.or(self.decided_on);
                moved.issued_on = self.decided_on.or(licence.issued_on);
            }
        }
        Ok(moved)
    }

    /// What stands against the move beside the state.
    fn guard(&self, licence: &Licence) -> Result<(), Refusal> {
        let decided = self.decided_on.unwrap_or(NaiveDate::MAX);
        let end = licence.valid_to;
        if self.new_licence_no.is_some() && licence.state == State::Suspended {
            return Err(Refusal::new("renumbered_closed", "停业期间不能换许可证号：请先办恢复营业，再换发。"));
        }
        match self.kind {
            Kind::Renewal => {
                if let Some((old, new)) = end.zip(self.valid_to) {
                    if new <= old {
                        return Err(Refusal::new(
                            "term_not_longer",
                            format!("新的有效期至 {new} 不晚于原来的 {old}，请核对。"),
                        ));
                    }
                    if old.checked_add_months(Months::new(60)).is_some_and(|last| new > last && decided <= old) {
                        return Err(Refusal::new("over_five_years", over_five_years(new)));
                    }
                }
                if self.decision == Some(Decision::DeemedGranted) && end.is_some_and(|end| decided <= end) {
                    return Err(Refusal::new(
                        "not_yet_deemed",
                        "许可证还没有到期：视为准予延续只用于到期前没有作出决定的（行政许可法第50条），请填准予或不予。",
                    ));
                }
            }
            Kind::Reissue if end.is_some_and(|end| end < decided) => {
                return Err(Refusal::new("expired", "许可证已过期，不能补办：请另行新办或先核对有效期。"));
            }
            Kind::Cancellation
                if licence.state.is_live() && self.reason.is_none() && end.is_none_or(|end| decided <= end) =>
            {
                return Err(Refusal::new(
                    "no_ground",
                    "许可证还有效，注销须写明事由（如公民死亡、法人终止、因不可抗力无法实施，行政许可法第70条），请补上事由。",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    /// Says so when renewal was applied for less than 30 days before the end (实施细则 §22): it is taken, and marked.
    pub fn is_late(&self, licence: &Licence) -> bool {
        self.kind == Kind::Renewal
            && self.applied_on.zip(licence.renewal_due_on()).is_some_and(|(applied, due)| applied > due)
    }
}

/// The last day of five years that begin on `from`: the day before the same day, the month's last where there is none.
fn five_years(from: NaiveDate) -> Option<NaiveDate> {
    let end = from.checked_add_months(Months::new(60))?;
    if end.day() == from.day() { end.pred_opt() } else { Some(end) }
}

/// That a term is too long.
pub(super) fn over_five_years(to: NaiveDate) -> String {
    format!("有效期至 {to} 超过五年（实施细则第48条最长五年），请核对。")
}

#[cfg(test)]
mod tests;
