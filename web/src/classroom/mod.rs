//! The page in front of a class: on a projector, on paper, and within the page of a course.

pub(crate) mod blank;
pub(crate) mod embed;
pub(crate) mod last_deeds;
pub(crate) mod present_bar;
pub(crate) mod projector;
pub(crate) mod worksheet;

use std::rc::Rc;

use mailscope_view::{EmailId, EventRow, MatrixRow, SoFar, mail_in_focus};
use yew::{Context, Html, html};

use crate::app::{App, Msg as AppMsg};
use crate::classroom::blank::Blank;
use crate::classroom::embed::{Command, Embedding};
use crate::classroom::present_bar::PresentBar;
use crate::classroom::projector::Projector;
use crate::classroom::worksheet::Worksheet;
use crate::dom::{self, Listener};
use crate::screen::Screen;
use crate::shell::views::View;
use crate::stage::narration::NarrationBar;
use crate::time::timeline::Timeline;

/// Deeds that the projector remembers.
const LAST_DEEDS: usize = 5;

/// How the page is shown, and what is shown only so.
#[derive(Default)]
pub(crate) struct State {
    presenting: bool,
    blank: bool,
    /// The mail on the projector.
    mail: Option<EmailId>,
    row: Option<Rc<MatrixRow>>,
    last: Rc<Vec<EventRow>>,
    /// What has happened, while a sheet is printed.
    sheet: Option<Rc<SoFar>>,
    embedding: Option<Embedding>,
    listeners: Vec<Listener>,
}

/// What this room is told.
pub(crate) enum Msg {
    /// Show the page for a room full of people, or no longer.
    Present(bool),
    /// Make the screen dark, or light again.
    Blank,
    /// Leave whatever is shown in a special way.
    Leave,
    /// The sheet of paper is wanted, or no longer.
    Paper(bool),
    /// The page around this one wants something.
    Command(Command),
}

impl App {
    /// At the beginning: what the address asks for.
    pub(crate) fn begin_class(&mut self, ctx: &Context<Self>) {
        self.classroom.presenting = dom::query("present").is_some() && !dom::embedded();
        if dom::embedded() {
            let link = ctx.link().clone();
            self.classroom.embedding = Some(Embedding::begin(move |command| {
                link.send_message(AppMsg::Classroom(Msg::Command(command)));
            }));
        }
        self.show_mode();
        let link = ctx.link().clone();
        self.classroom.listeners = dom::on_paper(move |paper| {
            link.send_message(AppMsg::Classroom(Msg::Paper(paper)));
        });
    }

    pub(crate) fn on_classroom(&mut self, ctx: &Context<Self>, msg: Msg) {
        match msg {
            Msg::Present(presenting) => self.present(presenting),
            Msg::Blank if self.classroom.presenting => {
                self.classroom.blank = !self.classroom.blank;
            }
            Msg::Leave if self.classroom.blank => self.classroom.blank = false,
            Msg::Leave if self.classroom.presenting => self.present(false),
            Msg::Blank | Msg::Leave => {}
            Msg::Paper(paper) => {
                let desk = self.desk.as_ref().ok().filter(|_| paper);
                self.classroom.sheet = desk.map(|desk| Rc::new(desk.so_far()));
            }
            Msg::Command(command) => self.obey(ctx, command),
        }
    }

    fn present(&mut self, presenting: bool) {
        self.classroom.presenting = presenting;
        self.classroom.blank = false;
        if presenting {
            self.panel = None;
        }
        self.show_mode();
        self.draw();
    }

    /// The style sheets go by the mode.
    fn show_mode(&self) {
        dom::set_mode(match &self.classroom {
            State { embedding: Some(_), .. } => Some("embed"),
            State { presenting: true, .. } => Some("present"),
            _ => None,
        });
    }

    /// Does what the page around this one wants.
    fn obey(&mut self, ctx: &Context<Self>, command: Command) {
        match command {
            Command::Play if !self.player.playing() => self.toggle(ctx),
            Command::Pause if self.player.playing() => self.toggle(ctx),
            Command::Play | Command::Pause => {}
            Command::Seek(position) => self.seek(ctx, position),
            Command::Scenario(name) => self.open_world(ctx, &name),
        }
    }

    /// Takes what is shown from the desk.
    pub(crate) fn draw_class(&mut self) {
        let (Ok(desk), Some(screen)) = (&self.desk, &self.screen) else { return };
        let room = &mut self.classroom;
        if room.presenting {
            let row = mail_in_focus(&screen.matrix, room.mail);
            room.mail = row.map(|row| row.email);
            room.row = row.map(|row| Rc::new(row.clone()));
            room.last = Rc::new(desk.last_deeds(LAST_DEEDS));
        }
        if let Some(embedding) = &mut room.embedding {
            let deed = desk.last_deeds(1).pop();
            embedding.tell(&self.context.t, screen, deed.as_ref());
        }
    }

    /// The page where it is not shown as usual.
    pub(crate) fn special_page(&self, screen: &Screen) -> Html {
        let page = if self.classroom.presenting {
            self.presented(screen)
        } else {
            self.embedded_page(screen)
        };
        html! { <>{page}{self.paper(screen)}</> }
    }

    /// The page on a projector.
    fn presented(&self, screen: &Screen) -> Html {
        let t = &self.context.t;
        html! {
            <>
                <main class="main">
                    <h1 class="vh">{t.text("page-heading")}</h1>
                    <NarrationBar narration={screen.narration.clone()} voice={self.voice} />
                    if self.view == View::Stage {
                        <Projector screen={screen.clone()} row={self.classroom.row.clone()}
                            hand={self.hand} animate={self.animate} />
                    } else {
                        <div class="with-panel">
                            { self.looked_at(screen) }
                            { self.beside() }
                        </div>
                    }
                </main>
                <PresentBar last={self.classroom.last.clone()} view={self.view}
                    playing={self.player.playing()} begun={screen.timeline.position > 0}
                    single_keys={self.single_keys.get()} />
                if self.classroom.blank {
                    <Blank />
                }
            </>
        }
    }

    /// The page within another page.
    fn embedded_page(&self, screen: &Screen) -> Html {
        let t = &self.context.t;
        html! {
            <>
                <main class="main">
                    <h1 class="vh">{t.text("page-heading")}</h1>
                    <NarrationBar narration={screen.narration.clone()} voice={self.voice} />
                    <div class="with-panel">
                        { self.looked_at(screen) }
                        { self.beside() }
                    </div>
                </main>
                <p class="whole-page">
                    <a href={embed::whole_page()} target="_blank" rel="noopener">
                        {t.text("embed-whole")}
                    </a>
                </p>
                <Timeline timeline={screen.timeline.clone()} playing={self.player.playing()}
                    speed={self.player.speed()} busy={self.player.busy()} kept={self.time.kept} />
            </>
        }
    }

    /// The sheet, while it is printed.
    pub(crate) fn paper(&self, screen: &Screen) -> Html {
        match &self.classroom.sheet {
            Some(so_far) => {
                html! { <Worksheet screen={screen.clone()} so_far={so_far.clone()} /> }
            }
            None => Html::default(),
        }
    }

    /// Whether the page is shown within another one, or on a projector.
    pub(crate) const fn special(&self) -> bool {
        self.classroom.presenting || self.classroom.embedding.is_some()
    }
}
