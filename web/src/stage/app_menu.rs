//! What else can be done with a mail app: folders, the trash, a new app. What cannot be done says why.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, Tap, Text};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};
use crate::parts::popover::Popover;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) on_search: Callback<()>,
}

/// What the menu shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    Nothing,
    Items,
    /// A field for the name of a new folder.
    Create,
    /// A field for another name of the folder that is shown.
    Rename,
}

/// The button with its menu.
#[component]
pub(crate) fn AppMenu(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let shows = use_state_eq(|| Shows::Nothing);
    let anchor = use_node_ref();
    let device = &props.device;
    let close = {
        let (shows, anchor) = (shows.clone(), anchor.clone());
        Callback::from(move |()| {
            // The menu goes, so the focus goes back to what opened it.
            if let Some(anchor) = anchor.cast::<Element>() {
                dom::focus(&anchor);
            }
            shows.set(Shows::Nothing);
        })
    };
    let on_close = {
        let shows = shows.clone();
        Callback::from(move |()| shows.set(Shows::Nothing))
    };
    let toggle = {
        let shows = shows.clone();
        let to = if *shows == Shows::Nothing { Shows::Items } else { Shows::Nothing };
        Callback::from(move |_| shows.set(to))
    };
    let tap = {
        let (send, close, id) = (app.send.clone(), close.clone(), device.id);
        Callback::from(move |tap: Tap| {
            close.emit(());
            send.emit(Msg::Do(Deed::Tap(id, tap)));
        })
    };
    let show = {
        let shows = shows.clone();
        Callback::from(move |what| shows.set(what))
    };
    let search = {
        let (shows, on_search) = (shows.clone(), props.on_search.clone());
        Callback::from(move |_: MouseEvent| {
            shows.set(Shows::Nothing);
            on_search.emit(());
        })
    };
    html! {
        <>
            <button class="bar-button" type="button" ref={anchor.clone()} aria-haspopup="menu"
                aria-expanded={(*shows != Shows::Nothing).to_string()} title={t.text("app-menu")}
                aria-label={t.text("app-menu")} onclick={toggle}>
                {icon(Glyph::More)}
            </button>
            if *shows == Shows::Items {
                <Popover {anchor} role="menu" label={t.text("app-menu")} {on_close}>
                    {item(t, Glyph::Search, t.text("search"), None, search)}
                    {items(t, device, &tap, &show)}
                </Popover>
            } else if *shows != Shows::Nothing {
                <Popover {anchor} label={t.text("folder-name")} {on_close}>
                    <FolderName device={device.clone()} rename={*shows == Shows::Rename} on_tap={tap} />
                </Popover>
            }
        </>
    }
}

fn items(t: &Texts, device: &DeviceView, tap: &Callback<Tap>, show: &Callback<Shows>) -> Html {
    let cannot = &device.obstacles;
    let folder = device.folder.clone();
    let shown = device.folders.iter().find(|shown| shown.name == device.folder);
    let subscribed = shown.is_none_or(|shown| shown.subscribed != Some(false));
    let label = shown.map(|shown| t.say(&shown.label)).unwrap_or_default();
    let named = |id| t.text_with(id, &[("folder", label.as_str().into())]);
    let subscribe = if subscribed { "app-unsubscribe" } else { "app-subscribe" };
    let show_it = |what| show.reform(move |_: MouseEvent| what);
    let tap_it = |what: Tap| tap.reform(move |_: MouseEvent| what.clone());
    html! {
        <>
            {item(t, Glyph::Folder, t.text("app-create"), cannot.create.as_ref(),
                show_it(Shows::Create))}
            {item(t, Glyph::Pen, named("app-rename"), cannot.rename.as_ref(),
                show_it(Shows::Rename))}
            {item(t, Glyph::Gone, named("app-remove"), cannot.remove.as_ref(),
                tap_it(Tap::DeleteFolder(folder.clone())))}
            {item(t, Glyph::Check, named(subscribe), cannot.subscribe.as_ref(),
                tap_it(Tap::Subscribe(folder, !subscribed)))}
            {item(t, Glyph::Trash, t.text("app-empty"), cannot.empty.as_ref(),
                tap_it(Tap::EmptyTrash))}
            {item(t, Glyph::Refresh, t.text("app-reinstall"), cannot.reinstall.as_ref(),
                tap_it(Tap::Reinstall))}
        </>
    }
}

/// One thing to do. What cannot be done stays in the menu, with the reason.
fn item(
    t: &Texts,
    glyph: Glyph,
    name: AttrValue,
    why_not: Option<&Text>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let why_not = why_not.map(|why| t.sentence_plain(why));
    let onclick = why_not.is_none().then_some(onclick);
    html! {
        <button class="menu-item" type="button" role="menuitem"
            aria-disabled={why_not.is_some().then_some("true")} {onclick}>
            {icon(glyph)}
            <span class="menu-text">
                <span>{name}</span>
                if let Some(why_not) = why_not {
                    <span class="menu-why">{why_not}</span>
                }
            </span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct NameProps {
    device: Rc<DeviceView>,
    rename: bool,
    on_tap: Callback<Tap>,
}

/// Asks for the name of a folder.
#[component]
fn FolderName(props: &NameProps) -> Html {
    let t = use_app().t;
    let field = use_node_ref();
    let folder = props.device.folder.clone();
    let onsubmit = {
        let (field, rename, on_tap) = (field.clone(), props.rename, props.on_tap.clone());
        let folder = folder.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let name = input.value().trim().to_owned();
            if !name.is_empty() {
                on_tap.emit(if rename {
                    Tap::RenameFolder(folder.clone(), name)
                } else {
                    Tap::CreateFolder(name)
                });
            }
        })
    };
    let value = props.rename.then_some(folder);
    html! {
        <form class="folder-name" {onsubmit}>
            <label>
                {t.text("folder-name")}
                <input ref={field} type="text" maxlength="60" required=true autocomplete="off" {value} />
            </label>
            <button class="btn" type="submit">
                {if props.rename { t.text("folder-rename") } else { t.text("folder-create") }}
            </button>
        </form>
    }
}
