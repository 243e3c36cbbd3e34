//! Saving a form: rights, rules, one write.

use yihu_domain::{
    Error, Head, Id, Noun, Record, Result,
    check::Severity,
    hotline::{Hotline, Informant},
    licence::{Licence, LicenceState},
    rights::Right,
};
use yihu_store::Writer;

use super::{
    Alike, Draft, FieldProblem, Saved,
    check::taken,
    diary::require_unapproved,
    draft::{Moves, Stored, Wanted},
};
use crate::{Archive, Done};

/// Records ready to be written.
pub(super) enum Ready {
    /// A retailer, its licence, and the licence that this one takes the place of
    Retailer(Box<yihu_domain::retailer::Retailer>, Option<Box<Licence>>, Option<Box<Licence>>),
    /// A matter, and what is written with it
    Matter(Box<yihu_domain::matter::Matter>, Moves),
    Vendor(Box<yihu_domain::vendor::Vendor>),
    Inspection(Box<yihu_domain::inspection::Inspection>),
    Diary(Box<yihu_domain::diary::Diary>),
    Campaign(Box<yihu_domain::campaign::Campaign>),
    Case(Box<yihu_domain::case::Case>),
    Hotline(Box<Hotline>),
    Staff(Box<yihu_domain::staff::Staff>),
    Training(Box<yihu_domain::training::Training>),
}

/// One who reported, on the way behind the wall.
type Reporter = (Id<Hotline>, String, Informant);

impl Ready {
    /// Writes them; says whether anything changed.
    pub(super) fn put(&mut self, w: &mut Writer<'_>) -> Result<bool> {
        match self {
            Self::Retailer(retailer, licence, before) => {
                let mut changed = w.put(&mut **retailer)?;
                if let Some(before) = before {
                    changed |= w.put(&mut **before)?;
                }
                if let Some(licence) = licence {
                    changed |= w.put(&mut **licence)?;
                }
                Ok(changed)
            }
            Self::Matter(matter, moves) => {
                let mut changed = false;
                if let Some(retailer) = &mut moves.retailer {
                    changed |= w.put(&mut **retailer)?;
                }
                for licence in &mut moves.licences {
                    changed |= w.put(licence)?;
                }
                Ok(w.put(&mut **matter)? || changed)
            }
            Self::Vendor(it) => w.put(&mut **it),
            Self::Inspection(it) => w.put(&mut **it),
            Self::Diary(it) => w.put(&mut **it),
            Self::Campaign(it) => w.put(&mut **it),
            Self::Case(it) => w.put(&mut **it),
            Self::Hotline(it) => w.put(&mut **it),
            Self::Staff(it) => w.put(&mut **it),
            Self::Training(it) => w.put(&mut **it),
        }
    }

    /// Its id, or that of the file which a matter belongs to.
    fn id_of(&self, noun: Noun) -> uuid::Uuid {
        match self {
            Self::Matter(it, _) if noun == Noun::Retailer => it.retailer.map_or(self.id(), Id::uuid),
            _ => self.id(),
        }
    }

    fn id(&self) -> uuid::Uuid {
        match self {
            Self::Retailer(it, ..) => it.head.id.uuid(),
            Self::Matter(it, _) => it.head().id.uuid(),
            Self::Vendor(it) => it.head().id.uuid(),
            Self::Inspection(it) => it.head().id.uuid(),
            Self::Diary(it) => it.head().id.uuid(),
            Self::Campaign(it) => it.head().id.uuid(),
            Self::Case(it) => it.head().id.uuid(),
            Self::Hotline(it) => it.head().id.uuid(),
            Self::Staff(it) => it.head().id.uuid(),
            Self::Training(it) => it.head().id.uuid(),
        }
    }
}

impl Archive {
    /// Saves a form: a new record without an `id`, else the one that was opened at `revision`.
    ///
    /// A record that has the identity number of another is saved with a `reason` only; the two are told apart then.
    pub fn record_save(
        &mut self,
        noun: Noun,
        id: Option<&str>,
        revision: u32,
        draft: &Draft,
        reason: Option<&str>,
    ) -> Result<Saved> {
        self.require(Right::to_edit(noun))?;
        super::require_page(noun)?;
        let stored = self.stored_or_new(noun, id)?;
        if let Some(stored) = &stored {
            require_unchanged(stored, revision)?;
        }
        if noun == Noun::Matter {
            self.require_decider(stored.as_ref(), draft)?;
        }
        let checked = self.read_draft(noun, stored.as_ref(), draft)?;
        let alike = self.alike(noun, stored.as_ref(), draft)?;
        let mut problems: Vec<FieldProblem> = checked.problems.into_iter().map(FieldProblem::from).collect();
        problems.extend(alike.iter().filter_map(taken));
        problems.extend(self.naming(noun, draft, &problems)?);
        let wanted = sound(checked.value, &problems)?;
        let twins: Vec<&Alike> = alike.iter().filter(|it| it.exact).collect();
        let reason = self.reason_for(&twins, reason)?;
        let (mut ready, reporter, note) = self.ready(wanted, stored.as_ref())?;
        problems.extend(note);
        let what = if stored.is_some() { "修改" } else { "新增" };
        let reason = reason.map(|reason| format!("（理由：{reason}）")).unwrap_or_default();
        if let Some((id, digest, who)) = &reporter {
            self.keep_informants([(*id, digest.as_str(), who)])?;
        }
        let mut stamp = self.stamp(String::new());
        stamp.op = format!("{what}{}{}{reason}", noun.title(), named(&ready));
        let changed = self.store.write(&stamp, |w| ready.put(w))?;
        let saved = self.stored(noun, ready.id())?;
        for twin in &twins {
            self.keep_apart(twin.noun, ready.id_of(twin.noun), Self::id(twin.noun, &twin.id)?)?;
        }
        Ok(Saved {
            id: saved.id().to_string(),
            number: saved.number(),
            title: saved.title(),
            revision: saved.revision(),
            warnings: problems,
            done: Done::of(&stamp, usize::from(changed)),
        })
    }

    /// The reason for saving beside another of the same identity number; none is needed where there is none.
    fn reason_for(&self, twins: &[&Alike], reason: Option<&str>) -> Result<Option<String>> {
        let Some(twin) = twins.first() else { return Ok(None) };
        if let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) {
            return self.reason(reason).map(Some);
        }
        let message = format!("与“{}”{}：如果确实不是重复，请写明理由再保存。", twin.title, twin.why);
        Err(Error::invalid(message.clone()).field(twin.field.clone(), message))
    }

    /// Makes what was read ready to be written: who reported goes behind the wall, a new licence takes the place of
    /// the one before.
    pub(super) fn ready(
        &self,
        wanted: Wanted,
        stored: Option<&Stored>,
    ) -> Result<(Ready, Option<Reporter>, Option<FieldProblem>)> {
        Ok(match wanted {
            Wanted::Retailer(retailer, mut licence) => {
                let current = match stored {
                    Some(Stored::Retailer(_, licences)) => licences.first(),
                    _ => None,
                };
                let before = current.zip(licence.as_mut()).filter(|(it, licence)| is_renewal(it, licence));
                let before = before.map(|(before, licence)| {
                    let mut before = before.clone();
                    licence.head = Head::new(self.new_id(), self.bureau_code());
                    licence.remark = None;
                    if before.state.is_live() {
                        before.state = LicenceState::Cancelled;
                    }
                    before
                });
                let note = before.as_ref().map(renewed);
                (Ready::Retailer(retailer, licence, before.map(Box::new)), None, note)
            }
            Wanted::Matter(it, moves) => (Ready::Matter(it, moves), None, None),
            Wanted::Vendor(it) => (Ready::Vendor(it), None, None),
            Wanted::Inspection(it) => (Ready::Inspection(it), None, None),
            Wanted::Diary(it) => (Ready::Diary(it), None, None),
            Wanted::Campaign(it) => (Ready::Campaign(it), None, None),
            Wanted::Case(it) => (Ready::Case(it), None, None),
            Wanted::Hotline(mut it, informant) => {
                let was = match stored {
                    Some(Stored::Hotline(was)) => Some(&**was),
                    _ => None,
                };
                let digest = self.settle_informant(&mut it, &informant, was)?;
                // Whom the wall knows under this record already need not be kept again.
                let new = digest.filter(|digest| was.is_none_or(|was| was.informant.as_ref() != Some(digest)));
                let reporter = new.map(|digest| (it.head.id, digest, informant));
                (Ready::Hotline(it), reporter, None)
            }
            Wanted::Staff(it) => (Ready::Staff(it), None, None),
            Wanted::Training(it) => (Ready::Training(it), None, None),
        })
    }
}

/// Refuses to write over what was changed since the form was opened, and into a void record.
fn require_unchanged(stored: &Stored, revision: u32) -> Result<()> {
    let name = format!("{}“{}”", stored.noun().title(), stored.title());
    if stored.removed() {
        return Err(Error::conflict(format!("{name}已作废，不能修改：请先恢复它。")));
    }
    if stored.revision() != revision {
        return Err(Error::conflict(format!("{name}刚被别处改过：请重新打开这条记录，核对后再保存。")));
    }
    require_unapproved(stored)
}

/// What was read, or everything that stands against it.
pub(super) fn sound(wanted: Option<Wanted>, problems: &[FieldProblem]) -> Result<Wanted> {
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
    match wanted {
        Some(wanted) if errors.is_empty() => Ok(wanted),
        _ => {
            let mut error = Error::invalid("有几处需要改正，请看各栏的提示。");
            for problem in errors {
                error.fields.entry(problem.field.clone()).or_insert_with(|| problem.message.clone());
            }
            Err(error)
        }
    }
}

/// Another number and a later beginning: a new licence. Another number alone is one that was typed wrong.
pub(crate) fn is_renewal(before: &Licence, wanted: &Licence) -> bool {
    let begins = |it: &Licence| it.valid_from.or(it.issued_on);
    before.licence_no != wanted.licence_no
        && begins(wanted).zip(begins(before)).is_some_and(|(wanted, before)| wanted > before)
}

fn renewed(before: &Licence) -> FieldProblem {
    FieldProblem {
        field: "licence_no".to_owned(),
        severity: Severity::Warning,
        code: "renewed".to_owned(),
        because: None,
        message: format!(
            "许可证号和有效期都换了，已按换发新证保存：旧证{}留在档案里，状态改为{}。如果只是更正，请撤销这一步。",
            before.licence_no,
            before.state.title()
        ),
    }
}

/// What the operation is named by: the number that people say.
fn named(ready: &Ready) -> String {
    let number = match ready {
        Ready::Retailer(_, licence, _) => licence.as_ref().map(|it| it.licence_no.clone()).unwrap_or_default(),
        Ready::Matter(it, _) => it.title(),
        // By its day, as a person: the name may be that of one who reported, and the log leaves.
        Ready::Vendor(it) => format!("{}发现", it.found_on),
        Ready::Inspection(it) => it.title(),
        Ready::Diary(it) => it.diary_on.to_string(),
        Ready::Campaign(it) => it.from_on.to_string(),
        Ready::Case(it) => it.case_no.to_string(),
        Ready::Hotline(it) => it.title(),
        Ready::Training(it) => it.held_on.to_string(),
        // A person's name may be that of one who reported, and the log leaves.
        Ready::Staff(_) => String::new(),
    };
    if number.is_empty() { number } else { format!(" {number}") }
}
