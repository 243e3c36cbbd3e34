//! Looks that the fonts which are compiled in are there, and says what to do when they are not.

use std::path::Path;

/// The typefaces that `page::font` compiles in.
const FONTS: [&str; 5] = [
    "NotoSerifSC-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "NotoSansSC-Medium.ttf",
    "LXGWWenKai-Regular.ttf",
    "HanaMinB.ttf",
];

fn main() {
    let folder = Path::new("../../../assets/fonts");
    println!("cargo::rerun-if-changed=build.rs");
    for name in FONTS {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        if !path.is_file() {
            println!("cargo::error=缺少字体 assets/fonts/{name}，请先运行 make fonts（或 assets/fonts/fetch）。");
        }
    }
}
