//! Diaries that were not approved in time, or never (X05).

use yihu_domain::{Noun, Record, Result, diary::DiaryState};
use yihu_store::Filter;

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of them: what is late stays late, and what waits is to be approved.
    pub(super) fn find_diaries(&self, report: &mut VerifyReport) -> Result<()> {
        let mut late = self.late_diaries(&Filter::all().sort("submitted_on", true))?;
        // What can still be dealt with is told first.
        late.sort_by_key(|(it, _)| it.state == DiaryState::Approved);
        for (it, by) in late {
            let id = it.head().id.uuid();
            let what = match it.approved_on {
                Some(on) => format!("{on}才审批，未按时"),
                None => "还没有审批，请审批人尽快审批或退回".to_owned(),
            };
            let message = format!("工作日志（{id}）应在{by}前审批，{what}。");
            report.find("diary_late", Some((Noun::Diary, id)), message);
        }
        Ok(())
    }
}
