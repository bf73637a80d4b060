//! The bar below the picture on a projector: what was done last, the way on and back, the way out.

use std::rc::Rc;

use mailscope_view::EventRow;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::classroom;
use crate::classroom::last_deeds::LastDeeds;
use crate::parts::icon::{Glyph, icon};
use crate::shell::views::{View, Views};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) last: Rc<Vec<EventRow>>,
    pub(crate) view: View,
    pub(crate) playing: bool,
    /// Whether there is a way back.
    pub(crate) begun: bool,
    /// Whether single keys are shortcuts.
    pub(crate) single_keys: bool,
}

/// The bar.
#[component]
pub(crate) fn PresentBar(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let (play, name) = if props.playing { (Glyph::Pause, "pause") } else { (Glyph::Play, "play") };
    let send = app.send.clone();
    let begun = props.begun;
    let back = Callback::from(move |_: MouseEvent| {
        if begun {
            send.emit(Msg::Back);
        }
    });
    html! {
        <section class="present-bar" aria-label={t.text("time")}>
            <LastDeeds last={props.last.clone()} />
            <div class="present-hand">
                <div class="present-time" role="group" aria-label={t.text("transport")}>
                    <button class="round" type="button" aria-label={t.text("step-back")}
                        aria-disabled={(!begun).then_some("true")} onclick={back}>
                        {icon(Glyph::Previous)}
                    </button>
                    <button class="round" type="button" aria-label={t.text(name)}
                        onclick={app.send.reform(|_| Msg::Toggle)}>
                        {icon(play)}
                    </button>
                    <button class="present-next" type="button"
                        onclick={app.send.reform(|_| Msg::Forward)}>
                        {icon(Glyph::Next)}{t.text("present-next")}
                    </button>
                </div>
                <p class="present-keys">
                    {t.text(if props.single_keys { "present-keys" } else { "present-keys-few" })}
                </p>
                <div class="present-out">
                    <Views view={props.view} />
                    {way_out(&app)}
                </div>
            </div>
        </section>
    }
}

fn way_out(app: &Context) -> Html {
    let send = |msg: fn() -> classroom::Msg| app.send.reform(move |_| Msg::Classroom(msg()));
    html! {
        <>
            <button class="btn" type="button" onclick={send(|| classroom::Msg::Blank)}>
                {app.t.text("present-blank")}
            </button>
            <button class="btn" type="button" onclick={send(|| classroom::Msg::Present(false))}>
                {icon(Glyph::Close)}{app.t.text("present-leave")}
            </button>
        </>
    }
}
