//! 办证: a vendor without a licence becomes a retailer that applies for one. One operation, undone as one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use yihu_domain::{
    Error, Id, Noun, Record, Result, day,
    matter::{Matter, MatterKind, Stage},
    retailer::Retailer,
    rights::Right,
    vendor::{Measure, MeasureKind, Vendor},
};

use super::{
    ApplyField, ApplyRetailer, Draft, Mark, RowName, VendorApplied, VendorPlan,
    applicant::CHOSEN,
    draft::{BECAUSE, Wanted},
    field, term,
};
use crate::{Archive, Done};

/// Why a number of a vendor was kept, and at which field of an application that stands; the first is the vendor's.
const BECAUSES: [(&str, &str); 2] = [("id_number", "owner_id_number"), ("phone", "phone")];

impl Archive {
    /// Shows what 办证 would make of a vendor, and the retailers that may be the same.
    pub fn vendor_plan(&self, id: &str) -> Result<VendorPlan> {
        self.require(Right::Read)?;
        let it = self.vendor(id)?;
        let texts = application_of(&it).fields;
        let fields = field::fields(Noun::Retailer).into_iter().filter_map(|it| {
            let name = if it.name == "trade_name" { "holder" } else { &it.name };
            let text = texts.get(name).filter(|text| !text.is_empty())?;
            Some(ApplyField { title: it.title, text: text.clone() })
        });
        let mut retailers = Vec::new();
        for shop in self.retailers_like(&it)? {
            retailers.push(self.same_retailer(&it, &shop)?);
        }
        let became = it.retailer.map(|id| self.stored(Noun::Retailer, id.uuid())).transpose()?;
        Ok(VendorPlan {
            revision: u32::try_from(it.head.revision).unwrap_or(u32::MAX),
            title: it.name.clone(),
            state: self.vendor_state(&it)?.0,
            became: became.map(|it| RowName { id: it.id().to_string(), number: it.number(), title: it.title() }),
            applied_on: self.clock.today().to_string(),
            fields: fields.collect(),
            retailers,
        })
    }

    /// Makes a retailer of a vendor, and the matter 新办 that applies for its licence; or ties the vendor to a `retailer`
    /// that is there already, with a matter only where none is open and no licence in use.
    pub fn vendor_apply(
        &mut self,
        id: &str,
        revision: u32,
        retailer: Option<&str>,
        applied_on: &str,
    ) -> Result<VendorApplied> {
        for right in [Right::EditVendor, Right::EditRetailer, Right::EditMatter] {
            self.require(right)?;
        }
        let mut vendor = self.vendor(id)?;
        require_untied(&vendor, revision)?;
        let on = self.application_day(&vendor, applied_on)?;
        let there = match retailer {
            Some(there) => Some(self.tied_to(there)?),
            None => self.require_unknown(&vendor).map(|()| None)?,
        };
        let mut application = match &there {
            Some(shop) if !self.may_apply(shop)? => None,
            there => Some(self.application(&vendor, there.as_ref(), on)?),
        };
        let applied = application.as_ref().and_then(|(matter, _)| matter.retailer);
        let shop = there
            .map(|it| it.head.id)
            .or(applied)
            .ok_or_else(|| Error::internal("the application has no applicant"))?;
        if !vendor.applies() {
            let kind = MeasureKind::Licence;
            vendor.take(Measure { kind, on, agencies: Vec::new(), case_no: None, note: None });
        }
        vendor.retailer = Some(shop);
        let stamp = self.stamp(format!("无证户办证 {}", vendor.found_on));
        let count = self.store.write(&stamp, |w| {
            let mut count = 0;
            if let Some((matter, made)) = &mut application {
                if let Some(made) = made {
                    count += usize::from(w.put(&mut **made)?);
                }
                count += usize::from(w.put(&mut **matter)?);
            }
            Ok(count + usize::from(w.put(&mut vendor)?))
        })?;
        Ok(VendorApplied {
            retailer: shop.to_string(),
            matter: application.map(|(matter, _)| matter.head.id.to_string()),
            done: Done::of(&stamp, count),
        })
    }

    fn vendor(&self, id: &str) -> Result<Vendor> {
        self.store.get(Id::new(Self::id(Noun::Vendor, id)?))
    }

    /// The day of the application: after all that was done before, and not in the future.
    fn application_day(&self, it: &Vendor, typed: &str) -> Result<NaiveDate> {
        let today = self.clock.today();
        let refused = |said: String| Error::invalid(said.clone()).field("applied_on", said);
        let on = day::read(typed, today).map_err(|refusal| refused(refusal.message))?;
        let before = it.measures.last().map_or(it.found_on, |it| it.on);
        if on > today {
            return Err(refused(format!("申请日期 {on} 在今天之后，还没有申请的请先不办。")));
        }
        if on < before && !it.applies() {
            return Err(refused(format!("申请日期 {on} 早于上一次处理（或发现）的 {before}，请核对。")));
        }
        Ok(on)
    }

    /// A retailer that is there already.
    fn tied_to(&self, id: &str) -> Result<Retailer> {
        let it: Retailer = self.store.get(Id::new(Self::id(Noun::Retailer, id)?))?;
        if it.head.removed {
            return Err(Error::conflict(format!("零售户“{}”已作废，不能连到它：请先恢复它。", it.trade_name)));
        }
        Ok(it)
    }

    /// Refuses to make a second file of one whose identity number is known.
    fn require_unknown(&self, vendor: &Vendor) -> Result<()> {
        let number = |it: &&Retailer| it.owner_id_number.is_some() && it.owner_id_number == vendor.id_number;
        self.retailers_like(vendor)?.iter().find(number).map_or(Ok(()), |there| {
            Err(Error::conflict(format!(
                "身份证号相同的零售户“{}”已经在档案里：请连到那一户，不要再建一户。",
                there.trade_name
            )))
        })
    }

    /// Whether a retailer has still to apply: no 新办 of it is open, and no licence in use.
    fn may_apply(&self, shop: &Retailer) -> Result<bool> {
        let open = |it: &Matter| it.kind == MatterKind::New && it.stage() != Stage::Done;
        let live = self.store.licences_of(shop.head.id)?.iter().any(|it| it.state.is_live());
        Ok(!live && !self.store.matters_of(shop.head.id)?.iter().any(open))
    }

    /// The matter 新办 as its own form makes it, and the retailer that it makes; none where it is `there` already.
    fn application(
        &self,
        vendor: &Vendor,
        there: Option<&Retailer>,
        on: NaiveDate,
    ) -> Result<(Box<Matter>, Option<Box<Retailer>>)> {
        let mut draft = application_of(vendor);
        draft.fields.insert("applied_on".to_owned(), on.to_string());
        if let Some(shop) = there {
            draft.fields.insert(CHOSEN.to_owned(), shop.head.id.to_string());
            draft.fields.insert("holder".to_owned(), shop.trade_name.clone());
            let number = self.licensed(shop.head.id)?.map(|it| it.licence_no).unwrap_or_default();
            draft.fields.insert("licence_no".to_owned(), number);
        }
        let checked = self.read_draft(Noun::Matter, None, &draft)?;
        match checked.into_result() {
            Ok(Wanted::Matter(matter, moves)) => Ok((matter, moves.retailer)),
            Ok(_) => Err(Error::internal("a matter was read as something else")),
            Err(e) => {
                let first = e.fields.values().next().cloned().unwrap_or_else(|| e.message.clone());
                Err(Error::invalid(format!("这一户还不能办证：{first}请先修改无证户档案。")))
            }
        }
    }

    fn same_retailer(&self, vendor: &Vendor, shop: &Retailer) -> Result<ApplyRetailer> {
        let licence = self.store.licences_of(shop.head.id)?.into_iter().next();
        let number = vendor.id_number.is_some() && vendor.id_number == shop.owner_id_number;
        Ok(ApplyRetailer {
            retailer: RowName {
                id: shop.head.id.to_string(),
                number: licence.as_ref().map(|it| it.licence_no.clone()).unwrap_or_default(),
                title: shop.trade_name.clone(),
            },
            why: if number { "身份证号相同" } else { "姓名和地址相同" }.to_owned(),
            licence: licence.as_ref().map_or("无许可证", |it| it.state.title()).to_owned(),
            mark: licence.as_ref().map_or(Mark::Warning, |it| term::state_mark(it.state)),
        })
    }

    /// Refuses to return a vendor to a version in which it is tied to another retailer, or to none: the retailer and its
    /// matter would not follow.
    pub(crate) fn require_same_tie(&self, id: uuid::Uuid, revision: i64) -> Result<()> {
        let entries = self.store.history(Noun::Vendor, id)?;
        let tie = |json: &str| {
            serde_json::from_str::<Vendor>(json)
                .map(|it| it.retailer)
                .map_err(|e| Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))
        };
        let wanted = entries.iter().find(|entry| entry.revision == revision).map(|it| tie(&it.after)).transpose()?;
        let last = entries.last().map(|it| tie(&it.after)).transpose()?;
        if wanted.is_some() && wanted != last {
            return Err(Error::conflict(
                "这两版一版办了证，一版没有：请在操作日志里撤销办证的那一次操作，零售户和许可事项一起撤销。",
            ));
        }
        Ok(())
    }
}

/// Refuses to apply twice, for a void one, and over what was changed since.
fn require_untied(it: &Vendor, revision: u32) -> Result<()> {
    let name = format!("无证户“{}”", it.title());
    if it.head.removed {
        return Err(Error::conflict(format!("{name}已作废，不能办证：请先恢复它。")));
    }
    if it.retailer.is_some() {
        return Err(Error::conflict(format!("{name}已经办证：请打开它连着的零售户。")));
    }
    if it.head.revision != i64::from(revision) {
        return Err(Error::conflict(format!("{name}刚被别处改过：请重新打开这一页，核对后再办。")));
    }
    Ok(())
}

/// A vendor as the form of its application (新办): its name where there is no sign, reasons with their values.
fn application_of(it: &Vendor) -> Draft {
    let text = |of: &Option<String>| of.clone().unwrap_or_default();
    let fields = [
        ("kind", MatterKind::New.title().to_owned()),
        ("holder", it.trade_name.clone().unwrap_or_else(|| it.name.clone())),
        ("owner_name", it.name.clone()),
        ("owner_id_number", text(&it.id_number)),
        ("phone", text(&it.phone)),
        ("address", it.address.clone()),
        ("town", text(&it.town)),
        ("format", text(&it.format)),
    ];
    let mut fields: BTreeMap<String, String> = fields.map(|(name, text)| (name.to_owned(), text)).into();
    let because =
        BECAUSES.iter().filter_map(|(from, to)| Some((format!("{BECAUSE}{to}"), it.reasons.get(*from)?.clone())));
    fields.extend(because);
    Draft { fields, ..Draft::default() }
}
