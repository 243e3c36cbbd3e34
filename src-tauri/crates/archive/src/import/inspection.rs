//! A row of the ledger of visits.

use yihu_domain::{
    Result,
    check::Checker,
    day,
    inspection::{Inspection, InspectionDraft},
    licence_no, text,
};
use yihu_exchange::sheet::LedgerRow;
use yihu_store::{Compare, Filter};

use super::{Reader, Row, Write, action, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by day, shop and the time at which it began.
    pub(super) fn inspection(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let on = said("inspected_on").and_then(|t| day::read(&t, today).ok());
        let (no, begun) = (
            said("licence_no").and_then(|t| licence_no::read(&t).ok()),
            said("begun").and_then(|t| day::read_clock(&t).ok()),
        );
        let name = said("name");
        let mut stored = None;
        if let Some(on) = on {
            let that_day = Filter::all().and("inspected_on", Compare::Equals, on);
            let same = match (&no, &name) {
                (Some(no), _) => Some(that_day.and("licence_no", Compare::Equals, no.as_str())),
                (None, Some(name)) => Some(that_day.and("name", Compare::Equals, name.as_str())),
                (None, None) => None,
            };
            if let Some(same) = same {
                let found = self.archive.store.list::<Inspection>(&same)?.rows;
                stored = found.into_iter().find(|it| begun.is_none() || it.begun.is_none() || it.begun == begun);
            }
        }
        let draft: InspectionDraft = overlay(stored.as_ref().map(InspectionDraft::from), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |it| it.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some((on, shop)) = on.zip(no.or(name)) {
            let key = format!("{on} {shop} {}", begun.unwrap_or_default());
            problems.extend(self.duplicate(&key, "name", "duplicate_visit", "日期、户和开始时间", row.row));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        let mut told = Checker::default();
        self.archive.tie_visit(&mut record, &mut told)?;
        problems.extend(told.finish(Some(())).problems);
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
        }
        let did = action(stored.as_ref(), &record, |it: &Inspection| InspectionDraft::from(it))?;
        Ok(settled(problems, did, Write::Inspection(Box::new(record))))
    }
}
