//! What every other crate agrees on: virtual time, deadlines with reasons, the seeded generator,
//! ids, message flags and limits. Nothing here knows a protocol, and nothing here reads a clock.

mod deadline;
mod flag;
mod id;
pub mod limits;
mod prng;
mod time;

pub use deadline::{Deadline, Reason};
pub use flag::{Flag, Flags, Keyword};
pub use id::{
    AccountId, ChangeNumber, ConnectionId, DeviceId, EmailId, MessageNumber, ModSeq, SeqNum,
    ThreadId, Uid, UidValidity,
};
pub use prng::Prng;
pub use time::{DateTime, Duration, Instant, WallClock};
