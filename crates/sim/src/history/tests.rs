//! A history of one provider and two devices; the expectations follow from what the words mean.

use mailscope_base::{DeviceId, Duration, EmailId, Instant, limits};

use super::History;
use crate::{Action, Fact, Scenario, Tap};

const SCENARIO: &str = r#"
version = 2
start = "2026-05-04T08:00:00+02:00"

[[provider]]
name = "nord.example"
uid_validity = 7
tls = "none"

[[provider.user]]
name = "ada"
password = "Seestern-7"
mail = [{ file = "kuchen.eml" }]

[[device]]
kind = "laptop"
protocol = "imap"
latency_ms = 20
check = { minutes = 10 }

[[device]]
kind = "phone"
protocol = "imap"
latency_ms = 50
check = "manual"
"#;

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const MAIL: EmailId = EmailId(1);

fn history() -> History {
    let mail = "From: oma@sued.example\r\nSubject: Kuchen\r\n\r\nAm Sonntag.\r\n";
    let scenario = Scenario::parse(SCENARIO, |_| Some(mail.into())).expect("it loads");
    let mut history = History::new(&scenario, 7);
    assert!(history.settle(1_000));
    history
}

fn tap(history: &mut History, device: DeviceId, tap: Tap) {
    history.act(Action::Tap(device, tap)).expect("it can be done");
}

fn digest(history: &History) -> (u32, String) {
    (history.position(), history.furthest().trace().digest())
}

#[test]
fn going_somewhere_in_slices_leads_to_the_same_world() {
    let mut history = history();
    tap(&mut history, LAPTOP, Tap::SetRead(MAIL, true));
    history.settle(1_000);
    let end = history.position();
    for position in [0, end / 3, end - 1, 1, end, end + 5] {
        let mut whole = history.clone();
        whole.seek(position);
        let mut slices = 1;
        while !history.seek_within(position, 1) {
            slices += 1;
            assert!(slices <= end + 1, "every slice leads nearer");
        }
        assert_eq!(history.position(), position.min(end));
        assert_eq!(history.world().trace().digest(), whole.world().trace().digest());
        assert_eq!(history.end(), end, "what is known is not forgotten");
    }
}

#[test]
fn undo_takes_back_and_redo_brings_back_exactly() {
    let mut history = history();
    for read in [true, false, true] {
        tap(&mut history, LAPTOP, Tap::SetRead(MAIL, read));
        history.settle(1_000);
    }
    let whole = digest(&history);
    for left in [2, 1, 0] {
        assert!(history.undo());
        assert_eq!(history.actions().len(), left);
    }
    assert!(!history.undo(), "nobody has done anything before that");
    let taps = |history: &History| {
        let acted = |fact: &Fact| matches!(fact, Fact::Acted(_));
        history.furthest().trace().iter().filter(|entry| acted(&entry.fact)).count()
    };
    assert_eq!(taps(&history), 0);
    history.settle(1_000);
    assert_eq!(taps(&history), 0, "what was undone does not come back by itself");
    for _ in 0..3 {
        assert!(history.redo());
    }
    assert!(!history.redo());
    assert_eq!(digest(&history), whole);
    assert_eq!(history.branches().len(), 0);
}

#[test]
fn what_was_left_behind_is_a_branch_and_can_be_found_again() {
    let mut history = history();
    let rest = history.position();
    tap(&mut history, LAPTOP, Tap::Open(MAIL));
    history.settle(1_000);
    let first = digest(&history);
    history.seek(rest);
    tap(&mut history, PHONE, Tap::CheckMail);
    history.settle(1_000);
    let second = digest(&history);
    let branches: Vec<_> = history.branches().collect();
    assert_eq!(branches.len(), 1);
    assert_eq!((branches[0].parts_at, branches[0].end), (rest, first.0));
    assert!(history.switch(branches[0].id));
    history.seek(u32::MAX);
    assert_eq!(digest(&history), first);
    let back = history.branches().next().expect("the other one").id;
    assert!(history.switch(back));
    assert_eq!(digest(&history), second);
    assert!(!history.switch(back), "that one is the present one now");

    // Undone and then done differently: both are kept.
    assert!(history.undo());
    tap(&mut history, LAPTOP, Tap::SetFlagged(MAIL, true));
    assert_eq!(history.branches().count(), 2);
    assert!(!history.redo());
}

#[test]
fn a_fork_has_the_same_past_and_future_and_leaves_the_other_way_alone() {
    let mut history = history();
    tap(&mut history, LAPTOP, Tap::Open(MAIL));
    history.settle(1_000);
    history.advance_to(Instant::START + Duration::from_mins(60), 10_000);
    let whole = digest(&history);
    let after_tap = history.actions().last().expect("the tap").position + 3;
    history.seek(after_tap);
    history.fork("what if");
    assert_eq!((history.end(), history.name()), (after_tap, "what if"));
    history.advance_to(Instant::START + Duration::from_mins(60), 10_000);
    assert_eq!(digest(&history), whole);
    let other = history.branches().next().expect("the way so far");
    assert_eq!((other.end, other.actions), (whole.0, 1));
}

#[test]
fn a_whole_step_is_one_tap_with_all_that_follows() {
    let mut history = history();
    let rest = history.position();
    tap(&mut history, LAPTOP, Tap::SetRead(MAIL, true));
    let tapped = history.position();
    assert!(history.step_whole(1_000));
    assert!(history.settled());
    let end = history.position();
    assert!(end > tapped + 2, "STORE and its answer");
    assert!(history.step_back_whole());
    assert_eq!(history.position(), rest, "back to before the tap");
    assert!(history.step_whole(1_000));
    assert_eq!(history.position(), end, "the recorded tap with all that follows");
    // Then the laptop looks for mail, by itself: one step, too.
    assert!(history.step_whole(1_000));
    let polled = history.world().trace().iter().rev().find(|entry| entry.cause.is_none());
    assert!(polled.is_some_and(|entry| matches!(entry.fact, Fact::Woke(_))));
    assert!(history.settled());
}

#[test]
fn two_steps_under_way_at_once_are_told_apart() {
    let mut history = history();
    tap(&mut history, LAPTOP, Tap::SetRead(MAIL, true));
    let laptop = history.world().trace().iter().next_back().expect("the tap").root;
    tap(&mut history, PHONE, Tap::CheckMail);
    let phone = history.world().trace().iter().next_back().expect("the tap").root;
    assert!(history.world().under_way(laptop) && history.world().under_way(phone));
    // The laptop has the shorter way: its bytes arrive first, and its step ends first.
    assert!(history.step_whole(1_000));
    assert!(!history.world().under_way(laptop) && history.world().under_way(phone));
}

#[test]
fn time_passes_where_nothing_happens_and_an_action_enters_then() {
    let mut history = history();
    let rest = history.now();
    let later = rest + Duration::from_mins(2);
    assert!(history.advance_to(later, 1_000));
    assert_eq!((history.now(), history.world().now()), (later, rest));
    tap(&mut history, PHONE, Tap::CheckMail);
    assert_eq!(history.world().now(), later);
    history.settle(1_000);
    let whole = digest(&history);
    history.seek(0);
    while history.position() < history.end() {
        assert!(history.step());
    }
    assert_eq!(digest(&history), whole, "recorded actions keep their moments");
    // A deadline on the way is not passed over.
    let next = history.world().next_moment().expect("the laptop's next poll");
    assert!(history.advance_to(next + Duration::from_secs(1), 10_000));
    let mut past = history.world().trace().iter().rev();
    assert!(past.any(|entry| matches!(entry.fact, Fact::Woke(_)) && entry.at == next));
    drop(past);
    history.seek_moment(later);
    assert!(history.world().now() <= later);
    assert_eq!(history.now(), later);
    assert!(!history.advance_to(later + Duration::from_mins(600), 3), "three turns are too few");
}

#[test]
fn moments_have_names_and_end_with_the_way_they_are_on() {
    let mut history = history();
    let rest = history.position();
    assert!(history.name_moment("vorher"));
    tap(&mut history, LAPTOP, Tap::Open(MAIL));
    history.settle(1_000);
    let end = history.position();
    assert!(history.name_moment("gelesen"));
    let names = |history: &History| -> Vec<_> {
        history.moments().map(|moment| (moment.name.clone(), moment.position)).collect()
    };
    assert_eq!(names(&history), [("vorher".to_owned(), rest), ("gelesen".to_owned(), end)]);
    assert!(history.return_to("vorher") && history.position() == rest);
    assert!(!history.return_to("nirgends"));
    assert!(history.name_moment("gelesen"), "a name is moved, not given twice");
    assert_eq!(names(&history).len(), 2);
    assert!(history.return_to("gelesen") && history.position() == rest);
    assert!(history.name_moment(&"x".repeat(1_000)));
    let longest = history.moments().map(|moment| moment.name.len()).max();
    assert_eq!(longest, Some(limits::MOMENT_NAME_CHARS_MAX));
    for nth in 0..2 * limits::MOMENTS_MAX {
        history.name_moment(&nth.to_string());
    }
    assert_eq!(history.moments().len(), limits::MOMENTS_MAX);
}

#[test]
fn copies_are_bounded_and_every_position_is_near_one() {
    let mut history = history();
    let days = Instant::START + Duration::from_mins(60 * 24 * 5);
    assert!(history.advance_to(days, 100_000));
    let end = history.end();
    assert!(end > 3_000, "five days of looking for mail every ten minutes: {end}");
    let (copies, spacing) = history.line.copies();
    assert!(copies <= limits::COPIES_MAX + 1, "{copies}");
    let half = u32::try_from(limits::COPIES_MAX / 2).expect("small");
    assert!(spacing <= (end / half).max(32), "{spacing}");
    for position in (0..end).step_by(97) {
        history.seek(position);
        assert_eq!(history.position(), position);
    }
}

#[test]
fn the_meter_says_what_the_world_said_and_forgets_what_did_not_happen() {
    let mut history = history();
    let asked = |history: &History| {
        let laptop = crate::Place::Device(LAPTOP);
        (history.position(), history.world().measures(laptop), history.world().storage(laptop))
    };
    // What the world itself says at each position.
    let end = history.position();
    let mut said = Vec::new();
    for position in 0..=end {
        history.seek(position);
        said.push(asked(&history));
    }
    let sampled: Vec<_> = history
        .samples()
        .map(|sample| {
            let at = |place: &&(crate::Place, _, _)| place.0 == crate::Place::Device(LAPTOP);
            let (_, measures, storage) = sample.places.iter().find(at).expect("it is a place");
            (sample.turn, *measures, *storage)
        })
        .collect();
    assert!(end < 256, "so that every position has its sample");
    assert_eq!(sampled, said);
    // Somewhere before, only what was before counts; and on another way what was after is forgotten.
    history.seek(end / 2);
    assert_eq!(history.samples().count(), end as usize / 2 + 1);
    tap(&mut history, LAPTOP, Tap::CheckMail);
    history.seek(u32::MAX);
    assert_eq!(history.samples().last().map(|sample| sample.turn), Some(history.end()));
}

#[test]
fn the_meter_does_not_grow_with_the_way() {
    let mut history = history();
    for read in 0..600 {
        tap(&mut history, LAPTOP, Tap::SetRead(MAIL, read % 2 == 0));
        history.settle(1_000);
    }
    assert!(history.position() > 4 * 256);
    let samples: Vec<u32> = history.samples().map(|sample| sample.turn).collect();
    assert!((limits::SAMPLES_MAX / 2..=limits::SAMPLES_MAX).contains(&samples.len()));
    // Evenly spread from the beginning to nearly the end.
    let spacing = samples[1];
    assert!(
        samples
            .iter()
            .enumerate()
            .all(|(n, turn)| *turn == u32::try_from(n).unwrap_or_default() * spacing)
    );
    assert!(history.position() - samples[samples.len() - 1] < spacing);
}
