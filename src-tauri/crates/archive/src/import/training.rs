//! A row of the training sheet: one session, its people as columns.

use yihu_domain::{
    Result, day, hours, text,
    training::{AttendanceDraft, Training, TrainingDraft},
};
use yihu_exchange::sheet::LedgerRow;
use yihu_store::{Compare, Filter};

use super::{Action, Reader, Row, Write, action, overlay, settled};

impl Reader<'_> {
    /// Reads one row, matched by day, topic and lecturer.
    pub(super) fn training(&mut self, row: &LedgerRow) -> Result<Row> {
        let today = self.archive.clock.today();
        let said = |field: &str| row.values.get(field).and_then(|t| text::some(t));
        let key = said("held_on").and_then(|t| day::read(&t, today).ok()).zip(said("topic"));
        let lecturer = said("lecturer");
        let stored = match &key {
            Some((held_on, topic)) => {
                let asked = Filter::all().and("held_on", Compare::Equals, *held_on).and(
                    "topic",
                    Compare::Equals,
                    topic.as_str(),
                );
                let same_day = self.archive.store.list::<Training>(&asked)?;
                same_day.rows.into_iter().find(|t| lecturer.is_none() || t.lecturer == lecturer)
            }
            None => None,
        };
        let stored = self.or_exported(stored, row)?;
        let mut draft: TrainingDraft = overlay(stored.as_ref().map(TrainingDraft::from), row)?;
        for (name, mark) in &row.marks {
            let Ok(name) = text::name(name) else { continue };
            if mark.trim().is_empty() {
                continue;
            }
            let staff = self.person(&name);
            draft.attendance.retain(|a| a.staff != staff);
            draft.attendance.push(AttendanceDraft { staff, mark: mark.clone() });
        }
        draft.attendance.sort_by_key(|a| a.staff);
        let id = stored.as_ref().map_or_else(|| self.archive.new_id(), |t| t.head.id);
        let checked = draft.check(id, self.bureau(), today);
        let mut problems = checked.problems;
        if let Some((held_on, topic)) = &key {
            let number = format!("{held_on} {topic} {}", lecturer.unwrap_or_default());
            problems.extend(self.duplicate(&number, "topic", "duplicate_session", "日期、内容和授课人", row.row));
        }
        let Some(mut record) = checked.value else { return Ok(Row::refused(problems)) };
        if let Some(stored) = &stored {
            record.head = stored.head.clone();
        }
        let mut did = action(stored.as_ref(), &record, |t: &Training| TrainingDraft::from(t))?;
        if let (Action::Changed(differences), Some(stored)) = (&mut did, &stored) {
            for it in differences.iter_mut().filter(|it| it.field == "attendance") {
                (it.before, it.after) = (self.attended(stored), self.attended(&record));
            }
        }
        Ok(settled(problems, did, Write::Training(Box::new(record))))
    }

    /// Who attended how long, in words: `李晓梅4、王建国2`.
    fn attended(&self, it: &Training) -> String {
        let name = |id| self.people.values().find(|p| p.head.id == id).map_or("", |p| p.full_name.as_str());
        let words: Vec<String> =
            it.attendance.iter().map(|a| format!("{}{}", name(a.staff), hours::write(a.tenths))).collect();
        words.join("、")
    }
}
