//! The desktop shell: opens the window and lends it the archive's verbs.
//!
//! Adapters only: a command here is one line into `yihu-archive`. No rule of the bureau, no SQL and no file format lives here.
#![cfg_attr(windows, windows_subsystem = "windows")]

mod boundary;
mod clipboard;
mod commands;
mod desk;
#[cfg(target_os = "linux")]
mod dropping;
mod instance;
mod notice;
mod picking;
mod printing;
mod problem;
mod progress;
#[cfg(target_os = "linux")]
mod revive;
mod state;
mod window;

use std::{
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    time::Duration,
};

use instance::Instance;
use state::Shell;
use tauri::{App, Manager as _, RunEvent};

fn main() -> ExitCode {
    yihu_archive::guard::begin();
    let instance = match desk::folder().map(|folder| Instance::take(&folder)) {
        Ok(None) => return ExitCode::SUCCESS,
        Ok(taken) => taken,
        Err(_) => None,
    };
    // The toolkit does not refuse a missing screen, it falls over: then there is no box either.
    let app = match panic::catch_unwind(AssertUnwindSafe(|| open(instance))) {
        Ok(Ok(app)) => app,
        Ok(Err(cause)) => return refuse(&cause.to_string(), true),
        Err(_) => return refuse("图形界面无法启动。", false),
    };
    match panic::catch_unwind(AssertUnwindSafe(|| stay(app))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => refuse("窗口意外关闭。", true),
    }
}

/// Prepares the window.
fn open(instance: Option<Instance>) -> tauri::Result<App> {
    let commands = boundary::commands();
    tauri::Builder::default()
        .manage(Shell::default())
        .invoke_handler(commands.invoke_handler())
        .setup(|app| {
            window::open(app)?;
            let handle = app.handle().clone();
            if let Some(instance) = instance {
                instance.watch(move || window::raise(&handle));
            }
            std::thread::spawn(printing::sweep);
            let shell = app.state::<Shell>().inner().clone();
            std::thread::spawn(move || back_up_now_and_then(&shell));
            Ok(())
        })
        .build(tauri::generate_context!())
}

/// Stays until the window is closed.
fn stay(app: App) {
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            app.state::<Shell>().close_if_idle();
            printing::sweep();
        }
    });
}

/// Looks every minute whether a backup is due; the rule is the archive's.
fn back_up_now_and_then(shell: &Shell) -> ! {
    loop {
        std::thread::sleep(Duration::from_mins(1));
        shell.back_up_if_due();
    }
}

fn refuse(cause: &str, toolkit: bool) -> ExitCode {
    notice::window_did_not_open(cause, toolkit);
    ExitCode::FAILURE
}
