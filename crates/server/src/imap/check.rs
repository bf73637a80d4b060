//! CHECK.
