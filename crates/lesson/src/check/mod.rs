//! Conditions on a world, as data: what a lesson, a claim or a misconception expects to find.
//! `docs/claims.md` describes them.

mod folder;
mod mail;
mod measure;
mod trace;

use mailscope_sim::{Freshness, Holder, Place, World, holder_named};
use serde::{Deserialize, Deserializer, de};

pub use measure::{Amount, Measure, Number};

/// A condition. All its fields that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// Who: `server`, a provider's domain, or a device's name.
    holder: Option<String>,
    /// Which mail: its subject, or its Message-ID in angle brackets.
    mail: Option<String>,
    /// How the holder stands to the mail.
    is: Option<Is>,
    /// Where the holder has the mail; or the folder of `exists` and `count`.
    folder: Option<String>,
    read: Option<bool>,
    flagged: Option<bool>,
    keyword: Option<String>,
    /// Whether the holder has the whole mail.
    whole: Option<bool>,
    /// The id of the reason for what the holder shows.
    why: Option<String>,
    /// Whose folder it is, on a server with several accounts.
    user: Option<String>,
    /// Whether the folder is there.
    exists: Option<bool>,
    /// How many mails are in the folder.
    count: Option<usize>,
    /// What to measure; without a holder, of all connections.
    measure: Option<Measure>,
    below: Option<f64>,
    above: Option<f64>,
    at_least: Option<f64>,
    /// The holder whose same measure is greater.
    less_than: Option<String>,
    /// A text that was said on a connection, of the holder if one is given.
    said: Option<String>,
    /// A text that was never said.
    never_said: Option<String>,
    /// Somebody who could read what was said.
    readable_by: Option<String>,
    /// The id of a freedom that was used.
    chose: Option<String>,
}

/// What a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Mail,
    Folder,
    Measure,
    Said,
    Choice,
}

/// How a holder stands to a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// It has a copy, whatever its state.
    Present,
    /// It has none.
    Absent,
    /// Its knowledge compares in this way with the truth.
    Known(Freshness),
}

/// What came of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether it holds.
    pub holds: bool,
    /// What was found, for people who look for the reason.
    pub what: String,
}

impl Condition {
    /// Whether the condition holds in `world`. The error says what the condition names and the world
    /// does not have.
    pub fn check(&self, world: &World) -> Result<Found, String> {
        match self.about()? {
            About::Mail => mail::check(self, world),
            About::Folder => folder::check(self, world),
            About::Measure => measure::check(self, world),
            About::Said => trace::said(self, world),
            About::Choice => trace::chose(self, world),
        }
    }

    /// Whether the condition asks for a reason.
    pub const fn asks_why(&self) -> bool {
        self.why.is_some()
    }

    /// What the condition asks about; the error says which fields do not belong together.
    fn about(&self) -> Result<About, String> {
        let of_copy = [
            (self.is.is_some(), "is"),
            (self.read.is_some(), "read"),
            (self.flagged.is_some(), "flagged"),
            (self.keyword.is_some(), "keyword"),
            (self.whole.is_some(), "whole"),
            (self.why.is_some(), "why"),
        ];
        let of_folder = [
            (self.exists.is_some(), "exists"),
            (self.count.is_some(), "count"),
            (self.user.is_some(), "user"),
        ];
        let of_measure = [
            (self.below.is_some(), "below"),
            (self.above.is_some(), "above"),
            (self.at_least.is_some(), "at_least"),
            (self.less_than.is_some(), "less_than"),
        ];
        let given = |fields: &[(bool, &'static str)]| -> Option<&'static str> {
            fields.iter().find(|(given, _)| *given).map(|(_, name)| *name)
        };
        let said = self.said.is_some() || self.never_said.is_some();
        let folder = given(&of_folder);
        let subjects = [
            (self.mail.is_some(), About::Mail),
            (self.mail.is_none() && folder.is_some(), About::Folder),
            (self.measure.is_some(), About::Measure),
            (said, About::Said),
            (self.chose.is_some(), About::Choice),
        ];
        let mut about = subjects.iter().filter(|(given, _)| *given).map(|(_, about)| *about);
        let about = match (about.next(), about.next()) {
            (Some(about), None) => about,
            (None, _) => {
                return Err("it asks about nothing: it needs mail, folder, measure, said or chose"
                    .to_owned());
            }
            (Some(_), Some(_)) => return Err("it asks about two things at once".to_owned()),
        };
        let stray = [
            given(&of_copy).filter(|_| about != About::Mail),
            folder.filter(|_| about != About::Folder),
            given(&of_measure).filter(|_| about != About::Measure),
            self.readable_by.as_ref().map(|_| "readable_by").filter(|_| about != About::Said),
        ];
        match stray.into_iter().flatten().next() {
            Some(field) => Err(format!("{field} does not belong to what it asks about")),
            None => Ok(about),
        }
    }

    /// The holder, which this kind of condition needs.
    fn holder<'a>(&'a self, world: &World) -> Result<(&'a str, Holder), String> {
        let name = self.holder.as_deref().ok_or("it needs a holder")?;
        Ok((name, find(world, name)?))
    }
}

/// The holder of that name.
fn find(world: &World, name: &str) -> Result<Holder, String> {
    holder_named(world, name).ok_or_else(|| {
        let devices = world.devices().map(|device| world.name_of(Place::Device(device.id)));
        let providers = world.providers().map(|provider| provider.name.clone());
        let names: Vec<_> = devices.chain(providers).collect();
        format!("there is no holder {name:?}; there are server, {}", names.join(", "))
    })
}

const fn place(holder: Holder) -> Place {
    match holder {
        Holder::Server(provider) => Place::Server(provider),
        Holder::Device(device) => Place::Device(device),
    }
}

impl<'de> Deserialize<'de> for Is {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(match word.as_str() {
            "present" => Self::Present,
            "absent" => Self::Absent,
            other => Self::Known(Freshness::by_id(other).ok_or_else(|| {
                let words = Freshness::ALL.map(Freshness::id).join(", ");
                de::Error::custom(format!("is = {other:?}: there are present, absent, {words}"))
            })?),
        })
    }
}
