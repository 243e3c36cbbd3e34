//! The one list of commands, and the TypeScript that is generated from it.
//!
//! The file `ui/src/api/types.ts` is committed; the test below fails when it is stale. It must not be edited by hand.

use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

/// Lists every command the window may call.
pub(crate) fn commands() -> Builder<tauri::Wry> {
    Builder::new()
        // A refused command rejects: `ui/src/api/call.ts` turns every rejection into one `Problem`.
        .error_handling(ErrorHandlingMode::Throw)
        .commands(collect_commands![crate::commands::about::about])
}

#[cfg(test)]
mod tests {
    use super::commands;
    use specta_typescript::Typescript;
    use std::fs;
    use std::path::Path;

    /// The generator imports Tauri itself; here only `call.ts` may.
    const TAURI: &str = "import { invoke as __TAURI_INVOKE } from \"@tauri-apps/api/core\";";
    const OURS: &str = "import { call as __TAURI_INVOKE } from \"./call\";";

    fn typescript() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("types.ts");
        commands().export(Typescript::default(), &file).unwrap();
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text.matches("@tauri-apps").count(), 1, "one import of Tauri to replace:\n{text}");
        assert!(text.contains(TAURI), "the generator writes its import in another way now:\n{text}");
        text.replace(TAURI, OURS)
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a source file under version control needs no atomic write")]
    fn typescript_types_are_those_of_the_commands() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/types.ts");
        let wanted = typescript();
        if std::env::var_os("YIHU_BLESS").is_some() {
            fs::write(&committed, &wanted).unwrap();
        }
        let found = fs::read_to_string(&committed).unwrap_or_default().replace("\r\n", "\n");
        assert!(found == wanted, "ui/src/api/types.ts is stale: run `make types`. It should read:\n{wanted}");
    }
}
