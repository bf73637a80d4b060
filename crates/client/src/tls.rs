//! Whether a client protects its connection.

use mailscope_wire::Choice;
use serde::{Deserialize, Serialize};

use crate::choice;

/// What a mail app or a relaying server does about TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TlsPolicy {
    /// In clear, even where TLS is offered.
    #[default]
    Never,
    /// STARTTLS or STLS where it is offered, else in clear; any certificate will do. This protects
    /// from who only listens (RFC 7435 §1). When sending, a password that could be read on the way is
    /// not sent even then (RFC 4954 §4).
    IfOffered,
    /// STARTTLS or STLS with the right certificate, or no connection.
    Required,
    /// TLS from the first octet, with the right certificate (RFC 8314 §3).
    Implicit,
}

impl TlsPolicy {
    /// Whether the certificate has to name the server and be vouched for.
    pub const fn verifies(self) -> bool {
        matches!(self, Self::Required | Self::Implicit)
    }

    /// What a client does about TLS before it says who it is: the same under every protocol. `secure` if
    /// the connection is protected already.
    pub(crate) const fn step(self, secure: bool, server: Says) -> TlsStep {
        match (self, server) {
            _ if secure => TlsStep::GoOn,
            (Self::Never | Self::Implicit, _) => TlsStep::GoOn,
            (_, Says::Offers) => TlsStep::Upgrade,
            (Self::IfOffered, _) => TlsStep::GoOnInClear(choice::WENT_ON_IN_CLEAR),
            (Self::Required, Says::Nothing) => {
                TlsStep::GiveUp(choice::STARTTLS_NOT_OFFERED_SO_GAVE_UP)
            }
            (Self::Required, Says::No) => TlsStep::GiveUp(choice::STARTTLS_REFUSED_SO_GAVE_UP),
        }
    }
}

/// What a server has said about STARTTLS or STLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// Nothing.
    Nothing,
    /// That it can be had.
    Offers,
    /// No, when it was asked to begin.
    No,
}

/// What follows from a policy and from what the server has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TlsStep {
    /// Ask the server to begin TLS.
    Upgrade,
    /// Say who it is, on a connection that is as the policy wants it.
    GoOn,
    /// Say who it is, where everybody on the way can read it; and tell so.
    GoOnInClear(Choice),
    /// Leave, and tell why.
    GiveUp(Choice),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only who insists gives up, only who need not insist goes on in clear, and nobody begins TLS twice.
    #[test]
    fn what_a_client_does_about_tls() {
        use TlsPolicy::{IfOffered, Implicit, Never, Required};
        let choices = [choice::WENT_ON_IN_CLEAR, choice::STARTTLS_REFUSED_SO_GAVE_UP];
        let [in_clear, refused] = choices;
        let not_offered = choice::STARTTLS_NOT_OFFERED_SO_GAVE_UP;
        for server in [Says::Nothing, Says::Offers, Says::No] {
            for policy in [Never, IfOffered, Required, Implicit] {
                assert_eq!(policy.step(true, server), TlsStep::GoOn);
            }
            assert_eq!(Never.step(false, server), TlsStep::GoOn);
        }
        assert_eq!(IfOffered.step(false, Says::Offers), TlsStep::Upgrade);
        assert_eq!(Required.step(false, Says::Offers), TlsStep::Upgrade);
        assert_eq!(IfOffered.step(false, Says::Nothing), TlsStep::GoOnInClear(in_clear));
        assert_eq!(IfOffered.step(false, Says::No), TlsStep::GoOnInClear(in_clear));
        assert_eq!(Required.step(false, Says::Nothing), TlsStep::GiveUp(not_offered));
        assert_eq!(Required.step(false, Says::No), TlsStep::GiveUp(refused));
    }
}
