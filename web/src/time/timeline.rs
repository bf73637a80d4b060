//! Time: stepping, playing, and the track of what happened.

use std::rc::Rc;

use mailscope_view::{DeviceKind, TimelineLane, TimelineView};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon, of_device};
use crate::shell::settings::Speed;
use crate::time::track::{LaneTrack, axis, overlay};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) timeline: Rc<TimelineView>,
    /// The devices' kinds.
    pub(crate) kinds: Rc<[DeviceKind]>,
    pub(crate) playing: bool,
    pub(crate) speed: Speed,
    /// Whether "at once" needs long enough to say so.
    pub(crate) busy: bool,
}

/// The bar at the bottom.
#[component]
pub(crate) fn Timeline(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let timeline = &props.timeline;
    let lanes = timeline.lanes.iter().enumerate().map(|(at, lane)| {
        html! {
            <div key={at} class="lane-row">
                {lane_name(&app, props, lane)}
                <LaneTrack timeline={timeline.clone()} lane={at} />
            </div>
        }
    });
    let oninput = app.send.reform(|event: InputEvent| {
        let slider: HtmlInputElement = event.target_unchecked_into();
        Msg::Seek(slider.value().parse().unwrap_or_default())
    });
    html! {
        <section class="timeline" aria-label={t.text("time")}>
            {transport(&app, props)}
            <div class="tracks">
                {for lanes}
                <div class="lane-row axis-row"><span class="lane-name" />{axis(timeline)}</div>
                <div class="tracks-over">
                    {overlay(timeline)}
                    <input class="scrub" type="range" min={timeline.begin.to_string()}
                        max={timeline.end.to_string()}
                        step="1" value={timeline.position.to_string()} {oninput}
                        aria-label={t.text("time-moment")} aria-valuetext={timeline.time.clone()} />
                </div>
            </div>
            <div class="next">
                if props.busy {
                    <p>{t.text("time-busy")}</p>
                    <progress aria-label={t.text("time-busy")} />
                } else if let Some((time, reason)) = &timeline.next {
                    <p class="next-head">{t.text_with("time-next", &[("time", time.as_str().into())])}</p>
                    <p>{t.say(reason)}</p>
                } else {
                    <p>{t.text("time-nothing-next")}</p>
                }
            </div>
        </section>
    }
}

fn lane_name(app: &Context, props: &Props, lane: &TimelineLane) -> Html {
    let kind = lane.device.and_then(|device| props.kinds.get(usize::from(device.0)));
    let glyph = kind.map_or(Glyph::Server, |kind| of_device(*kind));
    html! { <span class="lane-name">{icon(glyph)}{app.t.say(&lane.name)}</span> }
}

fn transport(app: &Context, props: &Props) -> Html {
    let t = &app.t;
    let send = app.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Some(speed) = Speed::named(&select.value()) {
            send.emit(Msg::Speed(speed));
        }
    });
    let speeds = Speed::ALL.into_iter().map(|speed| {
        html! {
            <option key={speed.name()} value={speed.name()} selected={props.speed == speed}>
                {match speed {
                    Speed::Half => AttrValue::from("½×"),
                    Speed::Normal => AttrValue::from("1×"),
                    Speed::Double => AttrValue::from("2×"),
                    Speed::Fourfold => AttrValue::from("4×"),
                    Speed::AtOnce => t.text("speed-at-once"),
                }}
            </option>
        }
    });
    let (glyph, play) =
        if props.playing { (Glyph::Pause, t.text("pause")) } else { (Glyph::Play, t.text("play")) };
    html! {
        <div class="transport" role="group" aria-label={t.text("transport")}>
            <button class="round" type="button" aria-label={t.text("step-back")}
                title={t.text("step-back")} disabled={props.timeline.position == 0}
                onclick={app.send.reform(|_| Msg::Back)}>
                {icon(Glyph::Previous)}
            </button>
            <button class="round round-main" type="button" aria-label={play.clone()} title={play}
                onclick={app.send.reform(|_| Msg::Toggle)}>
                {icon(glyph)}
            </button>
            <button class="round" type="button" aria-label={t.text("step-forward")}
                title={t.text("step-forward")} onclick={app.send.reform(|_| Msg::Forward)}>
                {icon(Glyph::Next)}
            </button>
            <select class="speed" aria-label={t.text("speed")} {onchange}>
                {for speeds}
            </select>
        </div>
    }
}
