//! The real window as it ships, driven from outside: how long it takes to stand there, to list, to find, and what it weighs.
//!
//! Whether something is painted is read off the screen, or asked of the page two frames after it has what it should show.

use std::{fs, path::Path, time::Duration};

use serde_json::json;
use tokio::{
    process::Command,
    time::{Instant, sleep},
};
use yihu_archive::Access;
use yihu_tests::binary;

use crate::{
    desk::fragments,
    desk_ground::{entered, known},
    driver::{Desk, PATIENCE},
    ground::{DEMO, Ground},
    hands::Window,
    measure::{Times, beside, tell},
};

/// The accent of our pages as the screen keeps it (blue, green, red): the login's button is filled with it.
const ACCENT: [u8; 3] = [0x99, 0x5c, 0x1f];

/// Start to the painted login page, beside a window with nothing in it, turn by turn.
pub(crate) fn start(ground: &Ground) {
    let archive = ground.counties();
    let (own, empty) = (binary("yihu-desktop"), binary("examples/empty"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first of each brings the program from the disk: it is not counted.
    for turn in 0..=ground.runs(11) {
        let pair = (painted(&own, archive, login_stands), painted(&empty, archive, word_stands));
        if turn > 0 {
            ours.push(pair.0);
            theirs.push(pair.1);
        }
    }
    let (own, peer) = (Times::of_seconds(ours), Times::of_seconds(theirs));
    tell("从启动到登录页画出", own.median(), &own, None);
    beside("空的 Tauri 窗口", &own, &peer, Some(1.5));
}

/// A list opened from the menu, the search box as it is typed in, and the memory after that.
pub(crate) fn work(ground: &Ground) {
    let words = fragments(&ground.open_counties(Access::Read), 60);
    let archive = ground.counties();
    runtime().block_on(async {
        let desk = Desk::new().await;
        let window = entered(&desk, archive, DEMO.0, DEMO.1).await;
        let times = lists(&window, ground.runs(20)).await;
        tell("点菜单到零售户列表画出，头一次", times[0], &Times::of([times[0]]), None);
        let again = Times::of(times[1..].iter().copied());
        tell("点菜单到零售户列表画出", again.median(), &again, Some(Duration::from_millis(150)));
        let keys = Times::of(searches(&window, &words).await);
        tell("搜索框按一键到画出 p50", keys.median(), &keys, Some(Duration::from_millis(50)));
        tell("搜索框按一键到画出 p95", keys.percentile(95), &keys, None);
        weigh(&desk);
        desk.close(window).await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Seconds until a program that is started on a PC of its own shows what it should.
fn painted(program: &Path, archive: &Path, stands: fn(&[u8]) -> bool) -> f64 {
    runtime().block_on(async {
        let desk = Desk::new().await;
        known(&desk, archive, DEMO.0);
        let start = Instant::now();
        let _program = desk.at_home(&mut Command::new(program)).spawn().expect("the program starts");
        while !stands(&dots(&desk)) {
            assert!(start.elapsed() < PATIENCE, "{} shows nothing", program.display());
            sleep(Duration::from_millis(4)).await;
        }
        start.elapsed().as_secs_f64()
    })
}

/// What the screen shows now: the dots row by row, each as blue, green, red and nothing, after a short head.
fn dots(desk: &Desk) -> Vec<u8> {
    fs::read(desk.join("Xvfb_screen0")).expect("the screen is a file")
}

/// Whether the login's filled button is on the screen.
fn login_stands(screen: &[u8]) -> bool {
    screen.chunks_exact(4).filter(|dot| dot[..3] == ACCENT).count() > 5_000
}

/// Whether the one word of the empty window is: black on white.
fn word_stands(screen: &[u8]) -> bool {
    let white = screen.chunks_exact(4).filter(|dot| dot[..3] == [0xff; 3]).count();
    let black = screen.chunks_exact(4).filter(|dot| dot[..3] == [0; 3]).count();
    white > 900_000 && (10..10_000).contains(&black)
}

/// Clicks to and fro between the workbench and the retailers.
async fn lists(window: &Window, runs: usize) -> Vec<Duration> {
    const LIST: &str = r"
    const done = arguments[arguments.length - 1];
    const begun = performance.now();
    document.querySelector('nav a[href=\'#/retailer\']').click();
    const look = () => {
      const there = document.querySelectorAll('table[role=grid] tbody tr').length >= 20;
      requestAnimationFrame(there ? () => requestAnimationFrame(() => done(performance.now() - begun)) : look);
    };
    look();";
    let mut times = Vec::new();
    for _ in 0..=runs.max(1) {
        times.push(told(window, LIST, &[]).await);
        window.go("#/").await;
        window.see("工作台").await;
        while window.count("table[role=grid]").await > 0 {
            sleep(Duration::from_millis(30)).await;
        }
        // What the workbench asks for would stand in line before the list.
        sleep(Duration::from_secs(1)).await;
    }
    times
}

/// Types words into the box at the head, each from its first letter; the last key is timed.
async fn searches(window: &Window, words: &[String]) -> Vec<Duration> {
    const KEY: &str = r"
    const [word, done] = arguments;
    const box = document.querySelector('[role=search] input');
    const type = (text) => { box.value = text; box.dispatchEvent(new InputEvent('input')); };
    const shown = () => document.querySelector('#search-hits [role=option], .hits-hint')?.innerText ?? '';
    box.focus();
    type('');
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const begun = performance.now();
      type(word);
      const look = () => {
        const there = shown() !== '';
        requestAnimationFrame(there ? () => requestAnimationFrame(() => done(performance.now() - begun)) : look);
      };
      look();
    }));";
    let mut times = Vec::new();
    for word in words {
        times.push(told(window, KEY, &[json!(word)]).await);
    }
    times
}

/// Milliseconds that a script in the page counted.
async fn told(window: &Window, script: &str, with: &[serde_json::Value]) -> Duration {
    let counted = window.ask_later(script, with).await;
    Duration::from_secs_f64(counted.as_f64().expect("milliseconds") / 1e3)
}

/// Tells what each process of the window holds in memory: all it can reach, and its share of it.
fn weigh(desk: &Desk) {
    let (mut all, mut share) = (0, 0);
    for process in desk.processes() {
        let at = Path::new("/proc").join(process);
        let name = fs::read_to_string(at.join("comm")).unwrap_or_default();
        let sums = fs::read_to_string(at.join("smaps_rollup")).unwrap_or_default();
        let megabytes = |what: &str| {
            let line = sums.lines().find_map(|line| line.strip_prefix(what));
            line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
        };
        let (rss, pss) = (megabytes("Rss:"), megabytes("Pss:"));
        // The driver is no part of what ships.
        if rss > 0 && !name.starts_with("WebKitWebDriver") {
            println!("    内存 {}：RSS {rss} MB，PSS {pss} MB", name.trim());
            (all, share) = (all + rss, share + pss);
        }
    }
    println!("窗口的内存合计：RSS {all} MB，PSS {share} MB");
}
