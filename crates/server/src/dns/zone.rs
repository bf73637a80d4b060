//! One zone: the names that its keeper speaks for, and what they have.

use core::fmt;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::name::DomainName;
use super::record::{Data, RecordType, Soa};

/// How long a record may be remembered where the zone says nothing else, in seconds.
const TTL: u32 = 3_600;
/// How long it may be remembered that something is not there, where the zone says nothing else, in
/// seconds.
const NEGATIVE_TTL: u32 = 300;
/// The longest time to live (RFC 2181 §8).
const TTL_MAX: u32 = i32::MAX.cast_unsigned();

/// A zone as data.
///
/// In a file it is a table with `name`, `records`, and where wanted `ttl`, `negative_ttl` and
/// `behaviour`. A record is a line as zone files have it (RFC 1035 §5.1): owner, perhaps a time to
/// live and `IN`, type, data. `@` is the zone, names without a dot at their end are below it.
///
/// ```toml
/// [[zone]]
/// name = "sued.example"
/// records = ["@ MX 10 mx", "mx A 192.0.2.25"]
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Form")]
pub struct Zone {
    pub(super) name: DomainName,
    pub(super) behaviour: Behaviour,
    ttl: u32,
    negative_ttl: u32,
    nodes: BTreeMap<DomainName, Vec<Record>>,
}

/// What the servers of a zone do with a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Behaviour {
    /// They answer it.
    #[default]
    Answers,
    /// They say that they cannot: SERVFAIL (RFC 1035 §4.1.1).
    ServerFailure,
    /// They say nothing.
    Silent,
}

/// One record of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How long it may be remembered, in seconds.
    pub ttl: u32,
    /// What it says.
    pub data: Data,
}

/// Why a zone cannot be. The text names the place and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneError(String);

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for ZoneError {}

/// A zone: the names that its keeper speaks for, and what they have.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Zone"))]
#[serde(deny_unknown_fields)]
struct Form {
    /// The domain at its top.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    name: String,
    /// How long a record may be remembered where it says nothing itself, in seconds.
    #[serde(default)]
    ttl: Option<u32>,
    /// How long it may be remembered that something is not there, in seconds.
    #[serde(default)]
    negative_ttl: Option<u32>,
    /// What its servers do with a query.
    #[serde(default)]
    behaviour: Behaviour,
    /// Lines as zone files have them (RFC 1035 §5.1): owner, perhaps a time to live and `IN`, type,
    /// data.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(inner(length(min = 1))))]
    records: Vec<String>,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Zone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Form::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Form::json_schema(generator)
    }
}

impl TryFrom<Form> for Zone {
    type Error = ZoneError;

    fn try_from(form: Form) -> Result<Self, ZoneError> {
        let mut zone = Self::new(&form.name)?;
        zone.ttl = form.ttl.unwrap_or(TTL).min(TTL_MAX);
        zone.negative_ttl = form.negative_ttl.unwrap_or(NEGATIVE_TTL).min(TTL_MAX);
        zone.behaviour = form.behaviour;
        form.records.iter().try_for_each(|line| zone.add(line))?;
        Ok(zone)
    }
}

impl Zone {
    /// A zone without any record; `.` is the root.
    pub fn new(name: &str) -> Result<Self, ZoneError> {
        let name = DomainName::parse(name)
            .ok_or_else(|| ZoneError(format!("\"{name}\" is no domain name for a zone")))?;
        let (behaviour, ttl, negative_ttl) = (Behaviour::Answers, TTL, NEGATIVE_TTL);
        Ok(Self { name, behaviour, ttl, negative_ttl, nodes: BTreeMap::new() })
    }

    /// The same zone with one more record, as zone files have it.
    pub fn with(mut self, line: &str) -> Result<Self, ZoneError> {
        self.add(line)?;
        Ok(self)
    }

    /// The same zone with servers that behave like this.
    #[must_use]
    pub fn behaving(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &DomainName {
        &self.name
    }

    /// What its servers do with a query.
    pub const fn behaviour(&self) -> Behaviour {
        self.behaviour
    }

    /// How long it may be remembered that something is not there, in seconds (RFC 2308 §5).
    pub const fn negative_ttl(&self) -> u32 {
        self.negative_ttl
    }

    /// All that the zone says, by owner.
    pub fn records(&self) -> impl Iterator<Item = (&DomainName, &Record)> {
        self.nodes.iter().flat_map(|(owner, records)| records.iter().map(move |one| (owner, one)))
    }

    /// Adds a record.
    fn add(&mut self, line: &str) -> Result<(), ZoneError> {
        let wrong = |what: &str| {
            ZoneError(format!("the record \"{line}\" of the zone {}: {what}", self.name))
        };
        let (owner, rest) = word(line);
        let owner = DomainName::relative(owner, &self.name)
            .ok_or_else(|| wrong("a record begins with the name that it belongs to"))?;
        if !owner.is_within(&self.name) {
            return Err(wrong("the name does not lie in the zone"));
        }
        let (ttl, rest) = match word(rest) {
            (first, rest) if first.bytes().all(|b| b.is_ascii_digit()) && !first.is_empty() => {
                let ttl = first.parse::<u32>().ok().filter(|ttl| *ttl <= TTL_MAX);
                (ttl.ok_or_else(|| wrong("a time to live has at most 2147483647 seconds"))?, rest)
            }
            _ => (self.ttl, rest),
        };
        let (first, after) = word(rest);
        let rest = if first.eq_ignore_ascii_case("IN") { after } else { rest };
        let (kind, data) = word(rest);
        let kind = RecordType::parse(kind)
            .ok_or_else(|| wrong("after the name comes A, AAAA, CNAME, MX, NS or TXT"))?;
        let data = read(kind, data, &self.name).ok_or_else(|| wrong(expected(kind)))?;
        let node = self.nodes.get(&owner).map_or(&[][..], Vec::as_slice);
        let alias = |record: &Record| record.data.record_type() == RecordType::Cname;
        // RFC 1034 §3.6.2, RFC 2181 §10.1: an alias has no other data. The zone itself has its SOA.
        let is_alias = kind == RecordType::Cname;
        if node.iter().any(alias) || (is_alias && (!node.is_empty() || owner == self.name)) {
            return Err(wrong("a name with a CNAME has nothing else, and a zone has no CNAME"));
        }
        self.nodes.entry(owner).or_default().push(Record { ttl, data });
        Ok(())
    }

    /// The records of a name; nothing if neither the name nor a name below it has any. A name
    /// that has none while one below it has exists nevertheless (RFC 4592 §2.2.2).
    pub(super) fn node(&self, name: &DomainName) -> Option<&[Record]> {
        if let Some(records) = self.nodes.get(name) {
            return Some(records);
        }
        // Names sort by their last labels first, so what is below a name follows it.
        let next = self.nodes.range(name..).next();
        let exists = *name == self.name || next.is_some_and(|(next, _)| next.is_within(name));
        exists.then_some(&[])
    }

    /// The records of a name, or those of the wildcard that stands in for it (RFC 1034 §4.3.3).
    pub(super) fn node_or_wildcard(&self, name: &DomainName) -> Option<&[Record]> {
        if let Some(records) = self.node(name) {
            return Some(records);
        }
        // RFC 4592 §3.3.1: only the wildcard right below the closest name that exists counts.
        let mut ancestor = name.parent()?;
        while self.node(&ancestor).is_none() {
            ancestor = ancestor.parent().filter(|parent| parent.is_within(&self.name))?;
        }
        self.nodes.get(&ancestor.wildcard()?).map(Vec::as_slice)
    }

    /// The name between the zone and `name` from which on others speak: it has NS records (RFC 1034
    /// §4.2). The topmost one counts.
    pub(super) fn cut(&self, name: &DomainName) -> Option<(&DomainName, &[Record])> {
        let mut ancestors = Vec::new();
        let mut ancestor = Some(name.clone()).filter(|name| *name != self.name);
        while let Some(at) = ancestor {
            ancestor = at.parent().filter(|parent| *parent != self.name && !parent.is_root());
            ancestors.push(at);
        }
        let nodes = ancestors.iter().rev().filter_map(|name| self.nodes.get_key_value(name));
        let is_ns = |record: &Record| record.data.record_type() == RecordType::Ns;
        nodes.map(|(name, records)| (name, records.as_slice())).find(|(_, r)| r.iter().any(is_ns))
    }

    /// The SOA record as a negative answer carries it, which holds as long as the smaller of its two
    /// times says (RFC 2308 §3).
    pub(super) fn negative_soa(&self) -> Record {
        let soa = self.soa();
        Record { ttl: soa.ttl.min(self.negative_ttl), ..soa }
    }

    /// The start of this zone of authority, made up from what else is known of it.
    pub(super) fn soa(&self) -> Record {
        let below = |label| DomainName::relative(label, &self.name);
        let apex = self.nodes.get(&self.name).into_iter().flatten();
        let mut servers = apex.filter_map(|record| match &record.data {
            Data::Ns(name) => Some(name.clone()),
            _ => None,
        });
        let mname = servers.next().or_else(|| below("ns")).unwrap_or_else(DomainName::root);
        let rname = below("hostmaster").unwrap_or_else(DomainName::root);
        let (serial, refresh, retry, expire, minimum) =
            (1, 7_200, 3_600, 604_800, self.negative_ttl);
        let soa = Soa { mname, rname, serial, refresh, retry, expire, minimum };
        Record { ttl: self.ttl, data: Data::Soa(Box::new(soa)) }
    }
}

/// The first word, and what follows it.
fn word(line: &str) -> (&str, &str) {
    let line = line.trim_start();
    line.split_once(char::is_whitespace).unwrap_or((line, ""))
}

/// What the data of a record look like.
const fn expected(kind: RecordType) -> &'static str {
    match kind {
        RecordType::A => "A has an IPv4 address, such as 192.0.2.1",
        RecordType::Aaaa => "AAAA has an IPv6 address, such as 2001:db8::1",
        RecordType::Cname => "CNAME has the canonical name",
        RecordType::Mx => "MX has a preference up to 65535 and the name of a host",
        RecordType::Ns => "NS has the name of a name server",
        RecordType::Soa => "SOA is made from the zone's name and negative_ttl",
        RecordType::Txt => "TXT has strings of at most 255 octets between quotes",
    }
}

/// Reads the data of a record.
fn read(kind: RecordType, text: &str, origin: &DomainName) -> Option<Data> {
    let text = text.trim();
    let name = |text| DomainName::relative(text, origin);
    match kind {
        RecordType::A => text.parse().ok().map(Data::A),
        RecordType::Aaaa => text.parse().ok().map(Data::Aaaa),
        RecordType::Cname => name(text).map(Data::Cname),
        RecordType::Ns => name(text).map(Data::Ns),
        RecordType::Mx => {
            let (preference, exchange) = word(text);
            let preference = preference.parse().ok()?;
            Some(Data::Mx { preference, exchange: name(exchange.trim())? })
        }
        RecordType::Soa => None,
        RecordType::Txt => strings(text).map(Data::Txt),
    }
}

/// Reads `"one" "two"`; a single word needs no quotes (RFC 1035 §5.1 `character-string`).
fn strings(mut text: &str) -> Option<Vec<Box<[u8]>>> {
    let mut strings = Vec::new();
    while !text.is_empty() {
        let (string, rest) = if let Some(quoted) = text.strip_prefix('"') {
            quoted_string(quoted)?
        } else {
            let (bare, rest) = word(text);
            (bare.to_owned(), rest)
        };
        // RFC 1035 §3.3: one octet tells the length.
        u8::try_from(string.len()).ok()?;
        strings.push(string.into_bytes().into_boxed_slice());
        text = rest.trim_start();
    }
    (!strings.is_empty()).then_some(strings)
}

/// What stands before the closing quote, and what follows it.
fn quoted_string(text: &str) -> Option<(String, &str)> {
    let mut string = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((string, text.get(at + 1..)?)),
            '\\' => string.push(chars.next()?.1),
            _ => string.push(c),
        }
    }
    None
}
