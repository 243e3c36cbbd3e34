//! Opens the real window on a screen of its own and drives it; it must know no page.
//!
//! A [`Desk`] is a PC: a screen (`Xvfb`), a home folder, and as many starts of the app as a story needs. `WebKitWebDriver` is
//! started here, so that `cargo test` needs nothing around it.

use fantoccini::{ClientBuilder, error::CmdError};
use serde_json::json;
use std::{
    fs::{self, File},
    future::Future,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::{sleep, timeout},
};

use crate::hands::Window;

/// How long anything may take before the story fails; a cold web view on a busy machine needs some of it.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Sends a window what the button at its head sends: there is no manager of windows on the screen to do it.
const QUIT: &str = r"
import ctypes, sys
x = ctypes.CDLL('libX11.so.6')
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.restype = ctypes.c_ulong
screen = ctypes.c_void_p(x.XOpenDisplay(None))
atom = lambda name: x.XInternAtom(screen, name, 0)
class Message(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('sent', ctypes.c_int), ('display', ctypes.c_void_p),
                ('window', ctypes.c_ulong), ('kind', ctypes.c_ulong), ('format', ctypes.c_int), ('data', ctypes.c_long * 5),
                ('rest', ctypes.c_long * 12)]
window = int(sys.argv[1])
message = Message(type=33, window=window, kind=atom(b'WM_PROTOCOLS'), format=32)
message.data[0] = atom(b'WM_DELETE_WINDOW')
assert x.XSendEvent(screen, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
x.XCloseDisplay(screen)
";

/// What the driver answers; one that hangs fails the story, and does not hold it.
pub(crate) async fn answered<T>(call: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
    timeout(PATIENCE, call).await.expect("the driver does not answer")
}

/// A clerk's PC, for one story.
pub(crate) struct Desk {
    home: TempDir,
    display: String,
    now: &'static str,
    _screen: Child,
}

impl Desk {
    /// A PC on which the app was never started, on the day on which the stories happen.
    pub(crate) async fn new() -> Self {
        Self::at(yihu_tests::NOW).await
    }

    /// Another moment: the clock of the app stands still at it.
    pub(crate) async fn at(now: &'static str) -> Self {
        let home = tempfile::Builder::new().prefix("一户档 桌面").tempdir().unwrap();
        let (screen, display) = start_screen(home.path()).await;
        Self { home, display, now, _screen: screen }
    }

    /// Turns the clock on: the next start of the app is at that moment.
    pub(crate) fn turn_clock(&mut self, now: &'static str) {
        self.now = now;
    }

    /// A path in the home folder.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// What the next file dialogs answer: these paths.
    pub(crate) fn pick(&self, paths: &[&Path]) {
        let lines: Vec<_> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        fs::write(self.join("pick"), lines.join("\n")).unwrap();
    }

    /// Starts the app.
    pub(crate) async fn start(&self) -> Window {
        self.alone().await;
        let (driver, address) = self.start_driver().await;
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": app() } });
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        builder.capabilities(capabilities.as_object().cloned().unwrap());
        let connected = timeout(PATIENCE, builder.connect(&address)).await;
        let client = connected.expect("the window does not open").expect("the window did not open");
        Window::new(client, driver, &self.display)
    }

    /// Closes the window, and waits until the app has ended.
    pub(crate) async fn close(&self, window: Window) {
        // It answers first and ends the app then: it must not be let go of between the two.
        let _driver = window.close().await;
        self.alone().await;
    }

    /// Asks a window of the screen to close, as the button at its head does, and waits until the app has ended.
    pub(crate) async fn quit(&self, window: &str) {
        let asked =
            std::process::Command::new("python3").args(["-c", QUIT, window]).env("DISPLAY", &self.display).status();
        assert!(asked.expect("python3 is missing").success());
        self.alone().await;
    }

    /// Waits until the window before is gone: as long as it holds its lock, a new start raises it and ends.
    async fn alone(&self) {
        let Ok(lock) = File::open(self.join("config/yihu/desk.lock")) else { return };
        let free = async {
            while lock.try_lock().is_err() {
                sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(PATIENCE, free).await.expect("the window is still open");
    }

    /// Kills the app and its web processes with signal 9, as a power cut would.
    pub(crate) fn kill(&self) {
        // A process that has just ended by itself is as good as killed.
        let _ = std::process::Command::new("kill").arg("-9").args(self.processes()).stderr(Stdio::null()).status();
    }

    /// Kills the process that draws the page, as its own fault would, and leaves the app alive.
    pub(crate) fn kill_pages(&self) {
        for process in self.processes() {
            let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            if name.starts_with("WebKitWebProces") {
                assert!(std::process::Command::new("kill").args(["-9", &process]).status().unwrap().success());
            }
        }
    }

    /// What `xdotool` answers about this desk's screen: the system's own view of the window, and its own hands.
    pub(crate) fn screen(&self, arguments: &[&str]) -> String {
        let mut hand = std::process::Command::new("xdotool");
        let done =
            hand.args(arguments).env("DISPLAY", &self.display).output().expect("xdotool is missing: run `make setup`");
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    /// Keeps a picture of the whole screen, boxes of the system included.
    pub(crate) fn whole_screen(&self, name: &str) {
        whole_screen(&self.display, name);
    }

    /// The processes that live in this home folder: the app, its web process, its driver.
    pub(crate) fn processes(&self) -> Vec<String> {
        let mark = format!("HOME={}\0", self.home.path().display()).into_bytes();
        let lives_here = |process: &Path| {
            fs::read(process.join("environ")).is_ok_and(|all| all.windows(mark.len()).any(|part| part == mark))
        };
        let all = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok().map(|e| e.path()));
        all.filter(|process| lives_here(process))
            .filter_map(|process| process.file_name().map(|name| name.to_string_lossy().into_owned()))
            .filter(|name| name.bytes().all(|b| b.is_ascii_digit()))
            .collect()
    }

    /// Starts the driver; the app inherits its environment, so each desk has its own.
    async fn start_driver(&self) -> (Child, String) {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let driver = self
            .at_home(&mut Command::new("WebKitWebDriver"))
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .spawn()
            .expect("WebKitWebDriver is missing: run `make setup`");
        let listening = async {
            while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, listening).await.expect("WebKitWebDriver does not answer");
        (driver, format!("http://127.0.0.1:{port}"))
    }

    /// Has a program find this screen and this home folder, and no other.
    pub(crate) fn at_home<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let home = self.home.path();
        command
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("HOME", home)
            // What a story puts there stands in for a program of the system.
            .env("PATH", format!("{}:{}", home.join("bin").display(), std::env::var("PATH").unwrap_or_default()))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home)
            .env("YIHU_PICK", home.join("pick"))
            .env("YIHU_NOW", self.now)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Also after a story that failed: or the app lives on.
        self.kill();
    }
}

/// Keeps a picture of a screen for eyes, beside the build's other output.
///
/// Read off the screen: the driver's own picture waits for ever when the processor draws the pages.
pub(crate) fn whole_screen(display: &str, name: &str) {
    let folder = build_folder().join("desktop");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name).with_extension("png");
    let taken = std::process::Command::new("import").args(["-display", display, "-window", "root"]).arg(&file).status();
    assert!(taken.expect("import is missing: run `make setup`").success());
}

/// The app as `cargo build -p yihu-desktop` leaves it, or the one named by `YIHU_DESKTOP`.
fn app() -> PathBuf {
    std::env::var_os("YIHU_DESKTOP").map_or_else(|| yihu_tests::binary("yihu-desktop"), PathBuf::from)
}

/// The folder of this build: the test itself lies in its `deps`.
fn build_folder() -> PathBuf {
    std::env::current_exe().unwrap().parent().and_then(Path::parent).unwrap().to_path_buf()
}

/// Starts a screen of the size of a clerk's PC, whose picture is a file in `folder`; the server itself picks a free
/// number and says it.
async fn start_screen(folder: &Path) -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
        .arg("-fbdir")
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Xvfb is missing: run `make setup`");
    let mut number = String::new();
    let mut lines = BufReader::new(screen.stdout.take().unwrap());
    timeout(PATIENCE, lines.read_line(&mut number)).await.expect("Xvfb gave no screen").unwrap();
    (screen, format!(":{}", number.trim()))
}
