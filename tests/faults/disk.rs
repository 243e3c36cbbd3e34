//! A disk that is full, and folders in which nothing may be written: said in words, and the archive is as it was.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use yihu_tests::{Answer, Desk, NOW, PASSWORD, binary, bytes_in, copy_folder, ledger};

use crate::stage::seen;

#[test]
fn full_disk_leaves_the_archive_as_it_was() {
    let desk = Desk::with_archive();
    let full = Full::of(&desk, 3 << 20);
    println!("full disk by {}", full.by);
    let dir = full.folder.join("潼川县局.yihu").to_string_lossy().into_owned();
    let on_disk = |name: &str| full.folder.join(name).to_string_lossy().into_owned();
    let retailers = ledger("零售户台账.xlsx").to_string_lossy().into_owned();
    let before = seen(Path::new(&dir));
    let (backup, fresh) = (on_disk("备份"), on_disk("新.yihu"));
    let wrongs: [(&str, Vec<&str>); 3] = [
        ("import", vec!["import", &dir, "retailer", &retailers, "--apply"]),
        ("backup", vec!["backup", &dir, "-o", &backup]),
        ("init", vec!["init", &fresh, "--bureau", "619999", "--name", "潼川县烟草专卖局"]),
    ];
    for (what, arguments) in wrongs {
        let answer = full.run(&desk, &arguments).refuses(&[5]);
        println!("{what}: {}", answer.err.trim());
        assert!(seen(Path::new(&dir)) == before, "{what} changed the archive");
    }
    assert!(!Path::new(&fresh).exists(), "half an archive stands");
    full.make_room();
    let answer = full.run(&desk, &["import", &dir, "retailer", &retailers, "--apply", "--json"]).exits(1);
    assert_eq!(answer.json()["new"], 490, "with room it goes in");
    full.run(&desk, &["verify", &dir, "--read-all"]).exits(0);
}

/// A folder with a copy of a desk on a disk that is full: a small tmpfs, or, where that may not be mounted, files that
/// may not grow.
struct Full {
    folder: PathBuf,
    by: &'static str,
    bytes: u64,
    ballast: PathBuf,
    _room: tempfile::TempDir,
}

impl Full {
    fn of(desk: &Desk, bytes: u64) -> Self {
        let room = tempfile::tempdir().expect("a folder");
        let folder = room.path().join("满盘");
        fs::create_dir(&folder).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"]).arg(&folder).stderr(Stdio::null());
        let mounted = mount.status().is_ok_and(|status| status.success());
        copy_folder(desk.path(), &folder);
        let ballast = folder.join("别的文件");
        if mounted {
            // All but a little is taken: it is the disk that says no, in the middle.
            let taken: u64 = bytes_in(&folder).values().map(|b| b.len() as u64).sum();
            let rest = usize::try_from(bytes.saturating_sub(taken + 200_000)).expect("small");
            fs::write(&ballast, vec![1; rest]).expect("ballast");
        }
        let by = if mounted { "a small tmpfs" } else { "RLIMIT_FSIZE, for tmpfs may not be mounted here" };
        Self { folder, by, bytes: if mounted { 0 } else { 150_000 }, ballast, _room: room }
    }

    fn run(&self, desk: &Desk, arguments: &[&str]) -> Answer {
        let full = self.bytes > 0 && !self.ballast.exists();
        let mut command = if full {
            // The signal that comes with the limit is ignored, so that the write itself fails.
            let mut command = Command::new("sh");
            command.args(["-c", "trap '' XFSZ; exec prlimit --fsize=\"$0\" \"$@\"", &self.bytes.to_string()]);
            command.arg(binary("yihu")).env("YIHU_PASSWORD", PASSWORD).env("YIHU_NOW", NOW);
            command
        } else {
            desk.command()
        };
        command.args(arguments).stdin(Stdio::null()).output().expect("yihu starts").into()
    }

    fn make_room(&self) {
        if self.bytes == 0 {
            fs::remove_file(&self.ballast).expect("the ballast goes");
            let mut mount = Command::new("mount");
            mount.args(["-o", "remount,size=64m"]).arg(&self.folder);
            assert!(mount.status().is_ok_and(|status| status.success()), "the disk grows");
        } else {
            fs::write(&self.ballast, b"").expect("a sign that there is room");
        }
    }
}

impl Drop for Full {
    fn drop(&mut self) {
        if self.bytes == 0 {
            // Nothing depends on it any more.
            let _unmounted = Command::new("umount").arg(&self.folder).status();
        }
    }
}

#[test]
fn without_the_right_to_write_it_is_said() {
    let desk = Desk::with_archive();
    let program = desk.join("yihu");
    fs::copy(binary("yihu"), &program).expect("a copy that everybody may run");
    let dir = desk.archive().to_string_lossy().into_owned();
    let cases = desk.join("案件台账.xlsx");
    fs::copy(ledger("案件台账.xlsx"), &cases).expect("a ledger");
    let cases = cases.to_string_lossy().into_owned();
    shell(desk.path(), "chmod 755 . && chmod -R a+rX . && chmod -R a-w 潼川县局.yihu");
    let before = bytes_in(&desk.archive());
    let (backup, fresh, bundle) = (
        desk.join("备份").to_string_lossy().into_owned(),
        desk.join("新.yihu").to_string_lossy().into_owned(),
        desk.join("潼川县局.yihu/包").to_string_lossy().into_owned(),
    );
    let wrongs: [(&str, Vec<&str>); 5] = [
        ("import", vec!["import", &dir, "case", &cases, "--apply"]),
        ("backup", vec!["backup", &dir, "-o", &backup]),
        ("init", vec!["init", &fresh, "--bureau", "619999", "--name", "潼川县烟草专卖局"]),
        ("bundle export", vec!["bundle", "export", &dir, "-o", &bundle]),
        ("undo", vec!["undo", &dir]),
    ];
    let nobody = |arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).args(arguments);
        command.current_dir("/").env("YIHU_PASSWORD", PASSWORD).stdin(Stdio::null());
        Answer::from(command.output().expect("setpriv (util-linux) is installed"))
    };
    for (what, arguments) in wrongs {
        let answer = nobody(&arguments).refuses(&[5]);
        assert!(answer.err.contains("权限"), "{what}: {answer:?}");
        assert!(before == bytes_in(&desk.archive()), "{what}");
        assert!(!Path::new(&fresh).exists() && !Path::new(&backup).exists(), "{what}");
    }
    // Reading needs no right to write, or says why it does.
    let read = nobody(&["list", &dir, "case"]);
    assert!(read.code == 0 || read.refuses(&[1, 5]).err.contains("权限"), "reading");
    // A folder of which not even the keys may be read.
    shell(desk.path(), "chmod 600 潼川县局.yihu/keys.json");
    let closed = nobody(&["list", &dir, "case"]).refuses(&[5]);
    assert!(closed.err.contains("权限"), "{closed:?}");
    shell(desk.path(), "chmod -R u+w .");
    desk.ask("verify", &[]).exits(0);
}

fn shell(folder: &Path, line: &str) {
    let status = Command::new("sh").args(["-ec", line]).current_dir(folder).status().expect("sh");
    assert!(status.success(), "{line}");
}
