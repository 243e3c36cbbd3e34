//! What a program did to the files of one folder, as strace saw it.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// One step on its way to the disk. Files are named by a number of ours: names come and go.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A file came to be under a name, empty
    Made(usize, PathBuf),
    /// A file that was there before was opened under its name
    Known(usize, PathBuf),
    /// Bytes were written at a place
    Wrote(usize, u64, Vec<u8>),
    /// It was made this long
    Cut(usize, u64),
    /// What was written to it is on the disk
    Synced(usize),
    /// The names in a folder are on the disk
    SyncedFolder(PathBuf),
    /// A name was given to what had another
    Renamed(PathBuf, PathBuf),
    /// A name was taken away
    Gone(PathBuf),
    /// A folder came to be
    Folder(PathBuf),
    /// The program said something to whoever called it
    Said,
}

/// The system calls that it must be told of.
pub(crate) const CALLS: &str = "openat,open,creat,close,write,pwrite64,lseek,read,fsync,fdatasync,ftruncate,rename,\
     renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,writev,pwritev,fallocate";

/// What an open file stands for.
enum Open {
    File { number: usize, at: u64, append: bool },
    Folder(PathBuf),
}

/// Reads the log line by line.
pub(crate) struct Trace {
    folder: PathBuf,
    open: HashMap<u32, Open>,
    names: HashMap<PathBuf, usize>,
    folders: HashSet<PathBuf>,
    files: usize,
    events: Vec<Event>,
}

impl Trace {
    /// Reads a log of `strace -f -xx -s …` over [`CALLS`]; what happened outside the folder is left out.
    pub(crate) fn read(log: &str, folder: &Path) -> Vec<Event> {
        let mut trace = Self {
            folder: folder.to_path_buf(),
            open: HashMap::new(),
            names: HashMap::new(),
            folders: HashSet::new(),
            files: 0,
            events: Vec::new(),
        };
        let mut unfinished: HashMap<&str, &str> = HashMap::new();
        for line in log.lines() {
            let (pid, rest) = line.split_once(' ').unwrap_or(("", line));
            let rest = rest.trim_start();
            if let Some(begun) = rest.strip_suffix(" <unfinished ...>") {
                unfinished.insert(pid, begun);
            } else if let Some(resumed) = rest.strip_prefix("<... ") {
                let end = resumed.split_once('>').map_or("", |(_, end)| end);
                let whole = unfinished.remove(pid).unwrap_or_default().to_owned() + end;
                trace.line(&whole);
            } else {
                trace.line(rest);
            }
        }
        trace.events
    }

    fn line(&mut self, line: &str) {
        let Some((call, rest)) = line.split_once('(') else { return };
        // strace sets the results of short calls in a column.
        let Some((arguments, result)) = rest.rsplit_once(" = ") else { return };
        let Some(arguments) = arguments.trim_end().strip_suffix(')') else { return };
        let Some(result) = result.split(' ').next().and_then(|r| r.parse::<i64>().ok()).filter(|r| *r >= 0) else {
            return;
        };
        let words = arguments_of(arguments);
        let fd = words.first().and_then(|word| word.parse::<u32>().ok());
        match call {
            "openat" => self.opened(&words[0], &words[1], &words[2], result),
            "open" => self.opened("AT_FDCWD", &words[0], &words[1], result),
            "close" => drop(fd.and_then(|fd| self.open.remove(&fd))),
            "write" if fd == Some(1) => self.events.push(Event::Said),
            "write" | "pwrite64" => self.wrote(fd, &words, result),
            "read" | "lseek" => self.moved(call, fd, result),
            "fsync" | "fdatasync" => match fd.and_then(|fd| self.open.get(&fd)) {
                Some(Open::File { number, .. }) => self.events.push(Event::Synced(*number)),
                Some(Open::Folder(path)) => self.events.push(Event::SyncedFolder(path.clone())),
                None => {}
            },
            "ftruncate" => {
                if let Some(Open::File { number, .. }) = fd.and_then(|fd| self.open.get(&fd)) {
                    self.events.push(Event::Cut(*number, words[1].parse().expect("a length")));
                }
            }
            "rename" => self.renamed(("AT_FDCWD", words[0].as_str()), ("AT_FDCWD", words[1].as_str())),
            "renameat" | "renameat2" => {
                self.renamed((words[0].as_str(), words[1].as_str()), (words[2].as_str(), words[3].as_str()));
            }
            "unlink" | "rmdir" => self.gone("AT_FDCWD", &words[0]),
            "unlinkat" => self.gone(&words[0], &words[1]),
            "mkdir" => self.folder_made("AT_FDCWD", &words[0]),
            "mkdirat" => self.folder_made(&words[0], &words[1]),
            // Nobody here writes so; who begins to must be followed.
            _ => assert!(fd.is_none_or(|fd| !matches!(self.open.get(&fd), Some(Open::File { .. }))), "{call}"),
        }
    }

    fn place(&self, at: &str, name: &str) -> Option<PathBuf> {
        let path = PathBuf::from(String::from_utf8(unescaped(name)).ok()?);
        let path = match at.parse::<u32>() {
            Ok(fd) => match self.open.get(&fd) {
                Some(Open::Folder(folder)) => folder.join(path),
                _ => return None,
            },
            Err(_) => path,
        };
        path.starts_with(&self.folder).then_some(path)
    }

    fn opened(&mut self, at: &str, name: &str, flags: &str, fd: i64) {
        let fd = u32::try_from(fd).expect("a descriptor");
        self.open.remove(&fd);
        let Some(path) = self.place(at, name) else { return };
        if flags.contains("O_DIRECTORY") || self.folders.contains(&path) || path.is_dir() {
            self.open.insert(fd, Open::Folder(path));
            return;
        }
        let number = *self.names.entry(path.clone()).or_insert_with(|| {
            self.files += 1;
            let made = flags.contains("O_CREAT");
            self.events.push(if made { Event::Made(self.files, path) } else { Event::Known(self.files, path) });
            self.files
        });
        if flags.contains("O_TRUNC") {
            self.events.push(Event::Cut(number, 0));
        }
        self.open.insert(fd, Open::File { number, at: 0, append: flags.contains("O_APPEND") });
    }

    fn wrote(&mut self, fd: Option<u32>, words: &[String], count: i64) {
        let Some(Open::File { number, at, append }) = fd.and_then(|fd| self.open.get_mut(&fd)) else { return };
        assert!(!*append, "nobody here appends");
        let (mut bytes, count) = (unescaped(&words[1]), usize::try_from(count).expect("a count"));
        bytes.truncate(count);
        assert_eq!(bytes.len(), count, "strace kept less than was written");
        let place = if let Some(offset) = words.get(3) {
            offset.parse().expect("an offset")
        } else {
            let place = *at;
            *at += bytes.len() as u64;
            place
        };
        self.events.push(Event::Wrote(*number, place, bytes));
    }

    fn moved(&mut self, call: &str, fd: Option<u32>, result: i64) {
        if let Some(Open::File { at, .. }) = fd.and_then(|fd| self.open.get_mut(&fd)) {
            let result = u64::try_from(result).expect("a place");
            *at = if call == "read" { *at + result } else { result };
        }
    }

    fn renamed(&mut self, from: (&str, &str), to: (&str, &str)) {
        let (Some(from), Some(to)) = (self.place(from.0, from.1), self.place(to.0, to.1)) else { return };
        let moved: Vec<(PathBuf, usize)> =
            self.names.iter().filter(|(path, _)| path.starts_with(&from)).map(|(p, n)| (p.clone(), *n)).collect();
        for (path, number) in moved {
            self.names.remove(&path);
            let rest = path.strip_prefix(&from).expect("it lies there");
            let path = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
            self.names.insert(path, number);
        }
        let under = |path: &PathBuf| path.strip_prefix(&from).ok().map(|rest| to.join(rest));
        self.folders.extend(self.folders.iter().filter_map(under).collect::<Vec<_>>());
        for open in self.open.values_mut() {
            if let Open::Folder(path) = open
                && let Ok(rest) = path.strip_prefix(&from)
            {
                *path = to.join(rest);
            }
        }
        self.events.push(Event::Renamed(from, to));
    }

    fn gone(&mut self, at: &str, name: &str) {
        let Some(path) = self.place(at, name) else { return };
        self.names.remove(&path);
        self.events.push(Event::Gone(path));
    }

    fn folder_made(&mut self, at: &str, name: &str) {
        if let Some(path) = self.place(at, name) {
            self.folders.insert(path.clone());
            self.events.push(Event::Folder(path));
        }
    }
}

/// The arguments of a call; quoted text keeps its escapes, without the quotes.
fn arguments_of(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => words.push(std::mem::take(&mut word).trim().to_owned()),
            c => word.push(c),
        }
    }
    words.push(word.trim().to_owned());
    words
}

/// `\x` and two hex digits, as `-xx` writes every byte.
fn unescaped(text: &str) -> Vec<u8> {
    let digits: String = text.split("\\x").collect();
    hex::decode(digits).unwrap_or_else(|_| text.as_bytes().to_vec())
}
