//! Thinning: takes away what the rule of the domain lets go, then the scans that no backup needs any more.

use std::{collections::HashSet, path::Path};

use chrono::{DateTime, Utc};
use yihu_domain::{
    Result,
    backup::{Kept, thin},
};
use yihu_exchange::{attachment::Vault, keys::Secrets};

use super::{
    folder::remove_folder,
    list::passed,
    manifest::{Manifest, backups_in, named},
};

/// Thins the backups of one archive in a folder and says how many went; other archives' are not touched.
///
/// The one just made, `new`, stays, whatever the clock says. The folder must be locked: nobody else may be making a
/// backup in it.
pub(super) fn thin_folder(
    folder: &Path,
    mark: &str,
    secrets: &Secrets,
    new: &Path,
    now: DateTime<Utc>,
) -> Result<usize> {
    let all = backups_in(folder);
    let ours: Vec<_> =
        all.iter().filter_map(|(path, m)| Some((path, m.as_ref().filter(|m| m.files == mark)?))).collect();
    let kept: Vec<Kept> = ours.iter().map(|(path, manifest)| kept(path, manifest)).collect();
    let goes: Vec<_> = thin(&kept, now).into_iter().filter(|index| ours[*index].0 != new).collect();
    for index in &goes {
        remove_folder(ours[*index].0)?;
    }
    if goes.is_empty() {
        return Ok(0);
    }
    let mut needed: HashSet<String> = HashSet::new();
    for (index, (path, _)) in ours.iter().enumerate() {
        if goes.contains(&index) {
            continue;
        }
        // A backup that does not say what it needs may need anything.
        let Some(scans) = named(path) else { return Ok(goes.len()) };
        needed.extend(scans);
    }
    Vault::new(folder.join(mark), secrets.attachment_key()).retain(&|sha256| needed.contains(sha256))?;
    Ok(goes.len())
}

fn kept(path: &Path, manifest: &Manifest) -> Kept {
    Kept {
        made_at: manifest.made_at,
        good: passed(path) == Some(true),
        reason: manifest.reason,
        schema: manifest.schema,
    }
}
