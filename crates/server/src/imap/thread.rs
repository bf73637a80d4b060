//! THREAD.
