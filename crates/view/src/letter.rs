//! What a person writes: from the fields of a form to what the mail app sends, and back.

use mail_parser::{Addr, Address as Written, MessageParser};
use mailscope_base::{Address, DeviceId, EmailId};
use mailscope_sim::client::{Draft, LocalMessage};
use mailscope_sim::{Tap, World};

use crate::Text;
use crate::reading::{body, printable};

/// Characters of a subject that an answer takes over.
const SUBJECT_CHARS_MAX: usize = 200;
/// Characters of the text that an answer quotes.
const QUOTE_CHARS_MAX: usize = 4_000;

/// A mail that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The addresses, as the person wrote them.
    pub to: String,
    /// Who gets a copy, likewise.
    pub copy: String,
    /// Who gets a copy without the others seeing that, likewise.
    pub blind: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Whether the sender wants to be told that it was delivered.
    pub receipt: bool,
    /// The mail that it answers.
    pub answers: Option<EmailId>,
    /// The unfinished mail that it was.
    pub continues: Option<EmailId>,
}

impl Letter {
    /// An answer to `mail`, with nothing of its own yet. `Re: ` stands before a subject once (RFC 5322
    /// §3.6.5).
    pub(crate) fn answering(email: EmailId, message: &LocalMessage, text: Option<&str>) -> Self {
        let subject = printable(&message.summary.subject, SUBJECT_CHARS_MAX);
        let again = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
        let quoted: String = text.unwrap_or_default().chars().take(QUOTE_CHARS_MAX).collect();
        let quoted: String =
            quoted.trim_end().lines().flat_map(|line| ["> ", line, "\n"]).collect();
        Self {
            to: printable(&message.summary.address, SUBJECT_CHARS_MAX),
            subject: if again { subject } else { format!("Re: {subject}") },
            text: if quoted.is_empty() { quoted } else { format!("\n\n{quoted}") },
            answers: Some(email),
            ..Self::default()
        }
    }

    /// What has been written so far of an unfinished mail.
    pub(crate) fn continuing(email: EmailId, message: &LocalMessage) -> Option<Self> {
        let content = message.body.as_ref()?;
        let parsed = MessageParser::default().parse_headers(&content[..]);
        let parsed = parsed.as_ref();
        let named = |written: Option<&Written<'_>>| written.map(addresses).unwrap_or_default();
        Some(Self {
            to: named(parsed.and_then(|mail| mail.to())),
            copy: named(parsed.and_then(|mail| mail.cc())),
            blind: named(parsed.and_then(|mail| mail.bcc())),
            subject: printable(&message.summary.subject, SUBJECT_CHARS_MAX),
            text: body(content).0,
            continues: Some(email),
            ..Self::default()
        })
    }

    /// What happens when the person presses "Send".
    pub(crate) fn send(&self, world: &World, device: DeviceId) -> Result<Tap, Text> {
        let draft = self.draft(world, device)?;
        if [&draft.to, &draft.cc, &draft.bcc].iter().all(|people| people.is_empty()) {
            return Err(Text::new("error-no-recipient"));
        }
        Ok(match (self.continues, self.answers) {
            (Some(former), _) => Tap::SendDraft(former, draft),
            (None, Some(answered)) => Tap::Reply(answered, draft),
            (None, None) => Tap::Send(draft),
        })
    }

    /// What happens when the person keeps it for later.
    pub(crate) fn keep(&self, world: &World, device: DeviceId) -> Result<Tap, Text> {
        Ok(Tap::SaveDraft(self.continues, self.draft(world, device)?))
    }

    fn draft(&self, world: &World, device: DeviceId) -> Result<Draft, Text> {
        Ok(Draft {
            to: people(&self.to)?,
            cc: people(&self.copy)?,
            bcc: people(&self.blind)?,
            subject: self.subject.clone(),
            text: self.text.clone(),
            in_reply_to: self.answers.and_then(|answered| world.find(device, answered)),
            request_dsn: self.receipt,
            ..Draft::default()
        })
    }
}

/// The addresses in a field of the form, with commas between them.
fn people(written: &str) -> Result<Vec<Address>, Text> {
    let words = written.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
    words.map(address).collect()
}

/// An address as people write it: alone, or in angle brackets behind a name.
fn address(word: &str) -> Result<Address, Text> {
    let bare = match word.rsplit_once('<') {
        Some((_, rest)) => rest.trim_end_matches('>'),
        None => word,
    };
    let halves = bare.trim().rsplit_once('@');
    let whole = |half: &str| !half.is_empty() && !half.contains(char::is_whitespace);
    match halves {
        Some((local, domain)) if whole(local) && whole(domain) => Ok(Address::new(local, domain)),
        _ => Err(Text::new("error-no-address").words("words", printable(word, 80))),
    }
}

fn addresses(written: &Written<'_>) -> String {
    let each = |addr: &Addr<'_>| addr.address.as_deref().map(str::to_owned);
    written.iter().filter_map(each).collect::<Vec<_>>().join(", ")
}
