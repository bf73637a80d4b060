//! Who knows what: each mail against each holder.

use core::ops::Range;

use mailscope_base::EmailId;
use mailscope_sim::World;

use crate::cell::{device_cell, server_cell, subject};
use crate::devices::{age, own_copies};
use crate::focus::Focus;
use crate::page::{Cell, Column, Matrix, MatrixRow};

pub(crate) fn view(world: &World, rows: &Range<usize>, focus: &Focus) -> Matrix {
    let emails = world.emails();
    let total = emails.len();
    let first = rows.start.min(total);
    let wanted = emails.skip(first).take(rows.end.saturating_sub(first));
    Matrix {
        columns: world
            .devices()
            .map(|device| Column {
                device: device.id,
                age: age(world, device),
                own_copies: own_copies(device),
            })
            .collect(),
        total,
        first,
        rows: wanted.map(|email| row(world, email, focus)).collect(),
    }
}

fn row(world: &World, email: EmailId, focus: &Focus) -> MatrixRow {
    let server = world.home(email).map_or(world.provider().id, |home| home.id);
    MatrixRow {
        email,
        subject: subject(world, email),
        server: server_cell(world, server, email, focus.server(email)),
        devices: world
            .devices()
            .map(|device| {
                let focus = focus.device(device.id, email);
                Cell { focus, ..device_cell(world, device, email) }
            })
            .collect(),
    }
}
