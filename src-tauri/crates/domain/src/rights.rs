//! Who may do what: roles, rights, and the one table that joins them.
//!
//! It decides what the program offers and does. What keeps informants from everybody else is a key, not this table.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::Noun;

/// What a user of the archive is. In a bureau of eight one person is often several of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 系统管理员
    Administrator,
    /// 局领导
    Leader,
    /// 专卖股长（审核）
    Reviewer,
    /// 内勤
    Clerk,
    /// 12313保密员
    Custodian,
    /// 只读
    Reader,
}

/// One kind of thing that a session may be asked for. Every operation of the archive asks for one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Look at records, search, check
    Read,
    /// Retailers, their licences and scans: new, change, void, import, undo
    EditRetailer,
    /// Matters of licences and their scans, without the decision
    EditMatter,
    /// The decision of a matter, and so the licence that moves with it; the class that was proposed for a shop; the approval
    /// of diaries
    Decide,
    /// Vendors without a licence and their scans
    EditVendor,
    /// Visits, diaries, campaigns and their scans
    EditInspection,
    /// Cases and their scans
    EditCase,
    /// Hotline records, without who reported
    EditHotline,
    /// Training sessions
    EditTraining,
    /// Staff
    EditStaff,
    /// See, for a reason, who reported
    Reveal,
    /// Print dossiers and lists
    Print,
    /// Take records out as Excel
    Sheet,
    /// Make the bundle for the city bureau
    Bundle,
    /// Sign a month's self-check
    Sign,
    /// Look at the operation log
    Log,
    /// Make and check backups
    Backup,
    /// Rebuild what is derived
    Rebuild,
    /// The bureau's own data and settings of the archive
    Settings,
    /// Who can log in
    Users,
    /// Recovery code, change of keys
    Keys,
}

/// The roles of one user; at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(BTreeSet<Role>);

impl Right {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Read,
        Self::EditRetailer,
        Self::EditMatter,
        Self::Decide,
        Self::EditVendor,
        Self::EditInspection,
        Self::EditCase,
        Self::EditHotline,
        Self::EditTraining,
        Self::EditStaff,
        Self::Reveal,
        Self::Print,
        Self::Sheet,
        Self::Bundle,
        Self::Sign,
        Self::Log,
        Self::Backup,
        Self::Rebuild,
        Self::Settings,
        Self::Users,
        Self::Keys,
    ];

    /// What changing a record of `noun` asks for, by hand, by import or by undoing.
    pub const fn to_edit(noun: Noun) -> Self {
        match noun {
            // A scan asks for what its record asks for: who looks at scans hands over the noun that holds them.
            Noun::Retailer | Noun::Licence | Noun::Attachment => Self::EditRetailer,
            Noun::Matter => Self::EditMatter,
            Noun::Vendor => Self::EditVendor,
            Noun::Inspection | Noun::Diary | Noun::Campaign => Self::EditInspection,
            Noun::Case => Self::EditCase,
            Noun::Hotline => Self::EditHotline,
            Noun::Training => Self::EditTraining,
            Noun::Staff => Self::EditStaff,
            Noun::Bureau => Self::Settings,
            Noun::Selfcheck => Self::Sign,
            Noun::Bundle => Self::Bundle,
            Noun::User => Self::Users,
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "查看、查找、体检",
            Self::EditRetailer => "零售户：登记、修改、作废、导入、附件",
            Self::EditMatter => "许可事项：登记、修改、作废、附件",
            Self::Decide => "作出决定：许可事项、零售户分类；工作日志：审批、退回",
            Self::EditVendor => "无证户：登记、修改、作废、导入、附件、办证",
            Self::EditInspection => "检查记录、工作日志、专项与宣传：登记、修改、提交、作废、导入、附件",
            Self::EditCase => "案件：登记、修改、作废、导入、附件",
            Self::EditHotline => "12313：登记、修改、作废、导入、附件",
            Self::EditTraining => "培训：登记、修改、作废、导入",
            Self::EditStaff => "人员：登记、修改、作废、导入",
            Self::Reveal => "查看举报人（须写事由）",
            Self::Print => "打印案卷、报表",
            Self::Sheet => "导出Excel",
            Self::Bundle => "导出上报数据包",
            Self::Sign => "签署月度自查",
            Self::Log => "查看操作日志",
            Self::Backup => "备份、检查备份",
            Self::Rebuild => "重建索引",
            Self::Settings => "单位信息、档案设置",
            Self::Users => "用户管理",
            Self::Keys => "恢复码、数据库钥匙、更换密钥",
        }
    }
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Administrator, Self::Leader, Self::Reviewer, Self::Clerk, Self::Custodian, Self::Reader];

    /// The name that stands in files and answers commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Leader => "leader",
            Self::Reviewer => "reviewer",
            Self::Clerk => "clerk",
            Self::Custodian => "custodian",
            Self::Reader => "reader",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Administrator => "系统管理员",
            Self::Leader => "局领导",
            Self::Reviewer => "专卖股长",
            Self::Clerk => "内勤",
            Self::Custodian => "12313保密员",
            Self::Reader => "只读",
        }
    }

    /// What it is for, in a line.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Administrator => "管用户、备份、密钥和档案设置；业务记录只看不改。",
            Self::Leader => "查看全部业务记录，决定许可事项和零售户分类，审批工作日志，签署月度自查。",
            Self::Reviewer => "审核和修改业务记录，决定许可事项和零售户分类，审批工作日志，签署月度自查。",
            Self::Clerk => "登记、导入、附件、打印、上报和备份；许可事项、分类建议办到决定之前；看不到举报人。",
            Self::Custodian => "登记12313举报投诉，写明事由后可查看举报人。",
            Self::Reader => "只能查看，不能修改、打印和导出。",
        }
    }

    /// What this role may do.
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Administrator => {
                &[Right::Read, Right::Log, Right::Backup, Right::Rebuild, Right::Settings, Right::Users, Right::Keys]
            }
            Self::Leader => {
                &[Right::Read, Right::EditMatter, Right::Decide, Right::Print, Right::Sheet, Right::Sign, Right::Log]
            }
            Self::Reviewer => &[
                Right::Read,
                Right::EditRetailer,
                Right::EditMatter,
                Right::Decide,
                Right::EditVendor,
                Right::EditInspection,
                Right::EditCase,
                Right::EditHotline,
                Right::EditTraining,
                Right::EditStaff,
                Right::Print,
                Right::Sheet,
                Right::Sign,
                Right::Log,
            ],
            Self::Clerk => &[
                Right::Read,
                Right::EditRetailer,
                Right::EditMatter,
                Right::EditVendor,
                Right::EditInspection,
                Right::EditCase,
                Right::EditHotline,
                Right::EditTraining,
                Right::EditStaff,
                Right::Print,
                Right::Sheet,
                Right::Bundle,
                Right::Log,
                Right::Backup,
            ],
            Self::Custodian => &[Right::Read, Right::EditHotline, Right::Reveal, Right::Print, Right::Log],
            Self::Reader => &[Right::Read],
        }
    }

    /// Whether this role has `right`.
    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

impl Roles {
    /// Who founds an archive does everything until there are others (一人多岗).
    pub fn of_the_founder() -> Self {
        [Role::Administrator, Role::Leader, Role::Clerk, Role::Custodian].into_iter().collect()
    }

    /// Whether the user is this.
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether one of the roles has `right`.
    pub fn has(&self, right: Right) -> bool {
        self.0.iter().any(|role| role.has(right))
    }

    /// Whether there is anything but looking.
    pub fn may_write(&self) -> bool {
        Right::ALL.into_iter().any(|right| right != Right::Read && self.has(right))
    }

    /// Everything that one of the roles may do.
    pub fn rights(&self) -> Vec<Right> {
        Right::ALL.into_iter().filter(|right| self.has(*right)).collect()
    }

    /// Whether there is none, which no user may have.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Goes through the roles, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Self(BTreeSet::from([role]))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> Self {
        Self(roles.into_iter().collect())
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles: Vec<&str> = self.iter().map(Role::title).collect();
        f.write_str(&titles.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_is_somebodys_and_everybody_may_look() {
        for right in Right::ALL {
            assert!(Role::ALL.into_iter().any(|role| role.has(right)), "{right:?}");
        }
        assert!(Role::ALL.into_iter().all(|role| role.has(Right::Read)));
    }

    #[test]
    fn only_the_custodian_sees_who_reported_and_only_the_administrator_has_keys_and_users() {
        for (right, role) in [
            (Right::Reveal, Role::Custodian),
            (Right::Keys, Role::Administrator),
            (Right::Users, Role::Administrator),
            (Right::Settings, Role::Administrator),
        ] {
            let having: Vec<_> = Role::ALL.into_iter().filter(|it| it.has(right)).collect();
            assert_eq!(having, [role], "{right:?}");
        }
    }

    #[test]
    fn several_roles_add_up() {
        let roles: Roles = [Role::Leader, Role::Clerk].into_iter().collect();
        assert!(roles.has(Right::Sign) && roles.has(Right::EditCase) && !roles.has(Right::Reveal));
        assert_eq!(roles.to_string(), "局领导、内勤");
        assert!(!Roles::from(Role::Reader).may_write());
    }

    #[test]
    fn founder_may_do_everything() {
        assert_eq!(Roles::of_the_founder().rights(), Right::ALL);
    }
}
