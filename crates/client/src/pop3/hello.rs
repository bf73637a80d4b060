//! From the greeting to a connection on which the client may log in: CAPA and STLS.

use mailscope_wire::pop3::{Capability, Command};

use super::{Asked, Pop3Client, State};
use crate::choice;
use crate::event::{ClientEvent, Context};
use crate::tls::{Says, TlsStep};

/// Lines of CAPA that a client reads: several times as many as there are capabilities.
const CAPABILITIES_MAX: usize = 100;

/// What the server has said that it can do; nothing if it does not know CAPA.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers(Option<Vec<Capability>>);

impl Offers {
    fn of(list: &[u8]) -> Self {
        let lines = list.split(|octet| *octet == b'\n').take(CAPABILITIES_MAX);
        let read = |line: &[u8]| Capability::parse(String::from_utf8_lossy(line).trim_end());
        Self(Some(lines.map(read).collect()))
    }

    fn iter(&self) -> impl Iterator<Item = &Capability> {
        self.0.iter().flatten()
    }

    /// Whether USER is worth a try: a server without CAPA has it, too (RFC 1939 §7).
    pub(super) fn may_say_user(&self) -> bool {
        self.0.is_none() || self.iter().any(|it| *it == Capability::User)
    }

    /// STLS (RFC 2595 §4).
    fn stls(&self) -> bool {
        self.iter().any(|it| *it == Capability::Stls)
    }

    /// UTF8 (RFC 6856 §2).
    pub(super) fn utf8(&self) -> bool {
        self.iter().any(|it| matches!(it, Capability::Utf8 { .. }))
    }

    /// TOP (RFC 2449 §6.1): nothing if nobody knows, for a server without CAPA may have it, too.
    pub(super) fn top(&self) -> Option<bool> {
        self.0.as_ref().map(|offers| offers.contains(&Capability::Top))
    }

    /// PIPELINING (RFC 2449 §6.6).
    pub(super) fn pipelining(&self) -> bool {
        self.iter().any(|it| *it == Capability::Pipelining)
    }

    /// Mechanisms of AUTH (RFC 2449 §6.3).
    pub(super) fn sasl(&self) -> &[String] {
        let found = self.iter().find_map(|it| match it {
            Capability::Sasl(mechanisms) => Some(mechanisms.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }
}

impl Pop3Client {
    /// The greeting (RFC 1939 §4).
    pub(super) fn greeted(&mut self, ok: bool, cx: &mut Context<'_>) {
        if ok {
            self.send(&Command::Capa, Asked::Capa, cx);
        } else {
            cx.choose(choice::LOGIN_LATER);
            self.hang_up(cx);
        }
    }

    /// The answer to CAPA (RFC 2449 §5); nothing if the server does not know it.
    pub(super) fn capabilities(&mut self, list: Option<&[u8]>, cx: &mut Context<'_>) {
        self.offers = list.map(Offers::of).unwrap_or_default();
        self.protect(cx);
    }

    /// TLS, as the policy has it. "If this is implemented, the POP3 extension mechanism MUST also be
    /// implemented" (RFC 2595 §4): where CAPA does not tell of STLS, there is none.
    fn protect(&mut self, cx: &mut Context<'_>) {
        let offers = if self.offers.stls() { Says::Offers } else { Says::Nothing };
        self.follow(self.tls.step(self.secure, offers), cx);
    }

    fn follow(&mut self, step: TlsStep, cx: &mut Context<'_>) {
        match step {
            // Nothing may follow before the answer and the handshake (RFC 2595 §4).
            TlsStep::Upgrade => self.send(&Command::Stls, Asked::Stls, cx),
            TlsStep::GoOn => self.introduce(cx),
            TlsStep::GoOnInClear(told) => {
                cx.choose(told);
                self.introduce(cx);
            }
            TlsStep::GiveUp(told) => {
                cx.choose(told);
                self.give_up(cx);
            }
        }
    }

    /// The answer to STLS.
    pub(super) fn stls_answered(&mut self, ok: bool, cx: &mut Context<'_>) {
        if ok {
            // What came behind the go-ahead came in clear: it must not be taken for what the server
            // says through TLS.
            drop(self.framer.discard());
            self.state = State::Handshake;
            self.report(cx);
            cx.start_tls();
        } else {
            self.follow(self.tls.step(self.secure, Says::No), cx);
        }
    }

    /// "The client MUST discard cached information about server capabilities and SHOULD re-issue the
    /// CAPA command" (RFC 2595 §4).
    pub(super) fn tls_established(&mut self, cx: &mut Context<'_>) {
        self.secure = true;
        if matches!(self.state, State::Handshake) {
            self.state = State::Authorization;
            self.offers = Offers::default();
            drop(self.framer.discard());
            self.send(&Command::Capa, Asked::Capa, cx);
        }
    }

    /// The handshake has failed: the connection is of no use. A person has to look, as with a refused
    /// login: going on without TLS is what an attacker would want (RFC 8314 §5.4).
    pub(super) fn tls_failed(&mut self, cx: &mut Context<'_>) {
        if matches!(self.state, State::Closed) {
            return;
        }
        cx.choose(choice::TLS_FAILED_SO_GAVE_UP);
        cx.tell(ClientEvent::LoginRefused);
        self.hang_up(cx);
    }

    /// The client leaves without having logged in, and a person has to look.
    pub(super) fn give_up(&mut self, cx: &mut Context<'_>) {
        cx.tell(ClientEvent::LoginRefused);
        self.send(&Command::Quit, Asked::Quit, cx);
    }
}
