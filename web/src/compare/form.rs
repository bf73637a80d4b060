//! Which worlds: in one press, or one by one.

use std::rc::Rc;

use mailscope_view::{Asked, DeviceId, WorldChoice, WorldForm};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::compare::{self, Preset, WORLDS_MAX};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) form: Rc<WorldForm>,
    pub(crate) asked: Asked,
}

/// Minutes that can pass after the last tap.
const MINUTES: [u16; 4] = [0, 15, 60, 1_440];

/// The form.
#[component]
pub(crate) fn Form(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let asked = &props.asked;
    let presets = Preset::ALL.into_iter().map(|preset| {
        let chosen = preset.worlds() == asked.worlds;
        let onclick = app.send.reform(move |_| Msg::Compare(compare::Msg::Preset(preset)));
        html! {
            <button type="button" class="btn" aria-pressed={chosen.to_string()} {onclick}>
                {t.text(match preset {
                    Preset::SameTapsPop3 => "side-preset-pop3",
                    Preset::TwoWays => "side-preset-two",
                    Preset::ThreeWays => "side-preset-three",
                })}
            </button>
        }
    });
    let worlds = (0..asked.worlds.len()).map(|at| world(&app, props, at));
    let minutes = MINUTES.into_iter().map(|minutes| {
        html! {
            <option value={minutes.to_string()} selected={minutes == asked.minutes}>
                {t.text_with("side-minutes", &[("minutes", minutes.into())])}
            </option>
        }
    });
    let send = app.send.clone();
    let on_minutes = Callback::from(move |event: Event| {
        let minutes = event.target_unchecked_into::<HtmlSelectElement>().value();
        send.emit(Msg::Compare(compare::Msg::Minutes(minutes.parse().unwrap_or_default())));
    });
    html! {
        <section class="side-form" aria-label={t.text("side-form")}>
            <div class="side-presets" role="group" aria-label={t.text("side-presets")}>
                <span class="side-form-name" aria-hidden="true">{t.text("side-presets")}</span>
                {for presets}
            </div>
            <details class="side-own">
                <summary class="btn">{t.text("side-own")}</summary>
                <div class="side-worlds">
                    {for worlds}
                    if asked.worlds.len() < WORLDS_MAX {
                        <button type="button" class="btn side-add"
                            onclick={app.send.reform(|_| Msg::Compare(compare::Msg::Add))}>
                            {t.text("side-add")}
                        </button>
                    }
                    <label class="side-field">
                        <span>{t.text("side-then")}</span>
                        <select onchange={on_minutes}>{for minutes}</select>
                    </label>
                </div>
            </details>
        </section>
    }
}

/// A kind of world: the first thing that is chosen.
const KINDS: [&str; 5] = ["as-is", "one", "offline", "cut", "down"];

fn kind(choice: WorldChoice) -> &'static str {
    match choice {
        WorldChoice::AsIs => "as-is",
        WorldChoice::All(way) => way.id(),
        WorldChoice::One(..) => "one",
        WorldChoice::Offline(..) => "offline",
        WorldChoice::Cut(..) => "cut",
        WorldChoice::Down(..) => "down",
    }
}

/// The first choice of a kind; nothing where there is none.
fn first_of(form: &WorldForm, kind: &str) -> Option<WorldChoice> {
    if let Some((way, _)) = form.ways.iter().find(|(way, _)| way.id() == kind) {
        return Some(WorldChoice::All(*way));
    }
    let device = form.devices.first().map(|device| device.id);
    let at = form.faults.last().map(|fault| fault.at);
    match kind {
        "as-is" => Some(WorldChoice::AsIs),
        "one" => Some(WorldChoice::One(device?, knob(form, device?, 0)?)),
        "offline" => Some(WorldChoice::Offline(device?, at?)),
        "cut" => Some(WorldChoice::Cut(device?, at?)),
        _ => Some(WorldChoice::Down(form.servers.first()?.0, at?)),
    }
}

fn knob(form: &WorldForm, device: DeviceId, at: usize) -> Option<&'static str> {
    let device = form.devices.iter().find(|one| one.id == device)?;
    device.knobs.get(at).map(|knob| knob.key)
}

fn world(app: &Context, props: &Props, at: usize) -> Html {
    let t = &app.t;
    let (form, choice) = (&props.form, props.asked.worlds[at]);
    let ways = form.ways.iter().map(|(way, name)| (way.id(), t.sentence(name)));
    let kinds = KINDS.into_iter().map(|kind| {
        (
            kind,
            t.text(match kind {
                "as-is" => "side-kind-as-is",
                "one" => "side-kind-one",
                "offline" => "side-kind-offline",
                "cut" => "side-kind-cut",
                _ => "side-kind-down",
            }),
        )
    });
    let mut all: Vec<_> = kinds.collect();
    all.splice(1..1, ways);
    let options = all.into_iter().map(|(name, words)| {
        let there = first_of(form, name).is_some();
        (name.to_owned(), words, name == kind(choice), there)
    });
    let number = at + 1;
    let (send, choices) = (app.send.clone(), form.clone());
    let on_kind = move |name: String| {
        if let Some(choice) = first_of(&choices, &name) {
            send.emit(Msg::Compare(compare::Msg::World(at, choice)));
        }
    };
    let name = t.text_with("side-world", &[("number", (number as u64).into())]);
    html! {
        <fieldset key={at} class="side-world">
            <legend>{name.clone()}</legend>
            {select(&t.text("side-kind"), options, on_kind)}
            {for details(app, form, at, choice)}
            if props.asked.worlds.len() > 2 {
                <button type="button" class="tool"
                    aria-label={t.text_with("side-remove", &[("world", name.as_str().into())])}
                    onclick={app.send.reform(move |_| Msg::Compare(compare::Msg::Remove(at)))}>
                    {icon(Glyph::Close)}
                </button>
            }
        </fieldset>
    }
}

/// What else is to be chosen for a kind of world.
fn details(app: &Context, form: &Rc<WorldForm>, at: usize, choice: WorldChoice) -> Vec<Html> {
    let t = &app.t;
    let send = app.send.clone();
    let set = move |choice: WorldChoice| {
        send.emit(Msg::Compare(compare::Msg::World(at, choice)));
    };
    let mut fields = Vec::new();
    if let WorldChoice::One(device, _)
    | WorldChoice::Offline(device, _)
    | WorldChoice::Cut(device, _) = choice
    {
        let options = form
            .devices
            .iter()
            .map(|one| (one.id.0.to_string(), t.say(&one.name), one.id == device, true));
        let (set, choices) = (set.clone(), form.clone());
        fields.push(select(&t.text("side-device"), options, move |value| {
            let device = DeviceId(value.parse().unwrap_or_default());
            match choice {
                WorldChoice::Offline(_, at) => set(WorldChoice::Offline(device, at)),
                WorldChoice::Cut(_, at) => set(WorldChoice::Cut(device, at)),
                _ => {
                    if let Some(key) = knob(&choices, device, 0) {
                        set(WorldChoice::One(device, key));
                    }
                }
            }
        }));
    }
    if let WorldChoice::One(device, key) = choice {
        let knobs = form.devices.iter().find(|one| one.id == device);
        let options = knobs.into_iter().flat_map(|device| &device.knobs).map(|knob| {
            let words = format!("{}: {}", t.say(&knob.question), t.say(&knob.answer));
            (knob.key.to_owned(), AttrValue::from(words), knob.key == key, true)
        });
        let set = set.clone();
        fields.push(select(&t.text("side-setting"), options, move |value| {
            if let Some(key) = mailscope_view::Desk::known_setting(&value) {
                set(WorldChoice::One(device, key));
            }
        }));
    }
    if let WorldChoice::Down(server, at) = choice {
        let options = form
            .servers
            .iter()
            .map(|(id, name)| (id.0.to_string(), t.say(name), *id == server, true));
        let (set, servers) = (set.clone(), form.clone());
        fields.push(select(&t.text("side-server"), options, move |value| {
            let found = servers.servers.iter().find(|(id, _)| id.0.to_string() == value);
            if let Some((id, _)) = found {
                set(WorldChoice::Down(*id, at));
            }
        }));
    }
    fields.extend(moment(app, form, choice, set));
    fields
}

/// When the fault of a world comes.
fn moment(
    app: &Context,
    form: &Rc<WorldForm>,
    choice: WorldChoice,
    set: impl Fn(WorldChoice) + 'static,
) -> Option<Html> {
    let (WorldChoice::Offline(_, when) | WorldChoice::Cut(_, when) | WorldChoice::Down(_, when)) =
        choice
    else {
        return None;
    };
    let t = &app.t;
    let options = form.faults.iter().map(|fault| {
        (fault.at.as_micros().to_string(), t.say(&fault.name), fault.at == when, true)
    });
    let faults = form.clone();
    Some(select(&t.text("side-when"), options, move |value| {
        let mut all = faults.faults.iter();
        let Some(found) = all.find(|fault| fault.at.as_micros().to_string() == value) else {
            return;
        };
        set(match choice {
            WorldChoice::Offline(device, _) => WorldChoice::Offline(device, found.at),
            WorldChoice::Cut(device, _) => WorldChoice::Cut(device, found.at),
            WorldChoice::Down(server, _) => WorldChoice::Down(server, found.at),
            other => other,
        });
    }))
}

/// A choice: value, words, whether it is chosen, whether it can be.
fn select(
    label: &AttrValue,
    options: impl Iterator<Item = (String, AttrValue, bool, bool)>,
    chosen: impl Fn(String) + 'static,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        chosen(event.target_unchecked_into::<HtmlSelectElement>().value());
    });
    let options = options.map(|(value, words, selected, there)| {
        html! { <option key={value.clone()} {value} {selected} disabled={!there}>{words}</option> }
    });
    html! {
        <label class="side-field">
            <span>{label.clone()}</span>
            <select {onchange}>{for options}</select>
        </label>
    }
}
