//! What ships with the program of each kind of matter: what the word means, by which article, which documents it needs.

use serde::Deserialize;

use super::{Item, ItemRule, MatterKind, clock::Limits};
use crate::{
    Error, Result,
    limit::{Certainty, Limit},
    matter::Clock,
};

/// The rule of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Of which kind
    pub kind: MatterKind,
    /// What the word means, in a line
    pub says: String,
    /// By which article
    pub article: String,
    /// How sure that is
    pub certainty: Certainty,
    /// The documents it needs, by slot title
    pub documents: Vec<String>,
}

impl Rule {
    /// What the word means, with its article and how sure that is.
    pub fn line(&self) -> String {
        format!("{}：{}（{}；{}）", self.kind.title(), self.says, self.article, self.certainty.title())
    }
}

/// The rules of matters as they stand in `assets/registers/licence_rules.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    limits: Vec<Limit<Clock>>,
    kinds: Vec<Rule>,
    items: Vec<ItemRule>,
}

/// The rules of all kinds and of what can be changed, and the time limits.
///
/// A file that leaves a kind, an item or a time limit out is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "File")]
pub struct Rules {
    /// Within how many days what is done
    pub limits: Limits,
    kinds: Vec<Rule>,
    items: Vec<ItemRule>,
}

impl TryFrom<File> for Rules {
    type Error = Error;

    fn try_from(file: File) -> Result<Self> {
        let once = |kind: &MatterKind| file.kinds.iter().filter(|it| it.kind == *kind).count() == 1;
        let item_once = |item: &Item| file.items.iter().filter(|it| it.of == *item).count() == 1;
        if !MatterKind::ALL.iter().all(once) || !Item::ALL.iter().all(item_once) {
            return Err(Error::internal("许可事项规则表不完整，请重新安装本软件。"));
        }
        Ok(Self { limits: Limits::new(file.limits)?, kinds: file.kinds, items: file.items })
    }
}

impl Rules {
    /// The rule of a kind.
    pub fn of(&self, kind: MatterKind) -> Option<&Rule> {
        self.kinds.iter().find(|it| it.kind == kind)
    }

    /// The rule of changing an item.
    pub fn of_item(&self, item: Item) -> Option<&ItemRule> {
        self.items.iter().find(|it| it.of == item)
    }
}
