//! The bureau's public key, and the key of its database for programs that are not ours.

use std::path::Path;

use yihu_domain::{Error, Result, rights::Right};
use yihu_exchange::{
    bundle::Signer,
    file,
    page::Printed,
    report::key_sheet::{self, KeySheet},
};

use crate::{
    Access, Archive, login,
    paper::pdf,
    shown::{bundle::KeyInfo, print::Pdf},
};

/// The public half of the signing key.
#[derive(Debug, Clone)]
pub struct PublicKey {
    /// `RW…`, as minisign writes it
    pub text: String,
    /// Key id, hex
    pub id: String,
    /// SHA-256 of the key, grouped, to be compared on paper
    pub fingerprint: String,
}

impl Archive {
    /// The signer, from the wrapped secret.
    pub(crate) fn signer(&self) -> Result<Signer> {
        Signer::from_secret(self.secrets.signing_secret())
    }

    /// The public key.
    pub fn public_key(&self) -> Result<PublicKey> {
        self.require(Right::Read)?;
        let signer = self.signer()?;
        Ok(PublicKey { text: signer.public_key(), id: signer.key_id(), fingerprint: signer.fingerprint() })
    }

    /// Writes the `.pub` file that minisign and `bundle verify` take.
    pub fn write_public_key(&self, path: &Path) -> Result<()> {
        self.require(Right::Read)?;
        file::write_bytes(path, self.signer()?.public_key_file().as_bytes())
    }

    /// Prints the key sheet that the bureaus exchange on paper.
    pub fn print_key_sheet(&self, path: &Path) -> Result<()> {
        file::write_bytes(path, &self.printed_key_sheet()?.pdf)
    }

    /// Makes that sheet to be looked at.
    pub fn key_sheet(&self) -> Result<Pdf> {
        pdf("数据包签名公钥登记单", self.printed_key_sheet()?)
    }

    /// Shows the public key.
    pub fn key_show(&self) -> Result<KeyInfo> {
        let key = self.public_key()?;
        Ok(KeyInfo { public_key: key.text, fingerprint: key.fingerprint })
    }

    /// Writes the `.pub` file.
    pub fn key_save(&self, path: &Path) -> Result<()> {
        self.write_public_key(path)
    }

    /// Gives the key of the database and of its backups, 64 hex digits: with it any program that knows `SQLCipher` reads
    /// every record, without a password. Not before the log says so; who reported has another key.
    pub fn key_data(&mut self, password: &str) -> Result<String> {
        self.require(Right::Keys)?;
        if self.access() == Access::Read {
            return Err(Error::conflict("取钥匙要记入操作日志，而档案是以只读方式打开的：请关闭另一个窗口后再取。"));
        }
        let user = self.session.user.clone();
        login::unlock(&self.dir, &self.keys, &user, password).map_err(login::wrong("password"))?;
        self.log_user("取出数据库钥匙", Some(&user))?;
        Ok(self.secrets.data_key_hex())
    }

    fn printed_key_sheet(&self) -> Result<Printed> {
        let key = self.public_key()?;
        let sheet = KeySheet { bureau: &self.bureau, public_key: &key.text, fingerprint: &key.fingerprint };
        key_sheet::print(&sheet, self.clock.now())
    }
}
