//! The fields of a header: the store finds them, since it has to read some of them itself.

pub(super) use mailscope_store::field::{blank_line, fields};
