//! The stage: devices, server and the wires between them, and below each participant its column of who
//! knows what.

pub(crate) mod age;
pub(crate) mod device;
pub(crate) mod folders;
pub(crate) mod lane;
pub(crate) mod legend;
pub(crate) mod mail_actions;
pub(crate) mod mail_app;
pub(crate) mod mail_list;
pub(crate) mod matrix;
pub(crate) mod matrix_cell;
pub(crate) mod narration;
pub(crate) mod open_mail;
pub(crate) mod policy;
pub(crate) mod server;
pub(crate) mod stage;
pub(crate) mod world;
