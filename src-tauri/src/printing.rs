//! Hands PDFs to the system's printers, or to its viewer, and files to its file manager. It must know nothing of what is in them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use yihu_archive::{guard::program, write_secret};
use yihu_domain::{Error, Result, error};

use crate::commands::print::{PrintSent, PrintWay};

/// How long a program of the system may take to say that it cannot.
const HESITATION: Duration = Duration::from_millis(1500);
/// Characters of a title that a file name keeps.
const NAME: usize = 60;

/// A PDF as the page holds it.
pub(crate) fn pdf(base64: &str) -> Result<Vec<u8>> {
    let bytes = STANDARD.decode(base64).unwrap_or_default();
    if bytes.starts_with(b"%PDF-") {
        Ok(bytes)
    } else {
        Err(Error::invalid("这不是一份完整的PDF，请重新生成。"))
    }
}

/// The printers that the system knows; none where it cannot say.
pub(crate) fn printers() -> Vec<String> {
    let said = if cfg!(windows) { None } else { program("lpstat").arg("-e").stderr(Stdio::null()).output().ok() };
    let text = said.filter(|said| said.status.success()).map(|said| said.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    text.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Sends a PDF to a printer, or opens it in the system's viewer where none is named and none is known.
pub(crate) fn print(pdf: &[u8], title: &str, printer: Option<&str>) -> Result<PrintSent> {
    let known = printers();
    let Some(printer) = printer.or(known.first().map(String::as_str)) else { return view(pdf, title) };
    if !known.iter().any(|name| name == printer) {
        return Err(Error::not_found(format!("找不到打印机“{printer}”，请检查是否开机、接好，或换一台。")));
    }
    let refused = || Error::internal(format!("打印机“{printer}”没有接收，请检查纸张和连接后再试，也可以先保存PDF。"));
    let mut lp = program("lp")
        .args(["-d", printer, "-t", title, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| refused().because(e))?;
    let sent = lp.stdin.take().map_or(Ok(()), |mut input| input.write_all(pdf));
    let ended = lp.wait().map_err(|e| refused().because(e))?;
    if sent.is_err() || !ended.success() {
        return Err(refused());
    }
    Ok(PrintSent { how: PrintWay::Printer, message: format!("已送到打印机“{printer}”。") })
}

/// Opens a private copy in the system's viewer; it is swept away later.
fn view(pdf: &[u8], title: &str) -> Result<PrintSent> {
    let folder = copies()?.join(uuid());
    private_folder(&folder)?;
    let file = folder.join(format!("{}.pdf", file_name(title)));
    write_secret(&file, |out| out.write_all(pdf).map_err(|e| error::io("准备打印文件", e)))?;
    open(&file, "本机没有能打开PDF的程序，请先保存PDF，再到别的电脑上打印。")?;
    Ok(PrintSent { how: PrintWay::Viewer, message: "已在PDF阅读器中打开，请在那里打印。".to_owned() })
}

/// Shows a file or folder in the system's file manager.
pub(crate) fn reveal(path: &Path) -> Result<()> {
    if !path.exists() {
        return Err(Error::not_found(format!("“{}”已不在原处。", path.display())));
    }
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    open(folder, &format!("本机的文件管理器没有打开，文件在：{}", path.display()))
}

/// Removes the copies that were left for the viewer; one that is still open on Windows stays until the next time.
pub(crate) fn sweep() {
    if let Ok(folder) = copies() {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Opens a file or folder as the system would; fails only when the system says at once that it cannot.
fn open(path: &Path, otherwise: &str) -> Result<()> {
    let refused = || Error::internal(otherwise);
    let opener = if cfg!(windows) { "explorer" } else { "xdg-open" };
    let mut child = program(opener)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| refused().because(e))?;
    // The explorer's own exit code says nothing.
    let failed = !cfg!(windows) && ended_badly(&mut child);
    thread::spawn(move || child.wait());
    if failed { Err(refused()) } else { Ok(()) }
}

fn ended_badly(child: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < HESITATION {
        match child.try_wait() {
            Ok(Some(status)) => return !status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return true,
        }
    }
    false
}

/// Where copies for the viewer lie.
fn copies() -> Result<PathBuf> {
    let base = dirs::cache_dir().ok_or_else(|| Error::internal("找不到本机的临时文件夹，请先保存PDF再打印。"))?;
    Ok(base.join("yihu").join("print"))
}

fn private_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| error::io("准备打印文件", e))
}

/// A folder for each copy: two of one title do not meet.
fn uuid() -> String {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// What of a title may stand in a file name.
fn file_name(title: &str) -> String {
    let kept: String =
        title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(NAME).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if kept.is_empty() { "打印".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_pdf_leaves_for_the_printer() {
        assert_eq!(pdf("JVBERi0xLjcK").unwrap(), b"%PDF-1.7\n");
        for not_one in ["", "TVqQAAMAAAAE", "JVBERi0xLjcK*"] {
            assert!(pdf(not_one).is_err(), "{not_one}");
        }
    }

    #[test]
    fn title_becomes_a_file_name() {
        for (title, name) in [
            ("潼烟立〔2026〕第12号 案卷", "潼烟立〔2026〕第12号 案卷"),
            ("../../etc/passwd", "etc passwd"),
            ("a:b", "a b"),
            ("  ", "打印"),
            ("..", "打印"),
        ] {
            assert_eq!(file_name(title), name);
        }
        assert_eq!(file_name(&"长".repeat(300)).chars().count(), NAME);
    }

    #[test]
    fn what_is_gone_cannot_be_shown() {
        assert!(reveal(Path::new("/nowhere/x.xlsx")).unwrap_err().message.contains("已不在原处"));
    }
}
