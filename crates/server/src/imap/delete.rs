//! DELETE.
