//! The desktop shell: opens the window and lends it the archive's verbs.
//!
//! Adapters only: a command here is one line into `yihu-archive`. No rule of the bureau, no SQL and no file format lives here.
#![cfg_attr(windows, windows_subsystem = "windows")]

mod boundary;
mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    let opened =
        tauri::Builder::default().invoke_handler(boundary::commands().invoke_handler()).run(tauri::generate_context!());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("窗口没有打开，数据没有受影响：请先用命令 yihu 办理业务，并把下一行告诉维护人员。\n{cause}");
            ExitCode::FAILURE
        }
    }
}
