//! The stage for any world: who stands there, whose server it shows, what a mail app can do and what it
//! says when it cannot.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use mailscope_view::{
    CellKind, Deed, Desk, DeviceId, Invitation, Lens, Letter, Page, STAGE_MAX, SearchIn, Service,
    Spot, Tap,
};

fn desk(name: &str) -> Desk {
    Desk::with(mailscope_lesson::load(name).expect("is shipped").expect("is good"))
}

/// The page with that device in the hand.
fn page(desk: &Desk, hand: u16) -> Page {
    desk.page(&Lens { hand: DeviceId(hand), ..Lens::default() })
}

/// Lets everything happen that is planned.
fn play(desk: &mut Desk) {
    while desk.now() < mailscope_base::Instant::START + mailscope_base::Duration::from_secs(90) {
        if !desk.step() {
            break;
        }
    }
}

#[test]
fn the_server_is_the_home_of_the_device_in_the_hand() {
    let desk = desk("letter");
    let ada = page(&desk, 0);
    assert_eq!(ada.server.host, "nord.example");
    assert_eq!(ada.world.person, "Ada");
    assert_eq!(ada.world.providers[0].name, "sued.example");
    assert_eq!(ada.world.providers[0].people, ["Ben"]);
    let ben = page(&desk, 1);
    assert_eq!(ben.server.host, "sued.example");
    assert_eq!(ben.world.address, "ben@sued.example");
    assert_eq!(ben.world.providers[0].name, "nord.example");
    // Whose each device is stands over it, since there are two people.
    let owners: Vec<_> = ben.devices.iter().map(|device| device.owner.as_deref()).collect();
    assert_eq!(owners, [Some("Ada"), Some("Ben"), Some("Ben")]);
}

#[test]
fn a_wire_leads_to_the_provider_that_the_device_uses() {
    let desk = desk("letter");
    let ends = |page: &Page| -> Vec<(Spot, Spot)> {
        let reading = page.wires.iter().filter(|wire| wire.device().is_some());
        reading.map(|wire| (wire.from, wire.to)).collect()
    };
    let device = |nth| Spot::Device(DeviceId(nth));
    assert_eq!(
        ends(&page(&desk, 0)),
        [(device(0), Spot::Server), (device(1), Spot::Elsewhere), (device(2), Spot::Elsewhere)]
    );
    assert_eq!(
        ends(&page(&desk, 1)),
        [(device(0), Spot::Elsewhere), (device(1), Spot::Server), (device(2), Spot::Server)]
    );
    // RFC 8314 §7.3: what begins with TLS has a port of its own.
    assert_eq!(page(&desk, 0).wires[0].port, 993);
}

#[test]
fn a_letter_goes_by_submission_and_by_relay_and_the_way_of_relay_is_always_drawn() {
    let mut desk = desk("letter");
    let mut seen = Vec::new();
    for _ in 0..4_000 {
        let page = page(&desk, 0);
        let between = page.wires.iter().filter(|wire| wire.device().is_none());
        assert!(between.clone().any(|wire| wire.service == Some(Service::Smtp)));
        let moving = page.wires.iter().filter(|wire| wire.moving.is_some());
        seen.extend(moving.map(|wire| wire.service));
        if !desk.step() || desk.now().as_micros() > 20_000_000 {
            break;
        }
    }
    // RFC 6409: from the app to its provider; RFC 1035: where to; RFC 5321: from provider to provider.
    let first = |service| seen.iter().position(|other| *other == service).expect("it is spoken");
    let (submission, dns) = (first(Some(Service::Submission)), first(None));
    let relay = first(Some(Service::Smtp));
    assert!(submission < dns && dns < relay);
}

#[test]
fn nobody_is_told_to_have_missed_somebody_elses_mail() {
    let mut desk = desk("letter");
    play(&mut desk);
    let page = page(&desk, 1);
    let row = |home: Option<&str>| {
        page.matrix.rows.iter().find(move |row| row.home.as_deref() == home).expect("a mail there")
    };
    assert_eq!(row(None).devices[0].kind, CellKind::NotTheirs, "Ben's mail on Ada's laptop");
    let adas = row(Some("nord.example"));
    assert_eq!(adas.devices[1].kind, CellKind::NotTheirs, "Ada's copy on Ben's phone");
    assert_eq!(adas.server.kind, CellKind::Original);
}

#[test]
fn at_most_four_of_thirty_stand_on_the_stage_and_anybody_can() {
    let desk = desk("thirty-devices");
    let first = page(&desk, 0);
    assert_eq!(first.cast.len(), 30);
    assert_eq!(first.devices.len(), STAGE_MAX);
    assert_eq!(first.matrix.columns.len(), STAGE_MAX);
    let chosen = vec![DeviceId(29), DeviceId(7)];
    let page = desk.page(&Lens { stage: chosen, hand: DeviceId(7), ..Lens::default() });
    let ids: Vec<_> = page.devices.iter().map(|device| device.id.0).collect();
    assert_eq!(ids, [7, 29], "in the order of the world");
    assert!(page.matrix.rows.iter().all(|row| row.devices.len() == 2));
}

#[test]
fn a_world_with_plans_invites_to_play_and_nothing_invites_afterwards() {
    let mut desk = desk("letter");
    assert_eq!(page(&desk, 0).invitation, Some(Invitation::Play));
    play(&mut desk);
    let after = page(&desk, 0);
    assert_eq!(after.invitation, None);
    assert!(!after.narration.sentence.id.starts_with("say-begin"));
}

#[test]
fn what_a_protocol_cannot_do_is_said_in_words() {
    let desk = desk("web-page");
    let page = page(&desk, 0);
    let [web, laptop, tablet] = &page.devices[..] else { panic!("three devices") };
    // RFC 1939 has neither folders nor a command for searching.
    assert!(tablet.obstacles.subscribe.is_some() && tablet.obstacles.search_there.is_some());
    assert!(laptop.obstacles.subscribe.is_none() && laptop.obstacles.search_there.is_none());
    // This laptop has no account for sending; whoever is at a provider's page can always write.
    assert!(laptop.obstacles.write.is_some() && web.obstacles.write.is_none());
    assert_eq!(web.page.as_deref(), Some("nord.example"));
}

#[test]
fn a_mail_is_written_kept_continued_and_sent() {
    let mut desk = desk("letter");
    let ada = DeviceId(0);
    let letter =
        Letter { subject: "Pizza".to_owned(), text: "Um acht?".to_owned(), ..Letter::default() };
    let nobody = desk.dispatch(Deed::Send(ada, letter.clone())).expect_err("for nobody");
    assert_eq!(nobody.id, "error-no-recipient");
    let wrong = Letter { to: "ben".to_owned(), ..letter.clone() };
    assert_eq!(
        desk.dispatch(Deed::Send(ada, wrong)).expect_err("no address").id,
        "error-no-address"
    );

    let to = "Ben <ben@sued.example>, lena@sued.example".to_owned();
    desk.dispatch(Deed::Keep(ada, Letter { to, ..letter })).expect("it can be kept");
    desk.settle(10_000);
    desk.dispatch(Deed::Tap(ada, Tap::OpenFolder("Drafts".to_owned()))).expect("there is one");
    desk.settle(10_000);
    let kept = page(&desk, 0).devices[0].mails[0].email.expect("the server has it");
    desk.dispatch(Deed::Tap(ada, Tap::Open(kept))).expect("it opens");
    desk.settle(10_000);
    let open = page(&desk, 0).devices[0].open.clone().expect("it is open");
    let draft = open.draft.expect("it is unfinished");
    assert_eq!(
        (draft.to.as_str(), draft.subject.as_str()),
        ("ben@sued.example, lena@sued.example", "Pizza")
    );
    assert_eq!(draft.text.trim_end(), "Um acht?");
    desk.dispatch(Deed::Send(ada, Letter { to: "ben@sued.example".to_owned(), ..draft }))
        .expect("it can be sent");
    desk.settle(50_000);
    let after = page(&desk, 1);
    assert!(after.server.mailboxes[0].rows.iter().any(|row| row.subject == "Pizza"), "Ben has it");
    let drafts = page(&desk, 0).server.mailboxes;
    let drafts = drafts.iter().find(|mailbox| mailbox.name == "Drafts").expect("there is one");
    assert_eq!(drafts.total, 0, "what was sent is no draft any more");
}

#[test]
fn a_search_says_what_it_has_looked_at() {
    let mut desk = desk("search");
    let ask = |desk: &mut Desk, place| {
        let tap = Tap::Search("Regatta".to_owned(), place);
        desk.dispatch(Deed::Tap(DeviceId(0), tap)).expect("it can be asked");
        desk.settle(50_000);
        page(desk, 0).devices[0].search.clone().expect("there is an answer").result.id
    };
    // The laptop keeps headers, so it cannot look into the texts (RFC 9051 §6.4.4: the server can).
    assert_eq!(ask(&mut desk, SearchIn::Here), "search-here-part");
    assert_eq!(ask(&mut desk, SearchIn::Server), "search-server");
    desk.dispatch(Deed::Tap(DeviceId(0), Tap::Search(String::new(), SearchIn::Here)))
        .expect("it ends");
    assert_eq!(page(&desk, 0).devices[0].search, None);
}

#[test]
fn only_what_differs_is_found() {
    let mut desk = Desk::new().expect("the first scenario opens");
    let lens = Lens::default();
    let before = desk.differing(&lens, 0, 1_000);
    assert_eq!(before, (Vec::new(), None), "everybody shows what the server has");
    let mail = page(&desk, 0).matrix.rows[0].email;
    desk.dispatch(Deed::SetOnline(DeviceId(1), false)).expect("the phone is there");
    let flagged = !page(&desk, 0).matrix.rows[0].server.flagged;
    desk.dispatch(Deed::Tap(DeviceId(0), Tap::SetFlagged(mail, flagged))).expect("it is there");
    desk.settle(10_000);
    assert_eq!(desk.differing(&lens, 0, 1_000), (vec![mail], None));
}

#[test]
fn every_question_has_one_answer_that_is_chosen() {
    for name in ["letter", "web-page", "a-week-later", "folders"] {
        for device in page(&desk(name), 0).devices {
            for group in device.choices.chunk_by(|a, b| a.question == b.question) {
                let chosen = group.iter().filter(|choice| choice.chosen).count();
                assert_eq!(chosen, 1, "{name}: {:?}", group[0].question);
            }
        }
    }
}
