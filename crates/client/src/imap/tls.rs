//! TLS, as the policy has it: STARTTLS before anything else is said (RFC 9051 §6.2.1, §11.1).

use mailscope_wire::imap::{Assembler, CommandBody};

use super::ImapClient;
use super::state::{Capabilities, State, Step};
use crate::choice;
use crate::event::{ClientEvent, Context};
use crate::tls::{Says, TlsStep};

impl ImapClient {
    /// What comes before the login.
    pub(super) fn protect(&mut self, cx: &mut Context<'_>) {
        let offers = if self.capabilities.start_tls { Says::Offers } else { Says::Nothing };
        // Whoever only says goodbye needs no protection.
        self.follow(self.login.tls.step(self.secure || self.must_leave, offers), cx);
    }

    fn follow(&mut self, step: TlsStep, cx: &mut Context<'_>) {
        match step {
            TlsStep::Upgrade => self.send(CommandBody::StartTls, Step::StartTls, cx),
            TlsStep::GoOn => self.log_in(cx),
            TlsStep::GoOnInClear(told) => {
                cx.choose(told);
                self.log_in(cx);
            }
            TlsStep::GiveUp(told) => {
                cx.choose(told);
                self.give_up(cx);
            }
        }
    }

    /// The answer to STARTTLS.
    pub(super) fn start_tls_answered(&mut self, ok: bool, cx: &mut Context<'_>) {
        if ok {
            // What came behind the go-ahead came in clear: it must not be taken for what the server
            // says through TLS.
            self.assembler = Assembler::for_client();
            self.state = State::Handshake;
            self.report(cx);
            cx.start_tls();
        } else {
            self.follow(self.login.tls.step(self.secure, Says::No), cx);
        }
    }

    /// "Once TLS has been started, the client MUST discard cached information about server
    /// capabilities and SHOULD re-issue the CAPABILITY command" (RFC 9051 §6.2.1).
    pub(super) fn tls_established(&mut self, cx: &mut Context<'_>) {
        self.secure = true;
        if matches!(self.state, State::Handshake) {
            self.state = State::NotAuthenticated;
            self.capabilities = Capabilities::default();
            self.assembler = Assembler::for_client();
            self.advance(cx);
        }
    }

    /// The handshake has failed: the connection is of no use. A person has to look, as with a refused
    /// login: going on without TLS is what an attacker would want (RFC 8314 §5.2).
    pub(super) fn tls_failed(&mut self, cx: &mut Context<'_>) {
        if matches!(self.state, State::Closed) {
            return;
        }
        cx.choose(choice::TLS_FAILED_SO_GAVE_UP);
        cx.tell(ClientEvent::LoginRefused);
        self.hang_up(cx);
    }

    /// The policy insists, and the server does not: no password is sent.
    fn give_up(&mut self, cx: &mut Context<'_>) {
        cx.tell(ClientEvent::LoginRefused);
        self.must_leave = true;
        self.log_out(cx);
    }
}
