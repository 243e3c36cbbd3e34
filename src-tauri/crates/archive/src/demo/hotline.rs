//! Invents what reached the bureau by 12313, at every hour: a third anonymous, some told twice, some meant for others.

use yihu_domain::{
    Result,
    hotline::{Hotline, HotlineDraft, Informant},
};

use super::{
    county::{County, Reporter, sound},
    shop::Life,
};
use crate::Archive;

/// Records a year; those of a county of one year lie in the last three hundred days.
const A_YEAR: u32 = 120;
const BACK: i64 = 300;
const CATEGORIES: [(&str, i64); 4] = [("举报", 45), ("咨询", 35), ("投诉", 15), ("建议", 5)];
const QUESTIONS: &str = "咨询许可证延续需要哪些材料。 咨询停业怎样办理。 咨询换负责人要不要变更许可证。 咨询一条烟的真假怎样送检。 咨询新开店能不能办证。";
const COMPLAINTS: &str = "投诉送货不及时。 投诉订货电话打不通。 投诉附近商店不明码标价。";
const SUGGESTIONS: &str = "建议增加紧俏烟供应。 建议早市也派人检查。 建议多讲真假烟识别。";

impl County {
    /// The records, oldest first, and who reported.
    pub(super) fn hotlines(&mut self, archive: &Archive, lives: &[Life]) -> Result<(Vec<Hotline>, Vec<Reporter>)> {
        let within = if self.is_old() { (self.today - self.from).num_days() - 30 } else { BACK };
        let many = A_YEAR * self.years;
        let mut drafts: Vec<HotlineDraft> = Vec::new();
        for n in 0..many {
            // Eight in a hundred tell again what somebody told.
            let again = if n > 0 && self.dice.percent(8) { Some(self.dice.index(drafts.len())) } else { None };
            let draft = match again {
                Some(first) => self.again(&drafts[first]),
                None => self.told(lives, within),
            };
            drafts.push(draft);
        }
        let (mut records, mut informants) = (Vec::new(), Vec::new());
        for draft in drafts {
            let (mut record, informant): (Hotline, Informant) =
                sound(draft.check(archive.new_id(), archive.bureau_code(), self.today))?;
            if !informant.is_anonymous() {
                let digest = archive.secrets.informant_digest(&informant)?;
                record.informant = Some(digest.clone());
                informants.push((record.head.id, digest, informant));
            }
            records.push(record);
        }
        records.sort_by_key(|it| it.received_at);
        Ok((records, informants))
    }

    fn told(&mut self, lives: &[Life], within: i64) -> HotlineDraft {
        let category = self.dice.share(&CATEGORIES);
        let reported = category == "举报";
        let on = self.day_before(self.today, within);
        let shop = self.shop_on(lives, on);
        let shop = &lives[shop].shop;
        let closed = self.day_after(on, 1, 9);
        let named = self.dice.percent(70);
        // One in twenty is meant for another county.
        let ours = !reported || self.dice.percent(95);
        let result = match (reported, ours) {
            (true, false) => "不属本县管辖，转办邻县烟草专卖局",
            (true, true) => self.dice.word("已核实，立案查处 经查不属实 经查不属实"),
            _ => "已答复",
        };
        HotlineDraft {
            upstream_no: self.upstream_no(&on.format("%Y%m%d").to_string()),
            channel: "12313省中心".to_owned(),
            received_at: format!("{on} {:02}:{:02}", self.dice.between(0, 24), self.dice.between(0, 60)),
            category: category.to_owned(),
            informant_name: if named { self.reporter() } else { "匿名".to_owned() },
            informant_phone: if named { self.phone() } else { String::new() },
            content: match category {
                "举报" if ours => {
                    format!("反映{}{}。", shop.trade_name, self.dice.word("销售假烟 从外地进烟 卖烟给学生"))
                }
                "举报" => "反映邻县一家商店销售假烟。".to_owned(),
                "咨询" => self.dice.word(QUESTIONS).to_owned(),
                "投诉" => self.dice.word(COMPLAINTS).to_owned(),
                _ => self.dice.word(SUGGESTIONS).to_owned(),
            },
            target_name: if reported && ours { shop.trade_name.clone() } else { String::new() },
            target_address: if reported && ours { shop.address.clone() } else { String::new() },
            handler: self.one(),
            result: result.to_owned(),
            closed_on: super::county::past(closed, self.today),
            feedback: if named { "已反馈" } else { "" }.to_owned(),
            ..HotlineDraft::default()
        }
    }

    /// The same told by another within a few days.
    fn again(&mut self, first: &HotlineDraft) -> HotlineDraft {
        let day: chrono::NaiveDate = first.received_at.get(..10).and_then(|it| it.parse().ok()).unwrap_or(self.today);
        let on = self.day_after(day, 0, 6).min(self.today);
        let named = self.dice.percent(70);
        // Whoever tells on the same day tells later in the day.
        let at = if on == day { "23:59".to_owned() } else { format!("{:02}:30", self.dice.between(0, 24)) };
        HotlineDraft {
            upstream_no: self.upstream_no(&on.format("%Y%m%d").to_string()),
            received_at: format!("{on} {at}"),
            informant_name: if named { self.reporter() } else { "匿名".to_owned() },
            informant_phone: if named { self.phone() } else { String::new() },
            result: "与先前的工单是同一件事，并案答复".to_owned(),
            closed_on: super::county::past(self.day_after(on, 1, 5), self.today),
            feedback: if named { "已反馈" } else { "" }.to_owned(),
            ..first.clone()
        }
    }

    fn upstream_no(&mut self, day: &str) -> String {
        let n = self.numbers.hotline;
        self.numbers.hotline += 1;
        format!("SX12313{day}{n:05}")
    }
}
