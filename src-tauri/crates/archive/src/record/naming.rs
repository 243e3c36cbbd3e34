//! Warns of free texts that name somebody who reported, or seem to: beside the field, while it is typed and when it is saved.

use yihu_domain::{Noun, Result, check::Severity};

use super::{Draft, FieldProblem, draft::BECAUSE, field, vendor};
use crate::{Archive, export::FREE, veil};

impl Archive {
    /// What the free texts of a draft say of people who reported; `found` tells what was said of them already.
    ///
    /// Who is known is known to custodians only; numbers and names of that shape are told to everybody.
    pub(super) fn naming(&self, noun: Noun, draft: &Draft, found: &[FieldProblem]) -> Result<Vec<FieldProblem>> {
        let wall = if self.informants.is_some() { Some(self.wall()?) } else { None };
        let mut warnings = Vec::new();
        // What was done about a vendor stands in lines.
        let draft = &vendor::with_cells(draft);
        for (key, typed) in &draft.fields {
            // A reason stands beside its field.
            let name = key.strip_prefix(BECAUSE).unwrap_or(key);
            let told = found.iter().any(|it| it.field == name && it.code == "informant_in_text");
            if told || !(FREE.contains(&name) || name != key) || typed.trim().is_empty() {
                continue;
            }
            let message = match wall.as_ref().and_then(|wall| wall.where_in(typed)) {
                Some(place) => Some(format!(
                    "第{place}个字起写有举报人的姓名、电话或证件号：请改写去掉，否则上报时会被拦下，打印和导出时会隐去。"
                )),
                None => seeming(noun, name, typed),
            };
            warnings.extend(message.map(|message| FieldProblem {
                field: vendor::place_of(name, draft).to_owned(),
                severity: Severity::Warning,
                code: "informant_named".to_owned(),
                because: None,
                message,
            }));
        }
        Ok(warnings)
    }
}

/// What seems to name one who reported.
fn seeming(noun: Noun, name: &str, typed: &str) -> Option<String> {
    let hints = veil::seeming(noun, typed);
    let said = hints.first()?;
    let then = if name == "summary" {
        "摘要是要上报的，请改写去掉，否则上报时会被拦下。"
    } else {
        "如果是举报人的，请移到“举报人”一栏，不要写在这里。"
    };
    let more = if hints.len() > 1 { format!("等{}处", hints.len()) } else { String::new() };
    let title = field::title_of(noun, name);
    Some(format!("{title}里的“{said}”{more}像是举报人的姓名、电话或证件号：{then}"))
}
