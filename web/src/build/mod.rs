//! What a person brings into the world or changes in it.

mod device_row;
mod field;
mod host_row;
pub(crate) mod import;
pub(crate) mod importing;
mod listeners;
mod mail;
mod new_account;
mod new_device;
mod new_provider;
pub(crate) mod panel;
mod providers;
mod select;
mod worlds;

use std::rc::Rc;

use mailscope_view::{
    AccountId, Build, Building, Desk, DeviceId, HostId, Opening, ProviderId, Refused, Text, Words,
    Worlds,
};
use web_sys::File;
use yew::Context;

use crate::app::App;

/// What the person has chosen here, and what is shown.
#[derive(Default)]
pub(crate) struct State {
    building: Option<Rc<Building>>,
    /// The built-in worlds, read when they are first looked at.
    worlds: Option<Rc<Worlds>>,
    /// What became of the form that was sent last.
    answer: Answer,
    /// The world that was on the desk before another one was chosen.
    kept: Option<Box<Desk>>,
    /// The built-in world on the desk.
    here: Option<String>,
}

/// Which form somebody has sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    NewDevice,
    Device(DeviceId),
    Host(HostId),
    NewAccount(ProviderId),
    NewProvider,
    Listeners,
    Write,
    Mail,
}

/// What became of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answer {
    form: Option<Form>,
    refused: Option<Rc<Refused>>,
    /// Counts the forms that were sent.
    number: u32,
}

impl Answer {
    /// Why this form was refused, if it was sent last and refused.
    fn refused(&self, form: Form) -> Option<Rc<Refused>> {
        self.refused.clone().filter(|_| self.form == Some(form))
    }

    /// Which form sent this was, if it was this one and it was carried out.
    fn done(&self, form: Form) -> Option<u32> {
        (self.form == Some(form) && self.refused.is_none()).then_some(self.number)
    }
}

/// What this room is told.
pub(crate) enum Msg {
    /// A form is sent.
    Do(Form, Build),
    Undo,
    Redo,
    /// Files for an account.
    Files(Vec<File>, (ProviderId, AccountId)),
    /// Another world, by its name.
    Start(&'static str),
    /// The world that was there before.
    BringBack,
}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk) {
        self.building = Some(Rc::new(desk.building()));
        self.here = desk.began_as().map(str::to_owned);
        if self.worlds.is_none() {
            self.worlds = Some(Rc::new(Worlds::all()));
        }
    }

    /// The world that was there before, if one is kept.
    pub(crate) fn take_kept(&mut self) -> Option<Desk> {
        self.kept.take().map(|desk| *desk)
    }

    /// What the world that was there before is called, if one is kept.
    fn kept(&self) -> Option<Words> {
        Some(self.kept.as_ref()?.title().cloned().unwrap_or_default())
    }
}

impl App {
    pub(crate) fn on_build(&mut self, ctx: &Context<Self>, msg: Msg) {
        match msg {
            Msg::Do(form, deed) => self.build(ctx, form, deed),
            Msg::Undo => self.wind(Desk::undo),
            Msg::Redo => self.wind(Desk::redo),
            Msg::Files(files, to) => self.import_for(ctx, files, Some(to)),
            Msg::Start(name) => self.open_world(ctx, name),
            Msg::BringBack => {
                if let Some(desk) = self.build.take_kept() {
                    self.put_on_desk(desk);
                }
            }
        }
    }

    fn build(&mut self, ctx: &Context<Self>, form: Form, deed: Build) {
        let Ok(desk) = &mut self.desk else { return };
        let many = matches!(deed, Build::Week(..));
        let adds = matches!(deed, Build::AddDevice(_));
        let refused = desk.build(deed).err().map(Rc::new);
        let done = refused.is_none();
        let number = self.build.answer.number.wrapping_add(1);
        self.build.answer = Answer { form: Some(form), refused, number };
        if done {
            self.animate = true;
            if many {
                self.follow_at_once(ctx);
            } else {
                self.follow(ctx);
            }
        }
        self.draw();
        // What is new is shown, and in the hand.
        let new = self.build.building.as_ref().and_then(|building| building.devices.last());
        if let (true, true, Some(new)) = (done, adds, new.map(|new| new.id)) {
            self.take(new);
            self.draw();
        }
    }

    /// Another world takes the place of the one on the desk, which is kept until the next time. Says whether
    /// the browser has kept it as earlier work.
    pub(crate) fn put_on_desk(&mut self, desk: Desk) -> bool {
        self.player.stop();
        self.animate = false;
        let set_aside = self.set_aside();
        if let Ok(before) = std::mem::replace(&mut self.desk, Ok(desk)) {
            self.build.kept = Some(Box::new(before));
        }
        self.build.answer = Answer::default();
        self.begin_anew();
        set_aside
    }
}

/// The world that a visit begins with: the one that the address names, else the first one; and what was
/// wrong with the address.
pub(crate) fn begin() -> (Result<Opening, Text>, Option<Text>) {
    match crate::dom::query("scenario").map(|name| Opening::shipped(&name)) {
        None => (Opening::first(), None),
        Some(Ok(world)) => (Ok(world), None),
        Some(Err(text)) => (Opening::first(), Some(text)),
    }
}
