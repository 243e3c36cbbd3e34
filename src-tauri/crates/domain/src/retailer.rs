//! The retailer (零售户): the one file, an identity that outlives its licences.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Head, Id,
    check::{Checked, Checker, Reasons},
    class::{Kept, Rule},
    day, id_card, phone, text, uscc,
};

/// 分类: how closely a retailer is watched (《卷烟零售户分类管理办法》).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 守法经营户
    LawAbiding,
    /// 非重点监控户
    Monitored,
    /// 重点监控户
    KeyMonitored,
}

impl Class {
    /// All classes, mildest first.
    pub const ALL: [Self; 3] = [Self::LawAbiding, Self::Monitored, Self::KeyMonitored];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::LawAbiding => "守法经营户",
            Self::Monitored => "非重点监控户",
            Self::KeyMonitored => "重点监控户",
        }
    }

    /// Reads the term, also shortened (`守法`, `重点监控`, `重点户`).
    pub fn read(word: &str) -> Option<Self> {
        let word = word.strip_suffix('户').unwrap_or(word);
        Some(match word {
            "守法经营" | "守法" => Self::LawAbiding,
            "非重点监控" | "非重点" | "一般监控" => Self::Monitored,
            "重点监控" | "重点" => Self::KeyMonitored,
            _ => return None,
        })
    }
}

/// 市场类型
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Market {
    /// 城镇
    Town,
    /// 乡村
    Country,
}

impl Market {
    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Town => "城镇",
            Self::Country => "乡村",
        }
    }

    /// Reads the term.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "城镇" | "城区" | "城市" | "城" | "镇" => Self::Town,
            "乡村" | "农村" | "村" | "乡" => Self::Country,
            _ => return None,
        })
    }
}

/// One retailer: who trades where. Its licences are records of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Retailer {
    /// Id, bureau, revision.
    #[serde(flatten)]
    pub head: Head<Self>,
    /// 企业（字号）名称
    pub trade_name: String,
    /// 负责人 / 经营者
    pub owner_name: String,
    /// 身份证号, 18 characters
    pub owner_id_number: Option<String>,
    /// 统一社会信用代码
    pub uscc: Option<String>,
    /// 旧工商注册号, 15 digits
    pub business_registration_no: Option<String>,
    /// 企业类型: 个体 / 企业 / 组织
    pub holder_type: Option<String>,
    /// 经营地址
    pub address: String,
    /// 乡镇（街道）
    pub town: Option<String>,
    /// 村（社区）
    pub village: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 业态, as the province names it
    pub format: Option<String>,
    /// 市场类型
    pub market: Option<Market>,
    /// 分类
    pub class: Option<Class>,
    /// 分类依据: why it is in its class
    pub class_reason: Option<String>,
    /// 分类日期: since when
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_on: Option<NaiveDate>,
    /// 分类决定人: who decided
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_by: Option<String>,
    /// 分类口径: the bureau's rule, where one was followed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_rule: Option<Rule>,
    /// 保持不变: the proposal that was looked at last and not followed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_kept: Option<Kept>,
    /// 特殊群体
    pub special_care: Option<String>,
    /// 备注
    pub remark: Option<String>,
    /// 按原因保留
    #[serde(default, skip_serializing_if = "Reasons::is_empty")]
    pub reasons: Reasons,
    /// 已并入: the file that took over all it had; none for a file of its own
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Id<Self>>,
}

crate::record!(Retailer, Retailer, |it| it.trade_name.clone());

/// A retailer as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RetailerDraft {
    /// 企业（字号）名称
    pub trade_name: String,
    /// 负责人
    pub owner_name: String,
    /// 身份证号
    pub owner_id_number: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 旧工商注册号
    pub business_registration_no: String,
    /// 企业类型
    pub holder_type: String,
    /// 经营地址
    pub address: String,
    /// 乡镇
    pub town: String,
    /// 村
    pub village: String,
    /// 联系电话
    pub phone: String,
    /// 业态
    pub format: String,
    /// 市场类型
    pub market: String,
    /// 分类
    pub class: String,
    /// 分类依据
    pub class_reason: String,
    /// 分类日期
    pub class_on: String,
    /// 分类决定人
    pub class_by: String,
    /// 分类口径
    pub class_rule: String,
    /// 特殊群体
    pub special_care: String,
    /// 备注
    pub remark: String,
    /// 按原因保留
    pub reasons: Reasons,
}

impl RetailerDraft {
    /// Reads the draft into a retailer, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Retailer>, bureau: &str, today: NaiveDate) -> Checked<Retailer> {
        let mut c = Checker::with(&self.reasons);
        let trade_name = c.required("trade_name", "企业（字号）名称", &self.trade_name, text::title);
        let owner_name = c.required("owner_name", "负责人", &self.owner_name, text::name);
        let owner_id_number = c.number("owner_id_number", &self.owner_id_number, id_card::read);
        let uscc = c.number("uscc", &self.uscc, uscc::read);
        let business_registration_no =
            c.number("business_registration_no", &self.business_registration_no, uscc::read_old);
        let address = c.required("address", "经营地址", &self.address, text::title);
        let phone = c.number("phone", &self.phone, phone::read);
        let market = text::some(&self.market).map(|word| (Market::read(&word), word));
        if let Some((None, word)) = &market {
            c.error("market", "unknown_market", format!("市场类型“{word}”认不出，请填：城镇 或 乡村。"));
        }
        let (class, class_on, class_rule) = self.classed(&mut c, today);
        let value = trade_name.zip(owner_name).zip(address).map(|((trade_name, owner_name), address)| Retailer {
            head: Head::new(id, bureau),
            trade_name,
            owner_name,
            owner_id_number,
            uscc,
            business_registration_no,
            holder_type: text::some(&self.holder_type),
            address,
            town: text::some(&self.town),
            village: text::some(&self.village),
            phone,
            format: text::some(&self.format),
            market: market.and_then(|(m, _)| m),
            class,
            class_reason: text::some(&self.class_reason),
            class_on,
            class_by: text::some(&self.class_by),
            class_rule,
            class_kept: None,
            special_care: text::some(&self.special_care),
            remark: text::some(&self.remark),
            reasons: c.kept(),
            merged_into: None,
        });
        c.finish(value)
    }

    /// Its class, since when, and by which rule.
    fn classed(&self, c: &mut Checker, today: NaiveDate) -> (Option<Class>, Option<NaiveDate>, Option<Rule>) {
        let class = text::some(&self.class).map(|word| (Class::read(&word), word));
        if let Some((None, word)) = &class {
            c.error(
                "class",
                "unknown_class",
                format!("分类“{word}”认不出，请填：守法经营户、非重点监控户 或 重点监控户。"),
            );
        }
        let class_on = c.optional("class_on", &self.class_on, |typed| day::read(typed, today));
        if class_on.is_some_and(|on| on > today) {
            c.error("class_on", "future_date", "分类日期在今天以后，请核对。");
        }
        let rule = text::some(&self.class_rule).map(|word| (Rule::read(&word), word));
        if let Some((None, word)) = &rule {
            let known = Rule::ALL.map(Rule::title).join("、");
            c.error("class_rule", "unknown_rule", format!("分类口径“{word}”认不出，请填：{known}；都不是的空着。"));
        }
        (class.and_then(|(class, _)| class), class_on, rule.and_then(|(rule, _)| rule))
    }
}

impl From<&Retailer> for RetailerDraft {
    fn from(it: &Retailer) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        Self {
            trade_name: it.trade_name.clone(),
            owner_name: it.owner_name.clone(),
            owner_id_number: or_empty(&it.owner_id_number),
            uscc: or_empty(&it.uscc),
            business_registration_no: or_empty(&it.business_registration_no),
            holder_type: or_empty(&it.holder_type),
            address: it.address.clone(),
            town: or_empty(&it.town),
            village: or_empty(&it.village),
            phone: or_empty(&it.phone),
            format: or_empty(&it.format),
            market: it.market.map(Market::title).unwrap_or_default().to_owned(),
            class: it.class.map(Class::title).unwrap_or_default().to_owned(),
            class_reason: or_empty(&it.class_reason),
            class_on: day::write_optional(it.class_on),
            class_by: or_empty(&it.class_by),
            class_rule: it.class_rule.map(Rule::title).unwrap_or_default().to_owned(),
            special_care: or_empty(&it.special_care),
            remark: or_empty(&it.remark),
            reasons: it.reasons.clone(),
        }
    }
}
