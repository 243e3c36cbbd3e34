//! Reads one entry of the zip, every byte once, and says whether its bytes are what the headers say.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use flate2::{Decompress, FlushDecompress, Status};
use sha2::{Digest as _, Sha256};

use crate::bundle::container::{Method, Record};

const BUFFER: usize = 1 << 17;

/// Reads entries; holds two buffers and nothing else.
pub(super) struct Entries {
    file: File,
    packed: Vec<u8>,
    plain: Vec<u8>,
}

/// What an entry came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Came {
    /// SHA-256 of what could be read, hex
    pub(super) sha256: String,
    /// Whether length, checksum and compression are what the headers say
    pub(super) sound: bool,
    /// SHA-256 of its compressed bytes, hex, when it is deflated
    pub(super) deflated: Option<String>,
}

impl Entries {
    pub(super) fn new(file: File) -> Self {
        Self { file, packed: vec![0; BUFFER], plain: vec![0; BUFFER] }
    }

    /// Hands the bytes of an entry to `take`, never more than its header says it has.
    pub(super) fn read(&mut self, record: &Record, take: &mut dyn FnMut(&[u8])) -> io::Result<Came> {
        self.file.seek(SeekFrom::Start(record.data()))?;
        let mut sums = Sums { sha256: Sha256::new(), crc: crc32fast::Hasher::new(), size: 0 };
        let (whole, deflated) = match record.method {
            Method::Stored => {
                self.stored(record, &mut sums, take)?;
                (true, None)
            }
            Method::Deflated => {
                let mut deflated = Sha256::new();
                let whole = self.inflated(record, &mut sums, &mut deflated, take)?;
                (whole, Some(hex::encode(deflated.finalize())))
            }
        };
        let sound = whole && sums.size == record.size && sums.crc.finalize() == record.crc;
        Ok(Came { sha256: hex::encode(sums.sha256.finalize()), sound, deflated })
    }

    fn stored(&mut self, record: &Record, sums: &mut Sums, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut left = record.packed;
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(usize::MAX).min(self.packed.len());
            self.file.read_exact(&mut self.packed[..count])?;
            sums.add(&self.packed[..count], take);
            left -= count as u64;
        }
        Ok(())
    }

    /// Whether the compressed bytes end exactly where they should.
    fn inflated(
        &mut self,
        record: &Record,
        sums: &mut Sums,
        deflated: &mut Sha256,
        take: &mut dyn FnMut(&[u8]),
    ) -> io::Result<bool> {
        let mut inflate = Decompress::new(false);
        let mut left = record.packed;
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(usize::MAX).min(self.packed.len());
            self.file.read_exact(&mut self.packed[..count])?;
            deflated.update(&self.packed[..count]);
            left -= count as u64;
            let mut input = &self.packed[..count];
            loop {
                let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
                let outcome = inflate.decompress(input, &mut self.plain, FlushDecompress::None);
                let taken = usize::try_from(inflate.total_in() - before_in).unwrap_or(input.len());
                let given = usize::try_from(inflate.total_out() - before_out).unwrap_or_default();
                input = &input[taken..];
                if sums.size + given as u64 > record.size {
                    return Ok(false);
                }
                sums.add(&self.plain[..given], take);
                match outcome {
                    Err(_) => return Ok(false),
                    Ok(Status::StreamEnd) => return Ok(input.is_empty() && left == 0),
                    Ok(_) if taken == 0 && given == 0 => break,
                    Ok(_) => {}
                }
            }
        }
        Ok(false)
    }
}

struct Sums {
    sha256: Sha256,
    crc: crc32fast::Hasher,
    size: u64,
}

impl Sums {
    fn add(&mut self, bytes: &[u8], take: &mut dyn FnMut(&[u8])) {
        self.sha256.update(bytes);
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        take(bytes);
    }
}
