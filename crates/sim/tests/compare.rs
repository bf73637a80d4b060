//! Worlds that differ in a stated way part where they must, and nowhere else.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use core::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::{Flag, Instant, Prng};
use mailscope_sim::{Cells, Comparison, Holder, Place, Scenario, Spot, Variant, World};

const HEAD: &str = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 7

  [[provider.user]]
  name = "ada"
  password = "secret"
  mailbox = [{ name = "School" }, { name = "Sent", role = "sent" }, { name = "Trash", role = "trash" }]
  mail = [{ file = "one" }, { file = "two" }, { file = "three" }]

[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
sending = {}

[[device]]
kind = "phone"
latency_ms = 40
protocol = "imap"
check = "idle"
"#;

const DAY: &str = r#"
[[action]]
at = "10 s"
device = "laptop"
open = "two"

[[action]]
at = "20 s"
device = "laptop"
send = { to = ["ada@nord.example"], subject = "Note", text = "To myself." }

[[action]]
at = "30 s"
device = "phone"
check_mail = true
"#;

fn scenario(actions: &str) -> Scenario {
    let text = format!("{HEAD}{actions}");
    let read = Scenario::parse(&text, |name| {
        let id = format!("Message-ID: <{name}@sued.example>\r\n");
        let mail = format!("From: ben@sued.example\r\nSubject: {name}\r\n{id}\r\nHallo\r\n");
        Some(Bytes::from(mail))
    });
    read.expect("is good")
}

fn compared(actions: &str, variants: &str) -> Comparison {
    let variants = Variant::parse_list(variants).expect("are variants");
    let comparison = Comparison::new(&scenario(actions), &variants, 1, None);
    let mut comparison = comparison.expect("can be compared");
    comparison.run();
    comparison
}

fn holder(comparison: &Comparison, name: &str) -> Holder {
    let world = comparison.world(0, 0).expect("the first step was taken");
    mailscope_sim::holder_named(world, name).expect("is there")
}

fn mail(comparison: &Comparison, subject: &str) -> usize {
    let mails = comparison.mails().iter();
    mails.map(|mail| mail.subject.as_str()).position(|s| s == subject).expect("is there")
}

/// In which folders the holder has the mail, world by world.
fn folders(comparison: &Comparison, name: &str, subject: &str, step: usize) -> Vec<Vec<String>> {
    let spot = Spot { mail: mail(comparison, subject), holder: holder(comparison, name) };
    let cells = comparison.shown(spot, step);
    cells.into_iter().map(|cell| cell.into_iter().map(|copy| copy.folder).collect()).collect()
}

/// Under IMAP what is read on the laptop is read on the server; POP3 cannot tell (RFC 1939 has no
/// flags). So the worlds are alike until somebody reads.
#[test]
fn reading_parts_imap_from_pop3() {
    let comparison = compared(DAY, "imap,pop3-leave");
    assert_eq!(comparison.names().collect::<Vec<_>>(), ["imap", "pop3-leave"]);
    assert_eq!(comparison.steps().len(), 4, "switched on, and three intents");
    let divergence = comparison.divergence().expect("they part");
    assert_eq!(divergence.step, 1);
    // The laptop ends IDLE and fetches the text, a round trip each; then STORE goes one way.
    assert_eq!(divergence.at, Instant::from_micros(10_000_000 + 5 * 18_000));
    let spot = Spot { mail: mail(&comparison, "two"), holder: holder(&comparison, "server") };
    assert_eq!(divergence.spot, spot);
    let seen: Vec<bool> =
        divergence.shows.iter().map(|cell| cell[0].flags.contains(&Flag::Seen)).collect();
    assert_eq!(seen, [true, false]);
    let whys: Vec<&str> =
        divergence.knows.iter().map(|known| known.as_ref().expect("is there").why.id()).collect();
    assert_eq!(whys, ["why-original", "why-original"]);

    // On the laptop itself both show it as read; on the phone only IMAP does.
    let at = |name: &str| Spot { mail: spot.mail, holder: holder(&comparison, name) };
    let step = &comparison.steps()[1];
    assert!(!step.differences.contains_key(&at("laptop")));
    assert!(step.differences.contains_key(&at("phone")));
    let known = comparison.known(at("phone"), 1);
    assert_eq!(known[1].as_ref().expect("is there").why.id(), "why-own-equal");
}

/// What each holder has at the end (RFC 1939 §6: what DELE marked is gone after QUIT).
#[test]
fn removing_at_once_parts_the_servers_and_starves_the_phone() {
    let comparison = compared(DAY, "imap,pop3-leave,pop3-remove");
    let divergence = comparison.divergence().expect("they part");
    assert_eq!(divergence.step, 0);
    let last = comparison.steps().len() - 1;
    let inbox = || vec!["INBOX".to_owned()];
    assert_eq!(folders(&comparison, "server", "one", last), [inbox(), inbox(), vec![]]);
    assert_eq!(folders(&comparison, "laptop", "one", last), [inbox(), inbox(), inbox()]);
    // Both fetched at the same time: who came first has it (RFC 1939 §4, one visit at a time).
    let phone = folders(&comparison, "phone", "one", last);
    assert_eq!(phone, [inbox(), inbox(), vec![]]);
    // SMTP keeps no copy: under IMAP the laptop files one, under POP3 it keeps one for itself.
    let sent = folders(&comparison, "server", "Note", last);
    assert_eq!(sent[0], ["INBOX", "Sent"]);
    assert_eq!(sent[1], ["INBOX"]);
    let laptop = folders(&comparison, "laptop", "Note", last);
    assert!(laptop[1].contains(&"Sent".to_owned()), "{laptop:?}");
}

#[test]
fn the_same_comparison_is_the_same() {
    let digests = |comparison: &Comparison| -> Vec<String> {
        let steps = 0..comparison.steps().len();
        steps
            .flat_map(|step| (0..3).filter_map(move |lane| comparison.world(lane, step)))
            .map(|world| world.trace().digest())
            .collect()
    };
    let (one, other) = (
        compared(DAY, "imap,pop3-leave,pop3-remove"),
        compared(DAY, "imap,pop3-leave,pop3-remove"),
    );
    assert_eq!(digests(&one), digests(&other));
    assert_eq!(one.divergence().map(|d| d.spot), other.divergence().map(|d| d.spot));
}

/// Lock-step changes nothing: each world is the one that runs alone.
#[test]
fn a_world_in_a_comparison_is_the_world_alone() {
    let comparison = compared(DAY, "imap,pop3-remove");
    let last = comparison.steps().len() - 1;
    for (lane, name) in comparison.names().enumerate() {
        let world = comparison.world(lane, last).expect("is there");
        let variant = Variant::named(name).expect("is one");
        let mut alone = World::new(&scenario(DAY).with(&variant).expect("can be"), 1);
        alone.run_until(world.now(), usize::MAX);
        assert_eq!(alone.trace().digest(), world.trace().digest(), "{name}");
        // What the steps cost is what all of it cost.
        let place = Place::Device(alone.device_named("laptop").expect("is there").id);
        let octets: u64 =
            (0..=last).map(|step| comparison.cost(lane, step, Some(place)).octets()).sum();
        assert_eq!(octets, alone.measures(place).octets());
    }
}

/// What people did in one world is done in the others, though mail has other numbers there.
#[test]
fn a_run_can_be_played_in_other_worlds() {
    let original = scenario(DAY);
    let mut run = World::new(&original, 1);
    run.settle(100_000);
    let variants = Variant::parse_list("as-is,imap,pop3-leave").expect("are variants");
    let comparison = Comparison::of_run(&original, &variants, 1, &run);
    let mut comparison = comparison.expect("can be compared");
    comparison.run();
    assert_eq!(comparison.steps().len(), 4);
    let last = comparison.world(0, 3).expect("is there");
    assert_eq!(last.trace().digest(), run.trace().digest());
    assert_eq!(comparison.divergence().expect("they part").step, 1);
}

#[test]
fn one_world_or_five_are_refused() {
    for list in ["imap", "imap,imap,imap,imap,imap"] {
        let variants = Variant::parse_list(list).expect("are variants");
        let refused = Comparison::new(&scenario(""), &variants, 1, None);
        assert!(refused.expect_err(list).to_string().contains("two to 4 worlds"));
    }
}

/// A plan by chance: some taps that can be done, and some that cannot.
fn chance_plan(seed: u64) -> String {
    let mut rng = Prng::new(seed);
    let mut plan = String::new();
    let mut at = 0;
    let mut below = |bound| usize::try_from(rng.below(bound)).expect("is small");
    for number in 0..12 {
        at += 1 + below(40);
        let device = ["laptop", "phone"][below(2)];
        let mail = ["one", "two", "three", "written 3"][below(4)];
        let deed = match below(9) {
            0 => format!("open = \"{mail}\""),
            1 => format!("unread = \"{mail}\""),
            2 => format!("flag = \"{mail}\""),
            3 => format!("delete = \"{mail}\""),
            4 => format!("move = {{ mail = \"{mail}\", folder = \"School\" }}"),
            5 => "check_mail = true".to_owned(),
            6 => "online = false".to_owned(),
            7 => "online = true".to_owned(),
            _ => format!(
                "send = {{ to = [\"ada@nord.example\"], subject = \"written {number}\", text = \"x\" }}"
            ),
        };
        let device = if deed.starts_with("send") { "laptop" } else { device };
        let _ = writeln!(plan, "[[action]]\nat = \"{at} s\"\ndevice = \"{device}\"\n{deed}");
    }
    plan
}

#[test]
fn a_world_never_parts_from_itself() {
    for seed in 0..24 {
        let variant =
            ["as-is,as-is", "pop3-leave,pop3-leave", "pop3-remove,pop3-remove,pop3-remove"]
                [(seed % 3) as usize];
        let comparison = compared(&chance_plan(seed), variant);
        assert!(comparison.divergence().is_none(), "seed {seed}");
        assert!(comparison.steps().iter().all(|step| step.differences.is_empty()));
    }
}

/// Only what was touched is judged anew. That must find the same as judging everything.
#[test]
fn judging_what_was_touched_finds_every_difference() {
    for seed in 100..112 {
        let comparison = compared(&chance_plan(seed), "imap,pop3-leave,laptop.check=manual");
        for (number, step) in comparison.steps().iter().enumerate() {
            for holder in comparison.holders() {
                for mail in 0..comparison.mails().len() {
                    let spot = Spot { mail, holder };
                    let cells: Cells = comparison.shown(spot, number);
                    let differs = cells.windows(2).any(|two| two[0] != two[1]);
                    let noted = step.differences.get(&spot);
                    assert_eq!(noted, differs.then_some(&cells), "seed {seed}, step {number}");
                }
            }
        }
    }
}

/// Slices are about when the work is done, not about what comes of it.
#[test]
fn work_in_slices_is_the_same_work() {
    let scenario = scenario(DAY);
    let variants = Variant::parse_list("imap,pop3-leave,pop3-remove").expect("are variants");
    let run = {
        let mut world = World::new(&scenario, 1);
        world.settle(100_000);
        world
    };
    let plan = mailscope_sim::plan_of(&scenario, &run);
    let begin = || Comparison::of_plan(&scenario, &variants, 1, &plan, run.now()).expect("is good");
    let (mut whole, mut sliced) = (begin(), begin());
    whole.run();
    let mut calls = 0;
    while sliced.work(7) {
        calls += 1;
        assert!(sliced.progress().0 <= sliced.len());
    }
    assert!(calls > 20, "{calls} slices");
    assert_eq!(sliced.progress(), (whole.len(), whole.len()));
    for (one, other) in sliced.steps().iter().zip(whole.steps()) {
        assert_eq!((&one.took, &one.parts), (&other.took, &other.parts));
        assert_eq!(one.differences, other.differences);
    }
}
