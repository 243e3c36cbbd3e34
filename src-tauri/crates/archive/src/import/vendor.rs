//! A row of the ledger of vendors without a licence.

use yihu_domain::{
    Result,
    check::{Checker, as_kept},
    id_card, text,
    vendor::{Vendor, VendorDraft},
};
use yihu_exchange::sheet::LedgerRow;
use yihu_store::{Compare, Filter};

use super::{Reader, Row, Write, action, is_blank, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by its identity number, else by name and address, else by its key.
    ///
    /// A ledger often has but what was done last: measures that the archive knows of stay, unless our own export wrote
    /// the row, and all of them with it.
    pub(super) fn vendor(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let number = said("id_number").and_then(|t| as_kept(id_card::read(&t)));
        let who = said("name").zip(said("address"));
        let found = self.known_vendor(number.as_deref(), who.as_ref())?;
        let stored = self.or_exported(found, row)?;
        let whole = stored.as_ref().is_some_and(|it| row.key.as_deref() == Some(&it.head.id.to_string()));
        let mut known = stored.as_ref().map(VendorDraft::from).unwrap_or_default();
        known.state.clear();
        if !whole && ["measure", "measured_on"].iter().any(|it| row.values.get(it).is_some_and(|t| !is_blank(t))) {
            for cell in [&mut known.measure, &mut known.measured_on, &mut known.agencies, &mut known.case_no] {
                cell.clear();
            }
            known.result.clear();
        }
        let draft: VendorDraft = overlay(Some(known), row)?;
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |it| it.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some((name, address)) = &who {
            let key = number.unwrap_or_else(|| format!("{name} {address}"));
            problems.extend(self.duplicate(&key, "name", "duplicate_vendor", "姓名和地址", row.row));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            (record.head, record.retailer) = (stored.head.clone(), stored.retailer);
            if !whole {
                keep_measures(&mut record, stored);
            }
        }
        let mut told = Checker::default();
        self.archive.doubt_vendor(&record, &mut told)?;
        problems.extend(told.finish(Some(())).problems);
        let did = action(stored.as_ref(), &record, |it: &Vendor| VendorDraft::from(it))?;
        Ok(settled(problems, did, Write::Vendor(Box::new(record))))
    }

    fn known_vendor(&self, number: Option<&str>, who: Option<&(String, String)>) -> Result<Option<Vendor>> {
        let first = |same: Filter| {
            Ok::<_, yihu_domain::Error>(self.archive.store.list::<Vendor>(&same)?.rows.into_iter().next())
        };
        if let Some(number) = number
            && let Some(found) = first(Filter::all().and("id_number", Compare::Equals, number))?
        {
            return Ok(Some(found));
        }
        let Some((name, address)) = who else { return Ok(None) };
        let same = Filter::all().and("name", Compare::Equals, name.as_str());
        first(same.and("address", Compare::Equals, address.as_str()))
    }
}

/// Keeps what was done before, and is not in the row.
fn keep_measures(record: &mut Vendor, stored: &Vendor) {
    for measure in &stored.measures {
        if !record.measures.iter().any(|it| (it.kind, it.on) == (measure.kind, measure.on)) {
            record.take(measure.clone());
        }
    }
}
