//! Taking a ledger in: plan → show → apply. Nothing is written before the clerk has seen the plan.
//!
//! A row is matched by the number people say (licence no., case no., ticket no.); blanks do not erase; an
//! error refuses the row, a warning lets it in. One import is one operation, and can be undone as one.

mod case;
mod hotline;
mod retailer;
mod staff;
mod training;

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use yihu_domain::{
    Error, Id, Noun, Result,
    case::Case,
    check::{Checked, Problem, Severity},
    hotline::{Hotline, Informant},
    licence::Licence,
    retailer::Retailer,
    rights::Right,
    staff::Staff,
    training::Training,
};
use yihu_exchange::{
    file,
    sheet::{self, Ledger, LedgerRow},
};

use crate::{Archive, printing::VEILED, records::value};

/// How a ledger is to be read.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Which sheet; the best one when none is named
    pub sheet: Option<String>,
    /// Header → field, given by hand; remembered with the archive
    pub mapping: BTreeMap<String, String>,
}

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

/// One field that a row would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Field name
    pub field: String,
    /// What the archive says
    pub before: String,
    /// What the ledger says
    pub after: String,
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
enum Write {
    Staff(Box<Staff>),
    Retailer(Box<(Retailer, Licence)>),
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
    /// Name → person, known or new
    people: HashMap<String, Staff>,
    new_people: Vec<Staff>,
    informants: Vec<(Id<Hotline>, String, Informant)>,
}

impl Archive {
    /// Reads a ledger and says what importing it would do.
    pub fn plan_import(&self, noun: Noun, path: &Path, options: &ImportOptions) -> Result<ImportPlan> {
        self.require(Right::Write)?;
        let workbook = sheet::read::open(path)?;
        let mut mapping = self.bureau.mappings.get(noun.word()).cloned().unwrap_or_default();
        mapping.extend(options.mapping.clone());
        let ledger = sheet::ledger::find(&workbook, noun, options.sheet.as_deref(), &mapping)?;
        let mut reader = Reader::new(self)?;
        let mut plan = ImportPlan {
            noun,
            sheet: ledger.sheet.clone(),
            counts: Counts::default(),
            new_staff: 0,
            findings: Vec::new(),
            rows: Vec::new(),
            source: path.to_path_buf(),
            mapping: options.mapping.clone(),
            writes: Vec::new(),
            informants: Vec::new(),
            ledger,
        };
        for index in 0..plan.ledger.rows.len() {
            let row = &plan.ledger.rows[index];
            let read = match noun {
                Noun::Retailer | Noun::Licence => reader.retailer(row)?,
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

    /// Writes a plan: one operation, all of it or nothing.
    ///
    /// Who reported is written first: a crash in between leaves rows nobody points to, which the next
    /// import sweeps away; it never leaves a record whose informant is lost.
    pub fn apply_import(&mut self, plan: ImportPlan) -> Result<Counts> {
        self.require(Right::Write)?;
        let name = plan.source.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(informants) = &mut self.informants {
            let known = self.store.informant_digests()?;
            informants.sweep(known.iter().map(String::as_str))?;
            informants.put(plan.informants.iter().map(|(id, digest, who)| (*id, digest.as_str(), who)))?;
        }
        let stamp = self.stamp(format!("导入{}：{name}", plan.noun.title()));
        let writes = plan.writes;
        self.store.write(&stamp, |w| {
            for write in writes {
                match write {
                    Write::Staff(mut it) => drop(w.put(&mut *it)?),
                    Write::Retailer(mut it) => {
                        w.put(&mut it.0)?;
                        w.put(&mut it.1)?;
                    }
                    Write::Case(mut it) => drop(w.put(&mut *it)?),
                    Write::Hotline(mut it) => drop(w.put(&mut *it)?),
                    Write::Training(mut it) => drop(w.put(&mut *it)?),
                }
            }
            Ok(())
        })?;
        self.remember_mapping(plan.noun, plan.mapping)?;
        Ok(plan.counts)
    }

    fn remember_mapping(&mut self, noun: Noun, given: BTreeMap<String, String>) -> Result<()> {
        let mut bureau = self.bureau.clone();
        let known = bureau.mappings.entry(noun.word().to_owned()).or_default();
        known.extend(given);
        if known.is_empty() || bureau == self.bureau {
            return Ok(());
        }
        let stamp = self.stamp(format!("记住{}台账的表头对照", noun.title()));
        self.store.write(&stamp, |w| w.put(&mut bureau))?;
        self.bureau = bureau;
        Ok(())
    }

    /// Writes the refused rows in the ledger's own shape, with a column 错误信息; none leaves no file.
    pub fn write_import_errors(&self, plan: &ImportPlan, path: &Path) -> Result<()> {
        let errors: Vec<sheet::Finding> = plan
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .map(|f| sheet::Finding { row: f.row, column: f.column.clone(), message: f.message.clone() })
            .collect();
        if errors.is_empty() {
            return Ok(());
        }
        file::write_bytes(path, &sheet::write::errors(&plan.source, &plan.ledger, &errors)?)
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
                message: problem.message,
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
    fn new(archive: &'a Archive) -> Result<Self> {
        let mut people = HashMap::new();
        archive.store.each::<Staff>(|person| {
            people.insert(person.full_name.clone(), person);
            Ok(())
        })?;
        Ok(Self { archive, seen: Seen::new(), people, new_people: Vec::new(), informants: Vec::new() })
    }

    fn bureau(&self) -> &str {
        &self.archive.bureau.head.bureau
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

/// Field by field, what differs between two drafts.
fn differences<D: Serialize>(before: &D, after: &D) -> Result<Vec<Difference>> {
    let (before, after) = (value(before)?, value(after)?);
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Ok(Vec::new()) };
    let changed = before.iter().filter(|(field, old)| after.get(*field) != Some(old));
    Ok(changed
        .map(|(field, old)| Difference {
            field: field.clone(),
            before: words(old),
            after: after.get(field).map(words).unwrap_or_default(),
        })
        .collect())
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// New, changed or same, by comparing what is stored with what would be.
fn action<T: PartialEq, D: Serialize>(stored: Option<&T>, wanted: &T, draft: impl Fn(&T) -> D) -> Result<Action> {
    Ok(match stored {
        None => Action::New,
        Some(stored) if stored == wanted => Action::Same,
        Some(stored) => Action::Changed(differences(&draft(stored), &draft(wanted))?),
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
