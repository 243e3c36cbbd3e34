//! The decision on every field of every record: whether it leaves, and what is searched for in it.
//!
//! A field without a line here does not leave, and a test fails until somebody decides.

use yihu_domain::Noun;

use super::Decision::{self, Code, Each, Free, Identity, Plain, Stays};

/// A field and the decision on it.
pub(super) type Field = (&'static str, Decision);

/// At the head of every record.
const HEAD: [Field; 4] = [("id", Code), ("bureau", Code), ("revision", Code), ("removed", Code)];

const BUREAU: &[Field] = &[
    ("name", Plain),
    ("short_name", Plain),
    ("stream", Code),
    ("demo", Code),
    // How this desk reads its ledgers: nobody else's business.
    ("mappings", Stays),
    // The State Council's, and everybody's.
    ("calendars", Stays),
    // Beside each figure its formula stands.
    ("supervision", Stays),
    ("class_rules", Stays),
];

const STAFF: &[Field] = &[
    ("full_name", Identity),
    // The city keeps its own register of people; numbers are not needed to count hours.
    ("id_number", Stays),
    ("mobile", Stays),
    ("department", Plain),
    ("post", Plain),
    ("law_certificate_no", Code),
    ("inspection_certificate_no", Code),
    ("certificate_valid_to", Code),
    ("internal_full_time", Code),
    ("joined_on", Code),
    ("state", Code),
    ("remark", Free("备注")),
    // Why a doubted number was kept is for whoever holds the paper.
    ("reasons", Stays),
];

const RETAILER: &[Field] = &[
    // A shop is often called by its owner's name, who may be a namesake.
    ("trade_name", Plain),
    ("owner_name", Identity),
    ("owner_id_number", Identity),
    ("uscc", Code),
    ("business_registration_no", Code),
    ("holder_type", Plain),
    ("address", Plain),
    ("town", Plain),
    ("village", Plain),
    ("phone", Identity),
    ("format", Plain),
    ("market", Code),
    ("class", Code),
    ("class_reason", Free("分类依据")),
    ("class_on", Code),
    ("class_by", Identity),
    ("class_rule", Code),
    // What this bureau did not follow of its own rules.
    ("class_kept", Stays),
    ("special_care", Free("特殊群体")),
    ("remark", Free("备注")),
    ("reasons", Stays),
    ("merged_into", Code),
];

const LICENCE: &[Field] = &[
    ("licence_no", Code),
    ("retailer", Code),
    ("scope", Plain),
    ("supplier", Plain),
    ("issued_on", Code),
    ("valid_from", Code),
    ("valid_to", Code),
    ("state", Code),
    ("upstream_no", Code),
    ("remark", Free("备注")),
];

const MATTER: &[Field] = &[
    ("kind", Code),
    ("licence_no", Code),
    // A shop is often called by its owner's name, who may be a namesake.
    ("holder", Plain),
    ("licence", Code),
    ("retailer", Code),
    ("ordered_on", Code),
    ("applied_on", Code),
    ("supplement_on", Code),
    ("supplemented_on", Code),
    ("accepted_on", Code),
    ("handler", Identity),
    ("checked_on", Code),
    ("checkers", Identity),
    ("promised_days", Code),
    ("extended_days", Code),
    ("extension_reason", Free("延长理由")),
    ("decided_on", Code),
    ("decision", Code),
    ("decision_no", Code),
    ("approver", Identity),
    ("delivered_on", Code),
    ("suspended_from", Code),
    ("suspended_to", Code),
    // A name, an address, an identity number: the city has them in its own system.
    ("changed_from", Stays),
    ("changed_to", Stays),
    ("changes", Stays),
    ("new_licence_no", Code),
    ("reissued", Code),
    ("loss", Code),
    ("valid_from", Code),
    ("valid_to", Code),
    ("reason", Free("事由")),
    ("remark", Free("备注")),
];

const MEASURE: &[Field] =
    &[("kind", Code), ("on", Code), ("agencies", Plain), ("case_no", Code), ("note", Free("处理结果"))];

const VENDOR: &[Field] = &[
    // A namesake of somebody who reported trades without a licence as well.
    ("name", Identity),
    ("trade_name", Plain),
    ("id_number", Identity),
    ("phone", Identity),
    ("address", Plain),
    ("town", Plain),
    ("format", Plain),
    ("found_on", Code),
    ("found_how", Code),
    ("inspectors", Identity),
    ("seen", Free("现场情况")),
    ("measures", Each(MEASURE)),
    ("state", Code),
    ("retailer", Code),
    ("remark", Free("备注")),
    ("reasons", Stays),
];

const INSPECTION: &[Field] = &[
    ("inspected_on", Code),
    ("begun", Code),
    ("ended", Code),
    ("mode", Code),
    ("off_hours", Code),
    ("licence_no", Code),
    // A shop is often called by its owner's name, who may be a namesake.
    ("name", Plain),
    ("address", Plain),
    ("retailer", Code),
    ("vendor", Code),
    ("officers", Identity),
    ("lone_reason", Free("一人检查说明")),
    ("finding", Code),
    ("cause", Free("案由")),
    ("stock_sticks", Code),
    ("difference_sticks", Code),
    ("follow_up", Code),
    ("case_no", Code),
    ("next_on", Code),
    ("remark", Free("备注")),
];

const DIARY: &[Field] = &[
    ("diary_on", Code),
    ("officer", Identity),
    ("route", Free("走访路线")),
    ("content", Free("工作内容")),
    ("problems", Free("发现的问题")),
    ("state", Code),
    ("submitted_on", Code),
    ("approver", Identity),
    ("approved_on", Code),
    ("opinion", Free("审批意见")),
    ("returned_on", Code),
    ("return_reason", Free("退回原因")),
    ("remark", Free("备注")),
];

const CAMPAIGN: &[Field] = &[
    ("kind", Code),
    ("title", Free("名称")),
    ("from_on", Code),
    ("to_on", Code),
    ("place", Plain),
    ("agencies", Plain),
    ("officers", Identity),
    ("households_checked", Code),
    ("cases_found", Code),
    ("summary", Free("工作小结")),
    ("remark", Free("备注")),
];

const GOODS: &[Field] = &[
    ("brand", Plain),
    ("barcode", Code),
    ("sticks", Code),
    ("price_fen", Code),
    ("amount_fen", Code),
    ("authenticity", Plain),
    ("disposition", Plain),
];

const CASE: &[Field] = &[
    ("case_no", Code),
    ("cause", Free("案由")),
    ("procedure", Code),
    ("procedure_rule", Code),
    // “群众王某举报” is the very thing the wall is for.
    ("source", Free("案件来源")),
    ("party_name", Identity),
    ("party_id_number", Identity),
    ("party_address", Plain),
    ("licence_no", Code),
    ("retailer", Code),
    ("occurred_on", Code),
    ("filed_on", Code),
    ("investigated_on", Code),
    ("decided_on", Code),
    ("decision_no", Code),
    ("served_on", Code),
    ("closed_on", Code),
    ("archived_on", Code),
    ("officers", Identity),
    ("sticks", Code),
    ("value_fen", Code),
    ("fine_fen", Code),
    ("seized_sticks", Code),
    ("transferred_to", Free("移送情况")),
    ("transferred_on", Code),
    ("reviewed", Code),
    ("sued", Code),
    ("goods", Each(GOODS)),
    ("facts", Free("案情摘要")),
    ("remark", Free("备注")),
    ("reasons", Stays),
];

/// Category, dates, outcome, timing and the summary written for those outside; nothing that was taken down.
const HOTLINE: &[Field] = &[
    // The province's system finds the caller by it.
    ("upstream_no", Stays),
    ("channel", Stays),
    ("received_at", Code),
    ("dispatched_at", Code),
    ("category", Code),
    ("anonymous", Stays),
    ("informant", Stays),
    ("content", Stays),
    ("summary", Free("摘要")),
    ("target_name", Stays),
    ("target_address", Stays),
    ("retailer", Stays),
    ("handler", Stays),
    ("due_on", Code),
    ("result", Stays),
    ("outcome", Code),
    ("closed_on", Code),
    ("feedback", Stays),
    ("case", Stays),
    ("remark", Stays),
];

const ATTENDANCE: &[Field] = &[("staff", Code), ("tenths", Code)];

const TRAINING: &[Field] = &[
    ("held_on", Code),
    ("topic", Free("培训内容")),
    ("mode", Plain),
    ("lecturer", Identity),
    ("place", Plain),
    ("tenths", Code),
    ("attendance", Each(ATTENDANCE)),
    ("remark", Free("备注")),
];

const ATTACHMENT: &[Field] = &[
    ("of_noun", Code),
    ("of_id", Code),
    ("slot", Free("题名")),
    ("sha256", Code),
    // Whoever scanned may have named the file after the person who reported.
    ("file_name", Stays),
    ("media_type", Code),
    ("bytes", Code),
    ("pages", Code),
];

const INDICATOR: &[Field] = &[
    ("code", Code),
    ("name", Plain),
    ("numerator", Code),
    ("denominator", Code),
    ("value", Plain),
    ("target", Plain),
    ("ok", Code),
    ("formula", Plain),
    ("span", Plain),
];

const SELFCHECK: &[Field] = &[
    ("period", Code),
    ("indicators", Each(INDICATOR)),
    ("problems", Free("发现的问题")),
    ("signed_by", Identity),
    ("signed_at", Code),
];

/// The decisions on a noun's own fields; none for a noun whose records stay whole.
const fn own(noun: Noun) -> Option<&'static [Field]> {
    Some(match noun {
        Noun::Bureau => BUREAU,
        Noun::Staff => STAFF,
        Noun::Retailer => RETAILER,
        Noun::Licence => LICENCE,
        Noun::Matter => MATTER,
        Noun::Vendor => VENDOR,
        Noun::Inspection => INSPECTION,
        Noun::Diary => DIARY,
        Noun::Campaign => CAMPAIGN,
        Noun::Case => CASE,
        Noun::Hotline => HOTLINE,
        Noun::Training => TRAINING,
        Noun::Attachment => ATTACHMENT,
        Noun::Selfcheck => SELFCHECK,
        // A bundle does not tell of bundles; who works with the archive is the bureau's own business.
        Noun::Bundle | Noun::User => return None,
    })
}

/// The decisions on all fields of a noun; none for a noun whose records stay whole.
pub(super) fn of(noun: Noun) -> Option<impl Iterator<Item = &'static Field>> {
    own(noun).map(|own| HEAD.iter().chain(own))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use yihu_domain::{
        Record, attachment::Attachment, bureau::Bureau, campaign::Campaign, case::Case, diary::Diary, hotline::Hotline,
        inspection::Inspection, licence::Licence, matter::Matter, retailer::Retailer, selfcheck::Selfcheck,
        staff::Staff, training::Training, vendor::Vendor,
    };

    use super::*;

    const ID: &str = "01937c4e-8a00-7000-8000-000000000001";

    /// A record of a noun with all its fields and everything in its lists, as its type writes it.
    fn whole(noun: Noun) -> Value {
        fn written<T: Record>(own: &Value) -> Value {
            let mut value = json!({"id": ID, "bureau": "610522", "revision": 1, "removed": false});
            for (name, field) in own.as_object().unwrap() {
                value[name] = field.clone();
            }
            serde_json::to_value(serde_json::from_value::<T>(value).unwrap()).unwrap()
        }
        match noun {
            Noun::Bureau => written::<Bureau>(&json!({"name": "", "stream": "A", "demo": false, "mappings": {}})),
            Noun::Staff => written::<Staff>(&json!({"full_name": "", "internal_full_time": true, "state": "in_post",
                "reasons": {"id_number": ""}})),
            Noun::Retailer => written::<Retailer>(&json!({"trade_name": "", "owner_name": "", "address": "",
                "reasons": {"phone": ""}, "merged_into": ID, "class_on": "2026-11-01", "class_by": "甲",
                "class_rule": "clean", "class_kept": {"on": "2026-11-01", "by": "甲", "reason": "", "to": "monitored",
                "mark": ""}})),
            Noun::Licence => written::<Licence>(&json!({"licence_no": "", "retailer": ID, "state": "active"})),
            Noun::Matter => written::<Matter>(&json!({"kind": "renewal", "holder": "", "checkers": ["甲", "乙"],
                "changes": {"address": {"from": null, "to": ""}}, "new_licence_no": "", "reissued": "both",
                "loss": "lost"})),
            Noun::Vendor => written::<Vendor>(&json!({"name": "", "address": "", "found_on": "2026-11-01",
                "found_how": "report", "inspectors": ["甲"], "state": "warned", "reasons": {"phone": ""},
                "measures": [{"kind": "warning", "on": "2026-11-02", "agencies": ["公安"]}]})),
            Noun::Inspection => written::<Inspection>(&json!({"inspected_on": "2026-11-01", "mode": "night",
                "off_hours": true, "name": "", "officers": ["甲", "乙"], "finding": "normal", "vendor": ID})),
            Noun::Diary => {
                written::<Diary>(&json!({"diary_on": "2026-11-01", "officer": "甲", "content": "", "state": "draft"}))
            }
            Noun::Campaign => written::<Campaign>(
                &json!({"kind": "special", "title": "", "from_on": "2026-11-01", "officers": ["甲"]}),
            ),
            Noun::Case => {
                written::<Case>(&json!({"case_no": "潼烟立〔2026〕第1号", "cause": "", "procedure": "ordinary",
                "procedure_rule": "2023", "party_name": "", "officers": ["甲"], "reviewed": false, "sued": false,
                "goods": [{"brand": "", "sticks": 200}], "reasons": {"party_id_number": ""}}))
            }
            Noun::Hotline => written::<Hotline>(
                &json!({"received_at": "2026-11-01T00:00:00Z", "category": "report", "anonymous": true}),
            ),
            Noun::Training => written::<Training>(&json!({"held_on": "2026-11-01", "topic": "", "tenths": 40,
                "attendance": [{"staff": ID, "tenths": 40}]})),
            Noun::Attachment => {
                written::<Attachment>(&json!({"of_noun": "case", "of_id": ID, "slot": "", "sha256": "",
                "file_name": "", "media_type": "", "bytes": 1, "pages": 1}))
            }
            Noun::Selfcheck => written::<Selfcheck>(&json!({"period": "2026-11", "problems": ["无"],
                "indicators": [{"code": "", "name": "", "numerator": 1, "value": "", "target": "", "formula": "", "span": ""}]})),
            Noun::Bundle | Noun::User => Value::Null,
        }
    }

    #[test]
    fn every_field_of_every_record_is_decided_and_every_decision_has_its_field() {
        fn compare(place: &str, value: &Value, fields: &mut dyn Iterator<Item = &'static Field>) {
            let fields: Vec<_> = fields.collect();
            let decided: BTreeSet<&str> = fields.iter().map(|(name, _)| *name).collect();
            let there: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(there, decided, "{place}");
            for (name, decision) in fields {
                let inner = &value[name];
                let objects = inner.as_array().into_iter().flatten().chain([inner]).any(Value::is_object);
                match decision {
                    Each(inner_fields) => compare(name, &inner[0], &mut inner_fields.iter()),
                    Stays => {}
                    _ => assert!(!objects, "{place}.{name} holds records and is decided as one text"),
                }
            }
        }
        for noun in Noun::ALL {
            match of(noun) {
                Some(mut fields) => compare(noun.word(), &whole(noun), &mut fields),
                None => assert!(matches!(noun, Noun::Bundle | Noun::User)),
            }
        }
    }

    #[test]
    fn what_was_taken_down_of_a_report_stays() {
        let leaving: BTreeSet<&str> =
            of(Noun::Hotline).unwrap().filter(|(_, it)| !matches!(it, Stays)).map(|(name, _)| *name).collect();
        let allowed = [
            "bureau",
            "category",
            "closed_on",
            "dispatched_at",
            "due_on",
            "id",
            "outcome",
            "received_at",
            "removed",
            "revision",
            "summary",
        ];
        assert_eq!(leaving, BTreeSet::from(allowed));
    }
}
