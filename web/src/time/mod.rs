//! Time: playing, stepping, and the track of what happened.

pub(crate) mod mark;
pub(crate) mod player;
pub(crate) mod timeline;
pub(crate) mod track;
