//! The view: whom to look into, and what is there.

use std::rc::Rc;

use mailscope_view::{InsideContent, InsideView};
use yew::prelude::*;

use crate::inside::Face;
use crate::inside::chips::Chips;
use crate::inside::costs::Costs;
use crate::inside::device::Device;
use crate::inside::names::Names;
use crate::inside::server::Server;
use crate::inside::source::Source;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
    pub(crate) face: Face,
}

/// A look into one holder.
#[component]
pub(crate) fn Inside(props: &Props) -> Html {
    let view = &props.view;
    let content = match &view.content {
        InsideContent::Server(_) => html! { <Server view={view.clone()} /> },
        InsideContent::Names(_) => html! { <Names view={view.clone()} /> },
        InsideContent::Device(_) => html! { <Device view={view.clone()} /> },
        InsideContent::Costs(_) => html! { <Costs view={view.clone()} /> },
    };
    html! {
        <div class="inside">
            <Chips view={view.clone()} />
            <div class={classes!("inside-body", view.source.is_some().then_some("has-source"))}
                role="tabpanel" id="inside-panel" aria-labelledby="inside-chosen">
                {content}
                if view.source.is_some() {
                    <Source view={view.clone()} face={props.face} />
                }
            </div>
        </div>
    }
}
