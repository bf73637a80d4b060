//! What comes into a world and what is taken away, while it runs; each of it is remembered, taken back
//! and replayed like a tap.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{AccountId, DeviceId, Duration, ProviderId, limits};
use mailscope_sim::client::{Draft, Protocol};
use mailscope_sim::{
    Action, DeviceKind, Does, Fact, Freshness, History, Holder, Link, NewAccount, NewDevice,
    NewListener, NewProvider, NotPossible, Place, Reader, Replay, SavedRun, Scenario, Tap, Wire,
    World, knowledge,
};

const LAPTOP: DeviceId = DeviceId(0);
const TABLET: DeviceId = DeviceId(1);
const NORD: ProviderId = ProviderId(0);
const ADA: AccountId = AccountId(0);
const KUCHEN: &[u8] = b"From: oma@nord.example\r\nSubject: Kuchen\r\n\r\nLiebe Ada!\r\n";
const TURNS: usize = 20_000;

fn scenario() -> Scenario {
    let toml = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  mail = [{ file = "kuchen.eml" }]

[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
tls = "never"
sending = { tls = "never" }

[[device]]
kind = "tablet"
latency_ms = 30
protocol = "imap"
check = "idle"
tls = "never"
"#;
    let file = |name: &str| (name == "kuchen.eml").then(|| Bytes::from_static(KUCHEN));
    Scenario::parse(toml, file).expect("it is one")
}

fn history() -> History {
    let mut history = History::new(&scenario(), 1);
    assert!(history.settle(TURNS), "it comes to rest");
    history
}

fn act(history: &mut History, action: Action) {
    history.act(action).expect("it can be done");
    assert!(history.settle(TURNS), "it comes to rest");
}

fn phone(world: &World) -> NewDevice {
    let laptop = world.device(LAPTOP).expect("a laptop");
    NewDevice {
        kind: DeviceKind::Phone,
        name: Some("Adas Handy".into()),
        provider: NORD,
        account: ADA,
        settings: laptop.app.settings().clone(),
        link: Link { latency: Duration::from_millis(60), bandwidth: 0 },
    }
}

fn account(user: &str) -> NewAccount {
    NewAccount { user: user.into(), password: "Wolke-12".into() }
}

fn west() -> NewProvider {
    NewProvider {
        name: "west.example".into(),
        profile: "by-the-book".into(),
        account: account("cem"),
    }
}

/// What is taken back and brought back, saved and played again, forked and gone on with, is the same.
fn is_remembered(history: &History) {
    let state = |history: &History| {
        let world = history.world();
        let devices: Vec<_> = world.devices().map(|device| device.id).collect();
        let accounts = world.providers().map(|provider| provider.store.accounts().count());
        let all = (world.trace().digest(), devices, accounts.collect::<Vec<_>>());
        (history.position(), all)
    };
    let whole = state(history);
    let mut again = history.clone();
    let times = again.undo_depth().0;
    assert!(times > 0);
    assert_eq!((0..times).filter(|_| again.undo()).count(), times);
    assert_ne!(state(&again), whole, "something was taken back");
    assert_eq!((0..times).filter(|_| again.redo()).count(), times);
    assert_eq!(state(&again), whole, "and brought back");
    for position in [0, whole.0 / 2, whole.0] {
        again.seek(position);
    }
    assert_eq!(state(&again), whole, "there and back");
    let run = SavedRun::of(history);
    let link = SavedRun::read_link(&run.to_link().expect("a link")).expect("a run");
    let file = SavedRun::read(&run.to_file().expect("a file")).expect("a run");
    for run in [link, file] {
        let mut replay = Replay::new(run, &scenario());
        while replay.work(1_000).expect("it plays") {}
        let (replayed, difference) = replay.finish();
        assert!(difference.is_none(), "{difference:?}");
        assert_eq!(state(&replayed), whole, "replayed");
    }
}

#[test]
fn a_device_that_is_taken_away_is_off_the_stage_and_its_connections_end() {
    let mut history = history();
    assert_eq!(history.world().connections().count(), 2, "both are in IDLE");
    act(&mut history, Action::RemoveDevice(TABLET));
    let world = history.world();
    assert_eq!(world.devices().map(|d| d.id).collect::<Vec<_>>(), [LAPTOP]);
    assert!(!world.has_device(TABLET));
    let clients: Vec<_> = world.connections().map(|connection| connection.client.place()).collect();
    assert_eq!(clients, [Place::Device(LAPTOP)], "the server knows that it is gone");
    assert_eq!(world.name_of(Place::Device(TABLET)), "tablet", "what it did can still be told");
    for action in [
        Action::RemoveDevice(TABLET),
        Action::SetOnline(TABLET, true),
        Action::Tap(TABLET, Tap::CheckMail),
        Action::SetLink(TABLET, Link { latency: Duration::ZERO, bandwidth: 0 }),
    ] {
        assert_eq!(history.clone().act(action), Err(NotPossible::NoSuchDevice));
    }
    is_remembered(&history);
}

#[test]
fn nobody_gets_the_number_of_a_device_that_is_gone() {
    let mut history = history();
    act(&mut history, Action::RemoveDevice(TABLET));
    let new = phone(history.world());
    act(&mut history, Action::AddDevice(Box::new(new)));
    let world = history.world();
    assert_eq!(world.devices().map(|d| d.id).collect::<Vec<_>>(), [LAPTOP, DeviceId(2)]);
    assert_eq!(world.device(DeviceId(2)).expect("it is there").app.local().count("INBOX"), 1);
    is_remembered(&history);
}

#[test]
fn what_happens_after_it_does_not_reach_a_device_that_is_gone() {
    let mut history = history();
    let email = history.world().emails().next().expect("a mail");
    act(&mut history, Action::RemoveDevice(TABLET));
    let gone = history.world().trace().len();
    act(&mut history, Action::Tap(LAPTOP, Tap::Open(email)));
    act(
        &mut history,
        Action::Deliver(NORD, ADA, vec![Bytes::from_static(b"Subject: x\r\n\r\ny\r\n")]),
    );
    let world = history.world();
    let here = |entry: &mailscope_sim::Entry| entry.place == Place::Device(TABLET);
    assert!(!world.trace().from(gone).any(here), "it has no turn any more");
    assert!(world.wakes().all(|wake| wake.sleeper != mailscope_sim::Sleeper::Device(TABLET)));
    let laptop = knowledge(world, Holder::Device(LAPTOP), email);
    assert_eq!(laptop.freshness, Freshness::Fresh);
    // What it knew when it went is as it was then: unread.
    let tablet = knowledge(world, Holder::Device(TABLET), email);
    assert_eq!(tablet.freshness, Freshness::Stale);
}

#[test]
fn before_it_was_taken_away_it_is_there() {
    let mut history = history();
    let before = history.position();
    act(&mut history, Action::RemoveDevice(TABLET));
    history.seek(before);
    assert!(history.world().has_device(TABLET));
    history.seek(u32::MAX);
    assert!(!history.world().has_device(TABLET));
}

#[test]
fn a_world_has_no_end_of_devices_neither_at_once_nor_one_after_the_other() {
    let mut world = World::new(&scenario(), 1);
    world.settle(TURNS);
    let add = Action::AddDevice(Box::new(phone(&world)));
    let mut added = 2;
    while world.inject(&add).is_ok() {
        added += 1;
        let last = DeviceId(u16::try_from(added).expect("few") - 1);
        world.inject(&Action::RemoveDevice(last)).expect("it was added");
    }
    assert_eq!(added, limits::DEVICES_EVER_MAX);
    assert_eq!(world.inject(&add), Err(NotPossible::TooMany));
    let mut addresses: Vec<_> = world.devices_ever().map(|device| device.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), added, "each has an address of its own");
}

#[test]
fn a_new_account_takes_mail_and_lets_its_person_in() {
    let mut history = history();
    act(&mut history, Action::AddAccount(NORD, account("ben")));
    let ben = AccountId(1);
    let mut settings = phone(history.world()).settings;
    (settings.user, settings.password) = ("ben".to_owned(), "Wolke-12".to_owned());
    let device = NewDevice { account: ben, settings, ..phone(history.world()) };
    act(&mut history, Action::AddDevice(Box::new(device)));
    let draft = Draft {
        to: vec![mailscope_base::Address::new("ben", "nord.example")],
        subject: "Hallo".to_owned(),
        text: "Hallo!".to_owned(),
        ..Draft::default()
    };
    act(&mut history, Action::Tap(LAPTOP, Tap::Send(draft)));
    let phone = history.world().device(DeviceId(2)).expect("ben's phone");
    let folders: Vec<_> = phone.app.local().folders().map(|folder| folder.name.clone()).collect();
    assert_eq!(phone.app.local().count("INBOX"), 1, "{folders:?}");
    for role in ["Drafts", "Sent", "Trash"] {
        assert!(folders.iter().any(|name| name == role), "{folders:?}");
    }
    is_remembered(&history);
}

#[test]
fn an_account_needs_a_name_of_its_own() {
    let mut world = World::new(&scenario(), 1);
    let add = |user: &str| Action::AddAccount(NORD, account(user));
    assert_eq!(world.inject(&add("ada")), Err(NotPossible::NameTaken));
    assert_eq!(world.inject(&add("ADA")), Err(NotPossible::NameTaken));
    for name in ["", "<script>", "a b", "ada\0", "ädä", &"x".repeat(100_000)] {
        assert_eq!(world.inject(&add(name)), Err(NotPossible::NoName), "{name:.20}");
    }
    let elsewhere = Action::AddAccount(ProviderId(7), account("ben"));
    assert_eq!(world.inject(&elsewhere), Err(NotPossible::NoSuchProvider));
    let before = world.trace().len();
    let fits =
        (1..=limits::ACCOUNTS_MAX).take_while(|n| world.inject(&add(&format!("u{n}"))).is_ok());
    assert_eq!(fits.count(), limits::ACCOUNTS_MAX - 1, "one was there");
    assert_eq!(world.trace().len(), before + limits::ACCOUNTS_MAX - 1);
    assert_eq!(world.inject(&add("late")), Err(NotPossible::TooMany));
}

/// The other provider finds it by MX and A (RFC 5321 §5.1), and hands the mail over.
#[test]
fn a_new_provider_is_found_and_gets_mail() {
    for profile in ["by-the-book", "gmail-like"] {
        let mut history = history();
        let west = NewProvider { profile: profile.into(), ..west() };
        act(&mut history, Action::AddProvider(Box::new(west)));
        let draft = Draft {
            to: vec![mailscope_base::Address::new("cem", "west.example")],
            subject: "Hallo".to_owned(),
            text: "Hallo!".to_owned(),
            ..Draft::default()
        };
        act(&mut history, Action::Tap(LAPTOP, Tap::Send(draft)));
        let world = history.world();
        let cem = world.provider_named("west.example").expect("it is there");
        let (_, account) = cem.store.accounts().next().expect("cem");
        assert_eq!(account.mailbox("INBOX").expect("an inbox").messages().len(), 1, "{profile}");
        assert!(world.trace().iter().any(|entry| matches!(entry.fact, Fact::Routed(..))));
        let labelled = account.mailboxes().any(|mailbox| mailbox.name().starts_with("[Gmail]"));
        assert_eq!(labelled, profile == "gmail-like");
        is_remembered(&history);
    }
}

#[test]
fn a_provider_needs_a_domain_of_its_own() {
    let mut world = World::new(&scenario(), 1);
    let add =
        |name: &str| Action::AddProvider(Box::new(NewProvider { name: name.into(), ..west() }));
    assert_eq!(world.inject(&add("nord.example")), Err(NotPossible::NameTaken));
    for name in ["", "west", "<script>.example", "wést.example", &"x".repeat(100_000)] {
        assert_eq!(world.inject(&add(name)), Err(NotPossible::NoName), "{name:.20}");
    }
    let odd = NewProvider { profile: "nobody-like".into(), ..west() };
    assert_eq!(world.inject(&Action::AddProvider(Box::new(odd))), Err(NotPossible::NoName));
    let fits = (1..=99).take_while(|n| world.inject(&add(&format!("p{n}.example"))).is_ok());
    assert_eq!(fits.count(), limits::PROVIDERS_MAX - 1, "one was there");
    assert_eq!(world.inject(&add("late.example")), Err(NotPossible::TooMany));
    let mut addresses: Vec<_> =
        world.providers().flat_map(|p| p.hosts.iter().map(|host| host.address)).collect();
    let hosts = addresses.len();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), hosts, "each host has an address of its own");
}

#[test]
fn who_comes_to_a_wire_hears_what_connects_from_then_on_until_it_leaves() {
    let mut history = history();
    let reads = |history: &History, from: usize| {
        let world = history.world();
        let is_listener = |reader: &Reader| matches!(reader, Reader::Listener(_));
        let of_laptop = |entry: &&mailscope_sim::Entry| {
            matches!(entry.fact, Fact::Sent { .. }) && entry.place == Place::Device(LAPTOP)
        };
        let sent = world.trace().from(from).filter(of_laptop);
        sent.map(|entry| world.readers(entry.id).iter().any(is_listener)).collect::<Vec<_>>()
    };
    let again = |history: &mut History| {
        let from = history.world().trace().len();
        act(history, Action::SetOnline(LAPTOP, false));
        act(history, Action::SetOnline(LAPTOP, true));
        from
    };
    let new =
        NewListener { name: "the café".into(), on: Wire::Device(LAPTOP), does: Does::Listens };
    act(&mut history, Action::AddListener(new.clone()));
    let listener = mailscope_sim::ListenerId(0);
    assert!(reads(&history, 0).iter().all(|heard| !heard), "what was before is not heard");
    let from = again(&mut history);
    let heard = reads(&history, from);
    assert!(!heard.is_empty() && heard.iter().all(|heard| *heard), "{heard:?}");
    act(&mut history, Action::RemoveListener(listener));
    let from = again(&mut history);
    let heard = reads(&history, from);
    let after_goodbye = heard.len() / 2..;
    assert!(heard[after_goodbye].iter().all(|heard| !heard), "{heard:?}");
    let gone = Action::RemoveListener(listener);
    assert_eq!(history.clone().act(gone), Err(NotPossible::NoSuchListener));
    let nowhere = NewListener { on: Wire::Between(NORD, NORD), ..new };
    assert_eq!(history.clone().act(Action::AddListener(nowhere)), Err(NotPossible::NoSuchProvider));
    is_remembered(&history);
}

/// A plan can mean a device that somebody has taken away: then it says that it cannot be done.
#[test]
fn a_plan_for_a_device_that_is_gone_cannot_be_done() {
    let mut world = World::new(&scenario(), 1);
    world.inject(&Action::RemoveDevice(TABLET)).expect("it is there, if still off");
    world.settle(TURNS);
    let on = |entry: &mailscope_sim::Entry| {
        entry.place == Place::Device(TABLET) && entry.fact == Fact::SwitchedOn
    };
    assert!(!world.trace().iter().any(on), "it is never switched on");
    assert!(matches!(
        world.device(LAPTOP).expect("a laptop").app.settings().protocol,
        Protocol::Imap(_)
    ));
}

#[test]
fn made_up_mails_are_the_same_every_time_and_no_two_are_one() {
    let mut history = history();
    act(&mut history, Action::MakeUp(NORD, ADA, 100));
    act(&mut history, Action::MakeUp(NORD, ADA, 100));
    let world = history.world();
    let (_, account) = world.provider().store.accounts().next().expect("ada");
    let inbox = account.mailbox("INBOX").expect("an inbox");
    let ids: std::collections::BTreeSet<_> =
        inbox.messages().iter().filter_map(|m| m.mail.summary().message_id.clone()).collect();
    assert_eq!((inbox.messages().len(), ids.len()), (201, 200), "one of them has no Message-ID");
    for message in inbox.messages().iter().skip(1) {
        assert!(message.mail.bytes().starts_with(b"Message-ID: <week."));
        let octets = message.mail.bytes().len();
        assert!((400..60_000).contains(&octets), "{octets}");
    }
    assert_eq!(world.device(LAPTOP).expect("a laptop").app.local().count("INBOX"), 201);
    is_remembered(&history);
    let too_many = Action::MakeUp(NORD, ADA, limits::MADE_UP_MAX + 1);
    assert_eq!(history.act(too_many), Err(NotPossible::TooMuch));
}
