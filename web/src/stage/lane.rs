//! The wires between devices, server and the world outside.

use std::rc::Rc;

use mailscope_view::{DeviceId, DeviceView, Spot, WireView};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::stage::plan::Plan;
use crate::stage::wire::Wire;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) wires: Rc<Vec<WireView>>,
    pub(crate) devices: Vec<Rc<DeviceView>>,
    /// The server's name.
    pub(crate) server: String,
    /// The device to show where there is room for one.
    pub(crate) shown: DeviceId,
    /// Whether the dot travels or stands where it arrives.
    pub(crate) animate: bool,
    /// The moment, so that every step has a dot of its own.
    pub(crate) position: u32,
}

/// All wires.
#[component]
pub(crate) fn Lane(props: &Props) -> Html {
    let t = use_app().t;
    let ids: Vec<DeviceId> = props.devices.iter().map(|device| device.id).collect();
    let plan = Plan::new(&ids, &props.wires);
    let wires = props.wires.iter().zip(&plan.places).enumerate().map(|(at, (wire, place))| {
        let shown = wire.device().is_none_or(|device| device == props.shown);
        html! {
            <Wire key={at} wire={wire.clone()} place={*place} {shown} animate={props.animate}
                position={props.position} from={name(&t, props, wire.from)}
                to={name(&t, props, wire.to)} />
        }
    });
    html! {
        <div class="lane" role="group" aria-label={t.text("lane")}
            data-levels={plan.levels.clamp(2, 5).to_string()}>
            {for wires}
        </div>
    }
}

/// What people call the one at an end of a wire.
fn name(t: &Texts, props: &Props, spot: Spot) -> AttrValue {
    match spot {
        Spot::Device(id) => {
            let device = props.devices.iter().find(|device| device.id == id);
            device.map(|device| t.say(&device.name)).unwrap_or_default()
        }
        Spot::Server => AttrValue::from(props.server.clone()),
        Spot::Elsewhere => t.text("wire-elsewhere"),
        Spot::NameServers => t.text("wire-name-servers"),
    }
}
