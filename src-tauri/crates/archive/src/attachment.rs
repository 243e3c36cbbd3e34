//! Scans in their slots: put, shown, moved, voided.

mod mend;
mod twice;
mod version;
pub(crate) mod waiting;

use std::{collections::BTreeSet, io::Cursor, path::Path};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use yihu_domain::{
    Error, Head, Id, Noun, Result,
    attachment::{Attachment, Question, Tick},
    clarity::Clarity,
    rights::Right,
    text,
};
use yihu_exchange::{attachment as scan, file};
use yihu_store::Reads;

pub use mend::Mendable;
pub use twice::Elsewhere;
pub use version::ScanVersion;
pub use waiting::Waiting;

use crate::{Archive, Done, kept::record_id};

/// Bytes on their way to the window.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Bytes {
    /// What they are
    pub media_type: String,
    /// Themselves
    pub base64: String,
    /// The name of the file they came from
    pub file_name: String,
}

/// How the bytes of a scan came where they are.
#[derive(Debug, Default)]
pub(crate) struct Put {
    /// When and by whom
    pub(crate) last: Option<(DateTime<Utc>, String)>,
    /// How many earlier ones lie under them
    pub(crate) earlier: u32,
}

impl Archive {
    /// Puts a scan into a titled slot of a record found by its number; the same bytes are stored once.
    pub fn attach(&mut self, noun: Noun, number: &str, slot: &str, path: &Path) -> Result<Attachment> {
        self.require(Right::to_edit(noun))?;
        let (of_noun, of_id, _) = self.record_by_number(noun, number)?;
        Ok(self.attach_file((of_noun, of_id), slot, path)?.0)
    }

    /// Puts a file of this PC into a slot of a record.
    pub fn attachment_put(&mut self, noun: Noun, id: &str, slot: &str, path: &str) -> Result<Done> {
        let id = self.holder(noun, id)?;
        Ok(self.attach_file((noun, id), slot, Path::new(path))?.1)
    }

    /// Puts a dropped or pasted file into a slot of a record.
    pub fn attachment_put_bytes(&mut self, noun: Noun, id: &str, slot: &str, name: &str, base64: &str) -> Result<Done> {
        let id = self.holder(noun, id)?;
        let bytes = file::from_base64(base64)?;
        Ok(self.attach_bytes((noun, id), slot, name, &bytes)?.1)
    }

    /// Reads a scan, decrypted, to be shown: of a TIFF, which no window shows, one page (1 is the first) as a PNG; as it
    /// was after the change that made a `revision` of it, where one is named.
    pub fn attachment_read(&mut self, id: &str, page: u32, revision: Option<u32>) -> Result<Bytes> {
        self.require(Right::Read)?;
        let it = self.scan_of(id)?;
        let it = match revision {
            Some(revision) => self.scan_version(&it, revision)?,
            None => it,
        };
        let (bytes, file_name) = self.plain(&it)?;
        waiting::shown_page(&it.media_type, bytes, page, file_name)
    }

    /// Moves a scan into another slot; two scans change places when that slot is taken.
    pub fn attachment_move(&mut self, id: &str, slot: &str) -> Result<Done> {
        self.require(Right::Read)?;
        let slot = text::some(slot).ok_or_else(|| Error::invalid("请选一个栏位。"))?;
        let mut moved = self.scan_of(id)?;
        self.require(Right::to_edit(moved.of_noun))?;
        self.require_unsealed(moved.of_noun)?;
        self.require_nameless(moved.of_noun, &slot)?;
        let stamp = self.stamp(format!("把附件“{}”移到“{slot}”", moved.slot));
        if moved.slot == slot {
            return Ok(Done::of(&stamp, 0));
        }
        let there = self.store.attachments_of(moved.of_noun, moved.of_id)?.into_iter().find(|a| a.slot == slot);
        // What was said of the content was said of it under the other title.
        moved.matching = None;
        let left = std::mem::replace(&mut moved.slot, slot);
        let count = self.store.write(&stamp, |w| {
            let mut count = usize::from(w.put(&mut moved)?);
            if let Some(mut other) = there {
                other.slot = left;
                other.matching = None;
                count += usize::from(w.put(&mut other)?);
            }
            Ok(count)
        })?;
        Ok(Done::of(&stamp, count))
    }

    /// Voids a scan; its bytes stay, so that it can come back.
    pub fn attachment_remove(&mut self, id: &str) -> Result<Done> {
        self.require(Right::Read)?;
        let it = self.scan_of(id)?;
        self.require(Right::to_edit(it.of_noun))?;
        self.require_unsealed(it.of_noun)?;
        let stamp = self.stamp(format!("作废附件“{}”", it.slot));
        let changed = self.store.write(&stamp, |w| w.set_removed(it.head.id, true))?;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// Answers 看得清吗 or 是这份吗 of a scan with yes, in the name of who is logged in, or takes the answer back.
    pub fn attachment_tick(&mut self, id: &str, question: Question, yes: bool) -> Result<Done> {
        let mut it = self.scan_of(id)?;
        self.require(Right::to_edit(it.of_noun))?;
        self.require_unsealed(it.of_noun)?;
        let put_by = self.put(&it)?.last.map(|(_, by)| by).unwrap_or_default();
        let alone = self.keys.users().iter().filter(|user| !user.disabled).count() < 2;
        let tick = yes.then(|| Tick { by: self.session.user.clone(), at: self.clock.now() });
        it.tick(question, tick, &put_by, alone)?;
        let what = if yes { "核对" } else { "撤回核对" };
        let stamp = self.stamp(format!("{what}附件“{}”：{}", it.slot, question.title()));
        let changed = self.store.write(&stamp, |w| w.put(&mut it))?;
        Ok(Done::of(&stamp, usize::from(changed)))
    }

    /// How the bytes of a scan came where they are.
    pub(crate) fn put(&self, it: &Attachment) -> Result<Put> {
        let (mut versions, mut last) = (BTreeSet::new(), None);
        for entry in self.store.history(Noun::Attachment, it.head.id.uuid())? {
            let was: Attachment = serde_json::from_str(&entry.after)
                .map_err(|e| Error::damaged("操作日志里的一条附件读不出，请从备份恢复。").because(e))?;
            if versions.insert(was.sha256.clone()) && was.sha256 == it.sha256 {
                last = Some((entry.at, entry.by));
            }
        }
        Ok(Put { last, earlier: u32::try_from(versions.len().saturating_sub(1)).unwrap_or(u32::MAX) })
    }

    /// The bytes of a scan as they came, and the name of their file.
    fn plain(&mut self, it: &Attachment) -> Result<(Vec<u8>, String)> {
        match it.of_noun {
            Noun::Hotline => self.open_scan(it),
            _ => Ok((self.vault.read_all(&it.sha256)?, it.file_name.clone())),
        }
    }

    fn scan_of(&self, id: &str) -> Result<Attachment> {
        self.store.get(Id::new(record_id(Some(id))?.unwrap_or_default()))
    }

    /// The record that is to hold a scan, when there is one.
    fn holder(&self, noun: Noun, id: &str) -> Result<Uuid> {
        self.require(Right::to_edit(noun))?;
        let id = record_id(Some(id))?.unwrap_or_default();
        if self.store.history(noun, id)?.is_empty() {
            return Err(Error::not_found(format!("没有这条{}记录，请刷新列表后再试。", noun.title())));
        }
        Ok(id)
    }

    fn attach_file(&mut self, of: (Noun, Uuid), slot: &str, path: &Path) -> Result<(Attachment, Done)> {
        self.require(Right::to_edit(of.0))?;
        let slot = self.slot_of(of.0, slot)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (probe, bytes) = scan::probe(path)?;
        self.keep_bytes(of, slot, &name, &probe, &bytes)
    }

    fn attach_bytes(&mut self, of: (Noun, Uuid), slot: &str, name: &str, bytes: &[u8]) -> Result<(Attachment, Done)> {
        self.require(Right::to_edit(of.0))?;
        let slot = self.slot_of(of.0, slot)?;
        // A picture from the clipboard has no name worth keeping.
        let name =
            Path::new(name).file_name().map_or_else(|| "粘贴的图片".to_owned(), |n| n.to_string_lossy().into_owned());
        let probe = scan::probe_bytes(&name, bytes)?;
        self.keep_bytes(of, slot, &probe.proper_name(&name), &probe, bytes)
    }

    /// The title of a slot, told to be missing or to name somebody before anything is stored for it.
    fn slot_of(&self, of: Noun, slot: &str) -> Result<String> {
        self.require_unsealed(of)?;
        let slot = text::some(slot).ok_or_else(|| Error::invalid("请写明栏位题名，如 营业执照。"))?;
        self.require_nameless(of, &slot)?;
        Ok(slot)
    }

    /// What tells who reported leaves nothing in the archive but the slot's title: not even the name of its file.
    fn keep_bytes(
        &mut self,
        of: (Noun, Uuid),
        slot: String,
        name: &str,
        probe: &scan::Probe,
        bytes: &[u8],
    ) -> Result<(Attachment, Done)> {
        let (stored, name) = self.store_bytes(of.0, &slot, name, probe, bytes)?;
        self.keep_scan(of, slot, name, (probe, scan::clarity(probe, bytes)), stored)
    }

    /// Stores bytes, and says what their file is called in the archive.
    fn store_bytes(
        &mut self,
        of: Noun,
        slot: &str,
        name: &str,
        probe: &scan::Probe,
        bytes: &[u8],
    ) -> Result<(scan::Stored, String)> {
        Ok(if of == Noun::Hotline {
            (self.seal_scan(&probe.proper_name(name), bytes)?, format!("{slot}.{}", probe.extension))
        } else {
            (self.vault.ingest(Cursor::new(bytes))?, name.to_owned())
        })
    }

    /// A slot that holds a scan already keeps it as an earlier version: the new one takes its place.
    fn keep_scan(
        &mut self,
        (of_noun, of_id): (Noun, Uuid),
        slot: String,
        file_name: String,
        (probe, clarity): (&scan::Probe, Option<Clarity>),
        stored: scan::Stored,
    ) -> Result<(Attachment, Done)> {
        let existing = self.store.attachments_of(of_noun, of_id)?.into_iter().find(|a| a.slot == slot);
        let head = existing.map_or_else(|| Head::new(self.new_id(), &self.bureau.head.bureau), |a| a.head);
        let stamp = self.stamp(format!("放入附件“{slot}”"));
        let mut record = Attachment {
            head,
            of_noun,
            of_id,
            slot,
            sha256: stored.sha256,
            file_name,
            media_type: probe.media_type.to_owned(),
            bytes: i64::try_from(stored.bytes).unwrap_or(i64::MAX),
            pages: i64::from(probe.pages),
            legible: None,
            matching: None,
            clarity,
            mending: None,
        };
        let changed = self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok((record, Done::of(&stamp, usize::from(changed))))
    }
}

/// Every stored scan that a record ever named, oldest first, earlier versions too.
pub(crate) fn attachments_ever(reads: &Reads) -> Result<Vec<String>> {
    let mut named = Vec::new();
    reads.changes(0, i64::MAX, |entry| {
        if entry.noun == Noun::Attachment {
            let record: Attachment = serde_json::from_str(&entry.after)
                .map_err(|e| Error::damaged("操作日志里的一条附件读不出，请从备份恢复。").because(e))?;
            named.push(record.sha256);
        }
        Ok(())
    })?;
    Ok(named)
}
