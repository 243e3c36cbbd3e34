//! Which field of which record may leave, and how it is searched for informants. What is not listed stays.

mod fields;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Map, Value};
use sha2::Sha256;
use uuid::{Builder, Uuid};
use yihu_domain::{Noun, text};

use crate::wall::Wall;
use fields::Field;

/// Whether a field leaves, and what is searched for in it.
#[derive(Debug, Clone, Copy)]
enum Decision {
    /// Stays in the archive
    Stays,
    /// Leaves: an id, a date, a number given by an office, a word from a list; nothing to be searched
    Code,
    /// Leaves: who a person is of his own right, though he may have reported too, or be a namesake
    Identity,
    /// Leaves, unless a phone or identity number of an informant stands in it; namesakes may
    Plain,
    /// Leaves, unless anything of an informant stands in it; what a clerk calls the field
    Free(&'static str),
    /// Leaves as a list of records with fields of their own
    Each(&'static [Field]),
}

/// The export profile: allow-lists of fields, and the key under which hotline records change their ids.
#[derive(Clone)]
pub struct Profile {
    key: [u8; 32],
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Profile")
    }
}

impl Profile {
    /// Makes the profile; `key` is the archive's secret for hotline ids, the same for ever.
    pub const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// The record as it may leave; none when it stays whole, as a scan of a hotline record does.
    pub fn redact(&self, noun: Noun, record: &Value) -> Option<Value> {
        let hotline = Noun::Hotline.word();
        if noun == Noun::Attachment && record.get("of_noun").and_then(Value::as_str) == Some(hotline) {
            return None;
        }
        let mut leaving = allowed(record.as_object()?, &mut fields::of(noun)?);
        if let Some(id) = leaving.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok()) {
            leaving.insert("id".to_owned(), Value::String(self.id(noun, id).to_string()));
        }
        Some(Value::Object(leaving))
    }

    /// The id under which a record is known outside: for a hotline record a keyed digest, so that nobody finds the
    /// report by it who comes to see the archive.
    pub fn id(&self, noun: Noun, id: Uuid) -> Uuid {
        if noun != Noun::Hotline {
            return id;
        }
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return Uuid::nil() };
        mac.update(noun.word().as_bytes());
        mac.update(id.as_bytes());
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Builder::from_custom_bytes(bytes).into_uuid()
    }

    /// The fields of a record, as it leaves, in which an informant shows: as a clerk calls them, each once.
    pub fn leaks(&self, noun: Noun, leaving: &Value, wall: &Wall) -> Vec<&'static str> {
        let mut found = Vec::new();
        if let (Some(fields), Some(record)) = (fields::of(noun), leaving.as_object()) {
            search(record, &mut fields.into_iter(), wall, &mut found);
        }
        // What goes out of a report is written for outside: it has no number or name even of one who is not known.
        let summary = leaving.get("summary").and_then(Value::as_str).filter(|_| noun == Noun::Hotline);
        if summary.is_some_and(|text| !text::hints(text).is_empty()) {
            found.push("摘要");
        }
        found.dedup();
        found
    }
}

/// What leaves of a record, by name: one order whatever order the record came in.
fn allowed(record: &Map<String, Value>, fields: &mut dyn Iterator<Item = &'static Field>) -> Map<String, Value> {
    let mut leaving: Vec<(&str, Value)> = Vec::new();
    for (name, decision) in fields {
        let Some(value) = record.get(*name) else { continue };
        match decision {
            Decision::Stays => {}
            Decision::Each(inner) => leaving.push((name, each(value, inner))),
            _ => leaving.push((name, value.clone())),
        }
    }
    leaving.sort_by_key(|(name, _)| *name);
    leaving.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn each(value: &Value, fields: &'static [Field]) -> Value {
    let items = value.as_array().into_iter().flatten().filter_map(Value::as_object);
    Value::Array(items.map(|item| Value::Object(allowed(item, &mut fields.iter()))).collect())
}

fn search(
    record: &Map<String, Value>,
    fields: &mut dyn Iterator<Item = &'static Field>,
    wall: &Wall,
    found: &mut Vec<&'static str>,
) {
    for (name, decision) in fields {
        let Some(value) = record.get(*name) else { continue };
        match decision {
            Decision::Stays | Decision::Code | Decision::Identity => {}
            Decision::Plain => {
                if texts(value).any(|text| wall.betrays_number(text)) {
                    found.push("文字");
                }
            }
            Decision::Free(title) => {
                if texts(value).any(|text| wall.betrays(text)) {
                    found.push(title);
                }
            }
            Decision::Each(inner) => {
                for item in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
                    search(item, &mut inner.iter(), wall, found);
                }
            }
        }
    }
}

/// A text, or the texts of a list.
fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().chain([value]).filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use yihu_domain::hotline::Informant;

    use super::*;

    const ID: &str = "01937c4e-8a00-7000-8000-000000000001";

    fn wall() -> Wall {
        let (name, phone) = (Some("白秀浩".to_owned()), Some("17807267447".to_owned()));
        Wall::new([Informant { name, phone, ..Informant::default() }]).unwrap()
    }

    #[test]
    fn a_field_nobody_decided_on_stays() {
        let profile = Profile::new([7; 32]);
        let case =
            json!({"id": ID, "case_no": "1", "secret_new_field": "x", "goods": [{"brand": "b", "seen_by": "y"}]});
        assert_eq!(
            profile.redact(Noun::Case, &case),
            Some(json!({"id": ID, "case_no": "1", "goods": [{"brand": "b"}]}))
        );
        assert_eq!(profile.redact(Noun::Bundle, &json!({"id": ID})), None);
        assert_eq!(profile.redact(Noun::Case, &json!("no record")), None);
    }

    #[test]
    fn a_hotline_record_leaves_under_another_id_without_what_was_taken_down() {
        let (profile, other) = (Profile::new([7; 32]), Profile::new([8; 32]));
        let hotline =
            json!({"id": ID, "content": "白秀浩说", "informant": "00", "summary": "反映售假", "category": "report"});
        let leaving = profile.redact(Noun::Hotline, &hotline).unwrap();
        assert_eq!(leaving["summary"], "反映售假");
        assert!(leaving.get("content").is_none() && leaving.get("informant").is_none());
        let id: Uuid = leaving["id"].as_str().unwrap().parse().unwrap();
        assert_ne!(id.to_string(), ID);
        assert_eq!(profile.redact(Noun::Hotline, &hotline).unwrap()["id"], leaving["id"]);
        assert_ne!(other.redact(Noun::Hotline, &hotline).unwrap()["id"], leaving["id"]);
    }

    #[test]
    fn a_scan_of_a_hotline_record_stays() {
        let profile = Profile::new([7; 32]);
        let scan = |of: &str| profile.redact(Noun::Attachment, &json!({"id": ID, "of_noun": of, "file_name": "x.jpg"}));
        assert_eq!(scan("hotline"), None);
        assert_eq!(scan("case"), Some(json!({"id": ID, "of_noun": "case"})));
    }

    #[test]
    fn informants_are_found_in_free_texts_and_namesakes_are_left_alone() {
        let (profile, wall) = (Profile::new([7; 32]), wall());
        for (noun, record, found) in [
            (
                Noun::Retailer,
                json!({"owner_name": "白秀浩", "phone": "17807267447", "trade_name": "白秀浩商店"}),
                vec![],
            ),
            (Noun::Retailer, json!({"address": "西街 178 0726 7447"}), vec!["文字"]),
            (
                Noun::Retailer,
                json!({"remark": "白秀浩举报", "class_reason": "１７８０７２６７４４７"}),
                vec!["分类依据", "备注"],
            ),
            (Noun::Case, json!({"officers": ["白秀浩"], "source": "群众白 秀浩举报"}), vec!["案件来源"]),
            (Noun::Case, json!({"goods": [{"brand": "17807267447"}]}), vec!["文字"]),
            (Noun::Hotline, json!({"summary": "回电139 0000 1111"}), vec!["摘要"]),
            (Noun::Hotline, json!({"summary": "举报人张建国反映"}), vec!["摘要"]),
            (Noun::Hotline, json!({"summary": "反映白秀兰的店"}), vec![]),
            (Noun::Selfcheck, json!({"problems": ["无", "白秀浩反映"]}), vec!["发现的问题"]),
        ] {
            assert_eq!(profile.leaks(noun, &record, &wall), found, "{record}");
        }
    }
}
