//! Connections that are cut, after every single octet.

use mailscope_base::Instant;
use mailscope_sim::{End, Fact, Party, World};

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

/// Lets the letter travel while every connection to sued.example is cut after `octets`, for a minute.
/// At no moment is it nowhere.
fn cut_after(octets: u64) -> World {
    let more = format!(
        "[[fault]]\nprovider = \"sued.example\"\nto = \"1 min\"\nis = {{ cuts-after = {octets} }}\n"
    );
    let mut world = Story { sued: "tls = \"none\"".to_owned(), more, ..Story::default() }.world();
    let mut accepted = false;
    while world.next_moment().is_some_and(|at| at <= Instant::START + hours(2)) && world.step() {
        accepted = accepted || places(&world) > 0;
        assert!(!accepted || places(&world) > 0, "cut after {octets}: lost at {:?}", world.now());
    }
    world
}

/// Wherever the connection is cut: the letter is delivered, and nobody is bothered. Twice only where
/// the receiver has taken responsibility and the sender did not hear of it: the last octet of the data
/// had arrived, the reply had not. Then the sender cannot know, and has to send it again (RFC 5321
/// §4.5.3.2.6, RFC 1047).
#[test]
fn a_transfer_that_is_cut_anywhere_loses_nothing() {
    let whole = octets_of_a_transfer(
        &Story { sued: "tls = \"none\"".to_owned(), ..Story::default() }.after(minutes(1)),
    );
    let quit = "QUIT\r\n".len() as u64;
    for octets in 0..=whole {
        let world = cut_after(octets);
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
    for octets in (0..=whole).step_by(3).chain(whole - quit - 8..=whole) {
        let more = format!(
            "[[fault]]\nhost = \"mail.nord.example\"\nfrom = \"4 s\"\nto = \"20 s\"\n\
             is = {{ cuts-after = {octets} }}\n"
        );
        let world = Story { nord: nord.clone(), more, ..Story::default() }.after(hours(1));
        let expected = if octets == whole - quit { 2 } else { 1 };
        assert_eq!(letters(&world), expected, "cut after {octets} of {whole}");
        assert_eq!(reports(&world).len(), 0, "cut after {octets}");
    }
}
