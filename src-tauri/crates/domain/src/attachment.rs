//! A scan in its slot (附件): the slot names the document, the bytes are named by their SHA-256.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Head, Noun, Result, clarity::Clarity, mending::Mending};

/// A tick with a name: who looked at a scan, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// Who
    pub by: String,
    /// When
    pub at: DateTime<Utc>,
}

/// What is asked of whoever looks at a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// 看得清吗
    Legible,
    /// 是这份吗: whether the content is what the slot's title says
    Matching,
}

impl Question {
    /// The question as it is asked.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Legible => "看得清吗",
            Self::Matching => "是这份吗",
        }
    }
}

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
    /// `image/jpeg`, `image/png`, `image/tiff` or `application/pdf`
    pub media_type: String,
    /// Size of the plain file, in bytes
    pub bytes: i64,
    /// 页数
    pub pages: i64,
    /// 看得清吗: who said yes
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legible: Option<Tick>,
    /// 是这份吗: who said yes, having looked at it beside the slot's title
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<Tick>,
    /// 清晰度, as measured when it was put in; none where its pixels could not be had
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clarity: Option<Clarity>,
    /// 修整: from which scan this one was made, and how; none where it lies as it came
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mending: Option<Mending>,
}

impl Attachment {
    /// SHA-256 of the scan as it came.
    pub fn source(&self) -> &str {
        self.mending.as_ref().map_or(&self.sha256, |it| &it.original)
    }

    /// Whether both questions were answered with yes.
    pub const fn is_checked(&self) -> bool {
        self.legible.is_some() && self.matching.is_some()
    }

    /// Answers a question, or takes the answer back. An answer that stands is not given anew.
    ///
    /// That it is the right document is for a second person to say: `put_by` is who put it there. Who is `alone` in
    /// the bureau answers for both, under one name that shows it.
    pub fn tick(&mut self, question: Question, yes: Option<Tick>, put_by: &str, alone: bool) -> Result<()> {
        let place = match question {
            Question::Legible => &mut self.legible,
            Question::Matching => &mut self.matching,
        };
        if let Some(tick) = &yes
            && question == Question::Matching
            && tick.by == put_by
            && !alone
        {
            return Err(Error::denied(format!(
                "“{}”是您自己放入的：“是这份吗”要请另一位同事登录、看过以后再勾。",
                self.slot
            )));
        }
        if place.is_some() != yes.is_some() {
            *place = yes;
        }
        Ok(())
    }
}

crate::record!(Attachment, Attachment, |it| it.slot.clone());

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{Id, Kind};

    fn scan() -> Attachment {
        Attachment {
            head: Head::new(Id::new(Uuid::from_u128(1)), "619999"),
            of_noun: Noun::Retailer,
            of_id: Uuid::from_u128(2),
            slot: "营业执照".to_owned(),
            sha256: "0".repeat(64),
            file_name: "营业执照.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            bytes: 1,
            pages: 1,
            legible: None,
            matching: None,
            clarity: None,
            mending: None,
        }
    }

    fn tick(by: &str) -> Option<Tick> {
        let at = NaiveDate::from_ymd_opt(2026, 11, 27)?.and_hms_opt(1, 0, 0)?.and_utc();
        Some(Tick { by: by.to_owned(), at })
    }

    #[test]
    fn whoever_put_a_scan_there_cannot_say_that_it_is_the_right_one() {
        use Question::{Legible, Matching};
        for (question, by, alone, may) in [
            (Legible, "王芳", false, true),
            (Legible, "李强", false, true),
            (Matching, "王芳", false, false),
            (Matching, "王芳", true, true),
            (Matching, "李强", false, true),
        ] {
            let mut it = scan();
            let told = it.tick(question, tick(by), "王芳", alone);
            assert_eq!(told.as_ref().map_err(|e| e.kind).err(), (!may).then_some(Kind::Denied), "{question:?} {by}");
            assert_eq!(it.legible.is_some() || it.matching.is_some(), may, "{question:?} {by}");
        }
    }

    #[test]
    fn an_answer_stands_until_it_is_taken_back_and_takes_no_room_where_there_is_none() {
        let mut it = scan();
        assert!(!serde_json::to_string(&it).unwrap().contains("legible"));
        it.tick(Question::Legible, tick("李强"), "王芳", false).unwrap();
        it.tick(Question::Legible, tick("赵敏"), "王芳", false).unwrap();
        assert_eq!(it.legible.as_ref().map(|t| t.by.as_str()), Some("李强"));
        assert!(!it.is_checked());
        it.tick(Question::Matching, tick("李强"), "王芳", false).unwrap();
        assert!(it.is_checked());
        // Who put it there may take back what another said: that is no second look.
        it.tick(Question::Matching, None, "王芳", false).unwrap();
        assert!(it.matching.is_none());
    }
}
