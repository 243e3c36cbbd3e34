//! Times, and how they are told.

use std::{
    fs,
    time::{Duration, Instant},
};

/// How long each run took.
#[derive(Debug, Clone)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Takes times measured elsewhere, in seconds.
    pub(crate) fn of_seconds(seconds: impl IntoIterator<Item = f64>) -> Self {
        Self::of(seconds.into_iter().map(Duration::from_secs_f64))
    }

    /// Takes times measured elsewhere.
    pub(crate) fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        Self::sorted(times.into_iter().collect())
    }

    fn sorted(mut times: Vec<Duration>) -> Self {
        assert!(!times.is_empty(), "something was measured");
        times.sort();
        Self(times)
    }

    /// The time that so many of a hundred runs do not exceed.
    pub(crate) fn percentile(&self, of_100: usize) -> Duration {
        self.0[((self.0.len() * of_100).div_ceil(100)).clamp(1, self.0.len()) - 1]
    }

    /// Half of the runs took no longer.
    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// How many times the peer's median its own is.
    pub(crate) fn ratio(&self, peer: &Self) -> f64 {
        self.median().as_secs_f64() / peer.median().as_secs_f64()
    }

    /// Each of them, the shortest first.
    pub(crate) fn each(&self) -> impl Iterator<Item = Duration> {
        self.0.iter().copied()
    }

    fn runs(&self) -> usize {
        self.0.len()
    }
}

/// Measures each run by the clock on the wall.
pub(crate) fn wall(runs: usize, mut run: impl FnMut(usize)) -> Times {
    let one = |n| {
        let start = Instant::now();
        run(n);
        start.elapsed()
    };
    Times::sorted((0..runs).map(one).collect())
}

/// Measures the CPU time of each run, of all threads that outlive it.
pub(crate) fn cpu(runs: usize, mut run: impl FnMut(usize)) -> Times {
    let one = |n| {
        let start = cpu_so_far();
        run(n);
        cpu_so_far().saturating_sub(start)
    };
    Times::sorted((0..runs).map(one).collect())
}

/// Nanoseconds on a CPU, as the kernel counts them for each thread.
fn cpu_so_far() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").expect("Linux");
    let of = |task: std::io::Result<fs::DirEntry>| {
        let text = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(tasks.filter_map(of).sum())
}

/// Tells one result against its limit.
pub(crate) fn tell(what: &str, found: Duration, runs: &Times, limit: Option<Duration>) {
    let limit = limit.map(|limit| format!("  限 {}{}", short(limit), if found <= limit { "" } else { "  超出" }));
    println!("{what}：{}（{}次）{}", short(found), runs.runs(), limit.unwrap_or_default());
}

/// Tells a result beside a peer's, against the most that the ratio may be.
pub(crate) fn beside(peer: &str, own: &Times, theirs: &Times, most: Option<f64>) {
    let ratio = own.ratio(theirs);
    let limit = most.map(|most| format!("  限 {most}倍{}", if ratio <= most { "" } else { "  超出" }));
    let theirs = format!("{}（{}次）", short(theirs.median()), theirs.runs());
    println!("    同次对照 {peer}：{theirs}，本软件为其 {ratio:.2} 倍{}", limit.unwrap_or_default());
}

fn short(time: Duration) -> String {
    match time.as_secs_f64() {
        s if s >= 1.0 => format!("{s:.2} 秒"),
        s if s >= 0.001 => format!("{:.2} 毫秒", s * 1e3),
        s => format!("{:.1} 微秒", s * 1e6),
    }
}
