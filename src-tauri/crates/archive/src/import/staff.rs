//! A row of the staff ledger, and people whom other ledgers name.

use yihu_domain::{
    Head, Id, Result,
    check::{Problem, Reasons, Severity},
    staff::{Staff, StaffDraft, StaffState},
    text,
};
use yihu_exchange::sheet::LedgerRow;

use super::{Reader, Row, Write, action, overlay, settled};

/// Says so when another person was written over one whom the archive knows.
fn of_another(stored: &Staff, wanted: &Staff) -> Option<Problem> {
    let same = stored.full_name == wanted.full_name
        || (stored.id_number.is_some() && stored.id_number == wanted.id_number)
        || (stored.law_certificate_no.is_some() && stored.law_certificate_no == wanted.law_certificate_no);
    (!same).then(|| Problem {
        doubt: false,
        field: "full_name",
        severity: Severity::Error,
        code: "person_of_another",
        message: format!(
            "这一行导出时是“{}”，姓名、身份证号、执法证号都与本行不同：是另一个人的，请另起一行填写。",
            stored.full_name
        ),
    })
}

impl Reader<'_> {
    /// Reads one row, matched by name, else by its key.
    pub(super) fn staff(&mut self, row: &LedgerRow) -> Result<Row> {
        let name = row.values.get("full_name").and_then(|t| text::name(t).ok());
        let named = name.as_ref().and_then(|name| self.people.get(name)).cloned();
        let stored = self.or_exported(named, row)?;
        let draft: StaffDraft = overlay(stored.as_ref().map(StaffDraft::from), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |s| s.head.id);
        let checked = draft.check(id, self.bureau(), self.archive.clock.today());
        let mut problems = checked.problems;
        if let Some(name) = &name {
            problems.extend(self.duplicate(name, "full_name", "duplicate_name", "姓名", row.row));
        }
        if let (Some(stored), Some(wanted)) = (&stored, &checked.value) {
            problems.extend(of_another(stored, wanted));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
        }
        let did = action(stored.as_ref(), &record, |s: &Staff| StaffDraft::from(s))?;
        Ok(settled(problems, did, Write::Staff(Box::new(record))))
    }

    /// The person of this name; whom the archive does not know gets a record with the import.
    pub(super) fn person(&mut self, name: &str) -> Id<Staff> {
        if let Some(known) = self.people.get(name) {
            return known.head.id;
        }
        let person = Staff {
            head: Head::new(self.archive.new_id(), self.bureau()),
            full_name: name.to_owned(),
            id_number: None,
            mobile: None,
            department: None,
            post: None,
            law_certificate_no: None,
            inspection_certificate_no: None,
            certificate_valid_to: None,
            internal_full_time: false,
            joined_on: None,
            state: StaffState::InPost,
            remark: None,
            reasons: Reasons::new(),
        };
        self.people.insert(name.to_owned(), person.clone());
        self.new_people.push(person.clone());
        person.head.id
    }
}
