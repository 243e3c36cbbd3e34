//! What of a free text is hidden when it is printed or exported, and the wall that stands before what leaves.
//!
//! A custodian's key knows who reported; without it only what looks like somebody who reported is found.

use std::sync::Arc;

use yihu_domain::{Error, Noun, Result, text};
use yihu_exchange::wall::Wall;

use crate::Archive;

/// What stands for a text that is hidden.
pub(crate) const VEILED: &str = "（此处文字含举报人信息，已隐去）";

/// What finds those who reported in free texts.
pub(crate) enum Veil {
    /// All of them are known
    Known(Arc<Wall>),
    /// Whoever prints has no key: what he can read on the screen leaves, but for what looks like one of them
    Seeming,
}

impl Veil {
    /// The text, or what stands for it where it gives somebody away.
    pub(crate) fn over(&self, noun: Noun, text: String) -> String {
        let betrays = match self {
            Self::Known(wall) => wall.betrays(&text),
            Self::Seeming => !seeming(noun, &text).is_empty(),
        };
        if betrays { VEILED.to_owned() } else { text }
    }
}

/// Pieces that look like somebody who reported. Numbers only in a report: elsewhere shops and parties have theirs.
pub(crate) fn seeming(noun: Noun, text: &str) -> Vec<String> {
    let number = |hint: &String| hint.starts_with(|c: char| c.is_ascii_digit());
    text::hints(text).into_iter().filter(|it| noun == Noun::Hotline || !number(it)).collect()
}

impl Archive {
    /// What hides who reported on paper and in ledgers, as well as this user's keys can tell.
    pub(crate) fn veil(&self) -> Result<Veil> {
        if self.informants.is_some() { self.wall().map(Veil::Known) } else { Ok(Veil::Seeming) }
    }

    /// Everything that would betray an informant, to search what leaves; made once, and again when informants changed.
    pub(crate) fn wall(&self) -> Result<Arc<Wall>> {
        let Some(informants) = &self.informants else {
            return Err(Error::denied(
                "上报前要拿全部举报人的姓名、电话、证件号核对一遍，这要12313保密员的钥匙：请换一位兼任12313保密员的人登录后导出。",
            ));
        };
        let mark = informants.mark()?;
        if let Some((made_at, wall)) = &*self.walls.borrow()
            && *made_at == mark
        {
            return Ok(Arc::clone(wall));
        }
        let wall = Arc::new(Wall::new(informants.traces()?)?);
        self.walls.replace(Some((mark, Arc::clone(&wall))));
        Ok(wall)
    }
}
