//! LSUB.
