//! Records for the tests of this crate: one with everything filled in, one with as little as the type allows.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tempfile::TempDir;
use uuid::Uuid;
use yihu_domain::{
    Head, Id, Noun,
    attachment::{Attachment, Tick},
    bundle::{Bundle, BundleKind},
    bureau::Bureau,
    campaign::{Campaign, CampaignKind},
    case::{Case, CaseGoods, Procedure, ProcedureRule},
    case_no,
    clarity::Clarity,
    class::{ClassRules, Kept, Rule},
    diary::{Diary, DiaryState},
    hotline::{Category, Hotline, Outcome},
    indicator::Indicator,
    inspection::{Finding, FollowUp, Inspection, Mode},
    licence::{Licence, LicenceState},
    matter::{Changed, Copies, Decision, Item, Loss, Matter, MatterKind},
    mending::{Mend, Mending},
    retailer::{Class, Market, Retailer},
    rights::Role,
    selfcheck::Selfcheck,
    staff::{Staff, StaffState},
    supervision::Supervision,
    training::{Attendance, Training},
    user::User,
    vendor::{Discovery, Measure, MeasureKind, Vendor, VendorState},
};

use crate::{Access, Key, Stamp, Store};

pub(crate) const KEY: Key = Key::new([7; 32]);
pub(crate) const BUREAU: &str = "619999";

/// A new archive in a folder that goes when the test ends.
pub(crate) fn archive() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("archive.db"), &KEY).unwrap();
    (folder, store)
}

/// The same archive, opened again.
pub(crate) fn reopen(folder: &TempDir, access: Access) -> Store {
    Store::open(&folder.path().join("archive.db"), &KEY, access).unwrap()
}

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-11-30T04:00:00Z".parse().unwrap()
}

/// The `n`th operation, `n` seconds past noon.
pub(crate) fn stamp(n: u32) -> Stamp {
    Stamp {
        at: noon() + TimeDelta::seconds(n.into()), by: "张管理".into(), op: format!("操作{n}"), op_id: uuid(9, n)
    }
}

/// Ids that sort in the order of `n`.
fn uuid(kind: u128, n: u32) -> Uuid {
    Uuid::from_u128((u128::from(n) + 1) << 80 | 0x7000_8000_0000_0000_0000 | kind)
}

fn head<T>(kind: u128, n: u32) -> Head<T> {
    Head::new(Id::new(uuid(kind, n)), BUREAU)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "most fields of a record may be empty")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn bureau() -> Bureau {
    Bureau {
        head: head(0, 0),
        name: "潼川县烟草专卖局".into(),
        short_name: some("潼烟"),
        stream: "A".into(),
        demo: true,
        mappings: BTreeMap::from([("case".to_owned(), BTreeMap::from([("编号".to_owned(), "case_no".to_owned())]))]),
        calendars: Vec::new(),
        supervision: Supervision::default(),
        class_rules: ClassRules::default(),
    }
}

pub(crate) fn staff(n: u32) -> Staff {
    Staff {
        head: head(1, n),
        full_name: format!("王执法{n}"),
        id_number: some("619999198001010019"),
        mobile: some("13900000001"),
        department: some("专卖监督管理科"),
        post: some("稽查员"),
        law_certificate_no: Some(format!("2701{n:06}")),
        inspection_certificate_no: some("J-0001"),
        certificate_valid_to: Some(day("2027-12-31")),
        internal_full_time: true,
        joined_on: Some(day("2011-03-01")),
        state: StaffState::InPost,
        remark: some("备注\n第二行"),
        reasons: BTreeMap::from([("mobile".to_owned(), "证上就是这样印的".to_owned())]),
    }
}

pub(crate) fn retailer(n: u32) -> Retailer {
    Retailer {
        head: head(2, n),
        trade_name: format!("城关镇好又来烟酒店{n}"),
        owner_name: format!("曾小红{n}"),
        owner_id_number: some("619999198001010019"),
        uscc: some("92619999MA7AAAAA0X"),
        business_registration_no: some("619999600000001"),
        holder_type: some("个体"),
        address: format!("潼川县城关镇人民路{n}号"),
        town: some("城关镇"),
        village: some("东街社区"),
        phone: Some(format!("1380000{n:04}")),
        format: some("便利店"),
        market: Some(Market::Town),
        class: Some(Class::LawAbiding),
        class_reason: some("连续三年无违法"),
        class_on: None,
        class_by: None,
        class_rule: None,
        class_kept: None,
        special_care: some("残疾人"),
        remark: some("“引号”、'单引号'、\\反斜线、\t制表、😀、𬱖"),
        reasons: BTreeMap::new(),
        merged_into: None,
    }
}

/// A retailer in a class since a day, by a rule; another was proposed and not followed.
pub(crate) fn classed(n: u32) -> Retailer {
    Retailer {
        class_on: Some(day("2025-01-06")),
        class_by: some("王局长"),
        class_rule: Some(Rule::Clean),
        class_kept: Some(Kept {
            on: day("2026-02-03"),
            by: "王局长".into(),
            reason: "情节轻微，已改正".into(),
            to: Class::KeyMonitored,
            mark: "case_filed:1".into(),
        }),
        ..retailer(n)
    }
}

pub(crate) fn licence(n: u32, of: &Retailer) -> Licence {
    Licence {
        head: head(3, n),
        licence_no: format!("619999{n:06}"),
        retailer: of.head.id,
        scope: some("卷烟、雪茄烟零售"),
        supplier: some("潼川县烟草公司"),
        issued_on: Some(day("2023-01-01")),
        valid_from: Some(day("2023-01-01")),
        valid_to: Some(day("2027-12-31")),
        state: LicenceState::Active,
        upstream_no: some("UP-1"),
        remark: some("备注"),
    }
}

pub(crate) fn case(n: u32) -> Case {
    Case {
        head: head(4, n),
        case_no: case_no::read(&format!("潼烟立〔2026〕第{}号", n + 1)).unwrap(),
        cause: "未在当地烟草专卖批发企业进货".into(),
        procedure: Procedure::Ordinary,
        procedure_rule: ProcedureRule::Of2023,
        source: some("市场检查"),
        party_name: format!("单大勇{n}"),
        party_id_number: some("619999198001010019"),
        party_address: some("潼川县南关村12号"),
        licence_no: None,
        retailer: None,
        occurred_on: Some(day("2026-09-30")),
        filed_on: Some(day("2026-10-01")),
        investigated_on: Some(day("2026-10-10")),
        decided_on: Some(day("2026-10-20")),
        decision_no: some("潼烟处〔2026〕第1号"),
        served_on: Some(day("2026-10-21")),
        closed_on: Some(day("2026-11-01")),
        archived_on: Some(day("2026-11-02")),
        officers: vec!["王执法".into(), "李执法".into()],
        sticks: Some(28_600),
        value_fen: Some(9_007_199_254_740_993),
        fine_fen: Some(0),
        seized_sticks: Some(1),
        transferred_to: some("潼川县公安局"),
        transferred_on: Some(day("2026-10-05")),
        reviewed: true,
        sued: false,
        goods: vec![
            CaseGoods {
                brand: "红塔山（硬）".into(),
                barcode: some("6901028180566"),
                sticks: 10_000,
                price_fen: Some(8_000),
                amount_fen: Some(400_000),
                authenticity: some("真"),
                disposition: some("没收"),
            },
            CaseGoods {
                brand: "中华".into(),
                barcode: None,
                sticks: 200,
                price_fen: None,
                amount_fen: None,
                authenticity: None,
                disposition: None,
            },
        ],
        facts: some("当事人从外地购进卷烟，藏在货架后面销售。"),
        remark: some("备注"),
        reasons: BTreeMap::new(),
    }
}

pub(crate) fn matter(n: u32, of: &Licence) -> Matter {
    Matter {
        head: head(12, n),
        kind: MatterKind::Suspension,
        licence_no: Some(of.licence_no.clone()),
        holder: format!("停业的店{n}"),
        licence: Some(of.head.id),
        retailer: Some(of.retailer),
        ordered_on: Some(day("2026-02-01")),
        applied_on: Some(day("2026-02-02")),
        supplement_on: Some(day("2026-02-03")),
        supplemented_on: Some(day("2026-02-04")),
        accepted_on: Some(day("2026-02-05")),
        handler: some("王执法"),
        checked_on: Some(day("2026-02-06")),
        checkers: vec!["王执法".into(), "李四".into()],
        promised_days: Some(8),
        extended_days: Some(10),
        extension_reason: some("点位多"),
        decided_on: Some(day("2026-02-09")),
        decision: Some(Decision::Granted),
        decision_no: Some(format!("潼烟许〔2026〕{n}号")),
        approver: some("张局长"),
        delivered_on: Some(day("2026-02-10")),
        suspended_from: Some(day("2026-02-11")),
        suspended_to: Some(day("2026-08-11")),
        changed_from: some("正街1号"),
        changed_to: some("正街2号"),
        changes: [(Item::Address, Changed { from: some("正街1号"), to: "正街2号".to_owned() })].into(),
        new_licence_no: some("619999119999"),
        reissued: Some(Copies::Both),
        loss: Some(Loss::Lost),
        valid_from: Some(day("2026-02-11")),
        valid_to: Some(day("2031-02-10")),
        reason: some("店面装修"),
        remark: some("备注"),
    }
}

pub(crate) fn vendor(n: u32, of: &Retailer) -> Vendor {
    let on = day("2026-03-09");
    let measures = vec![
        Measure {
            kind: MeasureKind::Warning,
            on,
            agencies: vec!["公安".into()],
            case_no: None,
            note: some("写了保证书"),
        },
        Measure {
            kind: MeasureKind::Filing, on, agencies: vec![], case_no: some("潼烟立〔2026〕第1号"), note: None
        },
        Measure { kind: MeasureKind::Licence, on, agencies: vec![], case_no: None, note: None },
    ];
    Vendor {
        head: head(16, n),
        name: format!("无证的人{n}"),
        trade_name: some("兰兰小卖部"),
        id_number: some("619999198001010019"),
        phone: some("13912345678"),
        address: "港口镇西街7号".into(),
        town: some("港口镇"),
        format: some("食杂店"),
        found_on: day("2026-03-02"),
        found_how: Discovery::Report,
        inspectors: vec!["王执法".into(), "李四".into()],
        seen: some("柜台上摆着卷烟"),
        state: VendorState::after(&measures),
        measures,
        retailer: Some(of.head.id),
        remark: some("备注"),
        reasons: BTreeMap::from([("id_number".to_owned(), "证上就是这样印的".to_owned())]),
    }
}

pub(crate) fn inspection(n: u32, of: &Retailer) -> Inspection {
    Inspection {
        head: head(13, n),
        inspected_on: day("2026-03-02"),
        begun: some("09:30"),
        ended: some("10:05"),
        mode: Mode::Night,
        off_hours: true,
        licence_no: some("610522110001"),
        name: format!("查过的店{n}"),
        address: some("正街1号"),
        retailer: Some(of.head.id),
        vendor: None,
        officers: vec!["王执法".into(), "李四".into()],
        lone_reason: some("另一名临时出警"),
        finding: Finding::Abnormal,
        cause: some("未在当地烟草专卖批发企业进货"),
        stock_sticks: Some(2_460),
        difference_sticks: Some(-400),
        follow_up: Some(FollowUp::Filed),
        case_no: some("潼烟立〔2026〕第1号"),
        next_on: Some(day("2026-04-02")),
        remark: some("备注"),
    }
}

pub(crate) fn diary(n: u32) -> Diary {
    Diary {
        head: head(14, n),
        diary_on: day("2026-03-02"),
        officer: format!("市管员{n}"),
        route: some("城关—港口"),
        content: "走访六户，核对许可证".into(),
        problems: some("一户没有明码标价"),
        state: DiaryState::Approved,
        submitted_on: Some(day("2026-03-03")),
        approver: some("朱文"),
        approved_on: Some(day("2026-03-04")),
        opinion: some("同意"),
        returned_on: Some(day("2026-03-02")),
        return_reason: some("没有写明路线"),
        remark: some("备注"),
    }
}

pub(crate) fn campaign(n: u32) -> Campaign {
    Campaign {
        head: head(15, n),
        kind: CampaignKind::Special,
        title: format!("专项行动{n}"),
        from_on: day("2026-03-02"),
        to_on: Some(day("2026-03-12")),
        place: some("城关镇"),
        agencies: some("公安、市场监管"),
        officers: vec!["王执法".into(), "李四".into()],
        households_checked: Some(45),
        cases_found: Some(2),
        summary: some("检查45户，立案2起"),
        remark: some("备注"),
    }
}

pub(crate) fn hotline(n: u32) -> Hotline {
    Hotline {
        head: head(5, n),
        upstream_no: Some(format!("GD2026{n:06}")),
        channel: some("12313"),
        received_at: noon() + TimeDelta::milliseconds(1500 + i64::from(n)),
        dispatched_at: Some(noon()),
        category: Category::Report,
        anonymous: false,
        informant: some("ab12"),
        content: some("举报内容：某店售假"),
        summary: some("反映一店铺涉嫌售假"),
        target_name: some("福满楼副食店"),
        target_address: some("潼川县北关路8号"),
        retailer: None,
        handler: some("王执法"),
        due_on: Some(day("2026-12-10")),
        result: some("经现场核查未发现假烟"),
        outcome: Some(Outcome::Untrue),
        closed_on: Some(day("2026-12-01")),
        feedback: some("已反馈"),
        case: None,
        remark: some("备注"),
    }
}

pub(crate) fn training(n: u32, attendance: Vec<Attendance>) -> Training {
    Training {
        head: head(6, n),
        held_on: day("2026-03-01"),
        topic: format!("行政处罚法{n}"),
        mode: some("集中授课"),
        lecturer: some("赵老师"),
        place: some("会议室"),
        tenths: 40,
        attendance,
        remark: some("备注"),
    }
}

pub(crate) fn attachment(n: u32, of_noun: Noun, of_id: Uuid) -> Attachment {
    Attachment {
        head: head(7, n),
        of_noun,
        of_id,
        slot: "营业执照".into(),
        sha256: "a".repeat(64),
        file_name: "扫描件.jpg".into(),
        media_type: "image/jpeg".into(),
        bytes: 12_345,
        pages: 1,
        legible: Some(Tick { by: "王芳".into(), at: noon() }),
        matching: Some(Tick { by: "李强".into(), at: noon() }),
        clarity: Some(Clarity { page: 1, dpi: 300, blur: 90, skew: -5, contrast: 200, edge: 0, ink: 80_000 }),
        mending: Some(Mending { original: "b".repeat(64), pages: vec![Mend { turn: 1, ..Mend::none(1) }] }),
    }
}

pub(crate) fn selfcheck() -> Selfcheck {
    Selfcheck {
        head: head(8, 0),
        period: "2026-10".into(),
        indicators: vec![Indicator {
            code: "I6".into(),
            name: "培训达标率".into(),
            numerator: 1,
            denominator: Some(6),
            value: "16.67%".into(),
            target: "100%".into(),
            ok: Some(false),
            formula: "达标人数÷应训人数".into(),
            span: "2026年1月至10月".into(),
        }],
        problems: vec!["一人课时不足".into()],
        signed_by: some("张局长"),
        signed_at: Some(noon()),
    }
}

pub(crate) fn bundle(sequence: i64) -> Bundle {
    Bundle {
        head: head(10, u32::try_from(sequence).unwrap()),
        stream: "A".into(),
        sequence,
        kind: BundleKind::Full,
        digest: "b".repeat(64),
        from_change: 1,
        to_change: 9,
        last_change_hash: "c".repeat(64),
        period: some("2026-10"),
        counts: BTreeMap::from([("case".to_owned(), 3), ("licence".to_owned(), 12)]),
        exported_at: noon(),
    }
}

pub(crate) fn user(n: u32) -> User {
    User { head: head(11, n), name: format!("用户{n}"), roles: Role::Clerk.into(), disabled: false }
}

/// Writes one record as an operation of its own.
pub(crate) fn put<T: yihu_domain::Record>(store: &mut Store, n: u32, record: &mut T) {
    store.write(&stamp(n), |w| w.put(record)).unwrap();
}

/// Puts other bytes into a file, as a failing disk would.
pub(crate) fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write as _;
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}
