//! The panel at the side: one thing at a time that a person has asked for, beside the view.

use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::parts::icon::{Glyph, icon};

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// Why something is as it is: the chain of causes.
    Why,
    /// All that happened, as a list.
    Events,
    /// Devices, providers, mail, faults: what the world is made of.
    Build,
    /// Saving, opening, links.
    Share,
}

impl Panel {
    /// Its name in the ids of the page.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Events => "events",
            Self::Build => "build",
            Self::Share => "share",
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) heading: AttrValue,
    /// Which of several things of the kind it shows: for another one the focus comes to the heading.
    #[prop_or_default]
    pub(crate) nth: u32,
    pub(crate) children: Html,
}

/// The frame of every panel: its heading, the way out, and what it holds. Whoever opened it has the
/// focus again when it closes.
#[component]
pub(crate) fn PanelFrame(props: &Props) -> Html {
    let app = use_app();
    let (frame, heading) = (use_node_ref(), use_node_ref());
    let opener = use_mut_ref(|| None::<Element>);
    {
        let (frame, heading, opener) = (frame.clone(), heading.clone(), opener.clone());
        use_effect_with(props.nth, move |_| {
            let within =
                |element: &Element| frame.get().is_some_and(|frame| frame.contains(Some(element)));
            if let Some(focused) = dom::focused().filter(|focused| !within(focused)) {
                *opener.borrow_mut() = Some(focused);
            }
            if let Some(heading) = heading.cast::<Element>() {
                dom::focus(&heading);
            }
        });
    }
    use_effect_with((), move |()| {
        move || {
            if let Some(opener) = opener.borrow().as_ref().filter(|opener| opener.is_connected()) {
                dom::focus(opener);
            }
        }
    });
    let send = app.send.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            send.emit(Msg::Show(None));
        }
    });
    html! {
        <aside class="panel" aria-labelledby="panel-heading" ref={frame} {onkeydown}>
            <header class="panel-head">
                <h2 id="panel-heading" tabindex="-1" ref={heading}>{props.heading.clone()}</h2>
                <button class="tool" type="button" aria-label={app.t.text("panel-close")}
                    onclick={app.send.reform(|_| Msg::Show(None))}>
                    {icon(Glyph::Close)}
                </button>
            </header>
            <div class="panel-body">{props.children.clone()}</div>
        </aside>
    }
}
