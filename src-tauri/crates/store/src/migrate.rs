//! Brings a database to the schema this program knows; refuses one that is newer.

use rusqlite::{Connection, TransactionBehavior};
use yihu_domain::{Error, Result};

use crate::{change::head, problem};

/// Every migration ever released, in order. One that was released never changes.
const MIGRATIONS: [&str; 21] = [
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_kept.sql"),
    include_str!("../migrations/0003_apart.sql"),
    include_str!("../migrations/0004_head.sql"),
    include_str!("../migrations/0005_user.sql"),
    include_str!("../migrations/0006_tick.sql"),
    include_str!("../migrations/0007_reasons.sql"),
    include_str!("../migrations/0008_matter.sql"),
    include_str!("../migrations/0009_clarity.sql"),
    include_str!("../migrations/0010_calendars.sql"),
    include_str!("../migrations/0011_mending.sql"),
    include_str!("../migrations/0012_inspection.sql"),
    include_str!("../migrations/0013_gap.sql"),
    include_str!("../migrations/0014_supervision.sql"),
    include_str!("../migrations/0015_merge.sql"),
    include_str!("../migrations/0016_diary.sql"),
    include_str!("../migrations/0017_campaign.sql"),
    include_str!("../migrations/0018_vendor.sql"),
    include_str!("../migrations/0019_class.sql"),
    include_str!("../migrations/0020_matter_changes.sql"),
    include_str!("../migrations/0021_gap.sql"),
];

/// The migration that made the head of the change log.
const CROWNED: usize = 4;

/// How many migrations this program knows.
pub(crate) const SCHEMA: usize = MIGRATIONS.len();

/// The same for the informants' database.
const INFORMANTS: [&str; 3] = [
    include_str!("informants/schema.sql"),
    include_str!("informants/draft_schema.sql"),
    include_str!("informants/sealed_schema.sql"),
];

/// Counts the migrations that are still to run.
pub(crate) fn pending(conn: &Connection) -> Result<usize> {
    of(conn, &MIGRATIONS)
}

/// Refuses a database whose schema is not exactly this program's.
pub(crate) fn require_current(conn: &Connection) -> Result<()> {
    match pending(conn)? {
        0 => Ok(()),
        _ => Err(Error::conflict("档案是旧版本软件建立的，需要先升级一次：请先以可写方式打开它。")),
    }
}

/// Runs all pending migrations in one transaction.
pub(crate) fn run(conn: &mut Connection) -> Result<()> {
    run_these(conn, &MIGRATIONS, |conn, done| if done < CROWNED { head::crown(conn) } else { Ok(()) })
}

/// Runs all pending migrations of an informants' database in one transaction.
pub(crate) fn run_informants(conn: &mut Connection) -> Result<()> {
    run_these(conn, &INFORMANTS, |_, _| Ok(()))
}

fn of(conn: &Connection, all: &[&str]) -> Result<usize> {
    let done: i64 =
        conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|e| problem::sql("打开档案", e))?;
    usize::try_from(done)
        .ok()
        .and_then(|done| all.len().checked_sub(done))
        .ok_or_else(|| Error::too_new("这份档案是更新版本的软件写的，请先升级本软件再打开。"))
}

/// `then` does what SQL alone cannot, in the same transaction, and is told how many migrations had run before.
fn run_these(
    conn: &mut Connection,
    all: &[&str],
    then: impl FnOnce(&Connection, usize) -> rusqlite::Result<()>,
) -> Result<()> {
    let pending = of(conn, all)?;
    if pending == 0 {
        return Ok(());
    }
    let failed = |e| problem::sql("升级档案", e);
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    for sql in &all[all.len() - pending..] {
        transaction.execute_batch(sql).map_err(failed)?;
    }
    then(&transaction, all.len() - pending).map_err(failed)?;
    transaction.execute_batch(&format!("PRAGMA user_version = {};", all.len())).map_err(failed)?;
    transaction.commit().map_err(failed)
}
