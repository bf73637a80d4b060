//! The panel that answers "why": the reason, and the way from what began it to here.

use std::rc::Rc;

use mailscope_view::WhyView;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::shell::panel::PanelFrame;
use crate::why;
use crate::why::step::Step;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) answer: Option<Rc<WhyView>>,
    /// Which question it is.
    pub(crate) nth: u32,
    /// Where the person is.
    pub(crate) position: u32,
}

/// The answer.
#[component]
pub(crate) fn Answer(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let Some(answer) = &props.answer else {
        return html! {
            <PanelFrame heading={t.text("why")} nth={props.nth}>
                <p>{t.text("why-nothing")}</p>
            </PanelFrame>
        };
    };
    // Of several steps in one turn the last is where one is.
    let here = answer.steps.iter().rposition(|step| step.turn == props.position);
    let steps = answer.steps.iter().enumerate().map(|(nth, step)| {
        html! {
            <Step key={step.entry} step={step.clone()} here={here == Some(nth)}
                later={step.turn > props.position} />
        }
    });
    html! {
        <PanelFrame heading={t.sentence_plain(&answer.asked)} nth={props.nth}>
            <p class="why-reason">{t.sentence_plain(&answer.reason)}</p>
            if let Some((device, protocol)) = answer.setting {
                <div class="why-setting">
                    {icon(Glyph::House)}
                    <p>{t.text_with("policy-not-a-rule", &[("protocol", protocol.into())])}</p>
                    <button class="btn" type="button"
                        onclick={app.send.reform(move |_| Msg::Why(why::Msg::Setting(device)))}>
                        {t.text("why-settings")}
                    </button>
                </div>
            }
            if !answer.steps.is_empty() {
                <h3 class="why-way" id="why-way">{t.text("why-way")}</h3>
                <ol class="why-steps" aria-labelledby="why-way">{for steps}</ol>
            }
        </PanelFrame>
    }
}
