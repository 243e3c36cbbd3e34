//! Printing dossiers: records from the store, scans from the vault, bytes from exchange.

use std::{
    fs,
    path::{Path, PathBuf},
};

use uuid::Uuid;
use yihu_domain::{
    Error, Id, Noun, Result,
    case::{Case, CaseStage},
    day, error,
    hotline::Hotline,
    matter::{Decision, Matter},
    retailer::Retailer,
    rights::Right,
    vendor::Vendor,
};
use yihu_exchange::{
    dossier::{self, CaseFile, Dossier, HotlineEntry, Scan, VendorFile},
    file,
    page::{Finding, Printed},
};
use yihu_store::Filter;

use crate::{Archive, Watch, assets, veil::Veil};

/// Whose dossiers.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// Those of these numbers, as people say them
    Numbers(&'a [String]),
    /// Every record's
    All,
}

/// What was printed.
#[derive(Debug, Clone)]
pub struct DossiersPrinted {
    /// One PDF a record
    pub files: Vec<PathBuf>,
    /// Pages of all
    pub pages: usize,
    /// What the clerk must know
    pub findings: Vec<Finding>,
}

impl Archive {
    /// Prints dossiers of a noun: one into the file `output`, several into the folder `output`.
    ///
    /// Stopped between two, those that were printed stay: each is whole.
    pub fn print_dossiers(
        &self,
        noun: Noun,
        which: Which<'_>,
        output: &Path,
        watch: &Watch<'_>,
    ) -> Result<DossiersPrinted> {
        self.require(Right::Print)?;
        let ids = match which {
            Which::Numbers(numbers) => {
                let id = |number: &String| Ok(self.record_by_number(noun, number)?.1);
                numbers.iter().map(id).collect::<Result<Vec<_>>>()?
            }
            Which::All => self.store.row_ids(noun, &Filter::all())?.rows,
        };
        let mut done = DossiersPrinted { files: Vec::new(), pages: 0, findings: Vec::new() };
        if let (Which::Numbers(_), [id], false) = (which, ids.as_slice(), output.is_dir()) {
            done.take(self.volume(noun, *id)?.1, output.to_path_buf())?;
            return Ok(done);
        }
        fs::create_dir_all(output).map_err(|e| error::io("新建打印文件夹", e))?;
        for (index, id) in ids.iter().enumerate() {
            watch.step("打印案卷", index, ids.len())?;
            let (name, printed) = self.volume(noun, *id)?;
            done.take(printed, output.join(name))?;
        }
        Ok(done)
    }

    /// `619999110000-太要熊家烟酒店.pdf`, short enough for every file system.
    fn file_name(&self, retailer: &Retailer) -> Result<String> {
        let number =
            self.store.licences_of(retailer.head.id)?.into_iter().next().map(|l| l.licence_no).unwrap_or_default();
        Ok(format!("{number}-{}.pdf", safe(&retailer.trade_name)))
    }

    /// Prints the volume of a retailer, a vendor or a case; gives what it is called, too.
    pub(crate) fn volume(&self, noun: Noun, id: Uuid) -> Result<(String, Printed)> {
        self.require(Right::Print)?;
        let veil = self.veil()?;
        match noun {
            Noun::Retailer | Noun::Licence => {
                let retailer = self.store.get(Id::new(id))?;
                let name = self.file_name(&retailer)?;
                Ok((name, self.print_dossier(&retailer, &veil)?))
            }
            Noun::Case => {
                let mut case: Case = self.store.get(Id::new(id))?;
                veil_case(&veil, &mut case);
                let name = format!("{}.pdf", safe(&format!("{}-{}", case.case_no, case.party_name)));
                Ok((name, self.print_case(&case)?))
            }
            Noun::Vendor => {
                let mut vendor: Vendor = self.store.get(Id::new(id))?;
                veil_vendor(&veil, &mut vendor);
                let name = format!("{}.pdf", safe(&format!("{}-{}", vendor.found_on, vendor.name)));
                Ok((name, self.print_vendor(&vendor)?))
            }
            _ => Err(Error::invalid(format!("{}没有案卷可印：能打印的是零售户、无证户和案件的案卷。", noun.title()))),
        }
    }

    fn print_dossier(&self, retailer: &Retailer, veil: &Veil) -> Result<Printed> {
        let id = retailer.head.id;
        let (mut retailer, mut cases) = (retailer.clone(), self.store.cases_of(id)?);
        veil_retailer(veil, &mut retailer);
        for case in &mut cases {
            veil_case(veil, case);
        }
        let mut classes = self.classes_of(id)?;
        for it in &mut classes {
            it.reason = veiled(veil, Noun::Retailer, it.reason.take());
        }
        let licences = self.store.licences_of(id)?;
        let hotlines: Vec<_> = self.store.hotlines_of(id)?.into_iter().map(|h| entry(veil, h)).collect();
        let mut scans = self.scans(Noun::Retailer, id.uuid())?;
        let (mut matters, mut lacking) = (self.store.matters_of(id)?, Vec::new());
        for it in &mut matters {
            veil_matter(veil, it);
            lacking.extend(self.add_papers(it, &mut scans)?);
        }
        // Who was never granted a licence owes the papers of the application alone.
        let expected = if licences.is_empty() && !matters.is_empty() { Vec::new() } else { assets::retailer_slots() };
        let dossier = Dossier {
            bureau: &self.bureau,
            retailer: &retailer,
            classes: &classes,
            licences: &licences,
            matters: &matters,
            cases: &cases,
            hotlines: &hotlines,
            scans: &scans,
            expected_slots: &expected,
            lacking: &lacking,
            filed_by: None,
            checked_by: None,
        };
        dossier::print(&dossier, self.clock.now())
    }

    fn print_vendor(&self, vendor: &Vendor) -> Result<Printed> {
        let licences = vendor.retailer.map(|id| self.store.licences_of(id)).transpose()?.unwrap_or_default();
        let file = VendorFile {
            bureau: &self.bureau,
            vendor,
            state: self.store.vendor_state(vendor)?,
            licence_no: licences.first().map(|it| it.licence_no.as_str()),
            scans: &self.scans(Noun::Vendor, vendor.head.id.uuid())?,
            expected_slots: &assets::vendor_slots(),
        };
        dossier::print_vendor(&file, self.clock.now())
    }

    /// What is asked for once a case is archived, the volume brings itself: cover, contents, closing sheet.
    fn print_case(&self, case: &Case) -> Result<Printed> {
        let documents = assets::case_documents()?;
        let asked = documents.of(case).filter(|it| it.is_required(case) && it.stage != Some(CaseStage::Archived));
        let file = CaseFile {
            bureau: &self.bureau,
            case,
            scans: &self.scans(Noun::Case, case.head.id.uuid())?,
            expected_slots: &asked.map(|it| it.title.as_str()).collect::<Vec<_>>(),
        };
        dossier::print_case(&file, self.clock.now())
    }

    /// Adds the scans of a matter, named by it; gives the documents that it lacks although it was granted.
    fn add_papers(&self, it: &Matter, scans: &mut Vec<Scan>) -> Result<Vec<String>> {
        let own = self.scans(Noun::Matter, it.head.id.uuid())?;
        let named = |slot: &str| format!("{}：{slot}", it.kind.title());
        let rules = assets::licence_rules()?;
        let asked = rules.of(it.kind).filter(|_| it.decision == Some(Decision::Granted));
        let documents = asked.map(|rule| rule.documents.as_slice()).unwrap_or_default();
        let lacking = documents.iter().filter(|slot| own.iter().all(|scan| scan.slot != **slot));
        let lacking = lacking.map(|slot| named(slot)).collect();
        scans.extend(own.into_iter().map(|scan| Scan { slot: named(&scan.slot), ..scan }));
        Ok(lacking)
    }

    /// The scans of a record, decrypted, in the order of the slots.
    fn scans(&self, noun: Noun, id: Uuid) -> Result<Vec<Scan>> {
        let documents = assets::case_documents()?;
        let slots = match noun {
            Noun::Vendor => [assets::vendor_slots(), assets::vendor_papers()].concat(),
            Noun::Case => documents.all().iter().map(|it| it.title.as_str()).collect(),
            _ => assets::retailer_slots(),
        };
        let mut attachments = self.store.attachments_of(noun, id)?;
        attachments.sort_by_key(|a| slots.iter().position(|slot| *slot == a.slot).unwrap_or(slots.len()));
        let read = |a: yihu_domain::attachment::Attachment| {
            let bytes = self
                .vault
                .read_all(&a.sha256)
                .map_err(|e| Error::new(e.kind, format!("附件“{}”读不出：{}", a.slot, e.message)))?;
            Ok(Scan { slot: a.slot, file_name: a.file_name, media_type: a.media_type, bytes, pages: a.pages })
        };
        attachments.into_iter().map(read).collect()
    }
}

impl DossiersPrinted {
    fn take(&mut self, printed: Printed, path: PathBuf) -> Result<()> {
        file::write_bytes(&path, &printed.pdf)?;
        self.files.push(path);
        self.pages += printed.pages;
        self.findings.extend(printed.findings);
        Ok(())
    }
}

/// A text as every file system takes it in a name.
fn safe(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).take(30).collect()
}

/// A hotline record as it may stand in a dossier: without informant, without content.
fn entry(veil: &Veil, it: Hotline) -> HotlineEntry {
    HotlineEntry {
        received_on: day::local(it.received_at).date_naive(),
        upstream_no: it.upstream_no,
        category: it.category,
        target_name: it.target_name,
        handler: it.handler,
        summary: veiled(veil, Noun::Hotline, it.summary),
        result: veiled(veil, Noun::Hotline, it.result),
        outcome: it.outcome,
        closed_on: it.closed_on,
        feedback: veiled(veil, Noun::Hotline, it.feedback),
    }
}

fn veil_retailer(veil: &Veil, it: &mut Retailer) {
    it.remark = veiled(veil, Noun::Retailer, it.remark.take());
    it.class_reason = veiled(veil, Noun::Retailer, it.class_reason.take());
}

fn veil_matter(veil: &Veil, it: &mut Matter) {
    it.reason = veiled(veil, Noun::Matter, it.reason.take());
    it.extension_reason = veiled(veil, Noun::Matter, it.extension_reason.take());
    it.remark = veiled(veil, Noun::Matter, it.remark.take());
}

fn veil_case(veil: &Veil, it: &mut Case) {
    it.facts = veiled(veil, Noun::Case, it.facts.take());
    it.remark = veiled(veil, Noun::Case, it.remark.take());
    it.source = veiled(veil, Noun::Case, it.source.take());
}

fn veil_vendor(veil: &Veil, it: &mut Vendor) {
    it.seen = veiled(veil, Noun::Vendor, it.seen.take());
    it.remark = veiled(veil, Noun::Vendor, it.remark.take());
    for measure in &mut it.measures {
        measure.note = veiled(veil, Noun::Vendor, measure.note.take());
    }
}

fn veiled(veil: &Veil, noun: Noun, text: Option<String>) -> Option<String> {
    text.map(|text| veil.over(noun, text))
}
