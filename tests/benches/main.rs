//! What the clerk waits for, measured beside what others need for the same: `cargo bench -p yihu-tests`.
//!
//! Names after `--` choose some of the benches; `--quick` (or `YIHU_BENCH_QUICK`) runs each small and once, to see
//! that they run at all. It judges nothing: it prints medians, limits and ratios, and a person reads them.

mod bundle;
mod desk;
// The driver of the stories in the window; they use more of it.
#[path = "../desktop/ground.rs"]
#[expect(dead_code, reason = "stories use the rest")]
mod desk_ground;
mod dossier;
#[path = "../desktop/driver.rs"]
#[expect(dead_code, reason = "stories use the rest")]
mod driver;
mod ground;
#[path = "../desktop/hands.rs"]
#[expect(dead_code, reason = "stories use the rest")]
mod hands;
mod import;
mod measure;
mod million;
mod safe;
mod window;

use ground::Ground;

/// A bench's name, and the bench.
type Bench = (&'static str, fn(&Ground));

const BENCHES: [Bench; 14] = [
    ("import", import::of_a_county),
    ("import20k", import::of_forty_counties),
    ("open", desk::open),
    ("search", desk::search),
    ("list", desk::list),
    ("write", desk::write),
    ("workbench", desk::workbench),
    ("million", million::visits),
    ("dossier", dossier::one),
    ("bundle", bundle::of_scans),
    ("backup", safe::backup),
    ("verify", safe::verify),
    ("start", window::start),
    ("window", window::work),
];

fn main() {
    // Cargo hands over words of its own (`--bench`).
    let words: Vec<String> = std::env::args().skip(1).collect();
    let quick = words.iter().any(|w| w == "--quick") || std::env::var_os("YIHU_BENCH_QUICK").is_some();
    let wanted: Vec<&String> = words.iter().filter(|w| !w.starts_with('-')).collect();
    let ground = Ground::new(quick);
    if cfg!(debug_assertions) {
        println!("未优化的构建：下列时间不作数。");
    }
    for (name, bench) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|w| *w == name) {
            bench(&ground);
        }
    }
}
