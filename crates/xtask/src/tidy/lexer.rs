//! Just enough of Rust's grammar to tell code, string literals and comments apart.

/// A stretch of a source file; all pieces together are the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Of its first character, counted from 1.
    pub(super) line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    /// With its quotes, and the marks of a raw string.
    Literal,
    Comment,
}

impl<'a> Piece<'a> {
    /// What stands between the quotes, escapes as written.
    pub(super) fn content(&self) -> &'a str {
        let inner = self.text.trim_start_matches('r').trim_matches('#');
        inner.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(inner)
    }
}

pub(super) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut line, mut code_start, mut at) = (1, 0, 0);
    let mut push = |kind, from: usize, to: usize| {
        let text = &source[from..to];
        if !text.is_empty() {
            pieces.push(Piece { kind, text, line });
            line += text.matches('\n').count();
        }
    };
    while at < source.len() {
        let rest = &source[at..];
        let found = if rest.starts_with("//") {
            Some((Kind::Comment, rest.find('\n').unwrap_or(rest.len())))
        } else if rest.starts_with("/*") {
            Some((Kind::Comment, block_comment(rest)))
        } else if rest.starts_with('"') {
            Some((Kind::Literal, string(rest)))
        } else if rest.starts_with('r') && !continues_a_name(&source[..at]) {
            raw_string(rest).map(|length| (Kind::Literal, length))
        } else {
            None
        };
        if let Some((kind, length)) = found {
            push(Kind::Code, code_start, at);
            push(kind, at, at + length);
            at += length;
            code_start = at;
        } else if rest.starts_with('\'') {
            at += quote(rest);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    push(Kind::Code, code_start, source.len());
    pieces
}

/// `br"…"` and `cr"…"` are raw strings too; `for"` is none.
fn continues_a_name(before: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    let name_start = before.trim_end_matches(in_name).len();
    !matches!(&before[name_start..], "" | "b" | "c")
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = rest.get(at..).and_then(|text| text.find(['/', '*'])) {
        at += next;
        match rest.get(at..at + 2) {
            Some("/*") => (depth, at) = (depth + 1, at + 2),
            Some("*/") if depth == 1 => return at + 2,
            Some("*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&close).map_or(body.len(), |end| end + close.len());
    Some(1 + hashes + 1 + end)
}

/// How far to go at a `'`: over a character literal, or just over the mark of a lifetime.
fn quote(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((escaped, _))) => {
            // Behind the escaped character, so that '\'' and '\\' end where they end.
            let behind = escaped + 1;
            rest.get(behind..).and_then(|text| text.find('\'')).map_or(1, |end| behind + end + 1)
        }
        (Some(_), Some((close, '\''))) => close + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(source: &str) -> Vec<&str> {
        let pieces = pieces(source);
        assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), source);
        let literals = pieces.into_iter().filter(|piece| piece.kind == Kind::Literal);
        literals.map(|piece| piece.content()).collect()
    }

    #[test]
    fn strings_of_every_kind() {
        let source = r###"f("a\"b", r"c\", r#"d"e"#, b"f", br##"g"##); for"###;
        assert_eq!(literals(source), ["a\\\"b", "c\\", "d\"e", "f", "g"]);
    }

    #[test]
    fn no_strings_in_comments_characters_and_lifetimes() {
        let source =
            "// \"no\"\n/* \"no\" /* \"no\" */ \"no\" */ let x: &'a str = f('\"', '\\'', \"y\");";
        assert_eq!(literals(source), ["y"]);
    }

    #[test]
    fn lines_are_counted_through_long_literals() {
        let source = "a\n\"b\nc\"\nd // e\n";
        let lines: Vec<_> = pieces(source).iter().map(|piece| (piece.line, piece.kind)).collect();
        let expected = [
            (1, Kind::Code),
            (2, Kind::Literal),
            (3, Kind::Code),
            (4, Kind::Comment),
            (4, Kind::Code),
        ];
        assert_eq!(lines, expected);
    }
}
