//! The world as one value: hosts, sessions, stores, devices, connections with bytes in flight, a
//! virtual clock and a seeded generator. `(scenario, seed, actions)` determines every byte.
//!
//! Not here: pictures, sentences, languages, files. A [`World`] is stepped, copied and compared; a
//! [`History`] remembers how it came about, so that it can step back and replay.

mod action;
mod connection;
mod device;
mod history;
mod recording;
mod scenario;
mod trace;
mod world;

pub use action::{Action, Tap};
pub use connection::{Connection, End, Flight};
pub use device::{Device, DeviceKind, Link};
pub use history::History;
pub use recording::{EntryRow, rows};
pub use scenario::{Scenario, ScenarioError};
pub use trace::{Entry, EntryId, Fact, Place, Trace};
pub use world::{Holding, NotPossible, Provider, Wake, World};

// What a world is made of, for the crates above that may not reach below this one.
pub use mailscope_client as client;
pub use mailscope_server as server;
pub use mailscope_store as store;
