//! Seeded chance: the same seed gives the same county. Not for keys. Whole numbers only: they are the same on every PC.

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

    /// True in so many of a thousand.
    pub(super) fn per_mille(&mut self, share: i64) -> bool {
        self.between(0, 1000) < share
    }

    /// A number that is spread about `mean` as people are: the sum of twelve throws.
    pub(super) fn bell(&mut self, mean: i64, deviation: i64) -> i64 {
        let sum: i64 = (0..12).map(|_| self.between(0, 1001)).sum();
        mean + (sum - 6000) * deviation / 1000
    }

    /// A number of a distribution that is told by what so many of a thousand stay below.
    pub(super) fn curve(&mut self, points: &[(i64, i64)]) -> i64 {
        let at = self.between(0, 1000);
        let beside = points.windows(2).find(|it| at < it[1].0);
        let Some(&[(from, low), (to, high)]) = beside.and_then(|it| it.first_chunk()) else { return 0 };
        let high = high.max(low + 1);
        low + (high - low) * (at - from) / (to - from).max(1)
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

    /// One of these words, each as often as its share of all shares.
    pub(super) fn share<'a>(&mut self, of: &[(&'a str, i64)]) -> &'a str {
        let mut at = self.between(0, of.iter().map(|(_, share)| share).sum());
        let hit = of.iter().find(|(_, share)| {
            at -= share;
            at < 0
        });
        hit.map_or("", |(word, _)| word)
    }

    /// A place in a list of so many.
    pub(super) fn index(&mut self, many: usize) -> usize {
        usize::try_from(self.between(0, i64::try_from(many).unwrap_or(1))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_and_a_bell_give_the_shape_they_are_told() {
        let mut dice = Dice::new(1);
        let points = [(0, 1), (500, 14), (950, 200), (1000, 900)];
        let mut thrown: Vec<i64> = (0..4000).map(|_| dice.curve(&points)).collect();
        thrown.sort_unstable();
        assert!((12..=16).contains(&thrown[2000]), "{}", thrown[2000]);
        assert!((150..=260).contains(&thrown[3800]), "{}", thrown[3800]);
        assert!(thrown[0] >= 1 && thrown[3999] <= 900);
        let bells: Vec<i64> = (0..4000).map(|_| dice.bell(300, 110)).collect();
        let mean = bells.iter().sum::<i64>() / 4000;
        assert!((290..=310).contains(&mean), "{mean}");
        let beyond = bells.iter().filter(|it| **it > 410 || **it < 190).count();
        assert!((1000..1550).contains(&beyond), "a third lies beyond one deviation: {beyond}");
        let words: Vec<&str> = (0..1000).map(|_| dice.share(&[("甲", 3), ("乙", 1)])).collect();
        let first = words.iter().filter(|it| **it == "甲").count();
        assert!((680..820).contains(&first), "{first}");
    }
}
