//! The Domain Name System (RFC 1034, RFC 1035): name servers that answer from zones, and a caching
//! resolver that finds where mail for a domain goes. Messages have their real form on the wire.

mod cache;
mod choice;
mod describe;
mod learn;
mod name;
mod record;
mod resolver;
mod route;
mod zone;
mod zones;

pub use choice::CHOICES;
pub use describe::{Line, Summary, describe, summary};
pub use name::DomainName;
pub use record::{Data, RecordType, Soa};
pub use resolver::{Memory, Remembered, Resolver, ResolverOutput};
pub use route::LookUp;
pub use zone::{Behaviour, Record, Zone, ZoneError};
pub use zones::Zones;

/// Aliases that lead to other aliases. Beyond it a name counts as one that leads in a circle.
const ALIASES_MAX: usize = 8;
