//! What a projector and a sheet of paper tell.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use mailscope_view::{Deed, Desk, DeviceId, EmailId, Lens, Page, Tap, Tick, Whose, mail_in_focus};

const LAPTOP: DeviceId = DeviceId(0);

fn desk() -> Desk {
    Desk::new().expect("the first scenario opens")
}

fn page(desk: &Desk) -> Page {
    desk.page(&Lens::default())
}

/// A mail of the list that is not its first.
fn third(page: &Page) -> EmailId {
    page.matrix.rows[2].email
}

#[test]
fn nothing_was_done_at_the_beginning() {
    let desk = desk();
    assert!(desk.last_deeds(5).is_empty());
    let sheet = desk.so_far();
    assert!(sheet.events.is_empty(), "what came before the first picture is not told: {sheet:?}");
    assert_eq!(sheet.older, 0);
}

#[test]
fn the_newest_deed_stands_first_and_going_back_forgets_the_later_ones() {
    let mut desk = desk();
    let before = desk.page(&Lens::default()).timeline.position;
    desk.dispatch(Deed::SetOnline(LAPTOP, false)).expect("the laptop has a network");
    let between = page(&desk).timeline.position;
    let mail = third(&page(&desk));
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has the mail");
    let deeds = desk.last_deeds(5);
    let kinds: Vec<Tick> = deeds.iter().map(|deed| deed.tick).collect();
    assert_eq!(kinds, [Tick::Tap, Tick::Fault]);
    assert!(deeds.iter().all(|deed| matches!(deed.whose, Whose::Device(LAPTOP, _))));
    assert_eq!(desk.last_deeds(1), deeds[..1]);
    desk.seek(between);
    assert_eq!(desk.last_deeds(5), deeds[1..]);
    desk.seek(before);
    assert!(desk.last_deeds(5).is_empty());
}

#[test]
fn a_sheet_tells_what_happened_in_order_up_to_the_present() {
    let mut desk = desk();
    let mail = third(&page(&desk));
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has the mail");
    assert!(desk.settle(10_000));
    let sheet = desk.so_far();
    let turns: Vec<u32> = sheet.events.iter().map(|event| event.turn).collect();
    assert!(turns.is_sorted(), "{turns:?}");
    assert_eq!(sheet.events.first().map(|event| event.tick), Some(Tick::Tap), "the tap began it");
    assert!(sheet.events.len() > 1, "its consequences follow");
    let first = turns[0];
    desk.seek(first);
    assert_eq!(desk.so_far().events.len(), 1, "what comes later is not told");
}

#[test]
fn the_picture_follows_the_mail_that_changes_and_stays_with_it() {
    let mut desk = desk();
    let newest = page(&desk).matrix.rows[0].email;
    let shown = |page: &Page, before| mail_in_focus(&page.matrix, before).map(|row| row.email);
    assert_eq!(shown(&page(&desk), None), Some(newest), "without a change: the newest");
    let mail = third(&page(&desk));
    assert_eq!(
        shown(&page(&desk), Some(mail)),
        Some(mail),
        "without a change: the one shown before"
    );
    desk.dispatch(Deed::Tap(LAPTOP, Tap::SetFlagged(mail, true))).expect("the laptop has the mail");
    assert_eq!(shown(&page(&desk), Some(newest)), Some(mail), "the one that changes");
}
