//! Names and numbers that came in before they were checked (X07): spaces and full-width digits left in a name, which no search
//! finds; numbers that are none, and no reason said why they stand.

use uuid::Uuid;
use yihu_domain::{
    Noun, Result, case::Case, check::Reasons, id_card, retailer::Retailer, staff::Staff, text, vendor::Vendor,
};

use super::VerifyReport;
use crate::{Archive, record::title_of};

/// What of a record is looked at.
struct Looked<'a> {
    of: (Noun, Uuid),
    names: &'a [(&'a str, &'a str)],
    number: (&'a str, Option<&'a String>),
    reasons: &'a Reasons,
}

impl Archive {
    /// Tells of them.
    pub(super) fn find_names(&self, report: &mut VerifyReport) -> Result<()> {
        self.store.each::<Retailer>(|it| {
            let names = [
                ("trade_name", it.trade_name.as_str()),
                ("owner_name", it.owner_name.as_str()),
                ("address", it.address.as_str()),
            ];
            let number = ("owner_id_number", it.owner_id_number.as_ref());
            look(
                report,
                &Looked { of: (Noun::Retailer, it.head.id.uuid()), names: &names, number, reasons: &it.reasons },
            );
            Ok(())
        })?;
        self.store.each::<Case>(|it| {
            let names = [("party_name", it.party_name.as_str())];
            let number = ("party_id_number", it.party_id_number.as_ref());
            look(report, &Looked { of: (Noun::Case, it.head.id.uuid()), names: &names, number, reasons: &it.reasons });
            Ok(())
        })?;
        self.store.each::<Vendor>(|it| {
            let names = [("name", it.name.as_str()), ("address", it.address.as_str())];
            let number = ("id_number", it.id_number.as_ref());
            look(
                report,
                &Looked { of: (Noun::Vendor, it.head.id.uuid()), names: &names, number, reasons: &it.reasons },
            );
            Ok(())
        })?;
        self.store.each::<Staff>(|it| {
            let names = [("full_name", it.full_name.as_str())];
            let number = ("id_number", it.id_number.as_ref());
            look(report, &Looked { of: (Noun::Staff, it.head.id.uuid()), names: &names, number, reasons: &it.reasons });
            Ok(())
        })
    }
}

fn look(report: &mut VerifyReport, it: &Looked<'_>) {
    let ((noun, id), title) = (it.of, it.of.0.title());
    for (field, name) in it.names {
        if text::line(name) != **name {
            let field = title_of(noun, field);
            let message = format!(
                "{title}（{id}）的{field}里有多余的空格或全角数字，查找和查重会漏掉它：请打开修改，再保存一次就好。"
            );
            report.find("name_untidy", Some(it.of), message);
        }
    }
    let (field, Some(number)) = it.number else { return };
    if it.reasons.contains_key(field) {
        return;
    }
    let field = title_of(noun, field);
    let said = match id_card::read(number) {
        Ok(read) if read == *number => return,
        Ok(_) => "是老的15位或没有写齐：请对照证件核对，再保存一次就换成18位".to_owned(),
        Err(wrong) => wrong.message.trim_end_matches('。').to_owned(),
    };
    let message = format!("{title}（{id}）的{field}：{said}；证件确实如此的，保存时写明原因。");
    report.find("number_wrong", Some(it.of), message);
}
