//! A row of the case ledger.

use yihu_domain::{
    Result,
    case::{Case, CaseDraft},
    case_no,
    check::{Problem, Severity},
};
use yihu_exchange::sheet::LedgerRow;

use super::{Reader, Row, Write, action, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by its case number.
    pub(super) fn case(&mut self, row: &LedgerRow) -> Result<Row> {
        let number = row.values.get("case_no").and_then(|text| case_no::read(text).ok());
        let stored = match &number {
            Some(number) => self.archive.store.case_by_no(&number.to_string())?,
            None => None,
        };
        let stored = self.or_exported(stored, row)?;
        let draft: CaseDraft = overlay(stored.as_ref().map(CaseDraft::from), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |c| c.head.id);
        let checked = draft.check(id, self.bureau(), self.archive.clock.today());
        let mut problems = checked.problems;
        if let Some(number) = &number {
            problems.extend(self.duplicate(&number.to_string(), "case_no", "duplicate_case_no", "案件编号", row.row));
        }
        if let (Some(stored), Some(wanted)) = (&stored, &checked.value) {
            problems.extend(of_another(stored, wanted));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
            record.retailer = stored.retailer;
        }
        let did = action(stored.as_ref(), &record, |c: &Case| CaseDraft::from(c))?;
        Ok(settled(problems, did, Write::Case(Box::new(record))))
    }
}

/// Says so when the archive has this case number for another party and another day.
fn of_another(stored: &Case, wanted: &Case) -> Option<Problem> {
    let same = stored.party_name == wanted.party_name || stored.occurred_on == wanted.occurred_on;
    (!same).then(|| Problem {
        doubt: false,
        field: "case_no",
        severity: Severity::Error,
        code: "case_of_another",
        message: format!(
            "档案里这个案件编号是“{}”的案件，当事人和案发日期都与本行不同：请核对案件编号。",
            stored.party_name
        ),
    })
}
