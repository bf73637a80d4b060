//! The decisions that the protocols leave to a queue, by the ids that the texts explain.

use mailscope_wire::Choice;

/// Declares the choices and the list of all their ids.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: Choice = Choice($id);)*

        /// The ids of every [`Choice`] that the manager of a queue can make.
        pub const CHOICES: &[&str] = &[$($id),*];
    };
}

choices! {
    /// A recipient could not be reached for now: the message stays, and is tried again.
    RETRY_LATER = "retry-later";
    /// A host did not take the message for a reason of its own: the next one is tried.
    NEXT_HOST = "next-mx";
    /// A host is known to be unreachable since a short time ago: it is left out.
    HOST_LEFT_OUT = "unreachable-host-left-out";
    /// Hosts that this host must not hand mail to, since they would hand it back: itself and those
    /// behind it.
    OWN_PLACE_AMONG_HOSTS = "own-place-among-mx";
    /// The answer to a complete message was lost: it is sent again, perhaps for the second time.
    MAYBE_TWICE = "sent-again-maybe-twice";
    /// It has been tried for long enough: it is given up.
    GIVEN_UP = "given-up-after-days";
    /// The sender is told that it takes longer.
    WARNED = "sender-warned-of-delay";
    /// A report cannot be delivered, or the sender wants none: nobody is told.
    NOBODY_IS_TOLD = "nobody-is-told";
    /// A report returns only the header: that was wanted, or the message is too large or no text.
    ONLY_HEADER_RETURNED = "only-header-returned";
    /// The host was restarted during an attempt: it begins anew.
    INTERRUPTED = "interrupted-attempt-begins-anew";
}
