//! Requests and responses, as much of them as a mail page needs.

use core::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::limits::HTTP_FIELDS_MAX;

/// The cookie that stands for a login (RFC 6265 §4).
const COOKIE: &str = "session";

/// A request (RFC 9112 §3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT`, `DELETE`.
    pub method: String,
    /// The path and the query, as they are on the wire.
    pub target: String,
    /// What the server has given the browser at the login (RFC 6265 §5.4).
    pub session: Option<String>,
    /// The content.
    pub content: Bytes,
}

/// A response (RFC 9112 §4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status code (RFC 9110 §15).
    pub status: u16,
    /// What the browser is to show in later requests (RFC 6265 §4.1).
    pub session: Option<String>,
    /// `application/json` or `message/rfc822`; nothing where there is no content.
    pub media_type: Option<&'static str>,
    /// The content.
    pub content: Bytes,
}

impl Request {
    /// The request on the wire, to the server of that name.
    pub fn encode(&self, host: &str) -> Bytes {
        let Self { method, target, session, content } = self;
        // RFC 9112 §3.2: Host is in every request.
        let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
        if let Some(session) = session {
            let _ = write!(head, "Cookie: {COOKIE}={session}\r\n");
        }
        if !content.is_empty() {
            let _ = write!(head, "Content-Type: application/json\r\n");
        }
        if !content.is_empty() || method != "GET" {
            let _ = write!(head, "Content-Length: {}\r\n", content.len());
        }
        finish(head, content)
    }

    /// Reads a whole request.
    pub fn parse(message: &Bytes) -> Option<Self> {
        let mut fields = [httparse::EMPTY_HEADER; HTTP_FIELDS_MAX];
        let mut request = httparse::Request::new(&mut fields);
        let httparse::Status::Complete(head) = request.parse(message).ok()? else { return None };
        Some(Self {
            method: request.method?.to_owned(),
            target: request.path?.to_owned(),
            session: field(request.headers, "Cookie").and_then(session),
            content: message.slice(head.min(message.len())..),
        })
    }

    /// The path and the query, decoded.
    pub fn target(&self) -> Target {
        Target::parse(&self.target)
    }
}

impl Response {
    /// A response without content.
    pub fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// The response on the wire.
    pub fn encode(&self) -> Bytes {
        let Self { status, session, media_type, content } = self;
        let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(*status));
        if let Some(session) = session {
            // RFC 6265 §4.1.2.5, §4.1.2.6: no script reads it.
            let _ = write!(head, "Set-Cookie: {COOKIE}={session}; HttpOnly; SameSite=Strict\r\n");
        }
        if let Some(media_type) = media_type {
            let _ = write!(head, "Content-Type: {media_type}\r\n");
        }
        // RFC 9110 §8.6: not in a 204.
        if *status != 204 {
            let _ = write!(head, "Content-Length: {}\r\n", content.len());
        }
        let _ = write!(head, "Cache-Control: no-store\r\n");
        finish(head, content)
    }

    /// Reads a whole response.
    pub fn parse(message: &Bytes) -> Option<Self> {
        let mut fields = [httparse::EMPTY_HEADER; HTTP_FIELDS_MAX];
        let mut response = httparse::Response::new(&mut fields);
        let httparse::Status::Complete(head) = response.parse(message).ok()? else { return None };
        let media_type = match field(response.headers, "Content-Type") {
            Some("application/json") => Some("application/json"),
            Some("message/rfc822") => Some("message/rfc822"),
            _ => None,
        };
        Some(Self {
            status: response.code?,
            session: field(response.headers, "Set-Cookie").and_then(session),
            media_type,
            content: message.slice(head.min(message.len())..),
        })
    }
}

/// What a request is about: the segments of the path and the query, percent-decoded (RFC 3986 §2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The segments of the path.
    pub path: Vec<String>,
    /// The word after `?q=`.
    pub query: Option<String>,
}

impl Target {
    /// The target of these segments.
    pub fn write(path: &[&str], query: Option<&str>) -> String {
        let mut target = String::new();
        for segment in path {
            target.push('/');
            target.push_str(&encoded(segment));
        }
        if let Some(query) = query {
            let _ = write!(target, "?q={}", encoded(query));
        }
        target
    }

    fn parse(target: &str) -> Self {
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, query.strip_prefix("q=").map(decoded)),
            None => (target, None),
        };
        Self { path: path.split('/').skip(1).map(decoded).collect(), query }
    }
}

fn finish(mut head: String, content: &Bytes) -> Bytes {
    head.push_str("\r\n");
    let mut message = head.into_bytes();
    message.extend_from_slice(content);
    message.into()
}

/// The value of the field of that name; a name may be in any case (RFC 9110 §5.1).
fn field<'a>(fields: &[httparse::Header<'a>], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
    str::from_utf8(found.value).ok()
}

/// The session among cookies, or at the beginning of one that is set.
fn session(cookies: &str) -> Option<String> {
    let mut cookies = cookies.split(';').map(str::trim);
    cookies.find_map(|cookie| Some(cookie.strip_prefix(COOKIE)?.strip_prefix('=')?.to_owned()))
}

/// Octets of the head, its empty line included, if that is there; it does not begin before `from`.
pub(super) fn head_octets(message: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3);
    let at = memchr::memmem::find(message.get(from..)?, b"\r\n\r\n")?;
    Some(from + at + 4)
}

/// Octets of the content behind a head; nothing if that cannot be known (RFC 9112 §6.3). No sender here
/// uses a transfer coding.
pub(super) fn content_length(head: &[u8]) -> Option<usize> {
    let mut fields = [httparse::EMPTY_HEADER; HTTP_FIELDS_MAX];
    let fields_at = memchr::memmem::find(head, b"\r\n")? + 2;
    let parsed = httparse::parse_headers(head.get(fields_at..)?, &mut fields).ok()?;
    let httparse::Status::Complete((_, fields)) = parsed else { return None };
    if field(fields, "Transfer-Encoding").is_some() {
        return None;
    }
    match field(fields, "Content-Length") {
        Some(length) => length.parse().ok(),
        None => Some(0),
    }
}

/// The reason phrase of a status code (RFC 9110 §15).
const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        507 => "Insufficient Storage",
        _ => "Internal Server Error",
    }
}

/// Percent-encoded but for unreserved characters (RFC 3986 §2.3).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            out.push(char::from(octet));
        } else {
            let _ = write!(out, "%{octet:02X}");
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut octets = text.bytes();
    while let Some(octet) = octets.next() {
        let digit = |octet: Option<u8>| octet.and_then(|o| char::from(o).to_digit(16));
        let mut ahead = octets.clone();
        match (octet, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                octets = ahead;
            }
            _ => out.push(octet),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
