//! A school day to which each test adds its own devices: Ada at nord.example with three mails, Ben
//! at sued.example, and a terminal at Ada's POP3 service.

use bytes::Bytes;
use mailscope_base::{DeviceId, Duration, EmailId, ProviderId};
use mailscope_sim::{
    Action, Freshness, Holder, Knowledge, MailName, Scenario, Tap, TerminalId, World, by_name,
    holder_named,
};

/// Turns that no story here needs.
const TURNS_MAX: usize = 100_000;

pub(crate) const NORD: Holder = Holder::Server(ProviderId(0));
pub(crate) const TELNET: TerminalId = TerminalId(0);
pub(crate) const CAKE: &str = "Kuchen am Sonntag";
pub(crate) const OLD: &str = "Ferien";

/// The parts of the stage that tests change: tables and lines of a scenario.
#[derive(Clone, Default)]
pub(crate) struct Stage {
    /// Lines for nord.example.
    pub(crate) nord: &'static str,
    /// Mail of Ada instead of the three.
    pub(crate) mail: Option<&'static str>,
    /// Tables of devices.
    pub(crate) devices: String,
    /// More tables: faults, actions.
    pub(crate) more: &'static str,
}

/// An IMAP device with these lines.
pub(crate) fn imap(kind: &str, lines: &str) -> String {
    device(kind, &format!("protocol = \"imap\"\n{lines}"))
}

/// A POP3 device with these lines.
pub(crate) fn pop3(kind: &str, lines: &str) -> String {
    device(kind, &format!("protocol = \"pop3\"\n{lines}"))
}

fn device(kind: &str, lines: &str) -> String {
    format!("[[device]]\nkind = \"{kind}\"\nname = \"{kind}\"\nlatency_ms = 20\n{lines}\n\n")
}

pub(crate) const IDLE: &str = "check = \"idle\"";
pub(crate) const MANUAL: &str = "check = \"manual\"";
pub(crate) const POLL: &str = "check = { minutes = 15 }";

fn mail(name: &str) -> Option<Bytes> {
    let (subject, id, date) = match name {
        "kuchen.eml" => (CAKE, "kuchen", "Mon, 2 Mar 2026"),
        "mathe.eml" => ("Mathe: Aufgabe 5", "mathe", "Mon, 2 Mar 2026"),
        "ferien.eml" => (OLD, "ferien", "Sun, 1 Feb 2026"),
        _ => return None,
    };
    let text = format!(
        "From: Oma <oma@nord.example>\r\nTo: ada@nord.example\r\nSubject: {subject}\r\n\
         Date: {date} 08:00:00 +0100\r\nMessage-ID: <{id}@nord.example>\r\n\r\n\
         Liebe Ada!\r\n"
    );
    Some(Bytes::from(text))
}

/// The mail that arrives later.
pub(crate) fn late_mail() -> Bytes {
    Bytes::from_static(
        b"From: ben@sued.example\r\nSubject: Treffen\r\nMessage-ID: <treffen@sued.example>\r\n\r\n\
          Um drei?\r\n",
    )
}

impl Stage {
    pub(crate) fn with(devices: &[String]) -> Self {
        Self { devices: devices.concat(), ..Self::default() }
    }

    pub(crate) fn scenario(&self) -> Scenario {
        let Self { nord, mail: own, devices, more } = self;
        let mails = own.unwrap_or(
            "{ file = \"kuchen.eml\" }, { file = \"mathe.eml\" }, { file = \"ferien.eml\" }",
        );
        let boxes = if nord.contains("profile") {
            ""
        } else {
            "mailbox = [{ name = \"Schule\" }, { name = \"Sent\", role = \"sent\" }, \
             { name = \"Trash\", role = \"trash\" }, { name = \"Drafts\", role = \"drafts\" }]"
        };
        let toml = format!(
            r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
{nord}
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  {boxes}
  mail = [{mails}]

[[provider]]
name = "sued.example"
uid_validity = 4021
  [[provider.user]]
  name = "ben"
  password = "Wolke-12"

[[terminal]]
name = "telnet"
service = "pop3"

[[terminal]]
name = "openssl"
service = "imap"

{devices}
{more}
"#
        );
        Scenario::parse(&toml, mail).unwrap_or_else(|error| panic!("{error}\n{toml}"))
    }

    /// The world before anything has happened.
    pub(crate) fn empty(&self) -> World {
        World::new(&self.scenario(), 1)
    }

    /// The world after the first minute: everybody has looked at the mail.
    pub(crate) fn world(&self) -> World {
        let mut world = self.empty();
        pass(&mut world, 60);
        world
    }
}

/// Lets so many seconds pass.
pub(crate) fn pass(world: &mut World, seconds: u64) {
    let until = world.now() + Duration::from_secs(seconds);
    world.run_until(until, TURNS_MAX);
}

pub(crate) fn holder(world: &World, name: &str) -> Holder {
    holder_named(world, name).unwrap_or_else(|| panic!("nobody is called {name}"))
}

pub(crate) fn device_id(world: &World, name: &str) -> DeviceId {
    match holder(world, name) {
        Holder::Device(device) => device,
        Holder::Server(_) => panic!("{name} is no device"),
    }
}

/// What somebody knows of a mail.
pub(crate) fn known(world: &World, who: &str, subject: &str) -> Knowledge {
    let name = MailName(subject.to_owned());
    let known = by_name(world, holder(world, who), &name);
    known.unwrap_or_else(|| panic!("no mail is called {subject}"))
}

/// How somebody stands to a mail, and the id of the reason.
pub(crate) fn judged(world: &World, who: &str, subject: &str) -> (Freshness, &'static str) {
    let known = known(world, who, subject);
    (known.freshness, known.why.id())
}

pub(crate) fn email(world: &World, subject: &str) -> EmailId {
    let name = MailName(subject.to_owned());
    let found = world.emails_named(&name).next();
    found.unwrap_or_else(|| panic!("no mail is called {subject}"))
}

/// A person does something, and nothing follows yet.
pub(crate) fn tap(world: &mut World, device: &str, tap: Tap) {
    let device = device_id(world, device);
    world.inject(&Action::Tap(device, tap)).expect("it can be done");
}

/// A person does something, with all that follows within some seconds.
pub(crate) fn tap_and_wait(world: &mut World, device: &str, what: Tap) {
    tap(world, device, what);
    pass(world, 10);
}

pub(crate) fn online(world: &mut World, device: &str, online: bool) {
    let device = device_id(world, device);
    world.inject(&Action::SetOnline(device, online)).expect("there is the device");
}

/// Calls the POP3 service from the terminal and logs in.
pub(crate) fn call_pop3(world: &mut World) {
    world.inject(&Action::Dial(TELNET)).expect("it can call");
    pass(world, 2);
    type_lines(world, &["USER ada", "PASS Seestern-7"]);
}

pub(crate) fn type_lines(world: &mut World, lines: &[&str]) {
    for line in lines {
        world.inject(&Action::type_line(TELNET, line)).expect("it can be typed");
        pass(world, 2);
    }
}

/// Steps until somebody's reason is that one.
pub(crate) fn until(world: &mut World, who: &str, subject: &str, why: &str) {
    for _ in 0..TURNS_MAX {
        if known(world, who, subject).why.id() == why {
            return;
        }
        assert!(world.step(), "nothing more happens, and {why} never was");
    }
    panic!("{why} never was");
}
