//! A row of the register of campaigns.

use yihu_domain::{
    Result,
    campaign::{Campaign, CampaignDraft},
    day, text,
};
use yihu_exchange::sheet::LedgerRow;
use yihu_store::{Compare, Filter};

use super::{Reader, Row, Write, action, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by name and first day.
    pub(super) fn campaign(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let key = said("from_on").and_then(|t| day::read(&t, today).ok()).zip(said("title"));
        let stored = match &key {
            Some((from, title)) => {
                let same = Filter::all().and("from_on", Compare::Equals, *from);
                let same = same.and("title", Compare::Equals, title.as_str());
                self.archive.store.list::<Campaign>(&same)?.rows.into_iter().next()
            }
            None => None,
        };
        let stored = self.or_exported(stored, row)?;
        let draft: CampaignDraft = overlay(stored.as_ref().map(CampaignDraft::from), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |it| it.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some((from, title)) = &key {
            let number = format!("{from} {title}");
            problems.extend(self.duplicate(&number, "title", "duplicate_campaign", "名称和开始日期", row.row));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
        }
        let did = action(stored.as_ref(), &record, |it: &Campaign| CampaignDraft::from(it))?;
        Ok(settled(problems, did, Write::Campaign(Box::new(record))))
    }
}
