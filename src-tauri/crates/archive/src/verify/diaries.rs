//! Diaries that were not approved in time, or never (X05).

use std::cmp::Reverse;

use yihu_domain::{Noun, Result, diary::Diary};

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of them: what is late stays late, and what waits is to be approved.
    pub(super) fn find_diaries(&self, report: &mut VerifyReport) -> Result<()> {
        let (calendar, days, today) = (self.calendar()?, self.bureau.supervision.approval_days, self.clock.today());
        let mut late = Vec::new();
        self.store.each::<Diary>(|it| {
            // Where the calendar does not reach nothing is late.
            let by = it.approve_by(&calendar, days).ok().flatten().filter(|by| it.is_late(*by, today));
            late.extend(by.map(|by| (it.approved_on, it.submitted_on, by, it.head.id.uuid())));
            Ok(())
        })?;
        // What can still be dealt with is told first, then what was handed in last.
        late.sort_by_key(|(approved, submitted, ..)| (approved.is_some(), Reverse(*submitted)));
        for (approved, _, by, id) in late {
            let what = match approved {
                Some(on) => format!("{on}才审批，未按时"),
                None => "还没有审批，请审批人尽快审批或退回".to_owned(),
            };
            let message = format!("工作日志（{id}）应在{by}前审批，{what}。");
            report.find("diary_late", Some((Noun::Diary, id)), message);
        }
        Ok(())
    }
}
