//! Connections that are cut, after every single octet.

use mailscope_base::{Duration, Instant};
use mailscope_sim::{Action, Condition, End, Fact, HostId, Party, World};

use crate::common::*;

/// Octets that the sending provider writes while everything works.
fn octets_of_a_transfer(world: &World) -> u64 {
    let sent = world.trace().sent().map(|entry| match &entry.fact {
        Fact::Sent { connection, by: End::Client, frame, .. } => {
            let ends = world.ends(*connection).expect("a connection joins somebody");
            if matches!(ends.client, Party::Mta(..)) { frame.bytes.len() as u64 } else { 0 }
        }
        _ => 0,
    });
    sent.sum()
}

/// Where the letter is, as soon as nord.example has taken it: queues and mailboxes that have it.
fn places(world: &World) -> usize {
    queued(world, NORD) + queued(world, SUED) + letters(world)
}

/// The world in which nord.example has just taken the letter.
fn accepted() -> World {
    let mut world = Story { sued: "tls = \"none\"".to_owned(), ..Story::default() }.world();
    while places(&world) == 0 {
        assert!(world.step(), "nord.example takes the letter");
    }
    world
}

/// Lets the letter travel on while every connection to sued.example is cut after `octets`, for a
/// minute. At no moment is it nowhere.
fn cut_after(octets: u64, mut world: World) -> World {
    let mx = HostId { provider: SUED, index: 1 };
    world.inject(&Action::SetHost(mx, Condition::CutsAfter(octets))).expect("there is that host");
    for (until, then) in [(minutes(1), Some(Condition::Up)), (hours(1), None)] {
        while world.next_moment().is_some_and(|at| at <= Instant::START + until) && world.step() {
            assert!(places(&world) > 0, "cut after {octets}: lost at {:?}", world.now());
        }
        if let Some(condition) = then {
            world.inject(&Action::SetHost(mx, condition)).expect("there is that host");
        }
    }
    world
}

/// Wherever the connection is cut: the letter is delivered, and nobody is bothered. Twice only where
/// the receiver has taken responsibility and the sender did not hear of it: the last octet of the data
/// had arrived, the reply had not. Then the sender cannot know, and has to send it again (RFC 5321
/// §4.5.3.2.6, RFC 1047).
#[test]
fn a_transfer_that_is_cut_anywhere_loses_nothing() {
    let accepted = accepted();
    let mut whole = accepted.clone();
    whole.run_until(Instant::START + minutes(1), 10_000);
    let whole = octets_of_a_transfer(&whole);
    let quit = "QUIT\r\n".len() as u64;
    for octets in 0..=whole {
        let world = cut_after(octets, accepted.clone());
        let twice = octets == whole - quit;
        let expected = if twice { 2 } else { 1 };
        assert_eq!(letters(&world), expected, "cut after {octets} of {whole}");
        assert_eq!((queued(&world, NORD), queued(&world, SUED)), (0, 0), "cut after {octets}");
        assert_eq!(reports(&world).len(), 0, "cut after {octets}");
    }
}

/// The same between a device and its provider: the app keeps the letter in its outbox until it has
/// heard that the server has it.
#[test]
fn a_submission_that_is_cut_anywhere_loses_nothing() {
    let nord = "tls = \"none\"".to_owned();
    let whole = Story { nord: nord.clone(), ..Story::default() }.after(minutes(1));
    let sent = whole.trace().sent().map(|entry| match &entry.fact {
        Fact::Sent { connection, by: End::Client, frame, .. } => {
            let ends = whole.ends(*connection).expect("a connection joins somebody");
            let submits = ends.service == mailscope_wire::Service::Submission;
            if submits { frame.bytes.len() as u64 } else { 0 }
        }
        _ => 0,
    });
    let whole: u64 = sent.sum();
    let quit = "QUIT\r\n".len() as u64;
    let mut before = Story { nord, ..Story::default() }.world();
    before.run_until(Instant::START + Duration::from_secs(4), 10_000);
    let host = HostId { provider: NORD, index: 0 };
    // Each of them has a login, which is dear by design (RFC 5802 §3, iterations).
    for octets in (0..=whole).step_by(16).chain(whole - quit - 3..=whole) {
        let mut world = before.clone();
        let broken = Action::SetHost(host, Condition::CutsAfter(octets));
        world.inject(&broken).expect("there is that host");
        world.run_until(Instant::START + Duration::from_secs(20), 10_000);
        let mended = Action::SetHost(host, Condition::Up);
        world.inject(&mended).expect("there is that host");
        world.run_until(Instant::START + hours(1), 10_000);
        let expected = if octets == whole - quit { 2 } else { 1 };
        assert_eq!(letters(&world), expected, "cut after {octets} of {whole}");
        assert_eq!(reports(&world).len(), 0, "cut after {octets}");
    }
}
