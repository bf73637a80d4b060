//! The page as a whole: what it knows, what it is told, and how its parts lie.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use gloo::file::callbacks::FileReader;
use mailscope_view::{Deed, Desk, DeviceId, Lens, Tap, Text};
use yew::prelude::*;

use crate::build::import::ImportPanel;
use crate::build::importing::Importing;
use crate::dom::{self, Listener};
use crate::i18n::{Language, Texts};
use crate::inside::view::Inside;
use crate::parts::icon::Sprite;
use crate::screen::Screen;
use crate::shell::crash::NoDesk;
use crate::shell::help::Help;
use crate::shell::panel::Panel;
use crate::shell::settings::{self, Speed, Theme, Voice};
use crate::shell::shortcuts;
use crate::shell::toast::Toast;
use crate::shell::topbar::Topbar;
use crate::shell::views::View;
use crate::stage::matrix::Filter;
use crate::stage::narration::NarrationBar;
use crate::stage::picture::Stage;
use crate::time::events::Events;
use crate::time::player::Player;
use crate::time::timeline::Timeline;
use crate::why::answer::Answer;
use crate::wire::log::Log;
use crate::{build, classroom, compare, inside, share, stage, time, why, wire};

/// What the page is told, by a person or by a timer.
pub(crate) enum Msg {
    /// Someone does something with a mail app.
    Do(Deed),
    /// Someone takes a device into their hand.
    Take(DeviceId),
    /// Play or pause.
    Toggle,
    Forward,
    Back,
    Seek(u32),
    Speed(Speed),
    /// The timer of the player.
    Tick,
    /// A part of a long list is wanted.
    See(Look),
    SwitchLanguage,
    SwitchTheme,
    SingleKeys(bool),
    Help(bool),
    Files(Vec<web_sys::File>),
    /// A file has been read, or could not be.
    Read(String, Option<Vec<u8>>),
    ImportMore,
    DismissImport,
    DismissToast,
    /// Whether files are being dragged over the page.
    Dragging(bool),
    /// To another view.
    Go(View),
    /// Show a panel, or none.
    Show(Option<Panel>),
    Stage(stage::Msg),
    Compare(compare::Msg),
    Wire(wire::Msg),
    Inside(inside::Msg),
    Why(why::Msg),
    Time(time::Msg),
    Voice(Voice),
    Build(build::Msg),
    Share(share::Msg),
    Classroom(classroom::Msg),
    /// Time for the first world.
    Begin,
}

/// A part of a long list.
pub(crate) enum Look {
    Matrix(Range<usize>),
    Mails(usize, Range<usize>),
    MoreOnDisk,
    OlderLines,
}

/// What every component can reach.
#[derive(Clone, PartialEq)]
pub(crate) struct Context {
    pub(crate) t: Texts,
    pub(crate) send: Callback<Msg>,
}

/// The language and the way to the application.
#[hook]
pub(crate) fn use_app() -> Context {
    let Some(context) = use_context::<Context>() else { unreachable!("`App` provides it") };
    context
}

/// Mails that a list shows at first.
pub(crate) const FIRST_ROWS: usize = 50;

/// The application.
pub(crate) struct App {
    pub(crate) desk: Result<Desk, Text>,
    pub(crate) lens: Lens,
    pub(crate) screen: Option<Screen>,
    pub(crate) view: View,
    pub(crate) panel: Option<Panel>,
    pub(crate) stage: stage::State,
    pub(crate) compare: compare::State,
    pub(crate) wire: wire::State,
    pub(crate) inside: inside::State,
    pub(crate) why: why::State,
    pub(crate) time: time::State,
    pub(crate) voice: Voice,
    pub(crate) build: build::State,
    pub(crate) share: share::State,
    pub(crate) classroom: classroom::State,
    /// Whether what has just changed is shown in motion.
    pub(crate) animate: bool,
    pub(crate) hand: DeviceId,
    /// The device shown where there is room for one only.
    pub(crate) shown: DeviceId,
    pub(crate) player: Player,
    pub(crate) importing: Option<Importing>,
    pub(crate) reader: Option<FileReader>,
    toast: Option<Text>,
    dragging: bool,
    help: bool,
    theme: Theme,
    pub(crate) single_keys: Rc<Cell<bool>>,
    pub(crate) context: Context,
    _keys: Listener,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &yew::Context<Self>) -> Self {
        let theme = Theme::of_person();
        theme.apply();
        let send = ctx.link().callback(|msg| msg);
        let single_keys = Rc::new(Cell::new(settings::single_keys()));
        let mut app = Self {
            desk: Err(Text::new("world-begins")),
            lens: Lens::default(),
            screen: None,
            view: View::of_page(),
            panel: None,
            stage: stage::State::default(),
            compare: compare::State::default(),
            wire: wire::State::default(),
            inside: inside::State::default(),
            why: why::State::default(),
            time: time::State::default(),
            voice: Voice::of_person(),
            build: build::State::default(),
            share: share::State::default(),
            classroom: classroom::State::default(),
            animate: false,
            hand: DeviceId(0),
            shown: DeviceId(0),
            player: Player::new(Speed::of_person()),
            importing: None,
            reader: None,
            toast: None,
            dragging: false,
            help: false,
            theme,
            _keys: shortcuts::listen(send.clone(), single_keys.clone()),
            single_keys,
            context: Context { t: Texts::new(Language::of_person()), send },
        };
        app.name_page();
        app.begin_class(ctx);
        app.begin_sharing(ctx);
        app
    }

    fn update(&mut self, ctx: &yew::Context<Self>, msg: Msg) -> bool {
        let on_the_way = matches!(
            msg,
            Msg::Tick | Msg::Seek(_) | Msg::Time(time::Msg::Scrub(_) | time::Msg::Follow)
        );
        if !on_the_way {
            self.arrive();
        }
        match msg {
            Msg::Do(deed) => self.perform(ctx, &deed),
            Msg::Take(device) => {
                if self.hand == device && self.shown == device {
                    return false;
                }
                self.take(device);
                self.draw();
            }
            Msg::Toggle => self.toggle(ctx),
            Msg::Forward => self.forward(),
            Msg::Back => self.wind(Desk::step_back),
            Msg::Seek(position) => self.seek(ctx, position),
            Msg::Speed(speed) => self.set_speed(ctx, speed),
            Msg::Tick => self.tick(ctx),
            Msg::See(look) => self.look(look),
            Msg::SwitchLanguage => {
                let language = self.context.t.language().other();
                dom::store("mailscope.lang", language.code());
                self.context.t = Texts::new(language);
                self.name_page();
            }
            Msg::SwitchTheme => {
                self.theme = self.theme.next();
                self.theme.apply();
            }
            Msg::SingleKeys(on) => {
                self.single_keys.set(on);
                settings::set_single_keys(on);
            }
            Msg::Help(open) => self.help = open,
            // What somebody opens is nothing for the page around this one.
            Msg::Files(_) if dom::embedded() => {}
            Msg::Files(files) => self.import(ctx, files),
            Msg::Read(name, bytes) => self.import_read(ctx, &name, bytes),
            Msg::ImportMore => self.import_more(ctx),
            Msg::DismissImport => self.importing = None,
            Msg::DismissToast => self.toast = None,
            Msg::Dragging(dragging) => {
                let changed = self.dragging != dragging;
                self.dragging = dragging;
                return changed;
            }
            Msg::Go(view) => self.go(view),
            Msg::Show(panel) => self.show(panel),
            Msg::Stage(msg) => self.on_stage(msg),
            Msg::Compare(msg) => self.on_compare(ctx, msg),
            Msg::Wire(msg) => self.on_wire(ctx, msg),
            Msg::Inside(msg) => self.on_inside(ctx, msg),
            Msg::Why(msg) => self.on_why(ctx, msg),
            Msg::Time(msg) => self.on_time(ctx, msg),
            Msg::Voice(voice) => {
                self.voice = voice;
                voice.keep();
            }
            Msg::Build(msg) => self.on_build(ctx, msg),
            Msg::Share(msg) => self.on_share(ctx, msg),
            Msg::Classroom(msg) => self.on_classroom(ctx, msg),
            Msg::Begin => self.begin_world(ctx),
        }
        self.keep_changes(ctx);
        true
    }

    fn rendered(&mut self, _ctx: &yew::Context<Self>, _first: bool) {
        if !self.share.begins() {
            dom::started();
        }
    }

    fn view(&self, ctx: &yew::Context<Self>) -> Html {
        let t = &self.context.t;
        let drag = |dragging| ctx.link().callback(move |_: DragEvent| Msg::Dragging(dragging));
        let ondragover = ctx.link().batch_callback(|event: DragEvent| {
            let files =
                event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
            files.then(|| {
                event.prevent_default();
                Msg::Dragging(true)
            })
        });
        let ondragleave = ctx.link().batch_callback(|event: DragEvent| {
            event.related_target().is_none().then_some(Msg::Dragging(false))
        });
        let send = self.context.send.clone();
        let ondrop = Callback::from(move |event: DragEvent| {
            event.prevent_default();
            send.emit(Msg::Dragging(false));
            let files = event.data_transfer().and_then(|data| data.files());
            send.emit(Msg::Files(
                files.map(|files| crate::build::importing::list(&files)).unwrap_or_default(),
            ));
        });
        html! {
            <ContextProvider<Context> context={self.context.clone()}>
                <Sprite />
                <div class="page" {ondragover} {ondragleave} {ondrop} ondragend={drag(false)}>
                    if !self.special() {
                        <Topbar theme={self.theme} view={self.view} panel={self.panel.clone()} />
                    }
                    { self.body() }
                    <Help open={self.help} single_keys={self.single_keys.get()} voice={self.voice} />
                    if let Some(text) = &self.toast {
                        <Toast text={text.clone()} />
                    }
                    if self.dragging {
                        <div class="drop-target"><p>{t.text("import-drop")}</p></div>
                    }
                </div>
            </ContextProvider<Context>>
        }
    }
}

impl App {
    fn body(&self) -> Html {
        let Some(screen) = &self.screen else {
            if self.share.begins() {
                return html! { <main class="main">{ self.notices() }</main> };
            }
            let text = self.desk.as_ref().err().cloned();
            return html! { <NoDesk {text} /> };
        };
        if self.special() {
            return self.special_page(screen);
        }
        let t = &self.context.t;
        let playing = self.player.playing();
        html! {
            <>
                <main class="main">
                    <h1 class="vh">{t.text("page-heading")}</h1>
                    if self.view != View::Compare {
                        <NarrationBar narration={screen.narration.clone()} voice={self.voice} />
                    }
                    { self.notices() }
                    if let Some(importing) = &self.importing {
                        <ImportPanel state={importing.state()} />
                    }
                    <div class="with-panel">
                        { self.looked_at(screen) }
                        { self.beside() }
                    </div>
                </main>
                <Timeline timeline={screen.timeline.clone()} {playing} speed={self.player.speed()}
                    busy={self.player.busy()} kept={self.time.kept} />
                { self.paper(screen) }
            </>
        }
    }

    /// The view.
    pub(crate) fn looked_at(&self, screen: &Screen) -> Html {
        let (only_differing, looking) = self.stage.filter();
        match self.view {
            View::Stage => html! {
                <div class="with-log">
                    <Stage screen={screen.clone()} hand={self.hand} shown={self.shown}
                        animate={self.animate} writing={self.stage.writing.clone()}
                        filter={Filter { only_differing, looking }} />
                    <Log lines={screen.log.clone()} older={screen.log_older}
                        devices={screen.kinds.clone()} />
                </div>
            },
            View::Compare => self.compare.page(),
            View::Inside => match &self.inside.shown {
                Some(view) => html! { <Inside view={view.clone()} face={self.inside.face} /> },
                None => Html::default(),
            },
            View::Wire => self.wire.page(),
        }
    }

    /// The panel beside the view.
    pub(crate) fn beside(&self) -> Html {
        match &self.panel {
            Some(Panel::Why) => html! {
                <Answer answer={self.why.answer.clone()} nth={self.why.nth}
                    position={self.why.position} />
            },
            Some(Panel::Build) => self.build.panel(),
            Some(Panel::Events) => html! { <Events events={self.time.events.clone()} /> },
            Some(Panel::Share) => self.share_panel(),
            None => Html::default(),
        }
    }

    /// Gives the page its name and its language.
    fn name_page(&self) {
        let t = &self.context.t;
        let document = gloo::utils::document();
        document.set_title(&t.text("page-title"));
        // Cannot fail: the name is one.
        let _ = gloo::utils::document_element().set_attribute("lang", t.language().code());
    }

    pub(crate) fn perform(&mut self, ctx: &yew::Context<Self>, deed: &Deed) {
        let Ok(desk) = &mut self.desk else { return };
        if let Deed::Tap(device, Tap::OpenFolder(_) | Tap::Search(..)) = deed
            && let Some(rows) = self.lens.mails.get_mut(usize::from(device.0))
        {
            *rows = 0..FIRST_ROWS;
        }
        match desk.dispatch(deed.clone()) {
            Ok(()) => {
                self.written(deed);
                self.toast = None;
                self.animate = true;
                self.follow(ctx);
            }
            Err(text) => self.toast = Some(text),
        }
        self.draw();
    }

    /// Says why something cannot be.
    pub(crate) fn complain(&mut self, text: Text) {
        self.toast = Some(text);
    }

    /// Another world is on the desk: nothing that was chosen in the one before is left.
    pub(crate) fn begin_anew(&mut self) {
        self.lens = Lens::default();
        self.stage = stage::State::default();
        self.wire = wire::State::default();
        self.inside = inside::State::default();
        self.why = why::State::default();
        if self.panel == Some(Panel::Why) {
            self.panel = None;
        }
        self.toast = None;
        self.importing = None;
        self.draw();
    }

    pub(crate) fn go(&mut self, view: View) {
        self.view = view;
        self.draw();
    }

    /// Shows a panel in place of the one that is open.
    pub(crate) fn show(&mut self, panel: Option<Panel>) {
        self.panel = self.panel_after(panel);
        self.draw();
    }

    /// Shows another part of a list.
    fn look(&mut self, look: Look) {
        match look {
            Look::Matrix(rows) => self.lens.matrix = rows,
            Look::Mails(device, rows) => {
                let devices = self.lens.mails.len().max(device + 1);
                self.lens.mails.resize(devices, 0..FIRST_ROWS);
                self.lens.mails[device] = rows;
            }
            Look::MoreOnDisk => self.lens.disk_rows += 100,
            Look::OlderLines => self.lens.log_lines += 200,
        }
        self.draw();
    }

    /// The words of the person's language.
    pub(crate) fn texts(&self) -> Texts {
        self.context.t.clone()
    }

    /// Takes the present page from the desk.
    pub(crate) fn draw(&mut self) {
        self.draw_stage();
        self.draw_class();
        let place = self.looked_at_now();
        let Ok(desk) = &mut self.desk else { return };
        // Each view and panel costs only while it is looked at.
        match self.view {
            View::Stage => {}
            View::Compare => {
                self.compare.draw(desk, self.player.playing(), &self.context.send);
            }
            View::Wire => self.wire.draw(desk),
            View::Inside => self.inside.draw(desk),
        }
        self.time.draw(desk, self.panel.as_ref());
        match &self.panel {
            None | Some(Panel::Events) => {}
            Some(Panel::Why) => self.why.draw(desk),
            Some(Panel::Build) => self.build.draw(desk),
            Some(Panel::Share) => self.share.draw(desk, place),
        }
    }
}
