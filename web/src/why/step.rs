//! One step from what began it to here. Pressed, it leads to its moment.

use mailscope_view::{CauseView, Tick};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{icon_of, of_service, of_whose};
use crate::time::mark::sign;
use crate::wire::tokens::tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) step: CauseView,
    /// Whether this is the present moment.
    pub(crate) here: bool,
    /// Whether it has not happened yet for whoever has gone back.
    pub(crate) later: bool,
}

/// The step.
#[component]
pub(crate) fn Step(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let step = &props.step;
    let turn = step.turn;
    let protocol = match step.tick {
        Tick::Spoke(service) => Some(of_service(service).2),
        _ => None,
    };
    let class = classes!(
        "why-step",
        props.here.then_some("is-here"),
        props.later.then_some("is-later"),
        step.occasion.then_some("is-occasion"),
    );
    let more = t.octets(step.octets_more as u64);
    html! {
        <li {class}>
            <span class="why-sign">{sign(step.tick.into())}</span>
            <button class="why-go" type="button" title={t.text("why-go")}
                aria-current={props.here.then_some("step")}
                onclick={app.send.reform(move |_| Msg::Seek(turn))}>
                <span class="why-time">
                    {icon_of("i", of_whose(step.place))}{step.time.clone()}
                </span>
                <span class="why-what">
                    {t.sentence_plain(&step.what)}
                    if props.later {
                        <span class="vh">{" "}{t.text("why-later")}</span>
                    }
                </span>
                if !step.line.is_empty() {
                    <code class={classes!("why-line", protocol.map(|name| format!("why-line-{name}")))}>
                        {tokens(&step.line)}
                        if step.octets_more > 0 {
                            <span class="log-more">
                                {t.text_with("log-more", &[("size", more.as_str().into())])}
                            </span>
                        }
                    </code>
                }
            </button>
        </li>
    }
}
