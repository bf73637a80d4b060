//! RENAME.
