//! Who can log in, and how hard a password is to guess.

use yihu_domain::{
    Error, Result,
    rights::{Right, Role},
};
use yihu_exchange::keys::KeyFile;

use crate::{
    Archive, assets,
    session::KEYS,
    shown::bureau::{Strength, UserInfo},
};

/// Shorter passwords are refused.
pub(crate) const SHORTEST: usize = 8;
/// Characters that are worth a point more.
const LONG: usize = 12;
/// Runs as they lie on the keyboard or in the alphabet; also read backwards.
const RUNS: [&str; 6] =
    ["0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

impl Archive {
    /// Lists who can log in.
    pub fn user_list(&self) -> Result<Vec<UserInfo>> {
        self.require(Right::Read)?;
        let users = self.keys.users().into_iter();
        Ok(users
            .map(|user| UserInfo {
                current: user.name == self.session.user,
                role: role_title(user.role).to_owned(),
                custodian: user.custodian,
                name: user.name,
            })
            .collect())
    }

    /// Gives whoever is logged in another password.
    pub fn session_password(&mut self, old: &str, password: &str) -> Result<()> {
        // As it lies there now: somebody else may have changed his own meanwhile.
        let path = self.dir.join(KEYS);
        let mut keys = KeyFile::load(&path)?;
        let user = self.session.user.clone();
        keys.unlock(&user, old).map_err(|cause| {
            let message = "原密码不对，请重新输入。";
            if cause.kind == yihu_domain::Kind::Denied { Error::denied(message).field("old", message) } else { cause }
        })?;
        let refuse = |message: String| Error::invalid(message.clone()).field("password", message);
        if password.chars().count() < SHORTEST {
            return Err(refuse(format!("密码至少{SHORTEST}个字符，请重新设置。")));
        }
        if password == old {
            return Err(refuse("新密码与原密码相同，请换一个。".to_owned()));
        }
        keys.set_password(&self.secrets, &user, password)?;
        keys.save(&path)?;
        self.keys = keys;
        Ok(())
    }
}

/// What a user is, in words.
pub(crate) const fn role_title(role: Role) -> &'static str {
    match role {
        Role::Administrator => "系统管理员",
        Role::Clerk => "内勤",
        Role::Reader => "只读",
    }
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
