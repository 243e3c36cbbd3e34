//! Claims about what can be wrong with a matter by itself.

use super::*;
use crate::check::{Checked, Severity};

fn check(fields: &str) -> Checked<Matter> {
    let mut json = serde_json::json!({"licence_no": "619999110007", "holder": "城关便利店"});
    for (field, text) in fields.split('|').filter_map(|it| it.split_once('=')) {
        json[field] = text.into();
    }
    let draft: MatterDraft = serde_json::from_value(json).unwrap();
    draft.check(Id::new(uuid::Uuid::from_u128(3)), "619999", "2026-11-27".parse().unwrap())
}

/// A matter that was granted, with more fields.
fn of(kind: &str, rest: &str) -> String {
    format!("kind={kind}|applied_on=2026-10-12|accepted_on=2026-10-13|decided_on=2026-11-02|decision=准予|{rest}")
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    told_at_its_field(&[
        ("applied_on=2026-10-12".to_owned(), "kind missing"),
        ("kind=停电|applied_on=2026-10-12".to_owned(), "kind unknown_kind"),
        ("kind=停业|licence_no=|applied_on=2026-10-12".to_owned(), "licence_no missing"),
        ("kind=新办|licence_no=|applied_on=2026-10-12".to_owned(), ""),
        ("kind=新办|holder=|applied_on=2026-10-12".to_owned(), "holder missing"),
        ("kind=停业".to_owned(), "applied_on missing"),
        ("kind=变更|ordered_on=2026-10-12".to_owned(), ""),
        ("kind=停业|ordered_on=2026-10-12|applied_on=2026-10-12".to_owned(), "ordered_on not_of_this_kind"),
        ("kind=停业|applied_on=2026-11-28".to_owned(), "applied_on future_date"),
        ("kind=停业|applied_on=2026-10-12|accepted_on=2026-10-11".to_owned(), "accepted_on dates_out_of_order"),
        ("kind=停业|applied_on=2026-10-12|supplemented_on=2026-10-13".to_owned(), "supplement_on missing"),
        ("kind=停业|applied_on=2026-10-12|delivered_on=2026-10-13".to_owned(), "decided_on missing"),
        ("kind=停业|applied_on=2026-10-12|decision=终止".to_owned(), "decided_on missing"),
        ("kind=停业|applied_on=2026-10-12|decided_on=2026-10-13".to_owned(), "decision missing"),
        ("kind=停业|applied_on=2026-10-12|decided_on=2026-10-13|decision=也许".to_owned(), "decision unknown_decision"),
        (
            "kind=补办|applied_on=2026-10-12|decided_on=2026-10-13|decision=准予|reissued=副本|loss=遗失".to_owned(),
            "accepted_on missing",
        ),
        ("kind=注销|applied_on=2026-10-12|decided_on=2026-10-13|decision=准予".to_owned(), ""),
        (of("补办", "reissued=副本|loss=遗失|decision=视为准予"), "decision not_of_this_kind"),
        (of("补办", "decision=不予受理|reason=缺件"), "decision already_accepted"),
        (
            "kind=收回|applied_on=2026-10-12|decided_on=2026-10-13|decision=不予受理|reason=缺件".to_owned(),
            "decision not_of_this_kind",
        ),
        (of("补办", "decision=不予"), "reason missing"),
        (of("补办", "reissued=副本|loss=遗失|checked_on=2026-10-14|checkers=段兰"), "checkers one_checker"),
        // The same person twice is one.
        (of("补办", "reissued=副本|loss=遗失|checked_on=2026-10-14|checkers=段兰、段 兰"), "checkers one_checker"),
        (of("补办", "reissued=副本|loss=丢失|checked_on=2026-10-14|checkers=段兰、黄平"), ""),
        (of("补办", "reissued=副本|loss=遗失|checkers=段兰、黄平"), "checked_on missing"),
        (of("补办", "reissued=副本|loss=遗失|extended_days=10"), "extension_reason missing"),
        (of("补办", "reissued=副本|loss=遗失|extended_days=11|extension_reason=多"), "extended_days days_form"),
        (of("补办", "reissued=副本|loss=遗失|promised_days=8个工作日"), ""),
        (of("补办", "reissued=副本|loss=遗失|promised_days=21"), "promised_days days_form"),
        (of("停业", "suspended_from=2026-11-05"), "suspended_to missing"),
        (of("停业", "suspended_from=2026-11-05|suspended_to=2027-11-05"), ""),
        (of("停业", "suspended_from=2026-11-05|suspended_to=2027-11-06"), "suspended_to over_a_year"),
        (of("停业", "suspended_from=2026-11-05|suspended_to=2026-11-04"), "suspended_to ends_before_start"),
        (of("补办", "reissued=副本|loss=遗失|suspended_from=2026-11-05"), "suspended_from not_of_this_kind"),
        // What is left blank is five years, beside the licence.
        (of("延续", ""), ""),
        (of("延续", "valid_from=2026-12-01|valid_to=2031-12-01"), ""),
        (of("延续", "valid_from=2026-12-01|valid_to=2031-12-02"), "valid_to over_five_years"),
        (of("补办", "reissued=副本|loss=遗失|valid_to=2031-12-02"), "valid_to not_of_this_kind"),
        (of("变更", "changed_from=正街1号"), "changed_to missing"),
        (of("变更", "changed_from=正街1号|changed_to=正街1号"), "changed_to nothing_changed"),
        (of("补办", "reissued=副本|loss=遗失|changed_from=正街1号"), "changed_from not_of_this_kind"),
    ]);
}

#[test]
fn what_only_a_change_a_renewal_or_a_paper_issued_anew_has_is_told_at_its_field() {
    told_at_its_field(&[
        (of("补办", ""), "reissued missing、loss missing"),
        (of("补办", "reissued=全部|loss=遗失"), "reissued unknown_word"),
        (of("变更", "reissued=副本|to_scope=卷烟"), "reissued not_of_this_kind"),
        (of("变更", "to_address=正街2号"), ""),
        (of("变更", "to_owner_id_number=123"), "to_owner_id_number id_length"),
        (of("延续", "to_address=正街2号"), "to_address not_of_this_kind"),
        (of("延续", "new_licence_no=619999110008"), ""),
        (
            of("停业", "new_licence_no=1|suspended_from=2026-11-05|suspended_to=2027-11-05"),
            "new_licence_no licence_length、new_licence_no not_of_this_kind",
        ),
    ]);
}

fn told_at_its_field(cases: &[(String, &str)]) {
    for (fields, wrong) in cases {
        let checked = check(fields);
        let errors = checked.problems.iter().filter(|it| it.severity == Severity::Error);
        let said: Vec<String> = errors.map(|it| format!("{} {}", it.field, it.code)).collect();
        assert_eq!(said.join("、"), *wrong, "{fields}");
        assert_eq!(checked.value.is_some(), wrong.is_empty(), "{fields}");
        assert!(checked.problems.iter().all(|it| it.message.ends_with('。')), "{fields}");
    }
}

#[test]
fn what_is_doubtful_is_let_in_and_said() {
    for (fields, wrong) in [
        ("kind=停业|applied_on=2026-10-12|handler=段兰|approver=段兰", "approver same_person"),
        (
            "kind=停业|applied_on=2026-10-12|suspended_from=2026-11-05|suspended_to=2026-11-20",
            "suspended_to under_a_month",
        ),
        (
            "kind=新办|applied_on=2026-10-12|accepted_on=2026-10-13|decided_on=2026-11-02|decision=核准|valid_to=2031-11-01",
            "checked_on not_checked",
        ),
    ] {
        let checked = check(fields);
        let said: Vec<String> = checked.problems.iter().map(|it| format!("{} {}", it.field, it.code)).collect();
        assert_eq!((said.join("、").as_str(), checked.value.is_some()), (wrong, true), "{fields}");
    }
}

#[test]
fn a_matter_reads_back_from_its_own_texts() {
    let fields = "kind=延续|applied_on=2026-10-12|supplement_on=2026-10-12|supplemented_on=2026-10-13\
                  |accepted_on=2026-10-13|handler=段兰|checked_on=2026-10-14|checkers=段兰、黄平|promised_days=8\
                  |extended_days=10|extension_reason=点位多|decision=准予|decided_on=2026-11-02|decision_no=潼烟许〔2026〕9号\
                  |approver=熊局|delivered_on=2026-11-03|valid_from=2026-12-01|valid_to=2031-11-30|reason=到期|remark=无";
    let matter = check(fields).value.unwrap();
    let draft = MatterDraft::from(&matter);
    let again = draft.check(matter.head.id, "619999", "2026-11-27".parse().unwrap()).value.unwrap();
    assert_eq!(again, matter);
    assert_eq!(crate::Record::title(&matter), "延续 619999110007");
    for word in ["申请表", "设立", "复业申请", "换证", "遗失补办"] {
        assert_eq!(MatterKind::read(word).is_some(), word != "申请表", "{word}");
    }
}
