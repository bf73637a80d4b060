//! Why something is as it is, and what a person can do with time: what the panel tells leads from
//! the tap to here, and nothing that a person did is lost by going back.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use mailscope_view::{
    Deed, Desk, DeviceId, EmailId, Holder, Lens, Page, ProviderId, Tap, Tick, Whose, WhyView,
};

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const TABLET: DeviceId = DeviceId(2);
const SERVER: Holder = Holder::Server(ProviderId(0));
const SUBJECT: &str = "Klassenfahrt: Zimmerliste";

fn desk() -> Desk {
    Desk::new().expect("the first scenario opens")
}

fn page(desk: &Desk) -> Page {
    desk.page(&Lens { matrix: 0..100, disk_rows: 10, log_lines: 10, ..Lens::default() })
}

fn email(desk: &Desk) -> EmailId {
    let page = page(desk);
    let found = page.matrix.rows.iter().find(|row| row.subject == SUBJECT);
    found.expect("the mail has a row").email
}

fn open(desk: &mut Desk) {
    let mail = email(desk);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Open(mail))).expect("the laptop has it");
    assert!(desk.settle(100_000));
}

fn ids(view: &WhyView) -> Vec<&'static str> {
    view.steps.iter().map(|step| step.what.id).collect()
}

/// The steps are told in the order in which they happened.
fn is_in_order(view: &WhyView) -> bool {
    view.steps.is_sorted_by_key(|step| step.entry) && view.steps.is_sorted_by_key(|step| step.turn)
}

#[test]
fn the_server_shows_it_as_read_because_of_the_tap_on_the_laptop() {
    let mut desk = desk();
    open(&mut desk);
    let view = desk.why_cell(SERVER, email(&desk));
    assert_eq!((view.asked.id, view.reason.id), ("ask-state", "why-original"));
    assert_eq!(view.setting, None);
    let tap = view.steps.first().expect("something led to it");
    assert_eq!((tap.what.id, tap.tick, tap.origin), ("say-tap-open", Tick::Tap, true));
    assert!(matches!(tap.place, Whose::Device(LAPTOP, _)));
    assert!(ids(&view).contains(&"say-stored-read"), "{:?}", ids(&view));
    // RFC 9051 §6.4.6: a flag is set with STORE.
    let line: Vec<String> = view
        .steps
        .iter()
        .map(|step| step.line.iter().map(|token| token.text.as_str()).collect())
        .collect();
    assert!(line.iter().any(|line: &String| line.contains("STORE")), "{line:?}");
    assert!(is_in_order(&view));
}

#[test]
fn the_phone_knows_because_of_the_same_tap() {
    let mut desk = desk();
    open(&mut desk);
    let view = desk.why_cell(Holder::Device(PHONE), email(&desk));
    assert_eq!(view.reason.id, "why-same");
    assert_eq!(ids(&view).first(), Some(&"say-tap-open"), "{:?}", ids(&view));
    assert_eq!(ids(&view).last(), Some(&"say-shows-read"), "{:?}", ids(&view));
}

#[test]
fn the_tablet_shows_its_own_state_since_pop3_has_no_flags() {
    let mut desk = desk();
    open(&mut desk);
    let view = desk.why_cell(Holder::Device(TABLET), email(&desk));
    // RFC 1939 has no command for flags: that is no setting of the app.
    assert_eq!((view.reason.id, view.setting), ("why-own-flags", None));
    assert_eq!(view.asked.id, "ask-state");
    assert!(is_in_order(&view));
}

#[test]
fn a_phone_without_network_does_not_know_and_both_reasons_are_steps() {
    let mut desk = desk();
    desk.dispatch(Deed::SetOnline(PHONE, false)).expect("it is there");
    assert!(desk.settle(100_000));
    open(&mut desk);
    let view = desk.why_cell(Holder::Device(PHONE), email(&desk));
    assert_eq!((view.asked.id, view.reason.id), ("ask-state", "why-stale-offline"));
    let taps: Vec<_> = view.steps.iter().filter(|step| step.origin).map(|step| step.tick).collect();
    assert!(taps.contains(&Tick::Fault), "the network was taken: {:?}", ids(&view));
    assert!(is_in_order(&view));
}

#[test]
fn new_mail_is_not_on_the_tablet_because_of_its_setting() {
    let mut desk = desk();
    desk.dispatch(Deed::LetArrive).expect("a mail waits");
    assert!(desk.settle(100_000));
    let newest = page(&desk).matrix.rows.first().expect("there is mail").email;
    let view = desk.why_cell(Holder::Device(TABLET), newest);
    assert_eq!(view.asked.id, "ask-never");
    assert!(matches!(view.reason.id, "why-stale-asked" | "why-asks-when-told"), "{view:?}");
    assert_eq!(view.setting, Some((TABLET, "POP3")));
}

#[test]
fn an_answer_stays_while_one_goes_back_and_ends_when_the_past_is_another() {
    let mut desk = desk();
    let before = desk.position();
    open(&mut desk);
    let view = desk.why_cell(SERVER, email(&desk));
    for step in &view.steps {
        desk.seek(step.turn);
        assert!(desk.is_still_true(&view));
    }
    desk.seek(before);
    let mail = email(&desk);
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has it");
    assert!(!desk.is_still_true(&view));
}

#[test]
fn what_somebody_did_after_the_present_is_kept_beside_it() {
    let mut desk = desk();
    let before = desk.position();
    open(&mut desk);
    let end = desk.position();
    desk.seek(before);
    let mail = email(&desk);
    desk.dispatch(Deed::Tap(PHONE, Tap::SetFlagged(mail, true))).expect("the phone has it");
    let timeline = page(&desk).timeline;
    let way = timeline.ghost.expect("the other way has a shadow");
    assert_eq!((way.parts_at, way.end), (before, end));
    assert_eq!(way.taps, [before + 1], "the tap is the turn after the position");
    assert_eq!(timeline.ways.len(), 1);
    assert!(timeline.last >= end);
    assert!(desk.switch(way.id));
    assert_eq!(desk.position(), before, "where one was on it");
    desk.seek(u32::MAX);
    assert_eq!(desk.position(), end);
}

#[test]
fn what_was_undone_says_what_it_was_and_is_kept_when_one_goes_on_otherwise() {
    let mut desk = desk();
    let mail = email(&desk);
    assert_eq!(page(&desk).timeline.undo, (None, None));
    open(&mut desk);
    let (undo, redo) = page(&desk).timeline.undo;
    assert_eq!((undo.map(|text| text.id), redo), (Some("say-tap-open"), None));
    assert!(desk.undo());
    let (undo, redo) = page(&desk).timeline.undo;
    assert_eq!((undo, redo.map(|text| text.id)), (None, Some("say-tap-open")));
    assert!(desk.redo());
    assert_eq!(page(&desk).timeline.undo.1, None);
    assert!(desk.undo());
    let position = desk.position();
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has it");
    let timeline = page(&desk).timeline;
    assert_eq!(timeline.undo.1, None, "there is nothing to bring back on another way");
    let way = timeline.ways.first().expect("what was undone is a way of its own");
    assert_eq!(way.taps, [position + 1]);
}

#[test]
fn a_whole_step_in_slices_is_the_same_as_in_one() {
    let mut one = desk();
    let begin = one.position();
    open(&mut one);
    let end = one.position();
    one.seek(begin);
    let mut other = one.clone();
    assert!(one.step_whole());
    let step = other.begin_whole().expect("the tap is next");
    while !other.go_on_whole(step, 3) {}
    assert_eq!((one.position(), other.position()), (end, end));
}

#[test]
fn the_list_of_events_tells_of_each_visible_turn_once_and_knows_the_present() {
    let mut desk = desk();
    open(&mut desk);
    let all = desk.events(&(0..usize::MAX));
    assert_eq!(all.rows.len(), all.total);
    assert!(all.rows.is_sorted_by(|a, b| a.turn < b.turn));
    assert!(all.rows.iter().any(|row| row.what.id == "say-tap-open" && row.tick == Tick::Tap));
    assert_eq!(all.present, Some(all.total - 1));
    let middle = all.total / 2;
    desk.seek(all.rows[middle].turn);
    let part = desk.events(&(middle..middle + 2));
    assert_eq!((part.first, part.present), (middle, Some(middle)));
    assert_eq!(part.rows, all.rows[middle..middle + 2]);
}

#[test]
fn the_bar_has_room_for_any_world() {
    let timeline = |name| {
        let scenario = mailscope_lesson::load(name).expect("it is built in").expect("it loads");
        page(&Desk::with(scenario)).timeline
    };
    for name in ["first-day", "three-hops", "thirty-devices"] {
        let lanes = timeline(name).lanes;
        assert!(lanes.len() <= 5, "{name}: {}", lanes.len());
        assert!(matches!(lanes[0].whose, Some(Whose::Server(_))), "{name}");
        let together: Vec<_> = lanes.iter().map(|lane| lane.whose.is_none()).collect();
        // Thirty devices and their provider: the last of five lanes is that of all who have none.
        let expected = name == "thirty-devices";
        assert_eq!(together.iter().any(|it| *it), expected, "{name}");
        assert_eq!(together.last(), Some(&expected), "{name}");
    }
}
