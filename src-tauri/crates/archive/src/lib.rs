//! What a bureau can do with its archive: one [`Archive`], one file a noun, and the verbs over all nouns.
//!
//! Carries records between the store and exchange, checks rights, owns the clock and makes ids. It knows no
//! SQL, no file format, and no window.

mod assets;
mod attachment;
mod backup;
mod bureau;
mod calendar;
mod class;
mod clock;
mod demo;
mod diary;
mod done;
mod evaluate;
mod export;
mod gap;
pub mod guard;
mod history;
pub mod import;
mod informant;
mod kept;
mod key;
mod login;
mod operation;
mod paper;
mod printing;
pub mod record;
mod records;
mod rotate;
mod sealed;
mod selfcheck;
mod session;
pub mod shown;
mod sync;
mod user;
mod veil;
mod verify;
mod watch;
pub mod workbench;

pub mod bundle {
    //! Bundles of others: looked at and checked without an archive.
    pub use crate::sync::{show, verify};
}

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::Arc,
};

use uuid::Uuid;
use yihu_domain::{Error, Id, Result, bureau::Bureau, rights::Right};
use yihu_exchange::{
    attachment::Vault,
    keys::{KeyFile, Secrets},
    wall::Wall,
};
use yihu_store::{Informants, Stamp, Store};

pub use attachment::{Bytes, Elsewhere, Mendable, ScanVersion, Waiting};
pub use backup::{BackupMade, BackupSettings, BackupTask, Restored};
pub use clock::Clock;
pub use demo::{Defect, DemoMade, DemoPlan, PASSWORD as DEMO_PASSWORD, USER as DEMO_USER};
pub use done::{Difference, Done};
pub use evaluate::SelfcheckPackage;
pub use history::{Version, VersionKey};
pub use import::ImportPlan;
pub use kept::DraftInfo;
pub use key::PublicKey;
pub use operation::{ChangeInfo, Changes, Operation, OperationFilter, Operations};
pub use paper::Shift;
pub use printing::{DossiersPrinted, Which};
pub use records::Page;
pub use session::{Founded, Founding, Session};
pub use sync::BundleMade;
pub use user::password_strength;
pub use verify::{Reading, VerifyReport};
pub use watch::{Progress, Watch};
pub use yihu_exchange::file::{write_bytes, write_secret};
pub use yihu_store::Access;

/// The folder `X.yihu`, open for one user.
pub struct Archive {
    dir: PathBuf,
    store: Store,
    informants: Option<Informants>,
    vault: Vault,
    keys: KeyFile,
    secrets: Secrets,
    session: Session,
    bureau: Bureau,
    clock: Clock,
    /// The reason last given to look at who reported
    standing: Option<informant::Standing>,
    /// The wall as it was last made, and of which informants
    walls: RefCell<Option<MadeWall>>,
    /// Files of the scanner's folder that were looked at
    seen: attachment::waiting::SeenFiles,
    /// The classes that were proposed last
    reckoned: class::Reckoned,
}

/// A wall, and the mark of the informants it was made of.
type MadeWall = ((u64, i64), Arc<Wall>);

impl Archive {
    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The bureau whose archive it is.
    pub const fn bureau(&self) -> &Bureau {
        &self.bureau
    }

    /// The letter of the stream in which it writes its bundles.
    pub fn stream(&self) -> &str {
        &self.bureau.stream
    }

    /// Its 6-digit division code.
    pub(crate) fn bureau_code(&self) -> &str {
        &self.bureau.head.bureau
    }

    /// Who is logged in.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Whether it may be written to, or only read.
    pub fn access(&self) -> Access {
        self.store.access()
    }

    /// Whether the user may see who reported.
    pub const fn is_custodian(&self) -> bool {
        self.informants.is_some()
    }

    /// The clock.
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Checks a right of the user.
    fn require(&self, right: Right) -> Result<()> {
        if self.session.must_change {
            return Err(Error::denied("这是别人给您定的密码：请先修改密码，再办理其他事项。"));
        }
        if self.session.roles.has(right) {
            return Ok(());
        }
        let (roles, title) = (&self.session.roles, right.title());
        Err(Error::denied(format!(
            "您的岗位（{roles}）不能办理“{title}”，请换有这项权限的人登录，或请系统管理员加上。"
        )))
    }

    /// Checks that the user may write anything at all.
    fn require_writer(&self) -> Result<()> {
        // Whoever may look may be told first to change the password.
        self.require(Right::Read)?;
        if self.session.roles.may_write() {
            return Ok(());
        }
        Err(Error::denied("您的岗位只能查看，不能改动档案，请换别人登录。"))
    }

    /// Stamps an operation: who, when, which.
    fn stamp(&self, op: impl Into<String>) -> Stamp {
        let at = self.clock.now();
        Stamp { at, by: self.session.user.clone(), op: op.into(), op_id: self.uuid() }
    }

    /// Makes a UUID v7: ordered by the archive's clock, unique by the system's randomness.
    fn uuid(&self) -> Uuid {
        let at = self.clock.now();
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, at.timestamp_subsec_nanos()))
    }

    /// Makes the id of a new record.
    fn new_id<T>(&self) -> Id<T> {
        Id::new(self.uuid())
    }
}

#[cfg(test)]
mod tests;
