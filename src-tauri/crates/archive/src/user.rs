//! Who can log in, and how hard a password is to guess.

use yihu_domain::{
    Error, Result, day,
    rights::{Right, Role, Roles},
};
use yihu_exchange::keys::{self, KeyFile};

use crate::{
    Archive, Done, assets,
    session::KEYS,
    shown::{
        bureau::Strength,
        user::{RightInfo, RoleInfo, UserDraft, UserInfo, UserState},
    },
};

/// Shorter passwords are refused.
pub(crate) const SHORTEST: usize = 8;
/// Characters that are worth a point more.
const LONG: usize = 12;
/// Runs as they lie on the keyboard or in the alphabet; also read backwards.
const RUNS: [&str; 6] =
    ["0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

impl Archive {
    /// Lists who can log in, and who could once and is disabled.
    pub fn user_list(&self) -> Result<Vec<UserInfo>> {
        self.require(Right::Read)?;
        let info = |user: keys::User| {
            let last = self.last_login(&user.name)?;
            Ok(UserInfo {
                current: user.name == self.session.user,
                roles: user.roles.iter().collect(),
                roles_title: user.roles.to_string(),
                state: if user.disabled { UserState::Disabled } else { UserState::Active },
                custodian: user.custodian,
                must_change: user.must_change,
                last_login: last.map(day::minute).unwrap_or_default(),
                name: user.name,
            })
        };
        self.keys.users().into_iter().map(info).collect()
    }

    /// Lists the roles there are and what each may do.
    pub fn user_roles(&self) -> Result<Vec<RoleInfo>> {
        self.require(Right::Read)?;
        let right = |right: &Right| RightInfo { right: *right, title: right.title().to_owned() };
        let role = |role: Role| RoleInfo {
            role,
            title: role.title().to_owned(),
            says: role.says().to_owned(),
            rights: role.rights().iter().map(right).collect(),
        };
        Ok(Role::ALL.into_iter().map(role).collect())
    }

    /// Lets somebody in, with a password that must be changed at the first login.
    pub fn user_add(&mut self, draft: &UserDraft) -> Result<Done> {
        let mut keys = self.keys_to_change()?;
        let roles: Roles = draft.roles.iter().copied().collect();
        acceptable(&draft.password, &draft.name)?;
        keys.add_user(&self.secrets, &draft.name, &roles, &draft.password, true)?;
        let name = draft.name.trim();
        self.put_keys(keys, format!("新增用户“{name}”（{roles}）"), name)
    }

    /// Changes what a user is.
    pub fn user_change(&mut self, name: &str, roles: &[Role]) -> Result<Done> {
        let mut keys = self.keys_to_change()?;
        let roles: Roles = roles.iter().copied().collect();
        keys.set_roles(&self.secrets, name, &roles)?;
        let custodian = keys.users().iter().any(|user| user.name == name.trim() && user.custodian);
        let keyless = if roles.contains(Role::Custodian) && !custodian {
            "，还打不开举报人库，须由保密员重设一次密码"
        } else {
            ""
        };
        let done = self.put_keys(keys, format!("“{name}”的岗位改为{roles}{keyless}"), name)?;
        if name == self.session.user {
            self.session.roles = roles;
        }
        Ok(done)
    }

    /// Gives a user a password that must be changed at the next login.
    ///
    /// A custodian may do it for custodians, to give back what a reset by anybody else has taken: the informants' key.
    pub fn user_reset(&mut self, name: &str, password: &str) -> Result<Done> {
        let mut keys = self.keys_to_reset(name)?;
        self.require_other(name, "自己的密码请用“修改密码”来改。")?;
        acceptable(password, name)?;
        keys.set_password(&self.secrets, name, password, true)?;
        let reset = keys.users().into_iter().find(|user| user.name == name.trim());
        let keyless = if reset.is_some_and(|user| user.roles.contains(Role::Custodian) && !user.custodian) {
            "，还打不开举报人库，须由保密员重设一次密码"
        } else {
            ""
        };
        self.put_keys(keys, format!("重设“{name}”的密码{keyless}"), name)
    }

    /// Destroys a user's keys and keeps the name.
    pub fn user_disable(&mut self, name: &str) -> Result<Done> {
        let mut keys = self.keys_to_change()?;
        self.require_other(name, "不能停用自己，请换另一位系统管理员来办。")?;
        keys.disable(&self.secrets, name)?;
        self.put_keys(keys, format!("停用“{name}”"), name)
    }

    /// Lets a disabled user in again, with a password that must be changed.
    pub fn user_enable(&mut self, name: &str, password: &str) -> Result<Done> {
        let mut keys = self.keys_to_change()?;
        acceptable(password, name)?;
        if keys.users().iter().any(|user| user.name == name.trim() && !user.disabled) {
            return Err(Error::conflict(format!("“{name}”没有停用，不用启用。")));
        }
        keys.set_password(&self.secrets, name, password, true)?;
        self.put_keys(keys, format!("启用“{name}”"), name)
    }

    /// Takes a user away: the slot is destroyed, the name stays in the log.
    pub fn user_remove(&mut self, name: &str) -> Result<Done> {
        let mut keys = self.keys_to_change()?;
        self.require_other(name, "不能移除自己，请换另一位系统管理员来办。")?;
        keys.remove_user(name)?;
        self.put_keys(keys, format!("移除用户“{name}”"), name)
    }

    /// The key file as it lies there now: somebody else may have changed his own password meanwhile.
    fn keys_to_change(&self) -> Result<KeyFile> {
        self.require(Right::Users)?;
        KeyFile::load(&self.dir.join(KEYS))
    }

    fn keys_to_reset(&self, name: &str) -> Result<KeyFile> {
        let keys = KeyFile::load(&self.dir.join(KEYS))?;
        let of_custodian = keys.users().into_iter().any(|user| {
            user.name == name.trim()
                && user.roles.contains(Role::Custodian)
                && !user.roles.contains(Role::Administrator)
        });
        let gives_back = of_custodian && self.require(Right::Reveal).is_ok();
        if !gives_back {
            self.require(Right::Users)?;
        }
        Ok(keys)
    }

    fn require_other(&self, name: &str, message: &str) -> Result<()> {
        if name.trim() == self.session.user { Err(Error::conflict(message)) } else { Ok(()) }
    }

    /// Puts the key file in place; there is nothing to undo it by.
    fn put_keys(&mut self, keys: KeyFile, op: String, name: &str) -> Result<Done> {
        self.keep_keys(keys, &op, name.trim())?;
        Ok(Done { op_id: None, op, count: 1 })
    }
}

/// Refuses a password that is too short, among those guessed first, or holds the user's name.
pub(crate) fn acceptable(password: &str, user: &str) -> Result<()> {
    let user = user.trim().to_lowercase();
    let message = if password.chars().count() < SHORTEST {
        format!("密码至少{SHORTEST}个字符，请重新设置。")
    } else if is_common(password) {
        "这是常用密码，最先被猜到，请换一个。".to_owned()
    } else if user.chars().count() > 1 && password.to_lowercase().contains(&user) {
        "不要把用户名写在密码里，请换一个。".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::invalid(message.clone()).field("password", message))
}

/// Says how hard a password is to guess, and what would make it harder; it is kept nowhere.
pub fn password_strength(password: &str, user: &str) -> Strength {
    let length = password.chars().count();
    let worth = worth(password);
    let classes = classes(password);
    let mut advice = Vec::new();
    if length < SHORTEST {
        advice.push(format!("至少要{SHORTEST}个字符。"));
    }
    let common = is_common(password);
    if common {
        advice.push("这是常用密码，最先被猜到，请换一个。".to_owned());
    }
    let user = user.trim().to_lowercase();
    let named = user.chars().count() > 1 && password.to_lowercase().contains(&user);
    if named {
        advice.push("不要把用户名写在密码里。".to_owned());
    }
    let plain = worth * 3 < length * 2;
    if plain && !common {
        advice.push("不要用重复、连号或键盘上挨着的字符。".to_owned());
    }
    let dated = looks_like_a_date_or_number(password);
    if dated {
        advice.push("不要只用数字：生日、电话、证号都容易猜。".to_owned());
    }
    let score = if length < SHORTEST || common {
        0
    } else if named || plain || dated || classes < 2 {
        1
    } else {
        let points = 1 + usize::from(worth >= 10) + usize::from(worth >= LONG) + usize::from(worth >= 16);
        (points + usize::from(classes >= 3)).min(4)
    };
    if score < 4 && advice.is_empty() {
        advice.push(if worth < LONG {
            format!("再长一些更好：{LONG}个字符以上，一句自己记得住的话最好。")
        } else {
            "加上另一类字符（字母、数字、符号、汉字）更好。".to_owned()
        });
    }
    let label = ["弱", "弱", "中", "强", "强"][score];
    Strength { score: u32::try_from(score).unwrap_or_default(), label: label.to_owned(), advice }
}

/// How many characters really have to be guessed: what repeats or follows the one before counts for nothing, a Chinese
/// character for two.
fn worth(password: &str) -> usize {
    let chars: Vec<char> = password.to_lowercase().chars().collect();
    let mut worth = 0;
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| chars[i]);
        if before.is_some_and(|before| before == *c || follows(before, *c)) {
            continue;
        }
        // The second time a pair stands there, it is known.
        let pair = index.checked_sub(1).map(|i| [chars[i], *c]);
        if pair.is_some_and(|pair| chars[..index].windows(2).any(|w| w == pair)) {
            continue;
        }
        worth += if is_chinese(*c) { 2 } else { 1 };
    }
    worth
}

fn follows(before: char, c: char) -> bool {
    RUNS.iter().any(|run| {
        let next = |a: char, b: char| run.find(a).is_some_and(|at| run[at + a.len_utf8()..].starts_with(b));
        next(before, c) || next(c, before)
    })
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

/// How many kinds of characters there are.
fn classes(password: &str) -> usize {
    let has = |is: fn(char) -> bool| usize::from(password.chars().any(is));
    let other = |c: char| !c.is_ascii_alphanumeric() && !is_chinese(c);
    has(|c| c.is_ascii_lowercase())
        + has(|c| c.is_ascii_uppercase())
        + has(|c| c.is_ascii_digit())
        + has(is_chinese) * 2
        + has(other)
}

fn looks_like_a_date_or_number(password: &str) -> bool {
    let digits = password.chars().filter(char::is_ascii_digit).count();
    !password.is_empty() && digits * 5 >= password.chars().count() * 4
}

/// Whether it is on the list, also with a few digits or signs before or behind.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let letters = lower.trim_matches(|c: char| !c.is_alphabetic());
    assets::common_passwords()
        .any(|common| common == lower || (common.len() > 3 && common == letters && lower.len() < 12))
}
