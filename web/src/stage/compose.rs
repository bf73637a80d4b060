//! Writing a mail: to whom, about what, what. It takes the room of the list.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceId, DeviceView, Letter};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::dom;
use crate::parts::icon::{Glyph, icon};
use crate::stage::Msg as StageMsg;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) letter: Letter,
}

/// The sheet of paper.
#[component]
pub(crate) fn Compose(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let id = props.device.id;
    let letter = &props.letter;
    let form = use_node_ref();
    {
        // Who answers begins with the text, everybody else with the address.
        let (form, answers) = (form.clone(), !letter.to.is_empty());
        use_effect_with((), move |()| {
            let field = if answers { "textarea" } else { "input" };
            let found = form.cast::<Element>().and_then(|e| e.query_selector(field).ok()?);
            if let Some(element) = found {
                dom::focus(&element);
            }
        });
    }
    let write = |set: fn(&mut Letter, String)| {
        let letter = letter.clone();
        app.send.reform(move |event: InputEvent| {
            let mut letter = letter.clone();
            let value = match event.target_dyn_into::<HtmlTextAreaElement>() {
                Some(area) => area.value(),
                None => event.target_unchecked_into::<HtmlInputElement>().value(),
            };
            set(&mut letter, value);
            Msg::Stage(StageMsg::Write(id, Some(letter)))
        })
    };
    let more = use_state_eq(|| false);
    let more_shown = *more || !letter.copy.is_empty() || !letter.blind.is_empty() || letter.receipt;
    let show_more = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    let (sent, kept) = (letter.clone(), letter.clone());
    let onsubmit = app.send.reform(move |event: SubmitEvent| {
        event.prevent_default();
        Msg::Do(Deed::Send(id, sent.clone()))
    });
    let keep = app.send.reform(move |_| Msg::Do(Deed::Keep(id, kept.clone())));
    let close = app.send.reform(move |_| Msg::Stage(StageMsg::Write(id, None)));
    let people = format!("people-{}", id.0);
    html! {
        <form ref={form} class="compose" aria-label={t.text("compose")} {onsubmit}>
            <label class="compose-line">
                <span>{t.text("compose-to")}</span>
                <input type="text" inputmode="email" autocomplete="off" maxlength="400"
                    list={people.clone()} value={letter.to.clone()}
                    oninput={write(|letter, to| letter.to = to)} />
            </label>
            if more_shown {
                <label class="compose-line">
                    <span>{t.text("compose-copy")}</span>
                    <input type="text" inputmode="email" autocomplete="off" maxlength="400"
                        list={people.clone()} value={letter.copy.clone()}
                        oninput={write(|letter, copy| letter.copy = copy)} />
                </label>
                <label class="compose-line">
                    <span>{t.text("compose-blind")}</span>
                    <input type="text" inputmode="email" autocomplete="off" maxlength="400"
                        list={people.clone()} value={letter.blind.clone()}
                        oninput={write(|letter, blind| letter.blind = blind)} />
                </label>
                {receipt(&app, id, letter)}
            } else {
                <button class="compose-more" type="button" onclick={show_more}>
                    {t.text("compose-more")}
                </button>
            }
            <datalist id={people}>
                {for props.device.people.iter().map(|address| html! {
                    <option key={address.clone()} value={address.clone()} />
                })}
            </datalist>
            <label class="compose-line">
                <span>{t.text("compose-subject")}</span>
                <input type="text" autocomplete="off" maxlength="200" value={letter.subject.clone()}
                    oninput={write(|letter, subject| letter.subject = subject)} />
            </label>
            <textarea class="compose-text" maxlength="20000" aria-label={t.text("compose-text")}
                value={letter.text.clone()} oninput={write(|letter, text| letter.text = text)} />
            <div class="acts">
                <button class="act act-main" type="submit">
                    {icon(Glyph::Send)}<span>{t.text("compose-send")}</span>
                </button>
                <button class="act" type="button" onclick={keep}>
                    {icon(Glyph::Folder)}<span>{t.text("compose-keep")}</span>
                </button>
                <button class="act" type="button" onclick={close}>
                    {icon(Glyph::Gone)}<span>{t.text("compose-close")}</span>
                </button>
            </div>
        </form>
    }
}

/// Whether the sender asks for a notice of delivery.
fn receipt(app: &Context, device: DeviceId, letter: &Letter) -> Html {
    let changed = letter.clone();
    let onchange = app.send.reform(move |event: Event| {
        let checkbox: HtmlInputElement = event.target_unchecked_into();
        let letter = Letter { receipt: checkbox.checked(), ..changed.clone() };
        Msg::Stage(StageMsg::Write(device, Some(letter)))
    });
    html! {
        <label class="compose-check">
            <input type="checkbox" checked={letter.receipt} {onchange} />
            <span>{app.t.text("compose-receipt")}</span>
        </label>
    }
}
