//! What is said when no window can say it: in the system's own box and on stderr.

use rfd::{MessageButtons, MessageDialog, MessageLevel};

/// What the clerk is to do when the window does not open.
const WAY_OUT: &str = "窗口没有打开，数据没有受影响。请重新启动电脑后再试；仍然打不开，可用命令 yihu 继续办理（yihu --help），并把下面一行告诉维护人员。";

/// What she is to do when the pages break down again and again.
const PAGES_FAIL: &str = "页面反复中断，程序将退出，已保存的数据没有受影响，打了一半的内容已存为草稿。请重新启动电脑后再打开；仍然如此，可用命令 yihu 继续办理（yihu --help），并告知维护人员。";

/// Says that the window did not open, and why; in a box only where the toolkit that draws it is there.
pub(crate) fn window_did_not_open(cause: &str, toolkit: bool) {
    eprintln!("{WAY_OUT}\n{cause}");
    // Without the toolkit the box would wait for it forever.
    if !toolkit {
        return;
    }
    say(&format!("{WAY_OUT}\n\n{cause}"));
}

/// Says that the pages break down again and again; waits until it is read.
pub(crate) fn pages_fail() {
    eprintln!("{PAGES_FAIL}");
    say(PAGES_FAIL);
}

fn say(words: &str) {
    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title("一户档")
        .set_description(words)
        .set_buttons(MessageButtons::OkCustom("知道了".to_owned()))
        .show();
}
