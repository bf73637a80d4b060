//! The panel at the side: one thing at a time that a person has asked for, beside the view.

use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{Glyph, icon};

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// Why something is as it is: the chain of causes.
    Why,
    /// Devices, providers, mail, faults: what the world is made of.
    Build,
    /// Saving, opening, links.
    Share,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) heading: AttrValue,
    pub(crate) children: Html,
}

/// The frame of every panel: its heading, the way out, and what it holds.
#[component]
pub(crate) fn PanelFrame(props: &Props) -> Html {
    let app = use_app();
    html! {
        <aside class="panel" aria-labelledby="panel-heading">
            <header class="panel-head">
                <h2 id="panel-heading" tabindex="-1">{props.heading.clone()}</h2>
                <button class="tool" type="button" aria-label={app.t.text("panel-close")}
                    onclick={app.send.reform(|_| Msg::Show(None))}>
                    {icon(Glyph::Gone)}
                </button>
            </header>
            <div class="panel-body">{props.children.clone()}</div>
        </aside>
    }
}
