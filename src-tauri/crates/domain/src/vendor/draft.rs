//! A vendor as typed, and everything that can be wrong with it by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Discovery, MeasureDraft, Vendor, VendorState,
    measure::{self, Cells},
};
use crate::{
    Head, Id,
    check::{Checked, Checker, Reasons, Refusal},
    day, id_card, phone, text,
};

/// A vendor as typed. Its measures stand one after the other in each of five cells, a `；` between two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VendorDraft {
    /// 姓名
    pub name: String,
    /// 店名
    pub trade_name: String,
    /// 身份证号
    pub id_number: String,
    /// 联系电话
    pub phone: String,
    /// 经营地址
    pub address: String,
    /// 乡镇
    pub town: String,
    /// 业态
    pub format: String,
    /// 发现日期
    pub found_on: String,
    /// 发现方式
    pub found_how: String,
    /// 检查人
    pub inspectors: String,
    /// 现场情况
    pub seen: String,
    /// 处理措施
    pub measure: String,
    /// 处理日期
    pub measured_on: String,
    /// 联合部门
    pub agencies: String,
    /// 立案案号
    pub case_no: String,
    /// 结果
    pub result: String,
    /// 状态 as the sheet has it; only compared, never stored
    pub state: String,
    /// 备注
    pub remark: String,
    /// 按原因保留
    pub reasons: Reasons,
}

impl VendorDraft {
    /// Reads the draft into a vendor, or says everything that is wrong with it.
    pub fn check(&self, id: Id<Vendor>, bureau: &str, today: NaiveDate) -> Checked<Vendor> {
        let mut c = Checker::with(&self.reasons);
        let name = c.required("name", "姓名", &self.name, text::title);
        let trade_name = c.optional("trade_name", &self.trade_name, text::title);
        let id_number = c.number("id_number", &self.id_number, id_card::read);
        let phone = c.number("phone", &self.phone, phone::read);
        let address = c.required("address", "经营地址", &self.address, text::title);
        let found_on = c.required("found_on", "发现日期", &self.found_on, |t| day::read(t, today));
        if let Some(on) = found_on.filter(|on| *on > today) {
            c.error("found_on", "future_date", format!("发现日期 {on} 在今天之后，请核对。"));
        }
        let found_how = c.required("found_how", "发现方式", &self.found_how, read_discovery);
        let cells = Cells {
            measure: &self.measure,
            measured_on: &self.measured_on,
            agencies: &self.agencies,
            case_no: &self.case_no,
            result: &self.result,
        };
        let measures = measure::read(&mut c, &cells, found_on, today);
        let state = VendorState::after(&measures);
        self.doubt_state(&mut c, state);
        let known = name.zip(address).zip(found_on).zip(found_how);
        let value = known.map(|(((name, address), found_on), found_how)| Vendor {
            head: Head::new(id, bureau),
            name,
            trade_name,
            id_number,
            phone,
            address,
            town: text::some(&self.town),
            format: text::some(&self.format),
            found_on,
            found_how,
            inspectors: text::names(&self.inspectors),
            seen: text::some_paragraphs(&self.seen),
            measures,
            state,
            retailer: None,
            remark: text::some(&self.remark),
            reasons: c.kept(),
        });
        c.finish(value)
    }

    /// A sheet may say how far it has come: where its measures say otherwise, they are right.
    fn doubt_state(&self, c: &mut Checker, state: VendorState) {
        let Some(word) = text::some(&self.state) else { return };
        if VendorState::read(&word).is_none_or(|said| said != state.told(said == VendorState::Licensed)) {
            let told = state.title();
            let said = format!("状态写的是“{}”，按处理措施是“{told}”：照处理措施登记，请核对。", text::short(&word));
            c.warn("state", "state_differs", said);
        }
    }
}

fn read_discovery(typed: &str) -> Result<Discovery, Refusal> {
    let word = text::line(typed);
    let all = || Discovery::ALL.map(Discovery::title).join("、");
    Discovery::read(&word).ok_or_else(|| {
        Refusal::new("unknown_discovery", format!("发现方式“{}”认不出，请填：{}。", text::short(&word), all()))
    })
}

impl From<&Vendor> for VendorDraft {
    fn from(it: &Vendor) -> Self {
        let or_empty = |v: &Option<String>| v.clone().unwrap_or_default();
        let lines: Vec<MeasureDraft> = it.measures.iter().map(MeasureDraft::from).collect();
        let [measure, measured_on, agencies, case_no, result] = MeasureDraft::cells(&lines);
        Self {
            name: it.name.clone(),
            trade_name: or_empty(&it.trade_name),
            id_number: or_empty(&it.id_number),
            phone: or_empty(&it.phone),
            address: it.address.clone(),
            town: or_empty(&it.town),
            format: or_empty(&it.format),
            found_on: it.found_on.to_string(),
            found_how: it.found_how.title().to_owned(),
            inspectors: it.inspectors.join("、"),
            seen: or_empty(&it.seen),
            measure,
            measured_on,
            agencies,
            case_no,
            result,
            state: it.state.title().to_owned(),
            remark: or_empty(&it.remark),
            reasons: it.reasons.clone(),
        }
    }
}
