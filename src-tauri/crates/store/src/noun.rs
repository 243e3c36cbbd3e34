//! What the generic code needs to know of each noun: its SQL and its record type.

use yihu_domain::Noun;

use crate::{
    attachment, bundle, bureau, campaign, case, diary, hotline, inspection, licence, matter, retailer, selfcheck,
    staff, training, user, vendor,
};

/// The SQL of one noun. Every statement takes or gives a whole record as JSON.
pub(crate) struct Sql {
    /// `SELECT json_object(…) AS record FROM …`, to be followed by a `WHERE`
    pub(crate) select: &'static str,
    /// The same for one `:id`
    pub(crate) by_id: &'static str,
    /// What writes the record `:json`: its row first, then its child rows
    pub(crate) put: &'static [&'static str],
    /// `SELECT count(*) FROM …`, to be followed by a `WHERE`
    pub(crate) count: &'static str,
    /// `SELECT id FROM …`, oldest first
    pub(crate) ids: &'static str,
    /// Columns that a filter may name
    pub(crate) columns: &'static [&'static str],
}

/// The SQL of a noun.
pub(crate) const fn sql(noun: Noun) -> &'static Sql {
    match noun {
        Noun::Bureau => &bureau::SQL,
        Noun::Staff => &staff::SQL,
        Noun::Retailer => &retailer::SQL,
        Noun::Licence => &licence::SQL,
        Noun::Matter => &matter::SQL,
        Noun::Vendor => &vendor::SQL,
        Noun::Inspection => &inspection::SQL,
        Noun::Diary => &diary::SQL,
        Noun::Campaign => &campaign::SQL,
        Noun::Case => &case::SQL,
        Noun::Hotline => &hotline::SQL,
        Noun::Training => &training::SQL,
        Noun::Attachment => &attachment::SQL,
        Noun::Selfcheck => &selfcheck::SQL,
        Noun::Bundle => &bundle::SQL,
        Noun::User => &user::SQL,
    }
}

/// Runs `$body` with `$T` as the record type of `$noun`.
macro_rules! for_noun {
    ($noun:expr, $T:ident => $body:expr) => {{
        macro_rules! run {
            ($type:ty) => {{
                type $T = $type;
                $body
            }};
        }
        match $noun {
            yihu_domain::Noun::Bureau => run!(yihu_domain::bureau::Bureau),
            yihu_domain::Noun::Staff => run!(yihu_domain::staff::Staff),
            yihu_domain::Noun::Retailer => run!(yihu_domain::retailer::Retailer),
            yihu_domain::Noun::Licence => run!(yihu_domain::licence::Licence),
            yihu_domain::Noun::Matter => run!(yihu_domain::matter::Matter),
            yihu_domain::Noun::Vendor => run!(yihu_domain::vendor::Vendor),
            yihu_domain::Noun::Inspection => run!(yihu_domain::inspection::Inspection),
            yihu_domain::Noun::Diary => run!(yihu_domain::diary::Diary),
            yihu_domain::Noun::Campaign => run!(yihu_domain::campaign::Campaign),
            yihu_domain::Noun::Case => run!(yihu_domain::case::Case),
            yihu_domain::Noun::Hotline => run!(yihu_domain::hotline::Hotline),
            yihu_domain::Noun::Training => run!(yihu_domain::training::Training),
            yihu_domain::Noun::Attachment => run!(yihu_domain::attachment::Attachment),
            yihu_domain::Noun::Selfcheck => run!(yihu_domain::selfcheck::Selfcheck),
            yihu_domain::Noun::Bundle => run!(yihu_domain::bundle::Bundle),
            yihu_domain::Noun::User => run!(yihu_domain::user::User),
        }
    }};
}
pub(crate) use for_noun;
