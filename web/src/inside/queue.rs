//! What a provider has taken and not handed on yet.

use mailscope_view::{QueueInside, QueuedView, RecipientRow};
use yew::prelude::*;

use crate::app::{Context, Msg};
use crate::inside;
use crate::inside::facts::nothing;
use crate::stage::mail_list::subject;

/// The queue.
pub(crate) fn queue(app: &Context, queue: &QueueInside) -> Html {
    let t = &app.t;
    if queue.total == 0 {
        return nothing(t.text("inside-queue-empty"));
    }
    let more = queue.total - queue.rows.len();
    html! {
        <>
            <ul class="queue">{for queue.rows.iter().map(|row| queued(app, row))}</ul>
            if more > 0 {
                <p class="quiet">{t.text_with("inside-more", &[("n", more.into())])}</p>
            }
        </>
    }
}

fn queued(app: &Context, row: &QueuedView) -> Html {
    let t = &app.t;
    let source = row.source.clone();
    let open = app.send.reform(move |_| Msg::Inside(inside::Msg::Source(Some(source.clone()))));
    html! {
        <li key={row.id.0} class={classes!("queued-mail", row.focus.then_some("is-focus"))}>
            <button type="button" class="row-open" title={t.text("inside-open-source")}
                onclick={open}>
                {subject(t, &row.subject)}
            </button>
            <p class="quiet">
                if row.report {
                    {t.text("inside-queued-report")}{" · "}
                }
                {t.text_with("inside-queued-since", &[("time", row.arrived.clone().into())])}{" · "}
                {t.octets(row.octets)}
            </p>
            <p><code>{format!("<{}>", row.from)}</code></p>
            <p>
                {t.text_with("inside-attempts", &[("n", row.attempts.into())])}{" · "}
                <b>{t.sentence(&row.next)}</b>
            </p>
            <ul class="recipients">{for row.recipients.iter().map(|it| recipient(app, it))}</ul>
            if row.recipients_more > 0 {
                <p class="quiet">
                    {t.text_with("inside-more", &[("n", row.recipients_more.into())])}
                </p>
            }
        </li>
    }
}

fn recipient(app: &Context, row: &RecipientRow) -> Html {
    let t = &app.t;
    html! {
        <li key={row.address.clone()}>
            <code>{row.address.clone()}</code>{" "}<b>{t.sentence(&row.state)}</b>
            if let Some(answer) = &row.answer {
                <p class="answer">
                    if let Some(at) = &row.at {
                        <span class="quiet">{at.clone()}{" "}</span>
                    }
                    <code>{answer.clone()}</code>
                </p>
            }
        </li>
    }
}
