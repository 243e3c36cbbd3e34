//! I15: retailers by class, which add up to all of them.

use super::Assessor;
use crate::{
    day,
    indicator::{Indicator, Target},
    retailer::Class,
};

impl Assessor<'_> {
    /// I15a to I15d.
    pub(super) fn class_figures(&self) -> impl Iterator<Item = Indicator> {
        let at_end = format!("截至{}", day::long(self.period.last()));
        self.by_class().into_iter().zip(['a', 'b', 'c', 'd']).map(move |((title, shops), letter)| {
            let (code, name) = (format!("I15{letter}"), format!("分类户数·{title}"));
            let formula = "该类户数÷零售户总数（各类加未分类等于总数）";
            Indicator::rate(&code, &name, (shops, self.retailers), Target::None, formula, &at_end)
        })
    }

    /// The same in one sentence.
    pub(super) fn classes_said(&self) -> String {
        let classes = self.by_class().map(|(title, shops)| format!("{title}{shops}户"));
        format!("零售户分类：{}，合计{}户。", classes.join("、"), self.retailers)
    }

    /// Retailers by class, those without one last: together they are all.
    fn by_class(&self) -> [(&'static str, i64); 4] {
        let of = |class: Class| (class.title(), self.classes.get(&class).copied().unwrap_or_default());
        let [mild, watched, key] = Class::ALL.map(of);
        [mild, watched, key, ("未分类", self.retailers - self.classes.values().sum::<i64>())]
    }
}
