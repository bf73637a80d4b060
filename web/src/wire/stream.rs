//! One connection as text: both directions, with sizes.

use std::rc::Rc;

use mailscope_view::{End, LineFilter, StreamPiece, StreamView};
use yew::prelude::*;

use super::{Msg, PIECES, party};
use crate::app::{self, Context, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) stream: Rc<StreamView>,
    pub(crate) filter: LineFilter,
    /// Whether it was put on the clipboard, if somebody has asked for it.
    pub(crate) copied: Option<bool>,
}

/// The connection.
#[component]
pub(crate) fn Stream(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let stream = &props.stream;
    let (client, server) = (t.say(&stream.client.1), t.say(&stream.server.1));
    let names = [
        ("client", client.as_str().into()),
        ("server", server.as_str().into()),
        ("protocol", stream.spoken.name().into()),
        ("port", stream.port.to_string().into()),
        ("out", t.octets(stream.octets.0).to_string().into()),
        ("in", t.octets(stream.octets.1).to_string().into()),
    ];
    let copy = app.send.reform(|_: MouseEvent| app::Msg::Wire(Msg::Copy));
    let (mark, copied) = match props.copied {
        None => (Glyph::File, "stream-copy"),
        Some(true) => (Glyph::Check, "stream-copied"),
        Some(false) => (Glyph::Warning, "stream-not-copied"),
    };
    let only = {
        let filter = LineFilter { connection: Some(stream.connection), ..props.filter.clone() };
        let send = app.send.clone();
        Callback::from(move |_: MouseEvent| {
            send.emit(app::Msg::Wire(Msg::Follow(None)));
            send.emit(app::Msg::Wire(Msg::Filter(filter.clone())));
        })
    };
    html! {
        <div class="stream">
            <header class="stream-head">
                <button class="btn" type="button"
                    onclick={app.send.reform(|_| app::Msg::Wire(Msg::Follow(None)))}>
                    {icon(Glyph::Left)}{t.text("stream-close")}
                </button>
                <h2>{t.text_with("stream", &names)}</h2>
                {party::badge(stream.spoken)}
                <button class="btn" type="button" onclick={only}>
                    {icon(Glyph::Ladder)}{t.text("stream-only")}
                </button>
                <button class="btn" type="button" onclick={copy}>
                    {icon(mark)}{t.text(copied)}
                </button>
                <span class="vh" role="status">
                    if props.copied.is_some() { {t.text(copied)} }
                </span>
            </header>
            <p class="explain-size">{t.text_with("stream-sizes", &names)}</p>
            {pages(&app, stream)}
            <ol class="stream-pieces" tabindex="0" aria-label={t.text("stream-lines")}>
                {for stream.pieces.iter().map(|it| piece(&app, stream, it))}
            </ol>
        </div>
    }
}

fn pages(app: &Context, stream: &StreamView) -> Html {
    if stream.total <= PIECES {
        return Html::default();
    }
    let t = &app.t;
    let until = stream.first + stream.pieces.len();
    let numbers =
        [("from", (stream.first + 1).into()), ("to", until.into()), ("all", stream.total.into())];
    let to =
        |first: usize| app.send.reform(move |_: MouseEvent| app::Msg::Wire(Msg::Pieces(first)));
    html! {
        <p class="stream-pages">
            <button class="btn" type="button" disabled={stream.first == 0}
                onclick={to(stream.first.saturating_sub(PIECES))}>{t.text("stream-earlier")}</button>
            <span>{t.text_with("stream-window", &numbers)}</span>
            <button class="btn" type="button" disabled={until >= stream.total}
                onclick={to(until)}>{t.text("stream-later")}</button>
        </p>
    }
}

fn piece(app: &Context, stream: &StreamView, piece: &StreamPiece) -> Html {
    let t = &app.t;
    let entry = piece.entry;
    let (who, class) = match piece.by {
        End::Client => (&stream.client, "is-client"),
        End::Server => (&stream.server, "is-server"),
    };
    html! {
        <li key={entry} class={classes!("piece", class, format!("piece-{}", party::class(stream.spoken)))}>
            <button class="piece-head" type="button"
                onclick={app.send.reform(move |_| app::Msg::Wire(Msg::Select(Some(entry))))}>
                {party::party(t, who)}
                <span class="explain-time">{piece.time.clone()}</span>
                <span>{t.octets(piece.octets as u64)}</span>
                {icon(if piece.sealed { Glyph::Lock } else { Glyph::Eye })}
                <span class="vh">
                    {t.text(if piece.sealed { "open-tls" } else { "open-clear" })}
                </span>
            </button>
            <pre>{piece.text.clone()}</pre>
        </li>
    }
}
