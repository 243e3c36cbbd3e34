//! Who works with the archive. What opens it lies in the key file, not here.

use rusqlite::named_params;
use yihu_domain::{Result, user::User};

use crate::{Reads, noun::Sql};

/// How a row is written, read and filtered.
pub(crate) const SQL: Sql = Sql {
    select: include_str!("select.sql"),
    by_id: concat!(include_str!("select.sql"), "WHERE id = :id"),
    put: &[include_str!("put.sql")],
    count: "SELECT count(*) FROM user",
    ids: "SELECT id FROM user ORDER BY id",
    columns: &["id", "bureau", "revision", "removed", "name", "roles", "disabled"],
};

impl Reads {
    /// Finds the user of that name, void or not.
    pub fn user_by_name(&self, name: &str) -> Result<Option<User>> {
        self.first(concat!(include_str!("select.sql"), include_str!("by_name.sql")), named_params! {":name": name})
    }

    /// Says when something was last done under the user's record by an operation of this name.
    pub fn user_last(&self, user: &User, op: &str) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
        let params = named_params! {":record": user.head.id.to_string(), ":op": op};
        let mut at = None;
        self.stream(include_str!("last.sql"), params, crate::change::moment, |it| {
            at = Some(it);
            Ok(())
        })?;
        Ok(at)
    }
}
