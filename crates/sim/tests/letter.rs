//! The world of a letter is a value: the same input gives the same trace, going back and forth changes
//! nothing, and how the network cuts what is written changes nobody's words.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;

use bytes::Bytes;
use common::{Story, is_letter, letters, minutes};
use mailscope_base::{ConnectionId, DeviceId, Instant};
use mailscope_sim::{Action, Fact, History, Loss, Tap, World, journeys};

fn story() -> Story {
    let more = "[[device]]\nkind = \"phone\"\nprovider = \"sued.example\"\nuser = \"ben\"\n\
                latency_ms = 55\nprotocol = \"imap\"\ncheck = \"idle\"\ntls = \"implicit\"\n";
    let sending = "tls = \"required\", sent = \"by-append\"".to_owned();
    let laptop = "tls = \"if-offered\"".to_owned();
    Story { more: more.to_owned(), sending, laptop, ..Story::default() }
}

fn run(story: &Story) -> World {
    story.after(minutes(2))
}

#[test]
fn the_same_input_gives_the_same_trace() {
    let (one, other) = (run(&story()), run(&story()));
    assert_eq!(letters(&one), 1);
    assert_eq!(one.trace().digest(), other.trace().digest());
    let mut another = World::new(&story().scenario(), 2);
    another.run_until(Instant::START + minutes(2), 10_000);
    assert_eq!(letters(&another), 1);
    assert_ne!(one.trace().digest(), another.trace().digest(), "another seed");
}

#[test]
fn going_anywhere_is_the_same_as_running_there() {
    let mut history = History::new(&story().scenario(), 1);
    let mut digests = vec![history.world().trace().digest()];
    // Up to the moment at which the phone shows the letter, and a little further.
    while history.world().now() < Instant::START + mailscope_base::Duration::from_secs(8) {
        assert!(history.step());
        digests.push(history.world().trace().digest());
    }
    for position in (0..digests.len()).rev().step_by(7).chain((0..digests.len()).step_by(13)) {
        history.seek(u32::try_from(position).expect("a position"));
        assert_eq!(history.world().trace().digest(), digests[position], "at {position}");
    }
}

/// All that each end of each connection said, frame by frame.
fn words(world: &World) -> BTreeMap<(ConnectionId, char), Vec<Bytes>> {
    let mut words: BTreeMap<_, Vec<Bytes>> = BTreeMap::new();
    for entry in world.trace().sent() {
        if let Fact::Sent { connection, by, frame, .. } = &entry.fact {
            words.entry((*connection, by.letter())).or_default().push(frame.bytes.clone());
        }
    }
    words
}

#[test]
fn any_segmentation_leads_to_the_same_words() {
    let whole = words(&run(&story()));
    for octets in [1, 7, 100] {
        let network = format!("latency_ms = 15\nsegment_octets = {octets}");
        let cut = words(&run(&Story { network, ..story() }));
        assert_eq!(cut.len(), whole.len(), "segments of {octets}: connections");
        for (who, said) in &whole {
            assert_eq!(cut.get(who), Some(said), "segments of {octets}: {who:?}");
        }
    }
}

/// A connection that is cut by hand is lost for both ends at once, and the letter arrives all the same.
#[test]
fn a_cut_by_hand_is_an_action_like_any_other() {
    let mut history = History::new(&story().scenario(), 1);
    let between_providers = |world: &World| {
        let mut open = world.connections().filter(|c| c.service == mailscope_wire::Service::Smtp);
        open.next().map(|connection| connection.id)
    };
    while between_providers(history.world()).is_none() {
        assert!(history.step());
    }
    let connection = between_providers(history.world()).expect("it was there");
    history.act(Action::Cut(connection)).expect("it can be cut");
    while history.world().now() < Instant::START + minutes(30) {
        assert!(history.step());
    }
    let world = history.world();
    let lost = |entry: &&mailscope_sim::Entry| entry.fact == Fact::Lost(connection, Loss::Cut);
    assert_eq!(world.trace().iter().filter(lost).count(), 2);
    assert_eq!(letters(world), 1);
    assert!(history.act(Action::Cut(connection)).is_err(), "it is gone");
}

/// The way of the letter names every hop, every look-up and every change of a queue, and who could
/// read it.
#[test]
fn the_way_of_the_letter_is_whole() {
    let mut story = story();
    // A phone fetches the text when somebody opens the mail.
    story.more.push_str("[[action]]\nat = \"30 s\"\ndevice = \"ben's phone\"\nopen = \"Pizza?\"\n");
    let world = run(&story);
    let journeys = journeys(&world);
    let [journey] = journeys.as_slice() else { panic!("one letter was sent") };
    let all: Vec<String> =
        journey.scenes.iter().flat_map(|s| s.rows.iter().map(|row| row.text.clone())).collect();
    for part in [
        "send \"Pizza?\" to ben@sued.example",
        "MAIL FROM:<ada@nord.example>",
        "sued.example. IN MX?",
        "sued.example. 3600 IN MX 10 mx.sued.example.",
        "message 1 queued",
        "message 1 leaves the queue",
        "INBOX UID 1 appended",
        "\"Pizza?\" appeared",
    ] {
        assert!(all.iter().any(|text| text.contains(part)), "{part} is missing in\n{all:#?}");
    }
    let readers = ["ada's laptop", "ben's phone", "nord.example", "sued.example"];
    for reader in readers {
        assert!(journey.readers.iter().any(|name| name == reader), "{:?}", journey.readers);
    }
    assert!(journey.in_clear.is_empty(), "{:?}", journey.in_clear);
    // Every entry has a cause, but for what comes from outside.
    for entry in world.trace().iter().filter(|entry| entry.cause.is_none()) {
        let from_outside = matches!(
            entry.fact,
            Fact::Acted(_) | Fact::SwitchedOn | Fact::Woke(_) | Fact::CouldNot(_)
        );
        assert!(from_outside, "{entry:?}");
    }
}

/// A tap on a mail that a scenario names by its subject happens when the mail is there, and is told as
/// impossible when it is not.
#[test]
fn a_planned_tap_finds_its_mail_by_subject() {
    let open = |at: &str| {
        format!("[[action]]\nat = \"{at}\"\ndevice = \"ben's phone\"\nopen = \"Pizza?\"\n")
    };
    let mut story = story();
    story.more.push_str(&open("2 s"));
    story.more.push_str(&open("30 s"));
    let world = run(&story);
    let done = |entry: &&mailscope_sim::Entry| {
        matches!(entry.fact, Fact::Acted(Action::Tap(DeviceId(1), Tap::Open(_))))
    };
    let not_done = |entry: &&mailscope_sim::Entry| matches!(entry.fact, Fact::CouldNot(_));
    assert_eq!(world.trace().iter().filter(done).count(), 1);
    assert_eq!(world.trace().iter().filter(not_done).count(), 1);
    let letter = common::inbox(&world, common::SUED);
    assert!(letter.iter().any(is_letter));
}
