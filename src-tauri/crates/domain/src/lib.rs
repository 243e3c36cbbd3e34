//! What a county bureau records, and the rules those records obey.
//!
//! Pure: no file, no SQL, no clock, no randomness. Whoever calls passes `today` and ids in.

pub mod assess;
pub mod attachment;
pub mod backup;
pub mod bundle;
pub mod bureau;
pub mod calendar;
pub mod campaign;
pub mod case;
pub mod case_no;
pub mod check;
pub mod clarity;
pub mod class;
pub mod day;
pub mod deadline;
mod decimal;
pub mod diary;
pub mod error;
pub mod gap;
pub mod hotline;
pub mod hours;
pub mod id;
pub mod id_card;
pub mod indicator;
pub mod inspection;
pub mod licence;
pub mod licence_no;
pub mod limit;
pub mod lockout;
pub mod matter;
pub mod mending;
pub mod money;
pub mod period;
pub mod phone;
pub mod record;
pub mod retailer;
pub mod rights;
pub mod selfcheck;
pub mod staff;
pub mod sticks;
pub mod supervision;
pub mod text;
pub mod training;
pub mod uscc;
pub mod user;
pub mod vendor;

pub use error::{Error, Kind, Result};
pub use id::Id;
pub use record::{Head, Noun, Record};
