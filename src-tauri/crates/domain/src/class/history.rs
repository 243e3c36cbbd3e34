//! Every class a shop was in, from the versions of its file.

use chrono::NaiveDate;

use super::Rule;
use crate::retailer::{Class, Retailer};

/// One decision on a shop's class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its day
    pub on: NaiveDate,
    /// Whether somebody wrote the day down; else it is that on which it was recorded
    pub dated: bool,
    /// The class from then on; none where it was taken away
    pub class: Option<Class>,
    /// 分类依据
    pub reason: Option<String>,
    /// 分类口径
    pub rule: Option<Rule>,
    /// Who decided, else who recorded it
    pub by: String,
    /// 保持不变: the class that was proposed and not followed
    pub kept_from: Option<Class>,
}

/// A version of a shop's file, the day on which it was recorded, and by whom.
pub struct Version {
    /// Recorded on
    pub on: NaiveDate,
    /// Recorded by
    pub by: String,
    /// The file
    pub file: Retailer,
}

/// The decisions that stand in the versions that count, oldest first.
///
/// A version that leaves the class and its day as they are puts right what was said of the same decision.
pub fn decided(versions: &[Version]) -> Vec<Decided> {
    let mut all: Vec<Decided> = Vec::new();
    let mut before: Option<&Retailer> = None;
    for Version { on, by, file } in versions {
        let said = said(file, *on, by);
        let was = before.and_then(|it| it.class);
        let again = before.is_some_and(|it| it.class_on != file.class_on && it.class_on.is_some());
        let changed = file.class != was || (again && file.class.is_some());
        let touched = before.is_some_and(|it| {
            (&it.class_reason, it.class_on, &it.class_by, it.class_rule)
                != (&file.class_reason, file.class_on, &file.class_by, file.class_rule)
        });
        if changed {
            all.push(said);
        } else if touched && let Some(last) = all.iter_mut().rev().find(|it| it.kept_from.is_none()) {
            *last = Decided { on: if said.dated { said.on } else { last.on }, ..said };
        }
        if let Some(kept) = &file.class_kept
            && before.is_none_or(|it| it.class_kept.as_ref() != Some(kept))
        {
            all.push(Decided {
                on: kept.on,
                dated: true,
                class: file.class,
                reason: Some(kept.reason.clone()),
                rule: None,
                by: kept.by.clone(),
                kept_from: Some(kept.to),
            });
        }
        before = Some(file);
    }
    all
}

fn said(file: &Retailer, on: NaiveDate, by: &str) -> Decided {
    Decided {
        on: file.class_on.unwrap_or(on),
        dated: file.class_on.is_some(),
        class: file.class,
        reason: file.class_reason.clone(),
        rule: file.class_rule,
        by: file.class_by.clone().unwrap_or_else(|| by.to_owned()),
        kept_from: None,
    }
}
