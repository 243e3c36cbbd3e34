//! Behind the wall: who reported, in a second encrypted file under its own key.
//!
//! Opened only for a custodian. It has no change log, and nothing of it may reach the archive database.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use yihu_domain::{
    Id, Result,
    hotline::{Hotline, Informant},
};

use crate::{
    Finding, Key, backup,
    connection::{self, Holds},
    migrate, problem,
};

/// What opens a recording or a paper of a hotline record, and what it was called when it came.
pub struct Sealed {
    /// The name under which its sealed bytes lie
    pub sha256: String,
    /// SHA-256 of its plain bytes
    pub plain: String,
    /// Its key
    pub key: Key,
    /// 原文件名: a phone names its recordings by the caller's number
    pub file_name: String,
}

/// The open informants' database.
pub struct Informants {
    conn: Connection,
    key: Key,
    path: PathBuf,
    /// How often this connection wrote
    writes: u64,
}

impl std::fmt::Debug for Informants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Informants(已保密)")
    }
}

impl Informants {
    /// Makes a new, empty informants' database; a file that exists already is refused.
    pub fn create(path: &Path, key: &Key) -> Result<Self> {
        Self::ready(connection::create(path, key, Holds::Informants)?, path, key)
    }

    /// Opens the informants' database.
    pub fn open(path: &Path, key: &Key) -> Result<Self> {
        Self::ready(connection::open_to_write(path, key, Holds::Informants)?, path, key)
    }

    fn ready(mut conn: Connection, path: &Path, key: &Key) -> Result<Self> {
        migrate::run_informants(&mut conn)?;
        Ok(Self { conn, key: key.clone(), path: path.to_owned(), writes: 0 })
    }

    /// The open connection, for what else lies behind the wall.
    pub(crate) fn connection(&self) -> &Connection {
        &self.conn
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps who reported, under the record and its digest, all in one commit.
    pub fn put<'a>(&mut self, batch: impl IntoIterator<Item = (Id<Hotline>, &'a str, &'a Informant)>) -> Result<()> {
        let failed = |e| problem::sql("保存举报人信息", e);
        let transaction = self.conn.transaction().map_err(failed)?;
        for (hotline, digest, informant) in batch {
            let params = named_params! {
                ":hotline": hotline.to_string(),
                ":digest": digest,
                ":name": informant.name,
                ":phone": informant.phone,
                ":id_number": informant.id_number,
                ":address": informant.address,
            };
            let put = transaction.prepare_cached(include_str!("put.sql")).and_then(|mut s| s.execute(params));
            put.map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        self.writes += 1;
        Ok(())
    }

    /// Tells apart two states of the database, whoever wrote in between: equal marks, equal content.
    pub fn mark(&self) -> Result<(u64, i64)> {
        Ok((self.writes, connection::data_version(&self.conn)?))
    }

    /// Reads who reported.
    pub fn get(&self, hotline: Id<Hotline>, digest: &str) -> Result<Option<Informant>> {
        let params = named_params! {":hotline": hotline.to_string(), ":digest": digest};
        self.conn
            .prepare_cached(include_str!("get.sql"))
            .and_then(|mut s| s.query_row(params, informant).optional())
            .map_err(|e| problem::sql("读取举报人信息", e))
    }

    /// Hands everybody who ever reported to `take`, with the record and the digest.
    pub fn each(&self, mut take: impl FnMut(Id<Hotline>, String, Informant) -> Result<()>) -> Result<()> {
        let failed = |e| problem::sql("读取举报人信息", e);
        let mut statement = self.conn.prepare_cached(include_str!("all.sql")).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let id: String = row.get(4).map_err(failed)?;
            let id = id.parse().map_err(|e: uuid::Error| problem::unreadable("举报人库", e))?;
            take(Id::new(id), row.get(5).map_err(failed)?, informant(row).map_err(failed)?)?;
        }
        Ok(())
    }

    /// Reads everybody who ever reported, for the search of what is about to leave.
    pub fn traces(&self) -> Result<Vec<Informant>> {
        self.conn
            .prepare_cached(include_str!("traces.sql"))
            .and_then(|mut s| s.query_map([], informant)?.collect())
            .map_err(|e| problem::sql("读取举报人信息", e))
    }

    /// Keeps what opens a sealed file; the same plain bytes are kept once.
    pub fn keep_sealed(&mut self, it: &Sealed) -> Result<()> {
        let params = named_params! {
            ":sha256": it.sha256,
            ":plain": it.plain,
            ":key": it.key.bytes().as_slice(),
            ":file_name": it.file_name,
        };
        let kept = self.conn.prepare_cached(include_str!("put_sealed.sql")).and_then(|mut s| s.execute(params));
        kept.map(drop).map_err(|e| problem::sql("保存附件的封条", e))
    }

    /// Finds what opens a file, by the name under which it lies or by the digest of its plain bytes.
    pub fn sealed(&self, digest: &str) -> Result<Option<Sealed>> {
        let found = self
            .conn
            .prepare_cached(include_str!("get_sealed.sql"))
            .and_then(|mut s| s.query_row(named_params! {":digest": digest}, sealed).optional());
        found.map_err(|e| problem::sql("读取附件的封条", e))
    }

    /// Drops those whose digest is not `known`: left over when a crash fell between the two commits. Returns how many.
    ///
    /// `known` must hold the digests of the whole change log, not only of the records as they stand, or an undo could
    /// not bring an informant back.
    pub fn sweep<'a>(&mut self, known: impl IntoIterator<Item = &'a str>) -> Result<usize> {
        let failed = |e| problem::sql("清理举报人信息", e);
        let known: HashSet<&str> = known.into_iter().collect();
        let transaction = self.conn.transaction().map_err(failed)?;
        let digests: Vec<String> = transaction
            .prepare_cached(include_str!("digests.sql"))
            .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
            .map_err(failed)?;
        let mut dropped = 0;
        for digest in digests.iter().filter(|digest| !known.contains(digest.as_str())) {
            dropped += transaction
                .prepare_cached(include_str!("drop.sql"))
                .and_then(|mut s| s.execute(named_params! {":digest": digest}))
                .map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        self.writes += 1;
        Ok(dropped)
    }

    /// Copies the database to `path`, under the same key; an existing file is replaced at once or not at all.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        backup::copy(&self.conn, &self.key, path, &mut |_, _| Ok(()))
    }

    /// Checks every page and the structure; returns what is wrong.
    pub fn verify(&self) -> Result<Vec<Finding>> {
        Ok(connection::integrity(&self.conn))
    }

    /// Checks a copy as [`Self::verify`] does, without writing to it; one that cannot be opened is a finding.
    pub fn drill(path: &Path, key: &Key) -> Vec<Finding> {
        match connection::open_to_read(path, key, Holds::Informants) {
            Ok(conn) => connection::integrity(&conn),
            Err(e) => vec![Finding::new("unreadable", e.message)],
        }
    }
}

fn informant(row: &Row<'_>) -> rusqlite::Result<Informant> {
    Ok(Informant { name: row.get(0)?, phone: row.get(1)?, id_number: row.get(2)?, address: row.get(3)? })
}

fn sealed(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    Ok(Sealed { sha256: row.get(0)?, plain: row.get(1)?, key: Key::new(row.get(2)?), file_name: row.get(3)? })
}

#[cfg(test)]
mod tests;
