//! The queue of `serve`: what sessions have accepted is delivered within the same turn. There is no
//! network behind it, so what is not for this host is returned to its sender.

use std::sync::Arc;

use mailscope_server::ServerEvent;
use mailscope_server::mta::{MtaCx, MtaInput, MtaOutput};
use mailscope_store::{SpoolChange, SpoolChangeKind};

use super::shared::{Shared, State};

/// Outputs for which room is kept between turns.
const OUTPUTS_KEPT: usize = 1_024;

/// Wakes the manager of the queue whenever its deadline comes.
pub(super) async fn keep(shared: Arc<Shared>) {
    loop {
        let deadline = shared.turn().queue_deadline;
        let wait = async {
            match deadline {
                Some(at) => tokio::time::sleep(shared.until(at)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = wait => turn(&shared, &mut shared.turn()),
            () = shared.queue_bell.notified() => {}
        }
    }
}

/// One turn of the manager. Everybody who listens hears what it delivers.
pub(super) fn turn(shared: &Shared, state: &mut State) {
    let mut out = std::mem::take(&mut state.queue_out);
    let mut cx = MtaCx {
        now: shared.now(),
        clock: shared.clock,
        rng: &mut state.rng,
        store: &mut state.store,
        out: &mut out,
    };
    state.mta.handle(MtaInput::Wake, &mut cx);
    let mut changes = Vec::new();
    for output in out.drain(..) {
        match output {
            MtaOutput::Event(ServerEvent::Changed(change)) => changes.push(change),
            MtaOutput::Event(ServerEvent::Spooled(change)) => show(shared, &change),
            // Without a network it asks for neither routes nor transfers.
            _ => {}
        }
    }
    out.shrink_to(OUTPUTS_KEPT);
    state.queue_out = out;
    state.publish(None, &changes);
    let deadline = state.mta.deadline(&state.store).map(|deadline| deadline.at);
    if deadline != state.queue_deadline {
        state.queue_deadline = deadline;
        shared.queue_bell.notify_one();
    }
}

/// Prints a change, if that is wanted.
pub(super) fn show(shared: &Shared, change: &SpoolChange) {
    if !shared.trace {
        return;
    }
    let id = change.id;
    match &change.kind {
        SpoolChangeKind::Recipient { address, state } => {
            let why = state
                .answer()
                .map_or_else(String::new, |why| format!("{} {}", why.status, why.text));
            eprintln!("queue {id}: {address:?}: {why}", address = address.to_string());
        }
        SpoolChangeKind::Reported { action, report } => {
            eprintln!("queue {id}: {} reported by {report}", action.name());
        }
        SpoolChangeKind::Attempted { earlier } => eprintln!("queue {id}: attempt {}", earlier + 1),
        SpoolChangeKind::Queued => eprintln!("queue {id}: queued"),
        SpoolChangeKind::Postponed(at) => {
            eprintln!("queue {id}: again in {} s", shared.until(*at).as_secs());
        }
        SpoolChangeKind::Removed => eprintln!("queue {id}: removed"),
    }
}
