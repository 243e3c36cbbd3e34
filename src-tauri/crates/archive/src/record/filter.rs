//! What a list asks for, from people's words to columns: conditions, the search box, the named sets.

use std::collections::BTreeSet;

use uuid::Uuid;
use yihu_domain::{Error, Noun, Result, licence::LicenceState, text};
use yihu_store::{self as store, Filter, Removed};

use super::{Query, RemovedShown, condition, field};
use crate::Archive;

impl Archive {
    /// The filter that finds what a query asks for.
    pub(crate) fn filter(&self, noun: Noun, query: &Query) -> Result<Filter> {
        super::require_page(noun)?;
        let removed = match query.removed {
            RemovedShown::Hide => Removed::Hide,
            RemovedShown::Only => Removed::Only,
            RemovedShown::All => Removed::All,
        };
        let mut filter = Filter::all().removed(removed);
        for condition in &query.conditions {
            filter = match self.applicants_asked(noun, condition)? {
                Some(ids) => filter.and("id", store::Compare::AnyOf, list(ids)),
                None => condition::apply(noun, filter, condition, self.clock.today())?,
            };
        }
        if !query.due.is_empty() {
            filter = self.apply_due(noun, filter, &query.due)?;
        }
        if text::some(&query.text).is_some() {
            filter = match noun {
                Noun::Inspection => self.visits_with_text(filter, &query.text)?,
                _ => filter.and("id", store::Compare::AnyOf, list(self.ids_with_text(noun, &query.text, removed)?)),
            };
        }
        sorted(noun, filter, query)
    }

    /// Who is asked for by 状态 申请中 or 未发证: those without a licence among them, whose state is computed.
    fn applicants_asked(&self, noun: Noun, it: &super::Condition) -> Result<Option<BTreeSet<Uuid>>> {
        let asked = (noun, it.field.as_str(), it.compare) == (Noun::Retailer, "state", super::Compare::Equals);
        let (applying, word) = (LicenceState::Applying.title(), text::line(&it.value));
        if !asked || ![applying, field::NEVER].contains(&word.as_str()) {
            return Ok(None);
        }
        let open = word == applying;
        let mut found: BTreeSet<Uuid> =
            self.store.applicants()?.into_iter().filter(|(_, is_open)| *is_open == open).map(|(id, _)| id).collect();
        if open {
            let licensed = Filter::all().removed(Removed::All).and("state", store::Compare::Equals, "applying");
            found.extend(self.store.row_ids(noun, &licensed)?.rows);
        }
        Ok(Some(found))
    }

    /// Visits are found by their shop: a million of them stand in no search table. Where no shop has the text, by the
    /// names of those whom no shop was found for.
    fn visits_with_text(&self, filter: Filter, typed: &str) -> Result<Filter> {
        let shops = self.ids_with_text(Noun::Retailer, typed, Removed::All)?;
        if !shops.is_empty() {
            return Ok(filter.and("retailer", store::Compare::AnyOf, list(shops)));
        }
        let untied = self.store.untied_inspections(&text::line(typed))?;
        Ok(filter.and("id", store::Compare::AnyOf, list(untied)))
    }

    /// Finds the records that have the text of the search box in a name, number or address.
    fn ids_with_text(&self, noun: Noun, typed: &str, removed: Removed) -> Result<BTreeSet<Uuid>> {
        let mut found = BTreeSet::new();
        let indexed = noun != Noun::Training;
        if indexed && removed != Removed::Only {
            found = self.store.ids_with(noun, typed)?;
        }
        let line = text::line(typed);
        let (searched, others) = text_columns(noun);
        // Void records are not in the search tables: their columns are looked through.
        let through = removed != Removed::Hide || !indexed;
        let numbers = line.chars().any(|c| c.is_ascii_digit());
        let columns = searched.iter().filter(|_| through).chain(others.iter().filter(|_| {
            // Only numbers stand in a retailer's other columns: a name need not be looked for in them.
            through || numbers || noun != Noun::Retailer
        }));
        for column in columns {
            let with = Filter::all().removed(removed).and(*column, store::Compare::Contains, line.as_str());
            found.extend(self.store.row_ids(noun, &with)?.rows);
        }
        Ok(found)
    }
}

pub(super) fn list(ids: impl IntoIterator<Item = Uuid>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

/// The columns that the search box looks through: those in the search tables, and the others.
const fn text_columns(noun: Noun) -> (&'static [&'static str], &'static [&'static str]) {
    match noun {
        Noun::Retailer => (
            &["trade_name", "owner_name", "licence_no", "phone", "address", "town", "village"],
            &["owner_id_number", "uscc", "business_registration_no"],
        ),
        Noun::Campaign => (&["title", "place"], &["agencies", "summary"]),
        Noun::Diary => (&[], &["officer", "route", "content", "problems"]),
        Noun::Matter => (&["decision_no"], &["licence_no", "holder", "handler", "changed_from", "changed_to"]),
        Noun::Vendor => (&["name", "trade_name", "phone", "address", "town"], &["id_number"]),
        Noun::Case => (
            &["case_no", "party_name", "party_address", "licence_no", "decision_no"],
            &["cause", "officers", "party_id_number"],
        ),
        Noun::Hotline => (&["upstream_no", "target_name", "target_address"], &["handler"]),
        Noun::Staff => (&["full_name", "mobile", "law_certificate_no"], &["department", "post", "id_number"]),
        _ => (&["topic", "lecturer", "place", "held_on"], &[]),
    }
}

/// The column in which a field is stored.
pub(super) fn column(name: &str) -> &str {
    match name {
        "value" => "value_fen",
        "fine" => "fine_fen",
        "hours" => "tenths",
        "stock" => "stock_sticks",
        "difference" => "difference_sticks",
        name => name,
    }
}

/// The order that was asked for, or the noun's own: what happens, latest first.
fn sorted(noun: Noun, filter: Filter, query: &Query) -> Result<Filter> {
    let Some(name) = query.sort.as_deref() else {
        return Ok(match noun {
            Noun::Matter => filter.sort("applied_on", true),
            Noun::Vendor => filter.sort("found_on", true),
            Noun::Inspection => filter.sort("inspected_on", true),
            Noun::Diary => filter.sort("diary_on", true).sort("officer", false),
            Noun::Campaign => filter.sort("from_on", true),
            Noun::Case => filter.sort("filed_on", true).sort("case_no", true),
            Noun::Hotline => filter.sort("received_at", true),
            Noun::Training => filter.sort("held_on", true),
            Noun::Staff => filter.sort("state", false).sort("full_name", false),
            _ => filter.sort("licence_no", false),
        });
    };
    let sortable = field::fields(noun).into_iter().any(|it| it.sortable && it.name == name);
    if !sortable {
        return Err(Error::invalid(format!("不能按“{}”排序，请换一列。", field::title_of(noun, name))));
    }
    Ok(filter.sort(column(name), query.down))
}
