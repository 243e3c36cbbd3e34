//! Taking a ledger in: plan → show → apply. Nothing is written before the clerk has seen the plan.
//!
//! A row is matched by the number people say (licence no., case no., ticket no.), and only where nobody has that number by
//! the key that our own export wrote beside it: so a number that was wrong can be put right in the sheet. Blanks do not
//! erase; an error refuses the row, a warning lets it in. One import is one operation, and can be undone as one.

mod apply;
mod campaign;
mod case;
mod diary;
mod hotline;
mod inspection;
mod look;
mod paste;
mod retailer;
mod rows;
mod staff;
mod training;
mod vendor;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Record, Result,
    campaign::Campaign,
    case::Case,
    check::{Checked, Problem, Severity},
    diary::Diary,
    hotline::{Hotline, Informant},
    inspection::Inspection,
    licence::Licence,
    retailer::Retailer,
    rights::Right,
    staff::Staff,
    training::Training,
    vendor::Vendor,
};
use yihu_exchange::sheet::{self, Ledger, LedgerRow, Workbook};

use crate::{Archive, Difference, Watch, records::value, veil::VEILED};

/// How many rows would do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows that make a new record
    pub new: usize,
    /// Rows that change one
    pub changed: usize,
    /// Rows that say what the archive says
    pub same: usize,
    /// Rows with an error
    pub refused: usize,
}

/// One thing to tell about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Sheet name
    pub sheet: String,
    /// Row as Excel shows it
    pub row: u32,
    /// Column header as the sheet has it
    pub column: String,
    /// Error or warning
    pub severity: Severity,
    /// A stable word for scripts
    pub code: String,
    /// A Chinese sentence that says what to do
    pub message: String,
}

/// What one row would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Makes a new record
    New,
    /// Changes fields
    Changed(Vec<Difference>),
    /// Nothing
    Same,
    /// Refused: see the findings of the row
    Refused,
}

/// What one row would do, with its row number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedRow {
    /// Row as Excel shows it
    pub row: u32,
    /// What it would do
    pub action: Action,
}

/// One record that the import would write.
#[derive(Clone)]
enum Write {
    Staff(Box<Staff>),
    Retailer(Box<(Retailer, Licence)>),
    Vendor(Box<Vendor>),
    Inspection(Box<Inspection>),
    Diary(Box<Diary>),
    Campaign(Box<Campaign>),
    Case(Box<Case>),
    Hotline(Box<Hotline>),
    Training(Box<Training>),
}

/// A ledger read and held against the archive, nothing written yet.
pub struct ImportPlan {
    /// What kind of ledger
    pub noun: Noun,
    /// Sheet name
    pub sheet: String,
    /// Rows by what they would do
    pub counts: Counts,
    /// People named in the ledger whom the archive does not know: they get a record each
    pub new_staff: usize,
    /// Everything to tell, by row
    pub findings: Vec<Finding>,
    /// What each row would do
    pub rows: Vec<PlannedRow>,
    source: PathBuf,
    ledger: Ledger,
    mapping: BTreeMap<String, String>,
    writes: Vec<Write>,
    informants: Vec<(Id<Hotline>, String, Informant)>,
}

/// What one row came to.
struct Row {
    problems: Vec<Problem>,
    /// The writes, and what they change; none when the row is refused
    outcome: Option<(Action, Vec<Write>)>,
}

impl Row {
    const fn refused(problems: Vec<Problem>) -> Self {
        Self { problems, outcome: None }
    }
}

/// Numbers already met in the file: number → row.
type Seen = HashMap<String, u32>;

/// What reading the rows of one ledger needs to remember.
struct Reader<'a> {
    archive: &'a Archive,
    seen: Seen,
    /// Keys that stand in one row alone: a row that was copied has the key of another
    keys: HashSet<String>,
    /// Name → person, known or new
    people: HashMap<String, Staff>,
    new_people: Vec<Staff>,
    informants: Vec<(Id<Hotline>, String, Informant)>,
}

impl Archive {
    /// Reads a ledger and says what importing it would do.
    ///
    /// `sheet` names the sheet, otherwise the best one is taken; `mapping` is header → field, given by hand and
    /// remembered with the archive when the plan is applied.
    pub fn import_plan(
        &self,
        noun: Noun,
        path: &Path,
        sheet: Option<&str>,
        mapping: &BTreeMap<String, String>,
        watch: &Watch<'_>,
    ) -> Result<ImportPlan> {
        self.require(Right::to_edit(noun))?;
        watch.step("读取文件", 0, 0)?;
        let workbook = sheet::read::open(path)?;
        self.plan_of(noun, &workbook, (path, sheet), mapping, watch)
    }

    /// Holds a workbook that was read, or pasted, against the archive.
    fn plan_of(
        &self,
        noun: Noun,
        workbook: &Workbook,
        (path, sheet): (&Path, Option<&str>),
        mapping: &BTreeMap<String, String>,
        watch: &Watch<'_>,
    ) -> Result<ImportPlan> {
        watch.go_on()?;
        let ledger = sheet::ledger::find(workbook, noun, sheet, &self.mapping(noun, mapping))?;
        let mut reader = Reader::new(self, &ledger.rows)?;
        let mut plan = ImportPlan {
            noun,
            sheet: ledger.sheet.clone(),
            counts: Counts::default(),
            new_staff: 0,
            findings: Vec::new(),
            rows: Vec::new(),
            source: path.to_path_buf(),
            mapping: mapping.clone(),
            writes: Vec::new(),
            informants: Vec::new(),
            ledger,
        };
        let total = plan.ledger.rows.len();
        for index in 0..total {
            watch.step("核对台账", index, total)?;
            let row = &plan.ledger.rows[index];
            let read = match noun {
                Noun::Retailer | Noun::Licence => reader.retailer(row)?,
                Noun::Vendor => reader.vendor(row)?,
                Noun::Inspection => reader.inspection(row)?,
                Noun::Diary => reader.diary(row)?,
                Noun::Campaign => reader.campaign(row)?,
                Noun::Case => reader.case(row)?,
                Noun::Hotline => reader.hotline(row)?,
                Noun::Training => reader.training(row)?,
                Noun::Staff => reader.staff(row)?,
                _ => return Err(Error::invalid(format!("{}不能从Excel导入。", noun.title()))),
            };
            plan.take(index, read);
        }
        plan.new_staff = reader.new_people.len();
        plan.writes.splice(0..0, reader.new_people.into_iter().map(|person| Write::Staff(Box::new(person))));
        plan.informants = reader.informants;
        Ok(plan)
    }

    /// Header → field: what the archive remembers, under what is given now.
    fn mapping(&self, noun: Noun, given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut mapping = self.bureau.mappings.get(noun.word()).cloned().unwrap_or_default();
        mapping.extend(given.clone());
        mapping
    }
}

impl ImportPlan {
    /// Takes what one row came to.
    fn take(&mut self, index: usize, read: Row) {
        let row = &self.ledger.rows[index];
        let number = row.row;
        let mut refused = read.outcome.is_none();
        for problem in &row.problems {
            refused |= problem.severity == Severity::Error;
            self.findings.push(Finding {
                sheet: self.sheet.clone(),
                row: number,
                column: problem.column.clone(),
                severity: problem.severity,
                code: problem.code.to_owned(),
                message: problem.message.clone(),
            });
        }
        // A cell that the sheet itself could not give is told once, not again as an unreadable value.
        let told: Vec<String> = row.problems.iter().map(|p| p.column.clone()).collect();
        for problem in read.problems {
            let column = self.ledger.header_of(problem.field).to_owned();
            if told.contains(&column) {
                continue;
            }
            self.findings.push(Finding {
                sheet: self.sheet.clone(),
                row: number,
                column,
                severity: problem.severity,
                code: problem.code.to_owned(),
                message: advised(problem.message, problem.doubt && problem.severity == Severity::Error),
            });
        }
        let action = match read.outcome {
            Some((action, writes)) if !refused => {
                self.writes.extend(writes);
                action
            }
            _ => Action::Refused,
        };
        match &action {
            Action::New => self.counts.new += 1,
            Action::Changed(_) => self.counts.changed += 1,
            Action::Same => self.counts.same += 1,
            Action::Refused => self.counts.refused += 1,
        }
        self.rows.push(PlannedRow { row: number, action });
    }
}

impl<'a> Reader<'a> {
    fn new(archive: &'a Archive, rows: &[LedgerRow]) -> Result<Self> {
        let (mut keys, mut copied) = (HashSet::new(), HashSet::new());
        for key in rows.iter().filter_map(|row| row.key.clone()) {
            if let Some(again) = keys.replace(key) {
                copied.insert(again);
            }
        }
        keys.retain(|key| !copied.contains(key));
        let mut people = HashMap::new();
        archive.store.each::<Staff>(|person| {
            people.insert(person.full_name.clone(), person);
            Ok(())
        })?;
        Ok(Self { archive, seen: Seen::new(), keys, people, new_people: Vec::new(), informants: Vec::new() })
    }

    fn bureau(&self) -> &str {
        &self.archive.bureau.head.bureau
    }

    /// The record that was found by its number, else the one that our own export wrote this row of: none where that is
    /// void, or the row was copied.
    fn or_exported<T: Record>(&self, found: Option<T>, row: &LedgerRow) -> Result<Option<T>> {
        if found.is_some() {
            return Ok(found);
        }
        let key = row.key.as_ref().filter(|key| self.keys.contains(*key));
        let Some(id) = key.and_then(|key| key.trim().parse::<Uuid>().ok()) else { return Ok(None) };
        Ok(self.archive.store.find::<T>(Id::new(id))?.filter(|it| !it.head().removed))
    }

    /// Notes a number; says so when an earlier row has it already.
    fn duplicate(
        &mut self,
        number: &str,
        field: &'static str,
        code: &'static str,
        what: &str,
        row: u32,
    ) -> Option<Problem> {
        let first = *self.seen.entry(number.to_owned()).or_insert(row);
        (first != row).then(|| Problem {
            doubt: false,
            field,
            severity: Severity::Error,
            code,
            message: format!("与第{first}行的{what}重复，请核对两行哪一行有误。"),
        })
    }
}

/// Lays the row's filled cells over what the archive says: blanks do not erase.
fn overlay<D: for<'de> Deserialize<'de> + Serialize>(known: Option<D>, row: &LedgerRow) -> Result<D> {
    let mut fields = match known {
        Some(draft) => value(&draft)?,
        None => Value::Object(serde_json::Map::new()),
    };
    for (field, text) in &row.values {
        if !is_blank(text) {
            // A reason is one for the value it was given for.
            if fields[*field] != text.as_str()
                && let Some(reasons) = fields.get_mut("reasons").and_then(Value::as_object_mut)
            {
                reasons.remove(*field);
            }
            fields[*field] = Value::String(text.clone());
        }
    }
    serde_json::from_value(fields).map_err(|e| Error::internal("台账的一行读不成记录，请联系维护人员。").because(e))
}

/// What a clerk puts into a cell that has nothing to say.
fn is_blank(text: &str) -> bool {
    // A text that was hidden when it was exported is not to come back over what it hid.
    matches!(text.trim(), VEILED | "" | "/" | "／" | "\\" | "-" | "－" | "—" | "——" | "无" | "暂无" | "空")
}

/// Field by field, what differs between two drafts of `noun`.
fn differences<D: Serialize>(noun: Noun, before: &D, after: &D) -> Result<Vec<Difference>> {
    let (before, after) = (value(before)?, value(after)?);
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Ok(Vec::new()) };
    // A reason goes with its value, which is told.
    let changed = before.iter().filter(|(field, old)| *field != "reasons" && after.get(*field) != Some(old));
    Ok(changed
        .map(|(field, old)| Difference {
            field: field.clone(),
            title: title(noun, field),
            before: words(old),
            after: after.get(field).map(words).unwrap_or_default(),
        })
        .collect())
}

/// What a clerk calls a field.
fn title(noun: Noun, field: &str) -> String {
    let known = sheet::ledger::fields(noun).iter().find(|f| f.name == field);
    known.map_or_else(|| "其他".to_owned(), |f| f.title.to_owned())
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A sheet has no place for reasons: who has one puts the record in by hand.
fn advised(message: String, doubt: bool) -> String {
    if doubt { message + "确实如此的，请在窗口里录入这一条并写明原因。" } else { message }
}

/// New, changed or same, by comparing what is stored with what would be.
fn action<T: Record, D: Serialize>(stored: Option<&T>, wanted: &T, draft: impl Fn(&T) -> D) -> Result<Action> {
    Ok(match stored {
        None => Action::New,
        Some(stored) if stored == wanted => Action::Same,
        Some(stored) => Action::Changed(differences(T::NOUN, &draft(stored), &draft(wanted))?),
    })
}

/// Joins what two checks found about one row.
fn join<A, B>(a: Checked<A>, b: Checked<B>) -> (Option<(A, B)>, Vec<Problem>) {
    let mut problems = a.problems;
    problems.extend(b.problems);
    (a.value.zip(b.value), problems)
}

/// A row that was read: refused when any problem is an error, else what it does.
fn settled(problems: Vec<Problem>, action: Action, write: Write) -> Row {
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return Row::refused(problems);
    }
    let writes = if action == Action::Same { Vec::new() } else { vec![write] };
    Row { problems, outcome: Some((action, writes)) }
}
