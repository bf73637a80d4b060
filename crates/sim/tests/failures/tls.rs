//! Somebody on the wire.

use mailscope_sim::{End, Fact, Reader, World};

use crate::common::*;

const LISTENER: Reader = Reader::Listener(mailscope_sim::ListenerId(0));

fn listener(at: &str, does: &str) -> String {
    format!("[[listener]]\nname = \"the café\"\n{at}\ndoes = \"{does}\"\n")
}

/// Ada's laptop with this policy for sending, and somebody on its wire who does this.
fn on_the_laptop(policy: &str, does: &str) -> World {
    let more = listener("device = \"ada's laptop\"", does);
    let sending = format!("tls = \"{policy}\", sent = \"none\"");
    Story { sending, more, laptop: "tls = \"implicit\"".to_owned(), ..Story::default() }
        .after(minutes(2))
}

/// Whether the listener could read the letter, and whether it could read a way to log in.
fn overheard(world: &World) -> (bool, bool) {
    let heard = |text: &str| {
        world.trace().sent().any(|entry| match &entry.fact {
            Fact::Sent { frame, by: End::Client, .. } => {
                world.readers(entry.id).contains(&LISTENER)
                    && frame.bytes.windows(text.len()).any(|w| w == text.as_bytes())
            }
            _ => false,
        })
    };
    (heard("Hast du am Freitag"), heard("AUTH "))
}

/// RFC 3207 §6, RFC 8314 §3, RFC 7435 §1: what each policy protects from.
#[test]
fn what_a_listener_learns_depends_on_the_clients_policy() {
    // policy, what the listener does, the letter arrives, the letter is overheard
    for (policy, does, arrives, overheard_) in [
        ("never", "listens", true, true),
        ("if-offered", "listens", true, false),
        ("required", "listens", true, false),
        ("implicit", "listens", true, false),
        ("never", "strips-starttls", true, true),
        ("if-offered", "strips-starttls", true, true),
        ("required", "strips-starttls", false, false),
        ("implicit", "strips-starttls", true, false),
        ("if-offered", "false-certificate", true, true),
        ("required", "false-certificate", false, false),
        ("implicit", "false-certificate", false, false),
    ] {
        let world = on_the_laptop(policy, does);
        assert_eq!(letters(&world) == 1, arrives, "{policy}, {does}: arrives");
        let (letter, login) = overheard(&world);
        assert_eq!(letter, overheard_, "{policy}, {does}: the letter is overheard");
        assert_eq!(login, overheard_, "{policy}, {does}: the login is overheard");
    }
}

/// What the server wrote and what the client read are both kept where somebody changed it.
#[test]
fn what_was_stripped_differs_from_what_was_sent() {
    let world = on_the_laptop("if-offered", "strips-starttls");
    let (sent, read) = world
        .trace()
        .iter()
        .find_map(|entry| match &entry.fact {
            Fact::Read { differs: Some(read), .. } => {
                let cause = entry.cause.and_then(|cause| world.trace().get(cause))?;
                let Fact::Sent { frame, .. } = &cause.fact else { return None };
                Some((frame.bytes.clone(), read.bytes.clone()))
            }
            _ => None,
        })
        .expect("the client read something else than the server wrote");
    let (sent, read) = (String::from_utf8_lossy(&sent), String::from_utf8_lossy(&read));
    assert!(sent.contains("250-STARTTLS\r\n"), "{sent}");
    assert_eq!(sent.replace("STARTTLS", "XXXXXXXX"), read);
}

/// Between servers TLS is used where it is offered, and certificates are not looked at (RFC 7435 §1): a
/// listener learns nothing, one who strips or stands in the middle everything.
#[test]
fn between_providers_only_a_mere_listener_is_kept_out() {
    for (does, overheard_) in
        [("listens", false), ("strips-starttls", true), ("false-certificate", true)]
    {
        let more = listener("between = [\"nord.example\", \"sued.example\"]", does);
        let world = Story { more, ..Story::default() }.after(minutes(2));
        assert_eq!(letters(&world), 1, "{does}");
        assert_eq!(overheard(&world).0, overheard_, "{does}");
    }
}

/// A certificate for another name, or one that nobody vouches for, is good enough for whoever does not
/// look, and for nobody else (RFC 9525 §6).
#[test]
fn certificates_are_looked_at_by_those_who_insist() {
    for certificate in ["{ names = [\"other.example\"] }", "{ trusted = false }"] {
        for (policy, arrives) in [("if-offered", true), ("required", false), ("implicit", false)] {
            let nord = format!("certificate = {certificate}");
            let sending = format!("tls = \"{policy}\", sent = \"none\"");
            let world = Story { nord, sending, ..Story::default() }.after(minutes(2));
            assert_eq!(letters(&world) == 1, arrives, "{policy}, {certificate}");
        }
    }
}

/// RFC 8446 §2: a full handshake costs one round trip. STARTTLS costs one more for the command and one
/// for EHLO again (RFC 3207 §4.2). With TLS from the beginning the greeting waits for the client's
/// `Finished`, where else it waits for the segment that ends the handshake of TCP (RFC 9293 §3.5).
#[test]
fn tls_costs_round_trips_and_octets() {
    let taken = |policy: &str| {
        let sending = format!("tls = \"{policy}\", sent = \"none\"");
        let world = Story { sending, ..Story::default() }.after(minutes(1));
        let at = world.trace().iter().find_map(|entry| {
            matches!(&entry.fact, Fact::Spooled(_)).then_some(entry.at.as_micros() / 1_000)
        });
        at.expect("the letter was accepted")
    };
    let round_trip = 36;
    let in_clear = taken("never");
    assert_eq!(taken("implicit"), in_clear + round_trip);
    assert_eq!(taken("required"), in_clear + 3 * round_trip);
}
