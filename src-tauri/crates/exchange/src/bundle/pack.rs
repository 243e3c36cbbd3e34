//! Writes the canonical zip, one entry after the other, each byte hashed once as it goes by.
//!
//! It knows no bag: names and order are its caller's.

use std::io::{self, Seek, SeekFrom, Write};

use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest as _, Sha256};

use super::container::{End, MAX_ENTRIES, MAX_SIZE, Method, Record};

const BUFFER: usize = 1 << 16;

/// A zip being written.
pub(super) struct Packer<W> {
    out: W,
    at: u64,
    records: Vec<Record>,
    current: Option<Current>,
    buffer: Vec<u8>,
}

/// The entry being written.
struct Current {
    record: Record,
    sha256: Sha256,
    crc: crc32fast::Hasher,
    deflate: Option<(Compress, Sha256)>,
}

/// An entry that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    /// SHA-256 of the file's bytes, hex
    pub(super) sha256: String,
    /// Its size
    pub(super) size: u64,
    /// SHA-256 of its compressed bytes, hex, when it is deflated
    ///
    /// Deflate can say the same thing in many ways: without it a flipped byte could go unnoticed.
    pub(super) deflated: Option<String>,
}

impl<W: Write + Seek> Packer<W> {
    /// Starts a zip at the beginning of `out`.
    pub(super) fn new(out: W) -> Self {
        Self { out, at: 0, records: Vec::new(), current: None, buffer: vec![0; BUFFER] }
    }

    /// Begins an entry. Its name may still change at the end, but not its length.
    pub(super) fn begin(&mut self, name: &str, method: Method) -> io::Result<()> {
        if self.records.len() as u64 >= MAX_ENTRIES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let record = Record { name: name.to_owned(), method, crc: 0, packed: 0, size: 0, offset: self.at };
        self.out.write_all(&record.local())?;
        self.at = record.data();
        self.current = Some(Current {
            record,
            sha256: Sha256::new(),
            crc: crc32fast::Hasher::new(),
            deflate: (method == Method::Deflated)
                .then(|| (Compress::new(Compression::default(), false), Sha256::new())),
        });
        Ok(())
    }

    /// Writes the next bytes of the entry.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(current) = &mut self.current else { return Err(misuse()) };
        current.sha256.update(bytes);
        current.crc.update(bytes);
        current.record.size += bytes.len() as u64;
        if current.deflate.is_some() {
            return self.deflate(bytes, FlushCompress::None);
        }
        self.out.write_all(bytes)?;
        current.record.packed += bytes.len() as u64;
        Ok(())
    }

    /// Compresses `bytes` and writes what comes out of it; all that is left when it is the end.
    fn deflate(&mut self, mut bytes: &[u8], flush: FlushCompress) -> io::Result<()> {
        let Some(Current { record, deflate: Some((deflate, deflated)), .. }) = &mut self.current else {
            return Err(misuse());
        };
        loop {
            let (before_in, before_out) = (deflate.total_in(), deflate.total_out());
            let status = deflate.compress(bytes, &mut self.buffer, flush).map_err(io::Error::other)?;
            let taken = usize::try_from(deflate.total_in() - before_in).map_err(io::Error::other)?;
            let given = usize::try_from(deflate.total_out() - before_out).map_err(io::Error::other)?;
            let packed = &self.buffer[..given];
            self.out.write_all(packed)?;
            deflated.update(packed);
            record.packed += given as u64;
            bytes = &bytes[taken..];
            let ended = if flush == FlushCompress::Finish {
                status == Status::StreamEnd
            } else {
                bytes.is_empty() && given < self.buffer.len()
            };
            if ended {
                return Ok(());
            }
            if taken == 0 && given == 0 {
                return Err(io::Error::other("deflate makes no progress"));
            }
        }
    }

    /// The SHA-256 of the entry so far, hex.
    pub(super) fn sha256(&self) -> Option<String> {
        self.current.as_ref().map(|it| hex::encode(it.sha256.clone().finalize()))
    }

    /// Gives the entry up; the next one takes its place, and what is left of it lies beyond the end.
    pub(super) fn abandon(&mut self) -> io::Result<()> {
        let Some(current) = self.current.take() else { return Err(misuse()) };
        self.at = current.record.offset;
        self.out.seek(SeekFrom::Start(self.at))?;
        Ok(())
    }

    /// Ends the entry under `name`, which is as long as the one it began with.
    pub(super) fn finish(&mut self, name: &str) -> io::Result<Packed> {
        if self.current.as_ref().is_some_and(|it| it.deflate.is_some()) {
            self.deflate(&[], FlushCompress::Finish)?;
        }
        let Some(Current { mut record, sha256, crc, deflate }) = self.current.take() else { return Err(misuse()) };
        if record.name.len() != name.len() {
            return Err(misuse());
        }
        if record.size > MAX_SIZE || record.packed > MAX_SIZE {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        name.clone_into(&mut record.name);
        record.crc = crc.finalize();
        self.at = record.end();
        self.out.seek(SeekFrom::Start(record.offset))?;
        self.out.write_all(&record.local())?;
        self.out.seek(SeekFrom::Start(self.at))?;
        let packed = Packed {
            sha256: hex::encode(sha256.finalize()),
            size: record.size,
            deflated: deflate.map(|(_, deflated)| hex::encode(deflated.finalize())),
        };
        self.records.push(record);
        Ok(packed)
    }

    /// Writes a whole entry, for tests that forge bundles.
    #[cfg(test)]
    pub(super) fn add(&mut self, name: &str, method: Method, bytes: &[u8]) -> io::Result<Packed> {
        self.begin(name, method)?;
        self.write(bytes)?;
        self.finish(name)
    }

    /// Writes the central directory and the end; gives back where it wrote, and how long the zip is.
    ///
    /// What an abandoned entry left behind the end is its caller's to cut off.
    pub(super) fn close(mut self) -> io::Result<(W, u64)> {
        let mut size = 0;
        for record in &self.records {
            let bytes = record.central();
            self.out.write_all(&bytes)?;
            size += bytes.len() as u64;
        }
        let end = End { entries: self.records.len() as u64, offset: self.at, size }.bytes();
        self.out.write_all(&end)?;
        self.out.flush()?;
        Ok((self.out, self.at + size + end.len() as u64))
    }
}

fn misuse() -> io::Error {
    io::Error::other("zip entries are written one after the other")
}
