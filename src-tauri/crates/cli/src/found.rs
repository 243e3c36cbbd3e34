//! `yihu init`, and how a command comes to an open archive.

use std::path::Path;

use serde_json::json;
use yihu_archive::{Access, Archive, Founding, Watch};
use yihu_domain::{Error, Result};

use crate::{answer::Answer, arguments::Init};

/// Opens the archive for the user of the command line.
pub(crate) fn open(dir: &Path, user: Option<&str>, access: Access) -> Result<Archive> {
    let user = match user {
        Some(user) => user.to_owned(),
        None => only_user(dir)?,
    };
    Archive::open(dir, &user, &password("YIHU_PASSWORD", &format!("{user} 的密码："))?, access)
}

fn only_user(dir: &Path) -> Result<String> {
    let mut users = Archive::users(dir)?;
    match (users.pop(), users.is_empty()) {
        (Some(user), true) => Ok(user),
        _ => Err(Error::invalid("档案里有几个用户，请用 --user 写明是谁。")),
    }
}

/// Takes a password from the environment, else asks for it on the terminal.
pub(crate) fn password(variable: &str, prompt: &str) -> Result<String> {
    match std::env::var(variable) {
        Ok(password) => Ok(password),
        Err(_) => rpassword::prompt_password(prompt)
            .map_err(|e| Error::denied(format!("没有密码：请设环境变量 {variable}，或在终端里运行。")).because(e)),
    }
}

/// Makes an archive.
pub(crate) fn init(user: Option<&str>, a: &Init) -> Result<Answer> {
    let user = user.unwrap_or("管理员");
    let password = password("YIHU_PASSWORD", &format!("给 {user} 定一个密码："))?;
    let founding = Founding { bureau: &a.bureau, name: &a.name, user, password: &password, demo: false };
    let (archive, founded) = Archive::init(&a.dir, &founding, &Watch::none())?;
    let words = format!(
        "已建档案：{}\n单位：{}（{}）　用户：{user}\n\n恢复码（只显示这一次，请抄下封存）：\n  {}\n\n第一份备份：{}\n请再运行 yihu key show {} -o 钥匙单.pdf 打印钥匙单，交给市局。",
        a.dir.display(),
        a.name,
        a.bureau,
        founded.recovery_code,
        founded.backup.path.display(),
        a.dir.display()
    );
    Ok(Answer::done(
        words,
        json!({
            "path": archive.dir(),
            "user": user,
            "stream": archive.stream(),
            "recovery_code": founded.recovery_code,
            "backup": founded.backup,
        }),
    ))
}
