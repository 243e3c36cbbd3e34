//! `yihu bundle export | show | verify`.

use std::fmt::Write;

use serde_json::json;
use yihu_archive::{Access, Watch, bundle};
use yihu_domain::Result;

use crate::{
    answer::Answer,
    arguments::{Bundle, BundleVerb},
    found,
};

/// Does one of the three.
pub(crate) fn bundle(user: Option<&str>, a: &Bundle) -> Result<Answer> {
    match &a.verb {
        BundleVerb::Export { dir, full, output } => {
            let mut archive = found::open(dir, user, Access::Write)?;
            let made = archive.export_bundle(*full, output, &Watch::none())?;
            let counts =
                made.record.counts.iter().map(|(noun, n)| format!("{noun} {n}")).collect::<Vec<_>>().join("，");
            let words = format!(
                "{}\n第{}号，{}。",
                made.path.display(),
                made.record.sequence,
                if counts.is_empty() { "没有新的变动" } else { &counts }
            );
            let json = json!({
                "path": made.path,
                "stream": format!("{}-{}", made.record.head.bureau, made.record.stream),
                "sequence": made.record.sequence,
                "kind": made.record.kind,
                "counts": made.record.counts,
                "digest": made.record.digest,
            });
            Ok(Answer::done(words, json))
        }
        BundleVerb::Show { file } => {
            let summary = bundle::show(file)?;
            let mut words = String::new();
            for (name, value) in &summary.info {
                let _ = writeln!(words, "{name}: {value}");
            }
            for entry in &summary.entries {
                let _ = writeln!(words, "{:>12}  {}", entry.bytes, entry.name);
            }
            Ok(Answer::done(words, json!(summary)))
        }
        BundleVerb::Verify { file, key, after } => {
            let findings = bundle::verify(file, key, after.as_deref())?;
            let mut words = String::new();
            for finding in &findings {
                let _ = writeln!(words, "✗ {}：{}", finding.entry, finding.message);
            }
            let ok = findings.is_empty();
            let _ = write!(
                words,
                "{}",
                if ok {
                    "核验通过：签名、清单、每个文件都对。"
                } else {
                    "核验不通过，这个包不能接收。"
                }
            );
            Ok(Answer { words, json: json!({ "ok": ok, "findings": findings }), refused: !ok, damaged: false })
        }
    }
}
