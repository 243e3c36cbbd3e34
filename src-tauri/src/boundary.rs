//! The one list of commands, and the TypeScript that is generated from it.
//!
//! The file `ui/src/api/types.ts` is committed; the test below fails when it is stale. It must not be edited by hand.

use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

use crate::commands::{
    about, archive, attachment, backup, bundle, bureau, calendar, class, desk, diary, dossier, draft, gap, hotline,
    import, informant, job, key, operation, paste, preference, print, record, retailer, search, selfcheck, session,
    user, vendor, verify, workbench,
};

/// Lists every command the window may call.
#[expect(clippy::too_many_lines, reason = "one list")]
pub(crate) fn commands() -> Builder<tauri::Wry> {
    Builder::new()
        // A refused command rejects: `ui/src/api/call.ts` turns every rejection into one `Problem`.
        .error_handling(ErrorHandlingMode::Throw)
        // One shape both ways: what the window sends it sends whole.
        .disable_serde_phases()
        .commands(collect_commands![
            about::about,
            about::about_licences,
            desk::desk_open,
            desk::desk_settings_save,
            desk::desk_forget,
            desk::desk_code_sealed,
            desk::desk_pick,
            desk::desk_catch,
            desk::desk_picture,
            desk::desk_reveal,
            archive::archive_init,
            archive::archive_demo,
            archive::archive_restore,
            archive::archive_users,
            archive::password_strength,
            session::session_open,
            session::session_lock,
            session::session_close,
            session::session_password,
            session::session_wait,
            session::session_recover,
            job::job_stop,
            record::record_fields,
            record::record_list,
            record::record_ids,
            record::record_form,
            record::record_check,
            record::record_save,
            record::record_view,
            record::record_history,
            record::record_revert,
            record::record_remove,
            record::record_change,
            record::record_export,
            record::record_distinct,
            retailer::retailer_pairs,
            retailer::retailer_beside,
            retailer::retailer_merge,
            class::class_show,
            class::class_list,
            class::class_accept,
            class::class_keep,
            class::class_set,
            class::class_export,
            class::class_rules,
            class::class_rules_save,
            diary::diary_submit,
            diary::diary_approve,
            diary::diary_return,
            diary::diary_month,
            diary::diary_book,
            vendor::vendor_plan,
            vendor::vendor_apply,
            informant::informant_show,
            hotline::hotline_tie,
            draft::draft_put,
            draft::draft_drop,
            draft::draft_list,
            preference::preference_get,
            preference::preference_put,
            attachment::attachment_put,
            attachment::attachment_put_bytes,
            attachment::attachment_read,
            attachment::attachment_waiting,
            attachment::attachment_waiting_read,
            attachment::attachment_versions,
            attachment::attachment_mending,
            attachment::attachment_mend,
            attachment::attachment_restore,
            attachment::attachment_measure,
            gap::gap_show,
            gap::gap_list,
            gap::gap_export,
            gap::gap_preview,
            attachment::attachment_move,
            attachment::attachment_remove,
            attachment::attachment_tick,
            operation::operation_next,
            operation::operation_undo,
            operation::operation_list,
            operation::operation_show,
            search::search,
            import::import_look,
            import::import_columns,
            import::import_plan,
            import::import_rows,
            import::import_apply,
            import::import_errors,
            import::import_drop,
            paste::paste_look,
            paste::paste_plan,
            paste::paste_keep,
            paste::paste_open,
            workbench::workbench,
            dossier::dossier_preview,
            dossier::dossier_save,
            dossier::calibration_page,
            dossier::recovery_sheet,
            print::pdf_save,
            print::pdf_print,
            print::printers,
            bundle::bundle_plan,
            bundle::bundle_export,
            bundle::bundle_list,
            bundle::bundle_verify,
            bundle::key_show,
            bundle::key_sheet,
            bundle::key_save,
            selfcheck::selfcheck_months,
            selfcheck::selfcheck_show,
            selfcheck::selfcheck_preview,
            selfcheck::selfcheck_export,
            backup::backup_list,
            backup::backup_make,
            backup::backup_check,
            backup::backup_trouble,
            backup::backup_preview,
            backup::backup_restore,
            backup::backup_leave,
            backup::window_watch,
            backup::window_leave,
            verify::verify_run,
            bureau::bureau_show,
            bureau::bureau_save,
            calendar::calendar_show,
            calendar::calendar_import,
            calendar::calendar_save,
            user::user_list,
            user::user_roles,
            user::user_add,
            user::user_change,
            user::user_reset,
            user::user_disable,
            user::user_enable,
            user::user_remove,
            key::recovery_renew,
            key::key_rotate,
        ])
}

#[cfg(test)]
mod tests {
    use super::commands;
    use specta_typescript::Typescript;
    use std::fs;
    use std::path::Path;

    /// The generator imports Tauri itself; here only `call.ts` may.
    const TAURI: &str = "import { invoke as __TAURI_INVOKE, Channel } from \"@tauri-apps/api/core\";";
    const OURS: &str = "import { call as __TAURI_INVOKE, Channel } from \"./call\";";

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
