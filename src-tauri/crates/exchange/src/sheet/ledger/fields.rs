//! Which fields a ledger of each noun can fill, and under which headers clerks keep them.
//!
//! A field is named like its draft's. Spaces, brackets, `*`, 编号/号码/号 and 时间/日期 need no synonym: headers are
//! compared after `header::canonical`.

mod campaign;
mod case;
mod diary;
mod hotline;
mod inspection;
mod matter;
mod retailer;
mod staff;
mod training;
mod vendor;

use yihu_domain::Noun;

/// How the cells of a field are to be read from a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words
    Text,
    /// Words that may run on: several such columns are joined
    Remark,
    /// A day
    Day,
    /// A day with a time
    Instant,
    /// Cigarettes, in 条 unless the header says otherwise
    Sticks,
    /// Money, in 元 unless the header says otherwise
    Money,
    /// Class hours
    Hours,
    /// Names of people; several such columns are joined
    People,
}

/// One field that a ledger can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the draft
    pub name: &'static str,
    /// Its canonical header
    pub title: &'static str,
    /// Other headers that surely mean it, the likelier first, a space between two
    pub synonyms: &'static str,
    /// Headers that mean it where no other column does, a space between two; `*` stands for anything
    pub weak: &'static str,
    /// How its cells are read
    pub kind: Kind,
    /// Whether a sheet without it is not this ledger
    pub required_for_recognition: bool,
    /// Whether it is a number people say, whose digits must not be lost
    pub identifier: bool,
}

impl Field {
    const fn new(name: &'static str, title: &'static str, synonyms: &'static str) -> Self {
        Self { name, title, synonyms, weak: "", kind: Kind::Text, required_for_recognition: false, identifier: false }
    }

    const fn weak(mut self, weak: &'static str) -> Self {
        self.weak = weak;
        self
    }

    const fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    const fn required(mut self) -> Self {
        self.required_for_recognition = true;
        self
    }

    const fn identifier(mut self) -> Self {
        self.identifier = true;
        self
    }
}

/// The fields that a ledger of `noun` has; none for nouns that have no ledger.
///
/// A retailer's ledger fills the retailer and its licence. A ledger of matters is taken out and not read in: what has
/// been decided moved the licence when it was.
pub fn fields(noun: Noun) -> &'static [Field] {
    match noun {
        Noun::Retailer | Noun::Licence => &retailer::FIELDS,
        Noun::Matter => &matter::FIELDS,
        Noun::Vendor => &vendor::FIELDS,
        Noun::Inspection => &inspection::FIELDS,
        Noun::Diary => &diary::FIELDS,
        Noun::Campaign => &campaign::FIELDS,
        Noun::Case => &case::FIELDS,
        Noun::Hotline => &hotline::FIELDS,
        Noun::Training => &training::FIELDS,
        Noun::Staff => &staff::FIELDS,
        _ => &[],
    }
}

/// The nouns whose ledgers are read in.
pub(super) const NOUNS: [Noun; 9] = [
    Noun::Retailer,
    Noun::Vendor,
    Noun::Inspection,
    Noun::Diary,
    Noun::Campaign,
    Noun::Case,
    Noun::Hotline,
    Noun::Training,
    Noun::Staff,
];

/// The licence number, wherever a ledger has it.
const LICENCE_NO: Field = Field::new(
    "licence_no",
    "许可证号",
    "烟草专卖零售许可证号 零售许可证号 专卖零售许可证号 烟草专卖许可证号 专卖许可证号 烟草许可证号 \
        卷烟零售许可证号 烟草证号 专卖证号 零售证号 持证号 证号 许可证 零售许可证 烟草专卖零售许可证 \
        烟草专卖许可证",
)
.weak("*许可证号 *专卖证号")
.identifier();

/// What a ledger has at its end.
const REMARK: Field =
    Field::new("remark", "备注", "备注说明 附注 备考 其他说明").weak("说明 其他 备注*").kind(Kind::Remark);

/// An id number under any header that names the card.
const ANY_ID_CARD: &str = "*身份证号 *身份证 *身份证件号 证件号 有效证件号";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Map, Value};
    use yihu_domain::{
        campaign::CampaignDraft, case::CaseDraft, diary::DiaryDraft, hotline::HotlineDraft,
        inspection::InspectionDraft, licence::LicenceDraft, matter::MatterDraft, retailer::RetailerDraft,
        staff::StaffDraft, training::TrainingDraft, vendor::VendorDraft,
    };

    use super::*;

    /// A sheet has no place for reasons.
    fn keys(draft: &impl serde::Serialize) -> BTreeSet<String> {
        let draft = serde_json::to_value(draft).unwrap();
        draft.as_object().unwrap().keys().filter(|key| *key != "reasons").cloned().collect()
    }

    #[test]
    fn fields_are_named_like_those_of_the_drafts() {
        let retailer: BTreeSet<String> =
            keys(&RetailerDraft::default()).union(&keys(&LicenceDraft::default())).cloned().collect();
        // A case's goods are lines of their own; no ledger of cases has them in its row.
        let case: BTreeSet<String> = keys(&CaseDraft::default()).into_iter().filter(|k| k != "goods").collect();
        let all = [
            (Noun::Retailer, retailer),
            (Noun::Matter, keys(&MatterDraft::default())),
            (Noun::Vendor, keys(&VendorDraft::default())),
            (Noun::Inspection, keys(&InspectionDraft::default())),
            (Noun::Diary, keys(&DiaryDraft::default())),
            (Noun::Campaign, keys(&CampaignDraft::default())),
            (Noun::Case, case),
            (Noun::Hotline, keys(&HotlineDraft::default())),
            (Noun::Training, keys(&TrainingDraft::default())),
            (Noun::Staff, keys(&StaffDraft::default())),
        ];
        for (noun, expected) in all {
            let got: BTreeSet<String> = fields(noun).iter().map(|f| f.name.to_owned()).collect();
            assert_eq!(got, expected, "{noun}");
        }
    }

    #[test]
    fn a_row_of_text_becomes_a_draft() {
        let row = |noun: Noun| {
            let texts = fields(noun).iter().filter(|f| f.name != "attendance");
            Value::Object(texts.map(|f| (f.name.to_owned(), Value::String(f.title.to_owned()))).collect::<Map<_, _>>())
        };
        let retailer: RetailerDraft = serde_json::from_value(row(Noun::Retailer)).unwrap();
        assert_eq!(retailer.trade_name, "企业（字号）名称");
        let licence: LicenceDraft = serde_json::from_value(row(Noun::Retailer)).unwrap();
        assert_eq!(licence.valid_to, "有效期至");
        let case: CaseDraft = serde_json::from_value(row(Noun::Case)).unwrap();
        assert_eq!(case.sticks, "涉案卷烟");
        let hotline: HotlineDraft = serde_json::from_value(row(Noun::Hotline)).unwrap();
        assert_eq!(hotline.informant_name, "来电来访人");
        let training: TrainingDraft = serde_json::from_value(row(Noun::Training)).unwrap();
        assert_eq!(training.total, "合计");
        let staff: StaffDraft = serde_json::from_value(row(Noun::Staff)).unwrap();
        assert_eq!(staff.post, "岗位");
    }
}
