//! Who is there beside those on the stage: where many devices are in the world, a row of chips says which of
//! them stand beside each other; where there is room for one device, a switch says which one.

use std::rc::Rc;

use mailscope_view::{DeviceId, Member, STAGE_MAX};
use web_sys::Element;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_device};
use crate::parts::popover::Popover;
use crate::stage::Msg as StageMsg;
use crate::stage::age;

/// Chips in a row; the others are behind "more".
const CHIPS_MAX: usize = 8;
/// Devices in the switch; the others are behind "more".
const SWITCH_MAX: usize = 6;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) cast: Rc<Vec<Member>>,
    /// The device to show where there is room for one.
    pub(crate) shown: DeviceId,
}

/// Which devices stand on the stage.
#[component]
pub(crate) fn Chips(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    if props.cast.len() <= STAGE_MAX {
        return Html::default();
    }
    let (near, far) = split(&props.cast, CHIPS_MAX, |member| member.on_stage);
    let chips = near.iter().map(|member| {
        let id = member.id;
        html! {
            <button key={id.0} class="chip" type="button" aria-pressed={member.on_stage.to_string()}
                onclick={app.send.reform(move |_| Msg::Stage(StageMsg::Place(id)))}>
                {icon(of_device(member.kind))}<span>{name(t, member)}</span>
            </button>
        }
    });
    html! {
        <div class="chips" role="group" aria-label={t.text("stage-chips")}>
            {for chips}
            <More members={far} on_choose={app.send.reform(|id| Msg::Stage(StageMsg::Place(id)))} />
        </div>
    }
}

/// Which device is to be seen.
#[component]
pub(crate) fn Picker(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    if props.cast.len() < 2 {
        return Html::default();
    }
    let shown = props.shown;
    let (near, far) = split(&props.cast, SWITCH_MAX, |member| member.id == shown);
    let devices = near.iter().map(|member| picker_device(&app, member, shown));
    html! {
        <div class="picker" role="group" aria-label={t.text("stage-picker")}>
            {for devices}
            <More members={far} on_choose={app.send.reform(Msg::Take)} />
        </div>
    }
}

fn picker_device(app: &Context, member: &Member, shown: DeviceId) -> Html {
    let id = member.id;
    let (glyph, known) = age::short(&app.t, &member.age);
    html! {
        <button key={id.0} class="picker-device" type="button"
            aria-pressed={(shown == id).to_string()}
            onclick={app.send.reform(move |_| Msg::Take(id))}>
            {icon(of_device(member.kind))}
            <span class="picker-name">{name(&app.t, member)}</span>
            <span class="picker-age">{icon(glyph)}{known}</span>
        </button>
    }
}

/// The first ones, among them those that must be seen; and the others.
fn split(
    cast: &[Member],
    max: usize,
    must: impl Fn(&Member) -> bool,
) -> (Vec<Member>, Vec<Member>) {
    let (mut near, mut far) = (Vec::new(), Vec::new());
    let mut room = max.saturating_sub(cast.iter().filter(|member| must(member)).count());
    for member in cast {
        if must(member) || room > 0 {
            room -= usize::from(!must(member));
            near.push(member.clone());
        } else {
            far.push(member.clone());
        }
    }
    (near, far)
}

/// A device's name, with its owner's where there are several people.
pub(crate) fn name(t: &Texts, member: &Member) -> AttrValue {
    called(t, t.say(&member.name), member.owner.as_deref())
}

/// The same for a name.
pub(crate) fn called(t: &Texts, name: AttrValue, owner: Option<&str>) -> AttrValue {
    match owner {
        Some(owner) => {
            t.text_with("device-of", &[("owner", owner.into()), ("device", name.as_str().into())])
        }
        None => name,
    }
}

#[derive(Properties, PartialEq)]
struct MoreProps {
    members: Vec<Member>,
    on_choose: Callback<DeviceId>,
}

/// The devices for which there is no room.
#[component]
fn More(props: &MoreProps) -> Html {
    let t = use_app().t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    if props.members.is_empty() {
        return Html::default();
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let items: Html = props
        .members
        .iter()
        .map(|member| {
            let (id, close, choose) = (member.id, on_close.clone(), props.on_choose.clone());
            let anchor = anchor.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                if let Some(anchor) = anchor.cast::<Element>() {
                    dom::focus(&anchor);
                }
                close.emit(());
                choose.emit(id);
            });
            html! {
                <button key={id.0} class="menu-item" type="button" role="menuitem" {onclick}>
                    {icon(of_device(member.kind))}{name(&t, member)}
                </button>
            }
        })
        .collect();
    html! {
        <>
            <button class="chip chip-more" type="button" ref={anchor.clone()} aria-haspopup="menu"
                aria-expanded={open.to_string()} onclick={toggle}>
                {t.text_with("stage-more", &[("n", props.members.len().into())])}
                {icon(Glyph::ChevronDown)}
            </button>
            if *open {
                <Popover {anchor} role="menu" label={t.text("stage-chips")} {on_close}>
                    {items}
                </Popover>
            }
        </>
    }
}
