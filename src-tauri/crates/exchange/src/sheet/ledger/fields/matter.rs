//! The ledger of matters of licences (许可事项台账), as it is taken out.

use super::{Field, Kind, LICENCE_NO, REMARK};

/// Every field of the ledger of matters.
pub(super) const FIELDS: [Field; 27] = [
    Field::new("kind", "事项", "许可事项 申请事项 申请类型 事项类型 业务类型").required(),
    LICENCE_NO,
    Field::new("holder", "户名", "零售户名称 企业名称 字号 店名 申请人").required(),
    Field::new("ordered_on", "责令变更日期", "责令变更送达日期").kind(Kind::Day),
    Field::new("applied_on", "申请日期", "收件日期 启动日期").kind(Kind::Day).required(),
    Field::new("supplement_on", "补正告知日期", "补正日期").kind(Kind::Day),
    Field::new("supplemented_on", "补正收齐日期", "补齐日期").kind(Kind::Day),
    Field::new("accepted_on", "受理日期", "受理通知日期").kind(Kind::Day),
    Field::new("handler", "办理人", "经办人 承办人"),
    Field::new("checked_on", "核查日期", "实地核查日期 勘验日期").kind(Kind::Day),
    Field::new("checkers", "核查人", "实地核查人 勘验人").kind(Kind::People),
    Field::new("promised_days", "承诺时限（工作日）", "承诺时限"),
    Field::new("extended_days", "延长（工作日）", "延长期限"),
    Field::new("extension_reason", "延长理由", "延长原因"),
    Field::new("decision", "决定", "审批结果 办理结果"),
    Field::new("decided_on", "决定日期", "审批日期 办结日期").kind(Kind::Day),
    Field::new("decision_no", "决定文号", "决定书文号").identifier(),
    Field::new("approver", "审批人", "批准人"),
    Field::new("delivered_on", "送达日期", "发证日期 领证日期").kind(Kind::Day),
    Field::new("suspended_from", "停业起", "停业起始日期").kind(Kind::Day),
    Field::new("suspended_to", "停业止", "停业截止日期").kind(Kind::Day),
    Field::new("changed_from", "变更前", "变更前内容"),
    Field::new("changed_to", "变更后", "变更后内容"),
    Field::new("valid_from", "有效期起", "").kind(Kind::Day),
    Field::new("valid_to", "有效期至", "").kind(Kind::Day),
    Field::new("reason", "事由", "申请事由 理由"),
    REMARK,
];
