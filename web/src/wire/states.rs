//! The states of a conversation, and the present one.

use mailscope_view::StatesView;
use yew::prelude::*;

use crate::app::use_app;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) states: StatesView,
}

/// The boxes in order.
#[component]
pub(crate) fn States(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let states = &props.states;
    let boxes = states.boxes.iter().map(|state| {
        let left = state.before && !state.after;
        html! {
            <li key={state.name} class={classes!("state", state.after.then_some("is-present"),
                left.then_some("is-left"))} aria-current={state.after.then_some("step")}>
                <span lang="en">{state.name}</span>
                if let (true, Some(mailbox)) = (state.after, &states.selected) {
                    <code>{mailbox.clone()}</code>
                }
                if left { <small>{t.text("line-state-before")}</small> }
                if state.after { <small>{t.text("line-state-after")}</small> }
            </li>
        }
    });
    html! {
        <>
            <h3>{t.text("line-where")}{" "}<span class="section">{states.section}</span></h3>
            <ol class="states" aria-label={t.text("line-where")}>{for boxes}</ol>
            if states.unread {
                <p class="explain-size">{t.text("line-state-unread")}</p>
            }
        </>
    }
}
