//! The stage: devices, server and the wires between them, and below each participant its column of who
//! knows what.

pub(crate) mod age;
pub(crate) mod app_bar;
pub(crate) mod app_menu;
pub(crate) mod cast;
pub(crate) mod compose;
pub(crate) mod device;
pub(crate) mod folders;
pub(crate) mod keywords;
pub(crate) mod lane;
pub(crate) mod legend;
pub(crate) mod mail_actions;
pub(crate) mod mail_app;
pub(crate) mod mail_list;
pub(crate) mod matrix;
pub(crate) mod matrix_cell;
pub(crate) mod matrix_head;
pub(crate) mod narration;
pub(crate) mod open_mail;
pub(crate) mod picture;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod search;
pub(crate) mod server;
pub(crate) mod wire;
pub(crate) mod world;

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{Deed, DeviceId, EmailId, Letter, STAGE_MAX, WireView};

use crate::app::{self, App};
use crate::dom;
use crate::screen::Screen;

/// Mails that are looked at for a difference in one go: few enough that the page stays alive.
const LOOK_MAX: usize = 400;

/// What a person wants of the stage.
pub(crate) enum Msg {
    /// Put a device onto the stage, or take it off.
    Place(DeviceId),
    /// What is being written on a device; nothing when it is put away.
    Write(DeviceId, Option<Letter>),
    /// Whether the matrix shows only what differs.
    OnlyDiffering(bool),
    /// Look through more mails for what differs.
    LookOn,
}

/// What a person has chosen here.
#[derive(Default)]
pub(crate) struct State {
    /// What is being written, by device.
    pub(crate) writing: Rc<BTreeMap<DeviceId, Letter>>,
    differing: Option<Differing>,
}

/// The mails that differ somewhere, as far as they have been looked for.
struct Differing {
    /// At this position, for these devices.
    at: (u32, Vec<DeviceId>),
    found: Vec<EmailId>,
    /// Where to go on.
    next: Option<usize>,
    timer: Option<Timeout>,
}

impl State {
    /// Whether the matrix shows only what differs, and whether it is still being looked for.
    pub(crate) fn filter(&self) -> (bool, bool) {
        let looking = self.differing.as_ref().is_some_and(|found| found.next.is_some());
        (self.differing.is_some(), looking)
    }
}

impl App {
    pub(crate) fn on_stage(&mut self, msg: Msg) {
        match msg {
            Msg::Place(device) => self.place(device),
            Msg::Write(device, letter) => {
                let writing = Rc::make_mut(&mut self.stage.writing);
                match letter {
                    Some(letter) => {
                        writing.insert(device, letter);
                    }
                    None => {
                        writing.remove(&device);
                    }
                }
                // Nothing that the desk knows has changed.
                return;
            }
            Msg::OnlyDiffering(on) => {
                let at = (u32::MAX, Vec::new());
                self.stage.differing =
                    on.then(|| Differing { at, found: Vec::new(), next: None, timer: None });
                self.lens.only = None;
                self.lens.matrix = 0..app::FIRST_ROWS;
            }
            Msg::LookOn => {}
        }
        self.draw();
    }

    /// What was being written has been sent or kept.
    pub(crate) fn written(&mut self, deed: &Deed) {
        if let Deed::Send(device, _) | Deed::Keep(device, _) = deed {
            Rc::make_mut(&mut self.stage.writing).remove(device);
        }
    }

    /// Takes a device into the hand; it comes onto the stage if it is not there.
    pub(crate) fn take(&mut self, device: DeviceId) {
        self.hand = device;
        self.shown = device;
        let there = |screen: &Screen| {
            screen.cast.iter().any(|member| member.id == device && member.on_stage)
        };
        if !self.screen.as_ref().is_some_and(there) {
            self.place(device);
        }
    }

    fn place(&mut self, device: DeviceId) {
        let Some(screen) = &self.screen else { return };
        let on_stage = screen.cast.iter().filter(|member| member.on_stage);
        let mut stage: Vec<DeviceId> = on_stage.map(|member| member.id).collect();
        if stage.contains(&device) {
            if stage.len() > 1 {
                stage.retain(|other| *other != device);
            }
        } else {
            if stage.len() >= STAGE_MAX {
                let leaves = stage.iter().rposition(|other| *other != self.hand);
                stage.remove(leaves.unwrap_or_default());
            }
            stage.push(device);
        }
        if !stage.contains(&self.hand) {
            self.hand = stage[0];
            self.shown = stage[0];
        }
        self.lens.stage = stage;
    }

    /// Takes the present page from the desk.
    pub(crate) fn draw_stage(&mut self) {
        self.find_differing();
        let Ok(desk) = &self.desk else { return };
        // The one in hand may have been taken away.
        (self.hand, self.shown) = (desk.or_first(self.hand), desk.or_first(self.shown));
        let narrow = dom::narrow();
        self.lens.hand = if narrow { self.shown } else { self.hand };
        let mut screen = Screen::from(desk.page(&self.lens));
        // Where there is room for one device only, the one that talks is shown, and its server.
        let mut talks = screen.wires.iter().filter(|wire| wire.moving.is_some());
        if let Some(device) = talks.find_map(WireView::device)
            && device != self.shown
        {
            self.shown = device;
            if narrow {
                self.lens.hand = device;
                screen = Screen::from(desk.page(&self.lens));
            }
        }
        self.screen = Some(screen);
        self.look_later();
    }

    /// Looks for what differs, as far as one go leads.
    fn find_differing(&mut self) {
        let Ok(desk) = &self.desk else { return };
        let Some(differing) = &mut self.stage.differing else { return };
        let at = (desk.position(), self.lens.stage.clone());
        if differing.at != at {
            *differing = Differing { at, found: Vec::new(), next: Some(0), timer: None };
        }
        if let Some(from) = differing.next {
            let (found, next) = desk.differing(&self.lens, from, LOOK_MAX);
            differing.found.extend(found);
            differing.next = next;
        }
        self.lens.only = Some(differing.found.as_slice().into());
    }

    /// Goes on looking when the page has breathed.
    fn look_later(&mut self) {
        let Some(differing) = &mut self.stage.differing else { return };
        if differing.next.is_some() {
            let send = self.context.send.clone();
            let more = move || send.emit(app::Msg::Stage(Msg::LookOn));
            differing.timer = Some(Timeout::new(0, more));
        }
    }
}
