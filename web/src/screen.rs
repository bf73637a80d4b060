//! A page of the view taken apart, so that a component that shows one part of it is drawn again
//! only when that part has changed.

use std::rc::Rc;

use mailscope_view::{
    DeviceKind, DeviceView, LogLine, Matrix, Narration, Page, ServerView, TimelineView, WireView,
};

/// One screen in parts that can be shared.
#[derive(Clone, PartialEq)]
pub(crate) struct Screen {
    pub(crate) narration: Rc<Narration>,
    pub(crate) server: Rc<ServerView>,
    pub(crate) devices: Vec<Rc<DeviceView>>,
    pub(crate) kinds: Rc<[DeviceKind]>,
    pub(crate) wires: Rc<Vec<WireView>>,
    pub(crate) matrix: Rc<Matrix>,
    pub(crate) timeline: Rc<TimelineView>,
    pub(crate) log: Rc<Vec<LogLine>>,
    pub(crate) log_older: usize,
    pub(crate) arrivals_left: usize,
    pub(crate) settled: bool,
}

impl From<Page> for Screen {
    fn from(page: Page) -> Self {
        Self {
            narration: Rc::new(page.narration),
            server: Rc::new(page.server),
            devices: page.devices.into_iter().map(Rc::new).collect(),
            kinds: page.kinds.into(),
            wires: Rc::new(page.wires),
            matrix: Rc::new(page.matrix),
            timeline: Rc::new(page.timeline),
            log: Rc::new(page.log),
            log_older: page.log_older,
            arrivals_left: page.arrivals_left,
            settled: page.settled,
        }
    }
}
