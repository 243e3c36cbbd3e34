//! `yihu user …`: who can log in; the recovery code; other keys after a leak.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{
    Access, Archive, Done, Watch,
    shown::user::{UserDraft, UserInfo, UserState},
};
use yihu_domain::{Error, Result, rights::Role};

use crate::{
    answer::Answer,
    arguments::{User, UserVerb},
    found::{open, password},
};

/// Does one thing with users.
pub(crate) fn user(user: Option<&str>, a: &User) -> Result<Answer> {
    let change = |dir: &std::path::Path, work: &dyn Fn(&mut Archive) -> Result<Done>| {
        let done = work(&mut open(dir, user, Access::Write)?)?;
        Ok(Answer::done(format!("已办：{}", done.op), json!(done)))
    };
    match &a.verb {
        UserVerb::List { dir } => list(&open(dir, user, Access::Read)?),
        UserVerb::Add { dir, name, roles } => {
            let draft = UserDraft { name: name.clone(), roles: read(roles)?, password: new_password(name)? };
            change(dir, &|archive| archive.user_add(&draft))
        }
        UserVerb::Role { dir, name, roles } => {
            let roles = read(roles)?;
            change(dir, &|archive| archive.user_change(name, &roles))
        }
        UserVerb::Password { dir, name: Some(name) } if user != Some(name.as_str()) => {
            let new = new_password(name)?;
            change(dir, &|archive| archive.user_reset(name, &new))
        }
        UserVerb::Password { dir, .. } => {
            let mut archive = open(dir, user, Access::Write)?;
            let name = archive.session().user.clone();
            let old = password("YIHU_PASSWORD", &format!("{name} 的原密码："))?;
            archive.session_password(&old, &new_password(&name)?)?;
            Ok(Answer::done("密码已修改。", json!({ "user": name })))
        }
        UserVerb::Disable { dir, name } => change(dir, &|archive| archive.user_disable(name)),
        UserVerb::Enable { dir, name } => {
            let new = new_password(name)?;
            change(dir, &|archive| archive.user_enable(name, &new))
        }
        UserVerb::Remove { dir, name } => change(dir, &|archive| archive.user_remove(name)),
        UserVerb::Recover { dir } => recover(dir, user),
        UserVerb::Code { dir } => renew(dir, user),
        UserVerb::Rotate { dir, signing } => rotate(dir, user, *signing),
    }
}

fn list(archive: &Archive) -> Result<Answer> {
    let users = archive.user_list()?;
    let mut words = String::new();
    for UserInfo { name, roles_title, state, custodian, must_change, last_login, .. } in &users {
        let _ = write!(words, "{name}  {roles_title}");
        for (is, said) in [
            (*state == UserState::Disabled, "已停用"),
            (*custodian, "可开举报人库"),
            (*must_change, "下次登录须改密码"),
        ] {
            if is {
                let _ = write!(words, "  {said}");
            }
        }
        let last = if last_login.is_empty() { "从未登录" } else { last_login.as_str() };
        let _ = writeln!(words, "  {last}");
    }
    Ok(Answer::done(words, json!(users)))
}

fn recover(dir: &std::path::Path, user: Option<&str>) -> Result<Answer> {
    let user = user.ok_or_else(|| Error::invalid("请用 --user 写明给谁重设密码。"))?;
    let code = password("YIHU_RECOVERY_CODE", "恢复码：")?;
    let (_, code) = Archive::session_recover(dir, &code, user, &new_password(user)?)?;
    Ok(Answer::done(
        format!(
            "“{user}”的密码已重设，兼任系统管理员和12313保密员。\n旧恢复码已作废。新恢复码（只显示这一次，请抄下封存）：\n  {code}"
        ),
        json!({ "user": user, "recovery_code": code }),
    ))
}

fn renew(dir: &std::path::Path, user: Option<&str>) -> Result<Answer> {
    let mut archive = open(dir, user, Access::Write)?;
    let code = archive.recovery_renew(&password("YIHU_PASSWORD", "再输一次密码：")?)?;
    let words = format!("旧恢复码已作废。新恢复码（只显示这一次，请抄下封存）：\n  {}", code.recovery_code);
    Ok(Answer::done(words, json!(code)))
}

fn rotate(dir: &std::path::Path, user: Option<&str>, signing: bool) -> Result<Answer> {
    let mut archive = open(dir, user, Access::Write)?;
    let own = password("YIHU_PASSWORD", "再输一次密码：")?;
    let rotated = archive.key_rotate(&own, signing, &Watch::none())?;
    let mut words = format!(
        "密钥已更换，全部数据已重新加密。\n旧档案（旧密钥打得开，确认无误后请销毁，旧备份也一样）：{}\n新恢复码（只显示这一次，请抄下封存）：\n  {}\n",
        rotated.old_folder, rotated.recovery_code
    );
    for it in &rotated.passwords {
        let _ = writeln!(words, "{} 的临时密码：{}（登录后须改）", it.name, it.password);
    }
    Ok(Answer::done(words, json!(rotated)))
}

fn new_password(user: &str) -> Result<String> {
    password("YIHU_NEW_PASSWORD", &format!("给 {user} 定一个新密码："))
}

/// Reads roles, by word or title.
fn read(roles: &[String]) -> Result<Vec<Role>> {
    let one = |typed: &String| {
        let wanted = typed.trim();
        let found = Role::ALL.into_iter().find(|role| role.word() == wanted || role.title() == wanted);
        found.ok_or_else(|| {
            let all: Vec<String> = Role::ALL.iter().map(|it| format!("{} {}", it.word(), it.title())).collect();
            Error::invalid(format!("没有“{wanted}”这个岗位，可写：{}。", all.join("、")))
        })
    };
    roles.iter().map(one).collect()
}
