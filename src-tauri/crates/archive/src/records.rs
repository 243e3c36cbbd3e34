//! Listing, showing and searching records.

use serde::Serialize;
use serde_json::{Value, json};
use yihu_domain::{Error, Id, Noun, Record, Result, case_no, licence_no, retailer::Retailer, rights::Right};
use yihu_store::{Compare, Filter};

use crate::{Archive, record::Hit};

/// Hits a search shows at most.
const HITS: usize = 50;

/// Visits to a shop that are shown with it at most, the latest.
const VISITS: u32 = 50;

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The records
    pub records: Vec<Value>,
    /// How many there are in all
    pub total: i64,
}

impl Archive {
    /// Lists records that fulfil all `conditions` (field, value), in the noun's own order.
    pub fn list(&self, noun: Noun, conditions: &[(String, String)], limit: u32, offset: u32) -> Result<Page> {
        self.require(Right::Read)?;
        let (first, down) = order(noun);
        let mut filter = Filter::new().page(i64::from(offset), i64::from(limit)).sort(first, down);
        for (field, value) in conditions {
            filter = filter.and(field, Compare::Equals, value.as_str());
        }
        match noun {
            Noun::Retailer => {
                let page = self.store.retailer_list(&filter)?;
                Ok(Page { records: values(&page.rows)?, total: page.total })
            }
            Noun::Licence => self.list_of::<yihu_domain::licence::Licence>(&filter),
            Noun::Matter => self.list_of::<yihu_domain::matter::Matter>(&filter),
            Noun::Vendor => self.vendor_page(&filter),
            Noun::Inspection => self.list_of::<yihu_domain::inspection::Inspection>(&filter),
            Noun::Diary => self.list_of::<yihu_domain::diary::Diary>(&filter),
            Noun::Campaign => self.list_of::<yihu_domain::campaign::Campaign>(&filter),
            Noun::Case => self.list_of::<yihu_domain::case::Case>(&filter),
            Noun::Hotline => self.list_of::<yihu_domain::hotline::Hotline>(&filter),
            Noun::Training => self.list_of::<yihu_domain::training::Training>(&filter),
            Noun::Staff => self.list_of::<yihu_domain::staff::Staff>(&filter),
            Noun::Attachment => self.list_of::<yihu_domain::attachment::Attachment>(&filter),
            Noun::Selfcheck => self.list_of::<yihu_domain::selfcheck::Selfcheck>(&filter),
            Noun::Bundle => self.list_of::<yihu_domain::bundle::Bundle>(&filter),
            Noun::Bureau => self.list_of::<yihu_domain::bureau::Bureau>(&filter),
            Noun::User => self.list_of::<yihu_domain::user::User>(&filter),
        }
    }

    fn list_of<T: Record>(&self, filter: &Filter) -> Result<Page> {
        let page = self.store.list::<T>(filter)?;
        Ok(Page { records: values(&page.rows)?, total: page.total })
    }

    /// Vendors, the state of each as it is told.
    fn vendor_page(&self, filter: &Filter) -> Result<Page> {
        let page = self.store.row_ids(Noun::Vendor, filter)?;
        let told = |id| {
            let it: yihu_domain::vendor::Vendor = self.store.get(Id::new(id))?;
            let mut shown = value(&it)?;
            shown["state"] = json!(self.store.vendor_state(&it)?);
            Ok(shown)
        };
        Ok(Page { records: page.rows.into_iter().map(told).collect::<Result<_>>()?, total: page.total })
    }

    /// Shows one record by the number people say, with what belongs to it.
    pub fn show(&self, noun: Noun, number: &str) -> Result<Value> {
        self.require(Right::Read)?;
        match noun {
            Noun::Retailer | Noun::Licence => {
                let retailer = self.retailer_by_number(number)?;
                let mut shown = value(&retailer)?;
                shown["licences"] = json!(self.store.licences_of(retailer.head.id)?);
                shown["classes"] = json!(self.class_changes_of(retailer.head.id)?);
                shown["matters"] = json!(self.store.matters_of(retailer.head.id)?);
                shown["inspections"] = json!(self.store.inspections_of(retailer.head.id, VISITS)?);
                shown["vendors"] = json!(self.store.vendors_of(retailer.head.id)?);
                shown["cases"] = json!(self.store.cases_of(retailer.head.id)?);
                shown["hotlines"] = json!(self.store.hotlines_of(retailer.head.id)?);
                shown["attachments"] = json!(self.store.attachments_of(Noun::Retailer, retailer.head.id.uuid())?);
                Ok(shown)
            }
            _ => {
                let (noun, id, mut shown) = self.record_by_number(noun, number)?;
                shown["attachments"] = json!(self.store.attachments_of(noun, id)?);
                if noun == Noun::Vendor {
                    shown["inspections"] = json!(self.store.inspections_of_vendor(Id::new(id))?);
                }
                Ok(shown)
            }
        }
    }

    /// The retailer that holds or held a licence of this number.
    pub(crate) fn retailer_by_number(&self, number: &str) -> Result<Retailer> {
        let no = licence_no::read(number).map_err(|refusal| Error::invalid(refusal.message))?;
        self.store.retailer_of_licence_no(&no)?.ok_or_else(|| Error::not_found(format!("没有许可证号是{no}的零售户。")))
    }

    /// The id of the retailer that holds or held a licence of this number.
    pub fn retailer_id(&self, number: &str) -> Result<String> {
        self.require(Right::Read)?;
        Ok(self.retailer_by_number(number)?.head.id.to_string())
    }

    /// A record by the number people say.
    pub(crate) fn record_by_number(&self, noun: Noun, number: &str) -> Result<(Noun, uuid::Uuid, Value)> {
        let missing = || Error::not_found(format!("没有这条{}：{number}。", noun.title()));
        match noun {
            Noun::Retailer | Noun::Licence => identified(&self.retailer_by_number(number)?),
            Noun::Case => {
                let no = case_no::read(number).map_err(|refusal| Error::invalid(refusal.message))?;
                identified(&self.store.case_by_no(&no.to_string())?.ok_or_else(missing)?)
            }
            Noun::Hotline => identified(&self.store.hotline_by_upstream_no(number.trim())?.ok_or_else(missing)?),
            Noun::Staff => {
                identified(&self.store.staff_by_name(number.trim())?.into_iter().next().ok_or_else(missing)?)
            }
            Noun::Selfcheck => identified(&self.store.selfcheck_of(number.trim())?.ok_or_else(missing)?),
            Noun::Bureau => identified(&self.bureau),
            Noun::User => identified(&self.store.user_by_name(number.trim())?.ok_or_else(missing)?),
            Noun::Matter => {
                let id: Id<yihu_domain::matter::Matter> = number.trim().parse().map_err(|_| missing())?;
                identified(&self.store.get(id)?)
            }
            Noun::Vendor => identified(&self.vendor_by_name(number)?),
            Noun::Inspection => {
                let id: Id<yihu_domain::inspection::Inspection> = number.trim().parse().map_err(|_| missing())?;
                identified(&self.store.get(id)?)
            }
            Noun::Campaign => identified(&self.campaign_named(number)?.ok_or_else(missing)?),
            Noun::Diary => identified(&self.diary_named(number)?.ok_or_else(missing)?),
            Noun::Training => {
                let id: Id<yihu_domain::training::Training> = number.trim().parse().map_err(|_| missing())?;
                identified(&self.store.get(id)?)
            }
            Noun::Attachment | Noun::Bundle => {
                Err(Error::invalid(format!("{}不能按编号查看，请用 list。", noun.title())))
            }
        }
    }

    /// Searches the one box: exact Chinese hits before pinyin hits.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>> {
        self.require(Right::Read)?;
        let found = self.store.search(text, HITS)?;
        Ok(found.into_iter().map(Hit::from).collect())
    }
}

/// The order in which a clerk expects a list: what has a running number by it, what happens latest first.
const fn order(noun: Noun) -> (&'static str, bool) {
    match noun {
        Noun::Retailer | Noun::Licence => ("licence_no", false),
        Noun::Matter => ("applied_on", true),
        Noun::Vendor => ("found_on", true),
        Noun::Inspection => ("inspected_on", true),
        Noun::Diary => ("diary_on", true),
        Noun::Campaign => ("from_on", true),
        Noun::Case => ("case_no", false),
        Noun::Hotline => ("received_at", true),
        Noun::Training => ("held_on", true),
        Noun::Staff => ("full_name", false),
        Noun::Attachment => ("slot", false),
        Noun::Selfcheck => ("period", true),
        Noun::Bundle => ("sequence", true),
        Noun::User => ("name", false),
        Noun::Bureau => ("id", false),
    }
}

fn identified<T: Record>(record: &T) -> Result<(Noun, uuid::Uuid, Value)> {
    Ok((T::NOUN, record.head().id.uuid(), value(record)?))
}

fn values<T: Serialize>(records: &[T]) -> Result<Vec<Value>> {
    records.iter().map(value).collect()
}

/// The word under which a state, a kind, a class is stored; none of what is stored otherwise.
pub(crate) fn word<T: Serialize>(it: &T) -> Option<String> {
    serde_json::to_value(it).ok().and_then(|it| it.as_str().map(str::to_owned))
}

pub(crate) fn value<T: Serialize>(record: &T) -> Result<Value> {
    serde_json::to_value(record).map_err(|e| Error::internal("记录无法转换，请联系维护人员。").because(e))
}
