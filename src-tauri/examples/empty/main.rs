//! A Tauri window with nothing in it: what our own window's start is measured against. It must stay empty.

fn main() {
    if let Err(cause) = tauri::Builder::default().run(tauri::generate_context!("examples/empty/tauri.conf.json")) {
        eprintln!("空窗口没有打开：{cause}");
    }
}
