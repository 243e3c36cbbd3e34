//! What a change (变更) changes: the items that stand on a licence, as they were and as they become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Matter, MatterDraft, MatterKind};
use crate::{check::Checker, id_card, licence::Licence, limit::Certainty, retailer::Retailer, text};

/// One item that stands on a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// 户名
    TradeName,
    /// 负责人
    OwnerName,
    /// 身份证号
    OwnerIdNumber,
    /// 企业类型
    HolderType,
    /// 经营地址
    Address,
    /// 许可范围
    Scope,
    /// 供货单位
    Supplier,
}

/// An item before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// As it was; none where nothing stood there
    pub from: Option<String>,
    /// As it becomes
    pub to: String,
}

/// What changes, item by item.
pub type Changes = BTreeMap<Item, Changed>;

/// What the rules say of changing one item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// Of which item
    pub of: Item,
    /// When it can be changed
    pub says: String,
    /// When it cannot, and what is to be done instead; none where it always can
    pub instead: Option<String>,
    /// By which article
    pub article: String,
    /// How sure that is
    pub certainty: Certainty,
}

impl ItemRule {
    /// What a clerk is told who changes that item; none where it always can be changed.
    pub fn doubt(&self) -> Option<String> {
        let instead = self.instead.as_ref()?;
        Some(format!("{}；{instead}（{}；{}）。", self.says, self.article, self.certainty.title()))
    }
}

impl Item {
    /// All of them, as they stand on the paper.
    pub const ALL: [Self; 7] = [
        Self::TradeName,
        Self::OwnerName,
        Self::OwnerIdNumber,
        Self::HolderType,
        Self::Address,
        Self::Scope,
        Self::Supplier,
    ];

    /// The term of the field.
    pub const fn title(self) -> &'static str {
        match self {
            Self::TradeName => "户名",
            Self::OwnerName => "负责人",
            Self::OwnerIdNumber => "身份证号",
            Self::HolderType => "企业类型",
            Self::Address => "经营地址",
            Self::Scope => "许可范围",
            Self::Supplier => "供货单位",
        }
    }

    /// Under which name the draft has what it becomes.
    pub const fn field(self) -> &'static str {
        match self {
            Self::TradeName => "to_trade_name",
            Self::OwnerName => "to_owner_name",
            Self::OwnerIdNumber => "to_owner_id_number",
            Self::HolderType => "to_holder_type",
            Self::Address => "to_address",
            Self::Scope => "to_scope",
            Self::Supplier => "to_supplier",
        }
    }

    /// What stands there now.
    fn of(self, shop: &Retailer, licence: &Licence) -> Option<String> {
        match self {
            Self::TradeName => Some(shop.trade_name.clone()),
            Self::OwnerName => Some(shop.owner_name.clone()),
            Self::OwnerIdNumber => shop.owner_id_number.clone(),
            Self::HolderType => shop.holder_type.clone(),
            Self::Address => Some(shop.address.clone()),
            Self::Scope => licence.scope.clone(),
            Self::Supplier => licence.supplier.clone(),
        }
    }

    fn put(self, to: String, shop: &mut Retailer, licence: &mut Licence) {
        match self {
            Self::TradeName => shop.trade_name = to,
            Self::OwnerName => shop.owner_name = to,
            Self::OwnerIdNumber => {
                shop.owner_id_number = Some(to);
                // Why the number before was kept says nothing of this one.
                shop.reasons.remove("owner_id_number");
            }
            Self::HolderType => shop.holder_type = Some(to),
            Self::Address => shop.address = to,
            Self::Scope => licence.scope = Some(to),
            Self::Supplier => licence.supplier = Some(to),
        }
    }
}

impl MatterDraft {
    /// What an item becomes, as typed.
    fn to(&self, item: Item) -> &str {
        match item {
            Item::TradeName => &self.to_trade_name,
            Item::OwnerName => &self.to_owner_name,
            Item::OwnerIdNumber => &self.to_owner_id_number,
            Item::HolderType => &self.to_holder_type,
            Item::Address => &self.to_address,
            Item::Scope => &self.to_scope,
            Item::Supplier => &self.to_supplier,
        }
    }

    /// Whether an item is typed, readable or not.
    pub(super) fn names_items(&self) -> bool {
        Item::ALL.into_iter().any(|item| !self.to(item).trim().is_empty())
    }

    /// Reads what changes.
    pub(super) fn check_items(&self, c: &mut Checker, kind: Option<MatterKind>) -> Changes {
        let mut changes = Changes::new();
        for item in Item::ALL {
            let (field, typed) = (item.field(), self.to(item));
            if kind.is_some_and(|it| it != MatterKind::Change) && !typed.trim().is_empty() {
                c.error(field, "not_of_this_kind", format!("变更后的{}只有变更才填，请清空。", item.title()));
                continue;
            }
            let to = c.optional(field, typed, |typed| match item {
                Item::OwnerIdNumber => id_card::read(typed),
                Item::OwnerName => text::name(typed),
                Item::TradeName | Item::Address => text::title(typed),
                _ => Ok(text::line(typed)),
            });
            changes.extend(to.map(|to| (item, Changed { from: None, to })));
        }
        changes
    }

    /// Writes what changes.
    pub(super) fn put_items(&mut self, changes: &Changes) {
        for (item, changed) in changes {
            let place = match item {
                Item::TradeName => &mut self.to_trade_name,
                Item::OwnerName => &mut self.to_owner_name,
                Item::OwnerIdNumber => &mut self.to_owner_id_number,
                Item::HolderType => &mut self.to_holder_type,
                Item::Address => &mut self.to_address,
                Item::Scope => &mut self.to_scope,
                Item::Supplier => &mut self.to_supplier,
            };
            place.clone_from(&changed.to);
        }
    }
}

impl Matter {
    /// Keeps what stands there before the change, and names both sides in words; gives the items that stay the same.
    pub fn remember(&mut self, shop: &Retailer, licence: &Licence) -> Vec<Item> {
        for (item, changed) in &mut self.changes {
            changed.from = item.of(shop, licence);
        }
        self.name_changes();
        let same = |(_, it): &(&Item, &Changed)| it.from.as_ref() == Some(&it.to);
        self.changes.iter().filter(same).map(|(item, _)| *item).collect()
    }

    /// Takes over what was remembered when it was decided.
    pub fn remembers(&mut self, decided: &Self) {
        self.changes.clone_from(&decided.changes);
        self.name_changes();
    }

    fn name_changes(&mut self) {
        if self.changes.is_empty() {
            return;
        }
        let side = |of: fn(&Changed) -> &str| {
            let said = self.changes.iter().map(|(item, it)| format!("{}：{}", item.title(), of(it)));
            Some(said.collect::<Vec<_>>().join("；"))
        };
        (self.changed_from, self.changed_to) = (side(|it| it.from.as_deref().unwrap_or("无")), side(|it| &it.to));
    }

    /// The shop and its licence with what was changed.
    pub fn altered(&self, shop: &Retailer, licence: Licence) -> (Retailer, Licence) {
        let (mut shop, mut licence) = (shop.clone(), licence);
        for (item, changed) in &self.changes {
            item.put(changed.to.clone(), &mut shop, &mut licence);
        }
        (shop, licence)
    }

    /// What changed, in a line; none where nothing that stands on the licence did.
    pub fn changed(&self) -> Option<String> {
        let said = |(item, it): (&Item, &Changed)| {
            format!("{} {} → {}", item.title(), it.from.as_deref().unwrap_or("无"), it.to)
        };
        (!self.changes.is_empty()).then(|| self.changes.iter().map(said).collect::<Vec<_>>().join("；"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, licence::LicenceDraft, retailer::RetailerDraft};

    fn id<T>() -> Id<T> {
        Id::new(uuid::Uuid::from_u128(1))
    }

    fn shop() -> (Retailer, Licence) {
        let today = "2026-11-27".parse().unwrap();
        let shop = RetailerDraft {
            trade_name: "城关便利店".into(),
            owner_name: "熊大".into(),
            address: "正街1号".into(),
            ..RetailerDraft::default()
        };
        let licence = LicenceDraft { licence_no: "619999110007".into(), ..LicenceDraft::default() };
        let licence = licence.check(id(), "619999", id(), today).value.unwrap();
        (shop.check(id(), "619999", today).value.unwrap(), licence)
    }

    fn change(fields: &[(&str, &str)]) -> Matter {
        let mut json = serde_json::json!({"kind": "变更", "licence_no": "619999110007", "holder": "城关便利店",
            "applied_on": "2026-11-02"});
        for (field, text) in fields {
            json[*field] = (*text).into();
        }
        let draft: MatterDraft = serde_json::from_value(json).unwrap();
        draft.check(id(), "619999", "2026-11-27".parse().unwrap()).value.unwrap()
    }

    #[test]
    fn every_item_is_put_where_it_stands_and_its_before_is_kept() {
        let (shop, licence) = shop();
        let was = ["城关便利店", "熊大", "无", "无", "正街1号", "无", "无"];
        for ((item, was), to) in Item::ALL.into_iter().zip(was).zip([
            "新城便利店",
            "熊二",
            "11010519491231002X",
            "企业",
            "正街2号",
            "卷烟、雪茄烟",
            "潼川县公司",
        ]) {
            let mut it = change(&[(item.field(), to)]);
            assert_eq!(it.remember(&shop, &licence), [], "{item:?}");
            assert_eq!(it.changed(), Some(format!("{} {was} → {to}", item.title())));
            assert_eq!(it.changed_from, Some(format!("{}：{was}", item.title())));
            let (shop_after, licence_after) = it.altered(&shop, licence.clone());
            assert_eq!(item.of(&shop_after, &licence_after).as_deref(), Some(to), "{item:?}");
            for other in Item::ALL.into_iter().filter(|other| *other != item) {
                assert_eq!(other.of(&shop_after, &licence_after), other.of(&shop, &licence), "{item:?} {other:?}");
            }
            let again = MatterDraft::from(&it);
            assert_eq!(again.to(item), to);
        }
    }

    #[test]
    fn what_stays_the_same_is_told_and_what_was_remembered_stays() {
        let (shop, licence) = shop();
        let mut it = change(&[("to_address", "正街1号"), ("to_scope", "卷烟")]);
        assert_eq!(it.remember(&shop, &licence), [Item::Address]);
        let (later_shop, later) = it.altered(&shop, licence);
        let mut edited = it.clone();
        edited.remember(&later_shop, &later);
        assert_ne!(edited.changes, it.changes, "the before is gone from the shop");
        edited.remembers(&it);
        assert_eq!((&edited.changes, &edited.changed_from), (&it.changes, &it.changed_from));
    }
}
