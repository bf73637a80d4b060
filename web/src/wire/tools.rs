//! Which lines the ladder shows, and how the run can be saved.

use std::rc::Rc;

use mailscope_view::{LadderLens, LadderView, LineFilter, Spoken};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Msg;
use super::hosts::Hosts;
use super::save::Save;
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) ladder: Rc<LadderView>,
    pub(crate) lens: Rc<LadderLens>,
    pub(crate) who_reads: bool,
}

/// The tools above the ladder.
#[component]
pub(crate) fn Tools(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let filter = &props.lens.filter;
    let send = |msg: fn(bool) -> Msg, now: bool| {
        app.send.reform(move |_: MouseEvent| app::Msg::Wire(msg(!now)))
    };
    let people = {
        let filter = filter.clone();
        app.send.reform(move |_| {
            let only_people = !filter.only_people;
            app::Msg::Wire(Msg::Filter(LineFilter { only_people, ..filter.clone() }))
        })
    };
    let search = {
        let filter = filter.clone();
        app.send.reform(move |event: InputEvent| {
            let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            let search = input.map_or_else(String::new, |input| input.value());
            app::Msg::Wire(Msg::Filter(LineFilter { search, ..filter.clone() }))
        })
    };
    let clear = app.send.reform(|_| app::Msg::Wire(Msg::Filter(LineFilter::default())));
    let toggle = |text: &str, on: bool, onclick: Callback<MouseEvent>| {
        html! {
            <button class="btn wire-toggle" type="button" aria-pressed={on.to_string()} {onclick}>
                if on { {icon(Glyph::Check)} }
                {t.text(text)}
            </button>
        }
    };
    html! {
        <div class="wire-tools" role="group" aria-label={t.text("wire-tools")}>
            <Hosts ladder={props.ladder.clone()} filter={filter.clone()} />
            {protocols(&app, &props.ladder, filter)}
            <label class="wire-search">
                <span class="vh">{t.text("wire-search")}</span>
                <input type="search" placeholder={t.text("wire-search")}
                    value={filter.search.clone()} oninput={search} />
            </label>
            {toggle("wire-only-people", filter.only_people, people)}
            {toggle("wire-unfold", props.lens.unfold, send(Msg::Unfold, props.lens.unfold))}
            {toggle("wire-who-reads", props.who_reads, send(Msg::WhoReads, props.who_reads))}
            if let Some(number) = filter.connection {
                <span class="wire-chip">
                    {t.text_with("wire-following", &[("number", number.into())])}
                </span>
            }
            if *filter != LineFilter::default() {
                <button class="btn" type="button" onclick={clear}>
                    {icon(Glyph::Close)}{t.text("wire-clear")}
                </button>
            }
            <span class="wire-count">
                {t.text_with("ladder-lines", &[("count", props.ladder.lines.into())])}
            </span>
            <Save />
        </div>
    }
}

fn protocols(app: &app::Context, ladder: &LadderView, filter: &LineFilter) -> Html {
    let t = &app.t;
    let onchange = {
        let filter = filter.clone();
        app.send.reform(move |event: Event| {
            let select = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
            let name = select.map_or_else(String::new, |select| select.value());
            let service = Spoken::ALL.into_iter().find(|spoken| spoken.name() == name);
            app::Msg::Wire(Msg::Filter(LineFilter { service, ..filter.clone() }))
        })
    };
    let all = filter.service.is_none();
    html! {
        <label class="wire-protocol">
            <span>{t.text("wire-protocol")}</span>
            <select {onchange}>
                <option value="" selected={all}>{t.text("wire-protocol-all")}</option>
                {for ladder.spoken.iter().map(|spoken| html! {
                    <option key={spoken.name()} value={spoken.name()}
                        selected={filter.service == Some(*spoken)}>{spoken.name()}</option>
                })}
            </select>
        </label>
    }
}
