//! 市管员工作日志.

use crate::noun::Sql;

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM diary",
    ids: "SELECT id FROM diary ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "diary_on",
        "officer",
        "route",
        "content",
        "problems",
        "state",
        "submitted_on",
        "approver",
        "approved_on",
        "opinion",
        "returned_on",
        "return_reason",
        "remark",
    ],
};
