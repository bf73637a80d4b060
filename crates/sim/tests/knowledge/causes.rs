//! Chains of causes: from what somebody sees back to what came from outside, in a few steps.

use mailscope_base::limits::CAUSES_TOLD_MAX;
use mailscope_sim::client::LocalChange;
use mailscope_sim::{Action, Entry, EntryId, Fact, Place, Role, Tap, World, causes};

use crate::stage::{
    CAKE, IDLE, MANUAL, POLL, Stage, device_id, email, imap, pass, pop3, tap_and_wait,
};

/// The last time that a device showed something of mail.
fn shown<'a>(world: &'a World, device: &str) -> &'a Entry {
    let place = Place::Device(device_id(world, device));
    let shows = |entry: &&Entry| {
        entry.place == place
            && matches!(
                entry.fact,
                Fact::Learned(LocalChange::FlagsChanged { .. } | LocalChange::Appeared { .. })
            )
    };
    world.trace().iter().rev().find(shows).expect("it shows something")
}

fn facts(world: &World, of: EntryId) -> Vec<(Role, &Fact)> {
    let chain = causes(world, of);
    assert!((2..=CAUSES_TOLD_MAX).contains(&chain.len()), "{chain:?}");
    let fact = |id| &world.trace().get(id).expect("it is in the trace").fact;
    chain.iter().map(|cause| (cause.role, fact(cause.entry))).collect()
}

#[test]
fn from_the_phone_back_to_the_tap_on_the_laptop() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::SetFlagged(mail, true));
    let chain = facts(&world, shown(&world, "phone").id);
    let [effect, .., origin] = &chain[..] else { panic!("{chain:?}") };
    assert!(matches!(effect, (Role::Effect, Fact::Learned(_))));
    assert!(matches!(origin, (Role::Origin, Fact::Acted(Action::Tap(_, Tap::SetFlagged(..))))));
    assert!(chain.iter().any(|(_, fact)| matches!(fact, Fact::Stored(_))), "{chain:?}");
    let store = chain.iter().any(|(_, fact)| match fact {
        Fact::Sent { frame, .. } => String::from_utf8_lossy(&frame.bytes).contains("STORE"),
        _ => false,
    });
    assert!(store, "the command that asked for the change is told: {chain:?}");
    assert!(!chain.iter().any(|(_, fact)| matches!(fact, Fact::Read { .. })), "{chain:?}");
}

#[test]
fn who_asks_by_itself_finds_what_another_did() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", POLL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::SetFlagged(mail, true));
    pass(&mut world, 16 * 60);
    let chain = facts(&world, shown(&world, "phone").id);
    assert!(matches!(chain.last(), Some((Role::Origin, Fact::Woke(_)))), "{chain:?}");
    let found = chain.iter().find(|(role, _)| *role == Role::Found);
    assert!(matches!(found, Some((_, Fact::Stored(_)))), "{chain:?}");
}

#[test]
fn what_a_tap_does_at_once_needs_no_server() {
    let mut world = Stage::with(&[pop3("tablet", MANUAL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "tablet", Tap::SetFlagged(mail, true));
    let chain = facts(&world, shown(&world, "tablet").id);
    assert_eq!(chain.len(), 2, "{chain:?}");
}

#[test]
fn every_entry_of_a_day_has_a_chain_that_a_person_can_read() {
    let mut world = Stage::with(&[imap("laptop", IDLE), pop3("tablet", POLL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::Move(mail, "Schule".to_owned()));
    pass(&mut world, 16 * 60);
    for entry in world.trace().iter() {
        let chain = causes(&world, entry.id);
        assert!((1..=CAUSES_TOLD_MAX).contains(&chain.len()), "{entry:?}");
        assert_eq!(chain.first().map(|cause| cause.entry), Some(entry.id));
        assert_eq!(chain.last().map(|cause| cause.entry), Some(entry.root), "{entry:?}");
    }
}

#[test]
fn what_is_not_in_the_trace_has_no_cause() {
    let world = Stage::with(&[imap("laptop", IDLE)]).world();
    assert!(causes(&world, EntryId(u32::MAX)).is_empty());
}
