//! One mail, large: who has it, and as what. Below each holder hang the wires of the stage.

use std::rc::Rc;

use mailscope_view::{Cell, CellKind, Deed, DeviceId, DeviceKind, DeviceView, MatrixRow, Tap};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, badge, icon, icon_of, of_device};
use crate::screen::Screen;
use crate::stage::age;
use crate::stage::cast::called;
use crate::stage::lane::Lane;
use crate::stage::mail_list::subject;
use crate::stage::plan::server_after;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) screen: Screen,
    /// The mail.
    pub(crate) row: Option<Rc<MatrixRow>>,
    pub(crate) hand: DeviceId,
    pub(crate) animate: bool,
}

/// The picture.
#[component]
pub(crate) fn Projector(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let screen = &props.screen;
    let count = screen.devices.len();
    let row = props.row.as_deref();
    let mut cards: Vec<Html> = screen
        .devices
        .iter()
        .enumerate()
        .map(|(at, device)| {
            let cell = row.and_then(|row| row.devices.get(at));
            card(&app, device, cell, row, props.hand == device.id)
        })
        .collect();
    cards.insert(server_after(count).min(count), server(t, screen, row));
    let equal = |nth: usize| screen.devices.get(nth).map(|_| class(screen.devices[nth].kind));
    html! {
        <div class="stagebox">
            <section class="stage projector" aria-label={t.text("stage")}
                data-devices={count.to_string()} data-k1={equal(0)} data-k2={equal(1)}
                data-k3={equal(2)} data-k4={equal(3)}>
                if let Some(row) = row {
                    <p class="projector-mail">
                        {icon(Glyph::Mail)}{t.text("present-one")}{" "}
                        <b>{subject(t, &row.subject)}</b>
                    </p>
                }
                {for cards}
                <Lane wires={screen.wires.clone()} shown={props.hand} animate={props.animate}
                    position={screen.timeline.position} devices={screen.devices.clone()}
                    server={screen.server.host.clone()} />
            </section>
        </div>
    }
}

const fn class(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Laptop => "laptop",
        DeviceKind::Phone => "phone",
        DeviceKind::Tablet => "tablet",
        DeviceKind::Webmail => "webmail",
    }
}

fn server(t: &Texts, screen: &Screen, row: Option<&MatrixRow>) -> Html {
    let cell = row.map(|row| &row.server);
    let host = row.and_then(|row| row.home.clone()).unwrap_or_else(|| screen.server.host.clone());
    html! {
        <section key="server" class="card is-server" aria-label={t.text("matrix-server")}>
            <h2 class="card-name">{icon(Glyph::Server)}{t.text("matrix-server")}</h2>
            <div class={classes!("card-face", cell.is_some_and(|cell| cell.focus).then_some("is-focus"))}>
                {cell.map(|cell| face(t, cell))}
                <p class="card-note">{host}</p>
            </div>
            <p class="card-foot">{t.text("matrix-original")}</p>
        </section>
    }
}

fn card(
    app: &Context,
    device: &DeviceView,
    cell: Option<&Cell>,
    row: Option<&MatrixRow>,
    held: bool,
) -> Html {
    let t = &app.t;
    let id = device.id;
    let name = called(t, t.say(&device.name), device.owner.as_deref());
    let kind = cell.map(|cell| match cell.kind {
        CellKind::Stale => "is-stale",
        CellKind::OwnCopy => "is-own",
        CellKind::NeverSeen | CellKind::NotTheirs => "is-never",
        CellKind::Gone => "is-gone",
        CellKind::Pending => "is-pending",
        CellKind::Original | CellKind::Same => "is-same",
    });
    let focus = cell.is_some_and(|cell| cell.focus).then_some("is-focus");
    let (glyph, age) = age::short(t, &device.age);
    html! {
        <section key={id.0} class={classes!("card", held.then_some("is-held"))} aria-label={name.clone()}>
            <h2 class="card-name">
                {icon(of_device(device.kind))}<span>{name}</span>
                if !device.online {
                    {icon(Glyph::WifiOff)}<span class="card-offline">{t.text("device-offline")}</span>
                }
            </h2>
            <div class={classes!("card-face", kind, focus)}>
                {cell.map(|cell| face(t, cell))}
                <p class="card-note">{icon(glyph)}{age}</p>
            </div>
            <p class="card-foot">
                {badge(device.service)}
                if held {
                    <span class="hand">{icon(Glyph::Hand)}{t.text("device-in-hand")}</span>
                } else {
                    <button class="card-take" type="button"
                        onclick={app.send.reform(move |_| Msg::Take(id))}>
                        {t.text("device-take")}
                    </button>
                }
            </p>
            if let (true, Some(row), Some(cell)) = (held, row, cell) {
                {hand(app, device, row, cell)}
            }
        </section>
    }
}

/// The cell of the table, large.
fn face(t: &Texts, cell: &Cell) -> Html {
    let words = match cell.kind {
        CellKind::Original => None,
        CellKind::Same => Some((Glyph::Same, "kind-same")),
        CellKind::Stale => Some((Glyph::Clock, "kind-stale")),
        CellKind::NeverSeen => Some((Glyph::Empty, "kind-never")),
        CellKind::Pending => Some((Glyph::Up, "kind-pending")),
        CellKind::OwnCopy => Some((Glyph::House, "kind-own")),
        CellKind::Gone => Some((Glyph::Gone, "kind-gone")),
        CellKind::NotTheirs => Some((Glyph::Others, "kind-not-theirs")),
    };
    let envelope = match cell.read {
        Some(true) => Glyph::MailOpen,
        Some(false) => Glyph::Mail,
        None => Glyph::Empty,
    };
    html! {
        <>
            {icon_of("i card-mail", envelope)}
            <p class="card-state">
                {t.say(&cell.text)}
                if cell.flagged {
                    {icon(Glyph::Flagged)}
                }
            </p>
            if let Some((glyph, words)) = words {
                <p class="card-note">{icon(glyph)}{t.text(words)}</p>
            }
        </>
    }
}

/// What the device in the hand can do with the mail.
fn hand(app: &Context, device: &DeviceView, row: &MatrixRow, cell: &Cell) -> Html {
    let t = &app.t;
    let (id, email, online) = (device.id, row.email, device.online);
    let tap = |tap: Tap| app.send.reform(move |_| Msg::Do(Deed::Tap(id, tap.clone())));
    let net = app.send.reform(move |_| Msg::Do(Deed::SetOnline(id, !online)));
    let (net_glyph, net_name) =
        if online { (Glyph::WifiOff, "present-off") } else { (Glyph::Wifi, "present-on") };
    html! {
        <div class="card-hand" role="group" aria-label={t.text("actions")}>
            if let Some(read) = cell.read {
                if read {
                    <button class="btn" type="button" onclick={tap(Tap::SetRead(email, false))}>
                        {icon(Glyph::Mail)}{t.text("action-unread")}
                    </button>
                } else {
                    <button class="btn" type="button" onclick={tap(Tap::Open(email))}>
                        {icon(Glyph::MailOpen)}{t.text("present-open")}
                    </button>
                }
                <button class="btn" type="button" onclick={tap(Tap::Delete(email))}>
                    {icon(Glyph::Trash)}{t.text("action-delete")}
                </button>
            }
            <button class="btn" type="button" onclick={net}>
                {icon(net_glyph)}{t.text(net_name)}
            </button>
        </div>
    }
}
