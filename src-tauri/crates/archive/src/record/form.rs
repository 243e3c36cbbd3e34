//! A form, ready to be filled in, with what was typed before and not saved.

use chrono::NaiveDate;
use yihu_domain::{Error, Id, Noun, Result, day, rights::Right, staff::Staff};
use yihu_store::{Compare, Filter};

use super::{
    Draft, Form, Presence,
    diary::require_unapproved,
    draft::{BECAUSE, Stored, presence},
    field,
};
use crate::Archive;

impl Archive {
    /// Opens the form of a record, or of a new one.
    pub fn record_form(&self, noun: Noun, id: Option<&str>) -> Result<Form> {
        self.require(Right::to_edit(noun))?;
        super::require_page(noun)?;
        let stored = self.stored_or_new(noun, id)?;
        if let Some(void) = stored.as_ref().filter(|it| it.removed()) {
            return Err(Error::conflict(format!("“{}”已作废，不能修改：请先恢复它。", void.title())));
        }
        stored.as_ref().map_or(Ok(()), require_unapproved)?;
        let mut draft = match &stored {
            Some(stored) => Draft {
                fields: stored.texts()?,
                goods: stored.goods(),
                attendance: Vec::new(),
                measures: stored.measures(),
            },
            None => self.empty(noun)?,
        };
        for it in field::fields(noun).into_iter().filter(|it| it.form) {
            draft.fields.entry(it.name).or_default();
        }
        draft.fields.retain(|name, _| {
            let name = name.strip_prefix(BECAUSE).unwrap_or(name);
            field::fields(noun).iter().any(|it| it.form && it.name == name)
        });
        draft.attendance = self.attendance(noun, stored.as_ref())?;
        Ok(Form {
            noun,
            id: id.map(str::to_owned),
            revision: stored.as_ref().map_or(0, Stored::revision),
            title: stored.as_ref().map(Stored::title).unwrap_or_default(),
            draft,
            kept: self.kept_draft(noun, stored.as_ref().map(Stored::id))?,
        })
    }

    /// What a new record begins with: what holds for nearly all of them.
    fn empty(&self, noun: Noun) -> Result<Draft> {
        let now = self.clock.now();
        let given = match noun {
            Noun::Retailer => vec![("state", "有效".to_owned())],
            Noun::Matter => vec![("applied_on", self.clock.today().to_string())],
            Noun::Vendor => {
                vec![("found_on", self.clock.today().to_string()), ("found_how", "市场检查".to_owned())]
            }
            Noun::Inspection => vec![("inspected_on", self.clock.today().to_string()), ("mode", "日常".to_owned())],
            Noun::Diary => self.empty_diary()?,
            Noun::Campaign => vec![("from_on", self.clock.today().to_string())],
            Noun::Case => vec![("procedure", "普通程序".to_owned())],
            Noun::Hotline => vec![("received_at", day::minute(now))],
            Noun::Staff => vec![("state", "在岗".to_owned())],
            Noun::Training => vec![("held_on", self.clock.today().to_string())],
            _ => Vec::new(),
        };
        let fields = given.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        Ok(Draft { fields, ..Draft::default() })
    }

    /// Today's, of the one who is logged in, where he is one of the bureau's people.
    fn empty_diary(&self) -> Result<Vec<(&'static str, String)>> {
        let mut given = vec![("diary_on", self.clock.today().to_string())];
        let user = &self.session.user;
        if !self.store.staff_by_name(user)?.is_empty() {
            given.push(("officer", user.clone()));
        }
        Ok(given)
    }

    /// Everybody in post, and whoever was there though they have left since.
    fn attendance(&self, noun: Noun, stored: Option<&Stored>) -> Result<Vec<Presence>> {
        if noun != Noun::Training {
            return Ok(Vec::new());
        }
        let training = match stored {
            Some(Stored::Training(it)) => Some(it),
            _ => None,
        };
        let in_post = Filter::all().and("state", Compare::Equals, "in_post").sort("full_name", false);
        let mut people: Vec<Staff> = self.store.list(&in_post)?.rows;
        for there in training.iter().flat_map(|it| &it.attendance) {
            if !people.iter().any(|it| it.head.id == there.staff) {
                people.push(self.store.get(there.staff)?);
            }
        }
        let empty = |staff: Id<Staff>, name: &str| Presence {
            staff: staff.to_string(),
            name: name.to_owned(),
            mark: String::new(),
        };
        let of = |it: &Staff| match training {
            Some(training) => presence(training, it.head.id, &it.full_name),
            None => empty(it.head.id, &it.full_name),
        };
        Ok(people.iter().map(of).collect())
    }
}

/// The day of an instant, as it is read.
pub(super) fn on(at: chrono::DateTime<chrono::Utc>) -> NaiveDate {
    day::local(at).date_naive()
}
