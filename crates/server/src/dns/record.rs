//! What a name server tells of a name.

use core::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use hickory_proto::rr::rdata::{A, AAAA, CNAME, MX, NS, SOA, TXT};
use hickory_proto::rr::{self, RData};

use super::name::DomainName;

/// The types of record that mail needs (RFC 1035 §3.2.2, RFC 3596 §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordType {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    Aaaa,
    /// The name is another name for something else.
    Cname,
    /// A host that takes mail.
    Mx,
    /// A name server of the zone.
    Ns,
    /// The zone itself.
    Soa,
    /// Text.
    Txt,
}

impl RecordType {
    /// The types, by the names that zone files use.
    const NAMES: [(&str, Self); 7] = [
        ("A", Self::A),
        ("AAAA", Self::Aaaa),
        ("CNAME", Self::Cname),
        ("MX", Self::Mx),
        ("NS", Self::Ns),
        ("SOA", Self::Soa),
        ("TXT", Self::Txt),
    ];

    /// Reads its name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, kind)| *kind)
    }

    pub(super) const fn on_wire(self) -> rr::RecordType {
        match self {
            Self::A => rr::RecordType::A,
            Self::Aaaa => rr::RecordType::AAAA,
            Self::Cname => rr::RecordType::CNAME,
            Self::Mx => rr::RecordType::MX,
            Self::Ns => rr::RecordType::NS,
            Self::Soa => rr::RecordType::SOA,
            Self::Txt => rr::RecordType::TXT,
        }
    }

    pub(super) fn from_wire(kind: rr::RecordType) -> Option<Self> {
        Self::NAMES.iter().map(|(_, known)| *known).find(|known| known.on_wire() == kind)
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.on_wire())
    }
}

/// What one record says (RFC 1035 §3.3, §3.4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Data {
    /// RFC 1035 §3.4.1.
    A(Ipv4Addr),
    /// RFC 3596 §2.2.
    Aaaa(Ipv6Addr),
    /// The canonical name (RFC 1035 §3.3.1).
    Cname(DomainName),
    /// RFC 1035 §3.3.9.
    Mx {
        /// The smaller the better.
        preference: u16,
        /// The host; the root says that there is none (RFC 7505 §3).
        exchange: DomainName,
    },
    /// RFC 1035 §3.3.11.
    Ns(DomainName),
    /// RFC 1035 §3.3.13.
    Soa(Box<Soa>),
    /// One or more strings of 255 octets at most (RFC 1035 §3.3.14).
    Txt(Vec<Box<[u8]>>),
}

/// The start of a zone of authority (RFC 1035 §3.3.13); times in seconds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Soa {
    /// The server where the zone is kept.
    pub mname: DomainName,
    /// The mailbox of its keeper, with a dot in place of the `@`.
    pub rname: DomainName,
    /// The version of the zone.
    pub serial: u32,
    /// How often other servers look for a new version.
    pub refresh: u32,
    /// How soon they look again if that failed.
    pub retry: u32,
    /// When they stop answering.
    pub expire: u32,
    /// How long it may be remembered that something is not there (RFC 2308 §4).
    pub minimum: u32,
}

impl Data {
    /// Its type.
    pub const fn record_type(&self) -> RecordType {
        match self {
            Self::A(_) => RecordType::A,
            Self::Aaaa(_) => RecordType::Aaaa,
            Self::Cname(_) => RecordType::Cname,
            Self::Mx { .. } => RecordType::Mx,
            Self::Ns(_) => RecordType::Ns,
            Self::Soa(_) => RecordType::Soa,
            Self::Txt(_) => RecordType::Txt,
        }
    }

    pub(super) fn on_wire(&self) -> RData {
        // RFC 1035 gives these times 32 bits and no sign; the type of the library has one.
        let signed = |seconds| i32::try_from(seconds).unwrap_or(i32::MAX);
        match self {
            Self::A(address) => RData::A(A(*address)),
            Self::Aaaa(address) => RData::AAAA(AAAA(*address)),
            Self::Cname(name) => RData::CNAME(CNAME(name.0.clone())),
            Self::Mx { preference, exchange } => {
                RData::MX(MX::new(*preference, exchange.0.clone()))
            }
            Self::Ns(name) => RData::NS(NS(name.0.clone())),
            Self::Soa(soa) => RData::SOA(SOA::new(
                soa.mname.0.clone(),
                soa.rname.0.clone(),
                soa.serial,
                signed(soa.refresh),
                signed(soa.retry),
                signed(soa.expire),
                soa.minimum,
            )),
            Self::Txt(strings) => {
                RData::TXT(TXT::from_bytes(strings.iter().map(|text| &**text).collect()))
            }
        }
    }

    /// Nothing for a type that is not in [`RecordType`].
    pub(super) fn from_wire(data: &RData) -> Option<Self> {
        let unsigned = |seconds| u32::try_from(seconds).unwrap_or(0);
        Some(match data {
            RData::A(a) => Self::A(a.0),
            RData::AAAA(aaaa) => Self::Aaaa(aaaa.0),
            RData::CNAME(cname) => Self::Cname(DomainName(cname.0.clone())),
            RData::MX(mx) => {
                Self::Mx { preference: mx.preference, exchange: DomainName(mx.exchange.clone()) }
            }
            RData::NS(ns) => Self::Ns(DomainName(ns.0.clone())),
            RData::SOA(soa) => Self::Soa(Box::new(Soa {
                mname: DomainName(soa.mname.clone()),
                rname: DomainName(soa.rname.clone()),
                serial: soa.serial,
                refresh: unsigned(soa.refresh),
                retry: unsigned(soa.retry),
                expire: unsigned(soa.expire),
                minimum: soa.minimum,
            })),
            RData::TXT(txt) => Self::Txt(txt.txt_data.to_vec()),
            _ => return None,
        })
    }
}

/// As a zone file has it (RFC 1035 §5.1).
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A(address) => write!(f, "{address}"),
            Self::Aaaa(address) => write!(f, "{address}"),
            Self::Cname(name) | Self::Ns(name) => write!(f, "{name}"),
            Self::Mx { preference, exchange } => write!(f, "{preference} {exchange}"),
            Self::Soa(soa) => {
                write!(f, "{} {} {} ", soa.mname, soa.rname, soa.serial)?;
                write!(f, "{} {} {} {}", soa.refresh, soa.retry, soa.expire, soa.minimum)
            }
            Self::Txt(strings) => {
                for (i, text) in strings.iter().enumerate() {
                    let gap = if i == 0 { "" } else { " " };
                    write!(f, "{gap}\"")?;
                    text.iter().try_for_each(|octet| write_octet(f, *octet))?;
                    f.write_str("\"")?;
                }
                Ok(())
            }
        }
    }
}

/// An octet between quotes (RFC 1035 §5.1).
fn write_octet(f: &mut fmt::Formatter<'_>, octet: u8) -> fmt::Result {
    match octet {
        b'"' | b'\\' => write!(f, "\\{}", char::from(octet)),
        b' '..=b'~' => write!(f, "{}", char::from(octet)),
        _ => write!(f, "\\{octet:03}"),
    }
}
