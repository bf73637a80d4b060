//! Numbers that name things. There is no conversion between kinds of numbers on purpose: a POP3
//! message number is not an IMAP sequence number, and neither is a UID.

use core::fmt;
use core::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// A whole number with a meaning.
macro_rules! number {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number! {
    /// IMAP unique identifier of a message in one mailbox (RFC 9051 §2.3.1.1).
    Uid(NonZeroU32)
}
number! {
    /// IMAP message sequence number: the position in one session's view (RFC 9051 §2.3.1.2).
    SeqNum(NonZeroU32)
}
number! {
    /// The validity value that makes UIDs comparable between sessions (RFC 9051 §2.3.1.1).
    UidValidity(NonZeroU32)
}
number! {
    /// POP3 message number: the position in one session's maildrop (RFC 1939 §5).
    MessageNumber(NonZeroU32)
}
number! {
    /// Modification sequence of a message or mailbox (RFC 7162 §3.1). Starts at 1.
    ModSeq(u64)
}
number! {
    /// Names one mail for as long as a store lives, however often it is copied or moved
    /// (the idea of `EMAILID`, RFC 8474 §5.1).
    EmailId(u64)
}
number! {
    /// What the mails of one conversation share (the idea of `THREADID`, RFC 8474 §5.2).
    ThreadId(u64)
}
number! {
    /// Numbers the changes of one store, starting at 1.
    ChangeNumber(u64)
}
number! {
    /// One account of a store, in the order of creation, starting at 0.
    AccountId(u16)
}
number! {
    /// One device of a world, in the order of creation, starting at 0.
    DeviceId(u16)
}
number! {
    /// One provider of a world, in the order of creation, starting at 0.
    ProviderId(u16)
}
number! {
    /// One message in a server's queue; starts at 1, never reused.
    QueueId(u64)
}
number! {
    /// One connection, in the order of opening, starting at 0.
    ConnectionId(u32)
}

/// Constructors for the numbers that are never zero.
macro_rules! positive {
    ($($name:ident)*) => {$(
        impl $name {
            /// The number, or nothing for 0 and for what does not fit 32 bits.
            pub fn new(number: usize) -> Option<Self> {
                u32::try_from(number).ok().and_then(NonZeroU32::new).map(Self)
            }

            /// The plain number.
            pub const fn get(self) -> u32 {
                self.0.get()
            }
        }
    )*};
}
positive!(Uid SeqNum UidValidity MessageNumber);

/// Conversions between numbers that start at 1 and positions that start at 0.
macro_rules! position {
    ($($name:ident)*) => {$(
        impl $name {
            /// The number of the element at `index`, counted from 0.
            pub fn from_index(index: usize) -> Option<Self> {
                index.checked_add(1).and_then(Self::new)
            }

            /// The position, counted from 0.
            pub const fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    )*};
}
position!(SeqNum MessageNumber);

impl ModSeq {
    /// The largest one: they have 63 bits (RFC 7162 §3.1).
    pub const MAX: Self = Self(i64::MAX.unsigned_abs());

    /// The next one, or nothing when the numbers are used up.
    pub const fn next(self) -> Option<Self> {
        if self.0 < Self::MAX.0 { Some(Self(self.0 + 1)) } else { None }
    }
}

impl Uid {
    /// The smallest UID.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The next UID, or nothing when the numbers are used up (RFC 9051 §2.3.1.1).
    pub const fn next(self) -> Option<Self> {
        match self.0.checked_add(1) {
            Some(next) => Some(Self(next)),
            None => None,
        }
    }
}
