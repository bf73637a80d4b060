//! What several rooms use.

pub(crate) mod icon;
pub(crate) mod popover;
pub(crate) mod virtual_list;
