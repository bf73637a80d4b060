//! The taps that all worlds share, as stairs: at each, in how many places the worlds differ after it.

use std::rc::Rc;

use mailscope_view::{SideStep, SideView};
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::compare;
use crate::dom;
use crate::parts::icon::{icon, of_device};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<SideView>,
}

/// The stairs.
#[component]
pub(crate) fn Stairs(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let view = &props.view;
    let list = use_node_ref();
    let onkeydown = {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                "Home" => i32::MIN / 2,
                "End" => i32::MAX / 2,
                _ => return,
            };
            if let Some(element) = list.cast::<web_sys::Element>() {
                event.prevent_default();
                dom::rove(&element, ".stair", by);
            }
        })
    };
    let most = view.steps.iter().map(|step| step.differences).max().unwrap_or_default().max(1);
    let now = view.steps.get(view.step).map_or(0, |step| step.differences);
    let steps = view.steps.iter().enumerate().map(|(at, step)| stair(&app, view, at, step, most));
    let count = [("count", (now as u64).into()), ("all", (view.places as u64).into())];
    html! {
        <section class="stairs" aria-labelledby="stairs-name">
            <div class="stairs-head">
                <h2 id="stairs-name">{t.text("side-taps")}</h2>
                <p>{t.text_with("side-differ-now", &count)}</p>
            </div>
            <ol class="stairs-list" ref={list} {onkeydown}>{for steps}</ol>
        </section>
    }
}

fn stair(app: &Context, view: &SideView, at: usize, step: &SideStep, most: usize) -> Html {
    let t = &app.t;
    let what: Vec<AttrValue> = step.what.iter().map(|text| t.say(text)).collect();
    let current = (at == view.step).then_some("step");
    let first = view.first.is_some_and(|first| first.step == at);
    let height = step.differences * 100 / most;
    let count = [("count", (step.differences as u64).into())];
    html! {
        <li key={at} class="stair-place">
            <button type="button" class="stair" aria-current={current}
                tabindex={if current.is_some() { "0" } else { "-1" }}
                onclick={app.send.reform(move |_| Msg::Compare(compare::Msg::Step(at)))}>
                <span class="stair-rise">
                    <span class={classes!("stair-count", first.then_some("is-first"))}>
                        {step.differences.to_string()}
                    </span>
                    <svg class="stair-bar" viewBox="0 0 100 100" preserveAspectRatio="none"
                        aria-hidden="true" focusable="false">
                        <rect class="stair-fill" width="100" y={(100 - height).to_string()}
                            height={height.to_string()} />
                        <path class="stair-top" d={format!("M0 {0}H100", 100 - height)} />
                    </svg>
                </span>
                <span class="stair-text">
                    if let Some(kind) = step.kind {
                        {icon(of_device(kind))}
                    }
                    <span><b>{at + 1}</b>{" "}{what.join(" · ")}</span>
                </span>
                <span class="vh">
                    {", "}{step.time.clone()}{", "}{t.text_with("side-differ", &count)}
                    if first {
                        {", "}{t.text("side-first-here")}
                    }
                </span>
            </button>
        </li>
    }
}
