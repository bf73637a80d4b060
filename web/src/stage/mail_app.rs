//! The mail app of a device: folders, list, open mail, and the sheet for writing.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceKind, DeviceView, EmailId, Letter, Tap};
use web_sys::Element;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::stage::app_bar::AppBar;
use crate::stage::compose::Compose;
use crate::stage::folders::FolderRail;
use crate::stage::mail_list::MailList;
use crate::stage::open_mail::OpenMailPane;
use crate::stage::search::Search;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) in_hand: bool,
    /// The mail that a newcomer is invited to open.
    pub(crate) invited: Option<EmailId>,
    /// What is being written.
    pub(crate) letter: Option<Letter>,
}

/// The mail app. A phone shows either the list or the open mail; the others have room for both.
#[component]
pub(crate) fn MailApp(props: &Props) -> Html {
    let app = use_app();
    let device = &props.device;
    let id = device.id;
    let large = use_state_eq(|| false);
    let searching = use_state_eq(|| false);
    // Whether the person made list and mail change places, not the clock.
    let by_hand = use_mut_ref(|| false);
    let on_open = {
        let (large, by_hand) = (large.clone(), by_hand.clone());
        let phone = device.kind == DeviceKind::Phone;
        app.send.reform(move |email| {
            if phone {
                *by_hand.borrow_mut() = true;
                large.set(true);
            }
            Msg::Do(Deed::Tap(id, Tap::Open(email)))
        })
    };
    let on_large = {
        let (large, by_hand) = (large.clone(), by_hand.clone());
        Callback::from(move |on| {
            *by_hand.borrow_mut() = true;
            large.set(on);
        })
    };
    let large = *large && device.open.is_some();
    let phone = device.kind == DeviceKind::Phone;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(large, move |large| {
            if by_hand.take() {
                move_focus(&node, *large);
            }
        });
    }
    let search = |on: bool| {
        let searching = searching.clone();
        Callback::from(move |()| searching.set(on))
    };
    let rail = matches!(device.kind, DeviceKind::Laptop | DeviceKind::Webmail);
    html! {
        <div ref={node} class={classes!("mail-app", large.then_some("is-reading"))}>
            if rail {
                <FolderRail device={device.clone()} in_hand={props.in_hand} />
            }
            <div class="pane">
                if let (Some(letter), true) = (&props.letter, props.in_hand) {
                    <Compose device={device.clone()} letter={letter.clone()} />
                } else {
                    if !large || phone {
                        <AppBar device={device.clone()} in_hand={props.in_hand} {rail}
                            on_search={search(true)} />
                    }
                    if !large && (*searching || device.search.is_some()) {
                        <Search device={device.clone()} on_close={search(false)} />
                    }
                    if !large {
                        <MailList key={device.folder.clone()} device={device.clone()} {on_open}
                            invited={props.invited} />
                    }
                    if device.open.is_some() && (large || !phone) {
                        <OpenMailPane device={device.clone()} in_hand={props.in_hand} {large}
                            {on_large} />
                    }
                }
            </div>
        </div>
    }
}

/// When list and mail change places, what had the focus is gone: it goes to what took the place.
fn move_focus(node: &NodeRef, large: bool) {
    let selector = if large { ".open-size" } else { ".mail[tabindex='0']" };
    let found = node.cast::<Element>().and_then(|app| app.query_selector(selector).ok()?);
    if let Some(element) = found {
        dom::focus(&element);
    }
}
