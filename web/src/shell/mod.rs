//! The page around its views: bar, help, settings, keys, and what is shown when nothing else can be.

pub(crate) mod crash;
pub(crate) mod help;
pub(crate) mod panel;
pub(crate) mod panic;
pub(crate) mod regions;
pub(crate) mod settings;
pub(crate) mod shortcuts;
pub(crate) mod toast;
pub(crate) mod topbar;
pub(crate) mod views;
