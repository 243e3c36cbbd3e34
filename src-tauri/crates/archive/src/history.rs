//! The history of a record, from the change log: what each change was, in the words of the form, and the way back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result,
    attachment::{Attachment, Question, Tick},
    bundle::Bundle,
    bureau::Bureau,
    campaign::{Campaign, CampaignDraft},
    case::{Case, CaseDraft},
    check::Reasons,
    class::Rule,
    day,
    diary::{Diary, DiaryDraft},
    hotline::{Hotline, HotlineDraft},
    hours,
    inspection::{Inspection, InspectionDraft},
    licence::{Licence, LicenceDraft},
    matter::{Matter, MatterDraft},
    retailer::{Retailer, RetailerDraft},
    rights::Right,
    selfcheck::Selfcheck,
    staff::{Staff, StaffDraft},
    sticks,
    training::{Training, TrainingDraft},
    user::User,
    vendor::{Vendor, VendorDraft},
};
use yihu_exchange::sheet;
use yihu_store::{Entry, Filter, Removed, Writer};

use crate::{Archive, Difference, Done, kept::record_id, record::title_of, records::value};

/// One version of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct VersionKey {
    /// Of which noun
    pub noun: Noun,
    /// Of which record
    pub id: String,
    /// Which
    pub revision: u32,
}

/// One change in a record's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Version {
    /// What to return to; none for the version that is in force
    pub key: Option<VersionKey>,
    /// When
    pub at: String,
    /// Who
    pub by: String,
    /// As which operation
    pub op: String,
    /// Its id
    pub op_id: String,
    /// Whether the record was made by it
    pub made: bool,
    /// Of which noun the changed record is: a retailer's history has its licences' and scans' too
    pub noun: Noun,
    /// The noun as a clerk says it
    pub noun_title: String,
    /// By whom and when it was undone; empty while it stands
    pub undone: String,
    /// What differs from the version before
    pub differences: Vec<Difference>,
}

/// A field's title and its text as people read it, by field name.
type Words = BTreeMap<String, (String, String)>;

impl Archive {
    /// The history of a record, newest first; a retailer's has its licences' and its scans' in it.
    pub fn record_history(&self, noun: Noun, id: &str) -> Result<Vec<Version>> {
        self.require(Right::Read)?;
        let id = record_id(Some(id))?.unwrap_or_default();
        let mut of = vec![(noun, id)];
        if noun == Noun::Retailer {
            let licences =
                Filter::all().removed(Removed::All).and("retailer", yihu_store::Compare::Equals, id.to_string());
            of.extend(self.store.list::<Licence>(&licences)?.rows.iter().map(|it| (Noun::Licence, it.head.id.uuid())));
        }
        let scans = Filter::all().removed(Removed::All).and("of_noun", yihu_store::Compare::Equals, noun.word()).and(
            "of_id",
            yihu_store::Compare::Equals,
            id.to_string(),
        );
        of.extend(self.store.list::<Attachment>(&scans)?.rows.iter().map(|it| (Noun::Attachment, it.head.id.uuid())));
        let mut entries = Vec::new();
        for (noun, id) in of {
            let own = self.store.history(noun, id)?;
            let last = own.last().map_or(0, |entry| entry.seq);
            entries.extend(own.into_iter().map(|entry| (entry.seq == last, entry)));
        }
        if entries.is_empty() {
            return Err(Error::not_found(format!("没有这条{}记录，请刷新列表后再试。", noun.title())));
        }
        entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.seq));
        entries.iter().map(|(in_force, entry)| self.version(entry, *in_force)).collect()
    }

    fn version(&self, entry: &Entry, in_force: bool) -> Result<Version> {
        let revision = u32::try_from(entry.revision).unwrap_or(u32::MAX);
        let key = VersionKey { noun: entry.noun, id: entry.record.to_string(), revision };
        Ok(Version {
            key: (!in_force).then_some(key),
            at: day::minute(entry.at),
            by: entry.by.clone(),
            op: entry.op.clone(),
            op_id: entry.op_id.to_string(),
            made: entry.before.is_none(),
            noun: entry.noun,
            noun_title: entry.noun.title().to_owned(),
            undone: self.undone_words(entry.op_id)?,
            differences: self.entry_differences(entry)?,
        })
    }

    fn undone_words(&self, op_id: Uuid) -> Result<String> {
        let Some(undoing) = self.store.undoing_of(op_id)? else { return Ok(String::new()) };
        let undoing = self.store.find_operation(undoing)?;
        Ok(undoing.map(|it| format!("{} {}", day::minute(it.at), it.by)).unwrap_or_default())
    }

    /// What an entry changed, field by field; the fields that were filled, where it made the record.
    pub(crate) fn entry_differences(&self, entry: &Entry) -> Result<Vec<Difference>> {
        let before = match &entry.before {
            Some(before) => self.words(entry.noun, before)?,
            None => Words::new(),
        };
        let after = self.words(entry.noun, &entry.after)?;
        let order = order(entry.noun);
        let mut differences = Vec::new();
        for field in before.keys().chain(after.keys().filter(|field| !before.contains_key(*field))) {
            let (old, new) = (before.get(field), after.get(field));
            let text = |it: Option<&(String, String)>| it.map(|(_, text)| text.clone()).unwrap_or_default();
            if text(old) != text(new) {
                let title = new.or(old).map(|(title, _)| title.clone()).unwrap_or_default();
                let (before, after) = match field.as_str() {
                    "informant" => veiled(old, new),
                    // Its digest says that it is another scan, and nothing to a clerk.
                    "scan" if old.is_none() => continue,
                    "scan" => ("原来的扫描件".to_owned(), "换成了另一份扫描件".to_owned()),
                    _ => (text(old), text(new)),
                };
                differences.push(Difference { field: field.clone(), title, before, after });
            }
        }
        differences.sort_by_key(|it| order.iter().position(|name| *name == it.field).unwrap_or(usize::MAX));
        Ok(differences)
    }

    /// A record as its form shows it, and what no form shows but a history does.
    fn words(&self, noun: Noun, json: &str) -> Result<Words> {
        let mut words = match noun {
            Noun::Retailer => {
                let it = read::<Retailer>(json)?;
                let mut words = with_reasons(titled(noun, &RetailerDraft::from(&it))?, noun, &it.reasons);
                if let Some(into) = it.merged_into {
                    put(&mut words, "merged_into", "已并入", &self.title_of(noun, into.uuid())?);
                }
                if let Some(kept) = &it.class_kept {
                    let said = format!("{} {}：建议列为{}，{}", kept.on, kept.by, kept.to.title(), kept.reason);
                    put(&mut words, "class_kept", "分类保持不变", &said);
                }
                words
            }
            Noun::Licence => titled(noun, &LicenceDraft::from(&read::<Licence>(json)?))?,
            Noun::Staff => {
                let it = read::<Staff>(json)?;
                with_reasons(titled(noun, &StaffDraft::from(&it))?, noun, &it.reasons)
            }
            Noun::Matter => self.matter_words(&read(json)?)?,
            Noun::Vendor => self.vendor_words(&read(json)?)?,
            Noun::Inspection => self.inspection_words(&read(json)?)?,
            Noun::Diary => titled(noun, &DiaryDraft::from(&read::<Diary>(json)?))?,
            Noun::Campaign => titled(noun, &CampaignDraft::from(&read::<Campaign>(json)?))?,
            Noun::Case => self.case_words(&read(json)?)?,
            Noun::Hotline => self.hotline_words(&read(json)?)?,
            Noun::Training => self.training_words(&read(json)?)?,
            Noun::Attachment => attachment_words(&read(json)?),
            Noun::Bureau => bureau_words(&read(json)?),
            Noun::Selfcheck => one("period", "月份", &read::<Selfcheck>(json)?.period),
            Noun::Bundle => one("bundle", "数据包", &read::<Bundle>(json)?.title()),
            Noun::User => user_words(&read(json)?),
        };
        if serde_json::from_str::<Value>(json).is_ok_and(|record| record["removed"] == true) {
            put(&mut words, "removed", "作废", "已作废");
        }
        Ok(words)
    }

    fn case_words(&self, case: &Case) -> Result<Words> {
        let mut words = with_reasons(titled(Noun::Case, &CaseDraft::from(case))?, Noun::Case, &case.reasons);
        let goods = case.goods.iter().map(|it| format!("{} {}", it.brand, sticks::write(it.sticks)));
        put(&mut words, "goods", "涉案物品", &goods.collect::<Vec<_>>().join("；"));
        self.put_link(&mut words, "retailer", Noun::Retailer, case.retailer.map(Id::uuid))?;
        Ok(words)
    }

    fn matter_words(&self, matter: &Matter) -> Result<Words> {
        let mut words = titled(Noun::Matter, &MatterDraft::from(matter))?;
        self.put_link(&mut words, "retailer", Noun::Retailer, matter.retailer.map(Id::uuid))?;
        Ok(words)
    }

    fn vendor_words(&self, it: &Vendor) -> Result<Words> {
        let mut words = with_reasons(titled(Noun::Vendor, &VendorDraft::from(it))?, Noun::Vendor, &it.reasons);
        self.put_link(&mut words, "retailer", Noun::Retailer, it.retailer.map(Id::uuid))?;
        Ok(words)
    }

    fn inspection_words(&self, it: &Inspection) -> Result<Words> {
        let mut words = titled(Noun::Inspection, &InspectionDraft::from(it))?;
        self.put_link(&mut words, "vendor", Noun::Vendor, it.vendor.map(Id::uuid))?;
        self.put_link(&mut words, "retailer", Noun::Retailer, it.retailer.map(Id::uuid))?;
        Ok(words)
    }

    fn hotline_words(&self, hotline: &Hotline) -> Result<Words> {
        let mut words = titled(Noun::Hotline, &HotlineDraft::from(hotline))?;
        // Compared by its digest, shown by its veil: who reported is told by nothing here.
        put(&mut words, "informant", "举报人信息", hotline.informant.as_deref().unwrap_or_default());
        self.put_link(&mut words, "retailer", Noun::Retailer, hotline.retailer.map(Id::uuid))?;
        self.put_link(&mut words, "case", Noun::Case, hotline.case.map(Id::uuid))?;
        Ok(words)
    }

    fn training_words(&self, training: &Training) -> Result<Words> {
        let mut words = titled(Noun::Training, &TrainingDraft::from(training))?;
        let mut present = Vec::new();
        for it in &training.attendance {
            present.push(format!("{} {}", self.title_of(Noun::Staff, it.staff.uuid())?, hours::write(it.tenths)));
        }
        put(&mut words, "attendance", "参训人员（课时）", &present.join("、"));
        Ok(words)
    }

    fn put_link(&self, words: &mut Words, field: &str, noun: Noun, id: Option<Uuid>) -> Result<()> {
        if let Some(id) = id {
            put(words, field, &format!("关联{}", noun.title()), &self.title_of(noun, id)?);
        }
        Ok(())
    }

    /// What a clerk calls a record, void or not.
    pub(crate) fn title_of(&self, noun: Noun, id: Uuid) -> Result<String> {
        fn of<T: Record>(archive: &Archive, id: Uuid) -> Result<Option<String>> {
            Ok(archive.store.find::<T>(Id::new(id))?.map(|record| record.title()))
        }
        let title = match noun {
            Noun::Retailer => of::<Retailer>(self, id)?,
            Noun::Licence => of::<Licence>(self, id)?,
            Noun::Matter => of::<Matter>(self, id)?,
            Noun::Vendor => of::<Vendor>(self, id)?,
            Noun::Inspection => of::<Inspection>(self, id)?,
            Noun::Diary => of::<Diary>(self, id)?,
            Noun::Campaign => of::<Campaign>(self, id)?,
            Noun::Case => of::<Case>(self, id)?,
            Noun::Hotline => of::<Hotline>(self, id)?,
            Noun::Staff => of::<Staff>(self, id)?,
            Noun::Training => of::<Training>(self, id)?,
            Noun::Attachment => of::<Attachment>(self, id)?,
            Noun::Selfcheck => of::<Selfcheck>(self, id)?,
            Noun::Bundle => of::<Bundle>(self, id)?,
            Noun::User => of::<User>(self, id)?,
            Noun::Bureau => of::<Bureau>(self, id)?,
        };
        Ok(title.unwrap_or_else(|| format!("（找不到的{}）", noun.title())))
    }

    /// Returns a record to an earlier version, as a new change.
    pub fn record_revert(&mut self, version: &VersionKey) -> Result<Done> {
        self.require(Right::to_edit(version.noun))?;
        let id = record_id(Some(&version.id))?.unwrap_or_default();
        let revision = i64::from(version.revision);
        let title = self.title_of(version.noun, id)?;
        if version.noun == Noun::Matter {
            self.require_same_effect(id, revision)?;
        }
        if version.noun == Noun::Diary {
            self.require_same_judgement(id, revision)?;
        }
        if version.noun == Noun::Vendor {
            self.require_same_tie(id, revision)?;
        }
        let stamp = self.stamp(format!("恢复{}“{title}”到第{revision}版", version.noun.title()));
        let before = self.store.last_change()?.map_or(0, |entry| entry.seq);
        self.store.write(&stamp, |w| match version.noun {
            Noun::Retailer => revert::<Retailer>(w, id, revision),
            Noun::Licence => revert::<Licence>(w, id, revision),
            Noun::Matter => revert::<Matter>(w, id, revision),
            Noun::Vendor => revert::<Vendor>(w, id, revision),
            Noun::Inspection => revert::<Inspection>(w, id, revision),
            Noun::Diary => revert::<Diary>(w, id, revision),
            Noun::Campaign => revert::<Campaign>(w, id, revision),
            Noun::Case => revert::<Case>(w, id, revision),
            Noun::Hotline => revert::<Hotline>(w, id, revision),
            Noun::Staff => revert::<Staff>(w, id, revision),
            Noun::Training => revert::<Training>(w, id, revision),
            Noun::Attachment => revert::<Attachment>(w, id, revision),
            Noun::User => Err(Error::conflict("用户不能恢复到从前：请到“用户”里更改岗位、停用或启用。")),
            Noun::Selfcheck | Noun::Bundle | Noun::Bureau => {
                Err(Error::conflict(format!("{}不能恢复到从前：它已经离开本局或已结月。", version.noun.title())))
            }
        })?;
        let after = self.store.last_change()?.map_or(0, |entry| entry.seq);
        Ok(Done::of(&stamp, usize::from(after > before)))
    }
}

fn revert<T: Record>(w: &mut Writer<'_>, id: Uuid, revision: i64) -> Result<()> {
    w.revert::<T>(Id::new(id), revision).map(drop)
}

fn read<T: Record>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|e| Error::damaged("操作日志里有一条读不出，请运行数据体检。").because(e))
}

/// The texts of a draft under the titles of its ledger; what is empty is left out.
fn titled(noun: Noun, draft: &impl Serialize) -> Result<Words> {
    let draft = value(draft)?;
    let mut words = Words::new();
    for field in sheet::ledger::fields(noun) {
        if let Some(text) = draft[field.name].as_str().filter(|text| !text.is_empty()) {
            put(&mut words, field.name, field.title, text);
        }
    }
    Ok(words)
}

/// What was kept although its check doubts it, and why.
fn with_reasons(mut words: Words, noun: Noun, reasons: &Reasons) -> Words {
    let said = reasons.iter().map(|(field, reason)| format!("{}：{reason}", title_of(noun, field)));
    put(&mut words, "reasons", "按原因保留", &said.collect::<Vec<_>>().join("；"));
    words
}

/// The order in which a history lists the fields of a noun: that of its ledger.
fn order(noun: Noun) -> Vec<&'static str> {
    sheet::ledger::fields(noun).iter().map(|field| field.name).collect()
}

fn put(words: &mut Words, field: &str, title: &str, text: &str) {
    if !text.is_empty() {
        words.insert(field.to_owned(), (title.to_owned(), text.to_owned()));
    }
}

fn one(field: &str, title: &str, text: &str) -> Words {
    let mut words = Words::new();
    put(&mut words, field, title, text);
    words
}

fn attachment_words(it: &Attachment) -> Words {
    let mut words = one("slot", "栏位", &it.slot);
    put(&mut words, "file_name", "文件", &it.file_name);
    put(&mut words, "pages", "页数", &it.pages.to_string());
    put(&mut words, "scan", "扫描件", &it.sha256);
    let said = |tick: &Option<Tick>| tick.as_ref().map(|it| format!("{} {}", day::minute(it.at), it.by));
    put(&mut words, "mending", "修整", &it.mending.as_ref().map(|made| made.says(it.pages)).unwrap_or_default());
    put(&mut words, "clarity", "清晰度", &it.clarity.map(|it| it.doubts().join("")).unwrap_or_default());
    put(&mut words, "legible", Question::Legible.title(), &said(&it.legible).unwrap_or_default());
    put(&mut words, "matching", Question::Matching.title(), &said(&it.matching).unwrap_or_default());
    words
}

fn user_words(it: &User) -> Words {
    let mut words = one("name", "用户名", &it.name);
    put(&mut words, "roles", "岗位", &it.roles.to_string());
    put(&mut words, "disabled", "停用", if it.disabled { "已停用" } else { "" });
    words
}

fn bureau_words(it: &Bureau) -> Words {
    let mut words = one("name", "单位名称", &it.name);
    put(&mut words, "short_name", "文号简称", it.short_name.as_deref().unwrap_or_default());
    put(&mut words, "stream", "数据流", &it.stream);
    let remembered: usize = it.mappings.values().map(BTreeMap::len).sum();
    put(&mut words, "mappings", "记住的表头", &format!("{remembered}个"));
    let years: Vec<String> = it.calendars.iter().map(|year| format!("{}年", year.year)).collect();
    let set = &it.supervision;
    let plan = format!(
        "重点{}个月、非重点{}个月、守法{}个月一次；净化率口径{}；日志提交后{}个工作日内审批；无证户发现后{}日内处理；集中整治每季度{}次、宣传每年{}次",
        set.key_monitored_months,
        set.monitored_months,
        set.law_abiding_months,
        set.purification.word(),
        set.approval_days,
        set.vendor_days,
        set.actions_a_quarter,
        set.publicity_a_year
    );
    put(&mut words, "supervision", "市场监管口径", &plan);
    let rules = &it.class_rules;
    let said =
        Rule::ALL.map(|rule| if rules.of(rule).on { rules.says(rule) } else { format!("{}：不用", rule.title()) });
    put(&mut words, "class_rules", "分类口径", &said.join("；"));
    put(&mut words, "calendars", "导入的节假日表", &years.join("、"));
    words
}

/// What may be told of an informant that changed.
fn veiled(before: Option<&(String, String)>, after: Option<&(String, String)>) -> (String, String) {
    let word = |it: Option<&(String, String)>, filled: &str| it.map_or(String::new(), |_| filled.to_owned());
    (word(before, "已保密"), word(after, if before.is_some() { "已更新（已保密）" } else { "已保密" }))
}
