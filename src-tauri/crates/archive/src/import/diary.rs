//! A row of the register of diaries.

use yihu_domain::{
    Result,
    check::Checker,
    day,
    diary::{Diary, DiaryDraft, DiaryState},
    rights::Right,
    text,
};
use yihu_exchange::sheet::LedgerRow;
use yihu_store::{Compare, Filter};

use super::{Action, Reader, Row, Write, action, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by day and officer.
    pub(super) fn diary(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let on = said("diary_on").and_then(|t| day::read(&t, today).ok());
        let key = on.zip(said("officer").and_then(|t| text::name(&t).ok()));
        let stored = match &key {
            Some((on, officer)) => {
                let same = Filter::all().and("diary_on", Compare::Equals, *on);
                let same = same.and("officer", Compare::Equals, officer.as_str());
                self.archive.store.list::<Diary>(&same)?.rows.into_iter().next()
            }
            None => None,
        };
        let stored = self.or_exported(stored, row)?;
        let mut draft: DiaryDraft = overlay(stored.as_ref().map(DiaryDraft::from), row)?;
        // What the archive says of it is no claim of this row.
        draft.state = said("state").unwrap_or_default();
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |it| it.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some((on, officer)) = &key {
            let number = format!("{on} {officer}");
            problems.extend(self.duplicate(&number, "diary_on", "duplicate_diary", "日期和市管员", row.row));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
        }
        let did = action(stored.as_ref(), &record, |it: &Diary| DiaryDraft::from(it))?;
        problems.extend(self.judged(stored.as_ref(), &record, &did));
        Ok(settled(problems, did, Write::Diary(Box::new(record))))
    }

    /// What an import may not do: change what is approved, or approve in the name of one who may.
    fn judged(&self, stored: Option<&Diary>, record: &Diary, did: &Action) -> Vec<yihu_domain::check::Problem> {
        let mut told = Checker::default();
        let approved = |it: &Diary| it.state == DiaryState::Approved;
        if stored.is_some_and(approved) && *did != Action::Same {
            told.error("approved_on", "approved", "这篇日志在档案里已审批，不能用导入修改：请先撤销审批。");
        } else if record.state == DiaryState::Approved
            && !stored.is_some_and(approved)
            && !self.archive.session.roles.has(Right::Decide)
        {
            let said =
                "这一行写了审批：请专卖股长或局领导登录导入，或去掉审批人、审批日期、审批意见三列，导入后再审批。";
            told.error("approved_on", "may_not_decide", said);
        }
        told.finish(Some(())).problems
    }
}
