//! The bureau itself, as settings show and change it.

use yihu_domain::{Error, Result, bureau::Bureau, rights::Right, supervision::SupervisionDraft, text};

use crate::{
    Archive, Done,
    shown::{
        bureau::{BureauDraft, BureauInfo},
        number,
    },
};

/// Longest name that fits on a cover.
const LONGEST_NAME: usize = 40;
/// Longest short name that stands in a case number.
const LONGEST_SHORT: usize = 8;

impl Archive {
    /// Shows the bureau.
    pub fn bureau_show(&self) -> Result<BureauInfo> {
        self.require(Right::Read)?;
        let it = &self.bureau;
        Ok(BureauInfo {
            code: it.head.bureau.clone(),
            name: it.name.clone(),
            short_name: it.short_name.clone().unwrap_or_default(),
            stream: it.stream.clone(),
            supervision: SupervisionDraft::from(&it.supervision),
            demo: it.demo,
            dir: self.dir.display().to_string(),
            revision: number(it.head.revision),
        })
    }

    /// Changes the bureau's names; its code and its stream stay as they are.
    pub fn bureau_save(&mut self, draft: &BureauDraft) -> Result<Done> {
        self.require(Right::Settings)?;
        let mut bureau = self.bureau_at(draft.revision)?;
        check(draft)?;
        bureau.supervision = draft.supervision.check().into_result()?;
        draft.name.trim().clone_into(&mut bureau.name);
        bureau.short_name = text::some(&draft.short_name);
        self.put_bureau("修改单位信息", bureau)
    }

    /// The bureau as somebody saw it; whoever changed it in between is not overwritten.
    pub(crate) fn bureau_at(&self, revision: u32) -> Result<Bureau> {
        let bureau = self.store.bureau()?.ok_or_else(|| Error::damaged("档案里没有单位信息，请从备份恢复。"))?;
        if number(bureau.head.revision) != revision {
            return Err(Error::conflict("单位信息刚被别处改过：请刷新后再改。"));
        }
        Ok(bureau)
    }

    /// Writes what was changed of the bureau, as one operation.
    pub(crate) fn put_bureau(&mut self, op: &str, mut bureau: Bureau) -> Result<Done> {
        let stamp = self.stamp(op);
        let changed = self.store.write(&stamp, |w| w.put(&mut bureau))?;
        self.bureau = bureau;
        Ok(Done::of(&stamp, usize::from(changed)))
    }
}

fn check(draft: &BureauDraft) -> Result<()> {
    let mut error = Error::invalid("单位信息没有保存，请改正标出的几项。");
    match draft.name.trim().chars().count() {
        0 => error = error.field("name", "单位名称必填。"),
        n if n > LONGEST_NAME => error = error.field("name", format!("单位名称最多{LONGEST_NAME}个字，请写短些。")),
        _ => {}
    }
    if draft.short_name.trim().chars().count() > LONGEST_SHORT {
        error = error.field("short_name", format!("文号简称最多{LONGEST_SHORT}个字，如 潼烟。"));
    }
    if error.fields.is_empty() { Ok(()) } else { Err(error) }
}
