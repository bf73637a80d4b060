//! A message of the Domain Name System as people read it, in the manner of `dig`.

use hickory_proto::op::{Message, MessageType, ResponseCode};
use hickory_proto::rr;

use super::name::DomainName;
use super::record::Data;

/// What a message says, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Ties an answer to its question.
    pub id: u16,
    /// Whether it is an answer.
    pub is_answer: bool,
    /// How it went, by the name that `dig` uses: `NOERROR`, `NXDOMAIN`, `SERVFAIL`, ….
    pub status: &'static str,
    /// Whether the zone's own server speaks (`aa`).
    pub authoritative: bool,
    /// What is asked: name and type.
    pub question: Option<(String, String)>,
    /// The answer.
    pub answers: Vec<Line>,
    /// Who could say more; with a negative answer the SOA record.
    pub authorities: Vec<Line>,
    /// What else may be of use; EDNS left out.
    pub additionals: Vec<Line>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose record it is.
    pub name: String,
    /// How long it may be remembered, in seconds.
    pub ttl: u32,
    /// Its type.
    pub record_type: String,
    /// What it says.
    pub data: String,
}

impl core::fmt::Display for Line {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {} IN {} {}", self.name, self.ttl, self.record_type, self.data)
    }
}

/// Reads a message; nothing for what is none.
pub fn summary(datagram: &[u8]) -> Option<Summary> {
    let message = Message::from_vec(datagram).ok()?;
    let question = message.queries.first();
    Some(Summary {
        id: message.id,
        is_answer: message.message_type == MessageType::Response,
        status: status(message.response_code),
        authoritative: message.authoritative,
        question: question
            .map(|q| (DomainName(q.name.clone()).to_string(), q.query_type.to_string())),
        answers: lines(&message.answers),
        authorities: lines(&message.authorities),
        additionals: lines(&message.additionals),
    })
}

/// One line: `sued.example. IN MX?` for a query; for an answer its records, or why there are none:
/// `sued.example. 3600 IN MX 10 mx.sued.example.`, `NXDOMAIN ost.example. IN MX`,
/// `NODATA sued.example. IN AAAA`.
pub fn describe(datagram: &[u8]) -> String {
    let Some(message) = summary(datagram) else {
        return "octets that are no DNS message".to_owned();
    };
    let question = message.question.map_or_else(
        || "no question".to_owned(),
        |(name, record_type)| format!("{name} IN {record_type}"),
    );
    if !message.is_answer {
        return format!("{question}?");
    }
    let answers = message.answers.iter().map(Line::to_string).collect::<Vec<_>>().join(", ");
    match (message.status, answers.is_empty()) {
        ("NOERROR", false) => answers,
        ("NOERROR", true) if message.authorities.iter().any(|line| line.record_type == "NS") => {
            format!("REFERRAL {question}")
        }
        ("NOERROR", true) => format!("NODATA {question}"),
        (status, true) => format!("{status} {question}"),
        // The alias is there, and what it leads to is not.
        (status, false) => format!("{status} {question}: {answers}"),
    }
}

fn lines(records: &[rr::Record]) -> Vec<Line> {
    let line = |record: &rr::Record| Line {
        name: DomainName(record.name.clone()).to_string(),
        ttl: record.ttl,
        record_type: record.record_type().to_string(),
        data: Data::from_wire(&record.data)
            .map_or_else(|| record.data.to_string(), |data| data.to_string()),
    };
    records.iter().map(line).collect()
}

/// The names that RFC 1035 §4.1.1 and RFC 2136 §2.2 give, in `dig`'s capitals.
const fn status(code: ResponseCode) -> &'static str {
    match code {
        ResponseCode::NoError => "NOERROR",
        ResponseCode::FormErr => "FORMERR",
        ResponseCode::ServFail => "SERVFAIL",
        ResponseCode::NXDomain => "NXDOMAIN",
        ResponseCode::NotImp => "NOTIMP",
        ResponseCode::Refused => "REFUSED",
        _ => "ANOTHER CODE",
    }
}
