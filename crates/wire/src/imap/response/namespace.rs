//! NAMESPACE (RFC 9051 §7.3.2, RFC 2342 §5).

/// One namespace of a kind (RFC 2342 §5); extension data is read over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// What its mailbox names begin with, as on the wire.
    pub prefix: String,
    /// Its hierarchy delimiter.
    pub delimiter: Option<char>,
}
