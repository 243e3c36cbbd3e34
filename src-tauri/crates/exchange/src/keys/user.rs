//! Users in the key file: who has a slot, what they may do, and every change of it.
//!
//! The last active administrator and the last active custodian stay, whatever is asked.

use yihu_domain::{
    Error, Result,
    rights::{Role, Roles},
};
use zeroize::Zeroizing;

use super::{KeyFile, Owner, Secrets, Slot, Wrapped, code, random_key, recovery, slot};

const LONGEST_NAME: usize = 64;
const SHORTEST_PASSWORD: usize = 6;

/// A user who has a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// 用户名
    pub name: String,
    /// What the user is
    pub roles: Roles,
    /// Whether the slot holds the informants' key
    pub custodian: bool,
    /// Whether the user cannot log in
    pub disabled: bool,
    /// Whether the password is to be changed at the next login
    pub must_change: bool,
}

impl KeyFile {
    /// Lists who has a slot.
    pub fn users(&self) -> Vec<User> {
        let user = |slot: &Slot| User {
            name: slot.user.clone(),
            roles: slot.roles(),
            custodian: slot.is_custodian(),
            disabled: slot.keys.is_none(),
            must_change: slot.must_change,
        };
        self.body.users.iter().map(user).collect()
    }

    /// Whether the slot is one of an older format, which the next login at which the archive is written makes anew.
    pub fn is_old(&self, user: &str) -> bool {
        self.body.users.iter().any(|slot| slot.user == user && slot.role.is_some())
    }

    /// Adds a slot; a custodian's needs a custodian's secrets. A password that somebody else chose must be changed.
    pub fn add_user(
        &mut self,
        secrets: &Secrets,
        name: &str,
        roles: &Roles,
        password: &str,
        must_change: bool,
    ) -> Result<()> {
        let name = name.trim();
        if self.body.users.iter().any(|slot| slot.user == name) {
            let message = format!("用户“{name}”已经有了，请换一个用户名。");
            return Err(Error::conflict(message.clone()).field("name", message));
        }
        if roles.contains(Role::Custodian) && secrets.informants.is_none() {
            let message = "只有12313保密员才能设立另一位保密员，请换保密员登录后再做，或先不勾选这个岗位。";
            return Err(Error::denied(message).field("roles", message));
        }
        self.edit(|keys| keys.put(secrets, name, roles, password, must_change))
    }

    /// Gives `user` another password, also to enable one who was disabled.
    ///
    /// Without a custodian's secrets the slot of a custodian is made without the informants' key.
    pub fn set_password(&mut self, secrets: &Secrets, user: &str, password: &str, must_change: bool) -> Result<()> {
        let (name, roles) = self.slot(user).map(|slot| (slot.user.clone(), slot.roles()))?;
        self.edit(|keys| keys.put(secrets, &name, &roles, password, must_change))
    }

    /// Changes what a user is. Who becomes a custodian gets the informants' key with the next password a custodian sets.
    pub fn set_roles(&mut self, secrets: &Secrets, user: &str, roles: &Roles) -> Result<()> {
        let slot = self.slot(user)?;
        if slot.role.is_some() {
            return Err(Error::conflict(format!("请“{}”先登录一次，再更改岗位。", slot.user)));
        }
        require_roles(roles)?;
        self.edit(|keys| {
            let slot = keys.slot_mut(user)?;
            slot.roles = Some(roles.clone());
            if !roles.contains(Role::Custodian)
                && let Some(keys) = &mut slot.keys
            {
                keys.informants = None;
            }
            slot.seal = Some(slot.sealed(secrets));
            Ok(())
        })
    }

    /// Destroys a user's keys and keeps the name.
    pub fn disable(&mut self, secrets: &Secrets, user: &str) -> Result<()> {
        self.edit(|keys| {
            let slot = keys.slot_mut(user)?;
            slot.roles = Some(slot.roles());
            (slot.role, slot.custodian, slot.keys, slot.must_change) = (None, None, None, false);
            slot.seal = Some(slot.sealed(secrets));
            Ok(())
        })
    }

    /// Takes a user's slot away.
    pub fn remove_user(&mut self, user: &str) -> Result<()> {
        let name = self.slot(user)?.user.clone();
        self.edit(|keys| {
            keys.body.users.retain(|slot| slot.user != name);
            Ok(())
        })
    }

    /// Lets whoever came with the recovery code in as `user`, from now on an administrator and custodian besides.
    pub fn recover(&mut self, secrets: &Secrets, user: &str, password: &str) -> Result<()> {
        let slot = self.slot(user)?;
        let name = slot.user.clone();
        let roles = slot.roles().iter().chain([Role::Administrator, Role::Custodian]).collect();
        self.edit(|keys| keys.put(secrets, &name, &roles, password, false))
    }

    /// Makes a new recovery code, with a custodian's secrets; the old sheet opens nothing any more.
    pub fn renew_recovery(&mut self, secrets: &Secrets) -> Result<String> {
        if secrets.informants.is_none() {
            return Err(Error::denied("恢复码也打得开举报人库：请兼任12313保密员的系统管理员来换恢复码。"));
        }
        self.check()?;
        let printed = code::generate()?;
        let cost = self.body.recovery.cost();
        self.body.recovery = Wrapped::seal(cost, &recovery(false), &code::read(&printed)?, secrets, true)?;
        self.body.old_recovery = false;
        self.restamp()?;
        Ok(printed)
    }

    /// Makes other keys for the same users; all but `user` get the password that `temporary` makes for them.
    ///
    /// What others know this archive by stays: the ids of what left, the digests in the change log.
    pub fn rotate(
        &self,
        secrets: &Secrets,
        user: &str,
        password: &str,
        signing: Option<Vec<u8>>,
        mut temporary: impl FnMut(&str) -> Result<String>,
    ) -> Result<(Self, Secrets, String)> {
        let digest = secrets.digest_key();
        if digest.is_none() {
            return Err(Error::denied("更换密钥要连举报人库一起换，请兼任12313保密员的系统管理员来做。"));
        }
        let new = Secrets {
            data: random_key()?,
            informants: Some(random_key()?),
            signing: signing.map_or_else(|| secrets.signing.clone(), Zeroizing::new),
            export_id: Some(secrets.export_id_key()),
            digest,
        };
        let (mut keys, printed) = Self::empty(self.body.recovery.cost(), &new)?;
        for slot in &self.body.users {
            if slot.user == user {
                keys.put(&new, user, &slot.roles(), password, false)?;
            } else if slot.keys.is_some() {
                keys.put(&new, &slot.user, &slot.roles(), &temporary(&slot.user)?, true)?;
            } else {
                let mut disabled = Slot { roles: Some(slot.roles()), role: None, custodian: None, ..slot.clone() };
                disabled.seal = Some(disabled.sealed(&new));
                keys.body.users.push(disabled);
            }
        }
        keys.restamp()?;
        Ok((keys, new, printed))
    }

    /// Changes slots, all or nothing, and never so that nobody is left to run the archive.
    fn edit(&mut self, work: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.check()?;
        let before = self.clone();
        let done = work(self).and_then(|()| self.require_last(&before)).and_then(|()| self.restamp());
        if done.is_err() {
            *self = before;
        }
        done
    }

    fn require_last(&self, before: &Self) -> Result<()> {
        let lost = |is: &dyn Fn(&Slot) -> bool| before.body.users.iter().any(is) && !self.body.users.iter().any(is);
        if lost(&|slot| slot.keys.is_some() && slot.roles().contains(Role::Administrator)) {
            return Err(Error::conflict("这是最后一位系统管理员，不能移除、停用或改岗位，请先设另一位系统管理员。"));
        }
        if lost(&Slot::is_custodian) {
            return Err(Error::conflict(
                "这是最后一位能打开举报人库的12313保密员，不能移除、停用或改岗位，密码也只能由本人改：请先设另一位保密员。",
            ));
        }
        Ok(())
    }

    fn slot(&self, user: &str) -> Result<&Slot> {
        let user = user.trim();
        self.body.users.iter().find(|slot| slot.user == user).ok_or_else(|| unknown(user))
    }

    fn slot_mut(&mut self, user: &str) -> Result<&mut Slot> {
        let user = user.trim();
        self.body.users.iter_mut().find(|slot| slot.user == user).ok_or_else(|| unknown(user))
    }

    /// Writes a user's slot, in place of the one it has.
    pub(super) fn put(
        &mut self,
        secrets: &Secrets,
        name: &str,
        roles: &Roles,
        password: &str,
        must_change: bool,
    ) -> Result<()> {
        let name = name.trim();
        acceptable(name, password)?;
        require_roles(roles)?;
        let owner = Owner { purpose: "user", user: name, old: None };
        let custodian = roles.contains(Role::Custodian);
        let keys = Wrapped::seal(self.body.recovery.cost(), &owner, password, secrets, custodian)?;
        let mut slot = Slot {
            user: name.to_owned(),
            role: None,
            custodian: None,
            roles: Some(roles.clone()),
            must_change,
            keys: Some(keys),
            seal: None,
        };
        slot.seal = Some(slot.sealed(secrets));
        match self.body.users.iter_mut().find(|it| it.user == name) {
            Some(old) => *old = slot,
            None => self.body.users.push(slot),
        }
        self.restamp()
    }
}

impl Slot {
    pub(super) fn owner(&self) -> Owner<'_> {
        let old = self.role.map(|role| (role.word(), self.custodian == Some(true)));
        Owner { purpose: "user", user: &self.user, old }
    }

    /// What the user is. An administrator of format 1 did everything, as who founds an archive does now.
    pub(super) fn roles(&self) -> Roles {
        let custodian = Some(Role::Custodian).filter(|_| self.custodian == Some(true));
        match (self.role, &self.roles) {
            (Some(Role::Administrator), _) => {
                [Role::Administrator, Role::Leader, Role::Clerk].into_iter().chain(custodian).collect()
            }
            (Some(role), _) => [role].into_iter().chain(custodian).collect(),
            (None, roles) => roles.iter().flat_map(Roles::iter).collect(),
        }
    }

    fn is_custodian(&self) -> bool {
        self.keys.as_ref().is_some_and(|keys| keys.informants.is_some())
    }

    /// The seal over who it is and what that user may do.
    pub(super) fn sealed(&self, secrets: &Secrets) -> String {
        let roles: Vec<&str> = self.roles().iter().map(Role::word).collect();
        let must_change = if self.must_change { "must change" } else { "" };
        let (salt, informants) = self
            .keys
            .as_ref()
            .map_or(("", ""), |keys| (keys.salt.as_str(), keys.informants.as_deref().unwrap_or_default()));
        secrets.seal(&slot::parts(&["user", &self.user, &roles.join(" "), must_change, salt, informants]))
    }
}

fn acceptable(name: &str, password: &str) -> Result<()> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        let message = format!("用户名应为1至{LONGEST_NAME}个字，请重新填写。");
        return Err(Error::invalid(message.clone()).field("name", message));
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        let message = format!("密码至少{SHORTEST_PASSWORD}个字符，请重新设置。");
        return Err(Error::invalid(message.clone()).field("password", message));
    }
    Ok(())
}

fn require_roles(roles: &Roles) -> Result<()> {
    if roles.is_empty() {
        let message = "至少要有一个岗位，请勾选。";
        return Err(Error::invalid(message).field("roles", message));
    }
    Ok(())
}

fn unknown(user: &str) -> Error {
    Error::not_found(format!("没有用户“{}”，请核对用户名。", user.trim()))
}
