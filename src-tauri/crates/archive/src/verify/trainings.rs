//! Training that cannot have been as it stands (X18): more than eight hours a day, more than the session had, people who are
//! not of the bureau.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use yihu_domain::{Id, Noun, Result, hours, staff::Staff, training::Training};

use super::VerifyReport;
use crate::Archive;

/// Most tenths of hours that a day has.
const DAY_TENTHS: i64 = 80;

impl Archive {
    /// Tells of them.
    pub(super) fn find_trainings(&self, report: &mut VerifyReport) -> Result<()> {
        let mut known: BTreeMap<Id<Staff>, String> = BTreeMap::new();
        self.store.each::<Staff>(|it| {
            known.insert(it.head.id, it.full_name);
            Ok(())
        })?;
        let mut days: BTreeMap<(NaiveDate, Id<Staff>), i64> = BTreeMap::new();
        let mut long: BTreeSet<NaiveDate> = BTreeSet::new();
        self.store.each::<Training>(|it| {
            let (id, of) = (it.head.id, Some((Noun::Training, it.head.id.uuid())));
            if it.tenths > DAY_TENTHS {
                let message =
                    format!("培训（{id}）一天{}课时，超过8课时：请核对，分几天的请分开登记。", hours::write(it.tenths));
                report.find("training_long", of, message);
                long.insert(it.held_on);
            }
            for there in &it.attendance {
                let Some(name) = known.get(&there.staff) else {
                    let message =
                        format!("培训（{id}）的签到里有一人不在人员名册里：请到人员里恢复他，或从签到里去掉。");
                    report.find("training_stranger", of, message);
                    continue;
                };
                if there.tenths > it.tenths {
                    let (came, had) = (hours::write(there.tenths), hours::write(it.tenths));
                    let message = format!("培训（{id}）{name}实到{came}课时，多于本次的{had}课时：请核对签到。");
                    report.find("training_over", of, message);
                }
                *days.entry((it.held_on, there.staff)).or_default() += there.tenths;
            }
            Ok(())
        })?;
        for ((on, staff), tenths) in days {
            if tenths > DAY_TENTHS && !long.contains(&on) {
                let name = known.get(&staff).map_or("", String::as_str);
                let message = format!(
                    "{name}{on}这一天几次培训共{}课时，超过8课时：请核对有没有重复登记。",
                    hours::write(tenths)
                );
                report.find("training_long", Some((Noun::Staff, staff.uuid())), message);
            }
        }
        Ok(())
    }
}
