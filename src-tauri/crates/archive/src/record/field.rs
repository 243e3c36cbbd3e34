//! Which fields a noun has for the window: the ledger's titles, and what a form and a list must know beside them.

use yihu_domain::{
    Noun, Result,
    campaign::CampaignKind,
    case::Procedure,
    class::Rule,
    diary::DiaryState,
    hotline::Category,
    inspection::{Finding, FollowUp, Mode},
    licence::LicenceState,
    matter::{Copies, Decision, Loss, MatterKind},
    retailer::{Class, Market},
    rights::Right,
    staff::{Staff, StaffState},
    vendor::{Discovery, VendorState},
};
use yihu_exchange::sheet::ledger::{self, Kind};
use yihu_store::{Compare, Filter};

use super::{Field, FieldKind, applicant};
use crate::{Archive, records::word};

/// The columns that are computed when they are shown: name, title.
pub(super) const DOCUMENTS: (&str, &str) = ("documents", "应备资料");
pub(super) const VISITS: (&str, &str) = ("visits", "当日检查");
pub(super) const DURING: (&str, &str) = ("during", "期间专项检查");
pub(super) const RENEWAL: (&str, &str) = ("renewal_by", "最迟申请延续");
pub(super) const STAGE: (&str, &str) = ("stage", "进度");
pub(super) const DAYS_LEFT: (&str, &str) = ("days_left", "处罚决定期限");
pub(super) const TIME_LEFT: (&str, &str) = ("overdue", "时限");
pub(super) const HOURS_YEAR: (&str, &str) = ("hours_year", "本年课时");

/// The cells of a row in which the measures about a vendor stand.
pub(super) const MEASURE: [&str; 5] = ["measure", "measured_on", "agencies", "case_no", "result"];

/// 状态 of the file of one who was never granted a licence; no state of a licence.
pub(super) const NEVER: &str = "未发证";

/// Fields in which the bureau's own people are named; others may be named too.
const NAMES_STAFF: [(Noun, &str); 11] = [
    (Noun::Retailer, "class_by"),
    (Noun::Matter, "handler"),
    (Noun::Matter, "checkers"),
    (Noun::Matter, "approver"),
    (Noun::Vendor, "inspectors"),
    (Noun::Inspection, "officers"),
    (Noun::Diary, "officer"),
    (Noun::Campaign, "officers"),
    (Noun::Case, "officers"),
    (Noun::Hotline, "handler"),
    (Noun::Training, "lecturer"),
];

/// What becomes of a diary: it is handed in and approved, and stands in no form.
const JUDGED: [&str; 7] =
    ["state", "submitted_on", "approver", "approved_on", "opinion", "returned_on", "return_reason"];

impl Archive {
    /// The fields of a noun that has a list page, in the order in which a form has them.
    pub fn record_fields(&self, noun: Noun) -> Result<Vec<Field>> {
        self.require(Right::Read)?;
        super::require_page(noun)?;
        let mut fields = fields(noun);
        let named: Vec<_> = fields.iter_mut().filter(|it| NAMES_STAFF.contains(&(noun, it.name.as_str()))).collect();
        if !named.is_empty() {
            let in_post = Filter::all().and("state", Compare::Equals, "in_post").sort("full_name", false);
            let people: Vec<String> =
                self.store.list::<Staff>(&in_post)?.rows.into_iter().map(|it| it.full_name).collect();
            for field in named {
                field.choices.clone_from(&people);
            }
        }
        Ok(fields)
    }
}

/// The fields of a noun; none for one without a list page.
pub(crate) fn fields(noun: Noun) -> Vec<Field> {
    let mut all: Vec<Field> = ledger::fields(noun).iter().map(|it| of_ledger(noun, it)).collect();
    let computed: &[(&str, &str)] = match noun {
        Noun::Retailer => &[RENEWAL, DOCUMENTS],
        Noun::Matter => &[STAGE, TIME_LEFT],
        Noun::Diary => &[VISITS, TIME_LEFT],
        Noun::Campaign => &[STAGE, DURING, DOCUMENTS],
        Noun::Case => &[DAYS_LEFT, DOCUMENTS],
        Noun::Hotline => &[TIME_LEFT],
        Noun::Staff => &[HOURS_YEAR],
        _ => &[],
    };
    all.extend(of_applicant(noun).map(|it| Field { listed: false, sortable: false, filtered: false, ..it }));
    all.extend(computed.iter().map(|(name, title)| Field {
        name: (*name).to_owned(),
        title: (*title).to_owned(),
        kind: FieldKind::Text,
        choices: Vec::new(),
        required: false,
        listed: true,
        sortable: false,
        filtered: false,
        form: false,
        secret: false,
    }));
    all
}

/// What the form of a matter asks of who applies for a first licence: fields of the retailer that is made.
fn of_applicant(noun: Noun) -> impl Iterator<Item = Field> {
    let asked = move |it: &&ledger::Field| noun == Noun::Matter && applicant::FIELDS.contains(&it.name);
    ledger::fields(Noun::Retailer)
        .iter()
        .filter(asked)
        .map(|it| of_ledger(Noun::Retailer, it))
        .map(|it| Field { required: false, ..it })
}

/// The ledger's field of that name; of a matter also what it asks of an applicant.
fn ledger_field(noun: Noun, name: &str) -> Option<(Noun, &'static ledger::Field)> {
    let of = |noun: Noun| ledger::fields(noun).iter().find(|it| it.name == name).map(|it| (noun, it));
    let asked = noun == Noun::Matter && applicant::FIELDS.contains(&name);
    of(noun).or_else(|| of(Noun::Retailer).filter(|_| asked))
}

/// The kind of one field; none when the noun has no such field.
pub(super) fn kind_of(noun: Noun, name: &str) -> Option<FieldKind> {
    ledger_field(noun, name).map(|(noun, it)| kind(noun, it))
}

/// What people call a field; its name when the noun has no such field.
pub(crate) fn title_of(noun: Noun, name: &str) -> &str {
    ledger_field(noun, name).map_or(name, |(_, it)| it.title)
}

/// Whether a field lives behind the informant wall.
pub(super) fn is_secret(name: &str) -> bool {
    name.starts_with("informant")
}

/// Whether it is what a change makes of an item: all of them are kept as one, and read as 变更前 and 变更后.
pub(super) fn is_of_change(noun: Noun, name: &str) -> bool {
    noun == Noun::Matter && name.starts_with("to_")
}

fn of_ledger(noun: Noun, it: &ledger::Field) -> Field {
    let kind = kind(noun, it);
    let secret = is_secret(it.name);
    // Who attended stands in lines of its own, and 合计 is their sum; so do measures, and 状态 is what they leave.
    let lines = noun == Noun::Vendor && MEASURE.contains(&it.name);
    let state = (noun, it.name) == (Noun::Vendor, "state");
    let computed = matches!(it.name, "attendance" | "total") || lines;
    let of_change = is_of_change(noun, it.name);
    let plain = !secret && !computed && !of_change;
    Field {
        name: it.name.to_owned(),
        title: it.title.to_owned(),
        kind,
        choices: choices(noun, it.name).into_iter().map(str::to_owned).collect(),
        required: required(noun).contains(&it.name),
        listed: !secret && !of_change,
        // A million visits are put in order by what has an index, and by nothing else.
        sortable: plain
            && !matches!(kind, FieldKind::Long | FieldKind::People)
            && (noun != Noun::Inspection || it.name == "inspected_on"),
        filtered: plain,
        form: !(computed || state || noun == Noun::Diary && JUDGED.contains(&it.name)),
        secret,
    }
}

/// Without which a draft is refused.
const fn required(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Retailer => &["trade_name", "owner_name", "address", "licence_no"],
        Noun::Matter => &["kind", "holder"],
        Noun::Vendor => &["name", "address", "found_on", "found_how"],
        Noun::Inspection => &["inspected_on", "name", "officers", "finding"],
        Noun::Diary => &["diary_on", "officer", "content"],
        Noun::Campaign => &["kind", "title", "from_on"],
        Noun::Case => &["case_no", "cause", "party_name", "officers"],
        Noun::Hotline => &["received_at", "category"],
        Noun::Staff => &["full_name"],
        Noun::Training => &["held_on", "topic", "hours"],
        _ => &[],
    }
}

fn kind(noun: Noun, it: &ledger::Field) -> FieldKind {
    if noun == Noun::Vendor && MEASURE.contains(&it.name) {
        // A cell may hold several.
        return FieldKind::Text;
    }
    match it.name {
        "owner_id_number" | "to_owner_id_number" | "party_id_number" | "id_number" | "informant_id_number" => {
            return FieldKind::IdCard;
        }
        "licence_no" | "new_licence_no" => return FieldKind::LicenceNo,
        "phone" | "mobile" | "informant_phone" => return FieldKind::Phone,
        "uscc" => return FieldKind::Uscc,
        "case_no" => return FieldKind::CaseNo,
        "reviewed" | "sued" | "internal_full_time" | "off_hours" => return FieldKind::YesNo,
        "content" | "summary" | "result" | "feedback" | "facts" | "problems" | "seen" => return FieldKind::Long,
        _ => {}
    }
    match it.kind {
        Kind::Text if !choices(noun, it.name).is_empty() => FieldKind::Choice,
        Kind::Text => FieldKind::Text,
        Kind::Remark => FieldKind::Long,
        Kind::Day => FieldKind::Day,
        Kind::Instant => FieldKind::Instant,
        Kind::Sticks => FieldKind::Sticks,
        Kind::Money => FieldKind::Money,
        Kind::Hours => FieldKind::Hours,
        Kind::People => FieldKind::People,
    }
}

/// The words that may stand in a field.
pub(super) fn choices(noun: Noun, name: &str) -> Vec<&'static str> {
    choice_words(noun, name).into_iter().map(|(title, _)| title).collect()
}

/// The words that may stand in a field, and how each is stored.
pub(super) fn choice_words(noun: Noun, name: &str) -> Vec<(&'static str, String)> {
    fn words<T: serde::Serialize>(
        all: impl IntoIterator<Item = T>,
        title: impl Fn(&T) -> &'static str,
    ) -> Vec<(&'static str, String)> {
        all.into_iter().filter_map(|it| Some((title(&it), word(&it)?))).collect()
    }
    match (noun, name) {
        (Noun::Retailer, "class") => words(Class::ALL, |it| it.title()),
        (Noun::Retailer, "class_rule") => words(Rule::ALL, |it| it.title()),
        (Noun::Retailer, "market") => words([Market::Town, Market::Country], |it| it.title()),
        (Noun::Retailer, "holder_type") => words(["个体", "企业", "组织"], |it| it),
        (Noun::Retailer, "state") => words(LicenceState::ALL, |it| it.title()),
        (Noun::Matter, "to_holder_type") => words(["个体", "企业", "组织"], |it| it),
        (Noun::Matter, "reissued") => words(Copies::ALL, |it| it.title()),
        (Noun::Matter, "loss") => words(Loss::ALL, |it| it.title()),
        (Noun::Matter, "kind") => words(MatterKind::ALL, |it| it.title()),
        (Noun::Matter, "decision") => words(Decision::ALL, |it| it.title()),
        (Noun::Vendor, "found_how") => words(Discovery::ALL, |it| it.title()),
        (Noun::Vendor, "state") => words(VendorState::ALL, |it| it.title()),
        (Noun::Inspection, "mode") => words(Mode::ALL, |it| it.title()),
        (Noun::Inspection, "finding") => words(Finding::ALL, |it| it.title()),
        (Noun::Inspection, "follow_up") => words(FollowUp::ALL, |it| it.title()),
        (Noun::Campaign, "kind") => words(CampaignKind::ALL, |it| it.title()),
        (Noun::Diary, "state") => words(DiaryState::ALL, |it| it.title()),
        (Noun::Case, "procedure") => words([Procedure::Ordinary, Procedure::Simple], |it| it.title()),
        (Noun::Hotline, "category") => words(Category::ALL, |it| it.title()),
        (Noun::Staff, "state") => {
            words([StaffState::InPost, StaffState::MovedAway, StaffState::Retired], |it| it.title())
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noun_with_a_page_has_fields_with_titles_and_no_name_twice() {
        for noun in super::super::PAGES {
            let all = fields(noun);
            let names: std::collections::BTreeSet<_> = all.iter().map(|f| f.name.as_str()).collect();
            assert_eq!(names.len(), all.len(), "{noun}");
            assert!(all.iter().all(|f| !f.title.is_ascii()), "{noun}");
            assert!(all.iter().all(|f| (f.kind == FieldKind::Choice) != f.choices.is_empty()), "{noun}");
            for needed in required(noun) {
                assert!(all.iter().any(|f| f.name == *needed && f.required && f.form), "{noun}: {needed}");
            }
        }
        assert!(fields(Noun::Bundle).is_empty());
    }

    #[test]
    fn who_reported_is_never_listed_nor_asked_for() {
        let secret: Vec<_> = fields(Noun::Hotline).into_iter().filter(|f| f.secret).collect();
        assert_eq!(secret.len(), 4);
        assert!(secret.iter().all(|f| !f.listed && !f.filtered && !f.sortable && f.form));
    }
}
