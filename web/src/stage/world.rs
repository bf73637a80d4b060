//! The world outside: whose mail this is, where new mail comes from, and who else keeps mail.

use std::rc::Rc;

use mailscope_view::{Deed, ProviderView, WorldView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::build::importing;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) world: Rc<WorldView>,
}

/// The column at the left.
#[component]
pub(crate) fn World(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let picker = use_node_ref();
    let choose = {
        let picker = picker.clone();
        Callback::from(move |_| {
            if let Some(input) = picker.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = app.send.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|files| importing::list(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        Msg::Files(files)
    });
    let world = &props.world;
    html! {
        <aside class="column world" aria-label={t.text("world")}>
            <p class="person">
                <span class="person-picture" aria-hidden="true">
                    {world.person.chars().take(1).collect::<String>()}
                </span>
                <span class="person-text">
                    <b>{world.person.clone()}</b>
                    <span class="person-address">{address(&world.address)}</span>
                </span>
            </p>
            <div class="box">
                if let Some(left) = world.arrivals_left {
                    <button class="btn" type="button" disabled={left == 0}
                        onclick={app.send.reform(|_| Msg::Do(Deed::LetArrive))}>
                        {icon(Glyph::Mail)}<span>{t.text("world-arrive")}</span>
                    </button>
                    <p class="box-note">{t.text_with("world-left", &[("n", left.into())])}</p>
                }
                <button class="btn" type="button" onclick={choose}>
                    {icon(Glyph::File)}<span>{t.text("world-open")}</span>
                </button>
                <input ref={picker} type="file" hidden=true multiple=true
                    accept=".eml,.mbox,.mbx,message/rfc822,application/mbox"
                    aria-label={t.text("world-open")} {onchange} />
                if world.providers.is_empty() {
                    <p class="box-note">{t.text("world-private")}</p>
                }
            </div>
            {for world.providers.iter().map(|provider| provider_box(&app, provider))}
            if world.name_servers {
                <p class={classes!("outpost", "outpost-dns", world.asking.then_some("is-focus"))}
                    title={t.text("world-dns-title")}>
                    {icon(Glyph::Ladder)}<b>{"DNS"}</b><span>{t.text("world-dns")}</span>
                </p>
            }
        </aside>
    }
}

/// An address that may be broken where its halves meet.
fn address(address: &str) -> Html {
    match address.split_once('@') {
        Some((local, domain)) => {
            html! { <>{local.to_owned()}{"@"}<wbr />{domain.to_owned()}</> }
        }
        None => html! { {address.to_owned()} },
    }
}

/// Another provider: as the server, and smaller.
fn provider_box(app: &Context, provider: &ProviderView) -> Html {
    let t = &app.t;
    let people = provider.people.join(", ");
    let head = html! { <>{icon(Glyph::Server)}<b>{provider.name.clone()}</b></> };
    html! {
        <section key={provider.name.clone()} aria-label={provider.name.clone()}
            class={classes!("outpost", provider.focus.then_some("is-focus"))}>
            if let Some(device) = provider.device {
                <button class="outpost-head" type="button" title={t.text("world-look")}
                    onclick={app.send.reform(move |_| Msg::Take(device))}>{head}</button>
            } else {
                <p class="outpost-head">{head}</p>
            }
            if !people.is_empty() {
                <p>{t.text_with("world-provider-of", &[("people", people.as_str().into())])}</p>
            }
            if provider.down {
                <p class="outpost-state">{icon(Glyph::Warning)}{t.text("world-provider-down")}</p>
            }
            if provider.queued > 0 {
                <p class="outpost-state">
                    {icon(Glyph::Clock)}
                    {t.text_with("world-queued", &[("n", provider.queued.into())])}
                </p>
            }
        </section>
    }
}
