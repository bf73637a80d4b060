//! A look into each kind of holder. What is expected follows from the scenarios' files and from the RFCs.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_view::{
    Axis, Counted, Deed, Desk, DeviceId, DeviceInside, Glance, InsideContent, InsideFact,
    NamesInside, ProviderId, Said, ServerInside, Service, SourceView, Stands, Tap, Whom,
};

const NORD: Whom = Whom::Server(ProviderId(0));
const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const TABLET: DeviceId = DeviceId(2);

fn desk(name: &str) -> Desk {
    Desk::with(mailscope_lesson::load(name).expect("is shipped").expect("is good"))
}

fn at(holder: Whom) -> Glance {
    Glance { holder: Some(holder), ..Glance::default() }
}

fn server(desk: &Desk, glance: &Glance) -> ServerInside {
    match desk.inside(glance).content {
        InsideContent::Server(server) => *server,
        other => panic!("no server: {other:?}"),
    }
}

fn device(desk: &Desk, id: DeviceId) -> DeviceInside {
    match desk.inside(&at(Whom::Device(id))).content {
        InsideContent::Device(device) => *device,
        other => panic!("no device: {other:?}"),
    }
}

/// The value of what machines call so.
fn machine<'a>(facts: &'a [InsideFact], name: &str) -> Option<&'a str> {
    let fact = facts.iter().find(|fact| fact.name == Said::Machine(name.to_owned()))?;
    match &fact.value {
        Said::Machine(value) => Some(value),
        _ => None,
    }
}

/// The id of the words for what people call so.
fn words(facts: &[InsideFact], name: &str) -> Option<&'static str> {
    let named = |fact: &&InsideFact| matches!(&fact.name, Said::Words(text) if text.id == name);
    match &facts.iter().find(named)?.value {
        Said::Words(text) => Some(text.id),
        _ => None,
    }
}

/// Goes from the beginning to the first step after which it is so.
fn seek(desk: &mut Desk, is: impl Fn(&Desk) -> bool) {
    desk.seek(0);
    while !is(desk) {
        assert!(desk.step(), "it is never so");
    }
}

#[test]
fn the_disk_has_what_the_scenario_put_there() {
    let desk = desk("first-day");
    let glance = Glance { rows: 2..5, ..at(NORD) };
    let server = server(&desk, &glance);
    // INBOX, then the four mailboxes of the file in the order of their names, with their roles.
    let mailboxes: Vec<_> = server.mailboxes.iter().map(|row| (&*row.name, row.role)).collect();
    assert_eq!(
        mailboxes,
        [
            ("INBOX", None),
            ("Drafts", Some("\\Drafts")),
            ("School", None),
            ("Sent", Some("\\Sent")),
            ("Trash", Some("\\Trash")),
        ]
    );
    let inbox = server.mailbox.expect("INBOX is shown");
    assert_eq!(machine(&inbox.facts, "UIDVALIDITY"), Some("1732"));
    // Twenty-one mails have the UIDs 1 to 21 (RFC 9051 §2.3.1.1).
    assert_eq!(machine(&inbox.facts, "UIDNEXT"), Some("22"));
    assert_eq!((inbox.total, inbox.first), (21, 2));
    let rows: Vec<_> = inbox.rows.iter().map(|row| (row.uid, row.number)).collect();
    assert_eq!(rows, [(19, 19), (18, 18), (17, 17)]);
    assert_eq!(inbox.rows[2].flags, "\\Seen");
    assert_eq!(inbox.gone, []);
    assert_eq!(server.accounts[0].address, "ada@nord.example");
    assert_eq!(server.queue.total, 0);
    assert_eq!(words(&server.rules, "inside-rule-mailboxes"), Some("inside-by-the-book"));
}

#[test]
fn while_the_tablet_fetches_it_has_the_maildrop() {
    let mut desk = desk("first-day");
    let lock = |desk: &Desk| words(&server(desk, &at(NORD)).account, "inside-maildrop");
    assert_eq!(lock(&desk), Some("inside-maildrop-free-since"), "the visit is over");
    seek(&mut desk, |desk| lock(desk) == Some("inside-maildrop-locked"));
    let pop3 = |desk: &Desk| {
        let rows = server(desk, &at(NORD)).sessions;
        rows.into_iter().find(|row| row.service == Service::Pop3).expect("its session is open")
    };
    let session = pop3(&desk);
    assert_eq!(session.state, "TRANSACTION");
    let glance = Glance { session: Some(session.id), ..at(NORD) };
    let inside = server(&desk, &glance).session.expect("it is shown");
    assert_eq!(words(&inside.facts, "inside-maildrop"), Some("inside-has-lock"));
    let table = inside.table.expect("it numbers the maildrop");
    assert_eq!(table.total, 21);
    // A unique-id is UIDVALIDITY and UID in hexadecimal: 1732 is 6c4, 21 is 15.
    assert_eq!(table.rows[0].number, Some(21));
    assert_eq!(table.rows[0].name, "000006c4.00000015");
    assert!(table.rows.iter().all(|row| row.counted == Counted::Known));
    // A little later RETR has handed something out.
    seek(&mut desk, |desk| {
        let session = server(desk, &glance).session;
        let rows = session.and_then(|session| session.table).map(|table| table.rows);
        rows.is_some_and(|rows| rows.iter().any(|row| row.counted == Counted::Retrieved))
    });
    assert_eq!(pop3(&desk).id, session.id);
}

#[test]
fn a_session_counts_what_has_gone_until_it_is_told() {
    let mut desk = desk("first-day");
    let newest = server(&desk, &at(NORD)).mailbox.expect("INBOX").rows[0].email;
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Delete(newest))).expect("it can be done");
    while server(&desk, &at(NORD)).mailbox.expect("INBOX").total == 21 {
        assert!(desk.step());
    }
    // The laptop's MOVE has taken it out of INBOX; the phone's session idles and has heard nothing.
    let now = server(&desk, &at(NORD));
    let inbox = now.mailbox.as_ref().expect("INBOX");
    assert_eq!(
        inbox.gone.iter().map(|gone| (gone.uid, gone.focus)).collect::<Vec<_>>(),
        [(21, true)]
    );
    let phone = now.sessions.iter().find(|row| row.who.id == "the-phone").expect("it is connected");
    assert_eq!(phone.state, "Idling");
    let glance = Glance { session: Some(phone.id), ..at(NORD) };
    let table = |desk: &Desk| {
        server(desk, &glance).session.expect("it is open").table.expect("INBOX is selected")
    };
    let before = table(&desk);
    let first = &before.rows[0];
    assert_eq!(before.total, 21);
    assert_eq!((first.number, &*first.name, first.counted), (Some(21), "21", Counted::Gone));
    // Once it has been told, it has twenty.
    assert!(desk.settle(10_000));
    assert_eq!(table(&desk).total, 20);
    assert!(table(&desk).rows.iter().all(|row| row.counted == Counted::Known));
}

#[test]
fn what_the_turn_changed_is_marked_and_nothing_else() {
    let mut desk = desk("first-day");
    desk.dispatch(Deed::LetArrive).expect("mail is left");
    while server(&desk, &at(NORD)).mailbox.expect("INBOX").total == 21 {
        assert!(desk.step());
    }
    let inbox = server(&desk, &at(NORD)).mailbox.expect("INBOX");
    let marked: Vec<_> = inbox.facts.iter().filter(|fact| fact.focus).collect();
    let names: Vec<_> = marked.iter().map(|fact| fact.name.clone()).collect();
    let of = |name: &str| Said::Machine(name.to_owned());
    assert_eq!(names, [of("UIDNEXT"), of("HIGHESTMODSEQ")]);
    assert_eq!(
        inbox.rows.iter().filter(|row| row.focus).map(|row| row.uid).collect::<Vec<_>>(),
        [22]
    );
    let chips = desk.inside(&at(NORD)).holders;
    let changed: Vec<_> = chips.iter().filter(|chip| chip.focus).map(|chip| chip.holder).collect();
    assert_eq!(changed, [NORD]);
}

#[test]
fn a_device_has_what_its_protocol_gave_it() {
    let mut desk = desk("first-day");
    let laptop = device(&desk, LAPTOP);
    let inbox = laptop.folder.expect("its inbox");
    // By default an IMAP app keeps what a list shows.
    assert_eq!(machine(&inbox.facts, "UIDVALIDITY"), Some("1732"));
    assert_eq!(inbox.total, 21);
    assert!(inbox.rows.iter().all(|row| !row.whole && row.source.is_none()));
    assert!(inbox.rows.iter().all(|row| row.stands == Stands::Settled));
    assert_eq!(inbox.rows[0].name, "21");
    assert_eq!(laptop.remembered, []);
    // POP3 fetches whole mails, and they are copies of its own.
    let tablet = device(&desk, TABLET);
    let inbox = tablet.folder.expect("its inbox");
    assert_eq!(machine(&inbox.facts, "UIDVALIDITY"), None);
    assert!(inbox.rows.iter().all(|row| row.whole && row.stands == Stands::Own));
    assert_eq!(inbox.rows[0].name, "000006c4.00000015");
    assert_eq!(tablet.remembered.len() + tablet.remembered_more, 21);
    assert_eq!(words(&tablet.settings, "inside-set-after"), Some("policy-short-deleted"));
    // It asks every fifteen minutes, so there is a next time.
    assert_eq!(words(&tablet.facts, "inside-next-look"), Some("inside-next-look-at"));
    // What is done without the network waits.
    assert_eq!(device(&desk, PHONE).waiting, []);
    let newest = server(&desk, &at(NORD)).mailbox.expect("INBOX").rows[0].email;
    desk.dispatch(Deed::SetOnline(PHONE, false)).expect("it can be done");
    desk.dispatch(Deed::Tap(PHONE, Tap::SetFlagged(newest, true))).expect("it can be done");
    desk.dispatch(Deed::Tap(PHONE, Tap::Move(newest, "School".to_owned())))
        .expect("it can be done");
    desk.settle(10_000);
    let waiting: Vec<_> = device(&desk, PHONE).waiting.iter().map(|row| row.what.id).collect();
    assert_eq!(waiting, ["inside-waits-flag", "inside-waits-move"]);
}

#[test]
fn a_queue_tells_whom_it_waits_for_and_why() {
    let mut desk = desk("post-waits");
    // Ben's server refuses connections for an hour (RFC 5321 §4.5.4.1: the mail waits).
    seek(&mut desk, |desk| {
        let queue = server(desk, &at(NORD)).queue;
        queue.rows.first().is_some_and(|row| row.attempts == 2)
    });
    let nord = server(&desk, &at(NORD));
    let [waiting] = nord.queue.rows.as_slice() else { panic!("one mail waits") };
    assert_eq!((&*waiting.subject, &*waiting.from), ("Trommel", "ada@nord.example"));
    assert_eq!(waiting.next.id, "inside-next-at");
    assert!(waiting.focus);
    let [recipient] = waiting.recipients.as_slice() else { panic!("it is for one") };
    assert_eq!(
        (&*recipient.address, recipient.state.id),
        ("ben@sued.example", "inside-recipient-deferred")
    );
    assert!(recipient.answer.is_some());
    // To get there it had to ask where mail for that domain goes (RFC 5321 §5.1), and remembers it.
    let mx = nord.memory.iter().find(|row| row.kind == "MX").expect("it has asked");
    assert_eq!(mx.name, "sued.example.");
    assert!(mx.left > 0 && mx.left <= 3_600, "the zone says an hour");
    let InsideContent::Names(NamesInside { zones, .. }) =
        desk.inside(&at(Whom::NameServers)).content
    else {
        panic!("the name servers")
    };
    let zone = zones.iter().find(|zone| zone.name == "sued.example.").expect("it has a zone");
    let says = zone.records.iter().find(|record| record.kind == "MX").expect("it takes mail");
    assert_eq!(mx.records, std::slice::from_ref(&says.data));
    assert_eq!(nord.zones.len(), 1);
}

#[test]
fn house_rules_are_told() {
    let server = server(&desk("labels"), &at(NORD));
    assert_eq!(words(&server.rules, "inside-rule-mailboxes"), Some("inside-are-labels"));
}

fn delivered(octets: &'static [u8]) -> (Desk, SourceView) {
    let mut desk = desk("first-day");
    desk.dispatch(Deed::Deliver(vec![Bytes::from_static(octets)])).expect("it arrives");
    desk.settle(10_000);
    let row = server(&desk, &at(NORD)).mailbox.expect("INBOX").rows.swap_remove(0);
    let glance = Glance { source: Some(row.source), text: true, ..at(NORD) };
    let source = desk.inside(&glance).source.expect("it is there");
    (desk, source)
}

#[test]
fn a_mail_is_shown_as_it_is_and_never_obeyed() {
    let (_, source) = delivered(
        b"Subject: Hut\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
          Content-Type: text/html\r\n\r\n<script>alert(1)</script><p>Gr\xFC\xDFe\x1B[2J</p>\r\n--b\r\n\
          Content-Type: image/png; name=x.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
          --b--\r\n",
    );
    let lines: Vec<&str> = source.lines.iter().map(|line| line.text.as_str()).collect();
    let html = "<script>alert(1)</script><p>Gr\\xFC\\xDFe\\x1B[2J</p>";
    assert!(lines.contains(&html), "octets that are no text stand as numbers: {lines:?}");
    assert!(source.lines.iter().any(|line| line.text == "Subject: Hut" && line.header));
    // RFC 9051 §6.4.5.1: the parts of a multipart count from 1.
    let outline: Vec<_> = source.outline.iter().map(|row| (&*row.path, row.depth)).collect();
    assert_eq!(outline, [("", 0), ("1", 1), ("2", 1)]);
    assert_eq!(source.outline[2].encoding, "base64");
    assert!(source.outline[1].media.starts_with("text/html"));
    let text = source.text.expect("it is small");
    assert!(!text.contains("<p>") && !text.contains("script>"), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{text:?}");
}

#[test]
fn a_giant_line_costs_what_is_shown_of_it() {
    let giant: &'static [u8] =
        Box::leak([b"Subject: Lang\r\n\r\n", vec![b'x'; 1_000_000].as_slice()].concat().into());
    let (desk, source) = delivered(giant);
    assert!(source.octets > 1_000_000);
    let shown: usize = source.lines.iter().map(|line| line.text.len()).sum();
    assert!(shown < 20_000, "{shown} characters");
    assert_eq!(source.before, None);
    // Page after page everything is there, once.
    let mut seen = source.to;
    let mut page = source;
    while let Some(from) = page.after {
        assert_eq!(from, page.to);
        let glance = Glance { source: Some(page.id.clone()), source_from: from, ..at(NORD) };
        page = desk.inside(&glance).source.expect("it is there");
        seen += page.to - page.from;
    }
    assert_eq!(seen as u64, page.octets);
}

#[test]
fn a_large_mailbox_costs_what_is_shown_of_it() {
    let mut desk = desk("first-day");
    let mail = |n: usize| Bytes::from(format!("Subject: Nr. {n}\r\n\r\nText\r\n"));
    desk.dispatch(Deed::Deliver((1..=500).map(mail).collect())).expect("they arrive");
    desk.settle(100_000);
    let glance = Glance { rows: 100..110, ..at(NORD) };
    let inbox = server(&desk, &glance).mailbox.expect("INBOX");
    assert_eq!((inbox.total, inbox.first, inbox.rows.len()), (521, 100, 10));
    // Newest first: 100 come before it, so it is number 521 - 100, and with no gaps also its UID.
    assert_eq!((inbox.rows[0].number, inbox.rows[0].uid), (421, 421));
    assert_eq!(inbox.rows[0].subject, "Nr. 400");
    // Rows beyond the end are none.
    let glance = Glance { rows: 600..700, ..at(NORD) };
    assert_eq!(server(&desk, &glance).mailbox.expect("INBOX").rows, []);
}

#[test]
fn costs_stand_side_by_side() {
    let desk = desk("first-day");
    for axis in [Axis::Steps, Axis::Time] {
        let glance = Glance { axis, ..at(Whom::Costs) };
        let InsideContent::Costs(costs) = desk.inside(&glance).content else { panic!("costs") };
        let holders: Vec<_> = costs.rows.iter().map(|row| row.holder).collect();
        let devices = [LAPTOP, PHONE, TABLET].map(|id| Some(Whom::Device(id)));
        assert_eq!(holders, [&devices[..], &[Some(NORD)]].concat());
        // Two devices read by IMAP, one by POP3: each protocol has its mean.
        let means: Vec<_> = costs.means.iter().map(|row| row.service).collect();
        assert_eq!(means, [Some(Service::Imap), Some(Service::Pop3)]);
        for row in &costs.rows {
            assert_eq!(row.cells.len(), costs.columns.len());
            for cell in &row.cells {
                let curve = &cell.curve;
                assert!(curve.iter().all(|(x, y)| *x <= 1_000 && *y <= 1_000));
                assert!(curve.is_sorted_by_key(|(x, _)| *x), "time goes forward");
                assert_eq!(
                    curve.last().map(|(_, y)| *y),
                    Some(cell.share),
                    "it ends at the amount"
                );
                assert!(curve.len() <= 66);
            }
            // What was sent is not unsent: all but the room that mail takes only grows.
            for cell in &row.cells[..4] {
                assert!(cell.curve.is_sorted_by_key(|(_, y)| *y));
            }
        }
        // Who fetches whole mails keeps more than who keeps what a list shows.
        let storage = |row: usize| costs.rows[row].cells[4].share;
        assert!(storage(2) > storage(0) && storage(2) == 1_000);
    }
}

#[test]
fn every_scenario_can_be_looked_into() {
    for name in mailscope_lesson::names() {
        let desk = desk(name);
        for chip in desk.inside(&Glance::default()).holders {
            let view = desk.inside(&at(chip.holder));
            assert_eq!(view.holder, chip.holder, "{name}");
        }
    }
}
