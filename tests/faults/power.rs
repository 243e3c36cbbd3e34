//! The power goes: what was not yet brought to the disk may be there, in part, or not at all.
//!
//! The system calls of one run are recorded, then played again up to some point upon a disk that keeps back what was
//! not synced: of each file any of the late writes may be missing, also half a write, and of the names the last ones.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use yihu_tests::{Desk, bytes_in};

use crate::{
    injected::{Done, Known, again, known, whole},
    stage::{Stage, VERBS, Verb, each, spread, tally},
    trace::{CALLS, Event, Trace},
};

/// How many moments are taken of each verb.
const MOMENTS: usize = 8;
const SECTOR: usize = 512;

/// A step that a file waits for.
enum Late {
    Write(u64, Vec<u8>),
    Cut(u64),
}

/// A change of names that its folder waits for.
enum Name {
    Made(usize, PathBuf),
    Renamed(PathBuf, PathBuf),
    Gone(PathBuf),
    Folder(PathBuf),
}

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

/// A disk that keeps back what is not synced.
struct Disk {
    names: BTreeMap<PathBuf, usize>,
    folders: Vec<PathBuf>,
    files: HashMap<usize, (Vec<u8>, Vec<Late>)>,
    late: Vec<Name>,
}

impl Disk {
    /// What lay there before is on the disk.
    fn with(desk: &Path) -> Self {
        let mut disk =
            Self { names: BTreeMap::new(), folders: folders_in(desk), files: HashMap::new(), late: Vec::new() };
        for (index, (name, bytes)) in bytes_in(desk).into_iter().enumerate() {
            // Numbers of its own, far from those of the trace.
            let number = usize::MAX - index;
            disk.files.insert(number, (bytes, Vec::new()));
            disk.names.insert(desk.join(name), number);
        }
        disk
    }

    fn play(&mut self, event: &Event) {
        match event {
            Event::Made(number, path) => {
                // Opened to be made, and there already.
                if !self.adopt(*number, path) {
                    self.files.insert(*number, (Vec::new(), Vec::new()));
                    self.late.push(Name::Made(*number, path.clone()));
                }
            }
            Event::Known(number, path) => {
                self.adopt(*number, path);
            }
            Event::Wrote(number, at, bytes) => self.wait(*number, Late::Write(*at, bytes.clone())),
            Event::Cut(number, length) => self.wait(*number, Late::Cut(*length)),
            Event::Synced(number) => {
                if let Some((bytes, late)) = self.files.get_mut(number) {
                    late.drain(..).for_each(|late| apply(bytes, &late));
                }
            }
            Event::SyncedFolder(folder) => {
                let within = |name: &Name| match name {
                    Name::Made(_, path) | Name::Gone(path) | Name::Folder(path) => {
                        path.parent() == Some(folder.as_path())
                    }
                    Name::Renamed(from, to) => [from, to].iter().any(|path| path.parent() == Some(folder.as_path())),
                };
                // A disk writes its names down in their order.
                let upto = self.late.iter().rposition(within).map_or(0, |last| last + 1);
                for name in self.late.drain(..upto).collect::<Vec<_>>() {
                    self.name(name);
                }
            }
            Event::Renamed(from, to) => self.late.push(Name::Renamed(from.clone(), to.clone())),
            Event::Gone(path) => self.late.push(Name::Gone(path.clone())),
            Event::Folder(path) => self.late.push(Name::Folder(path.clone())),
            Event::Said => {}
        }
    }

    /// Finds what the program now calls by another number; says whether it is there.
    fn adopt(&mut self, number: usize, path: &Path) -> bool {
        let Some(old) = self.names.get(path).copied().filter(|_| !self.is_late(path)) else { return false };
        if let Some(file) = self.files.remove(&old) {
            self.files.insert(number, file);
            self.names.values_mut().filter(|n| **n == old).for_each(|n| *n = number);
        }
        true
    }

    fn is_late(&self, path: &Path) -> bool {
        self.late.iter().any(|name| matches!(name, Name::Gone(p) if p == path))
    }

    fn wait(&mut self, number: usize, late: Late) {
        self.files.entry(number).or_default().1.push(late);
    }

    fn name(&mut self, name: Name) {
        match name {
            Name::Made(number, path) => drop(self.names.insert(path, number)),
            Name::Folder(path) => self.folders.push(path),
            Name::Gone(path) => {
                self.names.remove(&path);
                self.folders.retain(|folder| folder != &path);
            }
            Name::Renamed(from, to) => {
                if self.names.contains_key(&from) {
                    self.names.remove(&to);
                }
                let moved = |path: &PathBuf| match path.strip_prefix(&from) {
                    Ok(rest) if rest.as_os_str().is_empty() => to.clone(),
                    Ok(rest) => to.join(rest),
                    Err(_) => path.clone(),
                };
                self.names = std::mem::take(&mut self.names).iter().map(|(path, n)| (moved(path), *n)).collect();
                self.folders = self.folders.iter().map(moved).collect();
            }
        }
    }

    /// The power goes.
    fn cut(&mut self, dice: &mut Dice) {
        let kept = dice.roll(self.late.len() + 1);
        for name in self.late.drain(..kept).collect::<Vec<_>>() {
            self.name(name);
        }
        self.late.clear();
        let mut numbers: Vec<usize> = self.files.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let (bytes, late) = self.files.get_mut(&number).expect("a file");
            for mut late in late.drain(..) {
                match (dice.roll(3), &mut late) {
                    (0, _) => continue,
                    (1, Late::Write(_, bytes)) if bytes.len() > SECTOR => {
                        bytes.truncate(dice.roll(bytes.len() / SECTOR) * SECTOR);
                    }
                    _ => {}
                }
                apply(bytes, &late);
            }
        }
    }

    /// Lays what is left on another desk.
    fn lay_out(&self, from: &Path, to: &Path) {
        let there = |path: &Path| to.join(path.strip_prefix(from).expect("on the desk"));
        for folder in &self.folders {
            fs::create_dir_all(there(folder)).expect("a folder");
        }
        for (path, number) in &self.names {
            let path = there(path);
            // A name in a folder whose own name was lost is lost with it.
            if path.parent().is_some_and(Path::is_dir) {
                fs::write(path, &self.files[number].0).expect("a file");
            }
        }
    }
}

fn apply(bytes: &mut Vec<u8>, late: &Late) {
    match late {
        Late::Cut(length) => bytes.resize(usize::try_from(*length).expect("small"), 0),
        Late::Write(at, new) => {
            let (at, end) = (usize::try_from(*at).expect("small"), usize::try_from(*at).expect("small") + new.len());
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[at..end].copy_from_slice(new);
        }
    }
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_path_buf()];
    let mut next = 0;
    while next < found.len() {
        let entries = fs::read_dir(&found[next]).expect("a folder").map(|e| e.expect("an entry").path());
        found.extend(entries.filter(|path| path.is_dir()).collect::<Vec<_>>());
        next += 1;
    }
    found
}

/// Runs the verb once and gives the desk as it was before, and every step that was made on it.
fn recorded(stage: &Stage, verb: &Verb) -> (Desk, Vec<Event>, PathBuf) {
    let (desk, before) = (stage.desk(), stage.desk());
    let log = tempfile::NamedTempFile::new().expect("a log");
    let trace = format!("trace={CALLS}");
    let path = log.path().to_string_lossy().into_owned();
    let tracer = ["strace", "-f", "-qq", "-xx", "-s", "100000000", "-e", &trace, "-o", &path];
    let answer = stage.run(&desk, verb.words, &tracer);
    assert!(matches!(answer.code, 0 | 1), "{}: {answer:?}", verb.name);
    let log = String::from_utf8(fs::read(log.path()).expect("what strace saw")).expect("only escapes");
    let folder = desk.path().to_path_buf();
    (before, Trace::read(&log, &folder), folder)
}

/// The moments that matter most: right before and after something was brought to the disk or got its name, and the end.
fn moments(events: &[Event]) -> Vec<usize> {
    let barrier = |e: &Event| matches!(e, Event::Synced(_) | Event::SyncedFolder(_) | Event::Renamed(..) | Event::Said);
    let at: Vec<usize> =
        events.iter().enumerate().filter(|(_, e)| barrier(e)).flat_map(|(at, _)| [at, at + 1]).collect();
    let mut chosen: Vec<usize> = spread(at.len(), MOMENTS).into_iter().map(|n| at[n - 1]).collect();
    chosen.push(events.len());
    chosen.dedup();
    chosen
}

#[test]
fn power_cut_at_any_moment_loses_nothing_that_was_acknowledged() {
    let began = Instant::now();
    let stage = Stage::set();
    let known: BTreeMap<usize, Known> = known(&stage);
    let verbs: Vec<usize> = known.keys().copied().collect();
    let (cases, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    each(&verbs, |index| {
        let (verb, known) = (&VERBS[*index], &known[index]);
        let (before, events, folder) = recorded(&stage, verb);
        assert!(events.iter().any(|e| matches!(e, Event::Synced(_))), "{}: nothing was synced", verb.name);
        for moment in moments(&events) {
            let what = format!("{} power cut after {moment} of {} steps", verb.name, events.len());
            // The trace names the desk it ran on; what lay there before lies on its twin.
            let mut disk = Disk::with(before.path());
            disk.name(Name::Renamed(before.path().to_path_buf(), folder.clone()));
            events[..moment].iter().for_each(|event| disk.play(event));
            disk.cut(&mut Dice(moment as u64 + 1));
            let desk = Desk::new();
            disk.lay_out(&folder, desk.path());
            let came = whole(&desk, verb, known, &what);
            let acknowledged = moment == events.len();
            assert!(!acknowledged || came == Done::All || known.before == known.after, "{what}: it was acknowledged");
            cases.fetch_add(1, Ordering::Relaxed);
            done.fetch_add(usize::from(came == Done::All), Ordering::Relaxed);
            if moment % 3 == 0 {
                again(&stage, &desk, verb, known, came, &what);
            }
        }
    });
    let (cases, done) = (cases.into_inner(), done.into_inner());
    println!("{cases} power cuts, {done} of them after it was done; {:?}", began.elapsed());
    tally("power", cases);
}
