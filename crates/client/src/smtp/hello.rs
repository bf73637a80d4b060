//! From the greeting to a connection on which a transaction can begin: EHLO, STARTTLS, AUTH.

use mailscope_wire::smtp::{Command, RecipientResult, Reply, Stage};

use super::{Asked, Context, Link, Offers, SmtpClient};
use crate::choice;
use crate::tls::{Says, TlsStep};

impl SmtpClient {
    /// The greeting (RFC 5321 §3.1): 220, or 554 for "no SMTP service here".
    pub(super) fn greeted(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.code == 220 {
            self.ehlo(cx);
        } else {
            self.no(Stage::Greeting, reply, cx);
        }
    }

    fn ehlo(&mut self, cx: &mut Context<'_>) {
        let command = Command::Ehlo(self.settings.name.as_str().into());
        self.send(&command, Asked::Ehlo, cx);
    }

    /// The reply to EHLO. A server that knows no extensions says 500, 502, 504 or the like, and is
    /// greeted with HELO (RFC 5321 §3.2, §4.1.4).
    pub(super) fn ehlo_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.is_positive() {
            self.offers = Offers::of(&reply);
            self.protect(cx);
        } else if reply.is_permanent() {
            cx.choose(choice::HELO_INSTEAD_OF_EHLO);
            let command = Command::Helo(self.settings.name.as_str().into());
            self.send(&command, Asked::Helo, cx);
        } else {
            self.no(Stage::Hello, reply, cx);
        }
    }

    /// The reply to HELO: a server without extensions.
    pub(super) fn helo_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.is_positive() {
            self.offers = Offers::default();
            self.protect(cx);
        } else {
            self.no(Stage::Hello, reply, cx);
        }
    }

    /// TLS, as the policy has it (RFC 3207 §4, RFC 8314 §3).
    fn protect(&mut self, cx: &mut Context<'_>) {
        let offers = if self.offers.start_tls { Says::Offers } else { Says::Nothing };
        match self.settings.tls.step(self.secure, offers) {
            // Nothing may follow it in the same group (RFC 3207 §4).
            TlsStep::Upgrade => self.send(&Command::StartTls, Asked::StartTls, cx),
            TlsStep::GoOn => self.authenticate(cx),
            TlsStep::GoOnInClear(told) => {
                cx.choose(told);
                self.authenticate(cx);
            }
            TlsStep::GiveUp(told) => {
                cx.choose(told);
                let why = "the server offers no STARTTLS, and nothing shall be sent in clear";
                self.give_up(&RecipientResult::NoAnswer { stage: Stage::StartTls, why }, cx);
            }
        }
    }

    /// The reply to STARTTLS: 220, 501, or 454 "TLS not available due to temporary reason" (RFC 3207
    /// §4). "The client must decide whether or not to continue the SMTP session": the policy has.
    pub(super) fn start_tls_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.code == 220 {
            // Whatever came behind the go-ahead came in clear: it must not be taken for what the
            // server says through TLS (RFC 3207 §6).
            self.framer.clear();
            self.link = Link::Handshake;
            self.show(cx);
            cx.start_tls();
            return;
        }
        match self.settings.tls.step(self.secure, Says::No) {
            TlsStep::GiveUp(told) => {
                cx.choose(told);
                self.no(Stage::StartTls, reply, cx);
            }
            TlsStep::GoOnInClear(told) => {
                cx.choose(told);
                self.authenticate(cx);
            }
            TlsStep::GoOn | TlsStep::Upgrade => self.authenticate(cx),
        }
    }

    /// "The client MUST discard any knowledge obtained from the server ... the client SHOULD send an
    /// EHLO command as the first command after a successful TLS negotiation" (RFC 3207 §4.2).
    pub(super) fn tls_established(&mut self, cx: &mut Context<'_>) {
        self.secure = true;
        if self.link == Link::Handshake {
            self.link = Link::Open;
            self.offers = Offers::default();
            self.framer.clear();
            self.ehlo(cx);
        }
    }
}
