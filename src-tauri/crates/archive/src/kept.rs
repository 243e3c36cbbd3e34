//! What a user keeps for herself: forms typed and not saved, the look of her lists.
//!
//! A form of a hotline record may say who reported: it is kept behind the wall, or without its informant fields.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{Error, Kind, Noun, Result, day, rights::Right};
use yihu_store::{Access, Key, Store, kept};

use crate::{
    Archive,
    record::{Draft, KeptDraft},
    session::ARCHIVE_DB,
};

/// Longest preference that is kept, in bytes: a look of a list has some hundred.
const LONGEST: usize = 64 << 10;

/// A form that was typed and not saved, as the workbench lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DraftInfo {
    /// Of which noun
    pub noun: Noun,
    /// Of which record; none when it is not stored yet
    pub id: Option<String>,
    /// What a clerk calls it
    pub title: String,
    /// When it was last typed into
    pub at: String,
}

impl Archive {
    /// Keeps a form, in place of the one kept before.
    pub fn draft_put(&mut self, noun: Noun, id: Option<&str>, draft: Draft) -> Result<()> {
        self.require(Right::to_edit(noun))?;
        let (record, mut draft) = (record_id(id)?, draft);
        let json = |draft: &Draft| {
            serde_json::to_string(draft).map_err(|e| Error::internal("未保存的内容暂存不了，请尽快保存。").because(e))
        };
        // Any form may name who reported, before its warning is read.
        let named = self.informants.is_some() && self.wall()?.betrays(&json(&draft)?);
        let behind_the_wall = self.informants.is_some() && (noun == Noun::Hotline || named);
        if noun == Noun::Hotline && !behind_the_wall {
            draft.fields.retain(|field, _| !field.starts_with("informant"));
        }
        let kept = kept::Draft { noun, record, at: self.clock.now(), json: json(&draft)? };
        let user = self.session.user.clone();
        match &mut self.informants {
            Some(informants) if behind_the_wall => {
                informants.keep_draft(&user, &kept)?;
                self.store.drop_draft(&user, noun, record)
            }
            Some(informants) => {
                informants.drop_draft(&user, noun, record)?;
                self.store.keep_draft(&user, &kept)
            }
            None => self.store.keep_draft(&user, &kept),
        }
    }

    /// Lets go of a form.
    pub fn draft_drop(&mut self, noun: Noun, id: Option<&str>) -> Result<()> {
        self.require(Right::to_edit(noun))?;
        let (record, user) = (record_id(id)?, self.session.user.clone());
        if let Some(informants) = &mut self.informants {
            informants.drop_draft(&user, noun, record)?;
        }
        self.store.drop_draft(&user, noun, record)
    }

    /// Lists the forms that the user typed and did not save, the latest first.
    pub fn draft_list(&self) -> Result<Vec<DraftInfo>> {
        self.require(Right::Read)?;
        self.drafts()?.into_iter().map(|kept| self.draft_info(&kept)).collect()
    }

    /// The form kept for a record, or for a new one.
    pub(crate) fn kept_draft(&self, noun: Noun, id: Option<Uuid>) -> Result<Option<KeptDraft>> {
        let user = &self.session.user;
        let walled = match &self.informants {
            Some(informants) => informants.find_draft(user, noun, id)?,
            None => None,
        };
        let kept = match walled {
            None => self.store.find_draft(user, noun, id)?,
            found => found,
        };
        let Some(kept) = kept else { return Ok(None) };
        let at = day::minute(kept.at);
        Ok(Some(KeptDraft { at, draft: read(&kept)? }))
    }

    fn drafts(&self) -> Result<Vec<kept::Draft>> {
        let mut drafts = self.store.drafts(&self.session.user)?;
        if let Some(informants) = &self.informants {
            drafts.extend(informants.drafts(&self.session.user)?);
            drafts.sort_by_key(|kept| std::cmp::Reverse(kept.at));
        }
        Ok(drafts)
    }

    fn draft_info(&self, kept: &kept::Draft) -> Result<DraftInfo> {
        let title = if kept.record == Some(Uuid::nil()) {
            format!("粘贴录入的{}", kept.noun.title())
        } else if let Some(id) = kept.record {
            self.title_of(kept.noun, id)?
        } else {
            let draft = read(kept)?;
            let named = ["trade_name", "case_no", "target_name", "full_name", "topic", "party_name", "name"];
            let name = named.iter().filter_map(|field| draft.fields.get(*field)).find(|text| !text.is_empty());
            name.cloned().unwrap_or_else(|| format!("新增{}", kept.noun.title()))
        };
        let at = day::minute(kept.at);
        Ok(DraftInfo { noun: kept.noun, id: kept.record.map(|id| id.to_string()), title, at })
    }

    /// Reads a preference of the user.
    pub fn preference_get(&self, key: &str) -> Result<Option<String>> {
        self.require(Right::Read)?;
        self.store.preference(&self.session.user, key)
    }

    /// Keeps a preference of the user.
    pub fn preference_put(&mut self, key: &str, json: &str) -> Result<()> {
        self.require(Right::Read)?;
        if key.is_empty() || key.len() > 200 || json.len() > LONGEST {
            return Err(Error::invalid("这项个人设置太大，没有保存：请少存几个视图。"));
        }
        if serde_json::from_str::<serde::de::IgnoredAny>(json).is_err() {
            return Err(Error::invalid("这项个人设置读不懂，没有保存。"));
        }
        // A list remembers what it was searched for.
        if self.informants.is_some() && self.wall()?.betrays(json) {
            return Err(Error::invalid("条件里有举报人的姓名、电话或证件号，没有记下：查完请清除这个条件。"));
        }
        let user = self.session.user.clone();
        if self.access() == Access::Write {
            return self.store.keep_preference(&user, key, json);
        }
        match Store::open(&self.dir.join(ARCHIVE_DB), &Key::new(*self.secrets.data_key()), Access::Write) {
            Ok(mut store) => store.keep_preference(&user, key, json),
            // Somebody else is writing; how a list looks is no record.
            Err(error) if error.kind == Kind::Conflict => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Reads an id as the window has it.
pub(crate) fn record_id(id: Option<&str>) -> Result<Option<Uuid>> {
    id.map(|id| id.parse().map_err(|_| Error::not_found("没有这条记录，请刷新列表后再试。"))).transpose()
}

fn read(kept: &kept::Draft) -> Result<Draft> {
    let failed = |e| Error::internal("暂存的内容读不出，请重新填写。").because(e);
    let mut draft: Value = serde_json::from_str(&kept.json).map_err(failed)?;
    // An older program knew no measures.
    if let Some(fields) = draft.as_object_mut() {
        fields.entry("measures").or_insert_with(|| Value::Array(Vec::new()));
    }
    serde_json::from_value(draft).map_err(failed)
}
