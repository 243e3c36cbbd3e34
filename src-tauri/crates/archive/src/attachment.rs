//! Putting scans into slots.

use std::{fs::File, path::Path};

use yihu_domain::{Error, Head, Noun, Result, attachment::Attachment, error, rights::Right, text};
use yihu_exchange::attachment as scan;

use crate::Archive;

impl Archive {
    /// Puts a scan into a titled slot of a record; the same bytes are stored once.
    ///
    /// A slot that holds a scan already keeps it as an earlier version: the new one takes its place.
    pub fn attach(&mut self, noun: Noun, number: &str, slot: &str, path: &Path) -> Result<Attachment> {
        self.require(Right::Write)?;
        let slot = text::some(slot).ok_or_else(|| Error::invalid("请写明栏位题名，如 营业执照。"))?;
        let (of_noun, of_id, _) = self.record_by_number(noun, number)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let probe = scan::probe(path)?;
        let mut source = File::open(path).map_err(|e| error::io(&format!("打开“{name}”"), e))?;
        let stored = self.vault.ingest(&mut source)?;
        let existing = self.store.attachments_of(of_noun, of_id)?.into_iter().find(|a| a.slot == slot);
        let head = existing.map_or_else(|| Head::new(self.new_id(), &self.bureau.head.bureau), |a| a.head);
        let mut record = Attachment {
            head,
            of_noun,
            of_id,
            slot: slot.clone(),
            sha256: stored.sha256,
            file_name: name,
            media_type: probe.media_type.to_owned(),
            bytes: i64::try_from(stored.bytes).unwrap_or(i64::MAX),
            pages: i64::from(probe.pages),
        };
        let stamp = self.stamp(format!("放入附件“{slot}”"));
        self.store.write(&stamp, |w| w.put(&mut record))?;
        Ok(record)
    }

    /// Every stored scan that a record ever named, oldest first, earlier versions too.
    pub(crate) fn attachments_ever(&self) -> Result<Vec<String>> {
        let mut named = Vec::new();
        self.store.changes(0, i64::MAX, |entry| {
            if entry.noun == Noun::Attachment {
                let record: Attachment = serde_json::from_str(&entry.after)
                    .map_err(|e| Error::damaged("操作日志里的一条附件读不出，请从备份恢复。").because(e))?;
                named.push(record.sha256);
            }
            Ok(())
        })?;
        Ok(named)
    }
}
