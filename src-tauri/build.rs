//! Prepares the window's program: its configuration, its rights and the pages built into it.

fn main() {
    // The pages are compiled in, and nothing else tells cargo when they were built anew.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=capabilities");
    tauri_build::build();
}
