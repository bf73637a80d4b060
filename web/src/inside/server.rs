//! A provider from within: square, dark, in monospace.

use std::rc::Rc;

use mailscope_view::{HostRow, InsideContent, InsideView, ServerInside};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::inside;
use crate::inside::facts::{card, facts};
use crate::inside::mailbox::{Mailbox, mailboxes};
use crate::inside::names::{memory, zone_view};
use crate::inside::queue::queue;
use crate::inside::session::Sessions;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
}

/// The provider.
#[component]
pub(crate) fn Server(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let InsideContent::Server(server) = &props.view.content else { return Html::default() };
    let open = props.view.source.as_ref().map(|source| source.id.clone());
    let sessions = html! {
        <Sessions sessions={server.sessions.clone()} session={server.session.clone()} />
    };
    let zones = html! { <>{for server.zones.iter().map(|zone| zone_view(&app, zone))}</> };
    html! {
        <>
            <div class="inside-main">
                <section class="disk-rack" aria-labelledby="inside-disk">
                    <header class="disk-rack-head">
                        <h2 id="inside-disk">{icon(Glyph::Server)}{server.name.clone()}</h2>
                        <p>{t.text("server-disk")}</p>
                    </header>
                    {accounts(&app, server)}
                    {facts(t, &server.account)}
                    {mailboxes(&app, &server.mailboxes)}
                    if let Some(mailbox) = &server.mailbox {
                        <Mailbox mailbox={mailbox.clone()} {open} />
                    }
                </section>
                <div class="inside-below">
                    {card("inside-h-hosts", Glyph::Lock, t.text("inside-hosts"), hosts(&app, server))}
                    {card("inside-h-rules", Glyph::House, t.text("inside-rules"), html! {
                        <>
                            <p class="quiet">{t.text("inside-rules-note")}</p>
                            {facts(t, &server.rules)}
                        </>
                    })}
                </div>
            </div>
            <div class="inside-side">
                {card("inside-h-sessions", Glyph::Imap, t.text("inside-sessions"), sessions)}
                {card("inside-h-queue", Glyph::Up, t.text_with("inside-queue",
                    &[("n", server.queue.total.into())]), queue(&app, &server.queue))}
                {card("inside-h-memory", Glyph::Clock, t.text("inside-memory"),
                    memory(&app, &server.memory, &server.asking))}
                if !server.zones.is_empty() {
                    {card("inside-h-zone", Glyph::Names, t.text("inside-zone"), zones)}
                }
            </div>
        </>
    }
}

/// Whose mail is shown.
fn accounts(app: &Context, server: &ServerInside) -> Html {
    let [one] = server.accounts.as_slice() else {
        let ids: Vec<_> = server.accounts.iter().map(|account| account.id).collect();
        let send = app.send.clone();
        let onchange = Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let at = usize::try_from(select.selected_index()).ok();
            if let Some(id) = at.and_then(|at| ids.get(at)) {
                send.emit(Msg::Inside(inside::Msg::Account(*id)));
            }
        });
        return html! {
            <p class="disk-rack-account">
                <select aria-label={app.t.text("inside-account")} {onchange}>
                    {for server.accounts.iter().map(|account| html! {
                        <option key={account.id.0} selected={account.chosen}>
                            {account.address.clone()}
                        </option>
                    })}
                </select>
            </p>
        };
    };
    html! { <p class="disk-rack-account"><code>{one.address.clone()}</code></p> }
}

fn hosts(app: &Context, server: &ServerInside) -> Html {
    let t = &app.t;
    let host = |host: &HostRow| {
        html! {
            <li key={host.name.clone()}>
                <code><b>{host.name.clone()}</b>{" "}{host.address.clone()}</code>
                <span>{" · "}{t.say(&host.condition)}</span>
                <p class="quiet"><code>{host.services.clone()}</code></p>
                if let Some(fault) = &host.fault {
                    <p class="note">{t.sentence(fault)}</p>
                }
            </li>
        }
    };
    html! {
        <>
            <ul class="hosts">{for server.hosts.iter().map(host)}</ul>
            {facts(t, &server.certificate)}
        </>
    }
}
