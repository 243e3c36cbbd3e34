//! One page in grey: tone, smear of edges, black margins.

use image::GrayImage;

/// Dots over which a row is smeared for comparison: what is sharp changes much by it, what is blurred little.
const WINDOW: usize = 9;
const WINDOW_DOTS: i64 = 9;
/// Steps of grey from the paper's that are more than the noise of a scanner.
const NOISE: u8 = 24;
/// The mean grey of a row that is black from end to end.
const BLACK: usize = 48;

/// A page, row after row.
pub(super) struct Page {
    pub(super) width: usize,
    pub(super) height: usize,
    grey: Vec<u8>,
}

/// Paper and ink of a page.
pub(super) struct Tone {
    /// The grey of most of the page
    pub(super) paper: u8,
    /// From the paper to the darkest ink (or the lightest, on dark paper), a few outliers left out
    pub(super) contrast: u32,
    /// Millionths of the page that are not paper
    pub(super) ink: u32,
}

impl Page {
    /// None for a picture too small to measure anything on.
    pub(super) fn new(grey: GrayImage) -> Option<Self> {
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        (width > WINDOW && height > WINDOW).then(|| Self { width, height, grey: grey.into_raw() })
    }

    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.grey.chunks_exact(self.width)
    }

    /// Rows as columns.
    pub(super) fn turned(&self) -> Self {
        let grey = (0..self.width).flat_map(|x| self.rows().map(move |row| row[x])).collect();
        Self { width: self.height, height: self.width, grey }
    }

    pub(super) fn tone(&self) -> Tone {
        let mut counts = [0_usize; 256];
        for grey in &self.grey {
            counts[usize::from(*grey)] += 1;
        }
        let total = self.grey.len();
        let at = |share: usize| {
            let mut seen = 0;
            (0..=u8::MAX).zip(counts).find(|(_, count)| {
                seen += count;
                seen > share
            })
        };
        let grey = |share| at(share).map_or(u8::MAX, |(grey, _)| grey);
        let (dark, paper, light) = (grey(total / 5000), grey(total / 2), grey(total - 1 - total / 5000));
        let ink: usize = (0..=u8::MAX).zip(counts).filter(|(g, _)| g.abs_diff(paper) > NOISE).map(|(_, n)| n).sum();
        Tone {
            paper,
            contrast: u32::from((paper - dark).max(light - paper)),
            ink: u32::try_from(ink * 1_000_000 / total).unwrap_or(u32::MAX),
        }
    }

    /// How far upright edges are smeared, in thousandths: the share of each step from dot to dot that is still there
    /// once the row is smeared by hand (after Crete 2007, “The blur effect”). Steps as small as noise do not count.
    pub(super) fn blur(&self, contrast: u32) -> u32 {
        let floor = i64::from((contrast / 16).max(4));
        let (mut steps, mut left) = (0_i64, 0_i64);
        for row in self.rows() {
            let mut sum: i64 = row[..WINDOW].iter().map(|g| i64::from(*g)).sum();
            let half = WINDOW / 2;
            for x in half..self.width - half - 1 {
                let (gone, come) = (i64::from(row[x - half]), i64::from(row[x + half + 1]));
                let step = (i64::from(row[x + 1]) - i64::from(row[x])).abs();
                let smeared = sum;
                sum += come - gone;
                if step >= floor {
                    steps += step * WINDOW_DOTS;
                    left += (sum - smeared).abs().min(step * WINDOW_DOTS);
                }
            }
        }
        // A page with ink and without a single edge is all smear.
        if steps == 0 { 1000 } else { u32::try_from(left * 1000 / steps).unwrap_or(1000) }
    }

    /// The wider of the black margins above and below, in thousandths of the height; a page that is dark all over has
    /// none.
    pub(super) fn margin(&self) -> u32 {
        let black = |row: &&[u8]| {
            let middle = &row[self.width / 10..self.width - self.width / 10];
            middle.iter().map(|g| usize::from(*g)).sum::<usize>() < BLACK * middle.len()
        };
        let above = self.rows().take_while(black).count();
        let below = self.rows().rev().take_while(black).count();
        let widest = above.max(below) * 1000 / self.height;
        if widest > 400 { 0 } else { u32::try_from(widest).unwrap_or(0) }
    }
}
