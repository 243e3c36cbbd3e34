//! A full bundle with 1 GB of scans, beside `zip -0` and `sha256sum` over the same files.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
    process::Command,
};

use yihu_archive::{Archive, Watch};
use yihu_domain::Noun;
use yihu_tests::ledger;

use crate::{
    ground::Ground,
    measure::{beside, tell, wall},
};

const SCAN: usize = 4 << 20;

/// A JPEG by its structure, whose picture is noise: nothing can be packed smaller.
fn noise(path: &Path, seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let header = [
        &[0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0][..],
        &[1; 64],
        &[0xFF, 0xC0, 0, 11, 8, 0x0B, 0xB0, 0x08, 0x40, 1, 1, 0x11, 0],
        &[0xFF, 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0],
    ];
    file.write_all(&header.concat()).expect("written");
    for _ in 0..SCAN / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // 0xFF begins a marker: noise has none.
        let bytes = state.to_le_bytes().map(|b| if b == 0xFF { 0xFE } else { b });
        file.write_all(&bytes).expect("written");
    }
    file.write_all(&[0xFF, 0xD9]).and_then(|()| file.flush()).expect("written");
}

fn with_scans(ground: &Ground, scans: &Path, many: usize) -> Archive {
    let mut archive = ground.empty("扫描件.yihu");
    let path = ledger("零售户台账.xlsx");
    let plan = archive.import_plan(Noun::Retailer, &path, None, &BTreeMap::new(), &Watch::none());
    archive.import_apply(&plan.expect("a plan"), &Watch::none()).expect("it is written");
    let page = archive.list(Noun::Licence, &[], 500, 0).expect("licences");
    let numbers: Vec<&str> = page.records.iter().filter_map(|l| l["licence_no"].as_str()).collect();
    fs::create_dir_all(scans).expect("a folder");
    for n in 0..many {
        let path = scans.join(format!("{n}.jpg"));
        noise(&path, n as u64 + 1);
        archive.attach(Noun::Retailer, numbers[n % numbers.len()], "营业执照", &path).expect("a scan");
    }
    archive
}

/// Exports it, and lets the peers do what they can of it.
pub(crate) fn of_scans(ground: &Ground) {
    let (scans, many) = (ground.join("扫描件"), if ground.quick { 8 } else { 256 });
    let mut archive = with_scans(ground, &scans, many);
    let (runs, out) = (ground.runs(3), ground.join("包"));
    let own = wall(runs, |_| {
        let made = archive.export_bundle(true, &out, &Watch::none()).expect("a bundle");
        assert!(fs::metadata(&made.path).expect("a bundle").len() > (many * SCAN) as u64, "the scans are in it");
    });
    tell(&format!("导出全量数据包（{} MB扫描件）", (many * SCAN) >> 20), own.median(), &own, None);
    let peers = wall(runs, |n| {
        let zip = format!(
            "cd '{0}' && zip -0 -q -r '../{n}.zip' . && sha256sum * > '../{n}.txt' && sync '../{n}.zip'",
            scans.display()
        );
        assert!(
            Command::new("sh").args(["-c", &zip]).status().is_ok_and(|s| s.success()),
            "zip: `make bench` installs it"
        );
    });
    beside("zip -0 加 sha256sum", &own, &peers, Some(2.0));
}
