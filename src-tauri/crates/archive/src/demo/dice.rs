//! Seeded chance: the same seed gives the same county. Not for keys.

/// `SplitMix64` (Steele, Lea, Flood 2014).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed ^ 0x5eed_c0de_2026_1123)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `from..to`.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = to.saturating_sub(from).max(1).cast_unsigned();
        from + (self.roll() % width).cast_signed()
    }

    /// True in so many of a hundred.
    pub(super) fn percent(&mut self, share: i64) -> bool {
        self.between(0, 100) < share
    }

    /// One of these.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let index = usize::try_from(self.roll() % of.len().max(1) as u64).unwrap_or_default();
        of[index]
    }

    /// One of these words, separated by spaces.
    pub(super) fn word<'a>(&mut self, of: &'a str) -> &'a str {
        self.pick(&of.split(' ').collect::<Vec<_>>())
    }
}
