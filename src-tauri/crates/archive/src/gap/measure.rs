//! Measures scans that were put in before scans were measured.

use yihu_domain::{Kind, Result, attachment::Attachment, rights::Right};
use yihu_exchange::attachment as scan;

use crate::{Archive, Done, Watch};

/// Scans that are written as one step: what is measured is kept though the rest is stopped.
const BATCH: usize = 50;
const OP: &str = "补量扫描件的清晰度";

impl Archive {
    /// Measures the scans that never were, a batch at a time; when it is stopped, what was measured stays.
    pub fn attachment_measure(&mut self, watch: &Watch<'_>) -> Result<Done> {
        self.require_writer()?;
        let mut waiting = self.store.unmeasured()?;
        waiting.retain(|it| self.session.roles.has(Right::to_edit(it.of_noun)));
        let (mut done, mut all) = (0, Done::of(&self.stamp(OP), 0));
        let mut measured = Vec::new();
        for it in &waiting {
            match watch.step("量清晰度", done, waiting.len()) {
                Err(e) if e.kind == Kind::Stopped && done > 0 => break,
                told => told?,
            }
            measured.extend(self.measured(it)?);
            done += 1;
            if measured.len() == BATCH {
                self.keep_measured(&mut all, std::mem::take(&mut measured))?;
            }
        }
        self.keep_measured(&mut all, measured)?;
        Ok(all)
    }

    /// A scan with its figures; none where it cannot be read or measured.
    fn measured(&self, it: &Attachment) -> Result<Option<Attachment>> {
        let bytes = match self.vault.read_all(&it.sha256) {
            Err(e) if matches!(e.kind, Kind::Damaged | Kind::NotFound) => return Ok(None),
            bytes => bytes?,
        };
        let Ok(probe) = scan::probe_bytes(&it.file_name, &bytes) else { return Ok(None) };
        Ok(scan::clarity(&probe, &bytes).map(|clarity| Attachment { clarity: Some(clarity), ..it.clone() }))
    }

    /// Writes a batch as an operation of its own, and counts it; the last one is that which an undo takes back.
    fn keep_measured(&mut self, all: &mut Done, measured: Vec<Attachment>) -> Result<()> {
        if measured.is_empty() {
            return Ok(());
        }
        let stamp = self.stamp(OP);
        let count = self.store.write(&stamp, |w| {
            let mut count = 0;
            for mut it in measured {
                count += usize::from(w.put(&mut it)?);
            }
            Ok(count)
        })?;
        *all = Done {
            count: all.count.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)),
            ..Done::of(&stamp, count)
        };
        Ok(())
    }
}
