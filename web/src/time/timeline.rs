//! Time: stepping, playing, and the track of what happened.

use std::rc::Rc;

use mailscope_view::{BranchId, TimelineLane, TimelineView, WayView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::compare::{self, Preset};
use crate::parts::icon::{Glyph, icon, of_whose};
use crate::shell::settings::Speed;
use crate::time;
use crate::time::track::{LaneTrack, axis, ghost, overlay};
use crate::time::transport::Transport;
use crate::time::ways::{Ways, way_name};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) timeline: Rc<TimelineView>,
    pub(crate) playing: bool,
    pub(crate) speed: Speed,
    /// Whether "at once" needs long enough to say so.
    pub(crate) busy: bool,
    /// A way that has just been kept.
    pub(crate) kept: Option<BranchId>,
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
                {lane_name(&app, lane)}
                <LaneTrack timeline={timeline.clone()} lane={at} />
            </div>
        }
    });
    let oninput = app.send.reform(|event: InputEvent| {
        let slider: HtmlInputElement = event.target_unchecked_into();
        Msg::Time(time::Msg::Scrub(slider.value().parse().unwrap_or_default()))
    });
    let slider = use_node_ref();
    {
        // Behind the end of the known the knob comes back.
        let (slider, position) = (slider.clone(), timeline.position);
        use_effect(move || {
            if let Some(slider) = slider.cast::<HtmlInputElement>() {
                slider.set_value(&position.to_string());
            }
        });
    }
    html! {
        <section class="timeline" aria-label={t.text("time")}>
            <Transport timeline={timeline.clone()} playing={props.playing} speed={props.speed} />
            <div class="tracks">
                <div class="lanes">
                    {for lanes}
                    if let Some(way) = &timeline.ghost {
                        <div class="lane-row is-ghost">
                            <span class="lane-name" title={way_name(t, way)}>
                                {icon(Glyph::Fork)}{t.text("lane-left")}
                            </span>
                            {ghost(timeline, way)}
                        </div>
                    }
                </div>
                <div class="lane-row axis-row"><span class="lane-name" />{axis(timeline)}</div>
                <div class="tracks-over">
                    {overlay(timeline)}
                    <input class="scrub" type="range" min={timeline.begin.to_string()}
                        max={timeline.last.to_string()} ref={slider}
                        step="1" value={timeline.position.to_string()} {oninput}
                        aria-label={t.text("time-moment")} aria-valuetext={timeline.time.clone()} />
                </div>
            </div>
            <div class="next">
                {next(&app, props)}
                <div class="next-ways">
                    <Ways timeline={timeline.clone()} />
                    <button class="time-word same-taps" type="button"
                        onclick={app.send.reform(|_| Msg::Compare(compare::Msg::Preset(Preset::SameTapsPop3)))}>
                        {icon(Glyph::Same)}{t.text("same-taps")}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// What comes next; or what has been kept.
fn next(app: &Context, props: &Props) -> Html {
    let t = &app.t;
    let timeline = &props.timeline;
    let kept: Option<&WayView> =
        props.kept.and_then(|kept| timeline.ways.iter().find(|way| way.id == kept));
    if props.busy {
        return html! {
            <div class="next-what">
                <p>{t.text("time-busy")}</p>
                <progress aria-label={t.text("time-busy")} />
            </div>
        };
    }
    if let Some(way) = kept {
        let id = way.id;
        return html! {
            <div class="next-what" role="status">
                <p>{t.text("way-kept")}</p>
                <button class="next-back" type="button"
                    onclick={app.send.reform(move |_| Msg::Time(time::Msg::Switch(id)))}>
                    {t.text("way-back")}
                </button>
            </div>
        };
    }
    match &timeline.next {
        Some((time, reason)) => html! {
            <div class="next-what">
                <p class="next-head">{t.text_with("time-next", &[("time", time.as_str().into())])}</p>
                <p>{t.say(reason)}</p>
            </div>
        },
        None => html! { <div class="next-what"><p>{t.text("time-nothing-next")}</p></div> },
    }
}

fn lane_name(app: &Context, lane: &TimelineLane) -> Html {
    let glyph = lane.whose.map_or(Glyph::Others, of_whose);
    let name = app.t.say(&lane.name);
    html! { <span class="lane-name" title={name.clone()}>{icon(glyph)}<span>{name}</span></span> }
}
