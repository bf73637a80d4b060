//! Capabilities (RFC 2449 §5, §6): one line each of the response to CAPA.

use core::fmt;

/// What a server can do, or does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Capability {
    /// TOP (RFC 2449 §6.1).
    Top,
    /// USER and PASS (RFC 2449 §6.2).
    User,
    /// AUTH with these mechanisms (RFC 2449 §6.3, RFC 5034 §3).
    Sasl(Vec<String>),
    /// A text that begins with a bracket begins with a response code (RFC 2449 §6.4).
    RespCodes,
    /// There is a code for wrong credentials (RFC 3206 §6).
    AuthRespCode,
    /// Seconds between two logins (RFC 2449 §6.5).
    LoginDelay {
        /// How many.
        secs: u32,
        /// Another number may hold for the user who has logged in.
        per_user: bool,
    },
    /// Commands may be sent before the responses to those before them are there (RFC 2449 §6.6).
    Pipelining,
    /// How long messages stay (RFC 2449 §6.7).
    Expire {
        /// Days; nothing stands for `NEVER`.
        days: Option<u32>,
        /// Another number may hold for the user who has logged in.
        per_user: bool,
    },
    /// UIDL (RFC 2449 §6.8).
    Uidl,
    /// Which server this is (RFC 2449 §6.9).
    Implementation(String),
    /// STLS, here and now (RFC 2595 §4).
    Stls,
    /// UTF8 (RFC 6856 §2), and whether names and passwords may be in UTF-8 (RFC 6856 §2.2).
    Utf8 {
        /// The argument `USER`.
        user: bool,
    },
    /// LANG (RFC 6856 §3.1).
    Lang,
    /// Another one: its line.
    Other(String),
}

impl Capability {
    /// Reads one line without its end. Tags may be in any case (RFC 2449 §5).
    pub fn parse(line: &str) -> Self {
        let other = || Self::Other(line.to_owned());
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let tag = words.next().unwrap_or_default().to_ascii_uppercase();
        let first = words.clone().next();
        let per_user = words.clone().nth(1).is_some_and(|word| word.eq_ignore_ascii_case("USER"));
        match tag.as_str() {
            "TOP" => Self::Top,
            "USER" => Self::User,
            "SASL" => Self::Sasl(words.map(str::to_ascii_uppercase).collect()),
            "RESP-CODES" => Self::RespCodes,
            "AUTH-RESP-CODE" => Self::AuthRespCode,
            "LOGIN-DELAY" => match first.and_then(|secs| secs.parse().ok()) {
                Some(secs) => Self::LoginDelay { secs, per_user },
                None => other(),
            },
            "PIPELINING" => Self::Pipelining,
            "EXPIRE" => {
                match first.map(|days| (days.eq_ignore_ascii_case("NEVER"), days.parse())) {
                    Some((true, _)) => Self::Expire { days: None, per_user },
                    Some((false, Ok(days))) => Self::Expire { days: Some(days), per_user },
                    _ => other(),
                }
            }
            "UIDL" => Self::Uidl,
            "IMPLEMENTATION" => Self::Implementation(words.collect::<Vec<_>>().join(" ")),
            "STLS" => Self::Stls,
            "UTF8" => Self::Utf8 { user: words.any(|word| word.eq_ignore_ascii_case("USER")) },
            "LANG" => Self::Lang,
            _ => other(),
        }
    }

    /// Reads the lines of a whole list.
    pub fn parse_list(lines: &[u8]) -> Vec<Self> {
        let text = String::from_utf8_lossy(lines);
        text.lines().filter(|line| !line.is_empty()).map(Self::parse).collect()
    }
}

/// The line without its end.
impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = |per_user: bool| if per_user { " USER" } else { "" };
        match self {
            Self::Top => f.write_str("TOP"),
            Self::User => f.write_str("USER"),
            Self::Sasl(mechanisms) => write!(f, "SASL {}", mechanisms.join(" ")),
            Self::RespCodes => f.write_str("RESP-CODES"),
            Self::AuthRespCode => f.write_str("AUTH-RESP-CODE"),
            Self::LoginDelay { secs, per_user } => {
                write!(f, "LOGIN-DELAY {secs}{}", user(*per_user))
            }
            Self::Pipelining => f.write_str("PIPELINING"),
            Self::Expire { days: Some(days), per_user } => {
                write!(f, "EXPIRE {days}{}", user(*per_user))
            }
            Self::Expire { days: None, per_user } => write!(f, "EXPIRE NEVER{}", user(*per_user)),
            Self::Uidl => f.write_str("UIDL"),
            Self::Implementation(name) => write!(f, "IMPLEMENTATION {name}"),
            Self::Stls => f.write_str("STLS"),
            Self::Utf8 { user: with } => write!(f, "UTF8{}", user(*with)),
            Self::Lang => f.write_str("LANG"),
            Self::Other(line) => f.write_str(line),
        }
    }
}
