//! Opens encrypted databases, and holds every PRAGMA but the schema version's.
//!
//! No file is opened anywhere else, and none without its key.

use std::{
    fs::{self, OpenOptions},
    path::Path,
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    functions::{Context, FunctionFlags},
};
use yihu_domain::{Error, Result, error};
use zeroize::Zeroizing;

use crate::{Finding, Key, problem, search::pinyin};

/// What a database file holds, as its header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Records (`YIHU`)
    Archive = 0x5949_4855,
    /// Who reported (`YIHI`)
    Informants = 0x5949_4849,
}

/// How long a connection waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// Prepared statements kept: each noun has about ten.
const STATEMENTS: usize = 256;

/// Makes a new database file; one that exists already is refused, and a failed attempt leaves none.
pub(crate) fn create(path: &Path, key: &Key, holds: Holds) -> Result<Connection> {
    OpenOptions::new().write(true).create_new(true).open(path).map_err(|e| error::io("建立档案", e))?;
    begin(path, key, holds).inspect_err(|_| {
        // What matters is the error that is on its way.
        let _ = fs::remove_file(path);
    })
}

fn begin(path: &Path, key: &Key, holds: Holds) -> Result<Connection> {
    let conn = raw(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    tune(&conn, &format!("PRAGMA application_id = {};", holds as i32))?;
    tune(&conn, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    Ok(conn)
}

/// Opens a database that exists for reading and writing.
pub(crate) fn open_to_write(path: &Path, key: &Key, holds: Holds) -> Result<Connection> {
    let conn = recognised(path, key, holds, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    tune(&conn, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    Ok(conn)
}

/// Opens a database that exists for reading only.
///
/// The file itself is opened for writing where that is allowed, for a reader of a WAL has to keep its index.
pub(crate) fn open_to_read(path: &Path, key: &Key, holds: Holds) -> Result<Connection> {
    let conn = recognised(path, key, holds, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .or_else(|_| recognised(path, key, holds, OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    tune(&conn, "PRAGMA query_only = ON;")?;
    Ok(conn)
}

/// Makes a database file that only takes a copy: keyed, nothing written yet.
pub(crate) fn open_copy(path: &Path, key: &Key) -> Result<Connection> {
    raw(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

/// Encrypts a finished copy anew, under another key.
pub(crate) fn rekey(path: &Path, old: &Key, new: &Key) -> Result<()> {
    let conn = raw(path, old, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.query_row("PRAGMA application_id", [], |row| row.get::<_, i32>(0)).map_err(|e| problem::sql("打开档案", e))?;
    let changing = Zeroizing::new(format!("PRAGMA synchronous = FULL; PRAGMA rekey = \"{}\";", *new.pragma()));
    tune(&conn, &changing)?;
    conn.close().map_err(|(_, e)| problem::sql("更换密钥", e))
}

/// Lets a connection see the database as it is at this moment, until it is closed; others may write meanwhile.
///
/// Says whether all of it lies in the file itself. Then nobody touches the file as long: a reader of an empty log reads
/// the file alone, and what others write stays in the log until it is gone.
pub(crate) fn hold_in_file(conn: &Connection) -> Result<bool> {
    let failed = |e| problem::sql("备份", e);
    // Who writes just now is not waited for: the pages are then copied one by one.
    conn.busy_timeout(Duration::ZERO).map_err(failed)?;
    settle(conn);
    conn.busy_timeout(PATIENCE).map_err(failed)?;
    let look = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    conn.execute_batch("BEGIN")
        .and_then(|()| conn.query_row("SELECT count(*) FROM sqlite_schema", [], look))
        .map_err(failed)?;
    Ok(log_is_empty(conn))
}

/// Turns a finished copy into one plain file without a log beside it.
pub(crate) fn seal_copy(conn: &Connection) -> Result<()> {
    tune(conn, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")
}

fn recognised(path: &Path, key: &Key, holds: Holds, flags: OpenFlags) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::not_found("找不到档案文件，请检查档案所在的文件夹。"));
    }
    if path.is_dir() {
        return Err(Error::damaged("档案文件的位置上是一个同名的文件夹，请把它移走，再用备份恢复。"));
    }
    let conn = raw(path, key, flags)?;
    let id: i32 =
        conn.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|e| problem::sql("打开档案", e))?;
    if id != holds as i32 {
        return Err(Error::damaged("这不是一户档的档案文件，或者文件已被清空，请检查路径，必要时用备份恢复。"));
    }
    Ok(conn)
}

fn raw(path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| problem::sql("打开档案", e))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.busy_timeout(PATIENCE).map_err(|e| problem::sql("打开档案", e))?;
    // SQLCipher would write its own words to stderr; the key must be the first thing that touches the file.
    let opening = Zeroizing::new(format!(
        "PRAGMA cipher_log = off; PRAGMA cipher_log_level = NONE; PRAGMA key = \"{}\"; \
             PRAGMA cipher_memory_security = OFF; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; \
             PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;",
        *key.pragma()
    ));
    tune(&conn, &opening)?;
    // Only orders are made by it, never the schema: other programs open the file without it.
    let flags = FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_UTF8;
    conn.create_scalar_function("sound", 1, flags, |context: &mut Context<'_>| {
        Ok(context.get::<Option<String>>(0)?.map(|name| pinyin::sound(&name)))
    })
    .map_err(|e| problem::sql("打开档案", e))?;
    Ok(conn)
}

fn tune(conn: &Connection, pragmas: &str) -> Result<()> {
    conn.execute_batch(pragmas).map_err(|e| problem::sql("打开档案", e))
}

/// A number that changes when another connection wrote.
pub(crate) fn data_version(conn: &Connection) -> Result<i64> {
    conn.query_row("PRAGMA data_version", [], |row| row.get(0)).map_err(|e| problem::sql("读取", e))
}

/// Opens a view of the words of each search table, beside the database and gone with the connection; gives what reads them.
pub(crate) fn words(conn: &Connection) -> Result<[&'static str; 3]> {
    let failed = |e| problem::sql("检查搜索索引", e);
    let reading: bool = conn.query_row("PRAGMA query_only", [], |row| row.get(0)).map_err(failed)?;
    conn.execute_batch(
        "PRAGMA query_only = OFF; \
         CREATE VIRTUAL TABLE IF NOT EXISTS temp.exact_word USING fts5vocab('main', 'search_exact', 'instance'); \
         CREATE VIRTUAL TABLE IF NOT EXISTS temp.pinyin_word USING fts5vocab('main', 'search_pinyin', 'instance'); \
         CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_word USING fts5vocab('main', 'search_text', 'instance');",
    )
    .map_err(failed)?;
    if reading {
        conn.execute_batch("PRAGMA query_only = ON;").map_err(failed)?;
    }
    Ok(["SELECT term, doc FROM exact_word", "SELECT term, doc FROM pinyin_word", "SELECT term, doc FROM text_word"])
}

/// Checks every page against its seal, then the structure, then the links; never fails on damage.
pub(crate) fn integrity(conn: &Connection) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A page that stands newer in the log may be torn in the file: its seal there says nothing, and the check of the
    // structure reads every page through the log.
    settle(conn);
    let settled = log_is_empty(conn);
    let checks = [
        ("PRAGMA cipher_integrity_check", "page_damaged", "有数据页的校验值不对"),
        ("PRAGMA integrity_check(100)", "structure_damaged", "数据库结构不完整"),
        ("PRAGMA foreign_key_check", "link_broken", "有记录所关联的记录不存在"),
    ];
    for (pragma, code, words) in checks.into_iter().skip(usize::from(!settled)) {
        match complaints(conn, pragma) {
            Ok(0) => {}
            Ok(n) => {
                findings.push(Finding::new(code, format!("{words}（{n}处）：档案文件已损坏，请用最近的备份恢复。")));
            }
            Err(e) => findings.push(Finding::new(code, problem::sql("检查档案文件", e).message)),
        }
    }
    findings
}

/// Brings what the log holds into the file, where nobody is in the way.
fn settle(conn: &Connection) {
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Whether all is in the file itself.
fn log_is_empty(conn: &Connection) -> bool {
    conn.path().is_none_or(|path| fs::metadata(format!("{path}-wal")).map_or(true, |log| log.len() == 0))
}

fn complaints(conn: &Connection, pragma: &str) -> std::result::Result<usize, rusqlite::Error> {
    let mut statement = conn.prepare(pragma)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        if row.get_ref(0)?.as_str().is_ok_and(|said| said == "ok") {
            continue;
        }
        count += 1;
    }
    Ok(count)
}
