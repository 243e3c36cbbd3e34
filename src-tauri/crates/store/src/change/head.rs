//! How far the change log goes, kept apart from it, so that an end that was cut off shows.

use rusqlite::{Connection, OptionalExtension, Result as SqlResult, named_params};
use sha2::{Digest, Sha256};
use yihu_domain::{Error, Result};

use super::{Entry, GENESIS};
use crate::{Reads, problem};

/// The end of the change log, as the last commit left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// Number of the last entry; 0 where there is none
    pub(crate) seq: i64,
    /// Its hash
    pub(crate) hash: String,
    /// Running digest over which entry undoes what
    pub(crate) undoings: String,
}

impl Head {
    /// Of a log without entries.
    pub(crate) fn genesis() -> Self {
        Self { seq: 0, hash: GENESIS.to_owned(), undoings: GENESIS.to_owned() }
    }

    /// Takes the next entry in.
    pub(crate) fn follow(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        self.hash.clone_from(&entry.hash);
        if let Some(undoes) = entry.undoes {
            self.undoings = undoing(&self.undoings, entry.seq, &entry.op_id.to_string(), &undoes.to_string());
        }
    }
}

impl Reads {
    /// Reads the end of the log; that of an empty log where none is kept.
    pub(crate) fn head(&self) -> Result<Head> {
        let failed = |e| problem::sql("读取操作日志", e);
        let mut statement = self.conn.prepare_cached(include_str!("head.sql")).map_err(failed)?;
        let head =
            statement.query_row([], |row| Ok(Head { seq: row.get(0)?, hash: row.get(1)?, undoings: row.get(2)? }));
        Ok(head.optional().map_err(failed)?.unwrap_or_else(Head::genesis))
    }

    /// Reads the end of the log to write after it; refuses a log that does not end there, or the cut would be written over.
    pub(crate) fn head_to_follow(&self, last: Option<&Entry>) -> Result<Head> {
        let head = self.head()?;
        let there = last.map_or((0, GENESIS), |last| (last.seq, last.hash.as_str()));
        if there == (head.seq, head.hash.as_str()) {
            return Ok(head);
        }
        Err(Error::damaged("操作日志的末尾被改动过，为了不掩盖痕迹，不再写入：请保留现场，做数据体检，并用备份恢复。"))
    }

    /// Keeps the end of the log; only [`crate::write`] calls it.
    pub(crate) fn put_head(&self, head: &Head) -> Result<()> {
        let failed = |e| problem::sql("记录操作日志", e);
        let params = named_params! {":seq": head.seq, ":hash": head.hash, ":undoings": head.undoings};
        self.conn.prepare_cached(include_str!("put_head.sql")).and_then(|mut s| s.execute(params)).map_err(failed)?;
        Ok(())
    }
}

/// Writes down the end of a log that is older than its head; serves the migration that made the table.
pub(crate) fn crown(conn: &Connection) -> SqlResult<()> {
    let Some((seq, hash)) = conn
        .query_row(include_str!("end.sql"), [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()?
    else {
        return Ok(());
    };
    let mut undoings = GENESIS.to_owned();
    let mut statement = conn.prepare(include_str!("undoings.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        undoings = undoing(&undoings, row.get(0)?, &row.get::<_, String>(1)?, &row.get::<_, String>(2)?);
    }
    conn.execute(include_str!("put_head.sql"), named_params! {":seq": seq, ":hash": hash, ":undoings": undoings})?;
    Ok(())
}

/// `SHA-256( previous as text ‖ line feed ‖ seq ‖ line feed ‖ op_id ‖ line feed ‖ undoes )`, hex.
fn undoing(previous: &str, seq: i64, op_id: &str, undoes: &str) -> String {
    hex::encode(Sha256::digest(format!("{previous}\n{seq}\n{op_id}\n{undoes}")))
}
