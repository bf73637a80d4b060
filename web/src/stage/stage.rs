//! The stage: one column for each participant, the wires between them, and below each its column of
//! the matrix.

use mailscope_view::{DeviceId, DeviceView};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{icon, of_device};
use crate::screen::Screen;
use crate::stage::age;
use crate::stage::device::Device;
use crate::stage::lane::Lane;
use crate::stage::legend::Legend;
use crate::stage::matrix::{Holder, MatrixTable};
use crate::stage::server::Server;
use crate::stage::world::World;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) screen: Screen,
    pub(crate) hand: DeviceId,
    /// The device to show where there is room for one.
    pub(crate) shown: DeviceId,
    pub(crate) animate: bool,
}

/// The stage.
#[component]
pub(crate) fn Stage(props: &Props) -> Html {
    let app = use_app();
    let screen = &props.screen;
    let device = |device: &std::rc::Rc<DeviceView>| {
        html! {
            <Device key={device.id.0} device={device.clone()} in_hand={props.hand == device.id}
                shown={props.shown == device.id} />
        }
    };
    let holders: Vec<_> = screen
        .devices
        .iter()
        .map(|d| Holder { kind: d.kind, name: app.t.say(&d.name), online: d.online })
        .collect();
    let picker = screen.devices.iter().map(|device| {
        let id = device.id;
        let (glyph, known) = age::short(&app.t, &device.age);
        html! {
            <button key={id.0} class="picker-device" type="button"
                aria-pressed={(props.shown == id).to_string()}
                onclick={app.send.reform(move |_| Msg::Take(id))}>
                {icon(of_device(device.kind))}
                <span>{app.t.say(&device.name)}</span>
                <span class="picker-age">{icon(glyph)}{known}</span>
            </button>
        }
    });
    html! {
        <div class="stagebox">
            <section class="stage" aria-label={app.t.text("stage")}>
                <div class="picker" role="group" aria-label={app.t.text("stage-picker")}>
                    {for picker}
                </div>
                <World address={screen.server.address.clone()} left={screen.arrivals_left} />
                {for screen.devices.iter().take(1).map(device)}
                <Server server={screen.server.clone()} />
                {for screen.devices.iter().skip(1).map(device)}
                <Lane wires={screen.wires.clone()} shown={props.shown} animate={props.animate}
                    position={screen.timeline.position}
                    names={screen.devices.iter().map(|d| app.t.say(&d.name)).collect::<Vec<_>>()} />
                <MatrixTable matrix={screen.matrix.clone()}
                    {holders} />
                <Legend />
            </section>
        </div>
    }
}
