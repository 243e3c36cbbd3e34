//! What a report is about, tied to it by hand: a retailer, a case.

use yihu_domain::{Error, Id, Noun, Result, case::Case, hotline::Hotline, retailer::Retailer, rights::Right};

use super::{RowName, Tie, draft::Stored};
use crate::{Archive, Done};

/// What a report can be tied to.
const TIED: [Noun; 2] = [Noun::Retailer, Noun::Case];

impl Archive {
    /// Ties a hotline record to the retailer or the case that it is about; without an `other` it is untied.
    pub fn hotline_tie(&mut self, id: &str, noun: Noun, other: Option<&str>) -> Result<Done> {
        self.require(Right::EditHotline)?;
        let mut it: Hotline = self.store.get(Id::new(Self::id(Noun::Hotline, id)?))?;
        if it.head.removed {
            return Err(Error::conflict("这条12313记录已作废，不能关联：请先恢复它。"));
        }
        let other = other.map(|other| self.stored(noun, Self::id(noun, other)?)).transpose()?;
        if let Some(void) = other.as_ref().filter(|other| other.removed()) {
            return Err(Error::conflict(format!("“{}”已作废，不能关联：请先恢复它，或另选一条。", void.title())));
        }
        match noun {
            Noun::Retailer => it.retailer = other.as_ref().map(|other| Id::<Retailer>::new(other.id())),
            Noun::Case => it.case = other.as_ref().map(|other| Id::<Case>::new(other.id())),
            _ => return Err(Error::invalid(format!("12313记录不能与{}关联，请选零售户或案件。", noun.title()))),
        }
        // Named by its number: a name might be that of one who reported, and the log leaves.
        let what = match &other {
            Some(other) => format!("关联到{}{}", noun.title(), other.number()),
            None => format!("解除与{}的关联", noun.title()),
        };
        let stamp = self.stamp(format!("12313记录 {} {what}", yihu_domain::Record::title(&it)));
        let changed = self.store.write(&stamp, |w| w.put(&mut it))?;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// What a record is tied to by hand, and what it could be; none for any but a hotline record.
    pub(super) fn ties(&self, stored: &Stored) -> Result<Vec<Tie>> {
        let Stored::Hotline(it) = stored else { return Ok(Vec::new()) };
        let tie = |noun: Noun| {
            let id = match noun {
                Noun::Retailer => it.retailer.map(Id::uuid),
                _ => it.case.map(Id::uuid),
            };
            let named =
                |other: Stored| RowName { id: other.id().to_string(), number: other.number(), title: other.title() };
            let tied = id.map(|id| self.stored(noun, id)).transpose()?.map(named);
            Ok(Tie { noun, title: noun.title().to_owned(), tied })
        };
        TIED.into_iter().map(tie).collect()
    }
}
