//! Playing and stepping by hand, undoing and redoing.

use std::rc::Rc;

use mailscope_view::{Text, TimelineView};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::shell::settings::Speed;
use crate::time;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) timeline: Rc<TimelineView>,
    pub(crate) playing: bool,
    pub(crate) speed: Speed,
}

/// The buttons at the left of the track.
#[component]
pub(crate) fn Transport(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let (glyph, play) = if props.playing { (Glyph::Pause, "pause") } else { (Glyph::Play, "play") };
    let begun = props.timeline.position > 0;
    html! {
        <div class="time-hand">
            <div class="transport" role="group" aria-label={t.text("transport")}>
                {round(&app, "round round-whole", Glyph::WholeBack, "whole-back", begun, ||
                    Msg::Time(time::Msg::BackWhole))}
                {round(&app, "round", Glyph::Previous, "step-back", begun, || Msg::Back)}
                {round(&app, "round round-main", glyph, play, true, || Msg::Toggle)}
                {round(&app, "round", Glyph::Next, "step-forward", true, || Msg::Forward)}
                {round(&app, "round round-whole", Glyph::WholeNext, "whole-forward", true, ||
                    Msg::Time(time::Msg::StepWhole))}
                {speeds(&app, props.speed)}
            </div>
            <div class="time-undo" role="group" aria-label={t.text("undo-group")}>
                {again(&app, Glyph::Undo, "undo", props.timeline.undo.0.as_ref(), || time::Msg::Undo)}
                {again(&app, Glyph::Redo, "redo", props.timeline.undo.1.as_ref(), || time::Msg::Redo)}
                <button class="time-word" type="button" title={t.text("events-open")}
                    onclick={app.send.reform(|_| Msg::Time(time::Msg::Events))}>
                    {icon(Glyph::Events)}{t.text("events-short")}
                </button>
            </div>
        </div>
    }
}

fn round(
    app: &Context,
    class: &'static str,
    glyph: Glyph,
    name: &'static str,
    can: bool,
    msg: fn() -> Msg,
) -> Html {
    let name = app.t.text(name);
    // A button that is disabled while it has the focus would lose it.
    html! {
        <button {class} type="button" aria-label={name.clone()} title={name}
            aria-disabled={(!can).then_some("true")}
            onclick={when(app, can, msg)}>
            {icon(glyph)}
        </button>
    }
}

/// What a press does, where it can do anything.
fn when(app: &Context, can: bool, msg: impl Fn() -> Msg + 'static) -> Callback<MouseEvent> {
    let send = app.send.clone();
    Callback::from(move |_: MouseEvent| {
        if can {
            send.emit(msg());
        }
    })
}

/// A button that says what it takes back, or brings back.
fn again(
    app: &Context,
    glyph: Glyph,
    name: &'static str,
    what: Option<&Text>,
    msg: fn() -> time::Msg,
) -> Html {
    let t = &app.t;
    let word = t.text(name);
    let can = what.is_some();
    let label = match what {
        Some(what) => format!("{word}: {}", t.sentence_plain(what)),
        None => word.to_string(),
    };
    html! {
        <button class="time-word" type="button" aria-label={label.clone()} title={label}
            aria-disabled={(!can).then_some("true")}
            onclick={when(app, can, move || Msg::Time(msg()))}>
            {icon(glyph)}{word}
        </button>
    }
}

fn speeds(app: &Context, speed: Speed) -> Html {
    let t = &app.t;
    let send = app.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Some(speed) = Speed::named(&select.value()) {
            send.emit(Msg::Speed(speed));
        }
    });
    let speeds = Speed::ALL.into_iter().map(|each| {
        html! {
            <option key={each.name()} value={each.name()} selected={speed == each}>
                {match each {
                    Speed::Half => AttrValue::from("½×"),
                    Speed::Normal => AttrValue::from("1×"),
                    Speed::Double => AttrValue::from("2×"),
                    Speed::Fourfold => AttrValue::from("4×"),
                    Speed::AtOnce => t.text("speed-at-once"),
                }}
            </option>
        }
    });
    html! {
        <select class="speed" aria-label={t.text("speed")} {onchange}>{for speeds}</select>
    }
}
