//! How long the links of the shipped scenarios are.

use mailscope_base::{Address, DeviceId};
use mailscope_lesson as lesson;
use mailscope_sim::client::Draft;
use mailscope_sim::{Action, History, SavedRun, Tap};

/// What a person did before making the link.
const TAPS: usize = 6;
/// Turns between two of their taps, at most.
const TURNS_BETWEEN: usize = 40;

/// Every scenario untouched, with six taps, and with a written mail as one of the six.
pub(super) fn measure() {
    let names = lesson::names();
    println!("Links of {} scenarios, characters behind the #", names.len());
    print_all("no taps", names.iter().filter_map(|name| length(name, 0, false)).collect());
    let six = |writes| names.iter().filter_map(move |name| length(name, TAPS, writes));
    print_all("six taps", six(false).collect());
    print_all("six taps, one sends a mail", six(true).collect());
}

fn print_all(what: &str, mut lengths: Vec<usize>) {
    lengths.sort_unstable();
    let [Some(least), Some(most)] = [lengths.first(), lengths.last()] else { return };
    let middle = lengths.get(lengths.len() / 2).unwrap_or(most);
    println!(
        "  {what:<34} {:>3} scenarios: min {least}, median {middle}, max {most}",
        lengths.len()
    );
}

/// The length of the link of that scenario after so many taps; nothing where it is not possible to do
/// as much, because there are only terminals.
fn length(name: &str, taps: usize, writes: bool) -> Option<usize> {
    let scenario = lesson::load(name)?.ok()?;
    let mut history = History::new(&scenario, scenario.seed());
    let mut done = 0;
    for nth in 0..taps {
        history.settle(TURNS_BETWEEN);
        if writes && nth == 2 {
            done += usize::from(anywhere(&mut history, nth, &Tap::Send(draft())));
            continue;
        }
        done += usize::from(on_a_mail(&mut history, nth));
    }
    (done == taps).then(|| SavedRun::of(&history).to_link().ok()).flatten().map(|link| link.len())
}

fn draft() -> Draft {
    Draft {
        to: vec![Address::new("ben", "nord.example")],
        subject: String::from("Treffen am Freitag"),
        text: String::from("Um drei am Tor, und bring bitte den Ball mit. Bis dann!"),
        ..Draft::default()
    }
}

/// On the first device that can do it, beginning with another one each time.
fn anywhere(history: &mut History, nth: usize, tap: &Tap) -> bool {
    let devices = history.world().devices().len();
    (0..devices).filter_map(|d| u16::try_from((d + nth) % devices).ok()).any(|device| {
        let action = Action::Tap(DeviceId(device), tap.clone());
        history.act(action).is_ok()
    })
}

/// On the first mail, beginning with another one each time; where no device shows a mail yet, people look
/// for mail.
fn on_a_mail(history: &mut History, nth: usize) -> bool {
    let mails: Vec<_> = history.world().emails().collect();
    for mail in (0..mails.len()).filter_map(|m| mails.get((m + nth) % mails.len())) {
        let tap = match nth % 5 {
            0 | 3 => Tap::Open(*mail),
            1 => Tap::SetFlagged(*mail, true),
            2 => Tap::SetRead(*mail, false),
            _ => Tap::Delete(*mail),
        };
        if anywhere(history, nth, &tap) {
            return true;
        }
    }
    anywhere(history, nth, &Tap::CheckMail)
}
