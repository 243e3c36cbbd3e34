//! How far the lines of a page run up or down: tried at each angle, told where ink and gaps part best.

use super::page::{Page, Tone};

/// Steps of a tenth of a degree that are tried to either side.
const WIDEST: i32 = 80;
/// Dots of ink that are looked at.
const DOTS: usize = 40_000;
/// How much better the best angle must part lines than the usual one, in percent: pictures have no lines.
const CLEAR: u64 = 150;

/// One, in 65,536ths.
const ONE: i64 = 1 << 16;
/// Millionths of a page that text and tables cover at most: what is fuller is a photograph.
const FULLEST: u32 = 400_000;

/// Tenths of a degree by which lines run down to the right; 0 where there are none.
pub(super) fn skew(page: &Page, tone: &Tone) -> i32 {
    let dots = if tone.ink > FULLEST { Vec::new() } else { dots(page, tone) };
    if dots.len() < 200 {
        return 0;
    }
    let bins = page.width + 2 * page.height;
    let parted = |angle| (parting(&dots, angle, bins), angle);
    let tried: Vec<(u64, i32)> = (-WIDEST..=WIDEST).step_by(4).map(parted).collect();
    let all: u64 = tried.iter().map(|(parting, _)| parting).sum();
    let (most, near) = tried.iter().copied().max().unwrap_or_default();
    // The widest angle is where the search ends, not where the lines lie.
    if most * 100 * (tried.len() as u64) < all * CLEAR || near.abs() == WIDEST {
        return 0;
    }
    (near - 3..=near + 3).map(parted).max().map_or(0, |(_, angle)| angle)
}

/// Where there is ink, evenly thinned out, without the outermost thirtieth of the page.
fn dots(page: &Page, tone: &Tone) -> Vec<(i64, i64)> {
    let inked = u8::try_from(tone.contrast / 3).unwrap_or(u8::MAX).max(25);
    let darkest = tone.paper.saturating_sub(inked);
    let (left, top) = (page.width / 30, page.height / 30);
    let dots = |every: usize| {
        (0_i64..)
            .zip(page.rows())
            .skip(top)
            .take(page.height - 2 * top)
            .flat_map(move |(y, row)| {
                let inner = (0_i64..).zip(row).skip(left).take(page.width - 2 * left);
                inner.filter(move |(_, grey)| **grey < darkest).map(move |(x, _)| (x, y))
            })
            .step_by(every)
    };
    let every = dots(1).count() / DOTS + 1;
    dots(every).collect()
}

/// How unevenly the dots fall on lines at this angle; the lines are two dots high, so that thinning out leaves no gaps.
fn parting(dots: &[(i64, i64)], angle: i32, bins: usize) -> u64 {
    let (sin, cos) = (f64::from(angle) / 10.0).to_radians().sin_cos();
    let (sin, cos) = (fixed(sin), fixed(cos));
    let mut lines = vec![0_u32; bins];
    let middle = i64::try_from(bins / 4).unwrap_or_default();
    for (x, y) in dots {
        let at = (y * cos - x * sin).div_euclid(2 * ONE) + middle;
        if let Some(line) = usize::try_from(at).ok().and_then(|at| lines.get_mut(at)) {
            *line += 1;
        }
    }
    lines.windows(2).map(|pair| u64::from(pair[1].abs_diff(pair[0])).pow(2)).sum()
}

#[expect(clippy::cast_possible_truncation, reason = "between -65,536 and 65,536")]
fn fixed(share: f64) -> i64 {
    (share * 65_536.0).round() as i64
}
