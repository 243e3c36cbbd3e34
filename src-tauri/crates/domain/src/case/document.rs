//! 案卷应备文书: which documents a case must hold, by its procedure, the rule of its time, and how far it has come.
//!
//! The list ships with the program as data, each document with its article and how sure that is.

use serde::{Deserialize, Serialize};

use super::{Case, Procedure, ProcedureRule};
use crate::{Error, Result, limit::Certainty};

/// What has happened in a case, of what its documents depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStage {
    /// 已立案
    Filed,
    /// There are goods in it
    Goods,
    /// 调查终结
    Investigated,
    /// 已作处罚决定
    Decided,
    /// 已送达
    Served,
    /// There was a fine, and all that was decided is done
    Paid,
    /// 已移送
    Transferred,
    /// 已结案
    Closed,
    /// 已归档
    Archived,
}

impl CaseStage {
    /// All of them, in the order in which a case goes through them.
    pub const ALL: [Self; 9] = [
        Self::Filed,
        Self::Goods,
        Self::Investigated,
        Self::Decided,
        Self::Served,
        Self::Paid,
        Self::Transferred,
        Self::Closed,
        Self::Archived,
    ];

    /// When its documents are asked for, as it is told before.
    pub const fn later(self) -> &'static str {
        match self {
            Self::Filed => "立案后应有",
            Self::Goods => "有涉案物品的应有",
            Self::Investigated => "调查终结后应有",
            Self::Decided => "决定后应有",
            Self::Served => "送达后应有",
            Self::Paid => "有罚款的结案后应有",
            Self::Transferred => "移送的应有",
            Self::Closed => "结案后应有",
            Self::Archived => "归档后应有",
        }
    }
}

impl Case {
    /// Whether it has come that far. A later day says so for an earlier one that was left empty: what was decided was
    /// filed and investigated. Being closed says nothing of it: a case can be closed without a decision.
    pub fn has_reached(&self, stage: CaseStage) -> bool {
        let served = self.served_on.is_some();
        let decided = self.decided_on.is_some() || served;
        let investigated = self.investigated_on.is_some() || decided;
        let archived = self.archived_on.is_some();
        let closed = self.closed_on.is_some() || archived;
        match stage {
            CaseStage::Filed => self.filed_on.is_some() || investigated,
            CaseStage::Goods => {
                let some = |sticks: Option<i64>| sticks.is_some_and(|n| n > 0);
                some(self.sticks) || some(self.seized_sticks) || !self.goods.is_empty()
            }
            CaseStage::Investigated => investigated,
            CaseStage::Decided => decided,
            CaseStage::Served => served,
            CaseStage::Paid => closed && self.fine_fen.is_some_and(|fine| fine > 0),
            CaseStage::Transferred => self.is_transferred(),
            CaseStage::Closed => closed,
            CaseStage::Archived => archived,
        }
    }
}

/// One document of case files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDocument {
    /// 题名 of its slot
    pub title: String,
    /// In cases of which procedure; none for every
    pub procedure: Option<Procedure>,
    /// In cases under which version of the rule; none for every
    pub rule: Option<ProcedureRule>,
    /// From when it is asked for; none where it never is, and may lie there
    pub stage: Option<CaseStage>,
    /// By which article
    pub article: String,
    /// How sure that is
    pub certainty: Certainty,
}

impl CaseDocument {
    /// Whether it can lie in a case of that procedure under that version of the rule.
    pub fn is_of(&self, procedure: Procedure, rule: ProcedureRule) -> bool {
        self.procedure.is_none_or(|it| it == procedure) && self.rule.is_none_or(|it| it == rule)
    }

    /// Whether a case, of whose documents it is, must hold it by now.
    pub fn is_required(&self, case: &Case) -> bool {
        self.stage.is_some_and(|stage| case.has_reached(stage))
    }

    /// By which article it is asked for, and how sure that is.
    pub fn says(&self) -> String {
        format!("{}（{}）", self.article, self.certainty.title())
    }
}

/// The documents of all case files, in the order of the volume.
///
/// A list that leaves a stage out, or names a document twice in one file, is refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<CaseDocument>")]
pub struct CaseDocuments(Vec<CaseDocument>);

impl TryFrom<Vec<CaseDocument>> for CaseDocuments {
    type Error = Error;

    fn try_from(all: Vec<CaseDocument>) -> Result<Self> {
        let whole = CaseStage::ALL.iter().all(|stage| all.iter().any(|it| it.stage == Some(*stage)));
        let twice = |procedure, rule| {
            let mine: Vec<&CaseDocument> = all.iter().filter(|it| it.is_of(procedure, rule)).collect();
            mine.iter().enumerate().any(|(at, it)| mine.iter().take(at).any(|other| other.title == it.title))
        };
        let rules = [ProcedureRule::Of2010, ProcedureRule::Of2023];
        if !whole || rules.iter().any(|rule| Procedure::ALL.iter().any(|procedure| twice(*procedure, *rule))) {
            return Err(Error::internal("案卷应备文书表不完整，请重新安装本软件。"));
        }
        Ok(Self(all))
    }
}

impl CaseDocuments {
    /// All of them.
    pub fn all(&self) -> &[CaseDocument] {
        &self.0
    }

    /// Those that can lie in a case.
    pub fn of<'a>(&'a self, case: &Case) -> impl Iterator<Item = &'a CaseDocument> {
        let (procedure, rule) = (case.procedure, case.procedure_rule);
        self.0.iter().filter(move |it| it.is_of(procedure, rule))
    }
}

#[cfg(test)]
mod tests;
