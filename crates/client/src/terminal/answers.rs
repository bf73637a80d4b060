//! Where an answer ends, for each protocol.

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_base::limits;
use mailscope_wire::imap::{Assembled, Assembler};
use mailscope_wire::pop3::{Command, ResponseShape};
use mailscope_wire::{Frame, Framer, Grammar, Service, smtp, web};

/// Cuts what a server says into answers.
#[derive(Clone, Debug)]
pub(super) enum Answers {
    Imap(Assembler),
    /// With the shapes of the responses that are to come (RFC 1939 §3); the first is the greeting's.
    Pop3(Framer, VecDeque<ResponseShape>),
    Smtp(smtp::Framer),
    Web(web::Framer),
}

impl Answers {
    pub(super) fn new(service: Service) -> Self {
        match service {
            Service::Pop3 => {
                let framer = Framer::new(limits::LINE_OCTETS_MAX);
                Self::Pop3(framer, VecDeque::from([ResponseShape::Single]))
            }
            Service::Smtp | Service::Submission => Self::Smtp(smtp::Framer::new()),
            Service::Web => Self::Web(web::Framer::default()),
            _ => Self::Imap(Assembler::for_client()),
        }
    }

    /// Something was typed that asks for an answer.
    pub(super) fn asked(&mut self, typed: &Frame) {
        let Self::Pop3(_, shapes) = self else { return };
        if shapes.len() < limits::LINE_OCTETS_MAX {
            shapes.push_back(match typed.grammar {
                Grammar::Pop3SaslResponse => ResponseShape::Challenge,
                _ => shape(&typed.bytes),
            });
        }
    }

    pub(super) fn push(&mut self, octets: &[u8]) {
        match self {
            Self::Imap(assembler) => assembler.push(octets),
            Self::Pop3(framer, _) => framer.push(octets),
            Self::Smtp(framer) => framer.push(octets),
            Self::Web(framer) => framer.push(octets),
        }
    }

    /// The next answer, if all of it is here.
    pub(super) fn next_frame(&mut self) -> Option<Frame> {
        match self {
            Self::Imap(assembler) => Some(match assembler.next()? {
                Assembled::Message(bytes) => Frame { grammar: Grammar::ImapResponse, bytes },
                Assembled::WantsContinuation { so_far: bytes, .. }
                | Assembled::LiteralTooLarge { unread: bytes, .. }
                | Assembled::LineTooLong { unread: bytes }
                | Assembled::Skipped(bytes) => Frame { grammar: Grammar::Opaque, bytes },
            }),
            Self::Pop3(framer, shapes) => {
                // What nobody asked for is shown as well.
                let shape = shapes.front().copied().unwrap_or(ResponseShape::Single);
                let bytes = match shape {
                    ResponseShape::Multi => framer.next_dot_terminated()?,
                    ResponseShape::Single | ResponseShape::Challenge => framer.next_line()?.ok()?,
                };
                shapes.pop_front();
                Some(Frame { grammar: Grammar::Pop3Response(shape), bytes })
            }
            Self::Web(framer) => {
                let bytes = framer.next_message()?.ok()?;
                Some(Frame { grammar: Grammar::HttpResponse, bytes })
            }
            Self::Smtp(framer) => {
                let bytes = framer.next_reply()?.ok()?;
                Some(Frame { grammar: Grammar::SmtpReply, bytes })
            }
        }
    }

    /// TLS begins: nothing of what was said in clear is left.
    pub(super) fn start_anew(&mut self) {
        match self {
            Self::Imap(assembler) => *assembler = Assembler::for_client(),
            Self::Pop3(framer, _) => drop(framer.discard()),
            Self::Smtp(framer) => framer.clear(),
            Self::Web(framer) => *framer = web::Framer::default(),
        }
    }

    /// The beginning of an answer that will never end.
    pub(super) fn rest(&mut self) -> Bytes {
        match self {
            Self::Imap(assembler) => {
                core::mem::replace(assembler, Assembler::for_client()).into_rest()
            }
            Self::Pop3(framer, _) => framer.discard(),
            Self::Smtp(framer) => framer.take_rest(),
            Self::Web(_) => Bytes::new(),
        }
    }
}

/// What the answer to a line will look like (RFC 1939 §5, §7; RFC 2449 §5; RFC 5034 §4).
fn shape(line: &[u8]) -> ResponseShape {
    match Command::parse(line) {
        Ok(
            Command::List(None)
            | Command::Uidl(None)
            | Command::Retr(_)
            | Command::Top(..)
            | Command::Capa
            | Command::Lang(None),
        ) => ResponseShape::Multi,
        Ok(Command::Auth { .. }) => ResponseShape::Challenge,
        _ => ResponseShape::Single,
    }
}
