//! `yihu key show`, `yihu key data`.

use std::path::Path;

use serde_json::json;
use yihu_archive::Access;
use yihu_domain::Result;

use crate::{
    answer::Answer,
    arguments::{Key, KeyVerb},
    found,
};

/// Shows a key.
pub(crate) fn key(user: Option<&str>, a: &Key) -> Result<Answer> {
    match &a.verb {
        KeyVerb::Show { dir, output, minisign } => show(user, dir, output.as_deref(), minisign.as_deref()),
        KeyVerb::Data { dir } => data(user, dir),
    }
}

/// Shows the public key; writes the key sheet and the `.pub` file when asked.
fn show(user: Option<&str>, dir: &Path, output: Option<&Path>, minisign: Option<&Path>) -> Result<Answer> {
    let archive = found::open(dir, user, Access::Read)?;
    let key = archive.public_key()?;
    if let Some(path) = output {
        archive.print_key_sheet(path)?;
    }
    if let Some(path) = minisign {
        archive.write_public_key(path)?;
    }
    let words = format!("公钥：{}\n钥匙编号：{}\n指纹：{}", key.text, key.id, key.fingerprint);
    Ok(Answer::done(
        words,
        json!({ "public_key": key.text, "key_id": key.id, "fingerprint": key.fingerprint, "sheet": output, "file": minisign }),
    ))
}

/// Gives the key of the database, on stdout alone, that it can be handed on; what it is stands on stderr.
fn data(user: Option<&str>, dir: &Path) -> Result<Answer> {
    let mut archive = found::open(dir, user, Access::Write)?;
    let key = archive.key_data(&found::password("YIHU_PASSWORD", "再输一次密码：")?)?;
    eprintln!(
        "下面是数据库的钥匙：有了它，不用密码就能读出档案和备份里的全部记录（举报人另有一把钥匙，不在其中）。\n\
         请不要留在屏幕、文件和聊天里，用完关掉窗口；外泄了请运行 yihu user rotate 更换密钥。这一次已记入操作日志。"
    );
    Ok(Answer::done(key.clone(), json!({ "data_key": key })))
}
