//! Plants what is wrong in real archives (domain §5.4): what came in by ledgers, by older programs, by a hurried hand. Each is
//! kept in a list, so that a test can ask whether 数据体检 finds it.
//!
//! Its chance is its own: the county with planted defects is the county without them, and the defects.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;
use yihu_domain::{
    Head, Noun, Record,
    case::Case,
    diary::{Diary, DiaryState},
    hotline::Hotline,
    inspection::Inspection,
    licence::{Licence, LicenceState},
    staff::Staff,
    training::{Attendance, Training},
};

use super::{
    county::{Reporter, back, on, weekday},
    dice::Dice,
    shop::Life,
};
use crate::Archive;

/// Of a hundred rows so many, and at least one, have a defect.
const SHARE: usize = 1;
/// Why a number that its check doubts was kept.
const KEPT: &str = "证件原件就是这个号，已请本人到派出所核实";
const LONE: &str = "另一名执法人员临时出警";

/// One thing that was planted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Its code in the list of what is wrong in real archives: `X07`
    pub code: &'static str,
    /// The code under which 数据体检 finds it
    pub found_as: &'static str,
    /// Of which noun
    pub noun: Noun,
    /// In which record
    pub id: Uuid,
}

/// Who plants, and what was planted.
pub(super) struct Planter {
    dice: Dice,
    today: NaiveDate,
    pub(super) planted: Vec<Defect>,
    /// Shops that closed, and since when: a visit comes after
    closed: Vec<(usize, NaiveDate)>,
}

/// Picks rows, none of them twice.
struct Rows {
    free: Vec<usize>,
    many: usize,
}

impl Rows {
    fn new(dice: &mut Dice, free: Vec<usize>) -> Self {
        let many = (free.len() * SHARE / 100).max(1);
        let mut rows = Self { free, many };
        for at in (1..rows.free.len()).rev() {
            let other = dice.index(at + 1);
            rows.free.swap(at, other);
        }
        rows
    }

    /// The next rows that fit.
    fn take(&mut self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let taken: Vec<usize> = self.free.iter().copied().filter(|n| fits(*n)).take(self.many).collect();
        self.free.retain(|n| !taken.contains(n));
        taken
    }
}

impl Planter {
    pub(super) const fn new(seed: u64, today: NaiveDate) -> Self {
        Self { dice: Dice::new(seed ^ 0xdef), today, planted: Vec::new(), closed: Vec::new() }
    }

    fn plant<T: Record>(&mut self, code: &'static str, found_as: &'static str, it: &T) {
        self.planted.push(Defect { code, found_as, noun: T::NOUN, id: it.head().id.uuid() });
    }

    /// X07 names and numbers, X13 licences, X21 the same shop twice, X14 shops that closed.
    pub(super) fn shops(&mut self, lives: &mut [Life]) {
        let live = |life: &Life| life.licences.len() == 1 && life.licence().state == LicenceState::Active;
        let mut rows = Rows::new(&mut self.dice, (0..lives.len()).filter(|n| live(&lives[*n])).collect());
        let any = |_| true;
        for n in rows.take(any) {
            lives[n].shop.trade_name = format!("{}　１店", lives[n].shop.trade_name);
            self.plant("X07", "name_untidy", &lives[n].shop);
        }
        for n in rows.take(any) {
            spoil_check_digit(lives[n].shop.owner_id_number.as_mut());
            lives[n].shop.reasons.insert("owner_id_number".to_owned(), KEPT.to_owned());
            self.plant("X07", "kept_for_a_reason", &lives[n].shop);
        }
        for n in rows.take(any) {
            if let Some(number) = &mut lives[n].shop.owner_id_number {
                // As it stood on the cards of before 1999.
                *number = format!("{}{}", &number[..6], &number[8..17]);
            }
            self.plant("X07", "number_wrong", &lives[n].shop);
        }
        for n in rows.take(any) {
            self.licence(&mut lives[n], "licence_no_wrong", |it| it.licence_no.truncate(11));
        }
        for n in rows.take(any) {
            self.licence(&mut lives[n], "licence_no_odd", |it| it.licence_no.replace_range(..6, "619998"));
        }
        for n in rows.take(any) {
            self.licence(&mut lives[n], "licence_no_odd", |it| it.licence_no.replace_range(6..7, "3"));
        }
        let ended = back(self.today, 40);
        for n in rows.take(|n| lives[n].opened < back(ended, 60)) {
            self.licence(&mut lives[n], "licence_expired", |it| it.valid_to = Some(ended));
        }
        let pairs: Vec<usize> = rows.take(any).into_iter().chain(rows.take(any)).collect();
        for (at, pair) in pairs.chunks_exact(2).enumerate() {
            let (one, other) = (lives[pair[0]].shop.clone(), &mut lives[pair[1]].shop);
            other.address = one.address;
            let code = if at % 2 == 0 { "X21" } else { "X13" };
            if code == "X21" {
                (other.owner_name, other.owner_id_number) = (one.owner_name, one.owner_id_number);
                (other.phone, other.town) = (one.phone, one.town);
            }
            // The finding is told of the one that was made later.
            if let Some(later) = pair.iter().max_by_key(|n| lives[**n].shop.head.id.to_string()) {
                self.plant(code, "retailer_alike", &lives[*later].shop);
            }
        }
        self.closed = lives.iter().enumerate().filter_map(|(n, it)| Some((n, it.closed?))).collect();
        if self.closed.is_empty() {
            let closed = back(self.today, 60);
            let few = rows.take(|n| lives[n].opened < back(closed, 60));
            for n in few.into_iter().take(1) {
                let licence = &mut lives[n].licences[0];
                (licence.state, licence.valid_to) = (LicenceState::Closed, Some(closed));
                self.closed.push((n, closed));
            }
        }
    }

    fn licence(&mut self, life: &mut Life, found_as: &'static str, spoil: impl Fn(&mut Licence)) {
        spoil(&mut life.licences[0]);
        let it = life.licences[0].clone();
        self.plant("X13", found_as, &it);
    }

    /// X07 names, X09 a number that is lacking, X11 sums, X12 and X23 days, X22 one officer.
    pub(super) fn cases(&mut self, cases: &mut [Case], last: bool) {
        let archived = |it: &Case| it.archived_on.is_some_and(|on| on < back(self.today, 100));
        let old: BTreeSet<usize> = (0..cases.len()).filter(|n| archived(&cases[*n])).collect();
        // The last of the register stays free: its number is moved on.
        let mut rows = Rows::new(&mut self.dice, (0..cases.len().saturating_sub(1)).collect());
        let any = |_| true;
        for n in rows.take(any) {
            cases[n].party_name.push(' ');
            self.plant("X07", "name_untidy", &cases[n]);
        }
        for n in rows.take(|n| old.contains(&n)) {
            let first = &mut cases[n].goods[0];
            first.amount_fen = first.amount_fen.map(|fen| fen + 10_000);
            self.plant("X11", "case_goods", &cases[n]);
        }
        for n in rows.take(any) {
            cases[n].sticks = cases[n].sticks.map(|sticks| sticks + 400);
            self.plant("X11", "case_goods", &cases[n]);
        }
        for n in rows.take(|n| old.contains(&n)) {
            let it = &mut cases[n];
            let late = it.decided_on.zip(it.filed_on).map_or(0, |(decided, filed)| 97 - (decided - filed).num_days());
            for day in [&mut it.decided_on, &mut it.served_on, &mut it.closed_on, &mut it.archived_on] {
                *day = day.map(|it| on(it, late));
            }
            self.plant("X12", "case_slow", &cases[n]);
        }
        for n in rows.take(|n| old.contains(&n)) {
            cases[n].served_on = cases[n].decided_on.map(|it| back(it, 2));
            self.plant("X12", "case_order", &cases[n]);
        }
        for n in rows.take(|n| old.contains(&n)) {
            cases[n].archived_on = cases[n].closed_on.map(|it| back(it, 2));
            self.plant("X23", "case_order", &cases[n]);
        }
        for n in rows.take(any) {
            cases[n].officers.truncate(1);
            self.plant("X22", "case_alone", &cases[n]);
        }
        if let Some(it) = cases.iter_mut().max_by_key(|it| it.case_no.clone()).filter(|_| last) {
            let moved = format!("{}〔{}〕第{}号", it.case_no.prefix(), it.case_no.year(), it.case_no.number() + 1);
            if let Ok(moved) = yihu_domain::case_no::read(&moved) {
                it.case_no = moved;
                let it = it.clone();
                self.plant("X09", "case_gap", &it);
            }
        }
    }

    /// X06 no trace of what was done, X19 who reported, named in the text.
    pub(super) fn hotlines(&mut self, hotlines: &mut [Hotline], informants: &[Reporter]) {
        let closed = (0..hotlines.len()).filter(|n| hotlines[*n].closed_on.is_some()).collect();
        let mut rows = Rows::new(&mut self.dice, closed);
        for n in rows.take(|_| true) {
            (hotlines[n].result, hotlines[n].outcome) = (None, None);
            self.plant("X06", "hotline_untraced", &hotlines[n]);
        }
        for n in rows.take(|n| !hotlines[n].anonymous) {
            hotlines[n].feedback = None;
            self.plant("X06", "hotline_untraced", &hotlines[n]);
        }
        for n in rows.take(|n| !hotlines[n].anonymous) {
            let it = &mut hotlines[n];
            let who = informants.iter().find(|(id, ..)| *id == it.head.id).and_then(|(.., who)| who.name.clone());
            let said = it.content.take().unwrap_or_default();
            it.content = Some(format!("{said}来电人{}，要求保密。", who.unwrap_or_default()));
            self.plant("X19", "informant_in_text", &hotlines[n]);
        }
    }

    /// X18 a day of more than eight hours, more than the session had, one who is not of the bureau; gives him.
    pub(super) fn trainings(
        &mut self,
        archive: &Archive,
        trainings: &mut [Training],
        staff: &[Staff],
    ) -> Option<Staff> {
        let mut rows = Rows::new(&mut self.dice, (0..trainings.len()).collect());
        for n in rows.take(|_| true) {
            let it = &mut trainings[n];
            it.tenths = 90;
            it.attendance.iter_mut().for_each(|there| there.tenths = 90);
            self.plant("X18", "training_long", &trainings[n]);
        }
        for n in rows.take(|n| !trainings[n].attendance.is_empty() && trainings[n].tenths < 40) {
            trainings[n].attendance[0].tenths = trainings[n].tenths + 20;
            self.plant("X18", "training_over", &trainings[n]);
        }
        let mut stranger = Staff { head: Head::new(archive.new_id(), archive.bureau_code()), ..staff.first()?.clone() };
        stranger.head.removed = true;
        "白秀英".clone_into(&mut stranger.full_name);
        (stranger.id_number, stranger.mobile, stranger.law_certificate_no) = (None, None, None);
        for n in rows.take(|_| true) {
            let tenths = trainings[n].tenths;
            trainings[n].attendance.push(Attendance { staff: stranger.head.id, tenths });
            self.plant("X18", "training_stranger", &trainings[n]);
        }
        Some(stranger)
    }

    /// X22 one officer alone, with a reason and without; X14 a visit after closing.
    pub(super) fn visits(
        &mut self,
        archive: &Archive,
        visits: &mut Vec<Inspection>,
        lives: &[Life],
        (first, end): (NaiveDate, NaiveDate),
    ) {
        // A shop that was closed for the purpose is visited no more, but once.
        visits.retain(|it| {
            let after = |(n, closed): &(usize, NaiveDate)| {
                it.retailer == Some(lives[*n].shop.head.id) && it.inspected_on > *closed
            };
            !self.closed.iter().any(after)
        });
        let day = weekday(back(self.today, 20));
        let mut rows = Rows::new(&mut self.dice, (0..visits.len()).collect());
        rows.many = (visits.len() * SHARE).div_ceil(200);
        for n in rows.take(|_| true) {
            visits[n].officers.truncate(1);
            visits[n].lone_reason = Some(LONE.to_owned());
            self.plant("X22", "kept_for_a_reason", &visits[n]);
        }
        for n in rows.take(|_| true) {
            visits[n].officers.truncate(1);
            self.plant("X22", "visit_alone", &visits[n]);
        }
        if !(first..end).contains(&day) {
            return;
        }
        let few = self.closed.len().div_ceil(50);
        for at in 0..few {
            let (n, closed) = self.closed[at * self.closed.len() / few];
            let Some(like) = visits.get(at).filter(|_| closed < day).cloned() else { continue };
            let shop = &lives[n].shop;
            let it = Inspection {
                head: Head::new(archive.new_id(), archive.bureau_code()),
                inspected_on: day,
                licence_no: Some(lives[n].licence().licence_no.clone()),
                name: shop.trade_name.clone(),
                address: Some(shop.address.clone()),
                retailer: Some(shop.head.id),
                officers: lives_officers(&like),
                lone_reason: None,
                case_no: None,
                ..like
            };
            self.plant("X14", "visit_after_closing", &it);
            visits.push(it);
        }
    }

    /// X05 approved late, or never.
    pub(super) fn diaries(&mut self, diaries: &mut [Diary]) {
        let done = |it: &Diary| it.state == DiaryState::Approved && it.diary_on < back(self.today, 40);
        let mut rows = Rows::new(&mut self.dice, (0..diaries.len()).filter(|n| done(&diaries[*n])).collect());
        rows.many = diaries.len() * SHARE / 100;
        for n in rows.take(|_| true) {
            diaries[n].approved_on = diaries[n].submitted_on.map(|it| on(it, 20));
            self.plant("X05", "diary_late", &diaries[n]);
        }
        for n in rows.take(|_| true) {
            let it = &mut diaries[n];
            (it.approved_on, it.approver, it.opinion) = (None, None, None);
            it.state = DiaryState::Submitted;
            self.plant("X05", "diary_late", &diaries[n]);
        }
    }
}

/// Two officers, also where the visit that was copied has one by now.
fn lives_officers(like: &Inspection) -> Vec<String> {
    let mut officers = like.officers.clone();
    if officers.len() < 2 {
        officers = vec!["段兰".to_owned(), "朱文".to_owned()];
    }
    officers
}

/// Another last digit than the right one.
fn spoil_check_digit(number: Option<&mut String>) {
    if let Some(number) = number {
        let wrong = if number.ends_with('1') { '2' } else { '1' };
        number.pop();
        number.push(wrong);
    }
}
