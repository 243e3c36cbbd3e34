//! Making an archive, opening it, and who is logged in.

use std::{cell::RefCell, collections::BTreeMap, path::Path};

use yihu_domain::{
    Error, Head, Id, Result, backup::Reason, bureau::Bureau, class::ClassRules, error, rights::Roles,
    supervision::Supervision,
};
use yihu_exchange::{
    attachment::Vault,
    bundle::Signer,
    file,
    keys::{KeyFile, Secrets, Unlocked},
};
use yihu_store::{Access, Informants, Key, Store};

use crate::{
    Archive, BackupMade, Clock, Watch,
    backup::{before_migration, new_folder, sweep},
    login, rotate, user,
};

/// The archive's database.
pub(crate) const ARCHIVE_DB: &str = "archive.db";
/// Who reported.
pub(crate) const INFORMANTS_DB: &str = "informants.db";
/// The wrapped keys.
pub(crate) const KEYS: &str = "keys.json";
/// The attachments.
pub(crate) const FILES: &str = "files";
/// The backups.
pub(crate) const BACKUPS: &str = "backups";

/// Who is logged in.
#[derive(Debug, Clone)]
pub struct Session {
    /// User name
    pub user: String,
    /// What that user is
    pub roles: Roles,
    /// Whether the password is to be changed before anything else
    pub must_change: bool,
}

/// What a new archive is told.
#[derive(Clone, Copy)]
pub struct Founding<'a> {
    /// 6-digit division code
    pub bureau: &'a str,
    /// 单位名称
    pub name: &'a str,
    /// The first user, who does everything until there are others
    pub user: &'a str,
    /// The first user's password
    pub password: &'a str,
    /// Whether it is the invented county
    pub demo: bool,
}

/// What a new archive tells back, once.
pub struct Founded {
    /// To be printed and sealed
    pub recovery_code: String,
    /// The first backup
    pub backup: BackupMade,
}

impl Archive {
    /// Makes an archive in a new folder: keys, signing key, databases, first backup.
    ///
    /// It is made under another name beside `dir` and renamed when whole, so that a crash leaves none.
    pub fn init(dir: &Path, founding: &Founding<'_>, watch: &Watch<'_>) -> Result<(Self, Founded)> {
        check_founding(founding)?;
        watch.step("造钥匙", 0, 0)?;
        let founded = new_folder(dir, |building| {
            let (archive, recovery_code) = Self::found(building, founding)?;
            let mut backup = archive.backup_because(Reason::First, None, watch)?;
            if let Ok(inside) = backup.path.strip_prefix(building) {
                backup.path = dir.join(inside);
            }
            Ok(Founded { recovery_code, backup })
        })?;
        match Self::open(dir, founding.user, founding.password, Access::Write) {
            Ok(archive) => Ok((archive, founded)),
            Err(error) => {
                // Nobody will ever see its recovery code: it may not stay.
                let _ = std::fs::remove_dir_all(dir);
                Err(error)
            }
        }
    }

    /// Fills a new folder; gives the recovery code.
    pub(crate) fn found(building: &Path, founding: &Founding<'_>) -> Result<(Self, String)> {
        let signer = Signer::generate()?;
        let (keys, secrets, recovery_code) = KeyFile::create(founding.user, founding.password, signer.secret())?;
        std::fs::create_dir(building.join(FILES)).map_err(|e| error::io("新建附件文件夹", e))?;
        Informants::create(&building.join(INFORMANTS_DB), &informants_key(&secrets)?)?;
        let store = Store::create(&building.join(ARCHIVE_DB), &Key::new(*secrets.data_key()))?;
        keys.save(&building.join(KEYS))?;
        let unlocked = Unlocked {
            user: founding.user.trim().to_owned(),
            roles: Roles::of_the_founder(),
            must_change: false,
            secrets,
        };
        let mut archive = Self::assemble(
            building,
            store,
            keys,
            unlocked,
            Bureau {
                head: Head::new(Id::new(uuid::Uuid::nil()), founding.bureau),
                name: founding.name.trim().to_owned(),
                short_name: None,
                stream: "A".to_owned(),
                demo: founding.demo,
                mappings: BTreeMap::new(),
                calendars: Vec::new(),
                supervision: Supervision::default(),
                class_rules: ClassRules::default(),
            },
        )?;
        archive.bureau.head.id = archive.new_id();
        let stamp = archive.stamp("新建档案");
        let mut bureau = archive.bureau.clone();
        let (users, ids) = (archive.keys.users(), [archive.new_id()]);
        archive.store.write(&stamp, |w| {
            w.put(&mut bureau)?;
            login::settle(w, &users, &ids, &bureau.head.bureau.clone(), None)
        })?;
        archive.bureau = bureau;
        Ok((archive, recovery_code))
    }

    /// Opens an archive for a user; `Access::Write` keeps every other writer out until it is dropped.
    ///
    /// Who may only look is let in to read, and the log tells of it all the same.
    pub fn open(dir: &Path, user: &str, password: &str, access: Access) -> Result<Self> {
        Self::open_with(dir, user, password, access, true)
    }

    /// Opens a copy that is being restored: no backup is made of it before it is brought up to date.
    pub(crate) fn open_raw(dir: &Path, user: &str, password: &str) -> Result<Self> {
        Self::open_with(dir, user, password, Access::Write, false)
    }

    fn open_with(dir: &Path, user: &str, password: &str, access: Access, careful: bool) -> Result<Self> {
        let keys = load_keys(dir)?;
        let unlocked = login::unlock(dir, &keys, user, password)?;
        if careful && access == Access::Write {
            before_migration(dir, &keys, &unlocked.secrets, user)?;
        }
        let mut archive = Self::enter(dir, keys, unlocked, access)?;
        if access == Access::Write {
            archive.note_login()?;
            if archive.keys.is_old(&archive.session.user) {
                let (mut keys, user) = (archive.keys.clone(), archive.session.user.clone());
                keys.set_password(&archive.secrets, &user, password, false)?;
                archive.keep_keys(keys, "密钥文件改为新格式", &user)?;
            }
            if !archive.session.roles.may_write() {
                let key = Key::new(*archive.secrets.data_key());
                archive.store = Store::open(&dir.join(ARCHIVE_DB), &key, Access::Read)?;
            }
        }
        Ok(archive)
    }

    /// Opens an archive whose keys are open.
    pub(crate) fn enter(dir: &Path, keys: KeyFile, unlocked: Unlocked, access: Access) -> Result<Self> {
        let store = Store::open(&dir.join(ARCHIVE_DB), &Key::new(*unlocked.secrets.data_key()), access)?;
        let bureau = store.bureau()?.ok_or_else(|| Error::damaged("档案里没有单位信息，请从备份恢复。"))?;
        let archive = Self::assemble(dir, store, keys, unlocked, bureau)?;
        if access == Access::Write {
            file::remove_leftovers(dir)?;
            archive.vault.remove_leftovers()?;
            sweep(&dir.join(BACKUPS));
        }
        Ok(archive)
    }

    /// The users who can log in.
    pub fn users(dir: &Path) -> Result<Vec<String>> {
        Ok(load_keys(dir)?.users().into_iter().map(|slot| slot.name).collect())
    }

    fn assemble(dir: &Path, store: Store, keys: KeyFile, unlocked: Unlocked, bureau: Bureau) -> Result<Self> {
        let Unlocked { user, roles, must_change, secrets } = unlocked;
        let informants = match secrets.informants_key() {
            Some(key) => Some(Informants::open(&dir.join(INFORMANTS_DB), &Key::new(*key))?),
            None => None,
        };
        Ok(Self {
            dir: dir.to_path_buf(),
            vault: Vault::new(dir.join(FILES), secrets.attachment_key()),
            session: Session { user, roles, must_change },
            clock: Clock,
            store,
            informants,
            keys,
            secrets,
            bureau,
            standing: None,
            walls: RefCell::default(),
            seen: crate::attachment::waiting::SeenFiles::new(),
            reckoned: RefCell::default(),
        })
    }
}

pub(crate) fn load_keys(dir: &Path) -> Result<KeyFile> {
    rotate::heal(dir);
    if !dir.is_dir() {
        return Err(Error::not_found(format!("找不到档案文件夹“{}”，请检查路径。", dir.display())));
    }
    KeyFile::load(&dir.join(KEYS))
}

fn informants_key(secrets: &Secrets) -> Result<Key> {
    let key = secrets.informants_key().ok_or_else(|| Error::internal("没有举报人库的钥匙，请重试新建。"))?;
    Ok(Key::new(*key))
}

pub(crate) fn check_founding(founding: &Founding<'_>) -> Result<()> {
    let mut error = Error::invalid("新建档案还差几项。");
    if founding.bureau.len() != 6 || !founding.bureau.bytes().all(|b| b.is_ascii_digit()) {
        error = error.field("bureau", "行政区划代码须为6位数字，如 619999。");
    }
    if founding.name.trim().is_empty() {
        error = error.field("name", "单位名称必填。");
    }
    if founding.user.trim().is_empty() {
        error = error.field("user", "用户名必填。");
    }
    if let Err(refused) = user::acceptable(founding.password, founding.user) {
        error.fields.extend(refused.fields);
    }
    if error.fields.is_empty() { Ok(()) } else { Err(error) }
}
