//! The canonical zip: for one list of files there is exactly one sequence of bytes.
//!
//! Fixed times and rights, no extra fields, no comments, sizes in the local header, files back to back; zip64 only
//! where 32 bits do not reach. The headers are composed here and nowhere else: the reader composes them again and
//! compares, so that a flipped byte in any of them is found. A library's headers may change with its version.

/// Entries one bundle may have: years of scans, but not a list that fills the memory.
pub(super) const MAX_ENTRIES: u64 = 200_000;
/// Length of a name with its top folder: 100 characters below it.
pub(super) const MAX_NAME: usize = 140;
/// A single file's size fits 32 bits.
pub(super) const MAX_SIZE: u64 = 0xFFFF_FFFE;

pub(super) const LOCAL_LENGTH: usize = 30;
pub(super) const CENTRAL_LENGTH: usize = 46;
pub(super) const END_LENGTH: usize = 22;
pub(super) const END64_LENGTH: usize = 56 + 20;

pub(super) const LOCAL_SIGNATURE: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL_SIGNATURE: [u8; 4] = *b"PK\x01\x02";
pub(super) const END_SIGNATURE: [u8; 4] = *b"PK\x05\x06";
const END64_SIGNATURE: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_SIGNATURE: [u8; 4] = *b"PK\x06\x07";

const UTF8: u16 = 0x0800;
/// 1980-01-01 00:00:00, the zero of zip.
const DATE: u16 = 0x0021;
const TIME: u16 = 0;
/// Made on Unix, so that the rights below count.
const MADE_BY: u16 = 0x0314;
/// An ordinary file, rw-r--r--.
const ATTRIBUTES: u32 = 0o100_644 << 16;
const VERSION: u16 = 20;
const VERSION64: u16 = 45;
const FULL16: u16 = 0xFFFF;
const FULL32: u32 = 0xFFFF_FFFF;

/// How an entry's bytes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// As they are
    Stored,
    /// Compressed
    Deflated,
}

impl Method {
    pub(super) const fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }

    pub(super) const fn from_number(number: u16) -> Option<Self> {
        match number {
            0 => Some(Self::Stored),
            8 => Some(Self::Deflated),
            _ => None,
        }
    }
}

/// One entry as both of its headers tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) method: Method,
    pub(super) crc: u32,
    /// Bytes in the zip
    pub(super) packed: u64,
    /// Bytes of the file
    pub(super) size: u64,
    /// Where its local header begins
    pub(super) offset: u64,
}

impl Record {
    /// Where its bytes begin.
    pub(super) const fn data(&self) -> u64 {
        self.offset + (LOCAL_LENGTH + self.name.len()) as u64
    }

    /// Where the next entry begins.
    pub(super) const fn end(&self) -> u64 {
        self.data() + self.packed
    }

    const fn version(&self) -> u16 {
        if self.offset < FULL32 as u64 { VERSION } else { VERSION64 }
    }

    /// What both headers say alike, from the version needed to the length of the name.
    fn common(&self, to: &mut Vec<u8>) {
        for field in [self.version(), UTF8, self.method.number(), TIME, DATE] {
            to.extend(field.to_le_bytes());
        }
        to.extend(self.crc.to_le_bytes());
        to.extend(low32(self.packed).to_le_bytes());
        to.extend(low32(self.size).to_le_bytes());
        to.extend(low16(self.name.len() as u64).to_le_bytes());
    }

    /// The local header, with the name.
    pub(super) fn local(&self) -> Vec<u8> {
        let mut bytes = LOCAL_SIGNATURE.to_vec();
        self.common(&mut bytes);
        bytes.extend(0_u16.to_le_bytes());
        bytes.extend(self.name.as_bytes());
        bytes
    }

    /// The record in the central directory, with the name.
    pub(super) fn central(&self) -> Vec<u8> {
        let mut bytes = CENTRAL_SIGNATURE.to_vec();
        bytes.extend(MADE_BY.to_le_bytes());
        self.common(&mut bytes);
        let far = self.version() == VERSION64;
        let extra: u16 = if far { 12 } else { 0 };
        for field in [extra, 0, 0, 0] {
            bytes.extend(field.to_le_bytes());
        }
        bytes.extend(ATTRIBUTES.to_le_bytes());
        bytes.extend(low32(self.offset).to_le_bytes());
        bytes.extend(self.name.as_bytes());
        if far {
            bytes.extend([1, 0, 8, 0]);
            bytes.extend(self.offset.to_le_bytes());
        }
        bytes
    }
}

/// The end of the zip: how many entries, where the central directory begins, how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) offset: u64,
    pub(super) size: u64,
}

impl End {
    /// Whether 32 bits do not reach.
    pub(super) const fn is_far(self) -> bool {
        self.entries >= FULL16 as u64 || self.offset >= FULL32 as u64 || self.size >= FULL32 as u64
    }

    /// Its bytes.
    pub(super) fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(END64_LENGTH + END_LENGTH);
        if self.is_far() {
            bytes.extend(END64_SIGNATURE);
            bytes.extend(44_u64.to_le_bytes());
            bytes.extend(MADE_BY.to_le_bytes());
            bytes.extend(VERSION64.to_le_bytes());
            bytes.extend([0; 8]);
            for field in [self.entries, self.entries, self.size, self.offset] {
                bytes.extend(field.to_le_bytes());
            }
            bytes.extend(LOCATOR_SIGNATURE);
            bytes.extend([0; 4]);
            bytes.extend((self.offset + self.size).to_le_bytes());
            bytes.extend(1_u32.to_le_bytes());
        }
        bytes.extend(END_SIGNATURE);
        bytes.extend([0; 4]);
        bytes.extend(low16(self.entries).to_le_bytes());
        bytes.extend(low16(self.entries).to_le_bytes());
        bytes.extend(low32(self.size).to_le_bytes());
        bytes.extend(low32(self.offset).to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }
}

/// The number, or all ones where it stands elsewhere.
fn low32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(FULL32)
}

fn low16(number: u64) -> u16 {
    u16::try_from(number).unwrap_or(FULL16)
}
