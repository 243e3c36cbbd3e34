//! The words of the command line. Wrong ones are answered in Chinese with exit code 2.

mod help;
mod user;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use help::read;
pub(crate) use user::{User, UserVerb};

/// 一户一档：县级烟草专卖局档案，不开窗口也能办的一切。
#[derive(Parser)]
#[command(
    name = "yihu",
    version,
    about,
    disable_help_subcommand = true,
    after_help = "\n密码从环境变量 YIHU_PASSWORD 读取，没有就在终端询问。\n退出码：0 完成 · 1 被拒绝或查出问题 · 2 用法不对 · 3 没有权限 · 4 档案或文件损坏 · 5 办不成（磁盘满等，不留半截）"
)]
pub(crate) struct Arguments {
    /// 用户名；档案里只有一个用户时可以不写
    #[arg(long, global = true)]
    pub user: Option<String>,
    /// 在标准输出打印一个 JSON 文档
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// 新建档案：钥匙、签名钥匙、恢复码（只显示一次）、第一份备份
    Init(Init),
    /// 造一份演示档案（虚构的潼川县，用户 演示，密码 yihu-demo）
    Demo(Demo),
    /// 导入Excel台账；不写 --apply 只看计划
    Import(Import),
    /// 列出记录
    List(List),
    /// 看一条记录
    Show(Show),
    /// 搜索：户名、拼音、证号尾数、电话尾数、地址
    Search(Search),
    /// 导出台账为Excel
    Export(Export),
    /// 把扫描件放进记录的栏位
    Attach(Attach),
    /// 修整扫描件：转、摆正、裁边，存为新版；或恢复原件
    Mend(Mend),
    /// 作废一条记录；用 undo 恢复
    Remove(Remove),
    /// 无证户办证：新建零售户和新办事项，或连到已有的零售户；不写 --apply 只看
    Apply(crate::apply::Apply),
    /// 许可事项：登记、受理、核查、决定、送达，一步一步办
    Matter(crate::matter::Matter),
    /// 查看举报人（12313保密员，须写事由，记入操作日志）
    Informant(Informant),
    /// 分类监管：按本局口径提建议，采纳、保持不变，成批分类
    Class(crate::class::Class),
    /// 工作日志：提交、审批、退回，一个月各人的情况，日志册（PDF）
    Diary(crate::diary::Diary),
    /// 缺件：资料齐全率，缺什么、哪份要重扫、哪份没核对；可印成PDF、导出Excel
    Gap(crate::gap::Gap),
    /// 打印案卷（PDF）：一户一档、无证户、行政处罚
    Dossier(Dossier),
    /// 月度自查：报告、指标表、自查数据包
    Selfcheck(Selfcheck),
    /// 数据包：导出、查看、核验
    Bundle(Bundle),
    /// 节假日表：有哪几年，导入新的一年
    Calendar(crate::calendar::Calendar),
    /// 公钥与钥匙单；数据库的钥匙
    Key(Key),
    /// 备份并演练恢复
    Backup(Backup),
    /// 从备份恢复到新文件夹
    Restore(Restore),
    /// 数据体检
    Verify(Verify),
    /// 操作日志
    Log(Log),
    /// 撤销一次操作（不写编号就撤销最近一次）
    Undo(Undo),
    /// 把一条记录恢复到从前的一版，记作一次新的更改
    Revert(crate::revert::Revert),
    /// 用户：新增、岗位、密码、停用、恢复码、更换密钥
    User(User),
}

#[derive(Args)]
pub(crate) struct Init {
    /// 档案文件夹（新建）
    pub dir: PathBuf,
    /// 六位行政区划代码
    #[arg(long)]
    pub bureau: String,
    /// 单位名称
    #[arg(long)]
    pub name: String,
}

#[derive(Args)]
pub(crate) struct Demo {
    /// 档案文件夹（新建）
    pub dir: PathBuf,
    /// 规模：1 = 一个县（513户），10、40 = 十个、四十个县，最大100
    #[arg(long, default_value_t = 1)]
    pub scale: u32,
    /// 年数，1到5：2年以上有歇业户、延续变更、调离人员，每户每年查十来次；5年约四万条，--scale 40 --years 5 有一百多万次检查
    #[arg(long, default_value_t = 1)]
    pub years: u32,
    /// 埋下台账和旧软件里常见的问题（一名检查人、金额对不上、号码不对……），供练习数据体检
    #[arg(long)]
    pub defects: bool,
    /// 随机种子：同一种子，同一份数据
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

#[derive(Args)]
pub(crate) struct Import {
    /// 档案文件夹
    pub dir: PathBuf,
    /// retailer 零售户 · vendor 无证户 · inspection 检查 · diary 工作日志 · campaign 专项与宣传 · case 案件 · hotline 12313 · training 培训 · staff 人员
    pub noun: String,
    /// 台账（.xlsx）
    pub file: PathBuf,
    /// 工作表名
    #[arg(long)]
    pub sheet: Option<String>,
    /// 表头对照：表头=字段，多个用逗号隔开；会记住
    #[arg(long, value_delimiter = ',')]
    pub map: Vec<String>,
    /// 写入档案
    #[arg(long)]
    pub apply: bool,
    /// 把有问题的行另存为Excel
    #[arg(long)]
    pub errors: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct List {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 条件：字段=值，可写多个
    #[arg(long = "where")]
    pub conditions: Vec<String>,
    /// 最多多少条
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
    /// 从第几条起（0 起）
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
}

#[derive(Args)]
pub(crate) struct Show {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 许可证号、案件编号、工单号或姓名（无证户写姓名、店名或编号）
    pub number: String,
}

#[derive(Args)]
pub(crate) struct Search {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 要找的字
    pub text: String,
}

#[derive(Args)]
pub(crate) struct Export {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 写到哪个 .xlsx
    #[arg(short, long)]
    pub output: PathBuf,
}

#[derive(Args)]
pub(crate) struct Attach {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 许可证号、案件编号……
    pub number: String,
    /// 栏位题名，如 营业执照
    pub slot: String,
    /// 扫描件（JPEG、PNG、PDF）
    pub file: PathBuf,
}

#[derive(Args)]
pub(crate) struct Mend {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 许可证号、案件编号……
    pub number: String,
    /// 栏位题名，如 营业执照
    pub slot: String,
    /// 第几页
    #[arg(long, default_value_t = 1)]
    pub page: u32,
    /// 向右再转几个90°；向左写负数
    #[arg(long, default_value_t = 0, allow_hyphen_values = true)]
    pub turn: i32,
    /// 摆正多少度（字行向右下歪为正），auto = 按量得的
    #[arg(long, allow_hyphen_values = true)]
    pub straighten: Option<String>,
    /// 裁后留下的四边：左,上,右,下（百分数）
    #[arg(long)]
    pub crop: Option<String>,
    /// 恢复原件
    #[arg(long, conflicts_with_all = ["turn", "straighten", "crop"])]
    pub original: bool,
}

#[derive(Args)]
pub(crate) struct Remove {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 哪一类记录
    pub noun: String,
    /// 许可证号、案件编号……
    pub number: String,
    /// 理由：许可证还在用、许可事项没有办结的零售户，写明才能作废
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Args)]
pub(crate) struct Informant {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 工单号
    pub number: String,
    /// 事由
    #[arg(long)]
    pub reason: String,
}

#[derive(Args)]
pub(crate) struct Dossier {
    /// 档案文件夹
    pub dir: PathBuf,
    /// retailer 零售户 · vendor 无证户 · case 案件
    pub noun: String,
    /// 许可证号、案件编号；无证户写姓名、店名或编号；可写多个
    pub numbers: Vec<String>,
    /// 这一类的全部
    #[arg(long, conflicts_with = "numbers")]
    pub all: bool,
    /// 写到哪个 .pdf（一份）或文件夹（多份）
    #[arg(short, long)]
    pub output: PathBuf,
}

#[derive(Args)]
pub(crate) struct Selfcheck {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 月份，如 2026-10
    pub period: String,
    /// 签署并结月
    #[arg(long)]
    pub sign: bool,
    /// 写到哪个文件夹
    #[arg(short, long)]
    pub output: PathBuf,
}

#[derive(Args)]
pub(crate) struct Bundle {
    #[command(subcommand)]
    pub verb: BundleVerb,
}

#[derive(Subcommand)]
pub(crate) enum BundleVerb {
    /// 导出本数据流的下一个包
    Export {
        /// 档案文件夹
        dir: PathBuf,
        /// 全量
        #[arg(long)]
        full: bool,
        /// 写到哪个文件夹
        #[arg(short, long)]
        output: PathBuf,
    },
    /// 看包里有什么
    Show {
        /// 数据包（.zip）
        file: PathBuf,
    },
    /// 核验数据包，列出全部问题
    Verify {
        /// 数据包（.zip）
        file: PathBuf,
        /// 县局公钥（.pub）
        #[arg(long)]
        key: PathBuf,
        /// 上一个包
        #[arg(long)]
        after: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct Key {
    #[command(subcommand)]
    pub verb: KeyVerb,
}

#[derive(Subcommand)]
pub(crate) enum KeyVerb {
    /// 显示公钥与指纹
    Show {
        /// 档案文件夹
        dir: PathBuf,
        /// 钥匙单（.pdf）
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// 公钥文件（.pub）
        #[arg(long)]
        minisign: Option<PathBuf>,
    },
    /// 取出数据库的钥匙，供别的程序打开备份（再输一次密码，记入操作日志）
    Data {
        /// 档案文件夹
        dir: PathBuf,
    },
}

#[derive(Args)]
pub(crate) struct Backup {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 备份到哪个文件夹；不写就在档案的 backups 里
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// 不做备份，只列出已有的
    #[arg(long, conflicts_with = "output")]
    pub list: bool,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// 备份文件夹
    pub backup: PathBuf,
    /// 恢复到哪个新文件夹；与 --replace 同用时，是要换下的档案
    pub dir: PathBuf,
    /// 只看备份里有什么，不恢复
    #[arg(long, conflicts_with = "replace")]
    pub plan: bool,
    /// 换下现在的档案；现在的改名留在旁边
    #[arg(long)]
    pub replace: bool,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 逐个读一遍全部附件
    #[arg(long, conflicts_with = "sample")]
    pub read_all: bool,
    /// 抽查附件的比例，如 5%
    #[arg(long)]
    pub sample: Option<String>,
    /// 重建可以推出来的表（搜索）
    #[arg(long)]
    pub rebuild: bool,
}

#[derive(Args)]
pub(crate) struct Log {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 只看哪一类记录
    #[arg(long)]
    pub noun: Option<String>,
    /// 只看哪一条记录（与 --noun 同用）
    #[arg(long, requires = "noun")]
    pub number: Option<String>,
    /// 最多多少条
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
}

#[derive(Args)]
pub(crate) struct Undo {
    /// 档案文件夹
    pub dir: PathBuf,
    /// 操作编号（见 yihu log）
    pub operation: Option<String>,
}
