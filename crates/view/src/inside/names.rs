//! Names: what the name servers say, and what a resolver remembers of it.

use mailscope_base::Instant;
use mailscope_sim::server::dns::{Behaviour, Memory, Zone};
use mailscope_sim::{Provider, World};

use super::marks::Marks;
use super::span;
use crate::Text;
use crate::reading::printable;

/// Records of a zone that are shown.
const RECORDS_MAX: usize = 60;
/// Facts of a resolver that are shown.
const MEMORY_MAX: usize = 60;
/// Characters of a record that are shown.
const DATA_CHARS_MAX: usize = 300;

/// The name servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesInside {
    /// Their zones.
    pub zones: Vec<ZoneView>,
    /// What each provider's resolver remembers: the provider's name, and the facts.
    pub memories: Vec<(String, Vec<MemoryRow>)>,
}

/// A zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneView {
    /// Its name.
    pub name: String,
    /// What its servers do, where they do not simply answer.
    pub behaviour: Option<Text>,
    /// How long it may be remembered that something is not there.
    pub negative: Text,
    /// Its records.
    pub records: Vec<RecordRow>,
    /// How many more.
    pub more: usize,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Whose.
    pub owner: String,
    /// How long it may be remembered, in seconds.
    pub ttl: u64,
    /// Its type.
    pub kind: String,
    /// What it says.
    pub data: String,
}

/// Something that a resolver remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryRow {
    /// The name.
    pub name: String,
    /// The type of record; empty where it is about the name as such.
    pub kind: String,
    /// The records.
    pub records: Vec<String>,
    /// That there are none.
    pub nothing: Option<Text>,
    /// Seconds until it is forgotten.
    pub left: u64,
    /// Whether the present turn brought it.
    pub focus: bool,
}

pub(super) fn view(world: &World, now: Instant, marks: &Marks) -> NamesInside {
    let memories = world.providers().map(|provider| {
        let (rows, _) = memory(provider, now, marks);
        (provider.name.clone(), rows)
    });
    NamesInside { zones: world.zones().iter().map(zone).collect(), memories: memories.collect() }
}

/// The zones that speak about a domain.
pub(super) fn zones_of(world: &World, domain: &str) -> Vec<ZoneView> {
    let of = |zone: &&Zone| zone.name().host().eq_ignore_ascii_case(domain);
    world.zones().iter().filter(of).map(zone).collect()
}

fn zone(zone: &Zone) -> ZoneView {
    let rows = zone.records().take(RECORDS_MAX).map(|(owner, record)| RecordRow {
        owner: owner.to_string(),
        ttl: u64::from(record.ttl),
        kind: record.data.record_type().to_string(),
        data: printable(&record.data.to_string(), DATA_CHARS_MAX),
    });
    ZoneView {
        name: zone.name().to_string(),
        behaviour: match zone.behaviour() {
            Behaviour::Answers => None,
            Behaviour::ServerFailure => Some(Text::new("inside-zone-fails")),
            Behaviour::Silent => Some(Text::new("inside-zone-silent")),
        },
        negative: span(mailscope_base::Duration::from_secs(zone.negative_ttl().into())),
        records: rows.collect(),
        more: zone.records().count().saturating_sub(RECORDS_MAX),
    }
}

/// What a provider's resolver remembers, and what it has asked.
pub(super) fn memory(
    provider: &Provider,
    now: Instant,
    marks: &Marks,
) -> (Vec<MemoryRow>, Vec<String>) {
    let rows = provider.resolver.remembered(now).take(MEMORY_MAX).map(|fact| {
        let kind = fact.record_type.map(|kind| kind.to_string()).unwrap_or_default();
        let name = fact.name.to_string();
        let (records, nothing) = match fact.what {
            Memory::Records(records) => {
                let said = records.iter().map(|data| printable(&data.to_string(), DATA_CHARS_MAX));
                (said.collect(), None)
            }
            Memory::NoData => (Vec::new(), Some(Text::new("inside-no-data"))),
            Memory::NoName => (Vec::new(), Some(Text::new("inside-no-name"))),
        };
        let focus = marks.learned(&name, &kind);
        MemoryRow { name, kind, records, nothing, left: fact.until.since(now).as_secs(), focus }
    });
    let asking = provider.resolver.asking().map(|(name, kind, _)| {
        let kind = kind.map(|kind| kind.to_string()).unwrap_or_default();
        format!("{name} IN {kind}?")
    });
    (rows.collect(), asking.collect())
}
