//! The world as one value: hosts, sessions, stores, devices, connections with bytes in flight, a
//! virtual clock and a seeded generator. `(scenario, seed, actions)` determines every byte.
//!
//! Not here: pictures, sentences, languages, files. A [`World`] is stepped, copied and compared; a
//! [`History`] remembers how it came about, so that it can step back and replay.

mod action;
mod capture;
mod carried;
mod causes;
mod compare;
mod connection;
mod device;
mod ghost;
mod history;
mod knowledge;
mod measure;
mod network;
mod newcomer;
mod octets;
mod policy_change;
mod provider;
mod recording;
mod saved;
mod scenario;
mod terminal;
mod tls;
mod trace;
mod world;

pub use action::{Action, MailName, Planned, Tap};
pub use capture::{Capture, Controls, Link as CapturedLink, Packet, Segment, Sense, Transport};
pub use carried::{Carried, Load};
pub use causes::{Cause, Role, causes};
pub use compare::{Cells, Comparison, Divergence, Intended, MailKey, Shown, Spot, Step, plan_of};
pub use connection::{Connection, End, Ends, Flight, Party};
pub use device::{Device, DeviceKind, Link, NewDevice};
pub use ghost::{Belief, Expected, Ghost, Parting, Wanted, ghost};
pub use history::{BranchId, BranchView, Entered, History, Moment, Sample};
pub use knowledge::{
    Freshness, Held, Holder, Knowledge, Part, Parts, Why, by_name, holder_named, knowledge,
};
pub use measure::{Measures, Storage};
pub use network::{Does, Listener, ListenerId, Network, Reader, Wire};
pub use newcomer::{NewAccount, NewListener, NewProvider};
pub use policy_change::PolicyChange;
pub use provider::{Condition, Host, HostId, Provider};
pub use recording::{EntryRow, Journey, Scene, journeys, rows};
pub use saved::{Difference, Replay, SavedRun, SavedRunError};
#[cfg(feature = "schema")]
pub use scenario::scenario_schema;
pub use scenario::{Change, Scenario, ScenarioError, Variant, Words, parse_span};
pub use terminal::{NewTerminal, Stands, Terminal, TerminalId};
pub use tls::{Certificate, Flight as HandshakeFlight, Protection, TlsStep};
pub use trace::{Entry, EntryId, Fact, Loss, Place, Trace};
pub use world::{Holding, NotPossible, Sleeper, Wake, World, written_on};

// What a world is made of, for the crates above that may not reach below this one.
pub use mailscope_client as client;
pub use mailscope_server as server;
pub use mailscope_store as store;
