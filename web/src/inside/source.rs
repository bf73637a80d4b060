//! The octets of a mail, where its parts lie, and its text. Nothing of it is ever markup.

use std::rc::Rc;

use mailscope_view::{InsideView, OutlineRow, SourceLine, SourceView};
use web_sys::Element;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::dom;
use crate::inside::{self, Face};
use crate::parts::icon::{Glyph, icon};
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
    pub(crate) face: Face,
}

/// A mail.
#[component]
pub(crate) fn Source(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let heading = use_node_ref();
    let came_from = use_mut_ref(|| None::<Element>);
    {
        let (heading, came_from) = (heading.clone(), came_from.clone());
        let id = props.view.source.as_ref().map(|source| source.id.clone());
        use_effect_with(id, move |_| {
            *came_from.borrow_mut() = dom::focused();
            if let Some(element) = heading.cast::<Element>() {
                dom::focus(&element);
            }
        });
    }
    let Some(source) = &props.view.source else { return Html::default() };
    let close = {
        let (send, came_from) = (app.send.clone(), came_from.clone());
        Callback::from(move |()| {
            send.emit(Msg::Inside(inside::Msg::Source(None)));
            if let Some(element) = came_from.borrow().as_ref() {
                dom::focus(element);
            }
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let face = |face: Face, words: &'static str| {
        html! {
            <button type="button" class="face" aria-pressed={(props.face == face).to_string()}
                onclick={app.send.reform(move |_| Msg::Inside(inside::Msg::Face(face)))}>
                {t.text(words)}
            </button>
        }
    };
    html! {
        <section class="source" aria-labelledby="inside-source" {onkeydown}>
            <header class="source-head">
                <h3 id="inside-source" tabindex="-1" ref={heading}>
                    {icon(Glyph::File)}{subject(t, &source.subject)}
                </h3>
                <button class="tool" type="button" aria-label={t.text("inside-source-close")}
                    onclick={close.reform(|_| ())}>{icon(Glyph::Close)}</button>
            </header>
            <div class="source-faces" role="group" aria-label={t.text("inside-faces")}>
                {face(Face::Source, "inside-face-source")}
                {face(Face::Text, "inside-face-text")}
                <span class="quiet">{t.octets(source.octets)}</span>
            </div>
            {outline(&app, source)}
            if props.face == Face::Source {
                {pages(&app, source)}
                {octets(&app, source)}
            } else {
                {text(&app, source)}
            }
        </section>
    }
}

fn outline(app: &Context, source: &SourceView) -> Html {
    let t = &app.t;
    let row = |(at, row): (usize, &OutlineRow)| {
        let from = row.at;
        let depth = row.depth.min(6);
        html! {
            <li key={at} class={format!("part depth-{depth}")}>
                <button type="button" class="part-open" aria-current={row.shown.then_some("true")}
                    onclick={app.send.reform(move |_| go_to(from))}>
                    <code class="quiet">{row.path.clone()}</code>
                    <code class="media">{row.media.clone()}</code>
                    <span class="quiet">
                        {row.encoding.clone()}{if row.encoding.is_empty() { "" } else { " · " }}
                        {t.octets(row.octets)}
                    </span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <ul class="outline" aria-label={t.text("inside-outline")}>
                {for source.outline.iter().enumerate().map(row)}
            </ul>
            if source.outline_more > 0 {
                <p class="quiet">{t.text_with("inside-more", &[("n", source.outline_more.into())])}</p>
            }
        </>
    }
}

fn go_to(from: usize) -> Msg {
    Msg::Inside(inside::Msg::SourceFrom(from))
}

/// Which octets are shown, where not all of them are.
fn pages(app: &Context, source: &SourceView) -> Html {
    let t = &app.t;
    if source.before.is_none() && source.after.is_none() {
        return Html::default();
    }
    let page = |to: Option<usize>, words: &'static str, glyph: Glyph| {
        let send = app.send.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                send.emit(go_to(to));
            }
        });
        html! {
            <button type="button" class="btn" disabled={to.is_none()} aria-label={t.text(words)}
                {onclick}>{icon(glyph)}</button>
        }
    };
    let range =
        [("from", source.from.into()), ("to", source.to.into()), ("all", source.octets.into())];
    html! {
        <p class="source-pages">
            {page(source.before, "inside-source-before", Glyph::Left)}
            <span>{t.text_with("inside-source-range", &range)}</span>
            {page(source.after, "inside-source-after", Glyph::Right)}
        </p>
    }
}

fn octets(app: &Context, source: &SourceView) -> Html {
    let t = &app.t;
    let line = |line: &SourceLine| {
        html! {
            <div key={line.at} class={classes!("source-line", line.header.then_some("is-header"))}>
                {line.text.clone()}
                if line.bare {
                    <span class="bare" title={t.text("inside-bare-line-end")}>{"␊"}</span>
                }
            </div>
        }
    };
    html! {
        <div class="source-octets" tabindex="0" role="region" aria-label={t.text("inside-octets-of")}>
            {for source.lines.iter().map(line)}
        </div>
    }
}

fn text(app: &Context, source: &SourceView) -> Html {
    let t = &app.t;
    let Some(text) = &source.text else {
        return html! { <p class="inside-nothing">{t.text("inside-too-large-for-text")}</p> };
    };
    let attachment = |(name, octets): &(String, u64)| {
        html! { <li key={name.clone()}>{icon(Glyph::Clip)}{name.clone()}{" · "}{t.octets(*octets)}</li> }
    };
    html! {
        <>
            <p class="quiet">{t.text("inside-text-note")}</p>
            <div class="source-text" tabindex="0" role="region" aria-label={t.text("open-text")}>
                {text.clone()}
            </div>
            if !source.attachments.is_empty() {
                <ul class="source-attachments" aria-label={t.text("open-attachments")}>
                    {for source.attachments.iter().map(attachment)}
                </ul>
            }
        </>
    }
}
