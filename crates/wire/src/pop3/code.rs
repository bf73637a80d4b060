//! Extended response codes (RFC 2449 §8).

/// Why a server says `-ERR`, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// The password is right, and somebody else has the maildrop (RFC 2449 §8.1.2).
    InUse,
    /// The last login was too short a time ago (RFC 2449 §8.1.1).
    LoginDelay,
    /// The server cannot at the moment; a later try may succeed (RFC 3206 §4).
    SysTemp,
    /// The server cannot until somebody mends it (RFC 3206 §4).
    SysPerm,
    /// The user's name, password or right is the reason (RFC 3206 §5).
    Auth,
    /// The message needs UTF-8 mode (RFC 6856 §5).
    Utf8,
}

impl Code {
    const ALL: [Self; 6] =
        [Self::InUse, Self::LoginDelay, Self::SysTemp, Self::SysPerm, Self::Auth, Self::Utf8];

    /// The code as its RFC spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InUse => "IN-USE",
            Self::LoginDelay => "LOGIN-DELAY",
            Self::SysTemp => "SYS/TEMP",
            Self::SysPerm => "SYS/PERM",
            Self::Auth => "AUTH",
            Self::Utf8 => "UTF8",
        }
    }

    /// The code of that name, in any case. Levels that are not known add nothing to those above
    /// them (RFC 2449 §8).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| {
            let (there, below) = name.split_at_checked(code.name().len()).unwrap_or((name, ""));
            there.eq_ignore_ascii_case(code.name()) && (below.is_empty() || below.starts_with('/'))
        })
    }
}
