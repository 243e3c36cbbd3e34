//! Behind the wall: who reported, in a second encrypted file under its own key.
//!
//! Opened only for a custodian. It has no change log, and nothing of it may reach the archive database.

use std::path::Path;

use yihu_domain::{
    Id, Result,
    hotline::{Hotline, Informant},
};

use crate::{Key, noun};

/// The open informants' database.
#[derive(Debug)]
pub struct Informants {}

impl Informants {
    /// Makes a new, empty informants' database; a file that exists already is refused.
    pub fn create(path: &Path, key: &Key) -> Result<Self> {
        let _ = (path, key);
        Err(noun::unfinished())
    }

    /// Opens the informants' database.
    pub fn open(path: &Path, key: &Key) -> Result<Self> {
        let _ = (path, key);
        Err(noun::unfinished())
    }

    /// Keeps who reported, under the record and its digest, all in one commit.
    pub fn put<'a>(&mut self, batch: impl IntoIterator<Item = (Id<Hotline>, &'a str, &'a Informant)>) -> Result<()> {
        let _ = batch.into_iter();
        Err(noun::unfinished())
    }

    /// Reads who reported.
    pub fn get(&self, hotline: Id<Hotline>, digest: &str) -> Result<Option<Informant>> {
        let _ = (hotline, digest);
        Err(noun::unfinished())
    }

    /// Reads everybody who ever reported, for the search of what is about to leave.
    pub fn traces(&self) -> Result<Vec<Informant>> {
        Err(noun::unfinished())
    }

    /// Drops those whose digest is not `known`: left over when a crash fell between the two commits. Returns how many.
    pub fn sweep<'a>(&mut self, known: impl IntoIterator<Item = &'a str>) -> Result<usize> {
        let _ = known.into_iter();
        Err(noun::unfinished())
    }

    /// Copies the database to `path`, under the same key; an existing file is replaced at once or not at all.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        let _ = path;
        Err(noun::unfinished())
    }

    /// Checks every page and the structure; returns what is wrong.
    pub fn verify(&self) -> Result<Vec<crate::Finding>> {
        Err(noun::unfinished())
    }
}
