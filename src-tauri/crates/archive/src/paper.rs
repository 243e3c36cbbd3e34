//! What is looked at on the screen before it is printed, and the sheets that are printed once.

use std::path::Path;

use uuid::Uuid;
use yihu_domain::{Error, Noun, Result, rights::Right};
use yihu_exchange::{
    file, page,
    report::{
        calibration,
        recovery_sheet::{self, RecoverySheet},
    },
};

pub use yihu_exchange::page::Shift;

use crate::{
    Archive,
    shown::{
        number,
        print::{Pdf, Printed},
    },
};

impl Archive {
    /// Makes the volume of a retailer, a vendor or a case, to be looked at and printed; `shift` is the printer's.
    pub fn dossier_preview(&self, noun: Noun, id: &str, shift: Shift) -> Result<Pdf> {
        let (name, printed) = self.volume(noun, read_id(id)?)?;
        pdf(name.trim_end_matches(".pdf"), printed.shifted(shift)?)
    }

    /// Writes the volume of a retailer, a vendor or a case into a folder, under its number and name.
    pub fn dossier_save(&self, noun: Noun, id: &str, folder: &Path) -> Result<Printed> {
        let (name, printed) = self.volume(noun, read_id(id)?)?;
        if !folder.is_dir() {
            return Err(Error::not_found("找不到要存到的文件夹，请重新选择。"));
        }
        let path = folder.join(name);
        file::write_bytes(&path, &printed.pdf)?;
        Ok(Printed {
            path: path.display().to_string(),
            pages: number(printed.pages),
            findings: printed.findings.into_iter().map(|f| f.message).collect(),
        })
    }

    /// Makes the page that shows how far the printer prints askew, as it prints with `shift`.
    pub fn calibration_page(&self, shift: Shift) -> Result<Pdf> {
        self.require(Right::Read)?;
        let printed = calibration::print(&self.bureau.name, shift, self.clock.now())?;
        pdf("打印校准页", printed.shifted(shift)?)
    }

    /// Makes the sheet for the sealed envelope; the code is the one that founding told, and is kept nowhere.
    pub fn recovery_sheet(&self, code: &str) -> Result<Pdf> {
        self.require(Right::Keys)?;
        if code.trim().is_empty() {
            return Err(Error::invalid("没有恢复码可印：恢复码只在新建档案时显示一次。"));
        }
        let sheet = RecoverySheet { bureau: &self.bureau, user: &self.session.user, code: code.trim() };
        pdf("档案恢复码", recovery_sheet::print(&sheet, self.clock.now())?)
    }
}

/// An id as the window holds it.
fn read_id(id: &str) -> Result<Uuid> {
    id.parse().map_err(|_| Error::not_found("没有这条记录，请刷新列表后再试。"))
}

/// A printed document as the window takes it.
pub(crate) fn pdf(title: &str, printed: page::Printed) -> Result<Pdf> {
    Ok(Pdf {
        title: title.to_owned(),
        base64: file::base64(&printed.pdf)?,
        pages: number(printed.pages),
        findings: printed.findings.into_iter().map(|f| f.message).collect(),
    })
}
