//! `yihu demo`: the invented county.

use std::fmt::Write as _;

use serde_json::json;
use yihu_archive::{Archive, DemoPlan, Watch};
use yihu_domain::Result;

use crate::{answer::Answer, arguments::Demo};

/// Makes the demonstration archive.
pub(crate) fn demo(a: &Demo) -> Result<Answer> {
    let plan = DemoPlan { scale: a.scale, years: a.years, seed: a.seed, defects: a.defects };
    let made = Archive::demo(&a.dir, &plan, &Watch::none())?;
    let said = made.counts.iter().map(|(noun, n)| format!("{}{n}", noun.title())).collect::<Vec<_>>().join("，");
    let planted = made.planted();
    let mut words = format!(
        "已造演示档案：{}\n{said}\n用户 演示，密码 yihu-demo。人名、证号、电话均为虚构，打印件都标“演示数据”。",
        a.dir.display()
    );
    if a.defects {
        let each = planted.iter().map(|(code, n)| format!("{code} {n}处")).collect::<Vec<_>>().join("，");
        let _ =
            write!(words, "\n埋了常见问题{}处：{each}。查出来：yihu verify {}", made.defects.len(), a.dir.display());
    }
    Ok(Answer::done(words, json!({ "path": a.dir, "user": "演示", "counts": made.counts, "defects": planted })))
}
