//! A school day for everything that is measured on one: two providers, ten people with a laptop, a
//! phone and a tablet each, their mail and what they do with it. The same in every run.

use core::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::{Duration, Instant, Prng};
use mailscope_sim::Scenario;

/// The seed of what is measured.
pub const SEED: u64 = 1;
/// How long a day is.
pub const HOURS: u64 = 8;
/// Mails of a day: one half is written on a device, the other one arrives from elsewhere.
pub const MAILS: u64 = 300;
/// What people do with their mail on a day, besides writing it.
pub const TAPS: u64 = 600;
/// The mail that lies in each mailbox in the morning of the first day.
const OLD_MAILS: u32 = 50;

const PROVIDERS: [&str; 2] = ["nord.example", "sued.example"];
/// The first half is at the first provider.
const PEOPLE: [&str; 10] =
    ["ada", "ben", "cem", "dana", "emre", "fiona", "greta", "hanno", "ines", "jonas"];
const DEVICES: [&str; 3] = ["laptop", "phone", "tablet"];

const MS_PER_DAY: u64 = HOURS * 3_600_000;

/// The end of that many days.
pub fn end(days: u64) -> Instant {
    Instant::START + Duration::from_mins(days * HOURS * 60)
}

/// That many school days, one after the other without nights.
///
/// # Panics
///
/// If what it writes is no scenario.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn days(days: u64) -> Scenario {
    let mut text = String::from(
        "version = 2\nstart = \"2026-03-02T08:00:00+01:00\"\n[network]\nlatency_ms = 15\n",
    );
    cast(&mut text);
    let mut rng = Prng::new(8);
    for nth in 0..days * MAILS {
        mail(&mut text, nth, &mut rng);
    }
    for nth in 0..days * TAPS {
        tap(&mut text, nth, &mut rng);
    }
    Scenario::parse(&text, file).expect("it is a scenario")
}

/// One provider, one laptop that hears of everything, and so many mails in the mailbox.
///
/// # Panics
///
/// If what it writes is no scenario.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn mailbox(messages: u32) -> Scenario {
    let text = format!(
        "version = 2\nstart = \"2026-03-02T08:00:00+01:00\"\n\
         [[provider]]\nname = \"nord.example\"\nuid_validity = 7\n\
         [[provider.user]]\nname = \"ada\"\npassword = \"Seestern-7\"\n\
         fill = [{{ messages = {messages}, octets = 1200 }}]\n\
         [[device]]\nkind = \"laptop\"\nlatency_ms = 20\nprotocol = \"imap\"\ncheck = \"idle\"\n"
    );
    Scenario::parse(&text, file).expect("it is a scenario")
}

fn provider_of(person: usize) -> &'static str {
    PROVIDERS[person * PROVIDERS.len() / PEOPLE.len()]
}

fn address(person: usize) -> String {
    format!("{}@{}", PEOPLE[person], provider_of(person))
}

/// Providers, people, devices. No two people have the same settings.
fn cast(text: &mut String) {
    for (nth, provider) in PROVIDERS.iter().enumerate() {
        let _ = writeln!(text, "[[provider]]\nname = \"{provider}\"\nuid_validity = {}", nth + 7);
        for person in (0..PEOPLE.len()).filter(|person| provider_of(*person) == *provider) {
            let _ = writeln!(
                text,
                "[[provider.user]]\nname = \"{}\"\npassword = \"Seestern-7\"\n\
                 mailbox = [{{ name = \"Sent\", role = \"sent\" }}, \
                 {{ name = \"Trash\", role = \"trash\" }}, {{ name = \"Schule\" }}]\n\
                 fill = [{{ messages = {OLD_MAILS} }}]",
                PEOPLE[person]
            );
        }
    }
    for (person, user) in PEOPLE.iter().enumerate() {
        for (nth, name) in DEVICES.iter().enumerate() {
            let _ = writeln!(
                text,
                "[[device]]\nname = \"{person}-{name}\"\nprovider = \"{}\"\nuser = \"{user}\"\n\
                 latency_ms = {}\nswitched_on_after_ms = {}\n{}",
                provider_of(person),
                15 + 20 * nth,
                700 * person + 90 * nth,
                settings(person, nth),
            );
        }
    }
}

/// Laptops keep everything, phones hear of everything, and tablets fetch by POP3; but one in five has
/// the provider's page on the laptop, and one looks for mail every few minutes on the phone.
fn settings(person: usize, device: usize) -> String {
    let nth = person % 5;
    let (kind, policy, sent) = match (device, nth) {
        (0, 4) => {
            return "kind = \"webmail\"\nprotocol = \"webmail\"\ncheck = { minutes = 5 }".into();
        }
        (0, _) => {
            let delete = ["move-to-trash", "mark-deleted", "expunge"][nth % 3];
            let keeps = "check = \"idle\"\nkeeps = \"everything\"";
            ("laptop", format!("\"imap\"\n{keeps}\non_delete = \"{delete}\""), "by-append")
        }
        (1, 1) => ("phone", "\"imap\"\ncheck = { minutes = 15 }".into(), "by-append"),
        (1, _) => {
            ("phone", "\"imap\"\ncheck = \"idle\"\nkeeps = { last-days = 7 }".into(), "by-append")
        }
        (..) => {
            let minutes = 10 + 5 * (nth % 3);
            let then =
                ["\"leave\"", "{ remove-after-days = 3 }", "\"remove-when-deleted-here\""][nth % 3];
            let check = format!("check = {{ minutes = {minutes} }}");
            ("tablet", format!("\"pop3\"\n{check}\nafter_fetch = {then}"), "none")
        }
    };
    let tls = ["implicit", "required", "if-offered"][person % 3];
    format!(
        "kind = \"{kind}\"\nprotocol = {policy}\ntls = \"{tls}\"\n\
         sending = {{ tls = \"{tls}\", sent = \"{sent}\" }}"
    )
}

/// One below `bound`.
fn one(bound: usize, rng: &mut Prng) -> usize {
    usize::try_from(rng.below(bound as u64)).unwrap_or(0)
}

/// The moment of the `nth` mail: they come evenly, after a quiet first ten minutes.
fn written_at(nth: u64) -> u64 {
    600_000 + nth * (MS_PER_DAY - 900_000) / MAILS
}

fn mail(text: &mut String, nth: u64, rng: &mut Prng) {
    let (from, to) = (one(PEOPLE.len(), rng), one(PEOPLE.len(), rng));
    let at = written_at(nth);
    let _ = writeln!(text, "[[action]]\nat = \"{at} ms\"");
    let _ = if nth.is_multiple_of(2) {
        let also = address((to + 3) % PEOPLE.len());
        writeln!(
            text,
            "device = \"{from}-{}\"\n[action.send]\nto = [\"{}\", \"{also}\"]\n\
             subject = \"Brief {nth}\"\ntext = \"Um drei am Tor, und bring den Ball mit. {nth}\"",
            DEVICES[one(DEVICES.len(), rng)],
            address(to),
        )
    } else {
        writeln!(text, "deliver = {{ to = \"{}\", file = \"{nth}.eml\" }}", address(to))
    };
}

/// Somebody does something with one of the twelve mails before that moment. Where the mail is not on
/// that device, nothing happens, as with anybody who looks in vain.
fn tap(text: &mut String, nth: u64, rng: &mut Prng) {
    let before = 1 + nth * MAILS / TAPS;
    let mail = format!("Brief {}", before.saturating_sub(1 + rng.below(12)));
    let device = format!("{}-{}", one(PEOPLE.len(), rng), DEVICES[one(DEVICES.len(), rng)]);
    let deed = match rng.below(12) {
        0..=4 => format!("open = \"{mail}\""),
        5 => format!("flag = \"{mail}\""),
        6 => format!("unread = \"{mail}\""),
        7 => format!("delete = \"{mail}\""),
        8 => format!("move = {{ mail = \"{mail}\", folder = \"Schule\" }}"),
        9 => String::from("open_folder = \"Schule\""),
        10 => String::from("open_folder = \"INBOX\""),
        _ => String::from("check_mail = true"),
    };
    let at = written_at(before) + 45_000 + rng.below(60_000);
    let _ = writeln!(text, "[[action]]\nat = \"{at} ms\"\ndevice = \"{device}\"\n{deed}");
}

/// A mail that arrives from elsewhere, of about two kilobytes.
fn file(name: &str) -> Option<Bytes> {
    let nth = name.strip_suffix(".eml")?;
    let line = "Wir treffen uns zehn Minuten eher als sonst vor dem Haupteingang.\r\n".repeat(28);
    Some(Bytes::from(format!(
        "From: Oma <oma@ost.example>\r\nTo: alle@nord.example\r\nSubject: Brief {nth}\r\n\
         Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nMessage-ID: <{nth}@ost.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{line}"
    )))
}
