//! A device from within: round, and in the words of its owner.

use std::rc::Rc;

use mailscope_view::{
    DeviceInside, FolderInside, FolderRow, InsideContent, InsideView, LocalRow, Service, SourceId,
    Stands, WaitingRow,
};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::inside;
use crate::inside::facts::{card, facts, nothing};
use crate::inside::mailbox::choose;
use crate::inside::table::{Table, head};
use crate::parts::icon::{Glyph, badge, icon};
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
}

/// The device.
#[component]
pub(crate) fn Device(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let stop = use_state_eq(|| None::<u32>);
    let InsideContent::Device(device) = &props.view.content else { return Html::default() };
    let open = props.view.source.as_ref().map(|source| source.id.clone());
    let pop3 = device.service == Service::Pop3;
    let folder = device.folder.as_ref().map(|it| folder_view(&app, it, pop3, open.as_ref(), &stop));
    html! {
        <>
            <div class="inside-main">
                <section class="handset" aria-labelledby="inside-device">
                    <header class="handset-head">
                        <h2 id="inside-device">{t.say(&device.name)}</h2>
                        {badge(device.service)}
                    </header>
                    if device.keeps_nothing {
                        <p class="inside-lead">{t.text("inside-page-keeps-nothing")}</p>
                    }
                    {facts(t, &device.facts)}
                    {folders(&app, device)}
                    {folder.unwrap_or_default()}
                </section>
            </div>
            <div class="inside-side">
                {card("inside-h-waiting", Glyph::Up, t.text("inside-waiting"), waiting(&app, device))}
                {card("inside-h-settings", Glyph::House, t.text("inside-settings"), html! {
                    <>
                        <p class="quiet">{t.text("inside-settings-note")}</p>
                        {facts(t, &device.settings)}
                    </>
                })}
                if !device.remembered.is_empty() {
                    {card("inside-h-uidl", Glyph::Clock, t.text("inside-remembered"),
                        remembered(&app, device))}
                }
            </div>
        </>
    }
}

fn folders(app: &Context, device: &DeviceInside) -> Html {
    let t = &app.t;
    let row = |row: &FolderRow| {
        let name = row.name.clone();
        let counts = [("total", row.total.into()), ("unseen", row.unread.into())];
        html! {
            <li key={row.name.clone()}>
                <button type="button" aria-pressed={row.chosen.to_string()} class="inside-mailbox"
                    onclick={app.send.reform(move |_| choose(name.clone()))}>
                    if row.local {
                        {icon(Glyph::House)}
                    }
                    {t.say(&row.label)}
                    <span class="count" aria-hidden="true">{row.total}</span>
                    <span class="vh">{t.text_with("inside-counts", &counts)}</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="inside-mailboxes" aria-label={t.text("folders")}>
            {for device.folders.iter().map(row)}
        </ul>
    }
}

fn folder_view(
    app: &Context,
    folder: &FolderInside,
    pop3: bool,
    open: Option<&SourceId>,
    stop: &UseStateHandle<Option<u32>>,
) -> Html {
    let t = &app.t;
    let known = |key: &u32| folder.rows.iter().any(|row| row.key == *key && row.source.is_some());
    let first = folder.rows.iter().find(|row| row.source.is_some()).map(|row| row.key);
    let tab_stop = stop.filter(known).or(first);
    let rows = folder.rows.iter().zip(folder.first..).map(|(row, at)| {
        let (stop, key) = (stop.clone(), row.key);
        let onfocus = Callback::from(move |_: FocusEvent| stop.set(Some(key)));
        local_row(app, row, at, tab_stop == Some(key), open, onfocus)
    });
    let columns = [
        ("c-uid", AttrValue::from(if pop3 { "UIDL" } else { "UID" })),
        ("c-flags", AttrValue::from("Flags")),
        ("c-here", t.text("inside-column-here")),
        ("c-stands", t.text("inside-column-stands")),
        ("c-subject", t.text("server-subject")),
    ];
    let label = t.say(&folder.label).to_string();
    html! {
        <div class="inside-mailbox-open">
            {facts(t, &folder.facts)}
            if folder.total > 0 {
                <Table label={t.text_with("inside-messages-of", &[("name", label.into())])}
                    class={if pop3 { "local local-pop3" } else { "local" }} total={folder.total} first={folder.first} len={folder.rows.len()}
                    head={head(&columns)}
                    on_rows={app.send.reform(|rows| Msg::Inside(inside::Msg::Rows(rows)))}>
                    {for rows}
                </Table>
            } else {
                {nothing(t.text("mails-none"))}
            }
        </div>
    }
}

fn local_row(
    app: &Context,
    row: &LocalRow,
    at: usize,
    stop: bool,
    open: Option<&SourceId>,
    onfocus: Callback<FocusEvent>,
) -> Html {
    let t = &app.t;
    let flags = if row.flags.is_empty() { "()".to_owned() } else { row.flags.clone() };
    let here = t.text(if row.whole { "inside-here-whole" } else { "inside-here-headers" });
    let (glyph, words, class) = match row.stands {
        Stands::Settled => (Glyph::Same, "inside-stands-settled", "stands-settled"),
        Stands::Pending => (Glyph::Up, "inside-stands-pending", "stands-pending"),
        Stands::Own => (Glyph::House, "inside-stands-own", "stands-own"),
    };
    let shown = row.source.is_some() && open == row.source.as_ref();
    let name = match row.source.clone() {
        None => html! { <span class="row-shut">{subject(t, &row.subject)}</span> },
        Some(source) => html! {
            <button type="button" class="row-open" {onfocus} aria-expanded={shown.to_string()}
                tabindex={if stop { "0" } else { "-1" }} title={t.text("inside-open-source")}
                onclick={app.send.reform(move |_| {
                    Msg::Inside(inside::Msg::Source(Some(source.clone())))
                })}>
                {subject(t, &row.subject)}
            </button>
        },
    };
    html! {
        <tr key={row.key} role="row" aria-rowindex={(at + 2).to_string()}
            class={classes!("inside-row", row.focus.then_some("is-focus"), shown.then_some("is-open"))}>
            <td role="cell" class="c-uid" title={row.name.clone()}>{row.name.clone()}</td>
            <td role="cell" class={classes!("c-flags", row.flags.is_empty().then_some("quiet"))}
                title={row.flags.clone()}>{flags}</td>
            <td role="cell" class="c-here">{here}{" · "}{t.octets(row.octets)}</td>
            <td role="cell" class={classes!("c-stands", class)}>{icon(glyph)}{" "}{t.text(words)}</td>
            <th role="rowheader" scope="row" class="c-subject">{name}</th>
        </tr>
    }
}

fn waiting(app: &Context, device: &DeviceInside) -> Html {
    let t = &app.t;
    if device.waiting.is_empty() {
        return nothing(t.text("inside-waits-nothing"));
    }
    let row = |(at, row): (usize, &WaitingRow)| {
        html! {
            <li key={at} class="waits">
                <span>{t.sentence(&row.what)}</span>
                if row.tried {
                    <p class="quiet">{t.text("inside-waits-tried")}</p>
                }
                if let Some(words) = &row.refused {
                    <p class="note"><code>{words.clone()}</code></p>
                }
            </li>
        }
    };
    html! {
        <>
            <ol class="waiting">{for device.waiting.iter().enumerate().map(row)}</ol>
            if device.waiting_more > 0 {
                <p class="quiet">
                    {t.text_with("inside-more", &[("n", device.waiting_more.into())])}
                </p>
            }
        </>
    }
}

fn remembered(app: &Context, device: &DeviceInside) -> Html {
    let t = &app.t;
    let row = |(id, at, doomed): &(String, String, bool)| {
        html! {
            <li key={id.clone()}>
                <code>{id.clone()}</code><span class="left">{at.clone()}</span>
                if *doomed {
                    <p class="note">{t.text("inside-doomed")}</p>
                }
            </li>
        }
    };
    html! {
        <>
            <p class="quiet">{t.text("inside-remembered-note")}</p>
            <ul class="memories" tabindex="0" aria-label={t.text("inside-remembered")}>
                {for device.remembered.iter().map(row)}
            </ul>
            if device.remembered_more > 0 {
                <p class="quiet">
                    {t.text_with("inside-more", &[("n", device.remembered_more.into())])}
                </p>
            }
        </>
    }
}
