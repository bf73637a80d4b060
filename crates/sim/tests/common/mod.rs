//! Ada at nord.example writes to Ben at sued.example, in a world to which each test adds its own
//! trouble.

#![allow(dead_code, reason = "each test binary uses its own part")]

use bytes::Bytes;
use mailscope_base::{DeviceId, Duration, EmailId, Instant, ProviderId};
use mailscope_sim::store::spool::{Action as Reported, RecipientState};
use mailscope_sim::store::{ChangeKind, Mail, SpoolChangeKind};
use mailscope_sim::{Fact, Place, Scenario, World};

/// Turns that no story of a few days needs.
const TURNS_MAX: usize = 200_000;

pub(crate) const NORD: ProviderId = ProviderId(0);
pub(crate) const SUED: ProviderId = ProviderId(1);
pub(crate) const LAPTOP: DeviceId = DeviceId(0);

/// The parts of a scenario that tests change.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) to: String,
    pub(crate) text: String,
    /// Lines for the two providers.
    pub(crate) nord: String,
    pub(crate) sued: String,
    /// Lines for Ben.
    pub(crate) ben: String,
    /// Lines for Ada's laptop.
    pub(crate) laptop: String,
    /// What its settings for sending are.
    pub(crate) sending: String,
    /// Tables at the end.
    pub(crate) more: String,
    /// Lines for the network.
    pub(crate) network: String,
}

impl Default for Story {
    fn default() -> Self {
        Self {
            to: "ben@sued.example".to_owned(),
            text: "Hast du am Freitag Zeit?".to_owned(),
            nord: String::new(),
            sued: String::new(),
            ben: String::new(),
            laptop: String::new(),
            sending: "tls = \"never\", sent = \"none\"".to_owned(),
            more: String::new(),
            network: "latency_ms = 15".to_owned(),
        }
    }
}

impl Story {
    pub(crate) fn scenario(&self) -> Scenario {
        let Self { to, text, nord, sued, ben, laptop, sending, more, network } = self;
        let toml = format!(
            r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[network]
{network}

[[provider]]
name = "nord.example"
uid_validity = 1732
{nord}
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"

[[provider]]
name = "sued.example"
uid_validity = 4021
{sued}
  [[provider.user]]
  name = "ben"
  password = "Wolke-12"
  {ben}

[[device]]
kind = "laptop"
user = "ada"
latency_ms = 18
protocol = "imap"
check = "manual"
sending = {{ {sending} }}
{laptop}

[[action]]
at = "5 s"
device = "ada's laptop"
send = {{ to = ["{to}"], subject = "Pizza?", text = "{text}" }}
{more}
"#
        );
        let file = |name: &str| {
            let mail = "From: oma@nord.example\r\nSubject: Kuchen\r\n\r\nLiebe Ada!\r\n";
            (name == "kuchen.eml").then(|| Bytes::from_static(mail.as_bytes()))
        };
        Scenario::parse(&toml, file).unwrap_or_else(|error| panic!("{error}\n{toml}"))
    }

    pub(crate) fn world(&self) -> World {
        World::new(&self.scenario(), 1)
    }

    /// The world after so much time.
    pub(crate) fn after(&self, time: Duration) -> World {
        let mut world = self.world();
        world.run_until(Instant::START + time, TURNS_MAX);
        world
    }
}

pub(crate) const fn minutes(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

pub(crate) const fn hours(hours: u64) -> Duration {
    Duration::from_mins(hours * 60)
}

/// The mails in the INBOX of a provider's first account, oldest first.
pub(crate) fn inbox(world: &World, provider: ProviderId) -> Vec<Mail> {
    let provider = world.provider_of(provider).expect("there is that provider");
    let account = provider.store.account(provider.account).expect("there is an account");
    let inbox = account.mailbox("INBOX").expect("there is an INBOX");
    inbox.messages().iter().map(|message| message.mail.clone()).collect()
}

pub(crate) fn queued(world: &World, provider: ProviderId) -> usize {
    world.provider_of(provider).expect("there is that provider").store.spool().len()
}

/// Whether one of Ben's mails is the letter.
pub(crate) fn is_letter(mail: &Mail) -> bool {
    mail.summary().subject.as_deref() == Some("Pizza?")
}

/// How many times Ben has the letter.
pub(crate) fn letters(world: &World) -> usize {
    inbox(world, SUED).iter().filter(|mail| is_letter(mail)).count()
}

/// The reports that Ada has got, as text.
pub(crate) fn reports(world: &World) -> Vec<String> {
    let mails = inbox(world, NORD);
    mails.iter().map(|mail| String::from_utf8_lossy(mail.bytes()).into_owned()).collect()
}

/// Every reply of `provider`'s relay to the letter's transaction, with its moment.
pub(crate) fn replies(world: &World, code: &str) -> Vec<Instant> {
    let sent = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Sent { frame, .. } if frame.bytes.starts_with(code.as_bytes()) => Some(entry.at),
        _ => None,
    });
    sent.collect()
}

/// The moment at which the letter came into Ben's INBOX first.
pub(crate) fn delivered_at(world: &World) -> Option<Instant> {
    world.trace().iter().find_map(|entry| match (&entry.fact, entry.place) {
        (Fact::Stored(change), Place::Server(SUED))
            if matches!(change.kind, ChangeKind::Appended { .. }) =>
        {
            Some(entry.at)
        }
        _ => None,
    })
}

/// What was reported to the sender of the letter, with the moments.
pub(crate) fn reported(world: &World) -> Vec<(Reported, Instant)> {
    let told = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Spooled(change) => match &change.kind {
            SpoolChangeKind::Reported { action, .. } => Some((*action, entry.at)),
            _ => None,
        },
        _ => None,
    });
    told.collect()
}

/// What became of the letter's recipient at nord.example, in the end: the status and the words.
pub(crate) fn failed_with(world: &World) -> Option<String> {
    world.trace().iter().rev().find_map(|entry| match &entry.fact {
        Fact::Spooled(change) => match &change.kind {
            SpoolChangeKind::Recipient { state: RecipientState::Failed(answer), .. } => {
                Some(format!("{} {}", answer.status, answer.text))
            }
            _ => None,
        },
        _ => None,
    })
}

/// A report of this kind is what RFC 3464 asks for: it goes to Ada, from nobody, and names Ben.
pub(crate) fn check_report(text: &str, action: &str, status: &str, recipient: &str) {
    let wanted = [
        "Content-Type: multipart/report; report-type=delivery-status".to_owned(),
        format!("Action: {action}"),
        format!("Status: {status}"),
        format!("Final-Recipient: rfc822;{recipient}"),
    ];
    let plain =
        text.to_ascii_lowercase().replace("\r\n\t", " ").replace("\r\n ", " ").replace('"', "");
    let squeezed = plain.replace("rfc822; ", "rfc822;");
    for line in wanted {
        assert!(squeezed.contains(&line.to_ascii_lowercase()), "no {line} in\n{text}");
    }
}

pub(crate) fn email_count(world: &World) -> usize {
    world.emails().collect::<Vec<EmailId>>().len()
}
