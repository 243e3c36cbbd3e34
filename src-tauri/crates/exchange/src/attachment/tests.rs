#![expect(clippy::disallowed_methods, reason = "tests plant and damage files on purpose")]

use proptest::prelude::*;
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::*;

const CHUNK: usize = 64 * 1024;

fn vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("潼川 县局");
    fs::create_dir(&archive).unwrap();
    let vault = Vault::new(archive.join("files"), Zeroizing::new([7; 32]));
    (folder, vault)
}

fn kind<T>(outcome: Result<T>) -> Kind {
    outcome.map(|_| ()).unwrap_err().kind
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Gives out `left` bytes of nothing, in odd pieces.
struct Zeros {
    left: usize,
}

impl Read for Zeros {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = out.len().min(self.left).min(10_007);
        out[..count].fill(0);
        self.left -= count;
        Ok(count)
    }
}

#[test]
fn sizes_around_a_chunk_come_back_as_they_were() {
    let (_folder, vault) = vault();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK - 1, 3 * CHUNK, 3 * CHUNK + 17] {
        let bytes = noise(length);
        let stored = vault.ingest(&bytes[..]).unwrap();
        assert_eq!((stored.bytes, stored.new), (length as u64, true));
        assert_eq!(vault.read_all(&stored.sha256).unwrap(), bytes);
        assert_eq!(vault.size(&stored.sha256).unwrap(), length as u64);
        vault.check(&stored.sha256).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_bytes_come_back_as_they_were(bytes in proptest::collection::vec(any::<u8>(), 0..200_000)) {
        let (_folder, vault) = vault();
        let stored = vault.ingest(&bytes[..]).unwrap();
        prop_assert_eq!(vault.read_all(&stored.sha256).unwrap(), bytes);
    }
}

#[test]
fn name_is_the_plain_hash_and_the_content_is_not_plain() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&b"abc"[..]).unwrap();
    assert_eq!(stored.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let text = "营业执照".repeat(100);
    let stored = vault.ingest(text.as_bytes()).unwrap();
    let path = place(&vault.folder, &stored.sha256);
    assert!(path.ends_with(format!("files/{}/{}", &stored.sha256[..2], stored.sha256)));
    let raw = fs::read(path).unwrap();
    assert!(!raw.windows(12).any(|w| w == "营业执照".as_bytes()));
}

#[test]
fn same_scan_twice_is_stored_once() {
    let (_folder, vault) = vault();
    let first = vault.ingest(&noise(100_000)[..]).unwrap();
    let raw = fs::read(place(&vault.folder, &first.sha256)).unwrap();
    let second = vault.ingest(&noise(100_000)[..]).unwrap();
    assert_eq!(second, Stored { new: false, ..first.clone() });
    assert_eq!(fs::read(place(&vault.folder, &first.sha256)).unwrap(), raw);
    assert_eq!(vault.list().unwrap(), [first.sha256]);
    assert_eq!(vault.remove_leftovers().unwrap(), 0);
}

#[test]
fn every_flipped_byte_is_damaged() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&noise(700)[..]).unwrap();
    let path = place(&vault.folder, &stored.sha256);
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&path, &flipped).unwrap();
        assert_eq!(kind(vault.read_all(&stored.sha256)), Kind::Damaged, "{at}");
        assert_eq!(kind(vault.check(&stored.sha256)), Kind::Damaged, "{at}");
    }
}

#[test]
fn every_truncation_and_every_extra_byte_is_damaged() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&noise(700)[..]).unwrap();
    let path = place(&vault.folder, &stored.sha256);
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        assert_eq!(kind(vault.read_all(&stored.sha256)), Kind::Damaged, "{length}");
    }
    fs::write(&path, [&whole[..], &[0]].concat()).unwrap();
    assert_eq!(kind(vault.read_all(&stored.sha256)), Kind::Damaged);
}

#[test]
fn reordered_repeated_and_dropped_chunks_are_damaged() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&noise(3 * CHUNK + 100)[..]).unwrap();
    let path = place(&vault.folder, &stored.sha256);
    let whole = fs::read(&path).unwrap();
    let (header, body) = whole.split_at(27);
    let chunks: Vec<&[u8]> = body.chunks(CHUNK + 16).collect();
    assert_eq!(chunks.len(), 4);
    for order in [&[1, 0, 2, 3][..], &[0, 2, 1, 3], &[0, 1, 1, 2, 3], &[0, 2, 3], &[0, 1, 2], &[3], &[0, 1, 2, 3, 3]] {
        let mut edited = header.to_vec();
        for at in order {
            edited.extend_from_slice(chunks[*at]);
        }
        fs::write(&path, edited).unwrap();
        assert_eq!(kind(vault.read_all(&stored.sha256)), Kind::Damaged, "{order:?}");
    }
}

#[test]
fn damage_in_the_last_chunk_ends_in_an_error_not_in_a_short_file() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&noise(2 * CHUNK)[..]).unwrap();
    let path = place(&vault.folder, &stored.sha256);
    let mut raw = fs::read(&path).unwrap();
    *raw.last_mut().unwrap() ^= 1;
    fs::write(&path, raw).unwrap();
    let mut out = Vec::new();
    assert_eq!(kind(vault.copy_to(&stored.sha256, &mut out)), Kind::Damaged);
    let mut reader = vault.open(&stored.sha256).unwrap();
    let error = io::copy(&mut reader, &mut io::sink()).unwrap_err();
    assert_eq!(file::io("读取", error).kind, Kind::Damaged);
}

#[test]
fn one_file_in_place_of_another_and_another_key_are_damaged() {
    let (_folder, vault) = vault();
    let (a, b) = (vault.ingest(&noise(5000)[..]).unwrap(), vault.ingest(&noise(5001)[..]).unwrap());
    fs::copy(place(&vault.folder, &a.sha256), place(&vault.folder, &b.sha256)).unwrap();
    assert_eq!(kind(vault.read_all(&b.sha256)), Kind::Damaged);
    let other = Vault::new(&vault.folder, Zeroizing::new([8; 32]));
    assert_eq!(kind(other.read_all(&a.sha256)), Kind::Damaged);
}

#[test]
fn attaching_again_heals_a_damaged_file() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&noise(5000)[..]).unwrap();
    fs::write(place(&vault.folder, &stored.sha256), b"rot").unwrap();
    assert!(vault.ingest(&noise(5000)[..]).unwrap().new);
    assert_eq!(vault.read_all(&stored.sha256).unwrap(), noise(5000));
}

#[test]
fn what_is_not_a_hash_or_not_there_is_not_found() {
    let (_folder, vault) = vault();
    vault.ingest(&b"abc"[..]).unwrap();
    for name in
        ["", "ab", "../keys.json", &"0".repeat(64), "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"]
    {
        assert_eq!(kind(vault.read_all(name)), Kind::NotFound, "{name}");
        assert_eq!(kind(vault.size(name)), Kind::NotFound, "{name}");
    }
}

#[test]
fn a_source_that_fails_leaves_nothing() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(5))
        }
    }
    let (_folder, vault) = vault();
    let error = vault.ingest(noise(100_000).chain(Broken)).unwrap_err();
    assert!(error.message.starts_with("读取附件失败"), "{error}");
    assert!(names_in(&vault.folder).unwrap().is_empty());
}

#[test]
fn crash_leftovers_are_neither_listed_nor_kept() {
    let (_folder, vault) = vault();
    let stored = vault.ingest(&b"abc"[..]).unwrap();
    fs::write(vault.folder.join(".yihu-00112233445566778899aabbccddeeff.tmp"), b"half").unwrap();
    fs::write(vault.folder.join("Thumbs.db"), b"").unwrap();
    assert_eq!(vault.list().unwrap(), [stored.sha256]);
    assert_eq!(vault.remove_leftovers().unwrap(), 1);
    assert_eq!(vault.remove_leftovers().unwrap(), 0);
    assert!(vault.folder.join("Thumbs.db").exists());
}

#[test]
fn backup_copies_only_what_is_missing_and_opens_by_itself() {
    let (folder, vault) = vault();
    let target = folder.path().join("U盘").join("files");
    let hashes: Vec<String> = (1..=5).map(|n| vault.ingest(&noise(n * 9000)[..]).unwrap().sha256).collect();
    // A disk that is not there is told; its folder is never made.
    assert!(vault.copy_missing(&target, &mut |_, _| Ok(())).is_err() && !folder.path().join("U盘").exists());
    fs::create_dir(folder.path().join("U盘")).unwrap();
    let first = vault.copy_missing(&target, &mut |_, _| Ok(())).unwrap();
    assert_eq!((first.files, first.present), (5, 0));
    vault.ingest(&b"new"[..]).unwrap();
    let second = vault.copy_missing(&target, &mut |_, _| Ok(())).unwrap();
    assert_eq!((second.files, second.present), (1, 5));

    let copy = Vault::new(&target, Zeroizing::new([7; 32]));
    assert_eq!(copy.list().unwrap(), vault.list().unwrap());
    // A half copy there is made whole; a damaged file here is named and does not replace a good one there.
    fs::write(place(&target, &hashes[0]), b"half").unwrap();
    fs::write(place(&vault.folder, &hashes[1]), b"rot").unwrap();
    let third = vault.copy_missing(&target, &mut |_, _| Ok(())).unwrap();
    assert_eq!((third.files, third.damaged), (1, vec![hashes[1].clone()]));
    for (n, hash) in (1..=5).zip(&hashes) {
        assert_eq!(copy.read_all(hash).unwrap(), noise(n * 9000));
    }
    // And back.
    copy.copy_missing(&vault.folder, &mut |_, _| Ok(())).unwrap();
    vault.check(&hashes[1]).unwrap();
}

#[test]
fn an_empty_vault_is_no_error() {
    let (folder, vault) = vault();
    assert!(vault.list().unwrap().is_empty());
    assert_eq!(vault.copy_missing(&folder.path().join("backup"), &mut |_, _| Ok(())).unwrap(), Copied::default());
    assert_eq!(vault.remove_leftovers().unwrap(), 0);
}

/// Runs itself again in a process of its own, where no other test's memory counts.
#[test]
fn hundred_megabytes_stream_through_bounded_memory() {
    const LENGTH: usize = 100 << 20;
    const ALONE: &str = "YIHU_TEST_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let name = "attachment::tests::hundred_megabytes_stream_through_bounded_memory";
        assert!(again.args(["--exact", name, "--nocapture"]).env(ALONE, "1").status().unwrap().success());
        return;
    }
    let (_folder, vault) = vault();
    let before = peak_kib();
    let start = std::time::Instant::now();
    let stored = vault.ingest(Zeros { left: LENGTH }).unwrap();
    let ingested = start.elapsed().as_secs_f64();
    vault.check(&stored.sha256).unwrap();
    let checked = start.elapsed().as_secs_f64() - ingested;
    let grown = peak_kib() - before;
    eprintln!("ingest {:.0} MB/s, check {:.0} MB/s, peak +{grown} KiB", 104.9 / ingested, 104.9 / checked);
    assert_eq!(stored.bytes, LENGTH as u64);
    assert!(grown < 8 << 10, "{grown} KiB");
}

fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
