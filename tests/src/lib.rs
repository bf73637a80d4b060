//! Shared by the cross-crate tests: lists of actions made from a seed, and the world that they lead
//! to.

pub mod fuzz;

use mailscope_base::{AccountId, DeviceId, EmailId, Prng, ProviderId};
use mailscope_lesson as lesson;
use mailscope_sim::client::{
    AfterFetch, CheckFor, ImapPolicy, OnDelete, Pop3Policy, Protocol, Settings, TlsPolicy,
};
use mailscope_sim::{Action, History, Scenario, Tap};

/// How many generated lists native and WebAssembly are compared on.
pub const LISTS: u64 = 200;
/// Actions in one list.
const ACTIONS: usize = 24;
/// Turns between two actions, at most: some actions meet a world at rest, others one in full swing.
const TURNS_BETWEEN_MAX: u64 = 40;

/// The scenario that the tests use.
///
/// # Panics
///
/// If the shipped scenario does not load, which a test of its own crate checks.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn scenario() -> Scenario {
    lesson::load(lesson::FIRST).expect("the first scenario is there").expect("it loads")
}

/// Plays the list of actions that `seed` makes, and calls `each` after every turn.
pub fn play(seed: u64, mut each: impl FnMut(&History)) -> History {
    let scenario = scenario();
    let mut history = History::new(&scenario, seed);
    let mut rng = Prng::new(seed);
    for _ in 0..ACTIONS {
        for _ in 0..rng.below(TURNS_BETWEEN_MAX) {
            history.step();
            each(&history);
        }
        let action = action(&scenario, &mut rng);
        // A device may not have the mail: then nothing happens, which is part of the list.
        if history.act(action).is_ok() {
            each(&history);
        }
    }
    for _ in 0..400 {
        if history.settled() || !history.step() {
            break;
        }
        each(&history);
    }
    history
}

/// What identifies the whole run of the list that `seed` makes.
pub fn digest(seed: u64) -> String {
    let history = play(seed, |_| {});
    let trace = history.world().trace();
    format!("{seed} {} {}", trace.len(), trace.digest())
}

fn action(scenario: &Scenario, rng: &mut Prng) -> Action {
    let device = DeviceId(u16::try_from(rng.below(3)).unwrap_or(0));
    let email = EmailId(1 + rng.below(24));
    let yes = rng.chance(1, 2);
    let folder = ["INBOX", "Trash", "School"][usize::try_from(rng.below(3)).unwrap_or(0)];
    let tap = match rng.below(12) {
        0 | 1 => Tap::Open(email),
        2 | 3 => Tap::SetRead(email, yes),
        4 => Tap::SetFlagged(email, yes),
        5 => Tap::Move(email, folder.to_owned()),
        6 => Tap::Delete(email),
        7 => Tap::OpenFolder(folder.to_owned()),
        8 => Tap::CheckMail,
        9 => Tap::Configure(settings(rng)),
        10 => return Action::SetOnline(device, yes),
        _ => {
            let later = scenario.later();
            let nth = rng.below(later.len() as u64);
            let mail = usize::try_from(nth).ok().and_then(|nth| later.get(nth));
            let mails = mail.into_iter().cloned().collect();
            return Action::Deliver(ProviderId(0), AccountId(0), mails);
        }
    };
    Action::Tap(device, tap)
}

fn settings(rng: &mut Prng) -> Settings {
    let on_delete = match rng.below(3) {
        0 => OnDelete::MoveToTrash,
        1 => OnDelete::MarkDeleted,
        _ => OnDelete::Expunge,
    };
    let after_fetch = match rng.below(3) {
        0 => AfterFetch::Leave,
        1 => AfterFetch::RemoveWhenDeletedHere,
        _ => AfterFetch::RemoveAtOnce,
    };
    let protocol = match rng.below(3) {
        0 => {
            Protocol::Imap(ImapPolicy { check: CheckFor::Idle, on_delete, ..ImapPolicy::default() })
        }
        1 => Protocol::Imap(ImapPolicy {
            check: CheckFor::Manual,
            on_delete,
            ..ImapPolicy::default()
        }),
        _ => Protocol::Pop3(Pop3Policy {
            check: CheckFor::Manual,
            after_fetch,
            ..Pop3Policy::default()
        }),
    };
    Settings {
        user: "ada".to_owned(),
        password: "Seestern-7".to_owned(),
        protocol,
        tls: TlsPolicy::Never,
        sending: None,
    }
}
