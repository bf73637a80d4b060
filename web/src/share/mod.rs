//! Keeping a world and giving it away: files, links, and what the browser keeps by itself.

pub(crate) mod address;
pub(crate) mod keeping;
pub(crate) mod notice;
pub(crate) mod opening;
pub(crate) mod panel;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{Desk, Fragment, Text};
use yew::{Context, Html, html};

use crate::app::{App, Msg as AppMsg};
use crate::dom::{self, Listener};
use crate::share::keeping::{Keeping, on_hiding};
use crate::share::opening::Work;
use crate::shell::panel::Panel;
use crate::shell::views::View;

/// What is being opened, what is kept, and what stands in the panel.
#[derive(Default)]
pub(crate) struct State {
    /// A run on its way to the desk.
    work: Option<Work>,
    /// Whether there has been a world.
    begun: bool,
    /// What was wrong with the address, until there is a world beside which it can be said.
    wrong: Option<Text>,
    /// Whether somebody's run has taken the place of the person's own work.
    opened: bool,
    keeping: Keeping,
    /// The link to this moment; made when the panel is looked at.
    link: Option<Result<Rc<str>, Text>>,
    /// What became of the last thing that somebody did here.
    said: Option<Text>,
    /// Whether the panel has taken the place of the answer to "why?", which comes back after it.
    before_why: bool,
    listeners: Vec<Listener>,
    timer: Option<Timeout>,
}

/// What this room is told.
pub(crate) enum Msg {
    /// Open the run that is in these octets.
    File(Vec<u8>),
    /// The part behind the `#` of the address has changed.
    Address,
    /// Go on opening.
    More,
    /// Give up opening.
    Stop,
    /// Back to what was on the desk before.
    Before,
    /// Keep the run as a file.
    Save,
    /// Put the link on the clipboard.
    Copy,
    /// Whether that could be done.
    Copied(bool),
    /// Time to keep the present work in the browser.
    Keep,
    /// Go on with what the browser has kept.
    Continue,
    /// Do not go on with it.
    Anew,
    /// Go on with what other work has taken the place of.
    Earlier,
    /// The tab is out of sight.
    Hidden,
    /// The person knows that nothing is kept.
    Understood,
}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk, place: Fragment) {
        self.link = Some(desk.link().map(|run| {
            let fragment = Fragment { run: Some(run), ..place };
            address::with_fragment(&fragment.to_string()).into()
        }));
    }
}

impl App {
    /// At the beginning: what the address asks for, and what the browser has kept.
    pub(crate) fn begin_sharing(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        let window = gloo::utils::window();
        let address = Listener::new(&window, "hashchange", false, move |_| {
            link.send_message(AppMsg::Share(Msg::Address));
        });
        let link = ctx.link().clone();
        let hiding = on_hiding(move || link.send_message(AppMsg::Share(Msg::Hidden)));
        self.share.listeners = vec![address, hiding];
        self.share.keeping = Keeping::begin();
        // After the first picture, so that it need not wait for a world.
        self.share.timer = Some(Timeout::new(0, {
            let link = ctx.link().clone();
            move || link.send_message(AppMsg::Begin)
        }));
    }

    pub(crate) fn on_share(&mut self, ctx: &Context<Self>, msg: Msg) {
        match msg {
            Msg::File(octets) => self.open_file(ctx, &octets),
            Msg::Address => self.open_address(ctx),
            Msg::More => self.open_more(ctx),
            Msg::Stop => self.share.work = None,
            Msg::Before => self.back_to_before(),
            Msg::Save => self.save_file(),
            Msg::Copy => self.copy_link(ctx),
            Msg::Copied(done) => {
                self.share.said =
                    Some(Text::new(if done { "share-copied" } else { "share-not-copied" }));
            }
            Msg::Keep => self.keep(ctx),
            Msg::Continue => self.go_on(ctx),
            Msg::Anew => self.share.keeping.decline(),
            Msg::Earlier => self.back_to_earlier(ctx),
            Msg::Hidden => self.keep_unkept(),
            Msg::Understood => self.share.keeping.understood(),
        }
    }

    /// Where the person is on the page, for a link.
    pub(crate) fn looked_at_now(&self) -> Fragment {
        Fragment {
            run: None,
            view: Some(self.view.name().to_owned()),
            hand: Some(self.hand),
            why: self.why.question().filter(|_| {
                self.panel == Some(Panel::Why)
                    || self.panel == Some(Panel::Share) && self.share.before_why
            }),
            inside: self.inside.holder().filter(|_| self.view == View::Inside),
            line: self.wire.selected().filter(|_| self.view == View::Wire),
        }
    }

    /// The panel that is shown when another one is asked for: an answer comes back after this one.
    pub(crate) fn panel_after(&mut self, wanted: Option<Panel>) -> Option<Panel> {
        let here = self.panel == Some(Panel::Share);
        let before_why = std::mem::take(&mut self.share.before_why);
        match wanted {
            Some(Panel::Share) => {
                self.share.before_why = before_why || self.panel == Some(Panel::Why);
                wanted
            }
            None if here && before_why => Some(Panel::Why),
            _ => wanted,
        }
    }

    fn save_file(&mut self) {
        let Ok(desk) = &self.desk else { return };
        self.share.said = match desk.save() {
            Ok(file) => {
                dom::download("run.mailscope", "application/json", &file);
                Some(Text::new("share-saved"))
            }
            Err(text) => Some(text),
        };
    }

    fn copy_link(&mut self, ctx: &Context<Self>) {
        let Some(Ok(link)) = &self.share.link else { return };
        let done = ctx.link().callback(|done| AppMsg::Share(Msg::Copied(done)));
        dom::copy(link, done);
    }

    /// The lines above the view: what is being opened, what was there before, what is kept.
    pub(crate) fn notices(&self) -> Html {
        let State { work, opened, keeping, .. } = &self.share;
        html! {
            <>
                if let Some(work) = work {
                    <notice::Reading done={work.done()} begins={self.share.begins()} />
                } else if self.share.begins() {
                    <notice::Reading done={(0, None)} begins={true} />
                } else if *opened {
                    <notice::Before differs={self.share.differs()} />
                } else if keeping.offers() {
                    <notice::Offer />
                }
                if let Some(kept) = keeping.warns() {
                    <notice::NotKept {kept} />
                }
            </>
        }
    }

    /// The panel.
    pub(crate) fn share_panel(&self) -> Html {
        html! {
            <panel::Sharing link={self.share.link.clone()} said={self.share.said.clone()}
                kept={self.share.keeping.state()} earlier={self.share.keeping.has_earlier()} />
        }
    }
}
