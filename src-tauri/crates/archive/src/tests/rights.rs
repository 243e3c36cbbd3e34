//! Every operation of the archive, asked for by every role, by somebody who must change the password, and by a disabled
//! user. What there is to be asked is read from the source: a method without a row here fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use yihu_domain::{
    Error,
    attachment::Question,
    class::ClassRulesDraft,
    mending::Mend,
    rights::{Right, Role, Roles},
    supervision::SupervisionDraft,
};

use super::*;
use crate::{
    BackupSettings, OperationFilter, Reading, Shift, VersionKey, Which,
    record::{Draft, Query},
    shown::{
        bureau::BureauDraft,
        class::{ClassDraft, ClassQuery, ClassSettings},
        gap::GapQuery,
        user::UserDraft,
        verify::Reading as ReadingShown,
    },
};

const SCAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/scans/营业执照.jpg");
const TEMPORARY: &str = "临时口令-7788";
const NOBODY: &str = "没有此人";
/// The custodian whose password a custodian may reset.
const OTHER: &str = "另一保密员";

/// What an operation asks for.
enum Need {
    /// This right
    Has(Right),
    /// One of them
    Either(Right, Right),
    /// This right, and the informants' key
    Key(Right),
    /// Any right but looking
    Writes,
    /// Nothing: also whoever must change the password first
    Nothing,
}

impl Need {
    fn is_met(&self, roles: &Roles) -> bool {
        match self {
            Self::Has(right) => roles.has(*right),
            Self::Either(one, other) => roles.has(*one) || roles.has(*other),
            Self::Key(right) => roles.has(*right) && roles.contains(Role::Custodian),
            Self::Writes => roles.may_write(),
            Self::Nothing => true,
        }
    }
}

type Call = Box<dyn Fn(&mut Archive, &Ground) -> Result<()>>;

/// One operation, asked for in one way.
struct Row {
    method: &'static str,
    of: String,
    need: Need,
    call: Call,
}

/// `row!(g; Need::…, method(arguments))`: `g` is the [`Ground`].
macro_rules! row {
    ($g:ident; $need:expr, $method:ident($($argument:expr),*)) => {
        row!($g; "", $need, $method($($argument),*))
    };
    ($g:ident; $of:expr, $need:expr, $method:ident($($argument:expr),*)) => {
        Row {
            method: stringify!($method),
            of: $of.to_string(),
            need: $need,
            call: Box::new(move |archive, $g| {
                let _ = $g;
                archive.$method($($argument),*).map(drop)
            }),
        }
    };
}

/// What the operations are asked about. Nearly all of them fail for another reason than a right, or change nothing, so
/// that the next one who asks finds the same.
struct Ground {
    retailer: String,
    report: String,
    scan: String,
    paper: String,
    /// An import of trainings that was undone already
    undone: String,
    plan: ImportPlan,
    ledger: PathBuf,
    /// No file and no folder can be there
    nowhere: PathBuf,
    password: &'static str,
}

const fn settings() -> BackupSettings {
    BackupSettings { second: None, minutes: 30 }
}

/// A matter with a decision on it.
fn decided() -> Draft {
    let fields = BTreeMap::from([("decision".to_owned(), "准予".to_owned())]);
    Draft { fields, ..Draft::default() }
}

fn strange() -> String {
    uuid::Uuid::nil().to_string()
}

/// Whatever only looks.
fn looking() -> Vec<Row> {
    let read = || Need::Has(Right::Read);
    let mut rows = vec![
        row!(g; read(), workbench(&settings())),
        row!(g; read(), search("吕氏")),
        row!(g; read(), show(Noun::Retailer, "619999110007")),
        row!(g; read(), describe(Noun::Retailer, "619999110007")),
        row!(g; read(), record_view(Noun::Retailer, &g.retailer)),
        row!(g; read(), matter_named("没有这一户")),
        row!(g; read(), record_history(Noun::Retailer, &g.retailer)),
        row!(g; read(), draft_list()),
        row!(g; read(), preference_get("列")),
        row!(g; read(), preference_put("列", "1")),
        row!(g; read(), operation_next()),
        row!(g; read(), retailer_pairs(0, 9)),
        row!(g; read(), retailer_beside(&g.retailer, &g.report)),
        row!(g; Need::Has(Right::EditRetailer), retailer_merge((&g.retailer, 0), (&g.report, 0), &[])),
        row!(g; read(), retailer_id("619999110007")),
        row!(g; read(), gap_show()),
        row!(g; read(), gap_list(&GapQuery::default(), 0, 9)),
        row!(g; Need::Key(Right::Reveal), informant_show(&g.report, None)),
        row!(g; read(), assess("2026-01".parse().unwrap())),
        row!(g; read(), selfcheck_months()),
        row!(g; read(), selfcheck_show("2026-01")),
        row!(g; read(), bundle_list()),
        row!(g; read(), bundle_verify(&g.nowhere, None)),
        row!(g; read(), backup_list(&settings())),
        row!(g; read(), backup_trouble(&settings())),
        row!(g; read(), backup_due(&settings())),
        row!(g; read(), backup_leaving()),
        row!(g; read(), verify(Reading::Presence, false, &Watch::none())),
        row!(g; read(), verify_run(ReadingShown::Presence, false, &Watch::none())),
        row!(g; read(), bureau_show()),
        row!(g; read(), calendar_show()),
        row!(g; read(), calendar_save(2026, &g.nowhere)),
        row!(g; read(), user_list()),
        row!(g; read(), user_roles()),
        row!(g; read(), public_key()),
        row!(g; read(), key_show()),
        row!(g; read(), key_sheet()),
        row!(g; read(), key_save(&g.nowhere)),
        row!(g; read(), write_public_key(&g.nowhere)),
        row!(g; read(), print_key_sheet(&g.nowhere)),
        row!(g; read(), calibration_page(Shift::default())),
        row!(g; Need::Has(Right::Log), operations(9)),
        row!(g; Need::Has(Right::Log), changes(None, None, 9)),
        row!(g; Need::Has(Right::Log), operation_list(&OperationFilter::default(), 0, 9)),
        row!(g; Need::Has(Right::Log), operation_show(&g.undone, 0, 9)),
    ];
    for noun in Noun::ALL {
        rows.extend([
            row!(g; noun, read(), list(noun, &[], 9, 0)),
            row!(g; noun, read(), record_fields(noun)),
            row!(g; noun, read(), record_list(noun, &Query::default(), 0, 9)),
            row!(g; noun, read(), record_ids(noun, &Query::default())),
            row!(g; noun, read(), record_check(noun, None, &Draft::default())),
        ]);
    }
    rows.extend(scans());
    rows
}

/// Whatever only looks at scans.
fn scans() -> Vec<Row> {
    let read = || Need::Has(Right::Read);
    vec![
        row!(g; read(), attachment_read(&g.scan, 1, None)),
        row!(g; "a report's", Need::Key(Right::Reveal), attachment_read(&g.paper, 1, None)),
        row!(g; read(), attachment_versions(&g.scan)),
        row!(g; read(), attachment_waiting(Path::new("/absent"))),
        row!(g; read(), attachment_waiting_read(Path::new("/absent"), "a.jpg", 1)),
        row!(g; read(), attachment_elsewhere(&g.scan)),
    ]
}

/// Classes of shops: proposed, decided, written down.
fn classing() -> Vec<Row> {
    let read = || Need::Has(Right::Read);
    let rules = || ClassSettings { rules: ClassRulesDraft::default(), revision: 99 };
    vec![
        row!(g; read(), class_show()),
        row!(g; read(), class_list(&ClassQuery::default(), 0, 9)),
        row!(g; read(), class_rules()),
        row!(g; Need::Has(Right::EditRetailer), class_set(&[], &ClassDraft::default())),
        row!(g; Need::Has(Right::Decide), class_accept(&[], "")),
        row!(g; Need::Has(Right::Decide), class_keep(&[], "")),
        row!(g; Need::Has(Right::Sheet), class_export(&ClassQuery::default(), &g.nowhere)),
        row!(g; Need::Has(Right::Settings), class_rules_save(&rules())),
    ]
}

/// Whatever changes records of a noun.
fn editing(noun: Noun) -> Vec<Row> {
    let edit = || Need::Has(Right::to_edit(noun));
    let version = move || VersionKey { noun, id: strange(), revision: 1 };
    let (no, none) = (BTreeMap::new, Draft::default);
    vec![
        row!(g; noun, edit(), record_form(noun, None)),
        row!(g; noun, edit(), record_save(noun, None, 0, &none(), None)),
        row!(g; noun, edit(), record_revert(&version())),
        row!(g; noun, edit(), record_remove(noun, &[strange()], true, None)),
        row!(g; noun, edit(), record_change(noun, &[strange()], "remark", "x")),
        row!(g; noun, edit(), record_distinct(noun, &strange(), "x")),
        row!(g; noun, edit(), draft_put(noun, None, none())),
        row!(g; noun, edit(), draft_drop(noun, None)),
        row!(g; noun, edit(), paste_look(noun, &[])),
        row!(g; noun, edit(), paste_plan(noun, &[], &Watch::none())),
        row!(g; noun, edit(), paste_keep(noun, &[])),
        row!(g; noun, edit(), paste_open(noun)),
        row!(g; noun, edit(), import_columns(noun, &g.nowhere, None, &no())),
        row!(g; noun, edit(), import_plan(noun, &g.nowhere, None, &no(), &Watch::none())),
        row!(g; noun, edit(), attachment_put(noun, &strange(), "栏位", SCAN)),
        row!(g; noun, edit(), attachment_put_bytes(noun, &strange(), "栏位", "a.jpg", "")),
        row!(g; noun, edit(), attach(noun, "没有这个号", "栏位", SCAN.as_ref())),
    ]
}

/// The other changes of records.
fn changing() -> Vec<Row> {
    let retailer = || Need::Has(Right::EditRetailer);
    let sealed = || Need::Key(Right::EditHotline);
    vec![
        row!(g; Need::Writes, import_look(&g.ledger)),
        row!(g; retailer(), import_errors(&g.plan, &g.nowhere)),
        row!(g; retailer(), import_apply(&g.plan, &Watch::none())),
        row!(g; Need::Writes, operation_undo(&strange())),
        row!(g; "trainings", Need::Has(Right::EditTraining), operation_undo(&g.undone)),
        row!(g; Need::Writes, undo(Some(&strange()))),
        row!(g; "a shop's", retailer(), attachment_put(Noun::Retailer, &g.retailer, "", SCAN)),
        row!(g; retailer(), attachment_move(&g.scan, "营业执照")),
        row!(g; retailer(), attachment_tick(&g.scan, Question::Legible, true)),
        row!(g; retailer(), attachment_mending(&g.scan, 1)),
        row!(g; retailer(), attachment_mend(&g.scan, Mend::none(1))),
        row!(g; retailer(), attachment_restore(&g.scan)),
        row!(g; Need::Writes, attachment_measure(&Watch::none())),
        row!(g; retailer(), attachment_remove(&g.scan)),
        row!(g; "a report's", sealed(), attachment_put(Noun::Hotline, &g.report, "", SCAN)),
        row!(g; "a report's", sealed(), attachment_put_bytes(Noun::Hotline, &g.report, "", "a.jpg", "")),
        row!(g; "a report's", sealed(), attach(Noun::Hotline, "T2026-001", "", SCAN.as_ref())),
        row!(g; "a report's", sealed(), attachment_move(&g.paper, "来电记录")),
        row!(g; "a report's", sealed(), attachment_tick(&g.paper, Question::Legible, true)),
        row!(g; "a report's", sealed(), attachment_restore(&g.paper)),
        row!(g; "a report's", sealed(), attachment_remove(&g.paper)),
        row!(g; "decided", Need::Has(Right::Decide), record_save(Noun::Matter, None, 0, &decided(), None)),
        row!(g; Need::Has(Right::Read), vendor_plan(&strange())),
        row!(g; Need::Has(Right::EditVendor), vendor_apply(&strange(), 1, None, "今")),
        row!(g; Need::Has(Right::EditHotline), hotline_tie(&g.report, Noun::Retailer, Some(&g.retailer))),
    ]
}

/// Diaries: written by some, approved by others.
fn diaries() -> Vec<Row> {
    let (read, print) = (|| Need::Has(Right::Read), || Need::Has(Right::Print));
    vec![
        row!(g; read(), diary_month("2026-01")),
        row!(g; print(), diary_book("段兰", "2026-01", Shift::default())),
        row!(g; print(), diary_print("段兰", "2026-01", &g.nowhere)),
        row!(g; Need::Has(Right::EditInspection), diary_submit(&[strange()])),
        row!(g; Need::Has(Right::Decide), diary_approve(&[strange()], "")),
        row!(g; Need::Has(Right::Decide), diary_return(&[strange()], "没有写明路线")),
    ]
}

/// What leaves the archive, on paper or as a file.
fn leaving() -> Vec<Row> {
    let (print, sheet, bundle) = (|| Need::Has(Right::Print), || Need::Has(Right::Sheet), || Need::Key(Right::Bundle));
    let sign = || Need::Has(Right::Sign);
    vec![
        row!(g; print(), dossier_preview(Noun::Retailer, &g.retailer, Shift::default())),
        row!(g; print(), dossier_save(Noun::Retailer, &g.retailer, &g.nowhere)),
        row!(g; print(), print_dossiers(Noun::Retailer, Which::All, &g.nowhere, &Watch::none())),
        row!(g; print(), gap_preview(&GapQuery::default(), Shift::default())),
        row!(g; print(), gap_print(&GapQuery::default(), &g.nowhere)),
        row!(g; sheet(), gap_export(&GapQuery::default(), &g.nowhere)),
        row!(g; print(), selfcheck_preview("2026-01", Shift::default())),
        row!(g; sheet(), export_ledger(Noun::Hotline, &g.nowhere)),
        row!(g; sheet(), record_export(Noun::Hotline, &Query::default(), &[], &g.nowhere, &Watch::none())),
        row!(g; Need::Has(Right::Bundle), bundle_plan(true)),
        row!(g; bundle(), bundle_export(true, &g.nowhere, &Watch::none())),
        row!(g; bundle(), export_bundle(true, &g.nowhere, &Watch::none())),
        row!(g; bundle(), selfcheck("2026-01".parse().unwrap(), false, &g.nowhere, &Watch::none())),
        row!(g; bundle(), selfcheck_export("2026-01", false, &g.nowhere, &Watch::none())),
        row!(g; "signed", sign(), selfcheck("2026-01".parse().unwrap(), true, &g.nowhere, &Watch::none())),
        row!(g; "signed", sign(), selfcheck_export("2026-01", true, &g.nowhere, &Watch::none())),
        row!(g; "not begun", sign(), selfcheck_export("2999-01", true, &g.nowhere, &Watch::none())),
    ]
}

/// What keeps the archive and lets people in.
fn keeping() -> Vec<Row> {
    let (backup, users, keys) = (|| Need::Has(Right::Backup), || Need::Has(Right::Users), || Need::Has(Right::Keys));
    let rebuild = || Need::Has(Right::Rebuild);
    let bureau = || BureauDraft {
        name: String::new(),
        short_name: String::new(),
        supervision: SupervisionDraft::default(),
        revision: 99,
    };
    let user = || UserDraft { name: NOBODY.into(), roles: vec![Role::Reader], password: String::new() };
    vec![
        row!(g; backup(), backup(Some(&g.nowhere), &Watch::none())),
        row!(g; backup(), backup_make(&settings(), &Watch::none())),
        row!(g; backup(), backup_check(&g.nowhere, &Watch::none())),
        row!(g; backup(), backup_preview(&g.nowhere, NOBODY, "", &Watch::none())),
        row!(g; keys(), backup_restore(&g.nowhere, NOBODY, "", &Watch::none())),
        row!(g; "rebuilt", rebuild(), verify(Reading::Presence, true, &Watch::none())),
        row!(g; "rebuilt", rebuild(), verify_run(ReadingShown::Presence, true, &Watch::none())),
        row!(g; Need::Has(Right::Settings), bureau_save(&bureau())),
        row!(g; Need::Has(Right::Settings), calendar_import(&g.nowhere)),
        row!(g; users(), user_add(&user())),
        row!(g; users(), user_change(NOBODY, &[Role::Reader])),
        row!(g; users(), user_reset(NOBODY, TEMPORARY)),
        row!(g; "a custodian's", Need::Either(Right::Users, Right::Reveal), user_reset(OTHER, "")),
        row!(g; users(), user_disable(NOBODY)),
        row!(g; users(), user_enable(NOBODY, TEMPORARY)),
        row!(g; users(), user_remove(NOBODY)),
        row!(g; Need::Nothing, session_password(g.password, "")),
        row!(g; keys(), recovery_sheet("")),
        row!(g; Need::Key(Right::Keys), recovery_renew(g.password)),
        row!(g; keys(), key_data(g.password)),
        row!(g; Need::Key(Right::Keys), key_rotate(g.password, false, &Watch::none())),
    ]
}

fn rows() -> Vec<Row> {
    let editing = Noun::ALL.into_iter().flat_map(editing);
    let looking = looking().into_iter().chain(classing()).chain(diaries());
    looking.chain(editing).chain(changing()).chain(leaving()).chain(keeping()).collect()
}

/// Every public method of an open archive that can be refused, as the source has them.
fn exposed() -> BTreeSet<String> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.extend(Some(path).filter(|path| !path.ends_with("tests")));
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for block in text.split("\nimpl Archive {\n").skip(1) {
                let block = block.split("\n}\n").next().unwrap();
                let signatures = block.split("    pub fn ").skip(1).filter_map(|after| after.split_once(" {\n"));
                let open = signatures.map(|(signature, _)| signature.split_once('(').unwrap());
                let asked = open.filter(|(_, rest)| rest.contains("self") && rest.contains("Result<"));
                found.extend(asked.map(|(name, _)| name.to_owned()));
            }
        }
    }
    found
}

/// A desk with something to ask about, whose users are called like their one role.
fn with_people() -> (Desk, Ground) {
    let mut desk = Desk::new();
    desk.fill();
    let ledger = desk.join("户.xlsx");
    let trainings = desk.archive.operation_next().unwrap().unwrap();
    desk.archive.operation_undo(&trainings.op_id).unwrap();
    let archive = &mut desk.archive;
    let first = |archive: &Archive, noun| archive.record_ids(noun, &Query::default()).unwrap().remove(0).id;
    let retailer = first(archive, Noun::Retailer);
    let report = archive.store.hotline_by_upstream_no("T2026-001").unwrap().unwrap().head.id.to_string();
    archive.attachment_put(Noun::Retailer, &retailer, "营业执照", SCAN).unwrap();
    archive.attachment_put(Noun::Hotline, &report, "来电记录", SCAN).unwrap();
    let scan = |noun, id: &str| archive.store.attachments_of(noun, id.parse().unwrap()).unwrap()[0].head.id.to_string();
    let (scan, paper) = (scan(Noun::Retailer, &retailer), scan(Noun::Hotline, &report));
    let own = Role::ALL.into_iter().map(|role| (role.title(), role));
    for (name, role) in own.chain([(NEW, Role::Administrator), (GONE, Role::Administrator), (OTHER, Role::Custodian)]) {
        let draft = UserDraft { name: name.to_owned(), roles: vec![role], password: TEMPORARY.to_owned() };
        desk.archive.user_add(&draft).unwrap();
    }
    desk.archive.user_disable(GONE).unwrap();
    let plan = desk.plan(Noun::Retailer, &ledger);
    let undone = trainings.op_id;
    let nowhere = ledger.join("没有");
    let ground = Ground { retailer, report, scan, paper, undone, plan, ledger, nowhere, password: PASSWORD };
    (desk, ground)
}

/// Who has a password that somebody else knows.
const NEW: &str = "新来的";
/// Who is disabled.
const GONE: &str = "离开的";

/// Asks for everything; says where it went otherwise than it should.
fn asked(archive: &mut Archive, ground: &Ground, may: impl Fn(&Need) -> bool) -> Vec<String> {
    let who = archive.session().user.clone();
    let mut wrong = Vec::new();
    for row in rows() {
        let outcome = (row.call)(archive, ground);
        let denied = outcome.as_ref().is_err_and(|error: &Error| error.kind == Kind::Denied);
        if denied == may(&row.need) {
            wrong.push(format!("{who}: {} {}: {outcome:?}", row.method, row.of));
        }
    }
    wrong
}

#[test]
fn every_operation_is_allowed_to_whom_the_table_says_and_to_nobody_else() {
    let rows: BTreeSet<String> = rows().into_iter().map(|row| row.method.to_owned()).collect();
    assert_eq!(rows, exposed(), "each method of the archive has its row, and each row its method");

    let (desk, mut ground) = with_people();
    let Desk { folder: _folder, archive } = desk;
    let dir = archive.dir().to_path_buf();
    drop(archive);
    let mut wrong = Vec::new();
    ground.password = TEMPORARY;
    let open = |user: &str, password| Archive::open(&dir, user, password, Access::Write);
    assert_eq!(open(GONE, TEMPORARY).err().unwrap().kind, Kind::Denied);
    wrong.extend(asked(&mut open(NEW, TEMPORARY).unwrap(), &ground, |need| matches!(need, Need::Nothing)));
    ground.password = PASSWORD;
    for role in Role::ALL {
        let mut archive = open(role.title(), TEMPORARY).unwrap();
        archive.session_password(TEMPORARY, PASSWORD).unwrap();
        drop(archive);
        let roles = Roles::from(role);
        wrong.extend(asked(&mut open(role.title(), PASSWORD).unwrap(), &ground, |need| need.is_met(&roles)));
    }
    // Whoever founded the archive may do all of it: no row is refused to everybody.
    wrong.extend(asked(&mut open("李晓梅", PASSWORD).unwrap(), &ground, |_| true));
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}
