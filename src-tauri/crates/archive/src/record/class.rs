//! A shop's class as a decision: on a day, for a reason, by somebody. Whoever changes it says why.

use chrono::NaiveDate;
use yihu_domain::{
    Id, Noun, Result,
    check::{Checked, Problem, Severity},
    class::{Decided, Rule, Version, decided},
    day,
    retailer::{Class, Retailer, RetailerDraft},
    text,
};

use super::{ClassChange, draft::Stored};
use crate::Archive;

/// Asks for the reason of a change of class, and fills in its day and who decided where nobody typed another.
///
/// What was looked at and not followed counts for the class that a shop had then.
pub(super) fn decide(
    wanted: &mut Checked<Retailer>,
    typed: &RetailerDraft,
    was: Option<&Retailer>,
    (today, user): (NaiveDate, &str),
) {
    let before = was.and_then(|it| it.class);
    let word = text::some(&typed.class);
    let class = word.as_deref().and_then(Class::read);
    if class == before || (class.is_none() && word.is_some()) {
        if let (Some(it), Some(was)) = (&mut wanted.value, was) {
            it.class_kept.clone_from(&was.class_kept);
        }
        return;
    }
    let reason = text::some(&typed.class_reason);
    if reason.is_none() || was.is_some_and(|it| it.class_reason == reason) {
        wanted.value = None;
        wanted.problems.push(Problem {
            field: "class_reason",
            severity: Severity::Error,
            code: "class_reason",
            message: asked(class, reason.is_some()),
            doubt: false,
        });
    }
    let Some(it) = &mut wanted.value else { return };
    // What nobody touched was said of the class of before.
    let untouched = was.map_or(it.class_on.is_none(), |was| was.class_on == it.class_on);
    if it.class_by.is_none() || (untouched && was.is_some_and(|was| was.class_by == it.class_by)) {
        it.class_by = Some(user.to_owned());
    }
    if was.is_some_and(|was| was.class_rule == it.class_rule) {
        it.class_rule = None;
    }
    if untouched {
        it.class_on = Some(today);
        let by = it.class_by.as_deref().unwrap_or(user);
        wanted.problems.push(Problem {
            field: "class_on",
            severity: Severity::Warning,
            code: "class_decided",
            message: format!("分类日期记为今天，决定人记为{by}：不是的请改。"),
            doubt: false,
        });
    }
}

fn asked(class: Option<Class>, stale: bool) -> String {
    match class {
        Some(class) => {
            let stale = if stale { "（现在写的是上一次分类的）" } else { "" };
            format!("列为{}的依据请写明{stale}。", class.title())
        }
        None => "取消分类的原因请写明。".to_owned(),
    }
}

impl Archive {
    /// Every class a shop was in, oldest first, by the change log; what was undone does not count.
    pub(crate) fn classes_of(&self, shop: Id<Retailer>) -> Result<Vec<Decided>> {
        let entries = self.store.history(Noun::Retailer, shop.uuid())?;
        let mut undone = Vec::new();
        let mut versions = Vec::new();
        // From the last: an undoing that was undone itself undoes nothing.
        for entry in entries.iter().rev() {
            if undone.contains(&entry.op_id) {
                continue;
            }
            if let Some(op_id) = entry.undoes {
                undone.push(op_id);
                continue;
            }
            let file = serde_json::from_str(&entry.after)
                .map_err(|e| yihu_domain::Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))?;
            versions.push(Version { on: day::local(entry.at).date_naive(), by: entry.by.clone(), file });
        }
        versions.reverse();
        Ok(decided(&versions))
    }

    /// Every class a record of a shop was in, the latest first; none of any other.
    pub(super) fn class_changes(&self, stored: &Stored) -> Result<Vec<ClassChange>> {
        let Stored::Retailer(it, _) = stored else { return Ok(Vec::new()) };
        self.class_changes_of(it.head.id)
    }

    /// Every class a shop was in, the latest first, as people read it.
    pub(crate) fn class_changes_of(&self, shop: Id<Retailer>) -> Result<Vec<ClassChange>> {
        Ok(self.classes_of(shop)?.into_iter().rev().map(change).collect())
    }
}

fn change(it: Decided) -> ClassChange {
    let title = |class: Option<Class>| class.map_or("未分类", Class::title).to_owned();
    ClassChange {
        on: it.on.to_string(),
        dated: it.dated,
        class: title(it.class),
        mark: it.class.map(super::term::class_mark),
        reason: it.reason.unwrap_or_default(),
        rule: it.rule.map(Rule::title).unwrap_or_default().to_owned(),
        by: it.by,
        kept_from: it.kept_from.map(|to| title(Some(to))).unwrap_or_default(),
    }
}
