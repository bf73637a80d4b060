//! The bar of a mail app: the folder that is shown, and what can be done with the app as a whole.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, Tap};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::stage::app_menu::AppMenu;
use crate::stage::folders::WriteButton;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) in_hand: bool,
    /// Whether a rail beside it shows the folders and the buttons.
    pub(crate) rail: bool,
    pub(crate) on_search: Callback<()>,
}

/// The bar.
#[component]
pub(crate) fn AppBar(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let device = &props.device;
    let id = device.id;
    let local = device.folders.iter().all(|folder| folder.local);
    html! {
        <div class={classes!("app-bar", props.rail.then_some("beside-rail"))}>
            if local {
                {icon(Glyph::House)}
            }
            {folder(&app, device)}
            if props.in_hand {
                <WriteButton device={device.clone()} />
                <button class="bar-button search-open" type="button" title={t.text("search")}
                    aria-label={t.text("search")}
                    onclick={props.on_search.reform(|_: MouseEvent| ())}>
                    {icon(Glyph::Search)}
                </button>
            }
            <button class="bar-button check" type="button" title={t.text("check-mail")}
                aria-label={t.text("check-mail")}
                onclick={app.send.reform(move |_| Msg::Do(Deed::Tap(id, Tap::CheckMail)))}>
                {icon(Glyph::Refresh)}
            </button>
            if props.in_hand {
                <AppMenu device={device.clone()} on_search={props.on_search.clone()} />
            }
        </div>
    }
}

/// The folder, to be changed by a menu.
fn folder(app: &Context, device: &Rc<DeviceView>) -> Html {
    let id = device.id;
    let onchange = app.send.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Msg::Do(Deed::Tap(id, Tap::OpenFolder(select.value())))
    });
    let shown = device.folders.iter().find(|folder| folder.name == device.folder);
    let options = device.folders.iter().map(|folder| {
        html! {
            <option key={folder.name.clone()} value={folder.name.clone()}
                selected={folder.name == device.folder}>
                {app.t.say(&folder.label)}
            </option>
        }
    });
    html! {
        <>
            if device.folders.len() > 1 {
                <select class="folder-select" aria-label={app.t.text("folder")} {onchange}>
                    {for options}
                </select>
            }
            <span class={classes!("folder-only",
                (device.folders.len() > 1).then_some("is-in-rail"))}>
                {for shown.map(|folder| app.t.say(&folder.label))}
            </span>
        </>
    }
}
