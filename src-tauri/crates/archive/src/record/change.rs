//! What is done to many records at once: one field changed, made void, brought back. Each is one operation.

use yihu_domain::{
    Error, Id, Noun, Result,
    campaign::Campaign,
    case::Case,
    diary::Diary,
    hotline::Hotline,
    inspection::Inspection,
    matter::{Matter, Stage},
    retailer::Retailer,
    rights::Right,
    staff::Staff,
    training::Training,
    vendor::Vendor,
};

use super::{
    Draft, FieldKind, FieldProblem,
    diary::require_unapproved,
    draft::Stored,
    field,
    save::{Ready, sound},
};
use crate::{Archive, Done};

/// So many licences are named; the others are counted.
const NAMED: usize = 3;

impl Archive {
    /// Changes one field of many records; one that cannot be changed stops them all.
    pub fn record_change(&mut self, noun: Noun, ids: &[String], name: &str, value: &str) -> Result<Done> {
        self.require(Right::to_edit(noun))?;
        super::require_page(noun)?;
        let title = field::title_of(noun, name).to_owned();
        if !may_change(noun, name) {
            let instead = if name.starts_with("class") { "请用“成批分类”" } else { "请逐条修改" };
            return Err(Error::invalid(format!("“{title}”不能成批修改，{instead}。")).field(name, "不能成批修改"));
        }
        let mut ready = Vec::with_capacity(ids.len());
        for id in ids {
            let stored = self.stored(noun, Self::id(noun, id)?)?;
            ready.push(self.changed(&stored, name, value)?);
        }
        let stamp = self.stamp(format!("成批修改{}：{title}", noun.title()));
        let count = self.store.write(&stamp, |w| {
            let mut count = 0;
            for it in &mut ready {
                count += usize::from(it.put(w)?);
            }
            Ok(count)
        })?;
        Ok(Done::of(&stamp, count))
    }

    fn changed(&self, stored: &Stored, name: &str, value: &str) -> Result<Ready> {
        let refused = |error: Error| {
            let why = error.fields.get(name).cloned().unwrap_or_else(|| match error.fields.values().next() {
                Some(other) => other.clone(),
                None => error.message.clone(),
            });
            Error::invalid(format!("“{}”不能修改：{why}", stored.title())).field(name, why)
        };
        if stored.removed() {
            return Err(refused(Error::conflict("它已作废，请先恢复它。")));
        }
        require_unapproved(stored).map_err(refused)?;
        let mut draft = Draft {
            fields: stored.texts()?,
            goods: stored.goods(),
            attendance: stored.attendance(),
            measures: stored.measures(),
        };
        draft.fields.insert(name.to_owned(), value.to_owned());
        let checked = self.read_draft(stored.noun(), Some(stored), &draft)?;
        let problems: Vec<FieldProblem> = checked.problems.into_iter().map(FieldProblem::from).collect();
        let wanted = sound(checked.value, &problems).map_err(refused)?;
        Ok(self.ready(wanted, Some(stored))?.0)
    }

    /// Makes records void (作废) or brings them back; a retailer goes and comes with its licences.
    ///
    /// A retailer whose licence is in use, or for whom something is under way, goes for a `reason` only; a matter that
    /// stands in a licence goes by undoing alone.
    pub fn record_remove(&mut self, noun: Noun, ids: &[String], removed: bool, reason: Option<&str>) -> Result<Done> {
        self.require(Right::to_edit(noun))?;
        super::require_page(noun)?;
        let all = ids.iter().map(|id| self.stored(noun, Self::id(noun, id)?)).collect::<Result<Vec<_>>>()?;
        for it in &all {
            self.require_own_file(it, removed)?;
            if removed {
                require_unapproved(it)?;
            }
            if let Stored::Matter(it) = it
                && removed
                && !it.head.removed
            {
                self.require_without_effect(it)?;
            }
        }
        let reason = if removed { self.reason_to_void(&all, reason)? } else { None };
        let what = if removed { "作废" } else { "恢复" };
        let which = match all.as_slice() {
            [Stored::Staff(_)] => String::new(),
            [one] => format!(" {}", one.number()),
            many => format!("{}条", many.len()),
        };
        let reason = reason.map(|reason| format!("（理由：{reason}）")).unwrap_or_default();
        let stamp = self.stamp(format!("{what}{}{}{reason}", noun.title(), which.trim_end()));
        let count = self.store.write(&stamp, |w| {
            let mut count = 0;
            for it in &all {
                if let Stored::Retailer(_, licences) = it {
                    for licence in licences {
                        w.set_removed(licence.head.id, removed)?;
                    }
                }
                let id = it.id();
                let changed = match noun {
                    Noun::Retailer => w.set_removed::<Retailer>(Id::new(id), removed)?,
                    Noun::Matter => w.set_removed::<Matter>(Id::new(id), removed)?,
                    Noun::Vendor => w.set_removed::<Vendor>(Id::new(id), removed)?,
                    Noun::Inspection => w.set_removed::<Inspection>(Id::new(id), removed)?,
                    Noun::Diary => w.set_removed::<Diary>(Id::new(id), removed)?,
                    Noun::Campaign => w.set_removed::<Campaign>(Id::new(id), removed)?,
                    Noun::Case => w.set_removed::<Case>(Id::new(id), removed)?,
                    Noun::Hotline => w.set_removed::<Hotline>(Id::new(id), removed)?,
                    Noun::Staff => w.set_removed::<Staff>(Id::new(id), removed)?,
                    _ => w.set_removed::<Training>(Id::new(id), removed)?,
                };
                count += usize::from(changed);
            }
            Ok(count)
        })?;
        Ok(Done::of(&stamp, count))
    }

    /// The reason for which files go that are in use; none is needed where none is.
    fn reason_to_void(&self, all: &[Stored], reason: Option<&str>) -> Result<Option<String>> {
        let (mut live, mut open) = (Vec::new(), 0);
        for it in all {
            let Stored::Retailer(it, licences) = it else { return Ok(None) };
            if it.head.removed {
                continue;
            }
            let current = licences.iter().filter(|licence| licence.state.is_live());
            live.extend(current.map(|licence| format!("{}（{}）", licence.licence_no, licence.state.title())));
            let matters = self.store.matters_of(it.head.id)?;
            open += matters.iter().filter(|it| it.stage() != Stage::Done).count();
        }
        if live.is_empty() && open == 0 {
            return Ok(None);
        }
        if let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) {
            return self.reason(reason).map(Some);
        }
        let named = live.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
        let more = if live.len() > NAMED { format!("等{}份", live.len()) } else { String::new() };
        let stands = [
            (!live.is_empty()).then(|| format!("许可证{named}{more}还在用")),
            (open > 0).then(|| format!("有{open}件许可事项没有办结")),
        ];
        let stands = stands.into_iter().flatten().collect::<Vec<_>>().join("，");
        let advice = "不再经营的请办歇业、注销，重复的请合并两户；确实录错了的，写明理由再作废";
        let message = format!("{stands}，不能直接作废：{advice}。");
        Err(Error::invalid(message.clone()).field("reason", message))
    }

    /// A file that went into another comes back by undoing that alone: what lay in it lies there.
    fn require_own_file(&self, it: &Stored, removed: bool) -> Result<()> {
        let Stored::Retailer(it, _) = it else { return Ok(()) };
        let Some(into) = it.merged_into.filter(|_| !removed) else { return Ok(()) };
        let into = self.title_of(Noun::Retailer, into.uuid())?;
        Err(Error::conflict(format!("“{}”已并入“{into}”，不能单独恢复：请在操作日志里撤销那一次合并。", it.trade_name)))
    }
}

/// What many records may have in common; a number or a name belongs to one.
pub(super) fn may_change(noun: Noun, name: &str) -> bool {
    const OWN: [&str; 6] = [
        "upstream_no",
        "decision_no",
        "law_certificate_no",
        "inspection_certificate_no",
        "business_registration_no",
        "target_name",
    ];
    // A step belongs to one matter; what was decided, to one licence.
    if noun == Noun::Matter {
        return matches!(name, "handler" | "remark");
    }
    // A class goes with its reason, its day and who decided.
    if noun == Noun::Retailer && name.starts_with("class") {
        return false;
    }
    let own = |kind| {
        matches!(
            kind,
            FieldKind::IdCard | FieldKind::LicenceNo | FieldKind::Phone | FieldKind::Uscc | FieldKind::CaseNo
        )
    };
    field::fields(noun).into_iter().any(|it| {
        it.name == name
            && it.form
            && !it.secret
            && !OWN.contains(&name)
            && !own(it.kind)
            && (!it.required || matches!(it.kind, FieldKind::Choice | FieldKind::Hours | FieldKind::People))
    })
}
