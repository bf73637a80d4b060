//! APPEND.
