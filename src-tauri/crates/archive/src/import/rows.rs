//! A plan as the clerk looks at it: figures first, then rows by the page, those with problems on top.

use yihu_domain::{Noun, check::Severity};
use yihu_exchange::sheet::LedgerRow;

use super::{Action, Counts, Finding, ImportPlan, PlannedRow};
use crate::shown::{
    import::{self, ImportAction, ImportCounts, ImportFinding, ImportOnly, ImportRow, ImportRows},
    number,
};

impl ImportPlan {
    /// The name of the file that was read.
    pub fn file_name(&self) -> String {
        self.source.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The figures.
    pub fn shown(&self) -> import::ImportPlan {
        import::ImportPlan {
            noun: self.noun,
            sheet: self.sheet.clone(),
            file_name: self.file_name(),
            counts: self.counts.into(),
            new_staff: number(self.new_staff),
            warnings: number(self.findings.iter().filter(|f| f.severity == Severity::Warning).count()),
            notes: self.ledger.notes.clone(),
        }
    }

    /// One page of its rows: errors first, then warnings, then as they stand in the sheet.
    pub fn page(&self, only: ImportOnly, offset: u32, limit: u32) -> ImportRows {
        let mut wanted: Vec<(Weight, usize)> = (0..self.rows.len())
            .map(|index| (self.weight(index), index))
            .filter(|(weight, index)| match only {
                ImportOnly::All => true,
                ImportOnly::Problems => *weight != Weight::Nothing,
                ImportOnly::New => self.rows[*index].action == Action::New,
                ImportOnly::Changed => matches!(self.rows[*index].action, Action::Changed(_)),
                ImportOnly::Same => self.rows[*index].action == Action::Same,
                ImportOnly::Refused => self.rows[*index].action == Action::Refused,
            })
            .collect();
        wanted.sort_unstable();
        let total = number(wanted.len());
        let (offset, limit) = (offset as usize, limit as usize);
        let rows = wanted.into_iter().skip(offset).take(limit).map(|(_, index)| self.row(index)).collect();
        ImportRows { rows, total }
    }

    /// What there is to tell about one row; both are in the order of the sheet.
    fn findings_of(&self, row: &PlannedRow) -> &[Finding] {
        let from = self.findings.partition_point(|f| f.row < row.row);
        let to = self.findings.partition_point(|f| f.row <= row.row);
        &self.findings[from..to]
    }

    fn weight(&self, index: usize) -> Weight {
        let row = &self.rows[index];
        if row.action == Action::Refused {
            return Weight::Refused;
        }
        if self.findings_of(row).is_empty() { Weight::Nothing } else { Weight::Warned }
    }

    fn row(&self, index: usize) -> ImportRow {
        let row = &self.rows[index];
        let (action, differences) = match &row.action {
            Action::New => (ImportAction::New, Vec::new()),
            Action::Changed(differences) => (ImportAction::Changed, differences.clone()),
            Action::Same => (ImportAction::Same, Vec::new()),
            Action::Refused => (ImportAction::Refused, Vec::new()),
        };
        let findings = self.findings_of(row).iter().map(|f| ImportFinding {
            column: f.column.clone(),
            severity: f.severity,
            code: f.code.clone(),
            message: f.message.clone(),
        });
        ImportRow {
            row: row.row,
            action,
            title: called(self.noun, &self.ledger.rows[index]),
            differences,
            findings: findings.collect(),
        }
    }
}

/// How early a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Refused,
    Warned,
    Nothing,
}

/// What a clerk calls the record of a row; never by who reported.
fn called(noun: Noun, row: &LedgerRow) -> String {
    let names: &[&str] = match noun {
        Noun::Vendor => &["name", "address"],
        Noun::Inspection => &["inspected_on", "name"],
        Noun::Diary => &["diary_on", "officer"],
        Noun::Campaign => &["from_on", "title"],
        Noun::Case => &["case_no", "party_name"],
        Noun::Hotline => &["upstream_no", "received_at", "target_name"],
        Noun::Training => &["held_on", "topic"],
        Noun::Staff => &["full_name"],
        _ => &["licence_no", "trade_name"],
    };
    let said: Vec<&str> = names.iter().filter_map(|name| row.values.get(name)).map(|text| text.trim()).collect();
    if said.is_empty() { "（没有编号和名称）".to_owned() } else { said.join(" ") }
}

impl From<Counts> for ImportCounts {
    fn from(it: Counts) -> Self {
        Self { new: number(it.new), changed: number(it.changed), same: number(it.same), refused: number(it.refused) }
    }
}
