//! Faults put in on purpose: the process killed before every sort of system call, a disk that errs or fills up,
//! a power cut, an older archive, a clock set back, and every byte of the archive flipped in turn.
//!
//! `strace` must be installed (`make test` does so). Points are taken at a stride, so that the suite stays short;
//! `YIHU_FAULTS=all` takes every one, `YIHU_FAULTS_IN=backup` only those of one verb.

mod bytes;
mod disk;
mod injected;
mod odd;
mod older;
mod power;
mod second;
mod stage;
mod trace;
