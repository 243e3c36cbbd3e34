//! 分类建议: the bureau's rules held against what happened, and what a person decides on them.
//!
//! Nothing changes by itself. Accepting and keeping is deciding (局领导, 专卖股长: domain.md §4.8); whoever may edit retailers
//! writes down what was decided elsewhere, with who decided.

mod decide;
mod leave;

use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use yihu_domain::{
    Result,
    class::{ClassRulesDraft, Fact, Proposal, Rule},
    retailer::Class,
    rights::Right,
};
use yihu_store::class::ClassShop;

use crate::{
    Archive, Done,
    shown::{
        Tally,
        class::{ClassBoard, ClassFact, ClassQuery, ClassRow, ClassRows, ClassRule, ClassSettings},
        number,
    },
};

/// Rows that a page shows at most.
const PAGE: usize = 500;

/// A shop, and what is proposed for it.
type Proposed = (ClassShop, Proposal);

/// What was proposed last, after which change and on which day: until something happens it is the same.
pub(crate) type Reckoned = RefCell<Option<((i64, NaiveDate), Arc<Vec<Proposed>>)>>;

impl Archive {
    /// Shows the shops by class, the rules, and how many shops each proposes a class for.
    pub fn class_show(&self) -> Result<ClassBoard> {
        self.require(Right::Read)?;
        let counted = self.store.retailers_by_class()?;
        let of = |class: Option<Class>| counted.iter().filter(|(c, _)| *c == class).map(|(_, n)| n).sum::<i64>();
        let mut classes: Vec<Tally> =
            Class::ALL.into_iter().map(|class| Tally::new(class.title(), of(Some(class)))).collect();
        classes.push(Tally::new("未分类", of(None)));
        let proposals = self.class_proposals()?;
        let rules = &self.bureau.class_rules;
        let rule = |rule: Rule| ClassRule {
            rule,
            title: rule.title().to_owned(),
            says: rules.says(rule),
            on: rules.of(rule).on,
            count: number(proposals.iter().filter(|(_, it)| it.rule == rule).count()),
        };
        let towns: BTreeSet<String> = proposals.iter().filter_map(|(shop, _)| shop.town.clone()).collect();
        Ok(ClassBoard {
            total: classes.iter().map(|it| it.count).sum(),
            classes,
            rules: Rule::ALL.map(rule).to_vec(),
            towns: towns.into_iter().collect(),
        })
    }

    /// Lists proposals: those to be watched more closely first.
    pub fn class_list(&self, query: &ClassQuery, offset: u32, limit: u32) -> Result<ClassRows> {
        self.require(Right::Read)?;
        let all = self.class_asked(query)?;
        let page = all.iter().skip(offset as usize).take((limit as usize).min(PAGE));
        Ok(ClassRows { rows: page.map(row).collect(), total: number(all.len()) })
    }

    /// How many shops a class is proposed for.
    pub(crate) fn class_total(&self) -> Result<u32> {
        Ok(number(self.class_proposals()?.len()))
    }

    fn class_asked(&self, query: &ClassQuery) -> Result<Vec<Proposed>> {
        let all = self.class_proposals()?;
        let asked = |(shop, it): &&Proposed| {
            query.rule.is_none_or(|rule| rule == it.rule)
                && (query.to.is_empty() || query.to == it.to.title())
                && (query.town.is_empty() || shop.town.as_deref() == Some(&query.town))
        };
        Ok(all.iter().filter(asked).cloned().collect())
    }

    /// Every shop for which the rules propose a class today.
    fn class_proposals(&self) -> Result<Arc<Vec<Proposed>>> {
        let (today, rules) = (self.clock.today(), &self.bureau.class_rules);
        let mark = (self.store.last_change()?.map_or(0, |it| it.seq), today);
        if let Some((made_at, all)) = &*self.reckoned.borrow()
            && *made_at == mark
        {
            return Ok(Arc::clone(all));
        }
        let shops = self.store.class_shops(rules.from(today))?;
        let found = shops.into_iter().filter_map(|shop| {
            let it = rules.propose(&shop.standing, today)?;
            Some((shop, it))
        });
        let mut all: Vec<Proposed> = found.collect();
        let order = |(shop, it): &Proposed| {
            (std::cmp::Reverse(is_up(shop, it)), std::cmp::Reverse(it.to), it.rule, shop.licence_no.clone())
        };
        all.sort_by_cached_key(order);
        let all = Arc::new(all);
        self.reckoned.replace(Some((mark, Arc::clone(&all))));
        Ok(all)
    }

    /// The rules as they are set.
    pub fn class_rules(&self) -> Result<ClassSettings> {
        self.require(Right::Read)?;
        let it = &self.bureau;
        Ok(ClassSettings { rules: ClassRulesDraft::from(&it.class_rules), revision: number(it.head.revision) })
    }

    /// Changes the rules.
    pub fn class_rules_save(&mut self, draft: &ClassSettings) -> Result<Done> {
        self.require(Right::Settings)?;
        let mut bureau = self.bureau_at(draft.revision)?;
        bureau.class_rules = draft.rules.check().into_result()?;
        self.put_bureau("修改分类口径", bureau)
    }
}

/// Whether a shop is watched more closely by what is proposed.
fn is_up(shop: &ClassShop, it: &Proposal) -> bool {
    shop.standing.class.map_or(it.to > Class::LawAbiding, |class| it.to > class)
}

fn row((shop, it): &Proposed) -> ClassRow {
    ClassRow {
        id: shop.id.to_string(),
        number: shop.licence_no.clone(),
        title: shop.trade_name.clone(),
        town: shop.town.clone().unwrap_or_default(),
        class: shop.standing.class.map(Class::title).unwrap_or_default().to_owned(),
        class_on: yihu_domain::day::write_optional(shop.standing.class_on),
        to: it.to.title().to_owned(),
        up: is_up(shop, it),
        rule: it.rule.title().to_owned(),
        why: it.says.clone(),
        facts: it.facts.iter().filter_map(fact).collect(),
    }
}

fn fact(it: &Fact) -> Option<ClassFact> {
    Some(ClassFact { noun: it.rule.noun()?, id: it.id.to_string(), title: named(it) })
}

/// What a clerk calls a record on which a proposal stands.
fn named(it: &Fact) -> String {
    match it.rule {
        Rule::CaseFiled => it.number.clone(),
        Rule::ReportTrue if !it.number.is_empty() => it.number.clone(),
        Rule::ReportTrue => format!("{}办结的举报", it.on),
        _ => format!("{}的检查", it.on),
    }
}
