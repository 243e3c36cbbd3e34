//! `yihu list`, `show`, `search`, `export`, `attach`, `remove`, `informant`.

use std::fmt::Write;

use serde_json::{Value, json};
use yihu_archive::{Access, Archive};
use yihu_domain::{
    Error, Noun, Result,
    campaign::CampaignKind,
    clarity::Clarity,
    diary::DiaryState,
    hotline::Category,
    inspection::{Finding, FollowUp, Mode},
    licence::LicenceState,
    matter::{Decision, MatterKind},
    retailer::Class,
    staff::StaffState,
    vendor::{Discovery, VendorState},
};

use crate::{
    answer::Answer,
    arguments::{Attach, Export, Informant, List, Remove, Search, Show},
    found,
};

/// Lists records page by page.
pub(crate) fn list(user: Option<&str>, a: &List) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let pairs: Vec<(String, String)> = a
        .conditions
        .iter()
        .map(|c| {
            c.split_once('=')
                .map(|(column, value)| (column.to_owned(), value.to_owned()))
                .ok_or_else(|| Error::invalid(format!("条件“{c}”请写成：字段=值。")))
        })
        .collect::<Result<_>>()?;
    let noun = a.noun.parse()?;
    let page = archive.list(noun, &pairs, a.limit, a.offset)?;
    let mut words = String::new();
    for record in &page.records {
        let _ = writeln!(words, "{}", line(noun, record));
    }
    let _ = write!(words, "共{}条，显示{}条。", page.total, page.records.len());
    Ok(Answer::done(words, json!(page.records)))
}

/// What a line of a list shows, by noun: the fields a clerk looks for, in this order.
fn columns(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Retailer => &["licence_no", "trade_name", "owner_name", "town", "phone", "class", "state", "valid_to"],
        Noun::Licence => &["licence_no", "issued_on", "valid_to", "state"],
        Noun::Matter => &["kind", "licence_no", "holder", "applied_on", "accepted_on", "decision", "decided_on"],
        Noun::Vendor => &["found_on", "name", "trade_name", "town", "address", "found_how", "state"],
        Noun::Inspection => &["inspected_on", "name", "licence_no", "mode", "officers", "finding", "follow_up"],
        Noun::Campaign => &["kind", "title", "from_on", "to_on", "agencies", "households_checked", "cases_found"],
        Noun::Diary => &["diary_on", "officer", "state", "submitted_on", "approver", "approved_on", "content"],
        Noun::Case => &["case_no", "party_name", "cause", "filed_on", "decided_on", "closed_on"],
        Noun::Hotline => &["upstream_no", "category", "target_name", "handler", "result", "closed_on"],
        Noun::Training => &["held_on", "topic", "mode", "lecturer"],
        Noun::Staff => &["full_name", "department", "post", "state"],
        Noun::Attachment => &["slot", "file_name", "media_type"],
        Noun::Selfcheck => &["period", "signed_by"],
        Noun::Bundle => &["stream", "sequence", "kind", "period", "exported_at"],
        Noun::User => &["name", "roles", "disabled"],
        Noun::Bureau => &["name", "stream"],
    }
}

fn line(noun: Noun, record: &Value) -> String {
    let said = columns(noun).iter().map(|field| match &record[*field] {
        Value::String(text) => word(noun, field, text),
        Value::Null => "—".to_owned(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    });
    said.collect::<Vec<_>>().join("  ")
}

/// A stored word as a clerk says it.
fn word(noun: Noun, field: &str, stored: &str) -> String {
    let quoted = Value::String(stored.to_owned());
    let title = match field {
        "class" => serde_json::from_value::<Class>(quoted).map(Class::title),
        "kind" => serde_json::from_value::<MatterKind>(quoted.clone())
            .map(MatterKind::title)
            .or_else(|_| serde_json::from_value::<CampaignKind>(quoted).map(CampaignKind::title)),
        "decision" => serde_json::from_value::<Decision>(quoted).map(Decision::title),
        "mode" => serde_json::from_value::<Mode>(quoted).map(Mode::title),
        "finding" => serde_json::from_value::<Finding>(quoted).map(Finding::title),
        "follow_up" => serde_json::from_value::<FollowUp>(quoted).map(FollowUp::title),
        "category" => serde_json::from_value::<Category>(quoted).map(Category::title),
        "found_how" => serde_json::from_value::<Discovery>(quoted).map(Discovery::title),
        // Two nouns may have one word for two states.
        "state" if noun == Noun::Vendor => serde_json::from_value::<VendorState>(quoted).map(VendorState::title),
        "state" => serde_json::from_value::<LicenceState>(quoted.clone())
            .map(LicenceState::title)
            .or_else(|_| serde_json::from_value::<StaffState>(quoted.clone()).map(StaffState::title))
            .or_else(|_| serde_json::from_value::<DiaryState>(quoted).map(DiaryState::title)),
        _ => return stored.to_owned(),
    };
    title.map_or_else(|_| stored.to_owned(), str::to_owned)
}

/// Shows one record with what belongs to it.
pub(crate) fn show(user: Option<&str>, a: &Show) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let noun = a.noun.parse()?;
    let record = archive.show(noun, &a.number)?;
    let mut words = String::new();
    for (title, text) in archive.describe(noun, &a.number)? {
        let _ = writeln!(words, "{title}：{text}");
    }
    for (field, title) in [
        ("inspections", "检查记录"),
        ("vendors", "无证户"),
        ("cases", "案件"),
        ("hotlines", "12313举报投诉"),
        ("attachments", "附件"),
    ] {
        let Some(linked) = record[field].as_array().filter(|l| !l.is_empty()) else { continue };
        let noun = title.parse()?;
        let lines = linked.iter().map(|it| format!("  {}", line(noun, it))).collect::<Vec<_>>();
        let _ = writeln!(words, "{title}：\n{}", lines.join("\n"));
    }
    Ok(Answer::done(words, record))
}

/// Searches the one box.
pub(crate) fn search(user: Option<&str>, a: &Search) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let hits = archive.search(&a.text)?;
    let mut words = String::new();
    for hit in &hits {
        let _ = writeln!(words, "{}  {}  {}", hit.noun.title(), hit.number, hit.title);
    }
    let _ = write!(words, "找到{}条。", hits.len());
    Ok(Answer::done(words, json!(hits)))
}

/// Writes a ledger as Excel.
pub(crate) fn export(user: Option<&str>, a: &Export) -> Result<Answer> {
    let archive = found::open(&a.dir, user, Access::Read)?;
    let rows = archive.export_ledger(a.noun.parse()?, &a.output)?;
    Ok(Answer::done(format!("已导出{rows}行：{}", a.output.display()), json!({ "path": a.output, "rows": rows })))
}

/// Puts a scan into its slot.
pub(crate) fn attach(user: Option<&str>, a: &Attach) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let stored = archive.attach(a.noun.parse()?, &a.number, &a.slot, &a.file)?;
    let mut words =
        format!("已放入“{}”：{}，{}字节，{}页。", stored.slot, stored.file_name, stored.bytes, stored.pages);
    let elsewhere = archive.attachment_elsewhere(&stored.head.id.to_string())?.into_iter().map(|it| it.text);
    for told in stored.clarity.iter().flat_map(Clarity::doubts).chain(elsewhere) {
        words.push('\n');
        words.push_str(&told);
    }
    Ok(Answer::done(words, json!(stored)))
}

/// Voids a record; undoing it brings it back.
pub(crate) fn remove(user: Option<&str>, a: &Remove) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let noun = a.noun.parse()?;
    let id = id_of(&archive, noun, &a.number)?;
    let done = archive.record_remove(noun, &[id], true, a.reason.as_deref())?;
    Ok(Answer::done(format!("已办：{}。要恢复，运行 yihu undo。", done.op), json!(done)))
}

/// Shows who reported; that it was looked at, and why, is kept.
pub(crate) fn informant(user: Option<&str>, a: &Informant) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let id = id_of(&archive, Noun::Hotline, &a.number)?;
    let who = archive.informant_show(&id, Some(&a.reason))?;
    let lines = [("姓名", &who.name), ("电话", &who.phone), ("证件号", &who.id_number), ("住址", &who.address)];
    let said: Vec<String> =
        lines.iter().filter(|(_, it)| !it.is_empty()).map(|(what, it)| format!("{what}：{it}")).collect();
    Ok(Answer::done(said.join("\n"), json!(who)))
}

/// The id of a record by the number people say, or by itself: a void record has no other.
pub(crate) fn id_of(archive: &Archive, noun: Noun, number: &str) -> Result<String> {
    if number.len() == 36 && number.contains('-') {
        return Ok(number.to_owned());
    }
    let record = archive.show(noun, number)?;
    record["id"].as_str().map(str::to_owned).ok_or_else(|| Error::internal("记录没有编号，请先做数据体检。"))
}
