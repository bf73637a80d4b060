//! The stage: one column for each participant, the wires between them, and below each its column of
//! the matrix.

use std::collections::BTreeMap;
use std::rc::Rc;

use mailscope_view::{DeviceId, DeviceKind, DeviceView, Invitation, Letter};
use yew::prelude::*;

use crate::app::use_app;
use crate::screen::Screen;
use crate::stage::cast::{Chips, Picker};
use crate::stage::device::Device;
use crate::stage::lane::Lane;
use crate::stage::legend::Legend;
use crate::stage::matrix::{Filter, MatrixTable};
use crate::stage::plan::Plan;
use crate::stage::server::{Door, Server};
use crate::stage::world::World;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) screen: Screen,
    pub(crate) hand: DeviceId,
    /// The device to show where there is room for one.
    pub(crate) shown: DeviceId,
    pub(crate) animate: bool,
    /// What is being written, by device.
    pub(crate) writing: Rc<BTreeMap<DeviceId, Letter>>,
    pub(crate) filter: Filter,
}

/// The stage.
#[component]
pub(crate) fn Stage(props: &Props) -> Html {
    let app = use_app();
    let screen = &props.screen;
    let ids: Vec<DeviceId> = screen.devices.iter().map(|device| device.id).collect();
    let plan = Plan::new(&ids, &screen.wires);
    let invited = match screen.invitation {
        Some(Invitation::Open(device, email)) => Some((device, email)),
        Some(Invitation::Play) | None => None,
    };
    let invites = (screen.invitation == Some(Invitation::Play)).then_some("play");
    let device = |device: &Rc<DeviceView>| {
        let invited = invited.filter(|(on, _)| *on == device.id).map(|(_, email)| email);
        html! {
            <Device key={device.id.0} device={device.clone()} in_hand={props.hand == device.id}
                shown={props.shown == device.id} {invited}
                letter={props.writing.get(&device.id).cloned()} />
        }
    };
    let doors: Vec<Door> =
        plan.doors().into_iter().filter_map(|wire| screen.wires.get(wire)).map(Door::of).collect();
    let kind = |nth: usize| screen.devices.get(nth).map(|device| class(device.kind));
    let (left, right) = screen.devices.split_at(plan.server_after.min(screen.devices.len()));
    html! {
        <div class="stagebox">
            <section class="stage" aria-label={app.t.text("stage")}
                data-invites={invites} data-devices={screen.devices.len().to_string()}
                data-k1={kind(0)} data-k2={kind(1)}
                data-k3={kind(2)} data-k4={kind(3)}>
                <Chips cast={screen.cast.clone()} shown={props.shown} />
                <Picker cast={screen.cast.clone()} shown={props.shown} />
                <World world={screen.world.clone()} />
                {for left.iter().map(device)}
                <Server server={screen.server.clone()} {doors} />
                {for right.iter().map(device)}
                <Lane wires={screen.wires.clone()} shown={props.shown} animate={props.animate}
                    position={screen.timeline.position} devices={screen.devices.clone()}
                    server={screen.server.host.clone()} />
                <MatrixTable matrix={screen.matrix.clone()} devices={screen.devices.clone()}
                    server={screen.server.host.clone()} filter={props.filter} />
                <Legend />
            </section>
        </div>
    }
}

/// How wide a device is, as a word of the style sheet.
const fn class(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Laptop => "laptop",
        DeviceKind::Phone => "phone",
        DeviceKind::Tablet => "tablet",
        DeviceKind::Webmail => "webmail",
    }
}
