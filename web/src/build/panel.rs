//! The panel in which the world is changed.

use std::rc::Rc;

use mailscope_view::{Building, Words, Worlds};
use yew::prelude::*;

use super::device_row::DeviceRow;
use super::listeners::Listeners;
use super::mail::Mail;
use super::new_device::NewDevice;
use super::providers::Providers;
use super::worlds::WorldList;
use super::{Answer, Form, Msg, State};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::shell::panel::PanelFrame;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    building: Rc<Building>,
    worlds: Rc<Worlds>,
    answer: Answer,
    kept: Option<Words>,
    here: Option<String>,
}

impl State {
    /// The panel; nothing before it was drawn first.
    pub(crate) fn panel(&self) -> Html {
        let (Some(building), Some(worlds)) = (&self.building, &self.worlds) else {
            return Html::default();
        };
        html! {
            <BuildPanel building={building.clone()} worlds={worlds.clone()}
                answer={self.answer.clone()} kept={self.kept()} here={self.here.clone()} />
        }
    }
}

/// The panel.
#[component]
pub(crate) fn BuildPanel(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let Props { building, answer, .. } = props;
    let (undo, redo) = building.undo;
    let send = |msg: fn() -> Msg| app.send.reform(move |_: MouseEvent| app::Msg::Build(msg()));
    let rows = building.devices.iter().map(|device| {
        let form = Form::Device(device.id);
        html! {
            <DeviceRow key={device.id.0} device={Rc::new(device.clone())}
                refused={answer.refused(form)} />
        }
    });
    html! {
        <PanelFrame heading={t.text("build")}>
            <div class="build">
                <div class="build-undo">
                    <button class="btn" type="button" disabled={undo == 0}
                        onclick={send(|| Msg::Undo)}>
                        {icon(Glyph::Left)}{t.text("build-undo")}
                    </button>
                    <button class="btn" type="button" disabled={redo == 0}
                        onclick={send(|| Msg::Redo)}>
                        {icon(Glyph::Right)}{t.text("build-redo")}
                    </button>
                </div>
                <details class="build-part" open=true>
                    <summary><h3>{t.text("build-devices")}</h3></summary>
                    <ul class="build-list" aria-label={t.text("build-devices")}>{for rows}</ul>
                    <NewDevice accounts={Rc::new(building.accounts.clone())}
                        refused={answer.refused(Form::NewDevice)}
                        done={answer.done(Form::NewDevice)} />
                </details>
                <details class="build-part">
                    <summary><h3>{t.text("build-mail")}</h3></summary>
                    <Mail accounts={Rc::new(building.accounts.clone())}
                        left={building.arrivals_left} answer={answer.clone()} />
                </details>
                <details class="build-part">
                    <summary><h3>{t.text("build-providers")}</h3></summary>
                    <Providers building={building.clone()} answer={answer.clone()} />
                </details>
                <details class="build-part">
                    <summary><h3>{t.text("build-wires")}</h3></summary>
                    <Listeners building={building.clone()}
                        refused={answer.refused(Form::Listeners)}
                        done={answer.done(Form::Listeners)} />
                </details>
                <details class="build-part">
                    <summary><h3>{t.text("build-worlds")}</h3></summary>
                    <WorldList worlds={props.worlds.clone()} kept={props.kept.clone()}
                        here={props.here.clone()} />
                </details>
            </div>
        </PanelFrame>
    }
}
