//! One host with its queue, whose resolver and network are the test.

use std::sync::Arc;

use mailscope_base::{
    AccountId, Address, DateTime, Duration, EmailId, EnhancedCode, Envelope, Instant, Notify, Prng,
    QueueId, Recipient, UidValidity, WallClock,
};
use mailscope_server::ServerEvent;
use mailscope_server::mta::{
    CHOICES, MailHost, Mta, MtaCx, MtaInput, MtaOutput, MtaPolicy, Route, TransferId,
};
use mailscope_store::{Change, Mail, SpoolChange, Store};
use mailscope_wire::smtp::{RecipientResult, Reply, Stage, TransferReport};

pub(crate) const START: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 60 };
pub(crate) const MAIL: &str = "Received: from laptop by mx.nord.example\r\n\
    From: Ada Sommer <ada@nord.example>\r\n\
    To: Ben Winter <ben@sued.example>\r\n\
    Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from the sea\r\n\
    Date: Thu, 05 Mar 2026 08:00:00 +0100\r\n\
    Message-ID: <1@nord.example>\r\n\
    \r\n\
    The tide is out.\r\n";

/// `mx.nord.example`, where mail for `nord.example` ends.
pub(crate) struct Host {
    pub(crate) store: Store,
    pub(crate) mta: Mta,
    pub(crate) now: Instant,
    rng: Prng,
    /// What happened since it was looked at.
    pub(crate) out: Vec<MtaOutput>,
}

impl Host {
    pub(crate) fn new(policy: MtaPolicy) -> Self {
        let mut store = Store::new(UidValidity::new(1).unwrap()).on_host("mx.nord.example");
        store.create_account("ada", "nord.example", "secret");
        store.create_account("lena", "nord.example", "secret");
        let mta = Mta::new(policy);
        Self { store, mta, now: Instant::START, rng: Prng::new(1), out: Vec::new() }
    }

    /// A session has accepted a message.
    pub(crate) fn accept(&mut self, envelope: Envelope, mail: &str) -> QueueId {
        let change = self.store.enqueue(envelope, Mail::new(mail.as_bytes().to_vec()), self.now);
        let change = change.unwrap();
        let id = change.id;
        self.out.push(MtaOutput::Event(ServerEvent::Spooled(change)));
        id
    }

    pub(crate) fn input(&mut self, input: MtaInput) {
        let clock = WallClock { start: START };
        let mut cx = MtaCx {
            now: self.now,
            clock,
            rng: &mut self.rng,
            store: &mut self.store,
            out: &mut self.out,
        };
        self.mta.handle(input, &mut cx);
        for output in &self.out {
            if let MtaOutput::Chose(choice) = output {
                assert!(CHOICES.contains(&choice.0), "{choice:?} is declared");
            }
        }
    }

    pub(crate) fn wake(&mut self) {
        self.input(MtaInput::Wake);
    }

    /// The host is started anew: what was under way is gone.
    pub(crate) fn restart(&mut self) {
        self.mta = Mta::new(self.mta.policy());
    }

    /// The next deadline up to `until`, if there is one: its moment comes.
    pub(crate) fn next_deadline(&mut self, until: Instant) -> bool {
        let Some(deadline) = self.mta.deadline(&self.store).filter(|one| one.at <= until) else {
            return false;
        };
        self.now = self.now.max(deadline.at);
        self.wake();
        true
    }

    /// All mail of an INBOX, in its order.
    pub(crate) fn inbox(&self, account: AccountId) -> Vec<(EmailId, Mail)> {
        let inbox = self.store.account(account).unwrap().mailbox("INBOX").unwrap();
        inbox.messages().iter().map(|one| (one.email, one.mail.clone())).collect()
    }
}

pub(crate) fn address(text: &str) -> Address {
    let (local_part, domain) = text.rsplit_once('@').unwrap_or((text, ""));
    Address::new(local_part, domain)
}

/// From `ada@nord.example` to plain recipients.
pub(crate) fn envelope(from: &str, to: &[&str]) -> Envelope {
    let recipients = to.iter().map(|to| Recipient::plain(address(to))).collect();
    let reverse_path = (!from.is_empty()).then(|| address(from));
    Envelope { reverse_path, recipients, ..Envelope::default() }
}

/// `mx1@10=192.0.2.1,192.0.2.2`
pub(crate) fn mail_host(text: &str) -> MailHost {
    let (name, rest) = text.split_once('@').unwrap();
    let (preference, addresses) = rest.split_once('=').unwrap();
    let addresses = addresses.split(',').filter(|one| !one.is_empty());
    MailHost {
        preference: preference.parse().unwrap(),
        name: name.into(),
        addresses: addresses.map(|one| one.parse().unwrap()).collect(),
    }
}

pub(crate) fn route(words: &[&str]) -> Route {
    match words {
        ["null-mx"] => Route::NullMx,
        ["no-such-domain"] => Route::NoSuchDomain,
        ["no-host"] => Route::NoHost,
        ["unknown", ..] => Route::Unknown("the name servers are silent"),
        hosts => Route::Hosts(hosts.iter().map(|one| mail_host(one)).collect()),
    }
}

/// `250 2.0.0 taken`, as a reply of one line.
pub(crate) fn reply(text: &str) -> Reply {
    let (code, text) = text.split_once(' ').unwrap();
    let enhanced = text.split_once(' ').and_then(|(word, text)| {
        let mut numbers = word.split('.').map(str::parse::<u16>);
        let mut number = || numbers.next()?.ok();
        let (class, subject, detail) = (number()?, number()?, number()?);
        Some((EnhancedCode::new(u8::try_from(class).ok()?, subject, detail), text))
    });
    match enhanced {
        Some((enhanced, text)) => Reply::new(code.parse().unwrap(), Some(enhanced), text),
        None => Reply::new(code.parse().unwrap(), None, text),
    }
}

fn stage(name: &str) -> Stage {
    match name {
        "connect" => Stage::Connect,
        "greeting" => Stage::Greeting,
        "hello" => Stage::Hello,
        "starttls" => Stage::StartTls,
        "mail" => Stage::Mail,
        "rcpt" => Stage::Rcpt,
        "data" => Stage::Data,
        "end" => Stage::DataEnd,
        other => panic!("{other} is no stage"),
    }
}

/// `250 ok`, `rcpt 550 no`, `connect -`.
pub(crate) fn result(text: &str) -> RecipientResult {
    match text.split_once(' ').unwrap() {
        (code, _) if code.starts_with('2') => RecipientResult::Accepted(reply(text)),
        (at, "-") => RecipientResult::NoAnswer { stage: stage(at), why: "connection refused" },
        (at, text) => RecipientResult::Refused { stage: stage(at), reply: reply(text) },
    }
}

pub(crate) fn report(recipients: Vec<RecipientResult>, dsn_passed_on: bool) -> TransferReport {
    TransferReport { recipients, dsn_passed_on, through_tls: false }
}

pub(crate) fn transfer(number: u64, results: &[&str]) -> MtaInput {
    let results = results.iter().map(|one| result(one)).collect();
    MtaInput::Transferred(TransferId(number), report(results, false))
}

pub(crate) fn routed(domain: &str, hosts: &[&str]) -> MtaInput {
    MtaInput::Routed(Arc::from(domain), route(hosts))
}

pub(crate) fn notify(words: &str) -> Notify {
    if words == "NEVER" {
        return Notify::Never;
    }
    let has = |word| words.split(',').any(|one| one == word);
    Notify::On { success: has("SUCCESS"), failure: has("FAILURE"), delay: has("DELAY") }
}

pub(crate) fn spooled(output: &MtaOutput) -> Option<&SpoolChange> {
    match output {
        MtaOutput::Event(ServerEvent::Spooled(change)) => Some(change),
        _ => None,
    }
}

pub(crate) fn changed(output: &MtaOutput) -> Option<&Change> {
    match output {
        MtaOutput::Event(ServerEvent::Changed(change)) => Some(change),
        _ => None,
    }
}

/// A moment as stories write it: `4h05m`, `5d`.
pub(crate) fn moment(at: Instant) -> String {
    let mins = at.as_micros() / 60_000_000;
    let (days, hours, mins) = (mins / 1_440, mins / 60 % 24, mins % 60);
    format!("{days}d {hours:02}:{mins:02}")
}

pub(crate) fn mins(mins: u64) -> Duration {
    Duration::from_mins(mins)
}
