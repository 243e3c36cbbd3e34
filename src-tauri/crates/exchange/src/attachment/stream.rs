//! The form of one encrypted attachment: mark, nonce, then chunks of 64 KiB in the STREAM construction.
//!
//! The last chunk is marked as such, so that a cut, a swap or a repeat of chunks is found like a flipped byte.

use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{XChaCha20Poly1305, aead::Generate as _};
use sha2::{Digest as _, Sha256};
use yihu_domain::{Error, Result, error};

use crate::keys::Key;

const MARK: &[u8; 8] = b"YIHUATT1";
const NONCE: usize = 19;
const HEADER: u64 = (MARK.len() + NONCE) as u64;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const SEALED: usize = CHUNK + TAG;

/// Encrypts all of `plain` and says its SHA-256 and length.
pub(super) fn encrypt(key: &Key, mut plain: impl Read, out: &mut dyn Write) -> Result<([u8; 32], u64)> {
    let written = |e| error::io("写入附件", e);
    let nonce = <[u8; NONCE]>::try_generate()
        .map_err(|e| Error::internal("系统没有给出随机数，请重启电脑后再试。").because(e))?;
    out.write_all(MARK).and_then(|()| out.write_all(&nonce)).map_err(written)?;
    let mut stream = EncryptorBE32::<XChaCha20Poly1305>::new((&**key).into(), &nonce.into());
    let too_long = |e: aead_stream::aead::Error| Error::invalid("附件太大，请拆分后再附上。").because(e.to_string());
    let (mut hash, mut length) = (Sha256::new(), 0);
    let (mut chunk, mut next) = (Vec::with_capacity(SEALED), Vec::with_capacity(SEALED));
    fill(&mut plain, &mut chunk, CHUNK).map_err(|e| crate::file::io("读取附件", e))?;
    loop {
        hash.update(&chunk);
        length += chunk.len() as u64;
        next.clear();
        fill(&mut plain, &mut next, CHUNK).map_err(|e| crate::file::io("读取附件", e))?;
        if next.is_empty() {
            stream.encrypt_last_in_place(MARK, &mut chunk).map_err(too_long)?;
            out.write_all(&chunk).map_err(written)?;
            return Ok((hash.finalize().into(), length));
        }
        stream.encrypt_next_in_place(MARK, &mut chunk).map_err(too_long)?;
        out.write_all(&chunk).map_err(written)?;
        std::mem::swap(&mut chunk, &mut next);
    }
}

/// How long the plain bytes of an encrypted file are, or nothing if no file has that length.
pub(super) fn plain_length(encrypted: u64) -> Option<u64> {
    let body = encrypted.checked_sub(HEADER)?;
    let tags = body.div_ceil(SEALED as u64).max(1) * TAG as u64;
    body.checked_sub(tags)
}

/// The plain bytes of one attachment. The last chunk is given out only when the whole hash was right.
pub(super) struct Plain<R> {
    source: R,
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    hash: Sha256,
    expected: [u8; 32],
    chunk: Vec<u8>,
    given: usize,
    next: Vec<u8>,
}

impl<R: Read> Plain<R> {
    /// Reads the header of `source`, whose plain bytes must hash to `expected`.
    pub(super) fn open(key: &Key, expected: [u8; 32], mut source: R) -> Result<Self> {
        let told = |e| error::io("读取附件", e);
        let mut header = Vec::new();
        fill(&mut source, &mut header, MARK.len() + NONCE).map_err(told)?;
        let nonce = header.strip_prefix(MARK).and_then(|n| <[u8; NONCE]>::try_from(n).ok());
        let nonce = nonce.ok_or_else(|| damaged(&expected))?;
        let stream = DecryptorBE32::<XChaCha20Poly1305>::new((&**key).into(), &nonce.into());
        let mut next = Vec::with_capacity(SEALED);
        fill(&mut source, &mut next, SEALED).map_err(told)?;
        let chunk = Vec::with_capacity(SEALED);
        Ok(Self { source, stream: Some(stream), hash: Sha256::new(), expected, chunk, given: 0, next })
    }

    fn turn(&mut self) -> io::Result<()> {
        let Some(mut stream) = self.stream.take() else { return Ok(()) };
        let broken = |_| io::Error::other(damaged(&self.expected));
        std::mem::swap(&mut self.chunk, &mut self.next);
        self.next.clear();
        self.given = self.chunk.len();
        fill(&mut self.source, &mut self.next, SEALED)?;
        if self.next.is_empty() {
            stream.decrypt_last_in_place(MARK, &mut self.chunk).map_err(broken)?;
            self.hash.update(&self.chunk);
            if <[u8; 32]>::from(self.hash.finalize_reset()) != self.expected {
                self.chunk.clear();
                return Err(io::Error::other(damaged(&self.expected)));
            }
        } else {
            stream.decrypt_next_in_place(MARK, &mut self.chunk).map_err(broken)?;
            self.hash.update(&self.chunk);
            self.stream = Some(stream);
        }
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.chunk.len() {
            self.turn()?;
        }
        let left = self.chunk.get(self.given..).unwrap_or_default();
        let count = left.len().min(out.len());
        out[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}

/// Says that an attachment is not what was stored.
pub(super) fn damaged(sha256: &[u8; 32]) -> Error {
    let short = hex::encode(&sha256[..4]);
    Error::damaged(format!("附件文件（{short}…）已损坏，请从备份中恢复，或重新扫描后再附上。"))
}

fn fill(source: &mut impl Read, buffer: &mut Vec<u8>, length: usize) -> io::Result<()> {
    source.take(length as u64).read_to_end(buffer).map(|_| ())
}
