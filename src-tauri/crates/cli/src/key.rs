//! `yihu key show`.

use serde_json::json;
use yihu_archive::Access;
use yihu_domain::Result;

use crate::{
    answer::Answer,
    arguments::{Key, KeyVerb},
    found,
};

/// Shows the public key; writes the key sheet and the `.pub` file when asked.
pub(crate) fn key(user: Option<&str>, a: &Key) -> Result<Answer> {
    let KeyVerb::Show { dir, output, minisign } = &a.verb;
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
