//! Help and mistakes in Chinese: what a value is called, how a command is used, what was written wrongly.

#![expect(clippy::print_stdout, reason = "help goes to stdout")]

use std::process::ExitCode;

use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, error::ErrorKind};

use super::Arguments;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// What stands for a value in help and messages.
const VALUES: [(&str, &str); 40] = [
    ("dir", "档案文件夹"),
    ("noun", "类别"),
    ("number", "编号"),
    ("numbers", "许可证号"),
    ("file", "文件"),
    ("slot", "栏位"),
    ("text", "要找的字"),
    ("period", "月份"),
    ("year", "年份"),
    ("backup", "备份文件夹"),
    ("operation", "操作编号"),
    ("user", "用户名"),
    ("sheet", "工作表"),
    ("map", "表头=字段"),
    ("conditions", "字段=值"),
    ("limit", "条数"),
    ("offset", "起点"),
    ("sample", "比例"),
    ("bureau", "区划代码"),
    ("name", "名称"),
    ("roles", "岗位"),
    ("reason", "事由"),
    ("diaries", "日志"),
    ("officer", "姓名"),
    ("opinion", "意见"),
    ("retailer", "零售户"),
    ("day", "日期"),
    ("to", "版次"),
    ("town", "乡镇"),
    ("rule", "口径"),
    ("class", "分类"),
    ("note", "说明"),
    ("months", "月数"),
    ("times", "次数"),
    ("on", "日期"),
    ("by", "姓名"),
    ("kind", "事项"),
    ("matter", "许可事项"),
    ("fields", "栏目=内容"),
    ("decision", "决定"),
];

/// Reads the command line; help and mistakes are printed here.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    let command = chinese(Arguments::command().subcommand_help_heading("命令"), "");
    let parsed = command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let wrong = match parsed {
        Ok(arguments) => return Ok(arguments),
        Err(wrong) => wrong,
    };
    match wrong.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            println!("{}", wrong.render().to_string().trim_end());
            return Err(ExitCode::SUCCESS);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => eprintln!("{}", wrong.render()),
        kind => eprintln!("{}\n用 yihu --help 或 yihu 命令 --help 看用法。", mistake(kind, &wrong)),
    }
    Err(ExitCode::from(2))
}

/// Gives a command and its subcommands Chinese headings, values and usage.
fn chinese(command: Command, path: &str) -> Command {
    let path = format!("{path} {}", command.get_name()).trim().to_owned();
    let command = command.disable_help_flag(true).disable_version_flag(true).help_template(TEMPLATE).mut_args(|arg| {
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        let value = VALUES.iter().find(|(id, _)| arg.get_id() == id).map_or("路径", |(_, value)| value);
        let takes = arg.get_action().takes_values();
        let arg = arg.help_heading(heading);
        if takes { arg.value_name(value) } else { arg }
    });
    let mut usage = path.clone();
    if command.has_subcommands() {
        usage += " <命令>";
    }
    for arg in command.get_positionals() {
        let value = arg.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
        let (open, close) = if arg.is_required_set() { (" <", ">") } else { (" [", "]") };
        usage.extend([open, &value, close]);
    }
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("看用法").help_heading("选项");
    let command = command.override_usage(usage + " [选项]").arg(help);
    let command = if path == "yihu" {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command.arg(version.help("看版本").help_heading("选项"))
    } else {
        command
    };
    command.mut_subcommands(|sub| chinese(sub, &path))
}

fn mistake(kind: ErrorKind, wrong: &clap::Error) -> String {
    use clap::error::ContextKind as C;
    let said = |which| wrong.get(which).map(ToString::to_string).unwrap_or_default();
    match kind {
        ErrorKind::UnknownArgument => format!("不认识的选项：{}", said(C::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有这个命令：{}", said(C::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "请写明要办什么（命令）。".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少：{}", said(C::InvalidArg)),
        ErrorKind::ArgumentConflict => format!("{} 与 {} 不能同用。", said(C::InvalidArg), said(C::PriorArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{} 的值“{}”不对。", said(C::InvalidArg), said(C::InvalidValue))
        }
        _ => "命令写得不对。".to_owned(),
    }
}
