//! Takes the metadata (EXIF, XMP, comments) out of a scan while it is read: where and by whom it was taken stays here.
//!
//! The picture itself is not touched. What is not understood goes through as it is.

use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

/// A scan without its metadata.
pub(super) struct Stripped<R> {
    inner: R,
    form: Form,
    /// Read from the scan and yet to be handed on
    pending: Vec<u8>,
    given: usize,
    /// Bytes to hand on before the next segment begins
    left: u64,
    original: Option<Sha256>,
    dropped: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Start,
    Jpeg,
    Png,
    /// Nothing more to be found: the rest goes through
    Rest,
}

const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

impl<R: Read> Stripped<R> {
    /// Reads the scan from `inner`.
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            form: Form::Start,
            pending: Vec::new(),
            given: 0,
            left: 0,
            original: Some(Sha256::new()),
            dropped: false,
        }
    }

    /// SHA-256 of the scan as it was, hex, when something was taken out of it.
    pub(super) fn original(self) -> Option<String> {
        self.original.filter(|_| self.dropped).map(|sha| hex::encode(sha.finalize()))
    }

    /// Takes up to `count` more bytes into `pending`; false when the scan ends before.
    fn take(&mut self, count: usize) -> io::Result<bool> {
        let from = self.pending.len();
        let read = (&mut self.inner).take(count as u64).read_to_end(&mut self.pending)?;
        if let Some(original) = &mut self.original {
            original.update(&self.pending[from..]);
        }
        Ok(read == count)
    }

    /// Reads `count` bytes and forgets them.
    fn drop_bytes(&mut self, count: u64) -> io::Result<()> {
        self.dropped = true;
        let mut buffer = [0; 4096];
        let mut inner = (&mut self.inner).take(count);
        loop {
            let read = inner.read(&mut buffer)?;
            if read == 0 {
                return Ok(());
            }
            if let Some(original) = &mut self.original {
                original.update(&buffer[..read]);
            }
        }
    }

    /// Looks at what comes next; afterwards something is pending, or the rest goes through.
    fn step(&mut self) -> io::Result<()> {
        self.pending.clear();
        self.given = 0;
        match self.form {
            Form::Start => self.start(),
            Form::Jpeg => self.jpeg(),
            Form::Png => self.png(),
            Form::Rest => Ok(()),
        }
    }

    fn rest(&mut self) {
        self.form = Form::Rest;
        if !self.dropped {
            // The bytes that leave are those that came: one hash is enough.
            self.original = None;
        }
    }

    fn start(&mut self) -> io::Result<()> {
        if self.take(2)? && self.pending == [0xFF, 0xD8] {
            self.form = Form::Jpeg;
        } else if self.pending == PNG[..2] && self.take(PNG.len() - 2)? && self.pending == PNG {
            self.form = Form::Png;
        } else {
            self.rest();
        }
        Ok(())
    }

    /// One segment before the picture: APP0 (JFIF), APP2 (colour), APP14 (Adobe) stay, other APPs and comments go.
    fn jpeg(&mut self) -> io::Result<()> {
        if !self.take(2)? || self.pending[0] != 0xFF {
            self.rest();
            return Ok(());
        }
        let marker = self.pending[1];
        if marker == 0xDA || marker == 0xFF || !self.take(2)? {
            self.rest();
            return Ok(());
        }
        let length = u64::from(u16::from_be_bytes([self.pending[2], self.pending[3]])).saturating_sub(2);
        if matches!(marker, 0xE1 | 0xE3..=0xED | 0xEF | 0xFE) {
            self.pending.clear();
            return self.drop_bytes(length);
        }
        self.left = length;
        Ok(())
    }

    /// One chunk: text and EXIF go.
    fn png(&mut self) -> io::Result<()> {
        if !self.take(8)? {
            self.rest();
            return Ok(());
        }
        let [a, b, c, d, name @ ..] = &self.pending[..] else { return Ok(()) };
        let length = u64::from(u32::from_be_bytes([*a, *b, *c, *d])) + 4;
        match name {
            b"eXIf" | b"tEXt" | b"iTXt" | b"zTXt" | b"tIME" => {
                self.pending.clear();
                self.drop_bytes(length)
            }
            b"IEND" => {
                self.rest();
                Ok(())
            }
            _ => {
                self.left = length;
                Ok(())
            }
        }
    }
}

impl<R: Read> Read for Stripped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.given < self.pending.len() {
                let count = (self.pending.len() - self.given).min(buffer.len());
                buffer[..count].copy_from_slice(&self.pending[self.given..self.given + count]);
                self.given += count;
                return Ok(count);
            }
            if self.left > 0 || self.form == Form::Rest {
                let rest = self.form == Form::Rest;
                let limit = if rest { buffer.len() } else { usize::try_from(self.left).unwrap_or(usize::MAX) };
                let count = buffer.len().min(limit);
                let read = self.inner.read(&mut buffer[..count])?;
                if let Some(original) = &mut self.original {
                    original.update(&buffer[..read]);
                }
                if !rest {
                    self.left = if read == 0 { 0 } else { self.left - read as u64 };
                }
                if read > 0 || rest {
                    return Ok(read);
                }
            }
            self.step()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker][..], &length, body].concat()
    }

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        [&u32::try_from(body.len()).unwrap().to_be_bytes(), &name, body, b"crc!"].concat()
    }

    /// Reads in pieces of every size, from a source that gives pieces of every size.
    fn strip(bytes: &[u8], step: usize) -> (Vec<u8>, Option<String>) {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                let count = to.len().min(self.1);
                self.0.read(&mut to[..count])
            }
        }
        let mut stripped = Stripped::new(Slow(bytes, step));
        let (mut out, mut buffer) = (Vec::new(), vec![0; step]);
        loop {
            let read = stripped.read(&mut buffer).unwrap();
            if read == 0 {
                return (out, stripped.original());
            }
            out.extend(&buffer[..read]);
        }
    }

    #[test]
    fn metadata_goes_and_the_picture_stays() {
        let (app0, exif, icc) = (segment(0xE0, b"JFIF"), segment(0xE1, b"Exif GPS"), segment(0xE2, b"ICC"));
        let (comment, tables, scan) =
            (segment(0xFE, "王某摄".as_bytes()), segment(0xDB, &[7; 64]), segment(0xDA, b"x"));
        let jpeg =
            [&[0xFF, 0xD8][..], &app0, &exif, &icc, &comment, &tables, &scan, &[1, 0xFF, 0xE1, 0, 9, 2]].concat();
        let clean = [&[0xFF, 0xD8][..], &app0, &icc, &tables, &scan, &[1, 0xFF, 0xE1, 0, 9, 2]].concat();
        let (head, text, data, end) =
            (chunk(*b"IHDR", &[0; 13]), chunk(*b"tEXt", b"Author"), chunk(*b"IDAT", &[9; 99]), chunk(*b"IEND", b""));
        let png = [&PNG[..], &head, &text, &data, &text, &end].concat();
        let clean_png = [&PNG[..], &head, &data, &end].concat();
        for (dirty, clean) in [(jpeg, clean), (png, clean_png)] {
            for step in 1..80 {
                let (out, original) = strip(&dirty, step);
                assert_eq!(out, clean, "step {step}");
                assert_eq!(original, Some(hex::encode(Sha256::digest(&dirty))), "step {step}");
                assert_eq!(strip(&clean, step), (clean.clone(), None), "step {step}");
            }
        }
    }

    #[test]
    fn what_is_not_understood_goes_through_as_it_is() {
        let broken = [&[0xFF, 0xD8][..], &segment(0xE0, b"JFIF"), b"no marker", &segment(0xE1, b"Exif")].concat();
        for bytes in
            [&b""[..], b"%PDF-1.7 text", &[0xFF], &[0xFF, 0xD8], &[0xFF, 0xD8, 0xFF, 0xDB], &PNG[..5], &PNG, &broken]
        {
            for step in 1..9 {
                assert_eq!(strip(bytes, step), (bytes.to_vec(), None), "{bytes:?}");
            }
        }
    }
}
