//! The views that a person can switch between. All show the same world at the same moment.

use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;

/// A view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Devices, server, wires, and who knows what.
    Stage,
    /// Several worlds with the same taps.
    Compare,
    /// Every line that was sent, from host to host.
    Wire,
    /// What each holder has on its disk, and what it cost.
    Inside,
}

impl View {
    /// Those that there are, in the order of the tabs.
    pub(crate) const ALL: [Self; 4] = [Self::Stage, Self::Compare, Self::Wire, Self::Inside];

    /// The view asked for in the address.
    pub(crate) fn of_page() -> Self {
        dom::query("view").and_then(|name| Self::named(&name)).unwrap_or(Self::Stage)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// Its name in addresses, and of its text: `view-stage`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Compare => "compare",
            Self::Wire => "wire",
            Self::Inside => "inside",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Stage => "view-stage",
            Self::Compare => "view-compare",
            Self::Wire => "view-wire",
            Self::Inside => "view-inside",
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: View,
}

/// The way from view to view.
#[component]
pub(crate) fn Views(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let views = View::ALL.into_iter().map(|view| {
        let here = (view == props.view).then_some("page");
        html! {
            <button key={view.name()} class="view-tab" type="button" aria-current={here}
                onclick={app.send.reform(move |_| Msg::Go(view))}>
                {t.text(view.text())}
            </button>
        }
    });
    html! { <nav class="views" aria-label={t.text("views")}>{for views}</nav> }
}
