//! What stands behind the `#` of the page's address: a run, and what of it is looked at. Described in
//! `docs/formats.md`.
//!
//! It may come from anybody, and from another version: what is not understood is left out.

use core::fmt;
use core::str::FromStr;

use mailscope_base::{DeviceId, EmailId, ProviderId};
use mailscope_sim::{EntryId, Holder};

use crate::{Desk, Whom};

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
    /// Whom one looks into: `inside=server.0`, `inside=dns`, `inside=device.1`, `inside=costs`.
    pub inside: Option<Whom>,
    /// The line that is explained, as an entry of the trace: `line=120`.
    pub line: Option<u32>,
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

impl Desk {
    /// Whether there is what a question asks about: a link may name anything.
    pub fn can_ask(&self, question: Question) -> bool {
        let world = self.world();
        match question {
            Question::Entry(entry) => {
                let worlds = [world, self.history.furthest()];
                worlds.iter().any(|world| world.trace().get(EntryId(entry)).is_some())
            }
            Question::Cell(Holder::Device(device), email) => {
                world.device(device).is_some() && world.mail(email).is_some()
            }
            Question::Cell(Holder::Server(provider), email) => {
                world.provider_of(provider).is_some() && world.mail(email).is_some()
            }
        }
    }

    /// Whether that device is in the world at this moment.
    pub fn is_there(&self, device: DeviceId) -> bool {
        self.world().has_device(device)
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
            // What is understood counts, the last of each name.
            match name {
                "run" => read.run = Some(part.to_owned()),
                "view" if plain => read.view = Some(value.to_owned()),
                "hand" => read.hand = number(value).map(DeviceId).or(read.hand),
                "why" => read.why = value.parse().ok().or(read.why),
                "inside" => read.inside = whom(value).or(read.inside),
                "line" => read.line = number(value).or(read.line),
                _ => {}
            }
        }
        read
    }
}

/// Digits and nothing else.
fn number<N: FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn whom(text: &str) -> Option<Whom> {
    match text.split_once('.') {
        Some(("server", id)) => number(id).map(|id| Whom::Server(ProviderId(id))),
        Some(("device", id)) => number(id).map(|id| Whom::Device(DeviceId(id))),
        None if text == "dns" => Some(Whom::NameServers),
        None if text == "costs" => Some(Whom::Costs),
        _ => None,
    }
}

fn name_of(whom: Whom) -> String {
    match whom {
        Whom::Server(id) => format!("server.{}", id.0),
        Whom::NameServers => "dns".to_owned(),
        Whom::Device(id) => format!("device.{}", id.0),
        Whom::Costs => "costs".to_owned(),
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
        parts.extend(self.inside.map(|whom| format!("inside={}", name_of(whom))));
        parts.extend(self.line.map(|entry| format!("line={entry}")));
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
            "device" => Some(Holder::Device(DeviceId(self::number(number)?))),
            "server" => Some(Holder::Server(ProviderId(self::number(number)?))),
            _ => None,
        };
        match parts.as_slice() {
            ["entry", entry] => self::number(entry).map(Self::Entry),
            [kind, number, "mail", mail] => holder(kind, number)
                .and_then(|holder| Some(Self::Cell(holder, EmailId(self::number(mail)?)))),
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
            inside: Some(Whom::Server(ProviderId(3))),
            line: Some(120),
        };
        let text = fragment.to_string();
        assert_eq!(
            text,
            "run=AbC-_9&view=wire&hand=2&why=device.1.mail.4&inside=server.3&line=120",
        );
        assert_eq!(Fragment::read(&text), fragment);
        assert_eq!(Fragment::read(&format!("#{text}")), fragment);
        let entry = Fragment { why: Some(Question::Entry(120)), ..Fragment::default() };
        assert_eq!(Fragment::read(&entry.to_string()), entry);
        let server = Question::Cell(Holder::Server(ProviderId(1)), EmailId(0));
        assert_eq!(server.to_string().parse(), Ok(server));
        for whom in [Whom::NameServers, Whom::Costs, Whom::Device(DeviceId(7))] {
            let inside = Fragment { inside: Some(whom), ..Fragment::default() };
            assert_eq!(Fragment::read(&inside.to_string()), inside);
        }
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
            "why=device.+1.mail.2",
            "hand=+1",
            "hand=%31",
            "inside=cloud",
            "inside=server",
            "inside=server.",
            "inside=server.-1",
            "inside=dns.1",
            "inside=device.99999999999999999999",
            "line=",
            "line=4294967296",
            "line=1.5",
            "VIEW=wire",
            "&&&==&",
        ] {
            assert_eq!(Fragment::read(strange), Fragment::default(), "{strange}");
        }
        let long = format!("view={}", "a".repeat(100_000));
        assert_eq!(Fragment::read(&long), Fragment::default());
    }
    #[test]
    fn strange_parts_leave_the_others_alone() {
        let read =
            Fragment::read("#moon=full&run=xyz&hand=x&view=wire&&why=cloud.1.mail.2&line=7&x");
        let whole = Fragment {
            run: Some("run=xyz".to_owned()),
            view: Some("wire".to_owned()),
            line: Some(7),
            ..Fragment::default()
        };
        assert_eq!(read, whole);
    }

    #[test]
    fn order_is_free_and_the_last_that_is_understood_counts() {
        let read = Fragment::read("line=7&hand=1&view=wire&hand=2&hand=x&view=inside");
        assert_eq!(read.hand, Some(DeviceId(2)));
        assert_eq!(read.view.as_deref(), Some("inside"));
        assert_eq!(read.line, Some(7));
    }
}
