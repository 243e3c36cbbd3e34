//! Prepares the window's program: its configuration, its rights and the pages built into it.

use std::path::Path;

fn main() {
    // The pages are compiled in, and nothing else tells cargo when they were built anew.
    println!("cargo::rerun-if-changed=../ui/dist");
    println!("cargo::rerun-if-changed=capabilities");
    if !Path::new("../ui/dist/index.html").is_file() {
        println!(
            "cargo::error=缺少窗口页面 ui/dist，请先运行 npm --prefix ui ci 和 npm --prefix ui run build（或 make run）。"
        );
        return;
    }
    tauri_build::build();
}
