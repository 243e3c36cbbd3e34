//! The words of `yihu user …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct User {
    #[command(subcommand)]
    pub verb: UserVerb,
}

#[derive(Subcommand)]
pub(crate) enum UserVerb {
    /// 列出用户
    List {
        /// 档案文件夹
        dir: PathBuf,
    },
    /// 新增用户；临时密码从 `YIHU_NEW_PASSWORD` 读取，首次登录须改
    Add {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: String,
        /// administrator 系统管理员 · leader 局领导 · reviewer 专卖股长 · clerk 内勤 · custodian 12313保密员 · reader 只读
        #[arg(required = true)]
        roles: Vec<String>,
    },
    /// 更改岗位
    Role {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: String,
        /// 更改后的全部岗位
        #[arg(required = true)]
        roles: Vec<String>,
    },
    /// 修改自己的密码；写明别人就重设他的密码
    Password {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: Option<String>,
    },
    /// 停用
    Disable {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: String,
    },
    /// 重新启用，并给临时密码
    Enable {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: String,
    },
    /// 移除：他的钥匙销毁，名字留在操作日志里
    Remove {
        /// 档案文件夹
        dir: PathBuf,
        /// 用户名
        name: String,
    },
    /// 用恢复码打开，给 --user 重设密码；恢复码从 `YIHU_RECOVERY_CODE` 读取，没有就询问
    Recover {
        /// 档案文件夹
        dir: PathBuf,
    },
    /// 换一个新的恢复码，旧的作废
    Code {
        /// 档案文件夹
        dir: PathBuf,
    },
    /// 更换全部密钥（密码或电脑外泄后），其他人得临时密码
    Rotate {
        /// 档案文件夹
        dir: PathBuf,
        /// 连数据包的签名密钥一起换
        #[arg(long)]
        signing: bool,
    },
}
