//! A scan in its slot (附件): the slot names the document, the bytes are named by their SHA-256.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Head, Noun};

/// One file attached to one record, in a titled slot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// Which noun it belongs to
    pub of_noun: Noun,
    /// Which record it belongs to
    pub of_id: Uuid,
    /// 题名: the document this slot asks for, e.g. 营业执照
    pub slot: String,
    /// SHA-256 of the plain bytes, hex; also the name of the encrypted file
    pub sha256: String,
    /// 原文件名
    pub file_name: String,
    /// `image/jpeg`, `image/png` or `application/pdf`
    pub media_type: String,
    /// Size of the plain file, in bytes
    pub bytes: i64,
    /// 页数
    pub pages: i64,
}

crate::record!(Attachment, Attachment, |it| it.slot.clone());
