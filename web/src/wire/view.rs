//! The wire: choosing lines, the ladder or one connection, and a line explained.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{LadderLens, LineFilter};
use yew::prelude::*;

use super::explain::Explain;
use super::ladder::Ladder;
use super::readers::Journeys;
use super::stream::Stream;
use super::tools::Tools;
use super::{Msg, Shown};
use crate::app::{self, use_app};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: Shown,
    pub(crate) lens: Rc<LadderLens>,
    pub(crate) selected: Option<u32>,
    pub(crate) who_reads: bool,
    pub(crate) copied: Option<bool>,
    pub(crate) journeys_open: bool,
    pub(crate) reveal: (usize, u32),
}

/// The view.
#[component]
pub(crate) fn WireView(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let complete = props.shown.ladder.as_ref().is_none_or(|ladder| ladder.complete);
    let lines = props.shown.ladder.as_ref().map(|ladder| ladder.lines);
    {
        // A long run is taken in piece by piece, so that the page stays quick.
        let send = app.send.clone();
        use_effect_with((complete, lines, props.shown.ladder.clone()), move |(complete, ..)| {
            let more =
                (!complete).then(|| Timeout::new(0, move || send.emit(app::Msg::Wire(Msg::More))));
            move || drop(more)
        });
    }
    let Some(ladder) = &props.shown.ladder else { return Html::default() };
    html! {
        <div class="wireroom">
            <section class="wire-main" aria-label={t.text("view-wire")}>
                if let Some(stream) = &props.shown.stream {
                    <Stream stream={stream.clone()} filter={props.lens.filter.clone()}
                        copied={props.copied} />
                } else {
                    <Tools ladder={ladder.clone()} lens={props.lens.clone()}
                        who_reads={props.who_reads} />
                    <Ladder ladder={ladder.clone()} selected={props.selected}
                        who_reads={props.who_reads} reveal={props.reveal}
                        filtered={props.lens.filter != LineFilter::default()}
                        at_present={props.lens.rows.is_none()} />
                }
            </section>
            <div class="wire-side">
                <Explain line={props.shown.line.clone()} />
                <Journeys open={props.journeys_open} journeys={props.shown.journeys.clone()} />
            </div>
        </div>
    }
}
