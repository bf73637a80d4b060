//! Who knows what: each mail against each holder.

use mailscope_base::{DeviceId, EmailId, ProviderId};
use mailscope_sim::client::Standing;
use mailscope_sim::{Freshness, Holder, Why, World, knowledge};

use crate::cell::{device_cell, server_cell, subject};
use crate::devices::{age, own_copies};
use crate::focus::Focus;
use crate::page::{Cell, Column, Lens, Matrix, MatrixRow};

/// The rows in the lens, for the devices on the stage. Mail of the provider that is shown comes first.
pub(crate) fn view(
    world: &World,
    stage: &[DeviceId],
    shown: ProviderId,
    lens: &Lens,
    focus: &Focus,
) -> Matrix {
    let at_home = |email: &EmailId| world.home(*email).is_none_or(|home| home.id == shown);
    let (total, first, wanted): (usize, usize, Vec<EmailId>) = if let Some(only) = &lens.only {
        let first = lens.matrix.start.min(only.len());
        let end = lens.matrix.end.clamp(first, only.len());
        (only.len(), first, only[first..end].to_vec())
    } else {
        let total = world.emails().len();
        let first = lens.matrix.start.min(total);
        let elsewhere = world.emails().filter(|email| !at_home(email));
        let all = world.emails().filter(at_home).chain(elsewhere);
        let count = lens.matrix.end.saturating_sub(first);
        (total, first, all.skip(first).take(count).collect())
    };
    Matrix {
        columns: stage
            .iter()
            .filter_map(|id| world.device(*id))
            .map(|device| Column {
                device: device.id,
                age: age(world, device),
                own_copies: own_copies(device),
            })
            .collect(),
        total,
        first,
        rows: wanted.into_iter().map(|email| row(world, stage, shown, email, focus)).collect(),
    }
}

fn row(
    world: &World,
    stage: &[DeviceId],
    shown: ProviderId,
    email: EmailId,
    focus: &Focus,
) -> MatrixRow {
    let home = world.home(email);
    let server = home.map_or(shown, |home| home.id);
    let devices = stage.iter().filter_map(|id| world.device(*id));
    MatrixRow {
        email,
        subject: subject(world, email),
        holder: Holder::Server(server),
        home: home.filter(|home| home.id != shown).map(|home| home.name.clone()),
        server: server_cell(world, server, email, focus.server(server, email)),
        devices: devices
            .map(|device| {
                let focus = focus.device(device.id, email);
                Cell { focus, ..device_cell(world, device, email) }
            })
            .collect(),
    }
}

/// Those of the mails from `from` on of which a device on the stage shows something else than the
/// server has; at most `wanted` mails are looked at. Tells where to go on, if there is more.
pub(crate) fn differing(
    world: &World,
    stage: &[DeviceId],
    from: usize,
    wanted: usize,
) -> (Vec<EmailId>, Option<usize>) {
    let differs = |email: &EmailId| {
        stage.iter().any(|device| {
            let known = knowledge(world, Holder::Device(*device), *email);
            let standing = known.held.and_then(|held| held.copy).map(|(_, standing)| standing);
            let pending = standing == Some(Standing::Pending);
            // Nobody keeps an own copy equal, so it is never wrong.
            let own = standing == Some(Standing::Own) && known.truth.is_some();
            let theirs = known.why != Why::NotForHere && !own;
            let unlike = !matches!(
                known.freshness,
                Freshness::Fresh | Freshness::OnlyHere | Freshness::Nowhere
            );
            theirs && (unlike || pending)
        })
    };
    let looked_at = world.emails().skip(from).take(wanted);
    let next = from.saturating_add(wanted);
    (looked_at.filter(differs).collect(), (next < world.emails().len()).then_some(next))
}
