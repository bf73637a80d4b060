//! ENABLE.
