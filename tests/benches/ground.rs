//! What is measured on: empty archives, an archive of forty counties, and the peers.

use std::{
    cell::OnceCell,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;
use yihu_archive::{Access, Archive, DemoPlan, Founding, Watch};
use yihu_exchange::keys::KeyFile;
use yihu_tests::PASSWORD;

use crate::measure::Times;

/// Whoever opens a demonstration archive.
pub(crate) const DEMO: (&str, &str) = ("演示", "yihu-demo");

/// A place on disk, and the big archive once it has been asked for.
pub(crate) struct Ground {
    /// Small and few, to see that everything runs
    pub quick: bool,
    folder: TempDir,
    counties: OnceCell<PathBuf>,
}

impl Ground {
    pub(crate) fn new(quick: bool) -> Self {
        let folder = tempfile::Builder::new().prefix("一户档 测速").tempdir().expect("a folder");
        Self { quick, folder, counties: OnceCell::new() }
    }

    /// So many runs, or few when it is to be quick.
    pub(crate) fn runs(&self, runs: usize) -> usize {
        if self.quick { runs.div_ceil(20).min(3) } else { runs }
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new, empty archive.
    pub(crate) fn empty(&self, name: &str) -> Archive {
        let founding =
            Founding {
                bureau: "619999", name: "潼川县烟草专卖局", user: "管理员", password: PASSWORD, demo: false
            };
        Archive::init(&self.join(name), &founding, &Watch::none()).expect("an archive").0
    }

    /// The folder of an archive with 20,520 retailers (1,026 when it is to be quick).
    pub(crate) fn counties(&self) -> &Path {
        self.counties.get_or_init(|| {
            let path = self.join("四十县.yihu");
            let plan = DemoPlan { scale: if self.quick { 2 } else { 40 }, ..DemoPlan::default() };
            Archive::demo(&path, &plan, &Watch::none()).expect("the invented county");
            path
        })
    }

    /// An archive of one county (513 retailers), open.
    pub(crate) fn county(&self) -> Archive {
        let path = self.join("一县.yihu");
        // Several benches ask for it.
        if !path.exists() {
            Archive::demo(&path, &DemoPlan::default(), &Watch::none()).expect("the invented county");
        }
        Archive::open(&path, DEMO.0, DEMO.1, Access::Write).expect("the archive opens")
    }

    /// The archive of forty counties, open.
    pub(crate) fn open_counties(&self, access: Access) -> Archive {
        Archive::open(self.counties(), DEMO.0, DEMO.1, access).expect("the archive opens")
    }

    /// The raw key of an archive's database.
    pub(crate) fn data_key(archive: &Path) -> [u8; 32] {
        let keys = KeyFile::load(&archive.join("keys.json")).expect("a key file");
        *keys.unlock(DEMO.0, DEMO.1).expect("the password").secrets.data_key()
    }
}

/// Asks one of the peers in `peers.py`; it answers with the seconds of each run.
pub(crate) fn peer(name: &str, asked: &Value) -> Times {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
    let python = std::env::var_os("YIHU_PYTHON").unwrap_or_else(|| "python3".into());
    let mut child = Command::new(python)
        .arg(script)
        .arg(name)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3: `make bench` installs it");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(asked.to_string().as_bytes()).expect("the peer reads before it writes");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the peer {name} failed");
    Times::of_seconds(serde_json::from_slice::<Vec<f64>>(&output.stdout).expect("seconds"))
}
