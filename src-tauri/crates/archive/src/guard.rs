//! What a program does before anything else, so that nothing of its memory gets out by accident: no core file, no record
//! in the words of a fault, no setting of ours handed to other programs.

use std::{panic, process::Command};

/// Variables that tell our programs something, a password among them, begin so.
const OURS: &str = "YIHU_";

/// Keeps memory off the disk and records out of what is said when something falls over.
pub fn begin() {
    keep_memory_off_the_disk();
    if !cfg!(debug_assertions) {
        keep_memory_to_itself();
    }
    panic::set_hook(Box::new(|fallen| eprintln!("{}", said(fallen))));
}

/// A crash must not write keys and records to a core file.
fn keep_memory_off_the_disk() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = setrlimit(Resource::Core, none);
    }
}

/// Another program of the same user may not read this one's memory, nor may the system hand it on when it crashes: one
/// that has a program of its own for cores does not ask for the limit. Whoever builds the program looks into it.
fn keep_memory_to_itself() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// The place of a fault in the program and nothing of what was at hand; all of it to whoever builds the program and asks.
fn said(fallen: &panic::PanicHookInfo<'_>) -> String {
    if cfg!(debug_assertions) && std::env::var_os("YIHU_TRACE").is_some() {
        return fallen.to_string();
    }
    let place = fallen.location().map(ToString::to_string).unwrap_or_default();
    format!("程序内部出错：{place}")
}

/// Another program of the system, which is told nothing that was told to us.
pub fn program(name: &str) -> Command {
    let mut program = Command::new(name);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(OURS)) {
        program.env_remove(name);
    }
    program
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn a_fault_tells_its_place_and_no_record() {
        let heard = Arc::new(Mutex::new(String::new()));
        let listener = Arc::clone(&heard);
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |fallen| *listener.lock().unwrap() = said(fallen)));
        let fell = panic::catch_unwind(|| assert_eq!("亓官骐骥 19937010000", "", "举报人"));
        panic::set_hook(usual);
        assert!(fell.is_err());
        let heard = heard.lock().unwrap();
        assert!(heard.contains("guard.rs"), "{heard}");
        assert!(!heard.contains("亓官") && !heard.contains("19937010000") && !heard.contains("举报"), "{heard}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_program_leaves_no_core_and_its_memory_to_nobody() {
        keep_memory_off_the_disk();
        keep_memory_to_itself();
        let limits = rustix::process::getrlimit(rustix::process::Resource::Core);
        assert_eq!((limits.current, limits.maximum), (Some(0), Some(0)));
        let dumpable = rustix::process::dumpable_behavior().unwrap();
        assert_eq!(dumpable, rustix::process::DumpableBehavior::NotDumpable);
    }

    #[test]
    fn another_program_is_told_nothing_of_ours() {
        for (name, _) in program("true").get_envs() {
            assert!(name.to_string_lossy().starts_with(OURS), "only ours are taken away");
        }
        let ours = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(OURS)).count();
        assert_eq!(program("true").get_envs().filter(|(_, value)| value.is_none()).count(), ours);
    }
}
