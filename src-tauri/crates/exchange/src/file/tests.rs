#![expect(clippy::disallowed_methods, reason = "tests plant and damage files on purpose")]

use proptest::prelude::*;
use yihu_domain::Kind;

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn file_is_there_whole_and_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("潼川 县局 台账.xlsx");
    write_bytes(&path, b"one").unwrap();
    let told = write_atomic(&path, |w| w.write_all(b"two").map(|()| 7).map_err(|e| io("写入", e))).unwrap();
    assert_eq!((told, fs::read(&path).unwrap().as_slice()), (7, &b"two"[..]));
    assert_eq!(names(folder.path()), ["潼川 县局 台账.xlsx"]);
}

#[test]
fn failed_write_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    write_bytes(&path, b"old").unwrap();
    let outcome: Result<()> = write_atomic(&path, |w| {
        w.write_all(&vec![1; 1 << 20]).unwrap();
        Err(Error::conflict("不行"))
    });
    assert_eq!(outcome.unwrap_err().message, "不行");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    let panicked = std::panic::catch_unwind(|| write_atomic::<()>(&path, |_| panic!("mid-write")));
    assert!(panicked.is_err());
    assert_eq!(names(folder.path()), ["keys.json"]);
}

#[test]
fn first_refusal_of_the_disk_is_told_whatever_a_library_makes_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("包.zip");
    let full = || io::Error::from_raw_os_error(28);
    let told: Result<()> = write_seekable(&path, Access::Shared, |draft| {
        draft.remember(Err::<(), _>(full())).unwrap_err();
        Err(Error::internal("zip: other"))
    });
    assert!(told.unwrap_err().message.contains("磁盘已满"));
    // Even when the library swallowed it.
    let swallowed = write_seekable(&path, Access::Shared, |draft| {
        draft.remember(Err::<(), _>(full())).unwrap_err();
        Ok(())
    });
    assert!(swallowed.unwrap_err().message.contains("磁盘已满"));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn names_that_cannot_be_are_refused_in_words_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let never = |w: &mut dyn Write| -> Result<()> { Err(io("写入", w.write_all(b"").unwrap_err())) };
    let long = folder.path().join("长".repeat(86));
    assert!(write_atomic(&long, never).unwrap_err().message.contains("文件名太长"));
    assert_eq!(write_atomic(folder.path(), never).unwrap_err().kind, Kind::Invalid);
    assert_eq!(write_atomic(&folder.path().join("无/此/处.txt"), never).unwrap_err().kind, Kind::NotFound);
    assert_eq!(write_atomic(Path::new("/"), never).unwrap_err().kind, Kind::Invalid);
    assert_eq!(write_atomic(Path::new(""), never).unwrap_err().kind, Kind::Invalid);
    fs::write(folder.path().join("file"), b"").unwrap();
    assert_eq!(write_atomic(&folder.path().join("file/x"), never).unwrap_err().kind, Kind::Invalid);
    // The longest name there is leaves no room for anything added to it.
    write_bytes(&folder.path().join("长".repeat(85)), b"fits").unwrap();
}

#[test]
fn writer_may_go_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    write_seekable(&path, Access::Secret, |draft| {
        let went = draft.write_all(b"0000 end").and_then(|()| draft.seek(SeekFrom::Start(0)));
        went.and_then(|_| draft.write_all(b"head")).map_err(|e| io("写入", e))
    })
    .unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"head end");
}

#[cfg(unix)]
#[test]
fn secret_is_its_owners_even_over_an_open_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    write_bytes(&path, b"{}").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    write_secret(&path, |w| w.write_all(b"{}").map_err(|e| io("写入", e))).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn leftovers_go_but_what_is_being_written_and_what_is_not_ours_stay() {
    let folder = tempfile::tempdir().unwrap();
    let busy = Draft::create(folder.path(), Access::Shared).unwrap();
    let stale = ".yihu-00112233445566778899aabbccddeeff.tmp";
    let kept = [".yihu-0011.tmp", ".yihu-x0112233445566778899aabbccddeeff.tmp", "a.tmp", ".yihu-.tmp"];
    for name in kept.iter().chain([&stale]) {
        fs::write(folder.path().join(name), b"").unwrap();
    }
    fs::create_dir(folder.path().join(".yihu-ffffffffffffffffffffffffffffffff.tmp")).unwrap();
    assert_eq!(remove_leftovers(folder.path()).unwrap(), 1);
    assert!(busy.path.exists() && !folder.path().join(stale).exists());
    assert!(kept.iter().all(|name| folder.path().join(name).exists()));
    drop(busy);
    assert_eq!(remove_leftovers(folder.path()).unwrap(), 0);
    assert_eq!(remove_leftovers(&folder.path().join("没有")).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn ours_comes_out_of_an_io_error_as_it_was() {
    let wrapped = io::Error::other(Error::damaged("附件坏了"));
    let told = io("读取", wrapped);
    assert_eq!((told.kind, told.message.as_str()), (Kind::Damaged, "附件坏了"));
    assert_eq!(io("读取", io::Error::from(io::ErrorKind::NotFound)).kind, Kind::NotFound);
}

#[test]
fn two_writers_of_one_name_leave_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    std::thread::scope(|scope| {
        for byte in 0..8 {
            let path = &path;
            scope.spawn(move || (0..20).for_each(|_| write_bytes(path, &vec![byte; 100_000]).unwrap()));
        }
    });
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.len() == 100_000 && bytes.iter().all(|b| *b == bytes[0]));
    assert_eq!(names(folder.path()), ["a"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_bytes_come_back_as_they_were(pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..70_000), 0..5)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_atomic(&path, |w| pieces.iter().try_for_each(|p| w.write_all(p).map_err(|e| io("写入", e)))).unwrap();
        prop_assert_eq!(fs::read(&path).unwrap(), pieces.concat());
    }
}

#[test]
fn a_disk_says_how_much_room_it_has() {
    let folder = tempfile::tempdir().unwrap();
    assert!(free_space(folder.path()).unwrap() > 0);
    assert_eq!(free_space(&folder.path().join("没有")).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn bytes_are_written_as_base64() {
    assert_eq!(base64(b"").unwrap(), "");
    assert_eq!(base64("一户档".as_bytes()).unwrap(), "5LiA5oi35qGj");
}
