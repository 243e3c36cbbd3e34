//! What a person decides: a proposal is accepted or not followed, a class is given to many shops. Each is one operation.

use std::collections::HashMap;

use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Result,
    check::{self, Checker},
    class::Kept,
    day,
    retailer::{Class, Retailer},
    rights::Right,
    text,
};

use super::{Proposed, named};
use crate::{
    Archive, Done,
    shown::class::{ClassDraft, ClassPick},
};

impl Archive {
    /// Follows proposals as they were seen; a note goes to the reason of each. One that is no longer made stops them all.
    pub fn class_accept(&mut self, picks: &[ClassPick], note: &str) -> Result<Done> {
        self.require(Right::Decide)?;
        let note = text::some(note).map(|note| self.reason(&note)).transpose()?;
        let (today, user) = (self.clock.today(), self.session.user.clone());
        let mut files = Vec::with_capacity(picks.len());
        for (shop, it) in self.picked(picks)? {
            let mut file: Retailer = self.store.get(Id::new(shop.id))?;
            let facts: Vec<String> = it.facts.iter().map(named).collect();
            let stands_on = if facts.is_empty() { String::new() } else { format!("：{}", facts.join("、")) };
            let note = note.as_deref().map(|note| format!("；{note}")).unwrap_or_default();
            file.class = Some(it.to);
            file.class_reason = Some(format!("{}{stands_on}{note}", it.says));
            (file.class_on, file.class_by) = (Some(today), Some(user.clone()));
            (file.class_rule, file.class_kept) = (Some(it.rule), None);
            files.push(file);
        }
        self.put_classes(&format!("采纳分类建议{}户", files.len()), files)
    }

    /// Leaves shops in the class they are in, for a reason: what was proposed is not proposed again until something new
    /// happens.
    pub fn class_keep(&mut self, picks: &[ClassPick], reason: &str) -> Result<Done> {
        self.require(Right::Decide)?;
        let reason = self.reason(reason)?;
        let (today, user) = (self.clock.today(), self.session.user.clone());
        let mut files = Vec::with_capacity(picks.len());
        for (shop, it) in self.picked(picks)? {
            let mut file: Retailer = self.store.get(Id::new(shop.id))?;
            let (by, reason) = (user.clone(), reason.clone());
            file.class_kept = Some(Kept { on: today, by, reason, to: it.to, mark: it.mark });
            files.push(file);
        }
        self.put_classes(&format!("分类建议不采纳、保持不变{}户", files.len()), files)
    }

    /// Gives many shops one class; those that are in it already stay as they are.
    pub fn class_set(&mut self, ids: &[String], draft: &ClassDraft) -> Result<Done> {
        self.require(Right::EditRetailer)?;
        let today = self.clock.today();
        let mut c = Checker::default();
        let class = text::some(&draft.class).map(|word| (Class::read(&word), word));
        if let Some((None, word)) = &class {
            c.error("class", "unknown_class", format!("分类“{word}”认不出，请选一个分类。"));
        }
        let class = class.and_then(|(class, _)| class);
        let reason = c.required("reason", "分类依据", &draft.reason, check::reason);
        let on = c.optional("on", &draft.on, |typed| day::read(typed, today)).unwrap_or(today);
        if on > today {
            c.error("on", "future_date", "分类日期在今天以后，请核对。");
        }
        let reason = c.finish(reason).into_result()?;
        let by = text::some(&draft.by).unwrap_or_else(|| self.session.user.clone());
        let mut files = Vec::new();
        for id in ids {
            let mut file: Retailer = self.store.get(Id::new(Self::id(Noun::Retailer, id)?))?;
            if file.head.removed {
                return Err(Error::conflict(format!("“{}”已作废，不能分类：请先恢复它。", file.trade_name)));
            }
            if file.class == class {
                continue;
            }
            (file.class, file.class_reason) = (class, Some(reason.clone()));
            (file.class_on, file.class_by) = (Some(on), Some(by.clone()));
            (file.class_rule, file.class_kept) = (None, None);
            files.push(file);
        }
        let what = class.map_or("取消分类", Class::title);
        self.put_classes(&format!("成批分类：{what}{}户", files.len()), files)
    }

    /// The proposals that were picked, as they are made now.
    fn picked(&self, picks: &[ClassPick]) -> Result<Vec<Proposed>> {
        if picks.is_empty() {
            return Err(Error::invalid("请先勾选要办的户。"));
        }
        let all = self.class_proposals()?;
        let mut all: HashMap<Uuid, &Proposed> = all.iter().map(|it| (it.0.id, it)).collect();
        let mut found = Vec::with_capacity(picks.len());
        for pick in picks {
            let id = Self::id(Noun::Retailer, &pick.id)?;
            match all.remove(&id) {
                Some(it) if it.1.to.title() == pick.to => found.push(it.clone()),
                _ => {
                    let name = self.title_of(Noun::Retailer, id)?;
                    let why = format!("“{name}”的分类建议已经变了（刚有新的记录，或已经办过）：请刷新后再办。");
                    return Err(Error::conflict(why));
                }
            }
        }
        Ok(found)
    }

    fn put_classes(&mut self, op: &str, mut files: Vec<Retailer>) -> Result<Done> {
        let stamp = self.stamp(op.to_owned());
        let count = self
            .store
            .write(&stamp, |w| files.iter_mut().try_fold(0, |count, it| Ok(count + usize::from(w.put(it)?))))?;
        Ok(Done::of(&stamp, count))
    }
}
