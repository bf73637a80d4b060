//! Looking for a word: on the device or on the server, and how much the answer is worth.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, SearchIn, Tap};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) on_close: Callback<()>,
}

/// The field, both ways to search, and the result.
#[component]
pub(crate) fn Search(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let field = use_node_ref();
    let device = &props.device;
    let id = device.id;
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(element) = field.cast::<Element>() {
                dom::focus(&element);
            }
        });
    }
    let search = {
        let (field, send) = (field.clone(), app.send.clone());
        Callback::from(move |place: SearchIn| {
            let word = field.cast::<HtmlInputElement>().map(|input| input.value());
            let word = word.unwrap_or_default().trim().to_owned();
            send.emit(Msg::Do(Deed::Tap(id, Tap::Search(word, place))));
        })
    };
    let onsubmit = {
        let search = search.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            search.emit(SearchIn::Here);
        })
    };
    let close = {
        let (send, on_close, searched) =
            (app.send.clone(), props.on_close.clone(), device.search.is_some());
        Callback::from(move |_: MouseEvent| {
            on_close.emit(());
            if searched {
                let nothing = Tap::Search(String::new(), SearchIn::Here);
                send.emit(Msg::Do(Deed::Tap(id, nothing)));
            }
        })
    };
    let why_not = device.obstacles.search_there.as_ref().map(|why| t.sentence_plain(why));
    let word = device.search.as_ref().map(|search| search.word.clone());
    html! {
        <form class="search" role="search" {onsubmit}>
            <div class="search-field">
                <input ref={field} type="search" maxlength="60" autocomplete="off"
                    aria-label={t.text("search-word")} placeholder={t.text("search-word")}
                    value={word} />
                <button class="bar-button" type="button" title={t.text("search-close")}
                    aria-label={t.text("search-close")} onclick={close}>
                    {icon(Glyph::Gone)}
                </button>
            </div>
            <div class="search-places">
                <button class="act" type="submit">{t.text("search-here")}</button>
                <button class="act" type="button" disabled={why_not.is_some()}
                    title={why_not.clone()} onclick={search.reform(|_| SearchIn::Server)}>
                    {t.text("search-there")}
                </button>
            </div>
            if let Some(why_not) = why_not {
                <p class="search-result">{why_not}</p>
            }
            if let Some(search) = &device.search {
                <p class="search-result" role="status">{t.sentence_plain(&search.result)}</p>
            }
        </form>
    }
}
