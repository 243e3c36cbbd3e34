//! What is said when no window can say it: in the system's own box and on stderr.

use rfd::{MessageButtons, MessageDialog, MessageLevel};

/// What the clerk is to do when the window does not open.
const WAY_OUT: &str = "窗口没有打开，数据没有受影响。请重新启动电脑后再试；仍然打不开，可用命令 yihu 继续办理（yihu --help），并把下面一行告诉维护人员。";

/// Says that the window did not open, and why; in a box only where the toolkit that draws it is there.
pub(crate) fn window_did_not_open(cause: &str, toolkit: bool) {
    eprintln!("{WAY_OUT}\n{cause}");
    // Without the toolkit the box would wait for it forever.
    if !toolkit {
        return;
    }
    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title("一户档")
        .set_description(format!("{WAY_OUT}\n\n{cause}"))
        .set_buttons(MessageButtons::OkCustom("知道了".to_owned()))
        .show();
}
