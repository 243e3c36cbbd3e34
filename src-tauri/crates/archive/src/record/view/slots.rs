//! The documents of a record: those that have a titled place, and the others.

use yihu_domain::{
    Result,
    attachment::{Attachment, Tick},
    campaign::PAPERS,
    case::{Case, CaseDocument, CaseStage},
    clarity::Clarity,
    day,
    inspection::RECORD,
};

use super::super::{AttachmentInfo, Slot, draft::Stored};
use crate::{Archive, assets};

/// What may be put beside a diary.
const DIARY: [&str; 2] = ["走访照片", "签字原件"];

/// By which article a visit at which something was found has its record.
const RECORD_ARTICLE: &str = "行政处罚法第55条：检查应当制作笔录；结果异常的应有";

/// What may be put beside a visit besides its record.
const PHOTOS: [&str; 3] = ["门头照片", "柜台照片", "盘库清点表"];

impl Archive {
    /// The slots of a record, filled or not, and what lies in none of them.
    pub(super) fn slots(&self, stored: &Stored) -> Result<(Vec<Slot>, Vec<AttachmentInfo>)> {
        let mut slots: Vec<Slot> = match stored {
            Stored::Retailer(..) => titled(assets::retailer_slots(), true),
            Stored::Vendor(_) => {
                [titled(assets::vendor_slots(), true), titled(assets::vendor_papers(), false)].concat()
            }
            Stored::Inspection(it) => {
                let mut all = [titled([RECORD], it.needs_record()), titled(PHOTOS, false)].concat();
                if let Some(record) = all.first_mut() {
                    RECORD_ARTICLE.clone_into(&mut record.article);
                }
                all
            }
            Stored::Case(it) => assets::case_documents()?.of(it).map(|document| of_case(it, document)).collect(),
            Stored::Diary(_) => titled(DIARY, false),
            Stored::Campaign(_) => titled(PAPERS, true),
            Stored::Matter(it) => {
                let documents = assets::licence_rules()?.of(it.kind).map(|rule| rule.documents.clone());
                titled(documents.iter().flatten().map(String::as_str), true)
            }
            _ => Vec::new(),
        };
        let mut loose = Vec::new();
        for it in self.store.attachments_of(stored.noun(), stored.id())? {
            let info = self.attachment_info(&it)?;
            match slots.iter_mut().find(|slot| slot.title == it.slot && slot.attachment.is_none()) {
                Some(slot) => slot.attachment = Some(info),
                None => loose.push(info),
            }
        }
        Ok((slots, loose))
    }

    /// A document with who put it there, and how many earlier ones lie under it.
    fn attachment_info(&self, it: &Attachment) -> Result<AttachmentInfo> {
        let put = self.put(it)?;
        let (put_at, put_by) = put.last.unzip();
        Ok(AttachmentInfo {
            id: it.head.id.to_string(),
            slot: it.slot.clone(),
            file_name: it.file_name.clone(),
            media_type: it.media_type.clone(),
            bytes: u32::try_from(it.bytes).unwrap_or(u32::MAX),
            pages: u32::try_from(it.pages).unwrap_or(u32::MAX),
            put_at: put_at.map(day::minute).unwrap_or_default(),
            put_by: put_by.unwrap_or_default(),
            legible: it.legible.as_ref().map(said).unwrap_or_default(),
            matching: it.matching.as_ref().map(said).unwrap_or_default(),
            doubts: it.clarity.as_ref().map(Clarity::doubts).unwrap_or_default(),
            elsewhere: self.elsewhere(it)?,
            mended: it.mending.as_ref().map(|made| made.says(it.pages)).unwrap_or_default(),
            earlier: put.earlier,
            sha256: it.sha256.clone(),
        })
    }
}

/// Empty slots of these titles.
fn titled<'a>(titles: impl IntoIterator<Item = &'a str>, required: bool) -> Vec<Slot> {
    let slot = |title: &str| Slot {
        title: title.to_owned(),
        required,
        later: String::new(),
        article: String::new(),
        attachment: None,
    };
    titles.into_iter().map(slot).collect()
}

/// The empty slot of a document of a case: asked for once the case has come that far.
fn of_case(case: &Case, it: &CaseDocument) -> Slot {
    let required = it.is_required(case);
    Slot {
        title: it.title.clone(),
        required,
        later: it.stage.filter(|_| !required).map(CaseStage::later).unwrap_or_default().to_owned(),
        article: it.says(),
        attachment: None,
    }
}

/// A tick in words.
fn said(tick: &Tick) -> String {
    format!("{} {}", day::minute(tick.at), tick.by)
}
