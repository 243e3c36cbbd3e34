//! Who reported, between the record that keeps a digest and the wall that keeps the person.

use chrono::{DateTime, Utc};
use yihu_domain::{
    Error, Id, Noun, Result, check, day,
    hotline::{self, Hotline},
    rights::Right,
};

use crate::{
    Archive,
    record::{Informant, Look},
};

/// What looking at who reported is called in the log; it changes nothing, and so cannot be undone.
pub(crate) const LOOKED: &str = "查看举报人";
/// Looks that are shown of one record.
const LOOKS_MOST: usize = 50;
/// Minutes for which a reason once given may stand, at most.
const STANDS_MOST: i64 = 30;
/// The preference in which a custodian keeps for how many minutes a reason of hers stands.
const STANDS: &str = "informant.minutes";
/// Minutes for which the papers of a record stay open behind a reason, when it stands for one look only.
const PAPERS: i64 = 10;

/// A reason that was given to look at one record.
pub(crate) struct Standing {
    of: Id<Hotline>,
    reason: String,
    pub(crate) since: DateTime<Utc>,
}

impl Archive {
    /// Shows who reported: to a custodian, for a reason, and not before the log says so.
    ///
    /// Without a `reason` the one given before for this record counts, while it stands.
    pub fn informant_show(&mut self, id: &str, reason: Option<&str>) -> Result<Informant> {
        self.require(Right::Reveal)?;
        if self.informants.is_none() {
            return Err(Error::denied("只有12313保密员可以查看举报人，请换保密员登录。"));
        }
        let record: Hotline = self.store.get(Id::new(Self::id(Noun::Hotline, id)?))?;
        let reason = match (reason, self.standing_reason(record.head.id)?) {
            (None, Some(standing)) => standing,
            (typed, _) => self.reason(typed.unwrap_or_default())?,
        };
        let known = self.informant_of(&record)?;
        let who = match (known, &record.informant) {
            (Some(who), _) => who,
            // Nobody gave a name; but a recording may have the voice.
            (None, None) if self.has_scans(&record)? => hotline::Informant::default(),
            (None, None) => return Err(Error::not_found("这条记录是匿名的，没有登记举报人。")),
            (None, Some(_)) => return Err(Error::damaged("举报人库里没有这条记录的举报人，请从备份恢复。")),
        };
        let number = record.upstream_no.clone().unwrap_or_default();
        let stamp = self.stamp(format!("{LOOKED} {number}（理由：{reason}）"));
        self.store.write(&stamp, |w| w.note(record.head.id))?;
        let given = self.standing.take().filter(|it| it.of == record.head.id && it.reason == reason);
        let since = given.map_or(stamp.at, |it| it.since);
        self.standing = Some(Standing { of: record.head.id, reason, since });
        let plain = |said: Option<String>| said.unwrap_or_default();
        Ok(Informant {
            name: plain(who.name),
            phone: plain(who.phone),
            id_number: plain(who.id_number),
            address: plain(who.address),
        })
    }

    /// The reason that counts for another look at this record without asking again; none where each look is asked for.
    pub(crate) fn standing_reason(&self, of: Id<Hotline>) -> Result<Option<String>> {
        let kept = self.store.preference(&self.session.user, STANDS)?;
        let minutes = kept.and_then(|text| text.parse().ok()).unwrap_or(0).clamp(0, STANDS_MOST);
        Ok(self.given(of, minutes))
    }

    /// The reason behind which the papers of this record may be opened.
    pub(crate) fn standing(&self, of: Id<Hotline>) -> Option<String> {
        let minutes = self.standing_reason(of).ok().flatten().map_or(PAPERS, |_| STANDS_MOST);
        self.given(of, minutes)
    }

    fn given(&self, of: Id<Hotline>, minutes: i64) -> Option<String> {
        let age = |it: &Standing| self.clock.now() - it.since;
        let stands = |it: &&Standing| it.of == of && (0..minutes * 60).contains(&age(it).num_seconds());
        self.standing.as_ref().filter(stands).map(|it| it.reason.clone())
    }

    /// Who looked at who reported, when and why, newest first; for custodians.
    pub(crate) fn looks(&self, of: Id<Hotline>) -> Result<Vec<Look>> {
        if self.informants.is_none() {
            return Ok(Vec::new());
        }
        let entries = self.store.history(Noun::Hotline, of.uuid())?;
        let looks = entries.into_iter().rev().filter(|entry| entry.op.starts_with(LOOKED)).map(|entry| Look {
            at: day::minute(entry.at),
            by: entry.by,
            what: if entry.op.contains("附件“") { "附件" } else { "举报人" }.to_owned(),
            reason: entry.op.rsplit_once("（理由：").map_or("", |(_, r)| r.trim_end_matches('）')).to_owned(),
        });
        Ok(looks.take(LOOKS_MOST).collect())
    }

    /// Whether a hotline record has recordings or papers.
    pub(crate) fn has_scans(&self, record: &Hotline) -> Result<bool> {
        Ok(!self.store.attachments_of(Noun::Hotline, record.head.id.uuid())?.is_empty())
    }

    /// A reason as the log keeps it. The log leaves the bureau: a reason may name nobody who reported.
    pub(crate) fn reason(&self, typed: &str) -> Result<String> {
        let refused = |message: &str| Error::invalid(message).field("reason", message);
        let reason = check::reason(typed).map_err(|refusal| refused(&refusal.message))?;
        let digits = reason.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
        if digits > 6 || (self.informants.is_some() && self.wall()?.betrays(&reason)) {
            return Err(refused("理由会记入操作日志：请不要写电话、证件号或举报人的姓名。"));
        }
        Ok(reason)
    }

    /// Reads who reported, where it is known and this user may.
    pub(crate) fn informant_of(&self, record: &Hotline) -> Result<Option<hotline::Informant>> {
        match (&self.informants, &record.informant) {
            (Some(informants), Some(digest)) => informants.get(record.head.id, digest),
            _ => Ok(None),
        }
    }

    /// Puts the digest of who reported into a record that was read from a draft; gives it where there is someone to keep.
    ///
    /// A draft that is silent about who reported does not erase what is `stored`.
    pub(crate) fn settle_informant(
        &self,
        record: &mut Hotline,
        informant: &hotline::Informant,
        stored: Option<&Hotline>,
    ) -> Result<Option<String>> {
        if informant.is_anonymous() {
            if let Some(stored) = stored {
                record.informant.clone_from(&stored.informant);
                record.anonymous = stored.anonymous;
            }
            return Ok(None);
        }
        if self.informants.is_none() {
            return Err(Error::denied("有举报人的记录，须由12313保密员登记。"));
        }
        let digest = self.secrets.informant_digest(informant)?;
        record.informant = Some(digest.clone());
        Ok(Some(digest))
    }

    /// Keeps who reported, before the records that point to them are written: a crash in between leaves people
    /// nobody points to, which are swept away here; never a record whose informant is lost.
    pub(crate) fn keep_informants<'a>(
        &mut self,
        batch: impl IntoIterator<Item = (Id<Hotline>, &'a str, &'a hotline::Informant)>,
    ) -> Result<()> {
        self.sweep_informants()?;
        self.informants.as_mut().map_or(Ok(()), |informants| informants.put(batch))
    }
}
