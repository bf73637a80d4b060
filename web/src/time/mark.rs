//! The signs of things that happen: one shape for each protocol, rings for people, and the signs of
//! what is planned or broken.

use mailscope_view::{Service, Tick};
use yew::prelude::*;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Tap,
    Fault,
    Imap,
    Pop3,
    Smtp,
    Http,
    Dns,
    Changed,
    /// Somebody began by itself: its time had come.
    Woke,
    Planned,
}

impl From<Tick> for Mark {
    fn from(tick: Tick) -> Self {
        match tick {
            Tick::Tap => Self::Tap,
            Tick::Fault => Self::Fault,
            Tick::Spoke(Service::Pop3) => Self::Pop3,
            Tick::Spoke(Service::Smtp | Service::Submission) => Self::Smtp,
            Tick::Spoke(Service::Web) => Self::Http,
            Tick::Spoke(_) => Self::Imap,
            Tick::Asked => Self::Dns,
            Tick::Woke => Self::Woke,
            Tick::Changed => Self::Changed,
        }
    }
}

/// The sign, drawn around the middle of an SVG of its own.
pub(crate) fn mark_of(mark: Mark) -> Html {
    let drawn = match mark {
        Mark::Tap => html! { <circle class="mark-tap" r="4.750" /> },
        Mark::Fault => html! { <path class="mark-fault" d="M-3.500 4.500L3.500-4.500" /> },
        Mark::Imap => html! { <circle class="mark-imap" r="5.500" /> },
        Mark::Pop3 => {
            html! { <rect class="mark-pop3" x="-4.750" y="-4.750" width="9.500" height="9.500" /> }
        }
        Mark::Smtp => {
            html! { <path class="mark-smtp" d="M-6-5.500H1L6 0 1 5.500H-6L-2 0z" /> }
        }
        Mark::Http => {
            html! { <rect class="mark-http" x="-6" y="-4.500" width="12" height="9" rx="1" /> }
        }
        Mark::Dns => html! { <path class="mark-dns" d="M0-5L5.500 4.500H-5.500z" /> },
        Mark::Changed => {
            html! { <path class="mark-changed" d="M-4.500 0L0-4.500 4.500 0 0 4.500z" /> }
        }
        Mark::Woke => {
            html! { <path class="mark-woke" d="M-4.500 0a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0M0-2.500V0.500H2.500" /> }
        }
        Mark::Planned => html! { <circle class="mark-planned" r="5" /> },
    };
    html! { <svg x="50%" y="50%" overflow="visible">{drawn}</svg> }
}

/// The sign beside words.
pub(crate) fn sign(mark: Mark) -> Html {
    html! { <svg class="legend-mark" aria-hidden="true" focusable="false">{mark_of(mark)}</svg> }
}
