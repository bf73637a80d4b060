//! QUOTA.
