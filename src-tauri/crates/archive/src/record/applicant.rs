//! Who applies for a first licence (新办): a file that is there already, or one that is made with the application.

use yihu_domain::{
    Head, Id, Noun, Result,
    check::Checker,
    licence::{Licence, LicenceState},
    licence_no,
    matter::{Matter, MatterKind},
    retailer::{Retailer, RetailerDraft},
    text,
};
use yihu_store::{Compare, Filter};

use super::{
    Draft, Mark,
    draft::{BECAUSE, Moves, Stored},
    field,
    matter::DECIDED,
    term::{self, Term},
};
use crate::Archive;

/// What the form of a new matter asks of an applicant, beside the name; each named as in the retailer's own form.
pub(super) const FIELDS: [&str; 6] = ["owner_name", "owner_id_number", "phone", "address", "town", "format"];

/// Under which name the form says that a file which is there already is meant: its id.
pub(super) const CHOSEN: &str = "retailer";

impl Archive {
    /// Ties a new matter to its applicant, and makes the licence that is granted.
    pub(super) fn beside_applicant(
        &self,
        it: &mut Matter,
        was: Option<&Matter>,
        draft: &Draft,
        moves: &mut Moves,
        told: &mut Checker,
    ) -> Result<()> {
        if let Some(was) = was.filter(|was| was.takes_effect()) {
            // Its licence stands under the number that was granted: another one is none of this matter.
            if was.effect() != it.effect() {
                told.error("decision", "already_decided", DECIDED);
            }
            return Ok(());
        }
        let shop = match (was, self.chosen(draft)?) {
            (Some(was), _) => match was.retailer {
                Some(id) => Some(self.store.get(id)?),
                None => self.only_of_name(&it.holder)?,
            },
            (None, Some(chosen)) => Some(chosen),
            (None, None) if FIELDS.iter().all(|name| typed(draft, name).is_empty()) => {
                match self.only_of_name(&it.holder)? {
                    Some(there) if self.licensed(there.head.id)?.is_none() => Some(there),
                    _ => self.made(it, draft, moves, told),
                }
            }
            (None, None) => self.made(it, draft, moves, told),
        };
        let Some(shop) = shop else { return Ok(()) };
        it.retailer = Some(shop.head.id);
        if let Some(licence) = self.licensed(shop.head.id)? {
            let (name, no, state) = (&shop.trade_name, &licence.licence_no, licence.state.title());
            let said = format!("“{name}”已有许可证{no}（{state}），不能再新办：到期的办延续，内容变了的办变更。");
            told.error("holder", "has_licence", said);
            return Ok(());
        }
        self.granted(it, shop.head.id, moves, told);
        Ok(())
    }

    /// The first licence, once it is granted, under the number that the upstream system gave.
    fn granted(&self, it: &mut Matter, shop: Id<Retailer>, moves: &mut Moves, told: &mut Checker) {
        if !it.takes_effect() {
            if it.licence_no.is_some() {
                told.warn("licence_no", "not_yet", "许可证号准予以后才有：先填了的，准予时记到许可证上，请核对。");
            }
            return;
        }
        if it.fill_term(None) {
            told.warn("valid_to", "term_computed", term_computed(it));
        }
        let Some(no) = &it.licence_no else {
            let said = "准予新办的，请填许可证号：号码由证件管理系统给出，照许可证录入，本软件不编号。";
            told.error("licence_no", "missing", said);
            return;
        };
        if let Some(doubt) = licence_no::doubt(no, self.bureau_code()) {
            told.warn("licence_no", doubt.code, doubt.message);
        }
        let licence = it.first_licence(Head::new(self.new_id(), self.bureau_code()), no, shop);
        it.licence = Some(licence.head.id);
        moves.licences = vec![licence];
    }

    /// The file of the applicant, as typed; what is wrong with it is told at the fields of the matter.
    fn made(&self, it: &Matter, draft: &Draft, moves: &mut Moves, told: &mut Checker) -> Option<Retailer> {
        let reason = |name: &str| Some((name.to_owned(), draft.fields.get(&format!("{BECAUSE}{name}"))?.clone()));
        let fields = RetailerDraft {
            trade_name: it.holder.clone(),
            owner_name: typed(draft, "owner_name"),
            owner_id_number: typed(draft, "owner_id_number"),
            phone: typed(draft, "phone"),
            address: typed(draft, "address"),
            town: typed(draft, "town"),
            format: typed(draft, "format"),
            reasons: FIELDS.iter().filter_map(|name| reason(name)).collect(),
            ..RetailerDraft::default()
        };
        let checked = fields.check(self.new_id(), self.bureau_code(), self.clock.today());
        for mut problem in checked.problems {
            if problem.field == "trade_name" {
                problem.field = "holder";
            }
            told.add(problem);
        }
        moves.retailer = checked.value.clone().map(Box::new);
        checked.value
    }

    /// The file that the form says is meant.
    pub(super) fn chosen(&self, draft: &Draft) -> Result<Option<Retailer>> {
        let id = typed(draft, CHOSEN);
        if id.is_empty() {
            return Ok(None);
        }
        Ok(self.store.find(Id::new(Self::id(Noun::Retailer, &id)?))?.filter(|it: &Retailer| !it.head.removed))
    }

    /// What the form is told of the file that is meant.
    pub(super) fn chosen_words(&self, draft: &Draft) -> Result<Option<String>> {
        let Some(shop) = self.chosen(draft)? else { return Ok(None) };
        let stored = self.stored(Noun::Retailer, shop.head.id.uuid())?;
        let state = self.applicant_term(shop.head.id)?.map_or_else(
            || match &stored {
                Stored::Retailer(_, licences) => licences.first().map_or("无许可证", |it| it.state.title()).to_owned(),
                _ => String::new(),
            },
            |(state, _)| state,
        );
        let said = format!("{} {} {state}", stored.number(), stored.title());
        Ok(Some(format!("用已有的档案：{}", text::line(&said))))
    }

    /// The licence that stands against a new one.
    pub(super) fn licensed(&self, shop: Id<Retailer>) -> Result<Option<Licence>> {
        let open = |it: &Licence| it.state.is_live() || it.state == LicenceState::Applying;
        Ok(self.store.licences_of(shop)?.into_iter().find(open))
    }

    /// The one retailer of that name, where there is but one.
    fn only_of_name(&self, holder: &str) -> Result<Option<Retailer>> {
        let named = Filter::all().and("trade_name", Compare::Equals, holder).page(0, 2);
        let mut found = self.store.list::<Retailer>(&named)?.rows;
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Where the file of one who never had a licence stands: 申请中, or 未发证; none for any other file.
    pub(super) fn applicant_term(&self, shop: Id<Retailer>) -> Result<Option<Term>> {
        if !self.store.licences_of(shop)?.is_empty() {
            return Ok(None);
        }
        let matters = self.store.matters_of(shop)?;
        let mut new = matters.iter().filter(|it| it.kind == MatterKind::New).peekable();
        if new.peek().is_none() && !self.store.applicants()?.iter().any(|(id, _)| *id == shop.uuid()) {
            return Ok(None);
        }
        Ok(Some(if new.any(|it| it.decided_on.is_none()) {
            (LicenceState::Applying.title().to_owned(), term::state_mark(LicenceState::Applying))
        } else {
            (field::NEVER.to_owned(), Mark::Info)
        }))
    }
}

/// That the term was computed, and how.
pub(super) fn term_computed(it: &Matter) -> String {
    let day = |on: Option<chrono::NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    let (from, to) = (day(it.valid_from), day(it.valid_to));
    format!("没有填有效期至，按最长五年算：{from} 至 {to}（实施细则第48条）；与许可证不同的，照许可证填。")
}

fn typed(draft: &Draft, name: &str) -> String {
    draft.fields.get(name).map(|typed| typed.trim().to_owned()).unwrap_or_default()
}
