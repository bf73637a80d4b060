//! Responses as data: atoms, strings and lists, whatever they mean.

/// A part of a response.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Data {
    /// What stands for itself; brackets belong to it, with all that is in them.
    Atom(Vec<u8>),
    /// Quoted or a literal: the same to a client.
    Text(Vec<u8>),
    List(Vec<Data>),
}

impl Data {
    /// All data of a line.
    pub(crate) fn all(line: &[u8]) -> Vec<Self> {
        let mut rest = line;
        list(&mut rest, 0)
    }

    /// The words of an atom or a text.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Atom(bytes) | Self::Text(bytes) => bytes,
            Self::List(_) => b"",
        }
    }

    pub(crate) fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }

    pub(crate) fn upper(&self) -> String {
        String::from_utf8_lossy(self.bytes()).to_ascii_uppercase()
    }

    /// As one line of ASCII.
    pub(crate) fn show(&self) -> String {
        match self {
            Self::Atom(atom) => atom.escape_ascii().to_string(),
            Self::Text(text) => format!("\"{}\"", text.escape_ascii()),
            Self::List(list) => format!("({})", show(list)),
        }
    }
}

pub(crate) fn show(list: &[Data]) -> String {
    list.iter().map(Data::show).collect::<Vec<_>>().join(" ")
}

/// Deeper lists are left as they are.
const DEPTH_MAX: usize = 64;

fn list(rest: &mut &[u8], depth: usize) -> Vec<Data> {
    let mut items = Vec::new();
    while let [first, after @ ..] = *rest {
        match first {
            b' ' => *rest = after,
            b'(' if depth < DEPTH_MAX => {
                *rest = after;
                items.push(Data::List(list(rest, depth + 1)));
            }
            b')' if depth > 0 => {
                *rest = after;
                return items;
            }
            b'"' => {
                *rest = after;
                items.push(Data::Text(quoted(rest)));
            }
            b'{' => items.push(literal(rest)),
            b'~' if after.first() == Some(&b'{') => {
                *rest = after;
                items.push(literal(rest));
            }
            _ => items.push(Data::Atom(atom(rest))),
        }
    }
    items
}

fn quoted(rest: &mut &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    while let [first, after @ ..] = *rest {
        *rest = after;
        match first {
            b'"' => return text,
            b'\\' => {
                text.extend(after.first());
                *rest = after.get(1..).unwrap_or_default();
            }
            other => text.push(*other),
        }
    }
    text
}

fn literal(rest: &mut &[u8]) -> Data {
    let end = rest.windows(2).position(|pair| pair == b"\r\n").unwrap_or(rest.len());
    let (head, after) = rest.split_at(end);
    let Some(octets) = super::player::literal_at_end(head) else {
        return Data::Atom(atom(rest));
    };
    let after = after.get(2..).unwrap_or_default();
    let (text, after) = after.split_at_checked(octets).unwrap_or((after, b""));
    *rest = after;
    Data::Text(text.to_vec())
}

fn atom(rest: &mut &[u8]) -> Vec<u8> {
    let mut brackets = 0_usize;
    let mut length = 0;
    for byte in *rest {
        match byte {
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b' ' | b'(' | b')' if brackets == 0 => break,
            _ => {}
        }
        length += 1;
    }
    let (atom, after) = rest.split_at(length.max(1));
    *rest = after;
    atom.to_vec()
}

#[test]
fn a_response_is_read() {
    let line = b"* 3 FETCH (FLAGS (\\Seen) BODY[HEADER.FIELDS (TO)]<0> {3}\r\na)b X \"q\\\"\")";
    let data = Data::all(line);
    let text = r#"* 3 FETCH (FLAGS (\\Seen) BODY[HEADER.FIELDS (TO)]<0> "a)b" X "q\"")"#;
    assert_eq!(show(&data), text);
}
