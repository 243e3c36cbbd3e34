//! What left in bundles: numbers without gaps, and a change log that still is the one that was sent.

use yihu_domain::Result;

use super::{Finding, note};
use crate::{Reads, problem};

impl Reads {
    /// Checks the sequence numbers of every stream, and that the log still has the hashes that the bundles took along.
    ///
    /// A log that was rewritten from some entry on, with every hash computed anew, shows here.
    pub(super) fn verify_bundles(&self) -> Result<((), Vec<Finding>)> {
        let mut findings = Vec::new();
        let mut last = (String::new(), 0);
        self.stream(
            include_str!("bundles.sql"),
            [],
            |row| {
                let read = || Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(3)?));
                read().map_err(|e| problem::sql("读取数据包", e))
            },
            |(stream, sequence, anchored)| {
                let expected = if stream == last.0 { last.1 + 1 } else { 1 };
                if sequence != expected {
                    note(&mut findings, "bundle_gap", None, || {
                        format!("数据包{stream}-{sequence:06}的序号不连续（应为{expected:06}）：请核对上报台账，下一包导出全量。")
                    });
                }
                if !anchored {
                    note(&mut findings, "bundle_anchor", None, || {
                        format!("操作日志与数据包{stream}-{sequence:06}报出时的不同：日志后来被改写过，请保留现场，与已上报的数据包比对。")
                    });
                }
                last = (stream, sequence);
                Ok(())
            },
        )?;
        Ok(((), findings))
    }
}
