//! What the page says is what happened: the main stories, told step by step.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use mailscope_view::{
    Arg, Cell, CellKind, Deed, Desk, DeviceId, EmailId, Import, Invitation, Lens, MatrixRow, Page,
    Tap, Text,
};

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const TABLET: DeviceId = DeviceId(2);
const SUBJECT: &str = "Klassenfahrt: Zimmerliste";

fn lens() -> Lens {
    Lens {
        matrix: 0..100,
        mails: vec![0..100, 0..100, 0..100],
        disk_rows: 100,
        log_lines: 50,
        ..Lens::default()
    }
}

fn desk() -> Desk {
    Desk::new().expect("the first scenario opens")
}

fn page(desk: &Desk) -> Page {
    desk.page(&lens())
}

fn row<'a>(page: &'a Page, subject: &str) -> &'a MatrixRow {
    page.matrix.rows.iter().find(|row| row.subject == subject).expect("the mail has a row")
}

fn cell<'a>(page: &'a Page, subject: &str, device: DeviceId) -> &'a Cell {
    &row(page, subject).devices[usize::from(device.0)]
}

fn email(page: &Page, subject: &str) -> EmailId {
    row(page, subject).email
}

/// The words given to a sentence under that name.
fn words<'a>(text: &'a Text, name: &str) -> &'a str {
    match text.args.iter().find(|(found, _)| *found == name) {
        Some((_, Arg::Words(words))) => words,
        other => panic!("{text:?} has no words {name}: {other:?}"),
    }
}

/// The id of the text given to a sentence under that name.
fn name(text: &Text, name: &str) -> &'static str {
    match text.args.iter().find(|(found, _)| *found == name) {
        Some((_, Arg::Text(text))) => text.id,
        other => panic!("{text:?} has no text {name}: {other:?}"),
    }
}

/// Steps until everything is at rest, and returns every sentence on the way.
fn sentences(desk: &mut Desk) -> Vec<Text> {
    let mut told = vec![page(desk).narration.sentence];
    for _ in 0..200 {
        if desk.settled() {
            break;
        }
        desk.step();
        told.push(page(desk).narration.sentence);
    }
    assert!(desk.settled(), "comes to rest");
    told
}

fn ids(told: &[Text]) -> Vec<&'static str> {
    told.iter().map(|text| text.id).collect()
}

#[test]
fn the_first_page_shows_a_world_in_which_everybody_knows() {
    let page = page(&desk());
    assert_eq!(page.devices.len(), 3);
    assert_eq!(page.server.mailboxes[0].name, "INBOX");
    assert_eq!(page.matrix.rows.len(), page.server.mailboxes[0].total);
    for row in &page.matrix.rows {
        assert_eq!(row.server.kind, CellKind::Original);
        // RFC 1939 has no flags: what POP3 fetched is the tablet's own copy, never the same.
        let kinds: Vec<_> = row.devices.iter().map(|cell| cell.kind).collect();
        assert_eq!(kinds, [CellKind::Same, CellKind::Same, CellKind::OwnCopy], "{}", row.subject);
    }
    assert_eq!(page.narration.sentence.id, "say-begin-open");
    // One thing to do first: the newest mail that nobody has read.
    let unread = page.devices[0].mails.iter().find(|mail| !mail.read).and_then(|mail| mail.email);
    assert_eq!(page.invitation, unread.map(|mail| Invitation::Open(LAPTOP, mail)));
}

#[test]
fn a_flag_travels_under_imap_and_not_under_pop3() {
    let mut desk = desk();
    let before = page(&desk);
    let mail = email(&before, SUBJECT);
    assert_eq!(row(&before, SUBJECT).server.read, Some(false));

    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetRead(mail, true))).expect("the laptop has it");
    let tapped = page(&desk);
    assert_eq!(cell(&tapped, SUBJECT, LAPTOP).kind, CellKind::Pending);
    assert_eq!(row(&tapped, SUBJECT).server.read, Some(false), "the server does not know yet");
    assert_eq!(tapped.narration.sentence.id, "say-tap-read");
    assert_eq!(words(&tapped.narration.sentence, "subject"), SUBJECT);
    assert_eq!(name(&tapped.narration.sentence, "device"), "the-laptop");

    let told = ids(&sentences(&mut desk));
    let place = |id| told.iter().position(|told| *told == id).unwrap_or_else(|| panic!("{told:?}"));
    assert!(place("say-imap-store") < place("say-stored-read"), "{told:?}");
    assert!(place("say-stored-read") < place("say-shows-read"), "{told:?}");

    let after = page(&desk);
    assert_eq!(row(&after, SUBJECT).server.read, Some(true));
    assert_eq!(cell(&after, SUBJECT, LAPTOP).kind, CellKind::Same);
    assert_eq!(cell(&after, SUBJECT, PHONE).kind, CellKind::Same);
    assert_eq!(cell(&after, SUBJECT, PHONE).read, Some(true));
    assert_eq!(cell(&after, SUBJECT, TABLET).kind, CellKind::OwnCopy);
    assert_eq!(cell(&after, SUBJECT, TABLET).read, Some(false));
    let rest = after.narration.rest.expect("who knows and who does not");
    assert_eq!(rest.id, "sum-own");
    assert_eq!(name(&rest, "own"), "the-tablet");
    // IDLE ends with DONE before another command may be sent (RFC 9051 §6.3.13).
    let line = |part: &str| {
        let text = |line: &mailscope_view::LogLine| -> String {
            line.tokens.iter().map(|token| token.text.as_str()).collect()
        };
        let found =
            after.log.iter().rposition(|line| line.device == LAPTOP && text(line).contains(part));
        found.unwrap_or_else(|| panic!("no line with {part}"))
    };
    assert!(line("DONE") < line("STORE"));
}

#[test]
fn why_leads_from_the_phone_back_to_the_tap_on_the_laptop() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetRead(mail, true))).expect("the laptop has it");
    let mut told = Vec::new();
    let because = loop {
        assert!(!desk.settled() && desk.step(), "the phone never shows it: {told:?}");
        let narration = page(&desk).narration;
        told.push(narration.sentence.id);
        if narration.sentence.id == "say-shows-read" {
            break desk.why_entry(narration.entry.expect("it has a cause")).expect("it is there");
        }
    };
    let chain: Vec<_> = because.steps.iter().map(|step| step.what.id).collect();
    assert_eq!(chain.first(), Some(&"say-tap-read"), "{chain:?}");
    assert_eq!(chain.last(), Some(&"say-shows-read"), "{chain:?}");
    for link in ["say-imap-store", "say-stored-read", "say-server-means"] {
        assert!(chain.contains(&link), "{link} is missing: {chain:?}");
    }
}

#[test]
fn delete_on_the_pop3_tablet_reaches_the_server_after_its_next_visit() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    desk.dispatch(Deed::Tap(TABLET, Tap::Delete(mail))).expect("the tablet has it");
    sentences(&mut desk);
    let deleted = page(&desk);
    assert_eq!(row(&deleted, SUBJECT).server.kind, CellKind::Original, "no visit, no removal");
    assert_eq!(cell(&deleted, SUBJECT, PHONE).kind, CellKind::Same);

    desk.dispatch(Deed::Tap(TABLET, Tap::CheckMail)).expect("the tablet is online");
    let told = ids(&sentences(&mut desk));
    let place = |id| told.iter().position(|told| *told == id).unwrap_or_else(|| panic!("{told:?}"));
    // RFC 1939 §5 and §6: DELE marks, and only QUIT removes.
    assert!(place("say-pop3-dele") < place("say-pop3-quit"), "{told:?}");
    assert!(place("say-pop3-quit") < place("say-stored-expunged"), "{told:?}");
    assert!(place("say-stored-expunged") < place("say-shows-vanished"), "{told:?}");
    let after = page(&desk);
    assert_eq!(row(&after, SUBJECT).server.kind, CellKind::Gone);
    assert_eq!(cell(&after, SUBJECT, LAPTOP).kind, CellKind::Gone);
    assert_eq!(cell(&after, SUBJECT, PHONE).kind, CellKind::Gone);
    assert!(after.devices[1].mails.iter().all(|row| row.subject != SUBJECT));
}

#[test]
fn stepping_back_returns_every_panel() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    let mut seen = vec![page(&desk)];
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Delete(mail))).expect("the laptop has it");
    seen.push(page(&desk));
    while !desk.settled() {
        desk.step();
        seen.push(page(&desk));
    }
    assert!(seen.len() > 6);
    let end = seen.last().expect("there are pages").timeline.clone();
    for mut earlier in seen.into_iter().rev() {
        // The track shows the known future as well; everything else is as it was.
        let mut again = page(&desk);
        assert_eq!(again.timeline.position, earlier.timeline.position);
        assert_eq!(again.timeline.time, earlier.timeline.time);
        again.timeline = end.clone();
        earlier.timeline = end.clone();
        // A world at rest is told differently once it is known to go on.
        if !earlier.settled || again.settled {
            assert_eq!(again, earlier);
        }
        desk.step_back();
    }
}

#[test]
fn offline_devices_wait_and_catch_up() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    desk.dispatch(Deed::SetOnline(PHONE, false)).expect("the phone is there");
    sentences(&mut desk);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has it");
    sentences(&mut desk);
    let after = page(&desk);
    assert_eq!(cell(&after, SUBJECT, PHONE).kind, CellKind::Stale);
    assert_eq!(cell(&after, SUBJECT, PHONE).why.id, "why-stale-offline");
    assert_eq!(after.narration.rest.expect("who does not know").id, "sum-own-and-late");
    desk.dispatch(Deed::Tap(PHONE, Tap::SetRead(mail, true))).expect("the phone has it");
    assert_eq!(cell(&page(&desk), SUBJECT, PHONE).kind, CellKind::Pending);
    assert_eq!(cell(&page(&desk), SUBJECT, PHONE).why.id, "why-pending-offline");
    desk.dispatch(Deed::SetOnline(PHONE, true)).expect("the phone is there");
    sentences(&mut desk);
    let back = page(&desk);
    assert_eq!(cell(&back, SUBJECT, PHONE).kind, CellKind::Same);
    assert!(cell(&back, SUBJECT, PHONE).flagged);
    assert_eq!(row(&back, SUBJECT).server.read, Some(true));
}

#[test]
fn what_is_moved_vanishes_from_the_inbox_by_its_uid() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Delete(mail))).expect("the laptop has it");
    sentences(&mut desk);
    let entry = page(&desk).narration.entry.expect("it has a cause");
    let because = desk.why_entry(entry).expect("it is there").steps;
    let chain: Vec<_> = because.iter().map(|step| step.what.id).collect();
    // A session that has enabled QRESYNC is told VANISHED in place of EXPUNGE (RFC 7162 §3.2.10).
    let vanished = because.iter().find(|step| step.what.id == "say-server-means");
    let vanished = &vanished.unwrap_or_else(|| panic!("{chain:?}")).what;
    assert_eq!(words(vanished, "line"), "* VANISHED 19");
    assert_eq!(name(vanished, "meaning"), "means-vanished");
    // Nothing is gone for good: MOVE has put it elsewhere.
    assert!(chain.contains(&"say-stored-moved"), "{chain:?}");
    assert!(!chain.contains(&"say-stored-expunged"), "{chain:?}");
}

#[test]
fn who_comes_back_asks_for_changes_only_and_does_not_wait() {
    let mut desk = desk();
    let mail = email(&page(&desk), SUBJECT);
    desk.dispatch(Deed::SetOnline(PHONE, false)).expect("the phone is there");
    sentences(&mut desk);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Delete(mail))).expect("the laptop has it");
    sentences(&mut desk);
    desk.dispatch(Deed::SetOnline(PHONE, true)).expect("the phone is there");
    let told = sentences(&mut desk);
    let at = |fits: &dyn Fn(&Text) -> bool, what: &str| {
        told.iter().position(fits).unwrap_or_else(|| panic!("{what} is missing: {:?}", ids(&told)))
    };
    let meaning =
        |text: &Text, meant: &str| text.id == "say-server-means" && name(text, "meaning") == meant;
    // LIST does not depend on the answer to ENABLE (RFC 9051 §5.5).
    let at_once =
        at(&|text| text.id == "say-at-once" && name(text, "told") == "say-imap-enable", "ENABLE");
    let enabled = at(&|text| meaning(text, "means-enabled"), "ENABLED");
    let select = at(&|text| text.id == "say-imap-select-changes", "SELECT (QRESYNC …)");
    // Of the many answers to SELECT, the one that says what has changed is told.
    let earlier = at(&|text| meaning(text, "means-vanished-earlier"), "VANISHED (EARLIER)");
    let shown = at(&|text| text.id == "say-shows-vanished", "what the phone shows");
    let order = [at_once, enabled, select, earlier, shown];
    assert!(order.is_sorted(), "{order:?} of {:?}", ids(&told));
    // What is told is what the wire shows.
    for _ in earlier + 1..told.len() {
        desk.step_back();
    }
    let label = &page(&desk).wires[usize::from(PHONE.0)].label;
    let label: String = label.iter().map(|token| token.text.as_str()).collect();
    assert_eq!(label, words(&told[earlier], "line"));
}

#[test]
fn what_arrives_reaches_the_listening_devices_and_not_the_visiting_one() {
    let mut desk = desk();
    let left = page(&desk).world.arrivals_left.expect("this scenario has mail that arrives later");
    assert!(left > 0);
    desk.dispatch(Deed::LetArrive).expect("something is left");
    sentences(&mut desk);
    let after = page(&desk);
    assert_eq!(after.world.arrivals_left, Some(left - 1));
    let newest = &after.matrix.rows[0];
    let kinds: Vec<_> = newest.devices.iter().map(|cell| cell.kind).collect();
    assert_eq!(kinds, [CellKind::Same, CellKind::Same, CellKind::NeverSeen]);
    assert_eq!(newest.devices[2].why.id, "why-stale-asked");
}

#[test]
fn a_damaged_mbox_keeps_the_good_and_names_the_bad() {
    let file = include_bytes!("../../../tests/mail/damaged.mbox");
    let mut import = Import::new("damaged.mbox", file.to_vec());
    while import.work(2) {}
    let report = import.finish();
    assert_eq!(report.mails.len(), 3);
    assert_eq!(report.summary.id, "import-partly");
    let problems: Vec<_> = report.problems.iter().map(|text| text.id).collect();
    assert_eq!(problems, ["problem-not-text", "problem-header-cut"]);
    let mut desk = desk();
    desk.dispatch(Deed::Deliver(report.mails)).expect("there is room");
    sentences(&mut desk);
    assert_eq!(cell(&page(&desk), "Good 3 of 3", PHONE).kind, CellKind::Same);
}

/// A choice without words would be told by its id.
#[test]
fn every_choice_has_words_in_both_languages() {
    for text in [
        include_str!("../../../web/text/en/story.ftl"),
        include_str!("../../../web/text/de/story.ftl"),
    ] {
        for choice in mailscope_view::CHOICES.iter().flat_map(|choices| choices.iter()) {
            assert!(text.contains(&format!("\n        [{choice}] ")), "{choice} has no words");
        }
    }
}

/// A reason and its sentence have one id, which files and texts use alike; every belief has words.
#[test]
fn reasons_and_beliefs_have_the_ids_of_their_sentences() {
    use mailscope_sim::{Belief, Holder, Scenario, World, knowledge};
    let scenario: Scenario = mailscope_lesson::load(mailscope_lesson::FIRST)
        .expect("it is shipped")
        .expect("it is good");
    let mut world = World::new(&scenario, 1);
    world.settle(10_000);
    let mut known =
        knowledge(&world, Holder::Device(LAPTOP), world.emails().next().expect("a mail"));
    for why in mailscope_sim::Why::examples() {
        known.why = why;
        assert_eq!(mailscope_view::why(&world, &known).id, known.why.id());
    }
    for belief in Belief::ALL {
        assert_eq!(mailscope_view::belief(belief).id, format!("belief-{}", belief.id()));
    }
}
