//! Invents training: sixteen sessions a year, and officers who come as they can: most miss their forty hours.

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    training::{AttendanceDraft, Training, TrainingDraft},
};

use super::county::{County, back, sound, weekday};
use crate::Archive;

/// Sessions a year.
const A_YEAR: i64 = 16;
/// Days from one to the next.
const APART: i64 = 22;
const HOURS: &str = "1.5 2 2 2.5 3 4 4";
/// Tenths of hours that a year's sessions come to, about.
const OFFERED: i64 = A_YEAR * 27;
const TOPICS: &str =
    "《烟草专卖行政处罚程序规定》 真假烟识别 执法规范 办案文书制作 许可证管理 电子烟监管 案卷评查 内部专卖管理监督";

impl County {
    /// The sessions, oldest first; what each takes in a year is spread about thirty hours.
    pub(super) fn trainings(&mut self, archive: &Archive) -> Result<Vec<Training>> {
        let mut all = Vec::new();
        for year in 0..i64::from(self.years) {
            let wanted: Vec<i64> = (0..self.crew.len()).map(|_| self.dice.bell(300, 110).clamp(0, 600)).collect();
            for n in 0..A_YEAR {
                let on = weekday(back(self.today, year * 365 + n * APART + 1));
                all.push(self.training(archive, on, &wanted)?);
            }
        }
        all.sort_by_key(|it| it.held_on);
        Ok(all)
    }

    fn training(&mut self, archive: &Archive, on: NaiveDate, wanted: &[i64]) -> Result<Training> {
        let mut attendance = Vec::new();
        for (officer, wanted) in self.crew.iter().zip(wanted) {
            let comes = self.dice.per_mille(wanted * 1000 / OFFERED);
            if comes && officer.left.is_none_or(|left| on < left) {
                attendance.push(AttendanceDraft { staff: officer.id, mark: "√".to_owned() });
            }
        }
        let draft = TrainingDraft {
            held_on: on.to_string(),
            topic: self.dice.word(TOPICS).to_owned(),
            mode: self.dice.word("集中授课 自学 网络").to_owned(),
            lecturer: self.one(),
            place: "二楼会议室".to_owned(),
            hours: self.dice.word(HOURS).to_owned(),
            attendance,
            ..TrainingDraft::default()
        };
        sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))
    }
}
