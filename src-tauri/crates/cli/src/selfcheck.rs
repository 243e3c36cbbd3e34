//! `yihu selfcheck`: the month.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{Access, Watch};
use yihu_domain::Result;

use crate::{answer::Answer, arguments::Selfcheck, found};

/// Computes the month and writes its package.
pub(crate) fn selfcheck(user: Option<&str>, a: &Selfcheck) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let package = archive.selfcheck(a.period.parse()?, a.sign, &a.output, &Watch::none())?;
    let mut words = String::new();
    for it in &package.indicators {
        let of = it.denominator.map(|d| format!("（{}/{d}）", it.numerator)).unwrap_or_default();
        let mark = match it.ok {
            Some(true) => "达标",
            Some(false) => "未达标",
            None => "",
        };
        let _ = writeln!(words, "{:<5} {} {}{of} {mark}", it.code, it.name, it.value);
    }
    for problem in &package.problems {
        let _ = writeln!(words, "! {problem}");
    }
    for file in &package.files {
        let _ = writeln!(words, "{}", file.display());
    }
    let _ = write!(
        words,
        "{}",
        if package.signed {
            "本月自查已签署结月。"
        } else {
            "尚未签署；核对无误后加 --sign 结月。"
        }
    );
    Ok(Answer::done(
        words,
        json!({ "period": a.period, "signed": package.signed, "indicators": package.indicators, "problems": package.problems, "files": package.files }),
    ))
}
