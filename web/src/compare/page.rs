//! The whole of the view: the sentence, the worlds, the taps, who has what, why, what it cost.

use std::rc::Rc;

use mailscope_view::{Asked, SideView, Text, WorldForm};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::compare::bars::Bars;
use crate::compare::form::Form;
use crate::compare::ghosts::{Believed, GhostsPart};
use crate::compare::pair::Pair;
use crate::compare::stairs::Stairs;
use crate::compare::table::SideTable;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Option<Rc<SideView>>,
    pub(crate) form: Rc<WorldForm>,
    pub(crate) asked: Asked,
    /// Whether only differences are shown.
    pub(crate) differences: bool,
    /// Why the worlds that are asked for cannot be had.
    pub(crate) problem: Option<Text>,
    /// Steps done and steps in all, while worlds are being run.
    pub(crate) progress: Option<(usize, usize)>,
    pub(crate) believed: Believed,
}

/// The view.
#[component]
pub(crate) fn ComparePage(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let sentence = props.view.as_ref().map(|view| t.sentence_marked(&view.sentence));
    html! {
        <div class="compare">
            <section class="side-sentence" aria-label={t.text("side-sentence")}>
                <p role="status">{sentence.unwrap_or_else(|| html! { {t.text("side-working")} })}</p>
                {first_button(&app, props)}
            </section>
            <Form form={props.form.clone()} asked={props.asked.clone()} />
            <div class="side-busy" aria-live="off">
                if let Some((done, all)) = props.progress {
                    <p>{t.text_with("side-progress",
                        &[("done", (done as u64).into()), ("all", (all as u64).into())])}</p>
                    <progress aria-label={t.text("side-working")} value={done.to_string()}
                        max={all.max(1).to_string()} />
                }
            </div>
            if let Some(problem) = &props.problem {
                <p class="side-problem" role="alert">{t.sentence(problem)}</p>
            }
            if let Some(view) = &props.view {
                <Stairs view={view.clone()} />
                <SideTable view={view.clone()} differences={props.differences} />
                if let Some(pair) = &view.pair {
                    <Pair pair={pair.clone()} step={view.step} />
                }
                <Bars view={view.clone()} />
            }
            <GhostsPart believed={props.believed.clone()} />
        </div>
    }
}

/// Leads to where the worlds part first.
fn first_button(app: &crate::app::Context, props: &Props) -> Html {
    let first = props.view.as_ref().and_then(|view| {
        view.first.filter(|first| {
            let pair = view.pair.as_ref();
            first.step != view.step || pair.is_some_and(|pair| !pair.first)
        })
    });
    let Some(first) = first else { return Html::default() };
    let send = app.send.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        send.emit(Msg::Compare(super::Msg::Pair(first.mail, first.holder)));
        send.emit(Msg::Compare(super::Msg::Step(first.step)));
    });
    html! {
        <button type="button" class="btn" {onclick}>{app.t.text("side-to-first")}</button>
    }
}
