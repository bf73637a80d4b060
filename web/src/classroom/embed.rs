//! Within another page: what that page is told, and what it can want. `docs/embedding.md` describes it for
//! those who write such a page.
//!
//! Nothing is said to a page that the address does not name, and nothing is heard from it: with
//! `?embed&origin=https://school.example` messages go to that origin only, and only those of its window,
//! with that origin, count.

use mailscope_view::EventRow;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Object, Reflect};
use web_sys::{MessageEvent, Url, Window};

use crate::dom::{self, Listener};
use crate::i18n::Texts;
use crate::screen::Screen;

/// The version of the messages.
const VERSION: f64 = 1.0;

/// What the page around this one wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Play,
    Pause,
    /// To that position.
    Seek(u32),
    /// Another of the built-in worlds.
    Scenario(String),
}

/// The way to the page around this one.
pub(crate) struct Embedding {
    /// The page around, and the only origin it may have.
    host: Option<(Window, String)>,
    /// What it knows: position, sentence, the position of the last deed.
    told: Option<(u32, String, u32)>,
    _heard: Option<Listener>,
}

impl Embedding {
    /// Listens to the page around for as long as the result lives.
    pub(crate) fn begin(obey: impl Fn(Command) + 'static) -> Self {
        let host = host();
        let heard = host.clone().map(|(window, origin)| {
            Listener::new(&gloo::utils::window(), "message", false, move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let from = event.source().is_some_and(|source| source.loose_eq(&window));
                if from
                    && event.origin() == origin
                    && let Some(command) = command(&event.data())
                {
                    obey(command);
                }
            })
        });
        Self { host, told: None, _heard: heard }
    }

    /// Tells the page around what it does not know yet.
    pub(crate) fn tell(&mut self, t: &Texts, screen: &Screen, deed: Option<&EventRow>) {
        let Some((window, origin)) = &self.host else { return };
        let position = screen.timeline.position;
        let time = &screen.timeline.time;
        let sentence = t.sentence_plain(&screen.narration.sentence);
        let last = deed.map_or(0, |deed| deed.turn);
        let before = self.told.replace((position, sentence.clone(), last));
        let send = |kind: &str, more: &[(&str, JsValue)]| {
            let about = [("position", position.into()), ("time", time.as_str().into())];
            let message = message(kind, about.iter().chain(more));
            // A page that has gone hears nothing, which is all that can be done about it.
            let _ = window.post_message(&message, origin);
        };
        if before.is_none() {
            send("ready", &[("end", screen.timeline.end.into())]);
        }
        let (at, said, done) = before.unwrap_or((0, String::new(), last));
        if at != position {
            send("moved", &[("end", screen.timeline.end.into())]);
        }
        if let Some(deed) = deed.filter(|_| done < last) {
            send("acted", &[("action", t.sentence_plain(&deed.what).as_str().into())]);
        }
        if said != sentence {
            send("sentence", &[("sentence", sentence.as_str().into())]);
        }
    }
}

/// The page around, if the address names its origin.
fn host() -> Option<(Window, String)> {
    let origin = Url::new(&dom::query("origin")?).ok()?.origin();
    let window = gloo::utils::window();
    let parent = window.parent().ok()??;
    // A page that stands alone is its own parent.
    let around = !parent.loose_eq(&window) && origin.starts_with("http");
    around.then_some((parent, origin))
}

fn message<'a>(kind: &str, about: impl Iterator<Item = &'a (&'a str, JsValue)>) -> Object {
    let message = Object::new();
    let put = |name: &str, value: &JsValue| {
        // Cannot fail for an object of our own.
        let _ = Reflect::set(&message, &name.into(), value);
    };
    put("source", &"mailscope".into());
    put("version", &VERSION.into());
    put("event", &kind.into());
    for (name, value) in about {
        put(name, value);
    }
    message
}

/// What a message wants; nothing if it is none of ours, or wants what there is not.
fn command(data: &JsValue) -> Option<Command> {
    let get = |name: &str| Reflect::get(data, &name.into()).ok();
    if get("target")?.as_string()? != "mailscope" {
        return None;
    }
    match get("command")?.as_string()?.as_str() {
        "play" => Some(Command::Play),
        "pause" => Some(Command::Pause),
        "seek" => {
            let position = get("position")?.as_f64()?;
            let whole = position.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&position);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "just compared"
            )]
            whole.then_some(Command::Seek(position as u32))
        }
        "scenario" => Some(Command::Scenario(get("name")?.as_string()?)),
        _ => None,
    }
}

/// The address of the same page for itself.
pub(crate) fn whole_page() -> String {
    let address = gloo::utils::window().location().href().unwrap_or_default();
    let Ok(url) = Url::new(&address) else { return address };
    let query = url.search_params();
    query.delete("embed");
    query.delete("origin");
    url.href()
}
