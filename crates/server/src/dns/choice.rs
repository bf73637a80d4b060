//! The decisions that are left to a resolver, by the ids that the texts explain.

use mailscope_wire::Choice;

/// Nobody had to be asked: all that is needed was learned not long ago.
pub(super) const FROM_CACHE: Choice = Choice("dns-from-cache");
/// No answer came in time: the query is sent again.
pub(super) const ASKS_AGAIN: Choice = Choice("dns-asks-again");
/// No answer came to any of the queries.
pub(super) const GIVES_UP: Choice = Choice("dns-gives-up");
/// A datagram is ignored: it answers nothing that was asked.
pub(super) const ANSWER_IGNORED: Choice = Choice("dns-answer-ignored");
/// More is asked for at a time than the resolver keeps in mind.
pub(super) const TOO_MUCH_AT_ONCE: Choice = Choice("dns-too-much-at-once");
/// The domain has no MX record: its own address is its mail host.
pub(super) const IMPLICIT_MX: Choice = Choice("mx-implicit");
/// An MX record names an alias, which is forbidden: the host does not count.
pub(super) const MX_IS_ALIAS: Choice = Choice("mx-is-alias");
/// Hosts of equal preference come in an order by chance.
pub(super) const MX_SHUFFLED: Choice = Choice("mx-shuffled");
/// The domain has more hosts than the resolver looks at.
pub(super) const TOO_MANY_HOSTS: Choice = Choice("mx-too-many");

/// The ids of every [`Choice`] that a resolver can make.
pub const CHOICES: &[&str] = &[
    FROM_CACHE.0,
    ASKS_AGAIN.0,
    GIVES_UP.0,
    ANSWER_IGNORED.0,
    TOO_MUCH_AT_ONCE.0,
    IMPLICIT_MX.0,
    MX_IS_ALIAS.0,
    MX_SHUFFLED.0,
    TOO_MANY_HOSTS.0,
];
