//! Changing the world: what becomes of filled-in forms, and what a person reads beside them.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_view::{
    AccountForm, AccountId, Build, Building, Desk, DeviceForm, DeviceId, DeviceKind, Does, Field,
    HostForm, HostState, LinkForm, ListenerForm, MailForm, ProviderForm, ProviderId, Reading,
    Refused, STAGE_DEVICES_MAX, Service, Worlds, choices_for,
};

const NORD: ProviderId = ProviderId(0);
const ADA: AccountId = AccountId(0);
const TURNS: usize = 100_000;

fn desk() -> Desk {
    Desk::new().expect("the first scenario is there")
}

fn build(desk: &mut Desk, deed: Build) -> Building {
    desk.build(deed).expect("it can be done");
    assert!(desk.settle(TURNS));
    desk.building()
}

fn refused(desk: &mut Desk, deed: Build) -> (Field, &'static str) {
    let before = (desk.building(), desk.undo_depth());
    let Refused { field, text } = desk.build(deed).expect_err("it cannot be done");
    assert_eq!((desk.building(), desk.undo_depth()), before, "nothing has changed");
    (field, text.id)
}

fn phone(name: &str) -> DeviceForm {
    DeviceForm {
        kind: DeviceKind::Phone,
        name: name.to_owned(),
        account: (NORD, ADA),
        reading: Reading::Pop3,
        keys: vec!["check-manual", "after-once"],
    }
}

fn letter(from: &str, subject: &str, text: &str) -> Build {
    let own = str::to_owned;
    Build::Write(MailForm {
        to: (NORD, ADA),
        from: own(from),
        subject: own(subject),
        text: own(text),
    })
}

#[test]
fn a_phone_with_pop3_comes_the_tablet_goes_and_both_are_taken_back() {
    let mut desk = desk();
    let ids = |building: &Building| building.devices.iter().map(|d| d.id.0).collect::<Vec<_>>();
    assert_eq!(ids(&desk.building()), [0, 1, 2]);
    let building = build(&mut desk, Build::AddDevice(phone("Zweithandy")));
    assert_eq!(ids(&building), [0, 1, 2, 3]);
    let new = building.devices.last().expect("the phone");
    assert_eq!((new.service, new.policy.id), (Service::Pop3, "policy-short-once"));
    assert_eq!(new.address, "ada@nord.example");
    let building = build(&mut desk, Build::RemoveDevice(DeviceId(2)));
    assert_eq!(ids(&building), [0, 1, 3]);
    assert!(desk.undo());
    assert_eq!(ids(&desk.building()), [0, 1, 2, 3]);
    assert!(desk.undo());
    assert_eq!(ids(&desk.building()), [0, 1, 2]);
    assert!(desk.redo() && desk.redo());
    assert_eq!(ids(&desk.building()), [0, 1, 3]);
    let link = desk.link().expect("a link");
    let mut opening = mailscope_view::Opening::link(&link).expect("it opens");
    while opening.work(1_000).expect("it plays") {}
    let (opened, difference) = opening.finish();
    assert_eq!(difference, None);
    assert_eq!(opened.building().devices, desk.building().devices);
}

#[test]
fn the_new_device_can_write_and_read() {
    let mut desk = desk();
    let building = build(
        &mut desk,
        Build::AddAccount(
            NORD,
            AccountForm { user: "ben".to_owned(), password: "Wolke-12".to_owned() },
        ),
    );
    let ben = building.accounts.last().expect("ben");
    assert_eq!((ben.address.as_str(), ben.mails), ("ben@nord.example", 0));
    let form = DeviceForm {
        account: (NORD, ben.account),
        reading: Reading::Imap,
        keys: Vec::new(),
        ..phone("")
    };
    build(&mut desk, Build::AddDevice(form));
    let to = (NORD, ben.account);
    let mail = MailForm {
        to,
        from: "Ada <ada@nord.example>".into(),
        subject: "Hallo".into(),
        text: "x".into(),
    };
    let building = build(&mut desk, Build::Write(mail));
    assert_eq!(building.accounts.last().map(|ben| ben.mails), Some(1));
}

#[test]
fn the_stage_has_room_for_eight_and_one_device_stays() {
    let mut desk = desk();
    for number in 4..=STAGE_DEVICES_MAX {
        build(&mut desk, Build::AddDevice(phone(&format!("Gerät {number}"))));
    }
    assert_eq!(
        refused(&mut desk, Build::AddDevice(phone("One more"))),
        (Field::Whole, "build-error-devices")
    );
    for id in 1..8 {
        build(&mut desk, Build::RemoveDevice(DeviceId(id)));
    }
    let building = desk.building();
    assert!(building.devices.iter().all(|device| !device.can_go));
    assert_eq!(
        refused(&mut desk, Build::RemoveDevice(DeviceId(0))),
        (Field::Whole, "build-error-last-device")
    );
}

#[test]
fn bad_input_gets_a_sentence_beside_its_field() {
    let mut desk = desk();
    let long = "x".repeat(100_000);
    let device = |name: &str| Build::AddDevice(phone(name));
    let account = |user: &str, password: &str| {
        Build::AddAccount(NORD, AccountForm { user: user.into(), password: password.into() })
    };
    let provider = |domain: &str| {
        let account = AccountForm { user: "cem".into(), password: "Wolke-12".into() };
        Build::AddProvider(ProviderForm { domain: domain.into(), labels: false, account })
    };
    let link = |latency: &str, bandwidth: &str| {
        let form = LinkForm { latency: latency.into(), bandwidth: bandwidth.into() };
        Build::SetLink(DeviceId(0), form)
    };
    let host = desk.building().providers[0].hosts[0].id;
    let slow = |number: &str| {
        Build::SetHost(host, HostForm { state: HostState::Slow, number: number.into() })
    };
    let listener = |name: &str| {
        let on = mailscope_view::Wire::Device(DeviceId(0));
        Build::AddListener(ListenerForm { name: name.into(), on, does: Does::Listens })
    };
    build(&mut desk, device("Omas Handy"));
    let cases = [
        (device(&long), Field::Name, "build-error-long"),
        (device("a\0b"), Field::Name, "build-error-hidden"),
        (device("Omas Handy"), Field::Name, "error-name-taken"),
        (account("", "x"), Field::User, "build-error-empty"),
        (account("<script>", "x"), Field::User, "build-error-user"),
        (account(&long, "x"), Field::User, "build-error-user"),
        (account("ada", "x"), Field::User, "error-name-taken"),
        (account("ben", ""), Field::Password, "build-error-password"),
        (provider(""), Field::Domain, "build-error-empty"),
        (provider("west"), Field::Domain, "build-error-domain"),
        (provider("süd.example"), Field::Domain, "build-error-domain"),
        (provider("nord.example"), Field::Domain, "error-name-taken"),
        (link("fast", "0"), Field::Latency, "build-error-number"),
        (link("10", "-1"), Field::Bandwidth, "build-error-number"),
        (slow("0"), Field::Number, "build-error-standstill"),
        (slow(""), Field::Number, "build-error-number"),
        (listener(" "), Field::Name, "build-error-empty"),
        (letter("ben", "x", "y"), Field::From, "build-error-address"),
        (letter("ben@x.example", &long, "y"), Field::Subject, "build-error-long"),
        (letter("ben@x.example", "x\0", "y"), Field::Subject, "build-error-hidden"),
        (letter("ben@x.example", "x", &long.repeat(2)), Field::Text, "build-error-long"),
    ];
    for (deed, field, id) in cases {
        assert_eq!(refused(&mut desk, deed), (field, id));
    }
    for odd in ["<script>alert(1)</script>", "📱📱📱", "هاتف عائشة"] {
        build(&mut desk, Build::RemoveDevice(DeviceId(3))).devices.len();
        build(&mut desk, device(odd));
        assert!(desk.undo() && desk.undo(), "{odd}");
    }
}

#[test]
fn a_written_mail_arrives_as_it_was_written() {
    let mut desk = desk();
    let before = desk.building().accounts[0].mails;
    build(
        &mut desk,
        letter("Jürgen <j@sued.example>", "Grüße 📬", "<script>alert(1)</script>\n.\n"),
    );
    assert_eq!(desk.building().accounts[0].mails, before + 1);
    let lens = mailscope_view::Lens {
        matrix: 0..50,
        mails: Vec::new(),
        disk_rows: 20,
        log_lines: 10,
        ..Default::default()
    };
    let page = desk.page(&lens);
    let first = page.devices[0].mails.first().expect("the newest mail");
    assert_eq!((first.from.as_str(), first.subject.as_str()), ("Jürgen", "Grüße 📬"));
}

#[test]
fn hosts_break_and_are_mended() {
    let mut desk = desk();
    let host = desk.building().providers[0].hosts[0].id;
    for state in HostState::ALL {
        let form = HostForm { state, number: "2 000".to_owned() };
        let building = build(&mut desk, Build::SetHost(host, form));
        let now = &building.providers[0].hosts[0];
        let number = if state.has_number() { 2_000 } else { 0 };
        assert_eq!((now.state, now.number), (state, number));
    }
}

#[test]
fn a_week_of_mail_is_small_in_a_link() {
    let mut desk = desk();
    let before = desk.building().accounts[0].mails;
    let short = desk.link().expect("a link").len();
    let building = build(&mut desk, Build::Week(NORD, ADA));
    assert_eq!(building.accounts[0].mails, before + 100);
    assert!(desk.link().expect("a link").len() < short + 200);
    let mails = vec![Bytes::from_static(b"Subject: own\r\n\r\nx\r\n")];
    let building = build(&mut desk, Build::Deliver(NORD, ADA, mails));
    assert_eq!(building.accounts[0].mails, before + 101);
}

#[test]
fn who_sits_on_a_wire_is_told_and_can_leave() {
    let mut desk = desk();
    let (on, _) = desk.building().wires[0].clone();
    let form = ListenerForm { name: "das Café".into(), on, does: Does::StripsStartTls };
    let building = build(&mut desk, Build::AddListener(form));
    let listener = building.listeners.first().expect("the café");
    assert_eq!((listener.name.as_str(), listener.does.id), ("das Café", "build-does-strips"));
    let building = build(&mut desk, Build::RemoveListener(listener.id));
    assert!(building.listeners.is_empty());
}

#[test]
fn choices_fit_the_kind_and_the_protocol() {
    let keys = |kind, reading, given: &[&'static str]| {
        let choices = choices_for(kind, reading, given);
        choices.into_iter().filter(|c| c.chosen).map(|c| c.key).collect::<Vec<_>>()
    };
    assert!(
        keys(DeviceKind::Phone, Reading::Imap, &[]).starts_with(&["check-idle", "delete-trash"])
    );
    let changed = keys(DeviceKind::Phone, Reading::Imap, &["delete-expunge", "check-often"]);
    assert!(changed.starts_with(&["check-often", "delete-expunge"]), "{changed:?}");
    assert!(keys(DeviceKind::Phone, Reading::Pop3, &[]).contains(&"after-leave"));
    assert!(!keys(DeviceKind::Webmail, Reading::Pop3, &[]).contains(&"after-leave"), "a page");
}

#[test]
fn every_built_in_world_stands_under_one_heading_and_can_be_found() {
    let worlds = Worlds::all();
    let mut names: Vec<_> = worlds.groups.iter().flat_map(|g| &g.worlds).map(|w| w.name).collect();
    assert_eq!(names.len(), worlds.count());
    names.sort_unstable();
    assert_eq!(names, mailscope_lesson::names());
    let headings: Vec<_> = worlds.groups.iter().map(|group| group.title.id).collect();
    assert!(!headings.contains(&"worlds-others"), "each has a place: {headings:?}");
    for typed in ["  CAFÉ ", "the café", "STARTTLS", "Die Netz"] {
        let found = worlds.found(typed);
        let has = found.groups.iter().flat_map(|g| &g.worlds).any(|world| world.name == "cafe");
        assert_eq!(has, typed != "Die Netz", "{typed}: {}", found.count());
    }
    assert_eq!(worlds.found(&"x".repeat(100_000)).count(), 0);
    assert_eq!(worlds.found("").count(), worlds.count());
}

#[test]
fn any_built_in_world_can_be_put_on_the_desk() {
    let desk = Desk::shipped("letter").expect("it is there");
    assert_eq!(desk.began_as(), Some("letter"));
    assert!(desk.building().providers.len() > 1);
    let error = Desk::shipped("<script>").expect_err("there is none");
    assert_eq!(error.id, "error-no-such-world");
}

/// Each world begins before its story does: nobody has pressed anything, and what is planned is to come.
#[test]
fn a_world_begins_before_its_story() {
    for world in Worlds::all().groups.into_iter().flat_map(|group| group.worlds) {
        let mut desk = Desk::shipped(world.name).expect(world.name);
        let begins = desk.now();
        assert!(desk.settled(), "{}", world.name);
        assert_eq!(desk.undo_depth().0, 0, "{}", world.name);
        let scenario = mailscope_lesson::load(world.name).expect("is shipped").expect("is good");
        if let Some(until) = scenario.until() {
            assert!(begins < until, "{}: it begins at {begins:?}", world.name);
        }
        // Somebody presses something in these.
        if ["letter", "who-knows", "cafe", "offline-conflict", "five-days"].contains(&world.name) {
            assert!(desk.step_whole(), "{}: something is to come", world.name);
        }
    }
}
