//! Which hosts take part in the ladder.

use std::rc::Rc;

use mailscope_view::{LadderView, LineFilter};
use yew::prelude::*;

use super::{Msg, party};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon, icon_of};
use crate::parts::popover::Popover;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) ladder: Rc<LadderView>,
    pub(crate) filter: LineFilter,
}

/// The button with its list of hosts.
#[component]
pub(crate) fn Hosts(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let lanes = &props.ladder.lanes;
    let shown = lanes.iter().filter(|lane| lane.column.is_some()).count();
    let numbers = [("shown", shown.into()), ("all", lanes.len().into())];
    let boxes = lanes.iter().map(|lane| {
        let (place, filter) = (lane.place, props.filter.clone());
        // With fewer than two hosts there is nothing between them.
        let last = lane.column.is_some() && shown <= 2;
        let onchange = app.send.reform(move |_| {
            let mut filter = filter.clone();
            if !filter.hidden.remove(&place) {
                filter.hidden.insert(place);
            }
            app::Msg::Wire(Msg::Filter(filter))
        });
        html! {
            <label key={format!("{place:?}")} class="policy-answer">
                <input type="checkbox" checked={lane.column.is_some()} disabled={last} {onchange} />
                {party::party(t, &(lane.kind, lane.name.clone()))}
            </label>
        }
    });
    html! {
        <>
            <button class="btn" type="button" ref={anchor.clone()} aria-haspopup="dialog"
                aria-expanded={open.to_string()} onclick={toggle}>
                {icon(Glyph::Server)}{t.text_with("wire-lanes", &numbers)}
                {icon_of("i i-small", Glyph::ChevronDown)}
            </button>
            if *open {
                <Popover {anchor} {on_close} label={t.text("wire-lanes-choose")}>
                    <p class="popover-head">{t.text("wire-lanes-choose")}</p>
                    {for boxes}
                </Popover>
            }
        </>
    }
}
