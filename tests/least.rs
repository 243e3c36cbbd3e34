//! The window may do as little as it can: no right of the shell's, no address but its own, no command that nobody calls.
//!
//! And what it may do, the command `yihu` can do without it, or it is said why not.
//!
//! Reads the configuration and the source; of what it reads it runs no more than `yihu … --help`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use yihu_tests::binary;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

/// Every file below a folder with one of these endings, but for tests.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

#[test]
fn no_permission_of_the_shell_is_granted() {
    let mut capabilities = Vec::new();
    files(&root().join("src-tauri/capabilities"), ".json", &mut capabilities);
    assert_eq!(capabilities.len(), 1, "{capabilities:?}");
    let granted = json("src-tauri/capabilities/main.json");
    assert_eq!(granted["permissions"], serde_json::json!([]), "nothing is granted");
    assert_eq!((&granted["local"], &granted["windows"]), (&true.into(), &serde_json::json!(["main"])));
    assert!(granted.get("remote").is_none(), "no page from elsewhere may call anything");
    let config = json("src-tauri/tauri.conf.json");
    assert_eq!(config["app"]["security"]["capabilities"], serde_json::json!(["main"]));
    assert!(config.get("plugins").is_none(), "no plugin is set up");
    let lock = text("Cargo.lock");
    let plugins: Vec<_> = lock.lines().filter(|line| line.starts_with("name = \"tauri-plugin-")).collect();
    assert!(plugins.is_empty(), "{plugins:?}");
}

#[test]
fn the_pages_reach_no_address_but_their_own() {
    let config = json("src-tauri/tauri.conf.json");
    let policy = config["app"]["security"]["csp"].as_object().expect("a policy").clone();
    for (directive, sources) in &policy {
        for source in sources.as_str().expect("a text").split(' ') {
            let ours = ["'self'", "'none'", "data:", "blob:", "ipc:", "http://ipc.localhost"];
            assert!(ours.contains(&source), "{directive} {source}");
        }
    }
    for (directive, sources) in [("default-src", "'self'"), ("script-src", "'self'"), ("object-src", "'none'")] {
        assert_eq!(policy[directive], sources);
    }
    let window = &config["app"]["windows"][0];
    assert_eq!(window["incognito"], true, "the web view keeps nothing on the disk");
    assert_eq!(window["create"], false, "the shell opens it, and guards where it goes");
}

/// The names in `collect_commands![…]`, as the pages call them.
fn commands() -> BTreeSet<String> {
    let boundary = text("src-tauri/src/boundary.rs");
    let (_, list) = boundary.split_once("collect_commands![").expect("the list of commands");
    let (list, _) = list.split_once(']').expect("its end");
    let names = list.split(',').filter_map(|entry| entry.trim().rsplit("::").next()).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| {
        let (head, tail) = word.split_at(1);
        all + &head.to_uppercase() + tail
    })
}

#[test]
fn every_command_is_called_by_a_page_and_every_command_that_is_written_is_listed() {
    let commands = commands();
    assert!(commands.len() > 50, "the list was not understood: {commands:?}");
    let mut pages = Vec::new();
    files(&root().join("ui/src"), ".ts", &mut pages);
    pages.retain(|path| !path.ends_with("api/types.ts") && !path.to_string_lossy().ends_with(".test.ts"));
    let pages: String = pages.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let called = |name: &String| {
        let call = format!("commands.{}", camel(name));
        pages.match_indices(&call).any(|(at, _)| !pages[at + call.len()..].starts_with(char::is_alphanumeric))
    };
    let dead: Vec<_> = commands.iter().filter(|name| !called(name)).collect();
    assert!(dead.is_empty(), "no page calls {dead:?}");
    let mut sources = Vec::new();
    files(&root().join("src-tauri/src/commands"), ".rs", &mut sources);
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for after in text.split("#[tauri::command]").skip(1) {
            let name = after.split_once("fn ").and_then(|(_, rest)| rest.split(['(', '<']).next()).unwrap_or_default();
            assert!(commands.contains(name), "{}: {name} is not listed", path.display());
        }
    }
    assert_eq!(camel("attachment_put_bytes"), "attachmentPutBytes");
}

#[test]
fn nothing_is_told_to_other_programs_but_by_the_guard() {
    let mut sources = Vec::new();
    for folder in ["src-tauri/src", "src-tauri/crates"] {
        files(&root().join(folder), ".rs", &mut sources);
    }
    let started: Vec<_> = sources
        .iter()
        .filter(|path| !path.to_string_lossy().contains("tests"))
        .filter(|path| fs::read_to_string(path).unwrap().contains("Command::new("))
        .map(|path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(started, ["src-tauri/crates/archive/src/guard.rs"]);
}

/// What the window can do, and the words after `yihu` that do it on the day when the window is dead.
const WITHOUT_THE_WINDOW: &[(&str, &str)] = &[
    ("about", "--version"),
    ("archive_init", "init"),
    ("archive_demo", "demo"),
    ("archive_restore", "restore"),
    ("archive_users", "user list"),
    ("session_password", "user password"),
    ("session_recover", "user recover"),
    ("record_list", "list"),
    ("record_ids", "list"),
    ("record_view", "show"),
    ("record_history", "log"),
    ("record_remove", "remove"),
    ("record_export", "export"),
    // A form, or a field of many: a ledger with those rows. A matter goes step by step.
    ("record_save", "matter new"),
    ("record_check", "matter set"),
    ("record_change", "import"),
    ("record_revert", "revert"),
    ("vendor_plan", "apply"),
    ("vendor_apply", "apply"),
    ("informant_show", "informant"),
    ("attachment_put", "attach"),
    ("attachment_put_bytes", "attach"),
    // A scan in a slot that has one takes its place; a scan is read on the pages of the dossier.
    ("attachment_read", "dossier"),
    // A terminal lists and shows the files of a folder itself.
    ("attachment_waiting", "attach"),
    ("attachment_waiting_read", "attach"),
    ("attachment_move", "attach"),
    ("attachment_versions", "log"),
    ("attachment_mending", "mend"),
    ("attachment_mend", "mend"),
    ("attachment_restore", "mend"),
    ("attachment_measure", "gap"),
    ("diary_submit", "diary submit"),
    ("diary_approve", "diary approve"),
    ("diary_return", "diary return"),
    ("diary_month", "diary month"),
    ("diary_book", "diary book"),
    ("gap_show", "gap"),
    ("gap_list", "gap"),
    ("gap_export", "gap"),
    ("gap_preview", "gap"),
    ("class_show", "class propose"),
    ("class_list", "class propose"),
    ("class_export", "class propose"),
    ("class_accept", "class accept"),
    ("class_keep", "class keep"),
    ("class_set", "class set"),
    ("class_rules", "class rules"),
    ("class_rules_save", "class rules"),
    ("operation_next", "log"),
    ("operation_undo", "undo"),
    ("operation_list", "log"),
    ("operation_show", "log"),
    ("search", "search"),
    ("import_plan", "import"),
    ("import_rows", "import"),
    ("import_apply", "import"),
    ("import_errors", "import"),
    ("import_look", "import"),
    ("paste_look", "import"),
    ("paste_plan", "import"),
    ("import_columns", "import"),
    ("dossier_preview", "dossier"),
    ("dossier_save", "dossier"),
    ("pdf_save", "dossier"),
    ("bundle_export", "bundle export"),
    ("bundle_plan", "bundle show"),
    ("bundle_verify", "bundle verify"),
    ("bundle_list", "list"),
    ("key_show", "key show"),
    ("key_sheet", "key show"),
    ("key_save", "key show"),
    ("selfcheck_months", "list"),
    ("selfcheck_show", "selfcheck"),
    ("selfcheck_preview", "selfcheck"),
    ("selfcheck_export", "selfcheck"),
    ("backup_list", "backup"),
    ("backup_make", "backup"),
    ("backup_trouble", "backup"),
    ("backup_check", "restore"),
    ("backup_preview", "restore"),
    ("backup_restore", "restore"),
    ("verify_run", "verify"),
    ("calendar_show", "calendar show"),
    ("calendar_import", "calendar import"),
    ("calendar_save", "calendar save"),
    ("user_list", "user list"),
    ("user_add", "user add"),
    ("user_change", "user role"),
    ("user_reset", "user password"),
    ("user_disable", "user disable"),
    ("user_enable", "user enable"),
    ("user_remove", "user remove"),
    ("recovery_renew", "user code"),
    ("key_rotate", "user rotate"),
];

/// What only the window does, and why that is no loss.
const ONLY_THE_WINDOW: [(&str, &[&str]); 8] = [
    (
        "this PC's own list of archives, its settings and folders",
        &[
            "desk_open",
            "desk_settings_save",
            "desk_forget",
            "desk_code_sealed",
            "desk_pick",
            "desk_picture",
            "desk_reveal",
        ],
    ),
    (
        "a command opens, closes, waits and stops by itself",
        &[
            "session_open",
            "session_lock",
            "session_close",
            "session_wait",
            "job_stop",
            "import_drop",
            "backup_leave",
            "window_watch",
            "window_leave",
            "desk_catch",
        ],
    ),
    (
        "how a page looks while it is filled in",
        &[
            "record_fields",
            "record_form",
            "draft_put",
            "draft_drop",
            "draft_list",
            "paste_keep",
            "paste_open",
            "preference_get",
            "preference_put",
            "password_strength",
            "user_roles",
        ],
    ),
    ("numbers that the lists have, drawn", &["workbench"]),
    (
        "paper: a file prints by any program, a code is copied by hand",
        &["calibration_page", "recovery_sheet", "pdf_print", "printers"],
    ),
    ("licences that lie in the package as a file", &["about_licences"]),
    (
        "a person's judgement, which waits until there is a window again",
        &[
            "record_distinct",
            "retailer_pairs",
            "retailer_beside",
            "retailer_merge",
            "hotline_tie",
            "attachment_tick",
            "attachment_remove",
        ],
    ),
    ("names and settings of the office, which no rescue depends on", &["bureau_show", "bureau_save"]),
];

#[test]
fn what_the_window_can_do_the_command_can_or_it_is_said_why_not() {
    let mut told: Vec<&str> = WITHOUT_THE_WINDOW.iter().map(|(window, _)| *window).collect();
    told.extend(ONLY_THE_WINDOW.iter().flat_map(|(_, commands)| *commands));
    told.sort_unstable();
    let once: BTreeSet<String> = told.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(once.len(), told.len(), "told twice: {told:?}");
    let commands = commands();
    let untold: Vec<_> = commands.symmetric_difference(&once).collect();
    assert!(untold.is_empty(), "neither a command nor a reason, or gone from the window: {untold:?}");
    let verbs: BTreeSet<&str> = WITHOUT_THE_WINDOW.iter().map(|(_, verb)| *verb).collect();
    for verb in verbs {
        let words = verb.split(' ').chain((verb != "--version").then_some("--help"));
        let output = Command::new(binary("yihu")).args(words).output().expect("yihu starts");
        assert!(output.status.success(), "yihu {verb}");
    }
}
