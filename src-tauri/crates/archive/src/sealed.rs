//! Recordings and papers of hotline records: they may tell who reported, so they are sealed for custodians.
//!
//! Their sealed bytes lie among the other attachments; what opens them, and what they were called, lies behind the wall.

use yihu_domain::{Error, Id, Noun, Result, attachment::Attachment, hotline::Hotline, rights::Right, text};
use yihu_exchange::attachment::{self as scan, Seal};
use yihu_store::{Key, Sealed};

use crate::{Archive, informant::LOOKED};

impl Archive {
    /// Lets a custodian alone touch what belongs to a hotline record.
    pub(crate) fn require_unsealed(&self, of: Noun) -> Result<()> {
        if of == Noun::Hotline && self.informants.is_none() {
            return Err(Error::denied("12313记录的录音和材料已保密：请换12313保密员登录后办理。"));
        }
        Ok(())
    }

    /// The title of a slot as the log keeps it: it names nobody who reported.
    pub(crate) fn require_nameless(&self, of: Noun, slot: &str) -> Result<()> {
        let betrays = of == Noun::Hotline && (self.wall()?.betrays(slot) || !text::hints(slot).is_empty());
        if betrays {
            return Err(Error::invalid("题名会记入操作日志：请不要写举报人的姓名、电话或证件号，写材料的名称即可。"));
        }
        Ok(())
    }

    /// Seals the bytes of a hotline record's paper and stores them; the same bytes again are the same file.
    pub(crate) fn seal_scan(&mut self, file_name: &str, bytes: &[u8]) -> Result<scan::Stored> {
        let known = self.sealed(&scan::digest(bytes))?;
        if let Some(known) = known.filter(|it| self.vault.check(&it.sha256).is_ok()) {
            let bytes = self.vault.size(&known.sha256)?;
            return Ok(scan::Stored { sha256: known.sha256, bytes, new: false });
        }
        let (seal, sealed) = scan::seal(bytes)?;
        let stored = self.vault.ingest(sealed.as_slice())?;
        let Some(informants) = &mut self.informants else {
            return Err(Error::denied("12313记录的录音和材料，须由12313保密员放入。"));
        };
        informants.keep_sealed(&Sealed {
            sha256: stored.sha256.clone(),
            plain: seal.plain.clone(),
            key: Key::new(*seal.key),
            file_name: file_name.to_owned(),
        })?;
        Ok(stored)
    }

    /// Opens a paper of a hotline record for whoever gave a reason to look at that record; the log says so first.
    pub(crate) fn open_scan(&mut self, it: &Attachment) -> Result<(Vec<u8>, String)> {
        self.require(Right::Reveal)?;
        self.require_unsealed(it.of_noun)?;
        let record: Hotline = self.store.get(Id::new(it.of_id))?;
        let reason = self.standing(record.head.id).ok_or_else(|| {
            let message = "录音和材料可能说出举报人是谁：请先在“举报人”一栏写明事由，再打开。";
            Error::invalid(message).field("reason", message)
        })?;
        let number = record.upstream_no.clone().unwrap_or_default();
        let stamp = self.stamp(format!("{LOOKED} {number} 附件“{}”（理由：{reason}）", it.slot));
        self.store.write(&stamp, |w| w.note(record.head.id))?;
        let bytes = self.vault.read_all(&it.sha256)?;
        // What was put there before papers were sealed is not sealed.
        let Some(sealed) = self.sealed(&it.sha256)? else { return Ok((bytes, it.file_name.clone())) };
        let seal = Seal { plain: sealed.plain, key: (*sealed.key.bytes()).into() };
        Ok((scan::unseal(&seal, &bytes)?, sealed.file_name))
    }

    fn sealed(&self, digest: &str) -> Result<Option<Sealed>> {
        self.informants.as_ref().map_or(Ok(None), |informants| informants.sealed(digest))
    }
}
