//! 专项行动、集中整治、宣传活动.

use crate::noun::Sql;

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM campaign",
    ids: "SELECT id FROM campaign ORDER BY id",
    columns: &[
        "id",
        "bureau",
        "revision",
        "removed",
        "kind",
        "title",
        "from_on",
        "to_on",
        "place",
        "agencies",
        "officers",
        "households_checked",
        "cases_found",
        "summary",
        "remark",
    ],
};
