//! The page as a whole: what it knows, what it is told, and how its parts lie.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use gloo::file::callbacks::FileReader;
use mailscope_view::{Deed, Desk, DeviceId, Lens, Text};
use yew::prelude::*;

use crate::components::{
    crash::NoDesk, help::Help, icon::Sprite, import::ImportPanel, log::Log,
    narration::NarrationBar, stage::Stage, timeline::Timeline, toast::Toast, topbar::Topbar,
};
use crate::dom::{self, Listener};
use crate::i18n::{Language, Texts};
use crate::importing::Importing;
use crate::player::Player;
use crate::screen::Screen;
use crate::settings::{self, Speed, Theme};
use crate::shortcuts;

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
const FIRST_ROWS: usize = 50;

/// The application.
pub(crate) struct App {
    pub(crate) desk: Result<Desk, Text>,
    pub(crate) lens: Lens,
    pub(crate) screen: Option<Screen>,
    /// Whether what has just changed is shown in motion.
    pub(crate) animate: bool,
    hand: DeviceId,
    /// The device shown where there is room for one only.
    shown: DeviceId,
    pub(crate) player: Player,
    pub(crate) importing: Option<Importing>,
    pub(crate) reader: Option<FileReader>,
    toast: Option<Text>,
    dragging: bool,
    help: bool,
    theme: Theme,
    single_keys: Rc<Cell<bool>>,
    context: Context,
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
            desk: Desk::new(),
            lens: Lens { matrix: 0..FIRST_ROWS, mails: Vec::new(), disk_rows: 20, log_lines: 80 },
            screen: None,
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
        app.draw();
        app
    }

    fn update(&mut self, ctx: &yew::Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Do(deed) => self.perform(ctx, deed),
            Msg::Take(device) => {
                let same = self.hand == device && self.shown == device;
                self.hand = device;
                self.shown = device;
                return !same;
            }
            Msg::Toggle => self.toggle(ctx),
            Msg::Forward => self.forward(),
            Msg::Back => self.wind(Desk::step_back),
            Msg::Seek(position) => self.wind(|desk| {
                desk.seek(position);
                true
            }),
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
        }
        true
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
                files.map(|files| crate::importing::list(&files)).unwrap_or_default(),
            ));
        });
        html! {
            <ContextProvider<Context> context={self.context.clone()}>
                <Sprite />
                <div class="page" {ondragover} {ondragleave} {ondrop} ondragend={drag(false)}>
                    <Topbar theme={self.theme} />
                    { self.body() }
                    <Help open={self.help} single_keys={self.single_keys.get()} />
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
            let text = self.desk.as_ref().err().cloned();
            return html! { <NoDesk {text} /> };
        };
        let t = &self.context.t;
        let playing = self.player.playing();
        html! {
            <>
                <main class="main">
                    <h1 class="vh">{t.text("page-heading")}</h1>
                    <NarrationBar narration={screen.narration.clone()} />
                    if let Some(importing) = &self.importing {
                        <ImportPanel state={importing.state()} />
                    }
                    <div class="with-log">
                        <Stage screen={screen.clone()} hand={self.hand} shown={self.shown}
                            animate={self.animate} />
                        <Log lines={screen.log.clone()} older={screen.log_older}
                            devices={screen.devices.iter().map(|d| d.kind).collect::<Rc<[_]>>()} />
                    </div>
                </main>
                <Timeline timeline={screen.timeline.clone()} {playing} speed={self.player.speed()}
                    busy={self.player.busy()} kinds={screen.devices.iter().map(|d| d.kind)
                    .collect::<Rc<[_]>>()} />
            </>
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

    pub(crate) fn perform(&mut self, ctx: &yew::Context<Self>, deed: Deed) {
        let Ok(desk) = &mut self.desk else { return };
        if let Deed::OpenFolder(device, _) = &deed
            && let Some(rows) = self.lens.mails.get_mut(usize::from(device.0))
        {
            *rows = 0..FIRST_ROWS;
        }
        match desk.dispatch(deed) {
            Ok(()) => {
                self.toast = None;
                self.animate = true;
                self.follow(ctx);
            }
            Err(text) => self.toast = Some(text),
        }
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

    /// Takes the present page from the desk.
    pub(crate) fn draw(&mut self) {
        let Ok(desk) = &self.desk else { return };
        let screen = Screen::from(desk.page(&self.lens));
        // Where there is room for one device only, the one that talks is shown.
        if let Some(wire) = screen.wires.iter().find(|wire| wire.moving.is_some()) {
            self.shown = wire.device;
        }
        self.screen = Some(screen);
    }
}
