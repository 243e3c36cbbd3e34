//! Both sides of the wall: whoever a record points to is there and unchanged, and nobody else is.

use std::collections::BTreeSet;

use yihu_domain::{
    Id, Noun, Result, error,
    hotline::{Hotline, Informant},
    text,
};

use super::VerifyReport;
use crate::{Archive, Watch, session::INFORMANTS_DB};

/// Pages of a database.
const PAGE: u64 = 4096;

impl Archive {
    /// Compares the informants' database with the digests in the records and their log. Names nobody.
    ///
    /// Without its key only the file itself can be looked at.
    pub(super) fn verify_informants(&self, report: &mut VerifyReport, watch: &Watch<'_>) -> Result<()> {
        let Some(informants) = &self.informants else {
            let file = std::fs::metadata(self.dir.join(INFORMANTS_DB));
            let length = file.map_err(|e| error::io("读取举报人库", e))?.len();
            if length == 0 || !length.is_multiple_of(PAGE) {
                report.find("informants_cut", None, "举报人库文件不完整：请用最近的备份恢复。");
            }
            return Ok(());
        };
        for it in informants.verify()? {
            report.find(&it.code, it.of, format!("举报人库：{}", it.message));
        }
        let mut known = self.store.informant_digests()?;
        let (mut there, mut count, mut orphans) = (BTreeSet::new(), 0, 0);
        informants.each(|hotline, digest, informant| {
            watch.go_on()?;
            count += 1;
            let of = Some((Noun::Hotline, hotline.uuid()));
            if self.secrets.informant_digest(&informant)? != digest {
                report.find("informant_differs", of, "举报人库里有一条内容与登记时不符：请用最近的备份恢复。");
            }
            orphans += usize::from(!known.contains(&digest));
            if self.betrays(hotline, &informant)? {
                report.find("informant_in_text", of, betrayed(hotline));
            }
            there.insert((hotline, digest));
            Ok(())
        })?;
        report.count("informant", count);
        if orphans > 0 {
            let message =
                format!("举报人库里有{orphans}条没有记录指向：多半是断电留下的，不影响使用，下次导入时自动清理。");
            report.find("informant_orphan", None, message);
        }
        self.store.each_with_void::<Hotline>(|record| {
            let Some(digest) = record.informant else { return Ok(()) };
            known.remove(&digest);
            if !there.contains(&(record.head.id, digest)) {
                let of = Some((Noun::Hotline, record.head.id.uuid()));
                report.find("informant_missing", of, "这条12313记录的举报人在举报人库里不见了：请用最近的备份恢复。");
            }
            Ok(())
        })?;
        // What only the log still names: an undo would want it back.
        for (_, digest) in &there {
            known.remove(digest);
        }
        if !known.is_empty() {
            let message = format!("有{}位早先登记的举报人在举报人库里不见了：请用备份比对。", known.len());
            report.find("informant_missing", None, message);
        }
        Ok(())
    }

    /// Whether a text of the record names who reported (X19): what came in before texts were veiled.
    fn betrays(&self, hotline: Id<Hotline>, informant: &Informant) -> Result<bool> {
        let Some(it) = self.store.find::<Hotline>(hotline)?.filter(|it| !it.head.removed) else { return Ok(false) };
        let traces = text::Traces::new(informant.traces());
        let texts = [&it.content, &it.summary, &it.result, &it.feedback, &it.remark];
        Ok(texts.into_iter().flatten().any(|text| traces.betrayed_by(text)))
    }
}

/// Says so, and names nobody.
fn betrayed(hotline: Id<Hotline>) -> String {
    let veil = text::VEIL;
    format!("12313记录（{hotline}）的文字里写有举报人的姓名或联系方式：请打开修改，再保存一次，入库时会改成“{veil}”。")
}
