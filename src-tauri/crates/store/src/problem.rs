//! Turns what the database says into what a clerk can act on. None of its own words ever reaches a message.

use rusqlite::{Error as Sql, ErrorCode};
use yihu_domain::{Error, Kind, Noun};

/// Says in Chinese what went wrong while `doing` something with the database.
pub(crate) fn sql(doing: &str, cause: Sql) -> Error {
    let (kind, why) = match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            (Kind::Damaged, "密钥不对，或者档案文件已损坏，请核对密码；仍打不开时请用备份恢复。")
        }
        Some(ErrorCode::DatabaseCorrupt) => (Kind::Damaged, "档案文件已损坏，请不要再写入，用最近的备份恢复。"),
        Some(ErrorCode::DiskFull) => (Kind::Internal, "磁盘已满，请清理空间后再试；已有数据没有改动。"),
        Some(ErrorCode::SystemIoFailure) => (Kind::Internal, "磁盘读写失败，请检查磁盘后再试；已有数据没有改动。"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            (Kind::Conflict, "档案正被另一个窗口使用，请稍候再试。")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
            (Kind::Internal, "档案是以只读方式打开的，或者没有写入权限，请检查文件夹权限。")
        }
        Some(ErrorCode::CannotOpen) => (Kind::NotFound, "打不开档案文件，请检查路径，并确认对档案文件夹有读写权限。"),
        Some(ErrorCode::ConstraintViolation) => (Kind::Invalid, "内容不符合档案的存放要求，请核对后再试。"),
        Some(ErrorCode::OutOfMemory) => (Kind::Internal, "内存不足，请关闭其他程序后再试。"),
        _ if matches!(cause, Sql::FromSqlConversionFailure(..) | Sql::InvalidColumnType(..) | Sql::Utf8Error(..)) => {
            (Kind::Damaged, "档案里有读不懂的内容，请运行检查（verify），必要时用备份恢复。")
        }
        _ => (Kind::Internal, "程序内部出错，请重试；仍不行时请把操作步骤告诉维护人员。"),
    };
    Error::new(kind, format!("{doing}失败：{why}")).because(cause)
}

/// Says in Chinese why a record of `noun` could not be stored, naming what stands in the way.
pub(crate) fn put(noun: Noun, cause: Sql) -> Error {
    let doing = &format!("保存{}", noun.title());
    let Sql::SqliteFailure(code, Some(text)) = &cause else { return sql(doing, cause) };
    match code.extended_code {
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
            let column = text.rsplit('.').next().unwrap_or_default().to_owned();
            Error::conflict(taken(noun, &column)).field(column, "已存在").because(cause)
        }
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
            Error::invalid(format!("{doing}失败：它所关联的记录不存在，请先录入所关联的记录。")).because(cause)
        }
        _ => sql(doing, cause),
    }
}

fn taken(noun: Noun, column: &str) -> String {
    match (noun, column) {
        (Noun::Licence, "licence_no") => "许可证号已存在：同一个许可证号只能有一条未作废的记录，请核对号码。".into(),
        (Noun::Case, "case_no") => "立案编号已存在：同一个立案编号只能有一条未作废的案件，请核对编号。".into(),
        (Noun::Hotline, "upstream_no") => "工单号已存在：同一个工单号只能有一条未作废的记录，请核对号码。".into(),
        (Noun::Diary, _) => "这位市管员这一天已有日志：一人一天只有一篇，请打开原有的那一篇。".into(),
        (Noun::Selfcheck, _) => "这个月的自查已存在：每月只能有一份，请打开原有的那一份。".into(),
        (Noun::Bundle, _) => "这个序号的数据包已存在：请刷新后重新导出。".into(),
        (Noun::User, _) => "用户已存在：同一个用户名只能有一位，请换一个用户名。".into(),
        (Noun::Bureau, _) => "单位信息已存在：一个档案只能有一个单位，请修改原有的那一条。".into(),
        _ => format!("{}记录已存在，请核对后修改原有的那一条。", noun.title()),
    }
}

/// Says that what lies in the database could not be read as what should lie there.
pub(crate) fn unreadable(what: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::damaged(format!("{what}读不出来：档案内容已损坏，请运行检查（verify），必要时用备份恢复。")).because(cause)
}
