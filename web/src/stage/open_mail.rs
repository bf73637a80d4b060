//! The open mail. All of it is shown as text: nothing of a mail is ever markup, a link or a
//! request.

use std::rc::Rc;

use mailscope_view::DeviceView;
use yew::prelude::*;

use crate::app::use_app;
use crate::parts::icon::{Glyph, icon};
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
    let t = use_app().t;
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
                    if large {
                        <span class="open-date">{mail.date.clone()}</span>
                    }
                </p>
            </div>
            <div class="open-text" tabindex="0" role="group" aria-label={t.text("open-text")}>
                if large {
                    <p class="open-subject">{subject(&t, &mail.subject)}</p>
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
            </div>
            if props.in_hand {
                <MailActions device={props.device.clone()} />
            }
        </section>
    }
}
