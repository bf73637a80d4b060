//! A page of the view taken apart, so that a component that shows one part of it is drawn again
//! only when that part has changed.

use std::rc::Rc;

use mailscope_view::{
    DeviceKind, DeviceView, Invitation, LogLine, Matrix, Member, Narration, Page, ServerView,
    TimelineView, WireView, WorldView,
};

/// One screen in parts that can be shared.
#[derive(Clone, PartialEq)]
pub(crate) struct Screen {
    pub(crate) narration: Rc<Narration>,
    pub(crate) invitation: Option<Invitation>,
    pub(crate) cast: Rc<Vec<Member>>,
    pub(crate) server: Rc<ServerView>,
    pub(crate) world: Rc<WorldView>,
    pub(crate) devices: Vec<Rc<DeviceView>>,
    pub(crate) kinds: Rc<[DeviceKind]>,
    pub(crate) wires: Rc<Vec<WireView>>,
    pub(crate) matrix: Rc<Matrix>,
    pub(crate) timeline: Rc<TimelineView>,
    pub(crate) log: Rc<Vec<LogLine>>,
    pub(crate) log_older: usize,
    pub(crate) settled: bool,
}

impl From<Page> for Screen {
    fn from(page: Page) -> Self {
        Self {
            narration: Rc::new(page.narration),
            invitation: page.invitation,
            cast: Rc::new(page.cast),
            server: Rc::new(page.server),
            world: Rc::new(page.world),
            devices: page.devices.into_iter().map(Rc::new).collect(),
            kinds: page.kinds.into(),
            wires: Rc::new(page.wires),
            matrix: Rc::new(page.matrix),
            timeline: Rc::new(page.timeline),
            log: Rc::new(page.log),
            log_older: page.log_older,
            settled: page.settled,
        }
    }
}
