//! stub
use yihu_domain::Result;
/// x
pub struct Signer;
/// x
#[derive(serde::Serialize)]
pub struct Finding {
    /// x
    pub entry: String,
    /// x
    pub code: String,
    /// x
    pub message: String,
}
/// x
#[derive(serde::Serialize)]
pub struct Ent {
    /// x
    pub name: String,
    /// x
    pub bytes: u64,
}
/// x
#[derive(serde::Serialize)]
pub struct Summary {
    /// x
    pub info: Vec<(String, String)>,
    /// x
    pub entries: Vec<Ent>,
}
impl Signer {
    /// x
    pub fn generate() -> Result<Self> {
        Ok(Self)
    }
    /// x
    pub fn from_secret(_: &[u8]) -> Result<Self> {
        Ok(Self)
    }
    /// x
    pub fn secret(&self) -> Vec<u8> {
        vec![0; 32]
    }
    /// x
    pub fn public_key(&self) -> String {
        String::new()
    }
    /// x
    pub fn public_key_file(&self) -> String {
        String::new()
    }
    /// x
    pub fn key_id(&self) -> String {
        String::new()
    }
    /// x
    pub fn fingerprint(&self) -> String {
        String::new()
    }
}
