//! A row of the retailers' ledger: one retailer and its licence.

use yihu_domain::{
    Result,
    check::{Problem, Severity},
    licence::{Licence, LicenceDraft},
    licence_no,
    retailer::{Retailer, RetailerDraft},
};
use yihu_exchange::sheet::LedgerRow;

use super::{Action, Reader, Row, Write, action, is_blank, join, overlay};
use crate::record::is_renewal;

impl Reader<'_> {
    /// Reads one row, matched by its licence number, else by its key.
    pub(super) fn retailer(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let number = row.values.get("licence_no").and_then(|text| licence_no::read(text).ok());
        let licence = match &number {
            Some(number) => self.archive.store.licence_by_no(number)?,
            None => None,
        };
        let holder: Option<Retailer> = match &licence {
            Some(licence) => self.archive.store.find(licence.retailer)?,
            None => None,
        };
        let retailer = self.or_exported(holder, row)?;
        let licence = match (licence, &retailer) {
            (None, Some(it)) => self.archive.store.licences_of(it.head.id)?.into_iter().next(),
            (licence, _) => licence,
        };
        let retailer_draft: RetailerDraft = overlay(retailer.as_ref().map(RetailerDraft::from), row)?;
        let mut licence_draft: LicenceDraft = overlay(licence.as_ref().map(LicenceDraft::from), row)?;
        // A ledger has one 备注 a row: it belongs to the retailer.
        licence_draft.remark = licence.as_ref().and_then(|l| l.remark.clone()).unwrap_or_default();
        let retailer_id = retailer.as_ref().map_or_else(|| self.archive.new_id(), |r| r.head.id);
        let licence_id = licence.as_ref().map_or_else(|| self.archive.new_id(), |l| l.head.id);
        let (records, mut problems) = join(
            retailer_draft.check(retailer_id, self.bureau(), today),
            licence_draft.check(licence_id, self.bureau(), retailer_id, today),
        );
        if let Some(number) = &number {
            problems.extend(self.duplicate(number, "licence_no", "duplicate_licence", "许可证号", row.row));
        }
        if let (Some(stored), Some((wanted, _))) = (&retailer, &records) {
            problems.extend(of_another(stored, wanted));
        }
        if let (Some(before), Some((_, wanted))) = (&licence, &records) {
            problems.extend(renewed(before, wanted));
        }
        let Some((mut new_retailer, mut new_licence)) = records else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &retailer {
            (new_retailer.head, new_retailer.merged_into) = (stored.head.clone(), stored.merged_into);
        }
        classed(&mut new_retailer, retailer.as_ref(), row, today);
        if let Some(stored) = &licence {
            new_licence.head = stored.head.clone();
        }
        let did = merge(
            action(retailer.as_ref(), &new_retailer, |r: &Retailer| RetailerDraft::from(r))?,
            action(licence.as_ref(), &new_licence, |l: &Licence| LicenceDraft::from(l))?,
        );
        Ok(super::settled(problems, did, Write::Retailer(Box::new((new_retailer, new_licence)))))
    }
}

/// A class that comes with the sheet: what stands beside it in the row is said of it, nothing else is.
///
/// A sheet without a day leaves it open since when a new shop was in its class; one that changes it does so today.
fn classed(it: &mut Retailer, stored: Option<&Retailer>, row: &LedgerRow, today: chrono::NaiveDate) {
    if it.class == stored.and_then(|it| it.class) {
        it.class_kept = stored.and_then(|it| it.class_kept.clone());
        return;
    }
    let said = |field: &str| row.values.get(field).is_some_and(|text| !is_blank(text));
    if !said("class_reason") {
        it.class_reason = Some("导入".to_owned());
    }
    if !said("class_on") {
        it.class_on = stored.map(|_| today);
    }
    if !said("class_by") {
        it.class_by = None;
    }
    if !said("class_rule") {
        it.class_rule = None;
    }
}

/// Says so when the archive has this licence number under another shop of another person.
///
/// One of the three may change (a new name, a new owner, a move); all three at once is a wrong number.
fn of_another(stored: &Retailer, wanted: &Retailer) -> Option<Problem> {
    let same = stored.trade_name == wanted.trade_name
        || stored.owner_name == wanted.owner_name
        || stored.address == wanted.address;
    (!same).then(|| Problem {
        doubt: false,
        field: "licence_no",
        severity: Severity::Error,
        code: "licence_of_another",
        message: format!(
            "档案里这个许可证号是“{}”的，户名、负责人、地址都与本行不同：请核对许可证号。",
            stored.trade_name
        ),
    })
}

/// Says so when a sheet has a new licence where the old one stood: the old one would be gone.
fn renewed(before: &Licence, wanted: &Licence) -> Option<Problem> {
    is_renewal(before, wanted).then(|| Problem {
        doubt: false,
        field: "licence_no",
        severity: Severity::Error,
        code: "renewed_in_sheet",
        message: format!(
            "这一户的许可证号和有效期都换了（原来是{}），像是换发了新证：请打开这一户修改，旧证才会留在档案里。",
            before.licence_no
        ),
    })
}

/// One row's action from those of its two records.
fn merge(retailer: Action, licence: Action) -> Action {
    match (retailer, licence) {
        (Action::New, _) | (_, Action::New) => Action::New,
        (Action::Changed(mut a), Action::Changed(b)) => {
            a.extend(b);
            Action::Changed(a)
        }
        (Action::Changed(a), _) | (_, Action::Changed(a)) => Action::Changed(a),
        (a, _) => a,
    }
}
