//! Records of 12313 that were closed and leave no trace of what was done (痕迹资料缺失, S0④; X06).

use yihu_domain::{Noun, Result, hotline::Hotline};

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of those without a result, and of those whose reporter is known and was told nothing.
    pub(super) fn find_hotlines(&self, report: &mut VerifyReport) -> Result<()> {
        self.store.each::<Hotline>(|it| {
            let Some(closed) = it.closed_on else { return Ok(()) };
            let told = it.anonymous || it.is_fed_back();
            let lacks = match (it.result.is_some(), told) {
                (true, true) => return Ok(()),
                (false, true) => "没有办理结果",
                (true, false) => "没有反馈情况，举报投诉人不是匿名的要反馈",
                (false, false) => "没有办理结果和反馈情况",
            };
            let id = it.head.id;
            let message = format!("12313记录（{id}）{closed}办结，{lacks}：痕迹资料缺失，请照办理材料补填。");
            report.find("hotline_untraced", Some((Noun::Hotline, id.uuid())), message);
            Ok(())
        })
    }
}
