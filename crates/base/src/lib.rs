//! What every other crate agrees on: virtual time, deadlines with reasons, the seeded generator,
//! ids, message flags, envelopes and limits. Nothing here parses a protocol, and nothing here reads
//! a clock.

mod deadline;
mod envelope;
mod flag;
mod id;
pub mod limits;
mod prng;
mod time;

pub use deadline::{Deadline, Reason};
pub use envelope::{Address, Body, EnhancedCode, Envelope, Notify, Recipient, Ret};
pub use flag::{Flag, Flags, Keyword};
pub use id::{
    AccountId, ChangeNumber, ConnectionId, DeviceId, EmailId, MessageNumber, ModSeq, ProviderId,
    QueueId, SeqNum, ThreadId, Uid, UidValidity,
};
pub use prng::Prng;
pub use time::{DateTime, Duration, Instant, WallClock};
