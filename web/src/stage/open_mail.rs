//! The open mail. All of it is shown as text: nothing of a mail is ever markup, a link or a
//! request.

use std::rc::Rc;

use mailscope_view::{DeviceView, Letter};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::stage::Msg as StageMsg;
use crate::stage::keywords::Keywords;
use crate::stage::mail_actions::MailActions;
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) in_hand: bool,
    /// Whether it takes the list's room too.
    pub(crate) large: bool,
    pub(crate) on_large: Callback<bool>,
}

/// The open mail with what can be done with it.
#[component]
pub(crate) fn OpenMailPane(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let Some(mail) = &props.device.open else { return Html::default() };
    let large = props.large;
    let sender = if mail.from.is_empty() { &mail.address } else { &mail.from };
    let (glyph, word) = if large {
        (Glyph::ChevronLeft, t.text("open-back"))
    } else {
        (Glyph::Enlarge, t.text("open-enlarge"))
    };
    html! {
        <section class="open" aria-label={t.text("open-mail")}>
            <div class="open-head">
                <button class="open-size" type="button" aria-label={word.clone()} title={word}
                    onclick={props.on_large.reform(move |_| !large)}>
                    {icon(glyph)}
                </button>
                <p class="open-who">
                    <b title={mail.address.clone()}>
                        {sender.clone()}
                    </b>
                </p>
                if props.in_hand {
                    {write_on(&app, &props.device, &mail.reply, mail.draft.as_ref())}
                }
            </div>
            <div class="open-text" tabindex="0" role="group" aria-label={t.text("open-text")}>
                if large {
                    <p class="open-date">{mail.date.clone()}</p>
                    <p class="open-subject">{subject(t, &mail.subject)}</p>
                }
                if let Some(words) = &mail.refused {
                    <p class="open-refused">
                        {icon(Glyph::Warning)}
                        {t.text_with("open-refused", &[("words", words.as_str().into())])}
                    </p>
                }
                if let Some(body) = &mail.body {
                    <p class="open-body">{body.clone()}</p>
                } else {
                    <p class="open-missing">{t.text("open-not-fetched")}</p>
                }
                if !mail.attachments.is_empty() {
                    <ul class="open-files" aria-label={t.text("open-attachments")}>
                        for (name, octets) in &mail.attachments {
                            <li>{icon(Glyph::Clip)}{name.clone()}{" · "}{t.octets(*octets)}</li>
                        }
                    </ul>
                }
                <Keywords device={props.device.clone()} can_add={large && props.in_hand} />
            </div>
            if props.in_hand {
                <MailActions device={props.device.clone()} />
            }
        </section>
    }
}

/// Answers the mail, or goes on with it if it is unfinished. Where the app cannot send, it says why.
fn write_on(app: &Context, device: &DeviceView, reply: &Letter, draft: Option<&Letter>) -> Html {
    let t = &app.t;
    let id = device.id;
    let (glyph, word, letter) = match draft {
        Some(draft) => (Glyph::Pen, t.text("action-continue"), draft.clone()),
        None => (Glyph::Reply, t.text("action-reply"), reply.clone()),
    };
    let why_not = device.obstacles.write.as_ref().map(|why| t.sentence_plain(why));
    let onclick = app.send.reform(move |_| Msg::Stage(StageMsg::Write(id, Some(letter.clone()))));
    html! {
        <button class="open-reply" type="button" disabled={why_not.is_some()} title={why_not.clone()} {onclick}>
            {icon(glyph)}<span>{word}</span>
        </button>
    }
}
