//! The kinds of findings: what each is called, and whether somebody has to deal with it.

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: what a power cut may leave lying about, what a clerk kept for a reason, what one paper may rightly do in two
    /// files, what was late and stays late, what has to be looked at once
    Left,
    /// What is stale and can be made anew: nothing that was recorded is lost or other than it was
    Stale,
    /// What the records say, and cannot be so: somebody has to put it right, and nothing is damaged
    Wrong,
    /// Something is not what was written
    Damage,
}

const KINDS: &[(&str, &str, Need)] = &[
    ("visit_after_closing", "歇业以后又有检查", Need::Wrong),
    ("visit_alone", "检查只有一名检查人", Need::Wrong),
    ("case_order", "案件日期先后不对", Need::Wrong),
    ("case_alone", "案件承办人不足两人", Need::Wrong),
    ("case_goods", "涉案物品数量、金额对不上", Need::Wrong),
    ("licence_no_wrong", "许可证号不对", Need::Wrong),
    ("name_untidy", "名称里有多余的空格、全角数字", Need::Wrong),
    ("number_wrong", "身份证号没有通过核对", Need::Wrong),
    ("training_over", "实到课时多于本次课时", Need::Wrong),
    ("training_stranger", "签到的人不在人员名册", Need::Wrong),
    ("informant_in_text", "正文里写了举报人", Need::Wrong),
    ("vendor_untied", "办了证的无证户没有连到零售户", Need::Wrong),
    ("vendor_licensed", "有证的还列为无证户", Need::Wrong),
    ("search_differs", "搜索索引过时", Need::Stale),
    ("case_slow", "处罚决定超过90日", Need::Left),
    ("case_gap", "立案编号缺号", Need::Left),
    ("hotline_untraced", "12313痕迹资料缺失", Need::Left),
    ("licence_expired", "许可证到期没有处理", Need::Left),
    ("licence_no_odd", "许可证号与众不同", Need::Left),
    ("retailer_alike", "疑似重复的零售户", Need::Left),
    ("training_long", "一天超过8课时", Need::Left),
    ("diary_late", "工作日志没有按时审批", Need::Left),
    ("vendor_incomplete", "无证户档案不完整", Need::Left),
    ("class_unexplained", "分类没有写依据或日期", Need::Left),
    ("kept_for_a_reason", "没有通过核对，按原因保留的", Need::Left),
    ("scan_twice", "同一份扫描件放在几处", Need::Left),
    ("scan_unmeasured", "扫描件没有量过清晰度", Need::Left),
    ("attachment_orphan", "没有记录指向的附件文件", Need::Left),
    ("informant_orphan", "没有记录指向的举报人", Need::Left),
    ("leftover", "没写完的文件", Need::Left),
    ("attachment_missing", "附件的文件不见了", Need::Damage),
    ("attachment_damaged", "附件损坏", Need::Damage),
    ("informants_cut", "举报人库不完整", Need::Damage),
    ("informant_differs", "举报人与登记时不符", Need::Damage),
    ("informant_missing", "举报人不见了", Need::Damage),
    ("key_file", "钥匙文件", Need::Damage),
    ("signing_key", "签名钥匙", Need::Damage),
    ("unreadable", "读不出来", Need::Damage),
    ("chain_broken", "操作日志断了", Need::Damage),
    ("foreign_bureau", "单位代码不是本单位", Need::Damage),
];

/// What a kind of findings is called; of what the database itself found, that.
pub(super) fn title(code: &str) -> &'static str {
    KINDS.iter().find(|it| it.0 == code).map_or("数据库里的内容与写入时不符", |it| it.1)
}

/// What a kind of findings asks for; what nobody named is damage.
pub(super) fn need(code: &str) -> Need {
    KINDS.iter().find(|it| it.0 == code).map_or(Need::Damage, |it| it.2)
}

/// In which order kinds are told: what is damaged first, then as they are listed.
pub(super) fn rank(code: &str) -> (bool, usize) {
    let at = KINDS.iter().position(|it| it.0 == code).unwrap_or(KINDS.len());
    (need(code) != Need::Damage, at)
}
