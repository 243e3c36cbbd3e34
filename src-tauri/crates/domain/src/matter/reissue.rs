//! 补办: which paper was lost or spoiled, and how many were issued anew, counted from the matters.

use serde::{Deserialize, Serialize};

use super::{Matter, MatterKind};
use crate::{Id, licence::Licence};

/// Which paper is issued anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Copies {
    /// 正本
    Original,
    /// 副本
    Duplicate,
    /// 正本和副本
    Both,
}

impl Copies {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Original, Self::Duplicate, Self::Both];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Original => "正本",
            Self::Duplicate => "副本",
            Self::Both => "正本和副本",
        }
    }

    /// Reads the term, also as `正副本`.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "正副本" | "正本、副本" => Some(Self::Both),
            _ => Self::ALL.into_iter().find(|it| it.title() == word),
        }
    }
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// 遗失
    Lost,
    /// 损毁
    Damaged,
}

impl Loss {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Lost, Self::Damaged];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Lost => "遗失",
            Self::Damaged => "损毁",
        }
    }

    /// Reads the term, also as people say it.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "丢失" | "被盗" => Some(Self::Lost),
            "损坏" | "毁损" | "污损" => Some(Self::Damaged),
            _ => Self::ALL.into_iter().find(|it| it.title() == word),
        }
    }
}

/// How often papers of one licence were issued anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reissues {
    /// In all
    pub times: u32,
    /// 正本
    pub originals: u32,
    /// 副本
    pub duplicates: u32,
}

impl Reissues {
    /// Counts what was granted for a licence; `until` leaves out what was decided after that matter.
    pub fn of(licence: Id<Licence>, matters: &[Matter], until: Option<&Matter>) -> Self {
        let decided = |it: &Matter| (it.decided_on, it.head.id);
        let mut counted = Self::default();
        for it in matters {
            let granted = it.kind == MatterKind::Reissue && it.takes_effect() && !it.head.removed;
            let later = until.is_some_and(|last| decided(it) > decided(last));
            if !granted || later || it.licence != Some(licence) {
                continue;
            }
            counted.times += 1;
            counted.originals += u32::from(matches!(it.reissued, Some(Copies::Original | Copies::Both)));
            counted.duplicates += u32::from(matches!(it.reissued, Some(Copies::Duplicate | Copies::Both)));
        }
        counted
    }

    /// In words; none where nothing was issued anew.
    pub fn says(self) -> Option<String> {
        let Self { times, originals, duplicates } = self;
        let papers = [("正本", originals), ("副本", duplicates)];
        let papers: Vec<String> =
            papers.iter().filter(|(_, n)| *n > 0).map(|(paper, n)| format!("{paper}{n}次")).collect();
        let papers = if papers.is_empty() { String::new() } else { format!("（{}）", papers.join("、")) };
        (times > 0).then(|| format!("补办{times}次{papers}"))
    }
}

impl Matter {
    /// Which paper is issued anew and why: `副本遗失`.
    pub fn reissue(&self) -> Option<String> {
        let (copies, loss) = (self.reissued.map(Copies::title), self.loss.map(Loss::title));
        (copies.is_some() || loss.is_some())
            .then(|| format!("{}{}", copies.unwrap_or("证件"), loss.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matter::MatterDraft;

    fn id<T>(n: u128) -> Id<T> {
        Id::new(uuid::Uuid::from_u128(n))
    }

    fn reissue(n: u128, decided_on: &str, decision: &str, copies: &str) -> Matter {
        let draft = MatterDraft {
            kind: "补办".into(),
            licence_no: "619999110007".into(),
            holder: "城关便利店".into(),
            applied_on: "2026-01-05".into(),
            accepted_on: "2026-01-05".into(),
            decision: decision.into(),
            decided_on: decided_on.into(),
            reissued: copies.into(),
            loss: "丢失".into(),
            reason: "无遗失声明".into(),
            ..MatterDraft::default()
        };
        let mut it = draft.check(id(n), "619999", "2026-11-27".parse().unwrap()).value.unwrap();
        it.licence = Some(id(7));
        it
    }

    #[test]
    fn papers_issued_anew_are_counted_one_by_one() {
        // Three were granted: 副本, then both, then 正本; one was refused, one is of another licence, one is void.
        let mut all = vec![
            reissue(1, "2026-02-01", "准予", "副本"),
            reissue(2, "2026-03-01", "不予", "副本"),
            reissue(3, "2026-04-01", "准予", "正副本"),
            reissue(4, "2026-05-01", "准予", "正本"),
            reissue(5, "2026-06-01", "准予", "正本"),
            reissue(6, "2026-07-01", "准予", "正本"),
        ];
        all[4].licence = Some(id(8));
        all[5].head.removed = true;
        let counted = Reissues::of(id(7), &all, None);
        assert_eq!(counted, Reissues { times: 3, originals: 2, duplicates: 2 });
        assert_eq!(counted.says().as_deref(), Some("补办3次（正本2次、副本2次）"));
        let times = |n: usize| Reissues::of(id(7), &all, Some(&all[n])).times;
        assert_eq!((times(0), times(2), times(3)), (1, 2, 3));
        assert_eq!(Reissues::default().says(), None);
        assert_eq!(all[0].reissue().as_deref(), Some("副本遗失"));
    }
}
