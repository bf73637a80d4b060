//! A variant sets what a scenario's file can say, and nothing else; what it cannot set is named.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_sim::client::{AfterFetch, CheckFor, ImapPolicy, Protocol};
use mailscope_sim::{Place, Scenario, Variant, World};

const TEXT: &str = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 7

  [[provider.user]]
  name = "ada"
  password = "secret"
  mail = [{ file = "one.eml" }]

[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
on_delete = "expunge"

[[device]]
kind = "phone"
latency_ms = 40
protocol = "pop3"
check = { minutes = 5 }
after_fetch = "remove-at-once"
"#;

fn scenario() -> Scenario {
    let mail = Bytes::from_static(b"From: ben@sued.example\r\nSubject: One\r\n\r\nHallo\r\n");
    Scenario::parse(TEXT, |_| Some(mail.clone())).expect("is good")
}

fn with(variant: &str) -> World {
    let variant = Variant::parse(variant).expect("is a variant");
    World::new(&scenario().with(&variant).expect("can be"), 1)
}

fn protocol(world: &World, device: &str) -> Protocol {
    world.device_named(device).expect("is there").app.settings().protocol.clone()
}

#[test]
fn without_a_change_the_world_is_the_same() {
    let mut worlds =
        [World::new(&scenario(), 1), with(Variant::AS_IS), with("laptop.latency_ms=18")];
    for world in &mut worlds {
        world.settle(10_000);
    }
    let [plain, as_is, same] = worlds.map(|world| world.trace().digest());
    assert_eq!(plain, as_is);
    assert_eq!(plain, same);
}

#[test]
fn a_named_variant_is_for_every_device_and_leaves_other_settings() {
    let world = with("imap");
    let Protocol::Imap(laptop) = protocol(&world, "laptop") else { panic!("speaks IMAP") };
    assert_eq!(laptop.on_delete, mailscope_sim::client::OnDelete::Expunge, "as the file says");
    // What the phone did not say before is as usual.
    assert_eq!(protocol(&world, "phone"), Protocol::Imap(ImapPolicy::default()));

    let world = with("pop3-leave");
    let Protocol::Pop3(laptop) = protocol(&world, "laptop") else { panic!("speaks POP3") };
    assert_eq!(laptop.after_fetch, AfterFetch::Leave);
    // POP3 has no IDLE: it asks every 15 minutes, as most apps do.
    assert_eq!(laptop.check, CheckFor::Every(mailscope_base::Duration::from_mins(15)));
    let Protocol::Pop3(phone) = protocol(&world, "phone") else { panic!("speaks POP3") };
    assert_eq!(phone.after_fetch, AfterFetch::Leave);
    assert_eq!(phone.check, CheckFor::Every(mailscope_base::Duration::from_mins(5)));
}

#[test]
fn single_settings_can_be_joined() {
    let world = with("pop3-remove + laptop.check={ minutes = 3 } + phone.after_fetch=leave");
    let Protocol::Pop3(laptop) = protocol(&world, "laptop") else { panic!("speaks POP3") };
    assert_eq!(laptop.check, CheckFor::Every(mailscope_base::Duration::from_mins(3)));
    let Protocol::Pop3(phone) = protocol(&world, "phone") else { panic!("speaks POP3") };
    assert_eq!(phone.after_fetch, AfterFetch::Leave);
    let list = Variant::parse_list("imap,laptop.check={ minutes = 3 }, pop3-leave");
    assert_eq!(list.expect("three").len(), 3);
}

/// The network and the hosts can be other, too.
/// Changes as a file has them.
#[derive(serde::Deserialize)]
struct File {
    change: Vec<mailscope_sim::Change>,
}

#[test]
fn faults_links_and_provider_policies_can_be_set() {
    let mut world = with("fault={ provider = \"nord.example\", is = \"refuses\" }");
    world.settle(10_000);
    let laptop = world.device_named("laptop").expect("is there");
    assert_eq!(laptop.app.local().len(), 0, "nobody was there to ask");
    assert_eq!(world.name_of(Place::Device(laptop.id)), "laptop");

    let slow = with("laptop.latency_ms=300");
    assert_eq!(slow.device_named("laptop").expect("is there").link.latency.as_millis(), 300);
    let change = r#"change = [{ provider = "nord.example", tls = "required" },
                              { user = "ada", quota_octets = 100 }]"#;
    let file: File = toml::from_str(change).expect("are changes");
    let variant = Variant { name: "strict".to_owned(), changes: file.change };
    let world = World::new(&scenario().with(&variant).expect("can be"), 1);
    assert!(world.provider().policy.require_tls);
    let account = world.provider().store.account(world.provider().account).expect("is there");
    assert_eq!(account.quota().storage_octets, Some(100));
}

#[test]
fn what_cannot_be_set_is_named() {
    for (text, part) in [
        ("pop3-always", "as-is, imap, pop3-leave"),
        ("table=3", "a change is of a device"),
        ("fridge={ is = 3 }", "nothing is called fridge"),
    ] {
        let error = Variant::parse(text).expect_err("is none").to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
    for (text, part) in [
        ("tablet.check=manual", "no device \"tablet\"; there are laptop, phone"),
        ("laptop.after_fetc=leave", "after_fetc"),
        ("phone.check=idle", "POP3 has no IDLE"),
        ("laptop.check=sometimes", "sometimes"),
    ] {
        let variant = Variant::parse(text).expect("reads as one");
        let error = scenario().with(&variant).expect_err("cannot be").to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
}
