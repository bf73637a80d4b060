//! What stands behind the `#` of the page's address: a run, and what of it is looked at. Described in
//! `docs/formats.md`.
//!
//! It may come from anybody, and from another version: what is not understood is left out.

use core::fmt;
use core::str::FromStr;

use mailscope_base::{DeviceId, EmailId, ProviderId};
use mailscope_sim::{EntryId, Holder};

/// Characters of a name in a fragment.
const NAME_CHARS_MAX: usize = 32;

/// The parts of a fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The run, as [`Desk::link`](crate::Desk::link) writes it: `run=…`.
    pub run: Option<String>,
    /// The view: `view=wire`.
    pub view: Option<String>,
    /// The device in the hand: `hand=2`.
    pub hand: Option<DeviceId>,
    /// The question that the panel answers: `why=entry.120`, `why=device.1.mail.4`.
    pub why: Option<Question>,
}

/// Something that a person asks why of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// An entry of the trace.
    Entry(u32),
    /// What a holder has of a mail.
    Cell(Holder, EmailId),
}

impl Question {
    /// The entry as the trace numbers it.
    pub const fn entry(entry: EntryId) -> Self {
        Self::Entry(entry.0)
    }
}

impl Fragment {
    /// Reads what stands behind the `#`, with it or without.
    pub fn read(fragment: &str) -> Self {
        let mut read = Self::default();
        for part in fragment.trim_start_matches('#').split('&') {
            let Some((name, value)) = part.split_once('=') else { continue };
            let plain = value.len() <= NAME_CHARS_MAX
                && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
            match name {
                "run" => read.run = Some(part.to_owned()),
                "view" if plain => read.view = Some(value.to_owned()),
                "hand" => read.hand = value.parse().ok().map(DeviceId),
                "why" => read.why = value.parse().ok(),
                _ => {}
            }
        }
        read
    }
}

/// Without the `#`.
impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.run.clone());
        parts.extend(self.view.as_ref().map(|view| format!("view={view}")));
        parts.extend(self.hand.map(|hand| format!("hand={}", hand.0)));
        parts.extend(self.why.map(|why| format!("why={why}")));
        f.write_str(&parts.join("&"))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(entry) => write!(f, "entry.{entry}"),
            Self::Cell(Holder::Device(device), email) => {
                write!(f, "device.{}.mail.{}", device.0, email.0)
            }
            Self::Cell(Holder::Server(provider), email) => {
                write!(f, "server.{}.mail.{}", provider.0, email.0)
            }
        }
    }
}

/// It is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoQuestion;

impl FromStr for Question {
    type Err = NoQuestion;

    fn from_str(text: &str) -> Result<Self, NoQuestion> {
        let parts: Vec<&str> = text.split('.').collect();
        let holder = |kind: &str, number: &str| match kind {
            "device" => Some(Holder::Device(DeviceId(number.parse().ok()?))),
            "server" => Some(Holder::Server(ProviderId(number.parse().ok()?))),
            _ => None,
        };
        match parts.as_slice() {
            ["entry", entry] => entry.parse().ok().map(Self::Entry),
            [kind, number, "mail", mail] => holder(kind, number)
                .and_then(|holder| Some(Self::Cell(holder, EmailId(mail.parse().ok()?)))),
            _ => None,
        }
        .ok_or(NoQuestion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let fragment = Fragment {
            run: Some("run=AbC-_9".to_owned()),
            view: Some("wire".to_owned()),
            hand: Some(DeviceId(2)),
            why: Some(Question::Cell(Holder::Device(DeviceId(1)), EmailId(4))),
        };
        let text = fragment.to_string();
        assert_eq!(text, "run=AbC-_9&view=wire&hand=2&why=device.1.mail.4");
        assert_eq!(Fragment::read(&text), fragment);
        assert_eq!(Fragment::read(&format!("#{text}")), fragment);
        let entry = Fragment { why: Some(Question::Entry(120)), ..Fragment::default() };
        assert_eq!(Fragment::read(&entry.to_string()), entry);
        let server = Question::Cell(Holder::Server(ProviderId(1)), EmailId(0));
        assert_eq!(server.to_string().parse(), Ok(server));
    }

    #[test]
    fn a_run_alone_is_a_fragment() {
        let read = Fragment::read("#run=xyz");
        assert_eq!(read, Fragment { run: Some("run=xyz".to_owned()), ..Fragment::default() });
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        for strange in [
            "",
            "#",
            "lesson=3",
            "view=<script>",
            "view=%3Cscript%3E",
            "hand=-1",
            "hand=99999999999999999999",
            "why=entry",
            "why=entry.x",
            "why=device.1.mail",
            "why=cloud.1.mail.2",
            "&&&==&",
        ] {
            assert_eq!(Fragment::read(strange), Fragment::default(), "{strange}");
        }
        let long = format!("view={}", "a".repeat(100_000));
        assert_eq!(Fragment::read(&long), Fragment::default());
    }
}
