//! Ledgers as Excel: what the clerk hands on, and what comes back as updates.

use std::path::Path;

use yihu_domain::{
    Error, Noun, Record, Result,
    campaign::{Campaign, CampaignDraft},
    case::{Case, CaseDraft},
    diary::{Diary, DiaryDraft},
    hotline::{Hotline, HotlineDraft},
    inspection::{Inspection, InspectionDraft},
    licence::{Licence, LicenceDraft},
    matter::{Matter, MatterDraft},
    retailer::{Retailer, RetailerDraft},
    rights::Right,
    staff::{Staff, StaffDraft},
    training::{Training, TrainingDraft},
    vendor::{Vendor, VendorDraft},
};
use yihu_exchange::{
    file,
    sheet::{self, write::OutColumn},
};

use crate::{Archive, records::value};

/// The fields in which people write what they like, and so may name who reported.
pub(crate) const FREE: [&str; 17] = [
    "content",
    "summary",
    "result",
    "feedback",
    "remark",
    "class_reason",
    "special_care",
    "facts",
    "source",
    "reason",
    "extension_reason",
    "lone_reason",
    "route",
    "problems",
    "opinion",
    "return_reason",
    "seen",
];

/// One row of a ledger: the record's id, then field → text.
type ExportRow = (String, serde_json::Value);

impl Archive {
    /// Writes all live records of a noun as a ledger; gives the number of rows.
    ///
    /// A hotline ledger has no column for who reported, and the free texts of every ledger are searched for them.
    pub fn export_ledger(&self, noun: Noun, path: &Path) -> Result<usize> {
        self.require(Right::Sheet)?;
        let rows = match noun {
            Noun::Retailer | Noun::Licence => self.retailer_export()?,
            Noun::Matter => self.rows_of::<Matter, _>(|it| MatterDraft::from(it))?,
            Noun::Vendor => self.vendor_export()?,
            Noun::Inspection => self.rows_of::<Inspection, _>(|it| InspectionDraft::from(it))?,
            Noun::Diary => self.rows_of::<Diary, _>(|it| DiaryDraft::from(it))?,
            Noun::Campaign => self.rows_of::<Campaign, _>(|it| CampaignDraft::from(it))?,
            Noun::Case => self.rows_of::<Case, _>(|it| CaseDraft::from(it))?,
            Noun::Hotline => self.rows_of::<Hotline, _>(|it| HotlineDraft::from(it))?,
            Noun::Staff => self.rows_of::<Staff, _>(|it| StaffDraft::from(it))?,
            Noun::Training => self.rows_of::<Training, _>(|it| TrainingDraft::from(it))?,
            _ => return Err(Error::invalid(format!("{}不能导出为Excel。", noun.title()))),
        };
        let fields: Vec<_> = sheet::ledger::fields(noun).iter().filter(|f| !f.name.starts_with("informant")).collect();
        let columns: Vec<_> = fields.iter().map(|f| OutColumn { title: f.title.to_owned(), number: false }).collect();
        let veil = self.veil()?;
        let cell = |draft: &serde_json::Value, field: &str| {
            let text = draft[field].as_str().unwrap_or_default().to_owned();
            if FREE.contains(&field) { veil.over(noun, text) } else { text }
        };
        let lines = rows.iter().map(|(id, draft)| (id.clone(), fields.iter().map(|f| cell(draft, f.name)).collect()));
        let title = format!("{}{}台账", self.bureau.name, noun.title());
        file::write_bytes(path, &sheet::write::ledger(&title, &columns, lines)?)?;
        Ok(rows.len())
    }

    /// A record as its form shows it: title and text of each filled field, quantities and days as people write them.
    pub fn describe(&self, noun: Noun, number: &str) -> Result<Vec<(&'static str, String)>> {
        self.require(Right::Read)?;
        let (noun, id, record) = self.record_by_number(noun, number)?;
        let draft = match noun {
            Noun::Retailer => {
                let mut row = value(&RetailerDraft::from(&read::<Retailer>(record)?))?;
                if let Some(licence) = self.store.licences_of(yihu_domain::Id::new(id))?.into_iter().next() {
                    lay_over(&mut row, &value(&LicenceDraft::from(&licence))?);
                }
                row
            }
            Noun::Matter => value(&MatterDraft::from(&read::<Matter>(record)?))?,
            Noun::Vendor => self.vendor_texts(&read(record)?)?,
            Noun::Inspection => value(&InspectionDraft::from(&read::<Inspection>(record)?))?,
            Noun::Diary => value(&DiaryDraft::from(&read::<Diary>(record)?))?,
            Noun::Campaign => value(&CampaignDraft::from(&read::<Campaign>(record)?))?,
            Noun::Case => value(&CaseDraft::from(&read::<Case>(record)?))?,
            Noun::Hotline => value(&HotlineDraft::from(&read::<Hotline>(record)?))?,
            Noun::Staff => value(&StaffDraft::from(&read::<Staff>(record)?))?,
            Noun::Training => value(&TrainingDraft::from(&read::<Training>(record)?))?,
            _ => return Err(Error::invalid(format!("{}请用 --json 查看。", noun.title()))),
        };
        let text = |field: &str| draft[field].as_str().filter(|t| !t.is_empty()).map(str::to_owned);
        Ok(sheet::ledger::fields(noun).iter().filter_map(|f| Some((f.title, text(f.name)?))).collect())
    }

    fn rows_of<T: Record, D: serde::Serialize>(&self, draft: impl Fn(&T) -> D) -> Result<Vec<ExportRow>> {
        let mut rows = Vec::new();
        self.store.each::<T>(|it| {
            rows.push((it.head().id.to_string(), value(&draft(&it))?));
            Ok(())
        })?;
        Ok(rows)
    }

    fn vendor_export(&self) -> Result<Vec<ExportRow>> {
        let mut rows = Vec::new();
        self.store.each::<Vendor>(|it| {
            rows.push((it.head.id.to_string(), self.vendor_texts(&it)?));
            Ok(())
        })?;
        Ok(rows)
    }

    /// A vendor as its form has it, its state as it is told.
    fn vendor_texts(&self, it: &Vendor) -> Result<serde_json::Value> {
        let state = self.store.vendor_state(it)?.title().to_owned();
        value(&VendorDraft { state, ..VendorDraft::from(it) })
    }

    /// A retailer and each of its licences in one row.
    fn retailer_export(&self) -> Result<Vec<ExportRow>> {
        let mut rows = Vec::new();
        self.store.each::<Licence>(|licence| {
            let retailer: Retailer = self.store.get(licence.retailer)?;
            let mut row = value(&LicenceDraft::from(&licence))?;
            lay_over(&mut row, &value(&RetailerDraft::from(&retailer))?);
            rows.push((licence.head.id.to_string(), row));
            Ok(())
        })?;
        Ok(rows)
    }
}

/// Lays the filled fields of one draft over another.
fn lay_over(row: &mut serde_json::Value, own: &serde_json::Value) {
    for (field, text) in own.as_object().into_iter().flatten().filter(|(_, text)| *text != "") {
        row[field.as_str()] = text.clone();
    }
}

fn read<T: Record>(record: serde_json::Value) -> Result<T> {
    serde_json::from_value(record).map_err(|e| Error::internal("记录读不出，请运行数据体检。").because(e))
}
