//! One condition, from people's words to a column.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use yihu_domain::{
    Error, Noun, Result, case_no,
    check::{Refusal, as_kept},
    day, hours, id_card, licence_no, money, phone, sticks, text,
};
use yihu_store::{self as store, Filter};

use super::{Compare, Condition, FieldKind, field, filter::column};

/// Adds one condition.
pub(super) fn apply(noun: Noun, filter: Filter, it: &Condition, today: NaiveDate) -> Result<Filter> {
    if it.field == "id" {
        return Ok(filter.and("id", store::Compare::AnyOf, words(&it.value)));
    }
    let kind = field::kind_of(noun, &it.field).filter(|_| !field::is_secret(&it.field));
    let known = field::fields(noun).into_iter().any(|f| f.filtered && f.name == it.field);
    let Some(kind) = kind.filter(|_| known) else {
        return Err(Error::invalid("有一个查询条件所指的栏目不能查询，请去掉这个条件。").field(&it.field, "不能查询"));
    };
    let asked = Asked { noun, condition: it, kind, column: column(&it.field), today };
    match it.compare {
        Compare::Empty => Ok(asked.is_filled(filter, false)),
        Compare::Filled => Ok(asked.is_filled(filter, true)),
        _ => asked.compared(filter),
    }
}

fn words(value: &str) -> Vec<String> {
    value.split('|').map(text::line).filter(|word| !word.is_empty()).collect()
}

/// One condition on a known column.
struct Asked<'a> {
    noun: Noun,
    condition: &'a Condition,
    kind: FieldKind,
    column: &'a str,
    today: NaiveDate,
}

impl Asked<'_> {
    fn title(&self) -> &str {
        field::title_of(self.noun, &self.condition.field)
    }

    fn refused(&self, message: String) -> Error {
        Error::invalid(message.clone()).field(&self.condition.field, message)
    }

    fn unfit(&self) -> Error {
        self.refused(format!("“{}”不能这样比较，请换一种比较方式。", self.title()))
    }

    fn is_filled(&self, filter: Filter, filled: bool) -> Filter {
        use store::Compare::{Differs, Empty, Equals, Filled};
        match (self.kind, filled) {
            (FieldKind::YesNo, filled) => filter.and(self.column, Equals, filled),
            (FieldKind::People, true) => filter.and(self.column, Differs, "[]"),
            (FieldKind::People, false) => filter.and(self.column, Equals, "[]"),
            (_, true) => filter.and(self.column, Filled, ""),
            (_, false) => filter.and(self.column, Empty, ""),
        }
    }

    fn compared(&self, filter: Filter) -> Result<Filter> {
        match self.kind {
            FieldKind::Choice => self.choice(filter),
            FieldKind::YesNo => self.yes_no(filter),
            FieldKind::People => self.people(filter),
            FieldKind::Instant => self.instant(filter),
            FieldKind::Day => self.day(filter),
            FieldKind::Sticks => self.number(filter, sticks::read),
            FieldKind::Money => self.number(filter, money::read),
            FieldKind::Hours => self.number(filter, hours::read),
            _ => self.text(filter),
        }
    }

    /// The value without what people put around it; nothing to compare with is refused.
    fn value(&self) -> Result<String> {
        text::some(&self.condition.value)
            .ok_or_else(|| self.refused(format!("请填写“{}”要查的内容，或去掉这个条件。", self.title())))
    }

    fn read<T>(&self, read: impl FnOnce(&str) -> Result<T, Refusal>) -> Result<T> {
        read(&self.value()?).map_err(|refusal| self.refused(refusal.message))
    }

    fn plain(&self) -> Result<store::Compare> {
        Ok(match self.condition.compare {
            Compare::Equals => store::Compare::Equals,
            Compare::Differs => store::Compare::Differs,
            Compare::Contains => store::Compare::Contains,
            Compare::StartsWith => store::Compare::StartsWith,
            Compare::AtLeast => store::Compare::AtLeast,
            Compare::AtMost => store::Compare::AtMost,
            Compare::AnyOf => store::Compare::AnyOf,
            Compare::Empty | Compare::Filled => return Err(self.unfit()),
        })
    }

    fn text(&self, filter: Filter) -> Result<Filter> {
        // A whole number is compared in the form in which it is stored.
        let whole = |typed: &str| {
            let read = match self.kind {
                FieldKind::IdCard => as_kept(id_card::read(typed)),
                FieldKind::LicenceNo => licence_no::read(typed).ok(),
                FieldKind::Phone => as_kept(phone::read(typed)),
                FieldKind::CaseNo => case_no::read(typed).ok().map(|no| no.to_string()),
                _ => None,
            };
            read.unwrap_or_else(|| typed.to_owned())
        };
        let value = self.value()?;
        Ok(match self.condition.compare {
            Compare::AnyOf => {
                let all: Vec<String> = words(&value).iter().map(|word| whole(word)).collect();
                filter.and(self.column, store::Compare::AnyOf, all)
            }
            Compare::Equals | Compare::Differs => filter.and(self.column, self.plain()?, whole(&value)),
            _ => filter.and(self.column, self.plain()?, value),
        })
    }

    fn choice(&self, filter: Filter) -> Result<Filter> {
        let value = self.value()?;
        let all = field::choice_words(self.noun, &self.condition.field);
        let those = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
            all.iter().filter(|(title, _)| fits(title)).map(|(_, stored)| stored.clone()).collect()
        };
        let one = |typed: &str| {
            let exact = those(&|title| title == typed);
            // 重点 is 重点监控户, not 非重点监控户.
            let begun = if exact.is_empty() { those(&|title| title.starts_with(typed)) } else { exact };
            let near = if begun.is_empty() { those(&|title| title.contains(typed)) } else { begun };
            match near.as_slice() {
                [stored] => Ok(stored.clone()),
                _ if self.condition.field == "holder_type" => Ok(typed.to_owned()),
                _ => {
                    let titles: Vec<_> = all.iter().map(|(title, _)| *title).collect();
                    let message = format!("“{}”没有“{typed}”，可选：{}。", self.title(), titles.join("、"));
                    Err(self.refused(message))
                }
            }
        };
        Ok(match self.condition.compare {
            Compare::Equals | Compare::Differs => filter.and(self.column, self.plain()?, one(&value)?),
            Compare::AnyOf => {
                let stored = words(&value).iter().map(|word| one(word)).collect::<Result<Vec<_>>>()?;
                filter.and(self.column, store::Compare::AnyOf, stored)
            }
            Compare::Contains => filter.and(self.column, store::Compare::AnyOf, those(&|t| t.contains(&value))),
            Compare::StartsWith => filter.and(self.column, store::Compare::AnyOf, those(&|t| t.starts_with(&value))),
            _ => return Err(self.unfit()),
        })
    }

    fn yes_no(&self, filter: Filter) -> Result<Filter> {
        let value = self.value()?;
        let yes = |word: &String| text::yes(word);
        let asked = words(&value);
        Ok(match self.condition.compare {
            // Both words: all of them.
            Compare::AnyOf if asked.iter().any(yes) && !asked.iter().all(yes) => filter,
            Compare::Equals | Compare::Contains | Compare::AnyOf => {
                filter.and(self.column, store::Compare::Equals, asked.iter().any(yes))
            }
            Compare::Differs => filter.and(self.column, store::Compare::Equals, !asked.iter().any(yes)),
            _ => return Err(self.unfit()),
        })
    }

    /// Names stand in a list, each in quotation marks.
    fn people(&self, filter: Filter) -> Result<Filter> {
        let value = self.value()?;
        let sought = match self.condition.compare {
            Compare::Equals => format!("\"{value}\""),
            Compare::StartsWith => format!("\"{value}"),
            Compare::Contains => value,
            _ => return Err(self.unfit()),
        };
        Ok(filter.and(self.column, store::Compare::Contains, sought))
    }

    fn day(&self, filter: Filter) -> Result<Filter> {
        match self.condition.compare {
            // Part of a day: a year, a month.
            Compare::Contains | Compare::StartsWith => Ok(filter.and(self.column, self.plain()?, self.value()?)),
            Compare::AnyOf => {
                let read = |word: &String| day::read(word, self.today).map(|on| on.to_string());
                let days = words(&self.value()?).iter().map(read).collect::<Result<Vec<_>, _>>();
                let days = days.map_err(|refusal| self.refused(refusal.message))?;
                Ok(filter.and(self.column, store::Compare::AnyOf, days))
            }
            _ => Ok(filter.and(self.column, self.plain()?, self.read(|t| day::read(t, self.today))?)),
        }
    }

    /// A day without a time is the whole day, a time its whole minute.
    fn instant(&self, filter: Filter) -> Result<Filter> {
        use store::Compare::{AtLeast, AtMost};
        let from = self.read(|t| day::read_instant(t, self.today))?;
        let time = day::local(from).time();
        let span = if time == NaiveTime::MIN {
            TimeDelta::days(1)
        } else if time.second() == 0 {
            TimeDelta::minutes(1)
        } else {
            TimeDelta::seconds(1)
        };
        // Stored to the second, or with a fraction that sorts before the Z.
        let bound = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let (first, last) = (bound(from), bound(from + span - TimeDelta::seconds(1)));
        Ok(match self.condition.compare {
            Compare::Equals | Compare::Contains | Compare::StartsWith => {
                filter.and(self.column, AtLeast, first).and(self.column, AtMost, last)
            }
            Compare::AtLeast => filter.and(self.column, AtLeast, first),
            Compare::AtMost => filter.and(self.column, AtMost, last),
            _ => return Err(self.unfit()),
        })
    }

    fn number(&self, filter: Filter, read: impl FnOnce(&str) -> Result<i64, Refusal>) -> Result<Filter> {
        match self.condition.compare {
            Compare::Equals | Compare::Differs | Compare::AtLeast | Compare::AtMost => {
                Ok(filter.and(self.column, self.plain()?, self.read(read)?))
            }
            _ => Err(self.unfit()),
        }
    }
}
