//! A link may come from anybody and name anything: what is not there is no place, and nothing breaks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use mailscope_view::{
    Deed, Desk, DeviceId, Fragment, Glance, Holder, LadderLens, Lens, Opening, ProviderId,
    Question, Tap, Whom,
};

/// Numbers that nothing in the first world has: the largest of 16 bits, and of 32, which not everything may have.
const NOBODY: [u32; 2] = [65_535, u32::MAX];

fn questions(number: u32) -> Vec<Question> {
    let fragments = [
        format!("why=entry.{number}"),
        format!("why=device.{number}.mail.1"),
        format!("why=device.0.mail.{number}"),
        format!("why=server.{number}.mail.1"),
        format!("why=server.0.mail.{number}"),
    ];
    fragments.iter().filter_map(|text| Fragment::read(text).why).collect()
}

#[test]
fn what_is_there_can_be_asked_about() {
    let desk = Desk::new().unwrap();
    for text in ["why=entry.0", "why=device.2.mail.1", "why=server.0.mail.20"] {
        let question = Fragment::read(text).why.unwrap();
        assert!(desk.can_ask(question), "{text}");
    }
    assert!(desk.is_there(DeviceId(2)) && !desk.is_there(DeviceId(3)));
}

#[test]
fn what_is_not_there_cannot_be_asked_about() {
    let desk = Desk::new().unwrap();
    for number in NOBODY {
        let asked = questions(number);
        assert!(asked.len() >= 2, "a number that fits is a question");
        for question in asked {
            assert!(!desk.can_ask(question), "{question}");
        }
    }
}

#[test]
fn a_place_that_is_not_there_falls_back_to_one_that_is() {
    let mut desk = Desk::new().unwrap();
    for number in NOBODY {
        let text = format!("inside=device.{number}&line={number}&hand={number}");
        let place = Fragment::read(&text);
        let inside = desk.inside(&Glance { holder: place.inside, ..Glance::default() });
        assert_eq!(inside.holder, Whom::Server(ProviderId(0)), "{text}");
        assert!(desk.explain_line(number).is_none());
        assert!(desk.ladder_row(&LadderLens::default(), number).is_none());
        assert!(place.hand.is_none_or(|hand| !desk.is_there(hand)));
    }
}

/// A place names things by their numbers, so a run that is opened elsewhere has to have the same ones.
#[test]
fn numbers_are_the_same_where_a_run_is_opened() {
    let mut desk = Desk::new().unwrap();
    let page = desk.page(&Lens::default());
    let (laptop, email) = (DeviceId(0), page.matrix.rows[0].email);
    desk.dispatch(Deed::Tap(laptop, Tap::Open(email))).unwrap();
    desk.settle(100_000);
    let mut opening = Opening::link(&desk.link().unwrap()).unwrap();
    while opening.work(1_000).unwrap() {}
    let (there, differs) = opening.finish();
    assert!(differs.is_none());
    let cell = |desk: &Desk| desk.why_cell(Holder::Device(laptop), email);
    assert_eq!(cell(&there), cell(&desk));
    for entry in 0..2_000 {
        assert_eq!(there.why_entry(entry), desk.why_entry(entry), "entry {entry}");
    }
}
