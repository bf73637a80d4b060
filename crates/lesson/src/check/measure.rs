//! What something cost: numbers of a world, by name.

use core::fmt;

use mailscope_base::Duration;
use mailscope_sim::{Place, World};
use serde::Deserialize;

use super::{Condition, Found, find, place};

/// What can be measured at a holder, or at all connections together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Octets of protocol, both ways.
    Octets,
    /// Octets of protocol that came in.
    OctetsReceived,
    /// Octets of protocol that were written.
    OctetsSent,
    /// Octets on the wire, TLS included.
    OctetsCarried,
    /// How often a client waited for an answer.
    RoundTrips,
    /// How many connections came to stand.
    Connections,
    /// How long something was under way.
    Seconds,
    /// Octets of mail that are kept.
    Storage,
    /// How many mails are kept.
    Mails,
    /// How many mails are kept whole.
    WholeMails,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Count(u64),
    /// So long.
    Time(Duration),
}

/// A number with the name that a claim gives it: `laptop-octets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its name: the holder, or `all`, and the measure.
    pub name: String,
    /// What is measured.
    pub measure: Measure,
    /// How much it is.
    pub amount: Amount,
}

impl Measure {
    /// All of them; a name that ends as another one does comes before it.
    pub const ALL: [Self; 10] = [
        Self::OctetsReceived,
        Self::OctetsSent,
        Self::OctetsCarried,
        Self::Octets,
        Self::RoundTrips,
        Self::Connections,
        Self::Seconds,
        Self::Storage,
        Self::WholeMails,
        Self::Mails,
    ];

    /// The word in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Octets => "octets",
            Self::OctetsReceived => "octets-received",
            Self::OctetsSent => "octets-sent",
            Self::OctetsCarried => "octets-carried",
            Self::RoundTrips => "round-trips",
            Self::Connections => "connections",
            Self::Seconds => "seconds",
            Self::Storage => "storage",
            Self::Mails => "mails",
            Self::WholeMails => "whole-mails",
        }
    }

    /// The number at a place; without one, of all connections and all devices.
    pub fn of(self, world: &World, at: Option<Place>) -> Amount {
        let measures = match at {
            Some(place) => world.measures(place),
            None => world.measures_of_all(),
        };
        let places = || world.devices().map(|device| Place::Device(device.id));
        let kept = |number: fn(mailscope_sim::Storage) -> u64| match at {
            Some(place) => number(world.storage(place)),
            None => places().map(|place| number(world.storage(place))).sum(),
        };
        Amount::Count(match self {
            Self::Octets => measures.octets(),
            Self::OctetsReceived => measures.octets_received,
            Self::OctetsSent => measures.octets_sent,
            Self::OctetsCarried => measures.octets_carried,
            Self::RoundTrips => measures.round_trips,
            Self::Connections => measures.connections,
            Self::Seconds => return Amount::Time(measures.busy),
            Self::Storage => kept(|storage| storage.octets),
            Self::Mails => kept(|storage| storage.mails),
            Self::WholeMails => kept(|storage| storage.whole),
        })
    }
}

impl Amount {
    /// As a number: a time in seconds.
    #[allow(clippy::cast_precision_loss, reason = "no world counts to 2^53")]
    pub const fn as_f64(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Time(time) => time.as_micros() as f64 / 1e6,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Time(time) => write!(f, "{:.3}", Self::Time(*time).as_f64()),
        }
    }
}

impl Number {
    /// The holder's name, or `all`.
    pub fn holder(&self) -> &str {
        self.name.strip_suffix(self.measure.id()).unwrap_or_default().trim_end_matches('-')
    }

    /// The number of that name: `laptop-octets`, `server-storage`, `all-round-trips`.
    pub fn named(world: &World, name: &str) -> Result<Self, String> {
        let measures = Measure::ALL.into_iter();
        let (holder, measure) = measures
            .filter_map(|measure| Some((name.strip_suffix(measure.id())?, measure)))
            .find_map(|(rest, measure)| Some((rest.strip_suffix('-')?, measure)))
            .ok_or_else(|| {
                let ids = Measure::ALL.map(Measure::id).join(", ");
                format!("{name:?} is no number: it ends in one of {ids}")
            })?;
        let at = if holder == "all" { None } else { Some(place(find(world, holder)?)) };
        Ok(Self { name: name.to_owned(), measure, amount: measure.of(world, at) })
    }
}

pub(super) fn check(condition: &Condition, world: &World) -> Result<Found, String> {
    let measure = condition.measure.ok_or("it needs a measure")?;
    let at = condition.holder.as_deref().map(|name| find(world, name)).transpose()?.map(place);
    let amount = measure.of(world, at);
    let value = amount.as_f64();
    let other = match &condition.less_than {
        Some(name) => Some(measure.of(world, Some(place(find(world, name)?)))),
        None => None,
    };
    let holds = condition.below.is_none_or(|bound| value < bound)
        && condition.above.is_none_or(|bound| value > bound)
        && condition.at_least.is_none_or(|bound| value >= bound)
        && other.is_none_or(|other| value < other.as_f64());
    let other = other.map(|other| format!(", against {other}")).unwrap_or_default();
    Ok(Found { holds, what: format!("{} is {amount}{other}", measure.id()) })
}
