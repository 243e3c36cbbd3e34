//! What is wrong with a draft, what it was understood as, and what looks the same. Called at every pause in typing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;
use yihu_domain::{
    Id, Noun, Result, case_no,
    check::{Checked, Problem, Refusal, Severity, as_kept},
    day, hours, id_card, licence_no,
    matter::MatterKind,
    money, phone,
    retailer::Retailer,
    rights::Right,
    sticks, text,
};
use yihu_store::{Compare, Filter};

use super::{
    Alike, Check, Draft, FieldKind, FieldProblem,
    draft::{self, Frame, Stored, Wanted},
    field,
    list::with_weekday,
    merge::same,
};
use crate::Archive;

/// Most records that are said to look the same.
const MOST: usize = 8;

impl From<Problem> for FieldProblem {
    fn from(it: Problem) -> Self {
        Self {
            because: it.doubt.then(|| format!("{}{}", draft::BECAUSE, it.field)),
            field: it.field.to_owned(),
            severity: it.severity,
            code: it.code.to_owned(),
            message: it.message,
        }
    }
}

impl Archive {
    /// Says what is wrong with a draft, what each field was understood as, and which records look the same.
    pub fn record_check(&self, noun: Noun, id: Option<&str>, draft: &Draft) -> Result<Check> {
        self.require(Right::Read)?;
        super::require_page(noun)?;
        let stored = self.stored_or_new(noun, id)?;
        let checked = self.read_draft(noun, stored.as_ref(), draft)?;
        let alike = self.alike(noun, stored.as_ref(), draft)?;
        let mut problems: Vec<FieldProblem> = checked.problems.into_iter().map(FieldProblem::from).collect();
        problems.extend(alike.iter().filter_map(taken));
        problems.extend(self.naming(noun, draft, &problems)?);
        let mut echoes = echoes(noun, draft, self.clock.today());
        if noun == Noun::Matter && stored.is_none() {
            echoes.extend(self.chosen_words(draft)?.map(|said| ("holder".to_owned(), said)));
        }
        echoes.extend(awaited(noun, draft));
        Ok(Check { problems, echoes, alike })
    }

    /// The stored record that a form is of; none for a new one.
    pub(super) fn stored_or_new(&self, noun: Noun, id: Option<&str>) -> Result<Option<Stored>> {
        id.map(|id| self.stored(noun, Self::id(noun, id)?)).transpose()
    }

    /// Reads a draft. Of a hotline record, who reported is laid under it for the reading: what a blank leaves as it
    /// is, and what no text may name.
    pub(super) fn read_draft(&self, noun: Noun, stored: Option<&Stored>, draft: &Draft) -> Result<Checked<Wanted>> {
        let frame = Frame {
            bureau: self.bureau_code(),
            today: self.clock.today(),
            user: &self.session.user,
            id: self.uuid(),
            licence: self.uuid(),
        };
        let Some(Stored::Hotline(was)) = stored else {
            let read = self.beside_licence(draft::read(noun, stored, draft, &frame)?, stored, draft)?;
            return self.beside_vendor(self.beside_staff(self.beside_shop(read)?)?);
        };
        let Some(known) = self.informant_of(was)? else { return draft::read(noun, stored, draft, &frame) };
        let mut under = draft.clone();
        let mut untyped = BTreeSet::new();
        for (name, known) in [
            ("informant_name", known.name),
            ("informant_phone", known.phone),
            ("informant_id_number", known.id_number),
            ("informant_address", known.address),
        ] {
            let typed = under.fields.entry(name.to_owned()).or_default();
            if text::some(typed).is_none() {
                *typed = known.unwrap_or_default();
                untyped.insert(name);
            }
        }
        let mut checked = draft::read(noun, stored, &under, &frame)?;
        checked.problems.retain(|problem| !untyped.contains(problem.field));
        Ok(checked)
    }

    /// Finds the records that look the same; not itself, and not those that a clerk told apart.
    pub(super) fn alike(&self, noun: Noun, stored: Option<&Stored>, draft: &Draft) -> Result<Vec<Alike>> {
        let mut found = Found { own: stored.map(Stored::id), apart: BTreeSet::new(), alike: Vec::new() };
        if let Some(own) = found.own {
            found.apart = self.store.distinct_from(noun, own)?;
        }
        let typed = Typed { draft, today: self.clock.today() };
        match noun {
            Noun::Retailer => self.alike_retailers(&typed, &mut found)?,
            Noun::Matter => self.alike_matters(&typed, stored.is_none(), &mut found)?,
            Noun::Vendor => self.alike_vendors(&typed, &mut found)?,
            Noun::Inspection => self.alike_visits(&typed, &mut found)?,
            Noun::Diary => self.alike_diaries(&typed, &mut found)?,
            Noun::Campaign => self.alike_campaigns(&typed, &mut found)?,
            Noun::Case => {
                if let Some(no) = typed.with("case_no", case_no::read)
                    && let Some(it) = self.store.case_by_no(&no.to_string())?
                {
                    found.take(&Stored::Case(Box::new(it)), "case_no", "案件编号相同", true);
                }
                let both = typed.text("party_name").zip(typed.day("occurred_on"));
                if let Some((party, on)) = both {
                    let same =
                        Filter::all().and("party_name", Compare::Equals, party).and("occurred_on", Compare::Equals, on);
                    found.all(&self.named(noun, &same)?, "party_name", "当事人和案发日期相同");
                }
            }
            Noun::Hotline => self.alike_reports(&typed, &mut found)?,
            Noun::Staff => {
                let id_number = typed.number("id_number", id_card::read);
                self.alike_by(noun, "id_number", id_number, "身份证号相同", true, &mut found)?;
                self.alike_by(noun, "full_name", typed.with("full_name", text::name), "姓名相同", false, &mut found)?;
                self.alike_by(noun, "mobile", typed.number("mobile", phone::read), "手机相同", false, &mut found)?;
            }
            Noun::Training => {
                if let Some((on, topic)) = typed.day("held_on").zip(typed.text("topic")) {
                    let same = Filter::all().and("held_on", Compare::Equals, on).and("topic", Compare::Equals, topic);
                    found.all(&self.named(noun, &same)?, "topic", "日期和内容相同");
                }
            }
            _ => {}
        }
        found.alike.truncate(MOST);
        Ok(found.alike)
    }

    fn alike_retailers(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        let noun = Noun::Retailer;
        if let Some(no) = typed.with("licence_no", licence_no::read)
            && let Some(it) = self.store.retailer_of_licence_no(&no)?
        {
            found.take(&self.stored(noun, it.head.id.uuid())?, "licence_no", "许可证号相同", true);
        }
        let id_number = typed.number("owner_id_number", id_card::read);
        self.alike_by(noun, "owner_id_number", id_number, same("owner_id_number"), true, found)?;
        self.alike_by(noun, "phone", typed.number("phone", phone::read), same("phone"), false, found)?;
        self.alike_by(noun, "address", typed.text("address"), same("address"), false, found)?;
        if let Some((name, town)) = typed.text("trade_name").zip(typed.text("town")) {
            let both = Filter::all().and("trade_name", Compare::Equals, name).and("town", Compare::Equals, town);
            found.all(&self.named(noun, &both.page(0, 9))?, "trade_name", same("trade_name"));
        }
        Ok(())
    }

    fn alike_vendors(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        let noun = Noun::Vendor;
        let id_number = typed.number("id_number", id_card::read);
        self.alike_by(noun, "id_number", id_number, "身份证号相同", true, found)?;
        self.alike_by(noun, "phone", typed.number("phone", phone::read), "联系电话相同", false, found)?;
        if let Some((name, address)) = typed.text("name").zip(typed.text("address")) {
            let both = Filter::all().and("name", Compare::Equals, name).and("address", Compare::Equals, address);
            found.all(&self.named(noun, &both.page(0, 9))?, "name", "姓名和地址相同");
        }
        Ok(())
    }

    fn alike_reports(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        if let Some(no) = typed.text("upstream_no")
            && let Some(it) = self.store.hotline_by_upstream_no(&no)?
        {
            found.take(&Stored::Hotline(Box::new(it)), "upstream_no", "上级工单号相同", true);
        }
        let at = typed.with("received_at", |t| day::read_instant(t, typed.today));
        if let Some((at, target)) = at.zip(typed.text("target_name")) {
            let day = day::local(at).date_naive();
            let about = Filter::all().and("target_name", Compare::Equals, target);
            let mut same = self.named(Noun::Hotline, &about)?;
            same.retain(|it| matches!(it, Stored::Hotline(it) if day::local(it.received_at).date_naive() == day));
            found.all(&same, "target_name", "同一天、同一户");
        }
        Ok(())
    }

    fn alike_matters(&self, typed: &Typed<'_>, fresh: bool, found: &mut Found) -> Result<()> {
        let (noun, no) = (Noun::Matter, typed.with("licence_no", licence_no::read));
        let kind = typed.text("kind").and_then(|kind| MatterKind::read(&kind));
        if fresh && kind == Some(MatterKind::New) {
            return self.alike_applicants(typed, found);
        }
        let kind = kind.as_ref().and_then(crate::records::word);
        let Some((no, kind)) = no.zip(kind) else { return Ok(()) };
        let same = Filter::all().and("licence_no", Compare::Equals, no).and("kind", Compare::Equals, kind);
        let open = same.and("decided_on", Compare::Empty, "");
        found.all(&self.named(noun, &open)?, "kind", "同一许可证、同一事项还没有决定");
        Ok(())
    }

    fn alike_visits(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        if let Some((on, name)) = typed.day("inspected_on").zip(typed.text("name")) {
            let no = typed.with("licence_no", licence_no::read);
            found.all(&self.same_visits(on, no.as_deref(), &name)?, "name", "同一天、同一户");
        }
        Ok(())
    }

    fn alike_campaigns(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        if let Some((from, title)) = typed.day("from_on").zip(typed.text("title")) {
            let same = Filter::all().and("from_on", Compare::Equals, from).and("title", Compare::Equals, title);
            found.all(&self.named(Noun::Campaign, &same)?, "title", "名称和开始日期相同");
        }
        Ok(())
    }

    fn alike_diaries(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        if let Some((on, officer)) = typed.day("diary_on").zip(typed.with("officer", text::name)) {
            for same in self.same_diaries(on, &officer)? {
                found.take(&same, "diary_on", "同一天、同一位市管员", true);
            }
        }
        Ok(())
    }

    /// The files that an applicant may have already; once one is chosen, what is under way for it.
    fn alike_applicants(&self, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
        let noun = Noun::Retailer;
        if let Some(shop) = self.chosen(typed.draft)? {
            let open = |it: &yihu_domain::matter::Matter| it.kind == MatterKind::New && it.decided_on.is_none();
            for it in self.store.matters_of(shop.head.id)?.into_iter().filter(open) {
                found.take(&Stored::Matter(Box::new(it)), "kind", "同一户的新办还没有决定", false);
            }
            return Ok(());
        }
        let id_number = typed.number("owner_id_number", id_card::read);
        self.alike_by(noun, "owner_id_number", id_number, same("owner_id_number"), true, found)?;
        if let Some((name, address)) = typed.text("holder").zip(typed.text("address")) {
            let both = Filter::all().and("trade_name", Compare::Equals, name).and("address", Compare::Equals, address);
            for it in self.named(noun, &both.page(0, 9))? {
                found.take(&it, "holder", "户名和经营地址相同", true);
            }
        }
        self.alike_by(noun, "phone", typed.number("phone", phone::read), same("phone"), false, found)?;
        self.alike_by(noun, "address", typed.text("address"), same("address"), false, found)?;
        if let Some(name) = typed.text("holder") {
            let named = Filter::all().and("trade_name", Compare::Equals, name).page(0, 9);
            found.all(&self.named(noun, &named)?, "holder", "户名相同");
        }
        Ok(())
    }

    fn alike_by(
        &self,
        noun: Noun,
        column: &'static str,
        value: Option<String>,
        why: &str,
        exact: bool,
        found: &mut Found,
    ) -> Result<()> {
        let Some(value) = value else { return Ok(()) };
        let same = Filter::all().and(column, Compare::Equals, value).page(0, 9);
        for it in self.named(noun, &same)? {
            found.take(&it, column, why, exact);
        }
        Ok(())
    }

    /// Remembers that two records are not the same (不是同一户): they are not held against each other again.
    pub fn record_distinct(&mut self, noun: Noun, id: &str, other: &str) -> Result<()> {
        self.require(Right::to_edit(noun))?;
        super::require_page(noun)?;
        let (one, other) = (Self::id(noun, id)?, Self::id(noun, other)?);
        // What an application looks like is a file: it is told apart from the file of who applied.
        let file = match noun {
            Noun::Matter if self.store.find::<Retailer>(Id::new(other))?.is_some() => {
                self.store.get::<yihu_domain::matter::Matter>(Id::new(one))?.retailer
            }
            _ => None,
        };
        match file {
            Some(file) => self.keep_apart(Noun::Retailer, file.uuid(), other),
            None => self.keep_apart(noun, one, other),
        }
    }

    /// Remembers it, by whom and when.
    pub(super) fn keep_apart(&mut self, noun: Noun, one: Uuid, other: Uuid) -> Result<()> {
        let (by, at) = (self.session.user.clone(), self.clock.now());
        self.store.put_distinct(noun, one, other, &by, at)
    }
}

/// Says that a number is taken that only one record may have.
pub(super) fn taken(it: &Alike) -> Option<FieldProblem> {
    let (name, advice) = match it.field.as_str() {
        "licence_no" => ("许可证号", "请核对号码，或打开那一户"),
        "case_no" => ("案件编号", "请核对编号，或打开那个案件"),
        "upstream_no" => ("上级工单号", "请核对号码，或打开那条记录"),
        "diary_on" => ("这一天的日志", "一人一天一篇，请打开那一篇修改"),
        _ => return None,
    };
    Some(FieldProblem {
        field: it.field.clone(),
        severity: Severity::Error,
        code: "taken".to_owned(),
        because: None,
        message: format!("{name}已登记给“{}”，不能重复：{advice}。", it.title),
    })
}

/// What a draft says, as far as it can be read.
struct Typed<'a> {
    draft: &'a Draft,
    today: NaiveDate,
}

impl Typed<'_> {
    fn text(&self, field: &str) -> Option<String> {
        self.draft.fields.get(field).and_then(|t| text::some(t))
    }

    fn with<T, E>(&self, field: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        read(&self.text(field)?).ok()
    }

    fn number(&self, field: &str, read: impl FnOnce(&str) -> Result<String, Refusal>) -> Option<String> {
        as_kept(read(&self.text(field)?))
    }

    fn day(&self, field: &str) -> Option<NaiveDate> {
        self.with(field, |t| day::read(t, self.today))
    }
}

/// Records that look the same, each told once, by the first that was seen of it.
struct Found {
    own: Option<Uuid>,
    apart: BTreeSet<Uuid>,
    alike: Vec<Alike>,
}

impl Found {
    fn all(&mut self, same: &[Stored], field: &str, why: &str) {
        for it in same {
            self.take(it, field, why, false);
        }
    }

    fn take(&mut self, it: &Stored, field: &str, why: &str, exact: bool) {
        let id = it.id();
        let number = matches!(field, "licence_no" | "case_no" | "upstream_no" | "diary_on");
        let told = self.alike.iter().any(|a| a.id == id.to_string());
        // Whom a clerk told apart may still not have the same number.
        if self.own == Some(id) || told || (self.apart.contains(&id) && !number) {
            return;
        }
        self.alike.push(Alike {
            id: id.to_string(),
            noun: it.noun(),
            number: it.number(),
            title: it.title(),
            field: field.to_owned(),
            why: why.to_owned(),
            exact,
        });
    }
}

/// That the number of a new licence is still to come.
fn awaited(noun: Noun, draft: &Draft) -> Option<(String, String)> {
    let typed = |name: &str| draft.fields.get(name).and_then(|typed| text::some(typed));
    let new = noun == Noun::Matter && typed("kind").and_then(|it| MatterKind::read(&it)) == Some(MatterKind::New);
    (new && typed("licence_no").is_none())
        .then(|| ("licence_no".to_owned(), "准予以后，照证件管理系统给的号码填".to_owned()))
}

/// Field → what was understood, for every field that says more than it was typed.
fn echoes(noun: Noun, draft: &Draft, today: NaiveDate) -> BTreeMap<String, String> {
    let echo = |(name, typed): (&String, &String)| {
        let typed = text::some(typed)?;
        let said = echo(noun, name, field::kind_of(noun, name)?, &typed, today)?;
        (said != typed).then(|| (name.clone(), said))
    };
    draft.fields.iter().filter_map(echo).collect()
}

fn echo(noun: Noun, name: &str, kind: FieldKind, typed: &str, today: NaiveDate) -> Option<String> {
    match kind {
        FieldKind::IdCard => {
            let number = id_card::read(typed).ok()?;
            let born = day::long(id_card::birth(&number)?);
            Some(format!("{}，{born}生", id_card::sex(&number)?))
        }
        FieldKind::Sticks => sticks::read(typed).ok().map(sticks::counted),
        FieldKind::Money => money::read(typed).ok().map(money::spoken),
        FieldKind::Hours => hours::read(typed).ok().map(|tenths| format!("{}课时", hours::write(tenths))),
        FieldKind::Day => day::read(typed, today).ok().map(with_weekday),
        FieldKind::Instant => {
            let at = day::local(day::read_instant(typed, today).ok()?);
            let on = with_weekday(at.date_naive());
            Some(if at.time() == NaiveTime::MIN { on } else { format!("{on} {}", at.format("%H:%M")) })
        }
        FieldKind::Phone => phone::read(typed).ok(),
        FieldKind::CaseNo => case_no::read(typed).ok().map(|no| no.to_string()),
        FieldKind::LicenceNo => match licence_no::read(typed).ok()?.as_bytes().get(6)? {
            b'1' => Some("个体".to_owned()),
            b'2' => Some("企业".to_owned()),
            _ => None,
        },
        FieldKind::People => {
            let names = text::names(typed);
            Some(format!("{}人：{}", names.len(), names.join("、")))
        }
        FieldKind::Choice => {
            let read = match (noun, name) {
                (Noun::Retailer, "class") => yihu_domain::retailer::Class::read(typed)?.title(),
                (Noun::Retailer, "class_rule") => yihu_domain::class::Rule::read(typed)?.title(),
                (Noun::Matter, "kind") => MatterKind::read(typed)?.title(),
                (Noun::Matter, "decision") => yihu_domain::matter::Decision::read(typed)?.title(),
                (Noun::Vendor, "found_how") => yihu_domain::vendor::Discovery::read(typed)?.title(),
                (Noun::Inspection, "mode") => yihu_domain::inspection::Mode::read(typed)?.title(),
                (Noun::Inspection, "finding") => yihu_domain::inspection::Finding::read(typed)?.title(),
                (Noun::Inspection, "follow_up") => yihu_domain::inspection::FollowUp::read(typed)?.title(),
                (Noun::Campaign, "kind") => yihu_domain::campaign::CampaignKind::read(typed)?.title(),
                (Noun::Retailer, "state") => yihu_domain::licence::LicenceState::read(typed)?.title(),
                _ => return None,
            };
            Some(read.to_owned())
        }
        _ => None,
    }
}
