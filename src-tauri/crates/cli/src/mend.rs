//! `yihu mend`: a scan turned, straightened, cropped, or again as it came.

use serde_json::json;
use yihu_archive::{Access, Archive};
use yihu_domain::{
    Error, Noun, Result,
    mending::{Crop, Mend},
};

use crate::{answer::Answer, arguments::Mend as Asked, found};

/// Makes a new version of a scan from the one that came.
pub(crate) fn mend(user: Option<&str>, a: &Asked) -> Result<Answer> {
    let mut archive = found::open(&a.dir, user, Access::Write)?;
    let id = scan(&archive, a.noun.parse()?, &a.number, &a.slot)?;
    let done = if a.original {
        archive.attachment_restore(&id)?
    } else {
        let page = archive.attachment_mending(&id, a.page)?;
        let turn = (i32::from(page.mend.turn) + a.turn).rem_euclid(4);
        let measured = if turn % 2 == 0 { page.slant } else { page.slant_sideways };
        let slant = match a.straighten.as_deref() {
            None => page.mend.slant,
            Some("auto") => measured,
            Some(degrees) => tenths(degrees)?,
        };
        let crop = a.crop.as_deref().map(crop).transpose()?.or(page.mend.crop);
        archive
            .attachment_mend(&id, Mend { page: a.page, turn: u8::try_from(turn).unwrap_or_default(), slant, crop })?
    };
    Ok(Answer::done(format!("已办：{}。原件还在；要撤销，运行 yihu undo。", done.op), json!(done)))
}

fn scan(archive: &Archive, noun: Noun, number: &str, slot: &str) -> Result<String> {
    let record = archive.show(noun, number)?;
    let scans = record["attachments"].as_array();
    let found = scans.and_then(|all| all.iter().find(|it| it["slot"] == slot));
    let id = found.and_then(|it| it["id"].as_str());
    id.map(str::to_owned).ok_or_else(|| Error::not_found(format!("这条记录的“{slot}”里没有扫描件。")))
}

#[expect(clippy::cast_possible_truncation, reason = "of a few degrees")]
fn tenths(degrees: &str) -> Result<i32> {
    let read = degrees.trim().parse::<f64>().ok().filter(|it| it.abs() <= 90.0);
    let refused = || Error::invalid("--straighten 请写度数（如 1.5，字行向右下歪为正），或 auto。");
    read.map(|it| (it * 10.0).round() as i32).ok_or_else(refused)
}

/// Four edges in percent, from the left and the top.
fn crop(edges: &str) -> Result<Crop> {
    let refused = || Error::invalid("--crop 请写：左,上,右,下，各为从左、从上量起的百分数，如 5,5,95,95。");
    let read: Option<Vec<u16>> = edges.split([',', '，']).map(|it| it.trim().parse::<u16>().ok()).collect();
    match read.as_deref() {
        Some(&[left, top, right, bottom]) if [left, top, right, bottom].iter().all(|it| *it <= 100) => {
            Ok(Crop { left: left * 100, top: top * 100, right: right * 100, bottom: bottom * 100 })
        }
        _ => Err(refused()),
    }
}
