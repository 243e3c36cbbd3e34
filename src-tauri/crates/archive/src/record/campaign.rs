//! A campaign beside what was done while it lasted: the visits made as 专项, the cases they led to.

use chrono::NaiveDate;
use yihu_domain::{
    Id, Noun, Result,
    campaign::{Campaign, CampaignStage, CampaignTally},
    case::Case,
    inspection::Inspection,
    text,
};
use yihu_store::{Compare, Filter};

use super::{Mark, term::Term};
use crate::Archive;

/// Most visits of a campaign that its page lists; all of them stand in the list of visits.
pub(super) const LISTED: i64 = 50;

impl Archive {
    /// The visits made as 专项 while a campaign lasted; none while it is planned, or where it acts against nobody.
    fn during(&self, it: &Campaign) -> Option<Filter> {
        let (from, to) = it.days(self.clock.today()).filter(|_| it.kind.is_action())?;
        let special = Filter::all().and("mode", Compare::Equals, "special");
        Some(special.and("inspected_on", Compare::AtLeast, from).and("inspected_on", Compare::AtMost, to))
    }

    /// The first of those visits, oldest first, and how many there are.
    pub(super) fn visits_during(&self, it: &Campaign) -> Result<(Vec<Inspection>, i64)> {
        let Some(during) = self.during(it) else { return Ok((Vec::new(), 0)) };
        let page = self.store.list::<Inspection>(&during.sort("inspected_on", false).page(0, LISTED))?;
        Ok((page.rows, page.total))
    }

    /// The cases that those visits led to.
    pub(super) fn cases_during(&self, it: &Campaign) -> Result<Vec<Case>> {
        let Some(during) = self.during(it) else { return Ok(Vec::new()) };
        let filed = self.store.list::<Inspection>(&during.and("case_no", Compare::Filled, ""))?.rows;
        let mut cases: Vec<Case> = Vec::new();
        for no in filed.iter().filter_map(|it| it.case_no.as_deref()) {
            let case = self.store.case_by_no(no)?.filter(|case| !cases.iter().any(|it| it.head.id == case.head.id));
            cases.extend(case);
        }
        Ok(cases)
    }

    /// How many those visits are, and how many found something.
    pub(super) fn during_term(&self, it: &Campaign) -> Result<Option<Term>> {
        let Some(during) = self.during(it) else { return Ok(None) };
        let count = |filter: Filter| Ok(self.store.row_ids(Noun::Inspection, &filter.page(0, 0))?.total);
        let abnormal = count(during.clone().and("finding", Compare::Equals, "abnormal"))?;
        Ok(Some(match (count(during)?, abnormal) {
            (0, _) => ("没有".to_owned(), Mark::Info),
            (all, 0) => (format!("{all}户次"), Mark::Success),
            (all, some) => (format!("{all}户次，异常{some}"), Mark::Warning),
        }))
    }

    /// How far it is.
    pub(super) fn stage_term(&self, it: &Campaign) -> Term {
        let stage = it.stage(self.clock.today());
        let mark = match stage {
            CampaignStage::Planned => Mark::Info,
            CampaignStage::Running => Mark::Warning,
            CampaignStage::Done => Mark::Success,
        };
        (stage.title().to_owned(), mark)
    }

    /// The campaign of a name, the latest where there are several, or of an id.
    pub(crate) fn campaign_named(&self, named: &str) -> Result<Option<Campaign>> {
        if let Ok(id) = named.trim().parse::<Id<Campaign>>() {
            return self.store.find(id);
        }
        let same = Filter::all().and("title", Compare::Equals, text::line(named)).sort("from_on", true);
        Ok(self.store.list::<Campaign>(&same.page(0, 1))?.rows.into_iter().next())
    }

    /// The campaigns of the quarter and the year of a day, counted as of that day.
    pub(crate) fn campaign_tally(&self, on: NaiveDate) -> Result<CampaignTally> {
        let mut tally = CampaignTally::new(on, &self.bureau.supervision);
        self.store.each::<Campaign>(|it| {
            tally.take(&it);
            Ok(())
        })?;
        Ok(tally)
    }
}
