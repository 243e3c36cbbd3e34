//! Cases that cannot be as they stand, and what a reviewer of the files asks about: days, officers, sums, numbers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;
use yihu_domain::{
    Noun, Result,
    case::{Case, CaseGoods, DECISION_DAYS},
    money, sticks,
};

use super::VerifyReport;
use crate::Archive;

/// Numbers that a register lacks, at most so many of them told one by one.
const TOLD: usize = 10;

/// The cases of one register and year, by number.
type Register = BTreeMap<u32, Uuid>;

impl Archive {
    /// Tells of days in the wrong order (X12, X23), of one officer alone (X22), of sums that are none (X11), of decisions
    /// that took too long (X12), and of numbers that a register lacks (X09).
    pub(super) fn find_cases(&self, report: &mut VerifyReport) -> Result<()> {
        let mut registers: BTreeMap<(String, i32), Register> = BTreeMap::new();
        self.store.each_with_void::<Case>(|it| {
            let no = &it.case_no;
            // A void case keeps its number: it is not lacking.
            registers.entry((no.prefix().to_owned(), no.year())).or_default().insert(no.number(), it.head.id.uuid());
            if !it.head.removed {
                let of = Some((Noun::Case, it.head.id.uuid()));
                for (code, said) in order(&it).into_iter().chain(alone(&it)).chain(goods(&it)).chain(slow(&it)) {
                    report.find(code, of, format!("案件（{}）{said}", it.head.id));
                }
            }
            Ok(())
        })?;
        for ((prefix, year), register) in registers {
            for (id, lacks) in gaps(&register) {
                let message = format!(
                    "案件（{id}）以前缺{prefix}〔{year}〕{lacks}：请核对是漏登还是没有用过，没有用过的在台账上注明。"
                );
                report.find("case_gap", Some((Noun::Case, id)), message);
            }
        }
        Ok(())
    }
}

/// The first step that came before the one that it follows.
fn order(it: &Case) -> Option<(&'static str, String)> {
    let steps = [
        ("案发", it.occurred_on),
        ("立案", it.filed_on),
        ("调查终结", it.investigated_on),
        ("处罚决定", it.decided_on),
        ("送达", it.served_on),
        ("结案", it.closed_on),
        ("归档", it.archived_on),
    ];
    let known: Vec<(&str, NaiveDate)> = steps.into_iter().filter_map(|(name, on)| Some((name, on?))).collect();
    let ((earlier, a), (later, b)) = known.iter().zip(known.iter().skip(1)).find(|(a, b)| b.1 < a.1)?;
    Some(("case_order", format!("{later}日期{b}早于{earlier}日期{a}：请照文书核对，改正写错的一个。")))
}

fn alone(it: &Case) -> Option<(&'static str, String)> {
    let said = match it.officers.as_slice() {
        [] => "没有写承办人：办案须两人以上（行政处罚法第42条），请照案卷补上。",
        [_] => "只有一名承办人，不符合行政处罚法第42条：漏写的请照案卷补上另一名。",
        _ => return None,
    };
    Some(("case_alone", said.to_owned()))
}

/// Rows that are not quantity times price, and sums that are not those of the rows.
fn goods(it: &Case) -> Option<(&'static str, String)> {
    let wrong = |row: &&CaseGoods| {
        let Some((price, amount)) = row.price_fen.zip(row.amount_fen) else { return false };
        // Half a 分 of rounding either way.
        (amount * sticks::CARTON - price * row.sticks).abs() > sticks::CARTON
    };
    if let Some(row) = it.goods.iter().find(wrong) {
        let said = format!("涉案物品“{}”的合计不等于数量乘单价：请核对数量、单价和合计。", row.brand);
        return Some(("case_goods", said));
    }
    let rows: i64 = it.goods.iter().map(|row| row.sticks).sum();
    if let Some(all) = it.sticks.filter(|all| *all != rows && !it.goods.is_empty()) {
        let said = format!(
            "涉案卷烟写的是{}，涉案物品各行加起来是{}：请核对，改正写错的一个。",
            sticks::write(all),
            sticks::write(rows)
        );
        return Some(("case_goods", said));
    }
    let amounts = it.goods.iter().map(|row| row.amount_fen).sum::<Option<i64>>()?;
    let value = it.value_fen.filter(|value| *value != amounts && !it.goods.is_empty())?;
    let (said, added) = (money::write(value), money::write(amounts));
    Some(("case_goods", format!("案值写的是{said}元，涉案物品各行合计是{added}元：请核对，改正写错的一个。")))
}

fn slow(it: &Case) -> Option<(&'static str, String)> {
    let took = (it.decided_on? - it.filed_on?).num_days();
    let said =
        || format!("立案到处罚决定用了{took}天，超过90日（行政处罚法第60条）：请看案卷里有没有延期的审批和告知。");
    (took > DECISION_DAYS.cast_signed()).then(|| ("case_slow", said()))
}

/// The numbers that a register lacks, each beside the case that comes after.
fn gaps(register: &Register) -> Vec<(Uuid, String)> {
    let pairs = register.keys().zip(register.iter().skip(1)).filter(|(a, (b, _))| **b > **a + 1);
    let said = |(a, (b, id)): (&u32, (&u32, &Uuid))| {
        let lacks = if b - a == 2 { format!("第{}号", a + 1) } else { format!("第{}至{}号", a + 1, b - 1) };
        (*id, lacks)
    };
    pairs.map(said).take(TOLD).collect()
}
