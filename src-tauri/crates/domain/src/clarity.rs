//! 清晰度: what was measured on the pixels of a scan, and what that says to whoever has to print it.
//!
//! No article sets these limits: they are the bureau's own (`design` source: at least 200 dpi, warn below 150), and all
//! of them only warn. Whether a scan can be read is for a person to say (看得清吗).

use serde::{Deserialize, Serialize};

/// Dots per inch below which small print breaks up.
pub const DPI: u32 = 150;
/// Dots per inch that a scanner is to be set to.
pub const DPI_WANTED: u32 = 200;
/// Thousandths of blur from which strokes run into one another: a stroke's edge is then about 5 dots wide at 200 dpi.
pub const BLUR: u32 = 400;
/// Tenths of a degree from which a page looks askew.
pub const SKEW: i32 = 15;
/// Steps of grey (0–255) between paper and ink, below which print is too pale.
pub const CONTRAST: u32 = 60;
/// Thousandths of a side that a black margin takes.
pub const EDGE: u32 = 10;
/// Millionths of the page that hold ink, below which the page is as good as empty.
pub const INK: u32 = 200;

/// What was measured on one page of a scan: the worst of those that were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarity {
    /// Which page, from 1
    pub page: u32,
    /// Dots per inch, as the file says or as if the long side were that of A4, whichever is more
    pub dpi: u32,
    /// How far edges are smeared, in thousandths: 0 not at all, 1000 nothing but smear
    pub blur: u32,
    /// Tenths of a degree by which the lines run down to the right; below 0, up; 0 where no lines are found
    pub skew: i32,
    /// Steps of grey between paper and ink
    pub contrast: u32,
    /// Width of the widest black margin, in thousandths of its side
    pub edge: u32,
    /// Millionths of the page that hold ink
    pub ink: u32,
}

impl Clarity {
    /// Everything that is doubtful about it, each a sentence that says what to do, the gravest first.
    pub fn doubts(&self) -> Vec<String> {
        let page = if self.page > 1 { format!("第{}页", self.page) } else { String::new() };
        if self.ink < INK {
            return vec![format!("{page}几乎是空白：请看看是否放反了纸，重扫有字的一面。")];
        }
        let mut doubts = Vec::new();
        if self.contrast < CONTRAST {
            doubts.push(format!("{page}字迹太淡：请把扫描仪调深一些，重扫。"));
        } else if self.blur >= BLUR {
            doubts.push(format!("{page}看不清：请擦净玻璃、压平原件，重扫。"));
        }
        if self.dpi < DPI {
            doubts.push(format!("{page}只有约{}dpi，放大就糊：请把扫描仪设为{DPI_WANTED}dpi以上，重扫。", self.dpi));
        }
        if self.skew.abs() >= SKEW {
            let degrees = f64::from(self.skew.abs()) / 10.0;
            doubts.push(format!("{page}歪了约{degrees:.1}度：请摆正原件，重扫。"));
        }
        if self.edge >= EDGE {
            doubts.push(format!("{page}有黑边：请盖好扫描仪盖板，或选对纸张大小，重扫。"));
        }
        doubts
    }

    /// How bad it is beside another page: more doubts first, then more blur.
    pub fn badness(&self) -> (usize, u32) {
        (self.doubts().len(), self.blur)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Clarity = Clarity { page: 1, dpi: 300, blur: 80, skew: 3, contrast: 220, edge: 0, ink: 90_000 };

    #[test]
    fn each_doubt_says_what_to_do_and_a_good_scan_has_none() {
        assert_eq!(GOOD.doubts(), [""; 0]);
        let cases: [(Clarity, &[&str]); 9] = [
            (Clarity { ink: 199, contrast: 3, dpi: 72, ..GOOD }, &["几乎是空白"]),
            (Clarity { contrast: 59, blur: 900, ..GOOD }, &["字迹太淡"]),
            (Clarity { blur: 400, ..GOOD }, &["看不清：请擦净玻璃、压平原件，重扫"]),
            (Clarity { blur: 399, ..GOOD }, &[]),
            (Clarity { dpi: 149, ..GOOD }, &["只有约149dpi"]),
            (Clarity { skew: -15, ..GOOD }, &["歪了约1.5度"]),
            (Clarity { skew: 14, ..GOOD }, &[]),
            (Clarity { edge: 10, ..GOOD }, &["有黑边"]),
            (Clarity { page: 3, blur: 500, dpi: 100, ..GOOD }, &["第3页看不清", "第3页只有约100dpi"]),
        ];
        for (clarity, wanted) in cases {
            let doubts = clarity.doubts();
            assert_eq!(doubts.len(), wanted.len(), "{doubts:?}");
            for (doubt, wanted) in doubts.iter().zip(wanted) {
                assert!(doubt.starts_with(wanted) && doubt.contains("重扫"), "{doubt}");
            }
        }
    }

    #[test]
    fn worse_is_who_has_more_doubts_then_who_is_more_blurred() {
        let askew = Clarity { skew: 40, ..GOOD };
        let soft = Clarity { blur: 300, ..GOOD };
        assert!(askew.badness() > soft.badness() && soft.badness() > GOOD.badness());
    }
}
