//! A row of the hotline ledger. Who reported goes behind the wall; the record keeps a keyed digest.

use yihu_domain::{
    Result, day,
    hotline::{Hotline, HotlineDraft},
    text,
};
use yihu_exchange::sheet::LedgerRow;

use super::{Action, Reader, Row, Write, action, overlay, settled};
use crate::Difference;

impl Reader<'_> {
    /// Reads one row, matched by its ticket number, else by time, target and content.
    pub(super) fn hotline(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let number = said("upstream_no");
        let stored = match &number {
            Some(number) => self.archive.store.hotline_by_upstream_no(number)?,
            None => match said("received_at").and_then(|t| day::read_instant(&t, today).ok()) {
                Some(at) => {
                    let alike = self.archive.store.hotline_like(
                        at,
                        said("target_name").as_deref(),
                        said("content").as_deref(),
                    )?;
                    alike.into_iter().next()
                }
                None => None,
            },
        };
        let stored = self.or_exported(stored, row)?;
        let draft: HotlineDraft = overlay(stored.as_ref().map(HotlineDraft::from), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |h| h.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some(number) = &number {
            problems.extend(self.duplicate(number, "upstream_no", "duplicate_ticket", "上级工单号", row.row));
        }
        let Some((mut record, informant)) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
            record.retailer = stored.retailer;
            record.case = stored.case;
        }
        let digest = self.archive.settle_informant(&mut record, &informant, stored.as_ref())?;
        let mut did = action(stored.as_ref(), &record, |h: &Hotline| HotlineDraft::from(h))?;
        if let (Action::Changed(differences), Some(stored)) = (&mut did, &stored)
            && stored.informant != record.informant
        {
            differences.push(veiled_difference(stored.informant.is_some()));
        }
        let row = settled(problems, did, Write::Hotline(Box::new(record)));
        if let (Some((_, writes)), Some(digest)) = (&row.outcome, digest)
            && !writes.is_empty()
        {
            self.informants.push((id, digest, informant));
        }
        Ok(row)
    }
}

/// That who reported is another now; never who.
fn veiled_difference(known: bool) -> Difference {
    Difference {
        field: "informant".to_owned(),
        title: "举报人信息".to_owned(),
        before: if known { "（已保密）" } else { "" }.to_owned(),
        after: "已更新（已保密）".to_owned(),
    }
}
