//! The door of an archive: passwords and the recovery code, how often they were wrong, and what the log tells of it.
//!
//! Command line and window come through here alike. What was typed wrongly is never kept.

use std::path::Path;

use chrono::{DateTime, Utc};
use yihu_domain::{
    Error, Head, Id, Kind, Record as _, Result, day,
    lockout::{self, Tried},
    user::User,
};
use yihu_exchange::keys::{self, KeyFile, TryFile, Unlocked};
use yihu_store::{Access, Key, Stamp, Store, Writer};

use crate::{
    Archive, Clock,
    session::{ARCHIVE_DB, KEYS, load_keys},
    shown::user::Wait,
    user::acceptable,
};

/// What coming in is called in the log.
pub(crate) const LOGIN: &str = "登录";
/// Where tries at the recovery code are counted; no user is called so.
const RECOVERY: &str = "\t恢复码";
/// Where tries under names of nobody are counted, whatever was typed there.
const NOBODY: &str = "\t没有此人";

/// Tries a password at the key file of `dir`; a right one is refused as well while there is a wait.
pub(crate) fn unlock(dir: &Path, keys: &KeyFile, user: &str, password: &str) -> Result<Unlocked> {
    let user = user.trim();
    let known = keys.users().iter().any(|it| it.name == user);
    attempt(dir, if known { user } else { NOBODY }, || keys.unlock(user, password))
}

fn attempt<T>(dir: &Path, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let now = Clock.now();
    let mut held = TryFile::hold(dir);
    let seconds = held.tries.wait(name, now);
    // A folder that takes no writing keeps no tries: it is a copy already.
    if seconds > 0 {
        let _ = held.save();
        return Err(Error::denied(told(seconds)));
    }
    let outcome = work();
    match &outcome {
        Ok(_) => {
            held.tries.pass(name);
        }
        Err(error) if error.kind == Kind::Denied => held.tries.fail(name, now),
        Err(_) => {}
    }
    let _ = held.save();
    let seconds = held.tries.wait(name, now);
    outcome.map_err(|error| match error.kind {
        Kind::Denied if seconds > 0 => {
            let message = format!("{}{}", error.message, told(seconds));
            Error::denied(message).because(error)
        }
        _ => error,
    })
}

/// Who came in with the recovery code does not wait for the old password's tries.
fn forgive(dir: &Path, user: &str) {
    let mut held = TryFile::hold(dir);
    held.tries.pass(user);
    let _ = held.save();
}

/// Says of a wrong password in which field it was typed.
pub(crate) fn wrong(field: &'static str) -> impl Fn(Error) -> Error {
    move |cause| match cause.kind {
        Kind::Denied => {
            let wait = cause.message.find(WAIT).map_or("请重新输入。", |at| &cause.message[at..]);
            let message = format!("密码不对，{wait}");
            Error::denied(message.clone()).field(field, message).because(cause)
        }
        _ => cause,
    }
}

/// How the sentence about a wait begins.
const WAIT: &str = "密码输错次数过多";

fn told(seconds: u32) -> String {
    format!("{WAIT}，请等{}再试。", lockout::words(seconds))
}

impl Archive {
    /// Says how long a user still has to wait before the next try, before anybody is logged in.
    pub fn session_wait(dir: &Path, user: &str) -> Result<Wait> {
        load_keys(dir)?;
        let mut held = TryFile::hold(dir);
        let seconds = held.tries.wait(user.trim(), Clock.now());
        let failed = held.tries.0.get(user.trim()).map_or(0, |it| it.failed);
        let message = if seconds > 0 { told(seconds) } else { String::new() };
        Ok(Wait { seconds, failed, message })
    }

    /// Opens an archive with the recovery code, gives `user` a new password and makes that user administrator and
    /// custodian; the second thing is the new recovery code, for the envelope of the old one is open.
    pub fn session_recover(dir: &Path, code: &str, user: &str, password: &str) -> Result<(Self, String)> {
        let mut keys = load_keys(dir)?;
        let user = user.trim();
        if !keys.users().iter().any(|it| it.name == user) {
            let message = format!("没有用户“{user}”，请选一位已有的用户。");
            return Err(Error::not_found(message.clone()).field("user", message));
        }
        acceptable(password, user)?;
        let mut unlocked = attempt(dir, RECOVERY, || keys.unlock_recovery(code))?;
        keys.recover(&unlocked.secrets, user, password)?;
        let printed = keys.renew_recovery(&unlocked.secrets)?;
        let now = keys.users().into_iter().find(|it| it.name == user);
        user.clone_into(&mut unlocked.user);
        unlocked.roles = now.map_or(unlocked.roles, |it| it.roles);
        let mut archive = Self::enter(dir, keys.clone(), unlocked, Access::Write)?;
        archive.keep_keys(keys, &format!("用恢复码为“{user}”重设密码，恢复码已换新"), user)?;
        forgive(dir, user);
        archive.note_login()?;
        Ok((archive, printed))
    }

    /// Gives whoever is logged in another password.
    pub fn session_password(&mut self, old: &str, password: &str) -> Result<()> {
        // As it lies there now: somebody else may have changed his own meanwhile.
        let mut keys = KeyFile::load(&self.dir.join(KEYS))?;
        let user = self.session.user.clone();
        unlock(&self.dir, &keys, &user, old).map_err(wrong("old"))?;
        acceptable(password, &user)?;
        if password == old {
            let message = "新密码与原密码相同，请换一个。";
            return Err(Error::invalid(message).field("password", message));
        }
        keys.set_password(&self.secrets, &user, password, false)?;
        self.keep_keys(keys, "修改密码", &user)?;
        self.session.must_change = false;
        Ok(())
    }

    /// Writes the log of who came in, and of who tried in vain before.
    pub(crate) fn note_login(&mut self) -> Result<()> {
        let mut held = TryFile::hold(&self.dir);
        let users = self.keys.users();
        self.log_user("核对用户", None)?;
        for (name, tried) in held.tries.tell(|name| users.iter().any(|it| it.name == name)) {
            self.log_failed(&name, &tried)?;
        }
        let user = self.session.user.clone();
        self.log_user(LOGIN, Some(&user))?;
        let _ = held.save();
        Ok(())
    }

    fn log_failed(&mut self, name: &str, tried: &Tried) -> Result<()> {
        let (count, last) = (tried.untold, day::local(tried.at).format("%Y-%m-%d %H:%M"));
        let (op, by, of) = match name {
            RECOVERY => (format!("恢复码输错{count}次（最后一次{last}）"), "（未登录）", self.session.user.clone()),
            NOBODY => (
                format!("登录失败{count}次：没有这个用户名（最后一次{last}）"),
                "（未登录）",
                self.session.user.clone(),
            ),
            _ => (format!("登录失败{count}次（最后一次{last}）"), name, name.to_owned()),
        };
        let stamp = Stamp { by: by.to_owned(), ..self.stamp(op) };
        self.write_users(&stamp, Some(&of), |_| Ok(()))
    }

    /// Notes an operation under a user's record, and brings the records of all in line with the key file.
    pub(crate) fn log_user(&mut self, op: &str, user: Option<&str>) -> Result<()> {
        let stamp = self.stamp(op);
        self.write_users(&stamp, user, |_| Ok(()))
    }

    /// Puts a changed key file in place, and tells of it in the log: both or, but for a crash in between, none.
    ///
    /// What a crash leaves untold, the next login puts right.
    pub(crate) fn keep_keys(&mut self, keys: KeyFile, op: &str, user: &str) -> Result<()> {
        let (stamp, path) = (self.stamp(op), self.dir.join(KEYS));
        let before = std::mem::replace(&mut self.keys, keys);
        let kept = self.write_users(&stamp, Some(user), |keys| keys.save(&path));
        if kept.is_err() {
            self.keys = before;
        }
        kept
    }

    /// Writes the records of users in one commit, at whose end `last` is done.
    fn write_users(
        &mut self,
        stamp: &Stamp,
        user: Option<&str>,
        last: impl FnOnce(&KeyFile) -> Result<()>,
    ) -> Result<()> {
        let (users, bureau) = (self.keys.users(), self.bureau_code().to_owned());
        let ids: Vec<Id<User>> = users.iter().map(|_| self.new_id()).collect();
        let keys = &self.keys;
        let write = |store: &mut Store| {
            store.write(stamp, |w| {
                settle(w, &users, &ids, &bureau, user)?;
                last(keys)
            })
        };
        if self.store.access() == Access::Write {
            return write(&mut self.store);
        }
        // Who only reads writes nothing but this.
        let key = Key::new(*self.secrets.data_key());
        write(&mut Store::open(&self.dir.join(ARCHIVE_DB), &key, Access::Write)?)
    }

    /// When the user last came in.
    pub(crate) fn last_login(&self, name: &str) -> Result<Option<DateTime<Utc>>> {
        match self.store.user_by_name(name)? {
            Some(user) => self.store.user_last(&user, LOGIN),
            None => Ok(None),
        }
    }
}

/// Makes the records say what the key file says; notes what changed nothing under the record of `noted`.
pub(crate) fn settle(
    w: &mut Writer<'_>,
    users: &[keys::User],
    ids: &[Id<User>],
    bureau: &str,
    noted: Option<&str>,
) -> Result<()> {
    let mut told = false;
    for (user, id) in users.iter().zip(ids) {
        let head = || Head::new(*id, bureau);
        let mut record = w.user_by_name(&user.name)?.unwrap_or_else(|| User {
            head: head(),
            name: user.name.clone(),
            roles: user.roles.clone(),
            disabled: user.disabled,
        });
        record.head.removed = false;
        record.roles = user.roles.clone();
        record.disabled = user.disabled;
        told |= w.put(&mut record)? && noted == Some(user.name.as_str());
    }
    let mut gone = Vec::new();
    w.each(|record: User| {
        if !users.iter().any(|user| user.name == record.name) {
            gone.push(record);
        }
        Ok(())
    })?;
    for record in gone {
        told |= w.set_removed(record.head.id, true)? && noted == Some(record.title().as_str());
    }
    if let Some(name) = noted.filter(|_| !told)
        && let Some(record) = w.user_by_name(name)?
    {
        w.note(record.head.id)?;
    }
    Ok(())
}
