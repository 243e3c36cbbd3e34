//! 修整: how the pages of a scan are turned, straightened and cropped. The scan as it came stays; every time it is mended
//! anew from that.

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Tenths of a degree to which a page can be straightened.
const WIDEST: i32 = 150;
/// Ten-thousandths: a side of the page.
const SIDE: u16 = 10_000;
/// Ten-thousandths of a side that must be left of it.
const LEAST: u16 = 500;

/// What is kept of a page once it is turned and straightened: its edges, in ten-thousandths from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Crop {
    /// Left edge
    pub left: u16,
    /// Upper edge
    pub top: u16,
    /// Right edge
    pub right: u16,
    /// Lower edge
    pub bottom: u16,
}

/// What is done to one page, in this order: turned, straightened, cropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Mend {
    /// Which page, from 1
    pub page: u32,
    /// Quarters by which it is turned clockwise, 0 to 3
    pub turn: u8,
    /// Tenths of a degree by which its lines run down to the right once it is turned, and which are taken away
    pub slant: i32,
    /// What is kept of it; all where there is none
    pub crop: Option<Crop>,
}

/// What was done to a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mending {
    /// SHA-256 of the scan as it came
    pub original: String,
    /// The pages to which something was done, in order
    pub pages: Vec<Mend>,
}

impl Mend {
    /// A page to which nothing is done.
    pub const fn none(page: u32) -> Self {
        Self { page, turn: 0, slant: 0, crop: None }
    }

    /// Whether it leaves the page as it is.
    pub fn is_nothing(&self) -> bool {
        *self == Self::none(self.page)
    }

    /// Refuses what cannot be done to a scan of so many pages; a crop to the whole page is none.
    pub fn check(self, pages: u32) -> Result<Self> {
        if !(1..=pages).contains(&self.page) {
            return Err(Error::invalid(format!("这份扫描件只有{pages}页，没有第{}页。", self.page)));
        }
        if self.slant.abs() > WIDEST {
            return Err(Error::invalid("摆正最多15度：歪得更多的，请摆正原件重扫。"));
        }
        let crop = self.crop.filter(|it| *it != Crop { left: 0, top: 0, right: SIDE, bottom: SIDE });
        let fits = |from: u16, to: u16| to <= SIDE && from.checked_add(LEAST).is_some_and(|least| least <= to);
        if crop.is_some_and(|it| !fits(it.left, it.right) || !fits(it.top, it.bottom)) {
            return Err(Error::invalid("裁得太多：长和宽都要留下二十分之一以上，请重新框选。"));
        }
        Ok(Self { turn: self.turn % 4, crop, ..self })
    }

    /// What it does, in words; empty where that is nothing.
    pub fn says(&self) -> String {
        let turn = match self.turn {
            1 => "右转90°",
            2 => "转180°",
            3 => "左转90°",
            _ => "",
        };
        let slant = match self.slant {
            0 => String::new(),
            slant => format!("摆正{:.1}°", f64::from(slant.abs()) / 10.0),
        };
        let crop = if self.crop.is_some() { "裁边" } else { "" };
        [turn, &slant, crop].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("、")
    }
}

impl Mending {
    /// Everything that was done, in words; of several `pages` the page is named.
    pub fn says(&self, pages: i64) -> String {
        let one = |it: &Mend| if pages > 1 { format!("第{}页{}", it.page, it.says()) } else { it.says() };
        self.pages.iter().map(one).collect::<Vec<_>>().join("；")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Crop = Crop { left: 0, top: 0, right: SIDE, bottom: SIDE };

    #[test]
    fn what_cannot_be_done_to_a_page_is_refused_in_words() {
        let crop = |left, top, right, bottom| Mend { crop: Some(Crop { left, top, right, bottom }), ..Mend::none(1) };
        for (mend, may) in [
            (Mend::none(1), true),
            (Mend::none(0), false),
            (Mend::none(3), false),
            (Mend { slant: -150, ..Mend::none(2) }, true),
            (Mend { slant: 151, ..Mend::none(2) }, false),
            (crop(100, 200, 9_000, 9_900), true),
            (crop(0, 0, 499, 10_000), false),
            (crop(0, 0, 500, 10_000), true),
            (crop(9_000, 0, 1_000, 10_000), false),
            (crop(0, 0, 10_001, 10_000), false),
            (crop(65_535, 0, 65_535, 10_000), false),
        ] {
            assert_eq!(mend.check(2).is_ok(), may, "{mend:?}");
        }
    }

    #[test]
    fn four_quarters_and_the_whole_page_are_nothing() {
        let mend = Mend { turn: 4, crop: Some(WHOLE), ..Mend::none(1) };
        assert!(mend.check(1).unwrap().is_nothing());
        assert!(!Mend { slant: 1, ..Mend::none(1) }.is_nothing());
    }

    #[test]
    fn what_was_done_is_said_page_by_page() {
        let crop = Some(Crop { left: 10, ..WHOLE });
        let pages = vec![Mend { turn: 3, slant: -15, crop, ..Mend::none(1) }, Mend { turn: 2, ..Mend::none(4) }];
        let mending = Mending { original: String::new(), pages };
        assert_eq!(mending.says(4), "第1页左转90°、摆正1.5°、裁边；第4页转180°");
        assert_eq!(mending.says(1), "左转90°、摆正1.5°、裁边；转180°");
    }
}
