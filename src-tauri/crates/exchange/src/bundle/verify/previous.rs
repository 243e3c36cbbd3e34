//! Holds a bundle against the one before it in its stream: replay, fork, gap.

use std::path::Path;

use yihu_domain::Result;

use super::{findings::Findings, peek};
use crate::bundle::bag::{self, BagInfo};

/// Checks that the bundle with `info` and `digest` follows the one at `path`.
pub(super) fn check(path: &Path, info: &BagInfo, digest: &str, found: &mut Findings) -> Result<()> {
    let before = peek(path)?.and_then(|(_, tags)| Some((BagInfo::read(tags.text(bag::BAG_INFO))?, tags.digest())));
    let Some((before, before_digest)) = before else {
        found.add("", "previous_unreadable", "给出的上一包读不出来，请换一个完好的上一包再核对。");
        return Ok(());
    };
    let mut refuse = |code, message: String| found.add(bag::BAG_INFO, code, message);
    if (&before.bureau, &before.stream) != (&info.bureau, &info.stream) {
        refuse("other_stream", format!("上一包{}是别的数据流，接不上，请换成同一数据流的包。", before.name()));
        return Ok(());
    }
    if before.sequence == info.sequence {
        if before_digest == digest {
            refuse("replay", "与给出的上一包是同一个包，已经导入过，不用再导入。".to_owned());
        } else {
            let message = "同一序号有两个内容不同的包（分叉），不能接收，请与对方单位核对。";
            refuse("fork", format!("{message}两包摘要：{before_digest}、{digest}。"));
        }
    } else if before.sequence > info.sequence {
        refuse("replay", format!("这个包比给出的上一包（第{}包）还早，不用再导入。", before.sequence));
    } else if before.sequence + 1 < info.sequence {
        let missing = |sequence| bag::name(&info.bureau, &info.stream, sequence);
        let (from, to) = (missing(before.sequence + 1), missing(info.sequence - 1));
        let which = if from == to { from } else { format!("{from} 到 {to}") };
        refuse("gap", format!("中间缺 {which}，请先向对方要来再导入。"));
    } else if info.previous_digest.as_deref() != Some(&before_digest) {
        refuse("previous_digest", "写明的上一包摘要与给出的上一包不符（分叉或拿错了包），不能接收。".to_owned());
    } else if info.from_change > before.to_change + 1 && before.to_change > 0 {
        let message = format!("变动从第{}条开始，上一包只到第{}条，中间有缺漏。", info.from_change, before.to_change);
        refuse("change_gap", message);
    } else if info.from_change == before.to_change + 1 && info.previous_change_hash != before.last_change_hash {
        refuse("change_chain", "第一条变动与上一包的最后一条接不上，不能接收。".to_owned());
    }
    Ok(())
}
