//! Moments with names, and other ways that the world went or could go from here.

use std::rc::Rc;

use mailscope_view::{MomentView, TimelineView, WayView};
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};
use crate::parts::popover::Popover;
use crate::time;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) timeline: Rc<TimelineView>,
}

/// The button and its box.
#[component]
pub(crate) fn Ways(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    let name = use_node_ref();
    let timeline = &props.timeline;
    let count = timeline.ways.len() + timeline.moments.len();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let given = {
        let name = name.clone();
        move || {
            let input = name.cast::<HtmlInputElement>()?;
            let given = input.value().trim().to_owned();
            input.set_value("");
            (!given.is_empty()).then_some(given)
        }
    };
    let onsubmit = {
        let (send, given, moment) = (app.send.clone(), given.clone(), timeline.time.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = given().unwrap_or_else(|| moment.clone());
            send.emit(Msg::Time(time::Msg::Name(name)));
        })
    };
    let fork = {
        let send = app.send.clone();
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Time(time::Msg::Fork(given().unwrap_or_default())));
        })
    };
    html! {
        <>
            <button class="time-word" type="button" ref={anchor.clone()} onclick={toggle}
                aria-haspopup="dialog" aria-expanded={open.to_string()} title={t.text("ways")}>
                {icon(Glyph::Fork)}{t.text("ways-short")}
                if count > 0 {
                    <span class="time-count">{count}</span>
                }
            </button>
            if *open {
                <Popover {anchor} {on_close} label={t.text("ways")}>
                    <form class="ways-new" {onsubmit}>
                        <label for="moment-name">
                            {t.text_with("moment-name", &[("time", timeline.time.as_str().into())])}
                        </label>
                        <input id="moment-name" type="text" ref={name} maxlength="80" />
                        <div class="ways-do">
                            <button class="btn" type="submit">
                                {icon(Glyph::Flag)}{t.text("moment-keep")}
                            </button>
                            <button class="btn" type="button" onclick={fork}>
                                {icon(Glyph::Fork)}{t.text("way-fork")}
                            </button>
                        </div>
                    </form>
                    if !timeline.moments.is_empty() {
                        <h3 class="ways-head">{t.text("moments")}</h3>
                        <ul class="ways-list">
                            {for timeline.moments.iter().map(|it| moment(&app, it))}
                        </ul>
                    }
                    if !timeline.ways.is_empty() {
                        <h3 class="ways-head">{t.text("other-ways")}</h3>
                        <ul class="ways-list">{for timeline.ways.iter().map(|it| way(&app, it))}</ul>
                    }
                </Popover>
            }
        </>
    }
}

fn moment(app: &Context, moment: &MomentView) -> Html {
    let t = &app.t;
    let (to, gone) = (moment.name.clone(), moment.name.clone());
    let name = moment.name.as_str();
    html! {
        <li key={moment.name.clone()}>
            <button class="menu-item" type="button"
                onclick={app.send.reform(move |_| Msg::Time(time::Msg::Return(to.clone())))}>
                {icon(Glyph::Flag)}<span>{name}</span>
                <span class="ways-time">{moment.time.clone()}</span>
            </button>
            <button class="tool" type="button"
                aria-label={t.text_with("moment-forget", &[("name", name.into())])}
                onclick={app.send.reform(move |_| Msg::Time(time::Msg::Forget(gone.clone())))}>
                {icon(Glyph::Close)}
            </button>
        </li>
    }
}

fn way(app: &Context, way: &WayView) -> Html {
    let t = &app.t;
    let id = way.id;
    html! {
        <li key={id.0}>
            <button class="menu-item" type="button"
                onclick={app.send.reform(move |_| Msg::Time(time::Msg::Switch(id)))}>
                {icon(Glyph::Fork)}<span>{way_name(t, way)}</span>
            </button>
        </li>
    }
}

/// What to call another way: as a person has named it, else by where it parts.
pub(crate) fn way_name(t: &Texts, way: &WayView) -> AttrValue {
    let args = [("time", way.time.as_str().into()), ("taps", way.taps.len().into())];
    if way.name.is_empty() {
        t.text_with("way-from", &args)
    } else {
        t.text_with(
            "way-named",
            &[("name", way.name.as_str().into()), args[0].clone(), args[1].clone()],
        )
    }
}
