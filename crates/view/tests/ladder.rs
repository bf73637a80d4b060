//! The ladder: what it shows is what was said, in order, up to the present moment.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::BTreeSet;

use mailscope_view::End::{Client, Server};
use mailscope_view::{
    Deed, Desk, DeviceId, LadderLens, LadderRow, LadderView, LaneKind, Line, LineExplained,
    LineFilter, Openness, Place, RowWhat, Says, Spoken, Tap,
};

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);

fn all() -> LadderLens {
    LadderLens { rows: Some(0..usize::MAX), unfold: true, ..LadderLens::default() }
}

fn whole(desk: &mut Desk) -> LadderView {
    let view = desk.ladder(&all());
    assert!(view.complete, "a small world is taken in at once");
    view
}

fn text(line: &Line) -> String {
    match &line.says {
        Says::Words { words, .. } => words.iter().map(|word| word.text.as_str()).collect(),
        Says::Event(..) => String::new(),
    }
}

fn lines(view: &LadderView) -> Vec<(&LadderRow, &Line, String)> {
    view.rows
        .iter()
        .filter_map(|row| match &row.what {
            RowWhat::Line(line) => Some((row, line, text(line))),
            _ => None,
        })
        .collect()
}

/// A desk on which the laptop has opened an unread mail and everything has come to rest.
fn after_reading() -> Desk {
    let mut desk = Desk::new().expect("the first scenario opens");
    let page = desk.page(&mailscope_view::Lens {
        matrix: 0..100,
        mails: Vec::new(),
        disk_rows: 10,
        log_lines: 10,
        ..Default::default()
    });
    let unread = page.devices[0].mails.iter().find(|mail| !mail.read).expect("an unread mail");
    desk.dispatch(Deed::Tap(LAPTOP, Tap::Open(unread.email.expect("the server has it"))))
        .expect("it opens");
    assert!(desk.settle(100_000));
    desk
}

/// The command by which a mail becomes read (RFC 9051 §6.4.6).
fn store_line(desk: &mut Desk) -> LineExplained {
    let view = whole(desk);
    let lines = lines(&view);
    let (row, ..) = lines
        .iter()
        .find(|(_, _, text)| text.contains("STORE") && text.contains("\\Seen"))
        .expect("a STORE line");
    desk.explain_line(row.entry).expect("it has happened")
}

#[test]
fn devices_stand_around_their_server_and_every_arrow_joins_two_of_them() {
    let mut desk = Desk::new().expect("the first scenario opens");
    let view = whole(&mut desk);
    let kinds: Vec<_> = view.lanes.iter().map(|lane| lane.kind).collect();
    let server = kinds.iter().position(|kind| *kind == LaneKind::Server).expect("a server");
    // As on the stage: the first device at its left, the others at its right.
    assert_eq!(view.lanes[server - 1].place, Place::Device(LAPTOP));
    assert_eq!(view.lanes[server + 1].place, Place::Device(PHONE));
    for (_, line, text) in lines(&view) {
        assert_ne!(line.from, line.to, "{text}");
        assert!(line.from < view.lanes.len() && line.to < view.lanes.len());
    }
}

#[test]
fn a_tap_is_the_headline_of_what_follows_from_it() {
    let mut desk = after_reading();
    let view = whole(&mut desk);
    let tap = view
        .rows
        .iter()
        .position(|row| matches!(row.what, RowWhat::Beat { person: true, .. }))
        .expect("the tap");
    let RowWhat::Beat { text, .. } = &view.rows[tap].what else { unreachable!() };
    assert_eq!(text.id, "say-tap-open");
    let after = lines(&view).into_iter().filter(|(row, ..)| row.entry > view.rows[tap].entry);
    let said: Vec<String> = after.map(|(_, _, text)| text).collect();
    assert!(said.iter().any(|line| line.contains("STORE")), "{said:?}");
}

/// RFC 9051 §6.4.6 defines STORE, §6.4.9 what UID does to its numbers, §2.3.2 the flag, and §2.2.1 the tag.
#[test]
fn every_word_of_a_store_is_explained_with_its_section() {
    let mut desk = after_reading();
    let line = store_line(&mut desk);
    let section = |word: &str| {
        let found = line.meanings.iter().find(|meaning| meaning.word == word);
        found.map(|meaning| (meaning.text.id, meaning.section))
    };
    assert_eq!(section("STORE"), Some(("word-imap-store", "RFC 9051 §6.4.6")));
    assert_eq!(section("UID"), Some(("word-imap-uid", "RFC 9051 §6.4.9")));
    assert_eq!(section("\\Seen"), Some(("word-flag-seen", "RFC 9051 §2.3.2")));
    assert_eq!(line.meanings[0].text.id, "word-tag");
    assert_eq!(line.meanings[0].section, "RFC 9051 §2.2.1");
    // All words together are the line.
    let words: String = line.words.iter().map(|word| word.text.as_str()).collect();
    assert!(words.contains("STORE") && words.ends_with(" ↵ "), "{words}");
}

/// RFC 9051 §3: a STORE is given in the selected state and does not leave it.
#[test]
fn a_store_stands_in_the_selected_state() {
    let mut desk = after_reading();
    let states = store_line(&mut desk).states.expect("IMAP has states");
    let marked: Vec<_> = states.boxes.iter().filter(|it| it.before || it.after).collect();
    assert_eq!(marked.len(), 1);
    assert_eq!((marked[0].name, marked[0].before, marked[0].after), ("Selected", true, true));
    assert_eq!(states.selected.as_deref(), Some("INBOX"));
    assert_eq!(states.section, "RFC 9051 §3");
}

/// RFC 9051 §6.2.3: LOGIN leads from Not Authenticated to Authenticated.
#[test]
fn a_login_leads_to_the_authenticated_state() {
    let mut desk = Desk::new().expect("the first scenario opens");
    let view = whole(&mut desk);
    let lines = lines(&view);
    let (row, ..) = lines.iter().find(|(_, _, text)| text.contains(" LOGIN ")).expect("a login");
    let states = desk.explain_line(row.entry).and_then(|line| line.states).expect("states");
    let name = |is: fn(&mailscope_view::StateBox) -> bool| {
        states.boxes.iter().find(|it| is(it)).map(|it| it.name)
    };
    assert_eq!(name(|it| it.before), Some("Not Authenticated"));
    assert_eq!(name(|it| it.after), Some("Authenticated"));
}

#[test]
fn what_has_not_happened_yet_is_not_shown() {
    let mut desk = after_reading();
    let late = whole(&mut desk);
    for _ in 0..6 {
        assert!(desk.step_back());
    }
    let early = whole(&mut desk);
    assert!(early.total < late.total);
    let said = |rows: &[LadderRow]| -> Vec<_> {
        rows.iter().map(|row| (row.entry, row.what.clone())).collect()
    };
    assert_eq!(said(&early.rows), said(&late.rows[..early.total]));
    let lens = mailscope_view::Lens {
        matrix: 0..0,
        mails: vec![],
        disk_rows: 0,
        log_lines: 0,
        ..Default::default()
    };
    let position = desk.page(&lens).timeline.position;
    assert!(early.rows.iter().all(|row| row.turn <= position && row.now == (row.turn == position)));
}

/// What has been looked for in the past is not found anew because time goes on.
#[test]
fn a_search_in_the_past_finds_nothing_else_later() {
    let mut desk = after_reading();
    let search = LineFilter { search: "STORE".to_owned(), ..LineFilter::default() };
    let lens = LadderLens { filter: search, ..all() };
    let end = desk.ladder(&lens);
    let mut anew = after_reading();
    for _ in 0..6 {
        assert!(anew.step_back());
    }
    assert!(anew.ladder(&lens).total <= end.total);
    while anew.step() {
        if anew.at_end() {
            break;
        }
    }
    let entries = |view: &LadderView| view.rows.iter().map(|row| row.entry).collect::<Vec<_>>();
    assert_eq!(entries(&anew.ladder(&lens)), entries(&end));
}

#[test]
fn going_back_and_doing_something_else_changes_what_follows() {
    let mut desk = after_reading();
    let before = whole(&mut desk);
    for _ in 0..6 {
        assert!(desk.step_back());
    }
    let here = whole(&mut desk).total;
    desk.dispatch(Deed::SetOnline(PHONE, false)).expect("it can go offline");
    let after = whole(&mut desk);
    assert!(after.total > here);
    let said = |view: &LadderView| -> Vec<_> {
        view.rows.iter().map(|row| (row.entry, row.what.clone())).collect()
    };
    assert_eq!(said(&before)[..here], said(&after)[..here]);
    assert!(matches!(&after.rows[here].what,
        RowWhat::Beat { text, person: true, .. } if text.id == "say-offline"));
    // What is made step by step is what is made at once.
    let mut anew = desk.clone();
    anew.settle(100_000);
    desk.settle(100_000);
    assert_eq!(whole(&mut desk), whole(&mut anew));
}

#[test]
fn getting_ready_is_folded_and_a_fold_opens() {
    let mut desk = Desk::new().expect("the first scenario opens");
    let open = whole(&mut desk);
    let mut lens = LadderLens { rows: Some(0..usize::MAX), ..LadderLens::default() };
    let folded = desk.ladder(&lens);
    assert!(folded.total < open.total);
    let counted: usize = folded
        .rows
        .iter()
        .map(|row| if let RowWhat::Fold { count, .. } = &row.what { *count } else { 1 })
        .sum();
    assert_eq!(counted, open.total, "no line gets lost in a fold");
    let fold = folded.rows.iter().find_map(|row| match &row.what {
        RowWhat::Fold { count, text, .. } if text.id == "ladder-fold-setup" => {
            Some((row.entry, *count))
        }
        _ => None,
    });
    let (entry, count) = fold.expect("logging in is folded");
    lens.open = BTreeSet::from([entry]);
    let opened = desk.ladder(&lens);
    assert_eq!(opened.total, folded.total + count);
    assert_eq!(opened.rows.len(), opened.total);
}

#[test]
fn a_window_shows_the_same_rows_as_the_whole() {
    let mut desk = after_reading();
    let lens = LadderLens { rows: Some(0..usize::MAX), ..LadderLens::default() };
    let mut lens_open = lens.clone();
    lens_open.open = desk.ladder(&lens).rows.iter().map(|row| row.entry).collect();
    for lens in [lens, lens_open] {
        let whole = desk.ladder(&lens);
        for first in (0..whole.total).step_by(7) {
            let window = desk.ladder(&LadderLens { rows: Some(first..first + 5), ..lens.clone() });
            let entries = |rows: &[LadderRow]| rows.iter().map(|row| row.entry).collect::<Vec<_>>();
            let until = (first + 5).min(whole.total);
            assert_eq!(entries(&window.rows), entries(&whole.rows[first..until]));
            assert_eq!((window.first, window.total), (first, whole.total));
        }
    }
}

#[test]
fn a_filter_leaves_what_it_names() {
    let mut desk = after_reading();
    let mut only = |filter: LineFilter| desk.ladder(&LadderLens { filter, ..all() });
    let people = only(LineFilter { only_people: true, ..LineFilter::default() });
    assert!(people.total > 0);
    assert!(people.rows.iter().all(|row| matches!(row.what, RowWhat::Beat { person: true, .. })));

    let hidden = BTreeSet::from([Place::Device(PHONE)]);
    let without = only(LineFilter { hidden, ..LineFilter::default() });
    let phone = without.lanes.iter().find(|lane| lane.place == Place::Device(PHONE));
    assert_eq!(phone.map(|lane| lane.column), Some(None));
    let shown = without.lanes.iter().filter(|lane| lane.column.is_some()).count();
    assert!(lines(&without).iter().all(|(_, line, _)| line.from < shown && line.to < shown));

    let imap = only(LineFilter { service: Some(Spoken::Imap), ..LineFilter::default() });
    assert!(lines(&imap).iter().all(|(_, line, _)| line.spoken == Spoken::Imap));

    let found = only(LineFilter { search: "uid store".to_owned(), ..LineFilter::default() });
    assert!(found.total > 0);
    assert!(lines(&found).iter().all(|(_, _, text)| text.contains("UID STORE")));

    let none = only(LineFilter { search: "no such word".to_owned(), ..LineFilter::default() });
    assert_eq!(none.total, 0);
}

#[test]
fn a_connection_is_followed_in_both_directions() {
    let mut desk = after_reading();
    let line = store_line(&mut desk);
    let id = line.connection.expect("a line has a connection");
    let stream = desk.stream(id, 0..10_000).expect("it exists");
    assert_eq!(stream.spoken, Spoken::Imap);
    assert_eq!(stream.port, 143);
    let sum = |by| {
        let pieces = stream.pieces.iter().filter(|piece| piece.by == by);
        pieces.map(|piece| piece.octets as u64).sum::<u64>()
    };
    assert_eq!(stream.octets, (sum(Client), sum(Server)));
    // The server speaks first (RFC 9051 §2.2.2).
    assert_eq!(stream.pieces.first().map(|piece| piece.by), Some(Server));
    let text = desk.stream_text(id);
    assert!(text.starts_with("S: * OK"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("C: ") && line.contains("UID STORE")));
}

/// Nothing protects port 143 before STARTTLS (RFC 9051 §11.1): both ends and whoever listens can read.
#[test]
fn a_line_in_clear_can_be_read_by_its_two_ends() {
    let mut desk = after_reading();
    let line = store_line(&mut desk);
    assert_eq!(line.open, Some(Openness::Clear));
    assert_eq!(line.readers.len(), 2);
    assert!(line.readers.iter().all(|reader| reader.reads));
}

/// In no shipped world is there a word without an explanation.
#[test]
fn every_word_that_is_said_in_a_shipped_world_is_explained() {
    for name in mailscope_lesson::names() {
        let scenario = mailscope_lesson::load(name).expect(name).expect(name);
        let mut desk = Desk::with(scenario);
        desk.settle(3_000);
        let mut lens = LadderLens { rows: Some(0..4_000), unfold: true, ..LadderLens::default() };
        while !desk.ladder(&lens).complete {}
        lens.rows = Some(0..4_000);
        let view = desk.ladder(&lens);
        for (_, line, text) in lines(&view) {
            let Says::Words { words, meanings, .. } = &line.says else { continue };
            for word in words {
                let says_something = word.text.chars().any(char::is_alphanumeric);
                let explained = word.meaning.is_some_and(|at| meanings.get(at).is_some());
                assert!(explained || !says_something, "{name}: {:?} in {text}", word.text);
            }
        }
    }
}
