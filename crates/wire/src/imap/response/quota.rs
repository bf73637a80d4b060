//! QUOTA and QUOTAROOT (RFC 9208 §4.2).

/// `quota-resource` (RFC 9208 §7): how much is used and how much may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaResource {
    /// Such as `STORAGE` (in units of 1024 octets) or `MESSAGE`.
    pub name: String,
    /// In use.
    pub usage: u64,
    /// The most that may be.
    pub limit: u64,
}
