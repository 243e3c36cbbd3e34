//! The walk along the change log, from its beginning to where it must end.

use rusqlite::named_params;
use yihu_domain::{Noun, Result};

use super::{Finding, Told, note, tell};
use crate::{
    Entry, Reads,
    change::{self, GENESIS, head::Head},
    problem,
};

/// What the walk along the change log found.
pub(crate) struct Chain {
    pub(crate) entries: i64,
    pub(crate) last_hash: String,
    pub(crate) findings: Vec<Finding>,
}

/// Where the walk stands: what it saw last.
struct Walk {
    head: Head,
    last: Option<Entry>,
    findings: Vec<Finding>,
}

impl Reads {
    /// Walks the change log from its beginning: numbers without gaps, digests, hashes, times, and its end.
    pub(crate) fn verify_chain(&self) -> Result<Chain> {
        let (mut chain, findings) = self.verify_chain_told(&mut |_, _, _| Ok(()))?;
        chain.findings = findings;
        Ok(chain)
    }

    /// Does the same, and tells how far it is.
    pub(super) fn verify_chain_told(&self, told: Told<'_>) -> Result<(Chain, Vec<Finding>)> {
        let total = self.number("SELECT count(*) FROM change", &[])?;
        let mut entries = 0;
        let mut walk = Walk { head: Head::genesis(), last: None, findings: Vec::new() };
        self.stream(
            include_str!("../change/all.sql"),
            named_params! {},
            |row| {
                let seq: i64 = row.get(0).map_err(|e| problem::sql("读取操作日志", e))?;
                let hash: String = row.get(13).unwrap_or_default();
                Ok((seq, hash, change::entry_as_written(row)))
            },
            |(seq, hash, entry)| {
                tell(told, "检查操作日志", entries, total)?;
                entries += 1;
                match entry {
                    Ok(entry) => walk.step(entry),
                    Err(_) => walk.stumble(seq, hash),
                }
                Ok(())
            },
        )?;
        self.verify_end(&mut walk)?;
        let chain = Chain { entries, last_hash: walk.head.hash, findings: Vec::new() };
        Ok((chain, walk.findings))
    }

    /// Compares where the log ends with where the last commit said that it ends.
    fn verify_end(&self, walk: &mut Walk) -> Result<()> {
        let kept = self.head()?;
        let faults = [
            (kept.seq <= walk.head.seq, format!("第{}条以后的内容被删掉了", walk.head.seq)),
            (kept.seq >= walk.head.seq, format!("第{}条以后的内容不是本软件写的", kept.seq)),
            (kept.seq != walk.head.seq || kept.hash == walk.head.hash, "最后一条与写入时留下的校验值不符".to_owned()),
            (kept.undoings == walk.head.undoings, "关于哪次操作撤销哪次操作的标记被改动过".to_owned()),
        ];
        for (_, words) in faults.into_iter().filter(|(holds, _)| !holds) {
            note(&mut walk.findings, "chain_cut", None, || format!("操作日志{words}：请保留现场，并用备份比对。"));
        }
        Ok(())
    }
}

impl Walk {
    fn step(&mut self, entry: Entry) {
        let previous = self.last.as_ref();
        let same_operation = previous.is_none_or(|last| {
            last.op_id != entry.op_id || (&last.op, &last.by, last.undoes) == (&entry.op, &entry.by, entry.undoes)
        });
        let faults = [
            (entry.seq == self.head.seq + 1, "序号不连续"),
            (change::digest(&entry.after) == entry.after_digest, "修改后的内容与摘要不符"),
            (entry.before.as_deref().map(change::digest) == entry.before_digest, "修改前的内容与摘要不符"),
            (change::hash(&self.head.hash, &entry) == entry.hash, "校验链断开"),
            (previous.is_none_or(|last| last.at <= entry.at), "时间倒退"),
            (same_operation, "同一次操作前后不一"),
        ];
        for (_, words) in faults.into_iter().filter(|(holds, _)| !holds) {
            self.broken(entry.seq, words, Some((entry.noun, entry.record)));
        }
        self.head.follow(&entry);
        self.last = Some(entry);
    }

    /// An entry that cannot be read; the walk goes on from the hash it claims.
    fn stumble(&mut self, seq: i64, hash: String) {
        self.broken(seq, "读不懂", None);
        self.head.seq = seq;
        self.head.hash = if hash.is_empty() { GENESIS.to_owned() } else { hash };
    }

    fn broken(&mut self, seq: i64, words: &str, of: Option<(Noun, uuid::Uuid)>) {
        note(&mut self.findings, "chain_broken", of, || {
            format!("操作日志第{seq}条{words}：日志被改动过，请保留现场并用备份比对。")
        });
    }
}
