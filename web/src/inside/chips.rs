//! Whom one can look into: one chip for each holder.

use std::rc::Rc;

use mailscope_view::{HolderChip, InsideView, Whom};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::inside;
use crate::parts::icon::{Glyph, icon, of_device};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
}

/// The chips. The arrows move, Enter or a press opens.
#[component]
pub(crate) fn Chips(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let list = use_node_ref();
    let onkeydown = {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => -1,
                "Home" => i32::MIN,
                "End" => i32::MAX,
                _ => return,
            };
            event.prevent_default();
            if let Some(element) = list.cast::<Element>() {
                dom::rove(&element, ".holder-chip", by);
            }
        })
    };
    let chips = props.view.holders.iter().map(|chip| {
        let (holder, chosen) = (chip.holder, chip.holder == props.view.holder);
        html! {
            <button key={format!("{holder:?}")} type="button" role="tab"
                class={classes!("holder-chip", kind_class(chip), chip.focus.then_some("is-focus"))}
                id={chosen.then_some("inside-chosen")} aria-selected={chosen.to_string()}
                aria-controls={chosen.then_some("inside-panel")}
                tabindex={if chosen { "0" } else { "-1" }}
                onclick={app.send.reform(move |_| Msg::Inside(inside::Msg::Look(holder)))}>
                {icon(glyph(chip))}
                <span>{t.say(&chip.name)}</span>
                if chip.focus {
                    <span class="vh">{t.text("inside-changed-now")}</span>
                }
            </button>
        }
    });
    html! {
        <div class="holder-chips" role="tablist" ref={list} aria-label={t.text("inside-whom")} {onkeydown}>
            {for chips}
        </div>
    }
}

fn glyph(chip: &HolderChip) -> Glyph {
    match (chip.holder, chip.kind) {
        (Whom::Device(_), Some(kind)) => of_device(kind),
        (Whom::NameServers, _) => Glyph::Names,
        (Whom::Costs, _) => Glyph::Measure,
        _ => Glyph::Server,
    }
}

/// Machines are square, devices are round.
const fn kind_class(chip: &HolderChip) -> &'static str {
    match chip.holder {
        Whom::Device(_) => "holder-device",
        Whom::Server(_) | Whom::NameServers => "holder-machine",
        Whom::Costs => "holder-costs",
    }
}
