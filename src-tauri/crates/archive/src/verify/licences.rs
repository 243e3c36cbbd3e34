//! Licences whose numbers no licence has, and those that ran out and were never ended (X13).

use yihu_domain::{Noun, Result, licence::Licence, licence_no};

use super::VerifyReport;
use crate::Archive;

impl Archive {
    /// Tells of them; an odd number is only told, for old districts' numbers stay valid.
    pub(super) fn find_licences(&self, report: &mut VerifyReport) -> Result<()> {
        let today = self.clock.today();
        self.store.each::<Licence>(|it| {
            let (id, of) = (it.head.id, Some((Noun::Licence, it.head.id.uuid())));
            match licence_no::read(&it.licence_no) {
                Err(wrong) => report.find("licence_no_wrong", of, format!("许可证（{id}）：{}", wrong.message)),
                Ok(no) => {
                    if let Some(odd) = licence_no::doubt(&no, self.bureau_code()) {
                        report.find("licence_no_odd", of, format!("许可证（{id}）：{}", odd.message));
                    }
                }
            }
            if let Some(end) = it.valid_to.filter(|_| it.is_expired(today)) {
                let state = it.state.title();
                let message = format!(
                    "许可证（{id}）{end}已经到期，状态还是“{state}”：已延续的请补登延续，不再经营的请办注销（行政许可法第70条）。"
                );
                report.find("licence_expired", of, message);
            }
            Ok(())
        })
    }
}
