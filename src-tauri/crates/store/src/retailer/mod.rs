//! Retailers, and their list with the current licence of each.

use serde::Serialize;
use uuid::Uuid;
use yihu_domain::{Result, retailer::Retailer};

use crate::{Filter, Page, Reads, noun};

/// One row of the retailer list: the retailer and its current licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct RetailerRow {
    /// Id of the retailer
    pub id: Uuid,
    /// 许可证号 of the current licence
    pub licence_no: Option<String>,
    /// 企业（字号）名称
    pub trade_name: String,
    /// 负责人
    pub owner_name: String,
    /// 乡镇
    pub town: Option<String>,
    /// 经营地址
    pub address: String,
    /// 联系电话
    pub phone: Option<String>,
    /// 分类, as its word
    pub class: Option<String>,
    /// 状态 of the current licence, as its word
    pub state: Option<String>,
    /// 有效期至 of the current licence
    pub valid_to: Option<chrono::NaiveDate>,
    /// 作废
    pub removed: bool,
}

impl Reads {
    /// Finds the retailer who holds or held the licence of that number.
    pub fn retailer_of_licence_no(&self, licence_no: &str) -> Result<Option<Retailer>> {
        let _ = licence_no;
        Err(noun::unfinished())
    }

    /// Reads one page of the retailer list; the filter may name any column of [`RetailerRow`].
    pub fn retailer_list(&self, filter: &Filter) -> Result<Page<RetailerRow>> {
        let _ = filter;
        Err(noun::unfinished())
    }
}
