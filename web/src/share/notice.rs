//! Lines above the view: a run that is being opened, what was there before it, and what an earlier
//! visit has left. None of them is in the way.

use mailscope_view::Text;
use yew::prelude::*;

use crate::app::{Msg as AppMsg, use_app};
use crate::share::keeping::Kept;
use crate::share::{Msg, panel};

#[derive(Properties, PartialEq)]
pub(crate) struct ReadingProps {
    /// Turns that have been played, and turns in all, if that is known.
    pub(crate) done: (u32, Option<u32>),
    /// Whether there is nothing else yet.
    pub(crate) begins: bool,
}

/// A run is being opened.
#[component]
pub(crate) fn Reading(props: &ReadingProps) -> Html {
    let app = use_app();
    let t = &app.t;
    let (done, all) = props.done;
    let what = t.text(if all.is_some() { "share-opening" } else { "world-begins" });
    html! {
        <div class="notice" role="status">
            <p>{what.clone()}</p>
            if let Some(all) = all {
                <progress value={done.to_string()} max={all.max(1).to_string()} aria-label={what} />
            } else {
                <progress aria-label={what} />
            }
            if !props.begins {
                <button class="btn" type="button"
                    onclick={app.send.reform(|_| AppMsg::Share(Msg::Stop))}>
                    {t.text("share-stop")}
                </button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct BeforeProps {
    /// In what the run plays otherwise here than where it was saved.
    pub(crate) differs: Option<Text>,
}

/// Somebody's run has taken the place of the person's own work, which is one press away.
#[component]
pub(crate) fn Before(props: &BeforeProps) -> Html {
    let app = use_app();
    let t = &app.t;
    html! {
        <div class="notice" role="status">
            <p>
                {t.text("share-opened")}
                if let Some(differs) = &props.differs {
                    {" "}{t.sentence(differs)}
                }
            </p>
            <button class="btn" type="button"
                onclick={app.send.reform(|_| AppMsg::Share(Msg::Before))}>
                {t.text("share-before")}
            </button>
        </div>
    }
}

/// An earlier visit has left work.
#[component]
pub(crate) fn Offer() -> Html {
    let app = use_app();
    let t = &app.t;
    html! {
        <div class="notice" role="status">
            <p>{t.text("share-offer")}</p>
            <button class="btn" type="button"
                onclick={app.send.reform(|_| AppMsg::Share(Msg::Continue))}>
                {t.text("share-continue")}
            </button>
            <button class="btn" type="button"
                onclick={app.send.reform(|_| AppMsg::Share(Msg::Anew))}>
                {t.text("share-anew")}
            </button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct NotKeptProps {
    pub(crate) kept: Kept,
}

/// The browser keeps nothing of the work. Said once.
#[component]
pub(crate) fn NotKept(props: &NotKeptProps) -> Html {
    let app = use_app();
    let t = &app.t;
    html! {
        <div class="notice" role="status">
            <p>{t.text(panel::kept(props.kept))}</p>
            <button class="btn" type="button"
                onclick={app.send.reform(|_| AppMsg::Share(Msg::Understood))}>
                {t.text("share-understood")}
            </button>
        </div>
    }
}
