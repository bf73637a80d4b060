//! Mail that was written on a device.

use mailscope_base::Address;
use mailscope_sim::client::Draft;
use mailscope_sim::{Freshness, Tap};

use crate::stage::{Stage, imap, judged, online, pass, pop3, tap, tap_and_wait, until};

fn sending(sent: &str) -> String {
    format!("check = \"manual\"\nsending = {{ tls = \"never\", sent = \"{sent}\" }}")
}

fn draft(to: &str) -> Draft {
    let (local, domain) = to.split_once('@').expect("an address");
    Draft {
        to: vec![Address::new(local, domain)],
        subject: "Pizza?".to_owned(),
        text: "Freitag?".to_owned(),
        ..Draft::default()
    }
}

#[test]
fn a_draft_may_be_on_one_device_only() {
    let lines = format!("{}\ndrafts = \"here\"", sending("none"));
    let mut world = Stage::with(&[imap("laptop", &lines)]).world();
    tap_and_wait(&mut world, "laptop", Tap::SaveDraft(None, draft("ben@sued.example")));
    assert_eq!(judged(&world, "laptop", "Pizza?"), (Freshness::OnlyHere, "why-draft-here"));
}

#[test]
fn mail_waits_in_the_outbox_while_there_is_no_network() {
    let mut world = Stage::with(&[imap("laptop", &sending("none"))]).world();
    online(&mut world, "laptop", false);
    tap_and_wait(&mut world, "laptop", Tap::Send(draft("ben@sued.example")));
    assert_eq!(judged(&world, "laptop", "Pizza?"), (Freshness::OnlyHere, "why-unsent"));
}

/// RFC 5321 §3.3: a server may refuse a recipient that it knows not to exist.
#[test]
fn mail_that_is_refused_stays_in_the_outbox() {
    let mut world = Stage::with(&[imap("laptop", &sending("none"))]).world();
    tap_and_wait(&mut world, "laptop", Tap::Send(draft("niemand@nord.example")));
    assert_eq!(judged(&world, "laptop", "Pizza?"), (Freshness::OnlyHere, "why-send-refused"));
}

#[test]
fn the_copy_of_what_was_sent_is_somebodys_affair() {
    let mut own = Stage::with(&[pop3("laptop", &sending("by-append"))]).world();
    tap_and_wait(&mut own, "laptop", Tap::Send(draft("ben@sued.example")));
    assert_eq!(judged(&own, "laptop", "Pizza?"), (Freshness::OnlyHere, "why-sent-copy-here"));

    let mut filed = Stage::with(&[imap("laptop", &sending("by-append"))]).world();
    tap(&mut filed, "laptop", Tap::Send(draft("ben@sued.example")));
    until(&mut filed, "laptop", "Pizza?", "why-sent-copy-under-way");
    pass(&mut filed, 20);
    assert_eq!(judged(&filed, "laptop", "Pizza?"), (Freshness::Fresh, "why-same"));
    let server = crate::stage::known(&filed, "nord.example", "Pizza?");
    assert_eq!(server.held.expect("a copy was filed").folder, "Sent");

    let mut nobody = Stage::with(&[imap("laptop", &sending("none"))]).world();
    tap_and_wait(&mut nobody, "laptop", Tap::Send(draft("ben@sued.example")));
    let laptop = judged(&nobody, "laptop", "Pizza?");
    assert_eq!(laptop, (Freshness::Nowhere, "why-sent-copy-by-nobody"));
}
