//! Who reported, between the record that keeps a digest and the wall that keeps the person.

use yihu_domain::{
    Error, Id, Result,
    hotline::{self, Hotline},
    rights::Right,
    text,
};

use crate::{Archive, record::Informant};

/// What looking at who reported is called in the log; it changes nothing, and so cannot be undone.
pub(crate) const LOOKED: &str = "查看举报人";
/// Fewest characters of a reason.
const REASON_LEAST: usize = 4;
/// Most characters of a reason.
const REASON_MOST: usize = 100;

impl Archive {
    /// Shows who reported: to a custodian, for a reason, and not before the log says so.
    pub fn informant_show(&mut self, id: &str, reason: &str) -> Result<Informant> {
        self.require(Right::Read)?;
        if self.informants.is_none() {
            return Err(Error::denied("只有12313保密员可以查看举报人，请换保密员登录。"));
        }
        let record: Hotline = self.store.get(Id::new(Self::id(yihu_domain::Noun::Hotline, id)?))?;
        let reason = self.reason(reason)?;
        let known = self.informant_of(&record)?;
        let who = known.ok_or_else(|| match record.informant {
            None => Error::not_found("这条记录是匿名的，没有登记举报人。"),
            Some(_) => Error::damaged("举报人库里没有这条记录的举报人，请从备份恢复。"),
        })?;
        let number = record.upstream_no.clone().unwrap_or_default();
        let stamp = self.stamp(format!("{LOOKED} {number}（理由：{reason}）"));
        self.store.write(&stamp, |w| w.note(record.head.id))?;
        let plain = |said: Option<String>| said.unwrap_or_default();
        Ok(Informant { name: plain(who.name), phone: plain(who.phone), id_number: plain(who.id_number) })
    }

    /// A reason as the log keeps it. The log leaves the bureau: a reason may name nobody who reported.
    pub(crate) fn reason(&self, typed: &str) -> Result<String> {
        let refused = |message: &str| Error::invalid(message).field("reason", message);
        let reason = text::line(typed);
        let length = reason.chars().count();
        if length < REASON_LEAST {
            return Err(refused("请写明理由，至少4个字。"));
        }
        if length > REASON_MOST {
            return Err(refused("理由太长，最多100个字，请改短。"));
        }
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
