//! Replies that a server sends (RFC 5321 §4.2).

use mailscope_base::EnhancedCode;

/// One reply of one or more lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Three digits: 2 done, 3 go on, 4 not now, 5 no (RFC 5321 §4.2.1).
    pub code: u16,
    /// The enhanced status code, which each line repeats (RFC 2034 §4).
    pub enhanced: Option<EnhancedCode>,
    /// The text of each line; at least one, possibly empty.
    pub lines: Vec<String>,
}

impl Reply {
    /// A reply of one line.
    pub fn new(code: u16, enhanced: Option<EnhancedCode>, text: impl Into<String>) -> Self {
        Self { code, enhanced, lines: vec![text.into()] }
    }

    /// 2xx: done (RFC 5321 §4.2.1).
    pub const fn is_positive(&self) -> bool {
        self.code / 100 == 2
    }

    /// 4xx: not now; the same may succeed later (RFC 5321 §4.2.1).
    pub const fn is_transient(&self) -> bool {
        self.code / 100 == 4
    }

    /// 5xx: no; the same will fail again (RFC 5321 §4.2.1).
    pub const fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }

    /// Code, enhanced code and text in one line, as reports quote it.
    pub fn to_line(&self) -> String {
        let text = self.lines.join(" ");
        match self.enhanced {
            Some(enhanced) => format!("{} {enhanced} {text}", self.code),
            None => format!("{} {text}", self.code),
        }
    }
}
