//! Opens the real window on a screen of its own and drives it; it must know no page.
//!
//! `Xvfb` and `WebKitWebDriver` are started here, one of each per story, so that `cargo test` needs nothing around it.

use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// How long anything may take before the story fails; a cold web view on a busy machine needs some of it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

/// Runs one story in a fresh window with a home folder of its own, and closes the window whatever happens.
pub(crate) async fn in_window<S, F>(story: S)
where
    S: FnOnce(Client) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let home = tempfile::tempdir().unwrap();
    let (_screen, display) = start_screen().await;
    let (_driver, address) = start_driver(&display, home.path()).await;
    let capabilities = json!({ "webkitgtk:browserOptions": { "binary": app() } });
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap())
        .connect(&address)
        .await
        .expect("the window did not open");
    // As a task of its own: a failed story must not keep the session from being closed, or the app lives on.
    let told = tokio::spawn(story(client.clone())).await;
    client.close().await.expect("the window did not close");
    if let Err(failure) = told {
        std::panic::resume_unwind(failure.into_panic());
    }
}

/// Keeps a picture of the window for eyes, beside the build's other output.
pub(crate) async fn picture(client: &Client, name: &str) -> Vec<u8> {
    // What the page holds is not yet what the screen shows: two frames later it is.
    let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
    client.execute_async(drawn, vec![]).await.unwrap();
    let png = client.screenshot().await.unwrap();
    let folder = build_folder().join("desktop");
    std::fs::create_dir_all(&folder).unwrap();
    let mut file = std::fs::File::create(folder.join(name).with_extension("png")).unwrap();
    std::io::Write::write_all(&mut file, &png).unwrap();
    png
}

/// The app as `cargo build -p yihu-desktop` leaves it, or the one named by `YIHU_DESKTOP`.
fn app() -> PathBuf {
    std::env::var_os("YIHU_DESKTOP").map_or_else(|| yihu_tests::binary("yihu-desktop"), PathBuf::from)
}

/// The folder of this build: the test itself lies in its `deps`.
fn build_folder() -> PathBuf {
    std::env::current_exe().unwrap().parent().and_then(Path::parent).unwrap().to_path_buf()
}

/// Starts a screen of the size of a clerk's PC; the server itself picks a free number and says it.
async fn start_screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
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

/// Starts the driver; the app inherits its environment, so each story has its own.
async fn start_driver(display: &str, home: &Path) -> (Child, String) {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let driver = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .arg("--host=127.0.0.1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
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
