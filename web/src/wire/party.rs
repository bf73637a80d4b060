//! A host by its icon and name, and a protocol by its badge.

use mailscope_view::{LaneKind, Spoken, Text};
use yew::prelude::*;

use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_device};

pub(super) const fn glyph(kind: LaneKind) -> Glyph {
    match kind {
        LaneKind::Device(kind) => of_device(kind),
        LaneKind::Terminal => Glyph::Terminal,
        LaneKind::Server | LaneKind::OtherServer => Glyph::Server,
        LaneKind::NameServers => Glyph::Book,
    }
}

/// Icon and name.
pub(super) fn party(t: &Texts, (kind, name): &(LaneKind, Text)) -> Html {
    html! { <span class="party">{icon(glyph(*kind))}{t.say(name)}</span> }
}

/// The class of a protocol.
pub(super) const fn class(spoken: Spoken) -> &'static str {
    match spoken {
        Spoken::Imap => "imap",
        Spoken::Pop3 => "pop3",
        Spoken::Smtp => "smtp",
        Spoken::Http => "http",
        Spoken::Dns => "dns",
    }
}

const fn glyph_of(spoken: Spoken) -> Glyph {
    match spoken {
        Spoken::Imap => Glyph::Imap,
        Spoken::Pop3 => Glyph::Pop3,
        Spoken::Smtp => Glyph::Smtp,
        Spoken::Http => Glyph::Browser,
        Spoken::Dns => Glyph::Book,
    }
}

/// A protocol's badge: colour, shape, icon and name.
pub(super) fn badge(spoken: Spoken) -> Html {
    html! {
        <span class={classes!("badge", format!("badge-{}", class(spoken)))}>
            {icon(glyph_of(spoken))}{spoken.name()}
        </span>
    }
}
