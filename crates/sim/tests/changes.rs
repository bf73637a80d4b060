//! What changes in the middle of a run: devices, links, settings, numbers; each by the file and as an
//! action.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{AccountId, DeviceId, Duration, Instant, ProviderId};
use mailscope_sim::client::{AfterFetch, CheckFor, Protocol};
use mailscope_sim::store::ChangeKind;
use mailscope_sim::{
    Action, DeviceKind, Fact, Link, Loss, NewDevice, NotPossible, Place, PolicyChange, Scenario,
    World,
};

const LAPTOP: DeviceId = DeviceId(0);
const NORD: ProviderId = ProviderId(0);
const KUCHEN: &[u8] = b"From: oma@nord.example\r\nSubject: Kuchen\r\n\r\nLiebe Ada!\r\n";

fn world(protocol: &str, more: &str) -> World {
    let toml = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  mail = [{{ file = "kuchen.eml" }}, {{ file = "kuchen.eml", flags = ["\\Seen"] }}]
  [[provider.user]]
  name = "ben"
  password = "Wolke-12"

[[device]]
kind = "laptop"
name = "laptop"
latency_ms = 18
{protocol}
tls = "never"
{more}
"#
    );
    let file = |name: &str| (name == "kuchen.eml").then(|| Bytes::from_static(KUCHEN));
    let scenario = Scenario::parse(&toml, file).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    World::new(&scenario, 1)
}

const IDLE: &str = "protocol = \"imap\"\ncheck = \"idle\"";

fn run(world: &mut World, seconds: u64) {
    world.run_until(Instant::START + Duration::from_secs(seconds), 100_000);
}

fn said(world: &World, text: &str) -> Option<Instant> {
    let frames = world.trace().sent();
    let of = |bytes: &[u8]| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    let mut said =
        frames.filter(|entry| matches!(&entry.fact, Fact::Sent { frame, .. } if of(&frame.bytes)));
    said.next().map(|entry| entry.at)
}

/// RFC 9051 §2.3.1.1: UIDs that do not persist have a greater UIDVALIDITY, and none changes during a
/// session: a session that has the mailbox selected is ended. The device fetches everything anew; the
/// mail is the same mail.
#[test]
fn a_mailbox_that_is_renumbered_is_learned_anew() {
    let plan = "\n[[action]]\nat = \"10 s\"\nrenumber = { user = \"ada\", mailbox = \"INBOX\" }\n";
    let mut world = world(IDLE, plan);
    run(&mut world, 9);
    let before: Vec<_> = world.emails().collect();
    assert_eq!(said(&world, "* BYE"), None);
    run(&mut world, 120);
    assert_eq!(said(&world, "* BYE"), Some(Instant::START + Duration::from_secs(10)));
    let validity = |id: u32| said(&world, &format!("[UIDVALIDITY {id}]"));
    assert!(validity(1732).is_some() && validity(1734).is_some(), "ben has 1733");
    assert_eq!(world.emails().collect::<Vec<_>>(), before, "no new mail");
    for email in before {
        let holding = world.truth(email).expect("the server has it");
        assert_eq!(holding.mailbox.uid_validity().get(), 1734);
        let laptop = world.device(LAPTOP).expect("there is a laptop");
        let copy = world.copy_on(laptop, email).expect("the laptop has it");
        assert_eq!(copy.flags, holding.message.flags);
    }
    let laptop = world.device(LAPTOP).expect("there is a laptop");
    assert_eq!(laptop.app.local().count("INBOX"), 2, "nothing is there twice");
    let change = world.trace().iter().find(|entry| {
        matches!(&entry.fact, Fact::Stored(c) if matches!(c.kind, ChangeKind::MailboxRenumbered { .. }))
    });
    let change = change.expect("the store tells it");
    assert_eq!(change.at, Instant::START + Duration::from_secs(10));
}

/// UIDLs rest on UIDs: a POP3 device that leaves mail on the server fetches all of it again.
#[test]
fn a_pop3_device_fetches_a_renumbered_maildrop_again() {
    let protocol = "protocol = \"pop3\"\ncheck = \"manual\"\nafter_fetch = \"leave\"";
    let plan = "\n[[action]]\nat = \"10 s\"\nrenumber = { user = \"ada\", mailbox = \"INBOX\" }\n\
                [[action]]\nat = \"20 s\"\ndevice = \"laptop\"\ncheck_mail = true\n";
    let mut world = world(protocol, plan);
    run(&mut world, 9);
    let count = |world: &World| {
        let device = world.device(LAPTOP).expect("there is a laptop");
        device.app.local().count("INBOX")
    };
    assert_eq!(count(&world), 2);
    run(&mut world, 60);
    assert_eq!(count(&world), 4, "POP3 has no word for: it is the same mail");
}

/// A new device knows nothing, and fetches what the server has.
#[test]
fn a_device_that_is_added_synchronises() {
    let plan = "\n[[action]]\nat = \"10 s\"\nadd_device = { kind = \"phone\", user = \"ada\", latency_ms = 45, protocol = \
                \"imap\", check = \"manual\", tls = \"never\" }\n\
                [[action]]\nat = \"20 s\"\ndevice = \"ada's phone\"\nopen = \"Kuchen\"\n";
    let mut world = world(IDLE, plan);
    // Somebody is faster: the file's phone has another number then, and the file still means it.
    run(&mut world, 5);
    let laptop = world.device(LAPTOP).expect("there is a laptop");
    let tablet = NewDevice {
        kind: DeviceKind::Tablet,
        name: None,
        provider: NORD,
        account: AccountId(0),
        settings: laptop.app.settings().clone(),
        link: laptop.link,
    };
    world.inject(&Action::AddDevice(Box::new(tablet.clone()))).expect("there is room");
    let stranger = NewDevice { account: AccountId(9), ..tablet };
    let stranger = Action::AddDevice(Box::new(stranger));
    assert_eq!(world.inject(&stranger), Err(NotPossible::NoSuchAccount));
    run(&mut world, 40);
    assert_eq!(world.devices().len(), 3);
    for device in world.devices() {
        assert_eq!(device.app.local().count("INBOX"), 2, "{}", device.kind.name());
    }
    let phone = world.device(DeviceId(2)).expect("there is a phone");
    assert_eq!(phone.kind, DeviceKind::Phone);
    assert!(phone.app.open_message().is_some(), "the file's tap reached the phone");
    assert!(world.device(DeviceId(1)).expect("a tablet").app.open_message().is_none());
}

/// A line of 2 000 octets a second carries a mail of 20 000 in ten seconds.
#[test]
fn a_link_becomes_narrow() {
    let narrow = Link { latency: Duration::from_millis(100), bandwidth: 2_000 };
    let big = [KUCHEN, &b"0123456789\r\n".repeat(2_000)].concat();
    let mail = Action::Deliver(NORD, AccountId(0), vec![Bytes::from(big)]);
    let fetched = |link: Option<Link>| {
        let mut world = world("protocol = \"pop3\"\ncheck = { minutes = 1 }", "");
        run(&mut world, 5);
        world.inject(&mail).expect("there is room");
        if let Some(link) = link {
            world.inject(&Action::SetLink(LAPTOP, link)).expect("there is a laptop");
        }
        run(&mut world, 200);
        let appeared = world.trace().iter().rev().find(|entry| {
            entry.place == Place::Device(LAPTOP) && matches!(entry.fact, Fact::Learned(_))
        });
        appeared.expect("the laptop has it").at
    };
    let (before, after) = (fetched(None), fetched(Some(narrow)));
    assert!(after.since(before) > Duration::from_secs(12), "{before:?} {after:?}");
    let mut world = world(IDLE, "");
    let nowhere = Action::SetLink(DeviceId(9), narrow);
    assert_eq!(world.inject(&nowhere), Err(NotPossible::NoSuchDevice));
}

/// One setting changes, the others stay; what the protocol does not have is refused.
#[test]
fn settings_change_by_name() {
    let plan = |change: &str| {
        format!("\n[[action]]\nat = \"10 s\"\ndevice = \"laptop\"\nconfigure = {change}\n")
    };
    let protocol = |change: &str| {
        let mut world = world("protocol = \"pop3\"\ncheck = { minutes = 7 }", &plan(change));
        run(&mut world, 20);
        let could = !world.trace().iter().any(|e| matches!(e.fact, Fact::CouldNot(_)));
        let laptop = world.device(LAPTOP).expect("there is a laptop");
        (laptop.app.settings().protocol.clone(), could)
    };
    let (Protocol::Pop3(policy), true) = protocol("{ after_fetch = \"remove-at-once\" }") else {
        panic!("it is POP3 still");
    };
    assert_eq!(policy.after_fetch, AfterFetch::RemoveAtOnce);
    assert_eq!(policy.check, CheckFor::Every(Duration::from_mins(7)));
    let (Protocol::Imap(policy), true) = protocol("{ protocol = \"imap\", check = \"idle\" }")
    else {
        panic!("it is IMAP now");
    };
    assert_eq!(policy.check, CheckFor::Idle);
    // POP3 has neither IDLE nor a trash on the server.
    assert!(!protocol("{ check = \"idle\" }").1);
    assert!(!protocol("{ on_delete = \"expunge\" }").1);
}

/// A change of settings is the same whether it is read from TOML or from a compact format.
#[test]
fn a_change_of_settings_survives_json() {
    let change = PolicyChange {
        check: Some(CheckFor::Every(Duration::from_mins(5))),
        after_fetch: Some(AfterFetch::RemoveAfterDays(3)),
        ..PolicyChange::default()
    };
    let written = serde_json::to_string(&change).expect("it can be written");
    assert!(written.contains("{\"minutes\":5}"), "{written}");
    assert_eq!(serde_json::from_str::<PolicyChange>(&written).expect("it can be read"), change);
}

/// The connection that a device has at that moment is cut; where it has none, the trace says so.
#[test]
fn a_file_cuts_what_a_device_has() {
    let cut = "\n[[action]]\nat = \"10 s\"\ndevice = \"laptop\"\ncut = true\n";
    let mut listening = world(IDLE, cut);
    run(&mut listening, 20);
    let losses = listening.trace().iter().filter(|e| matches!(e.fact, Fact::Lost(_, Loss::Cut)));
    assert_eq!(losses.count(), 2, "both ends learn of it");
    let mut quiet = world("protocol = \"pop3\"\ncheck = \"manual\"", cut);
    run(&mut quiet, 20);
    let told = |e: &mailscope_sim::Entry| e.fact == Fact::CouldNot(NotPossible::NoSuchConnection);
    assert!(quiet.trace().iter().any(told));
}

/// Mail arrives for whom the file says.
#[test]
fn mail_arrives_for_anybody() {
    let plan = "\n[[action]]\nat = \"10 s\"\ndeliver = { to = \"ben@nord.example\", file = \"kuchen.eml\" }\n";
    let mut world = world(IDLE, plan);
    run(&mut world, 20);
    let held = |account| {
        let account = world.provider().store.account(AccountId(account)).expect("an account");
        account.mailbox("INBOX").expect("an INBOX").messages().len()
    };
    assert_eq!((held(0), held(1)), (2, 1));
}

/// A file that names what is not there is refused with a sentence.
#[test]
fn a_file_that_means_nobody_is_refused() {
    let refused = |more: &str| {
        let toml = format!(
            "version = 2\nstart = \"2026-03-02T09:40:00+01:00\"\n[[provider]]\nname = \
             \"nord.example\"\nuid_validity = 1\n[[provider.user]]\nname = \"ada\"\npassword = \
             \"x\"\n[[terminal]]\nname = \"telnet\"\nservice = \"pop3\"\n{more}"
        );
        Scenario::parse(&toml, |_| Some(Bytes::new())).map_err(|e| e.to_string()).err()
    };
    assert_eq!(refused(""), None);
    for (more, word) in [
        ("[[action]]\nterminal = \"nc\"\ndial = true", "\"nc\""),
        ("[[action]]\nterminal = \"telnet\"\ndial = true\ntype = \"NOOP\"", "exactly one"),
        ("[[action]]\nterminal = \"telnet\"\ncheck_mail = true", "exactly one"),
        ("[[action]]\nterminal = \"telnet\"\ndial = true\ncheck_mail = true", "exactly one"),
        ("[[action]]\nonline = true", "exactly one"),
        ("[[action]]\ndeliver = { to = \"eve@nord.example\", file = \"a\" }", "eve@nord.example"),
        ("[[action]]\nat = \"1 s\"", "exactly one"),
        ("[[terminal]]\nname = \"telnet\"\nservice = \"imap\"", "two terminals"),
        ("[[terminal]]\nname = \"nc\"\nservice = \"imap\"\nbeside = \"phone\"", "\"phone\""),
        ("[[terminal]]\nname = \"nc\"\nservice = \"imap\"\nhost = \"mx\"", "\"nc\""),
    ] {
        let why = refused(more).unwrap_or_default();
        assert!(why.contains(word), "{more}: {why}");
    }
}
