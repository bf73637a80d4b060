//! The decisions that protocols leave to a client, by the ids that the texts explain.

use mailscope_wire::Choice;

/// Declares the choices and the list of all their ids.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: Choice = Choice($id);)*

        /// The ids of every [`Choice`] that a client of this crate can make.
        pub const CHOICES: &[&str] = &[$($id),*];
    };
}

choices! {
    /// The server has no MOVE: the message is copied, marked and expunged.
    NO_MOVE_SO_COPY = "no-move-so-copy";
    /// The server has no UIDPLUS: EXPUNGE removes every message that is marked `\Deleted`.
    EXPUNGE_TAKES_ALL_MARKED = "expunge-takes-all-marked";
    /// The server did not tell the new UID of a moved message: the device forgets it until it looks
    /// there.
    MOVED_WITHOUT_COPYUID = "moved-without-copyuid";
    /// There is no IDLE, so the client asks every 15 minutes.
    NO_IDLE_SO_POLL = "no-idle-so-poll";
    /// IDLE is renewed before the server may end it.
    IDLE_RENEWED = "idle-renewed";
    /// IDLE watches the selected mailbox and no other.
    IDLE_WATCHES_ONE_MAILBOX = "idle-watches-one-mailbox";
    /// The server can tell what has changed while the device was away: the client has that switched on.
    QRESYNC_ENABLED = "qresync-enabled";
    /// The server offered QRESYNC and has not enabled it.
    ENABLE_IN_VAIN = "enable-in-vain";
    /// Coming back, the device asks only for what has changed, with SELECT itself.
    ONLY_CHANGES_BY_QRESYNC = "only-changes-by-qresync";
    /// Coming back, the device asks only for flags that have changed, and which messages there are.
    ONLY_CHANGES_BY_CONDSTORE = "only-changes-by-condstore";
    /// The mailbox has not changed since the device was here last.
    NOTHING_CHANGED = "nothing-changed";
    /// The server cannot tell what has changed: the device asks for all flags again.
    ALL_FLAGS_AGAIN = "all-flags-again";
    /// What the server told of changes does not fit what the device knows: it asks for everything.
    CHANGES_DO_NOT_ADD_UP = "changes-do-not-add-up";
    /// The next command is sent without waiting: its meaning does not depend on the answer.
    PIPELINED = "pipelined";
    /// Many new messages are fetched in batches, the newest first.
    NEWEST_FIRST_IN_BATCHES = "newest-first-in-batches";
    /// Only what the list shows is fetched; a message comes whole when it is opened.
    BODY_WHEN_OPENED = "body-when-opened";
    /// Opening a mail marks it as read.
    OPEN_MARKS_READ = "open-marks-read";
    /// The button "Delete" moves to the trash.
    DELETE_MOVES_TO_TRASH = "delete-moves-to-trash";
    /// The button "Delete" marks `\Deleted`.
    DELETE_MARKS = "delete-marks";
    /// The button "Delete" marks `\Deleted` and expunges.
    DELETE_EXPUNGES = "delete-expunges";
    /// Mail that is deleted in the trash is expunged.
    DELETE_IN_TRASH_EXPUNGES = "delete-in-trash-expunges";
    /// No folder is known as the trash: the mail is only marked.
    NO_TRASH_SO_MARK = "no-trash-so-mark";
    /// A change of a mail is lost, because the mail is gone from the server.
    CHANGE_LOST_MESSAGE_GONE = "change-lost-message-gone";
    /// The server refuses a change: the device takes it back.
    CHANGE_REFUSED = "change-refused";
    /// A change waits until the device is online.
    QUEUED_WHILE_OFFLINE = "queued-while-offline";
    /// The server does not hand out a message.
    BODY_REFUSED = "body-refused";
    /// The mailbox is numbered anew: the device forgets its mail.
    UIDVALIDITY_CHANGED = "uidvalidity-changed";
    /// The server has no UIDVALIDITY: the device begins anew with each connection.
    UIDVALIDITY_MISSING = "uidvalidity-missing";
    /// The server does not open a mailbox.
    MAILBOX_REFUSED = "mailbox-refused";
    /// The server does not tell what is in a mailbox.
    SYNCHRONISATION_REFUSED = "synchronisation-refused";
    /// A person asks for mail on an open connection: NOOP gives the server a chance to tell.
    CHECK_BY_NOOP = "check-by-noop";
    /// After a check the client leaves.
    LOGOUT_AFTER_CHECK = "logout-after-check";
    /// The server forbids LOGIN on this connection.
    LOGIN_DISABLED = "login-disabled";
    /// The server refuses user name or password: no further try without a person.
    LOGIN_REFUSED = "login-refused";
    /// The server cannot let anybody in at the moment: tried again later.
    LOGIN_LATER = "login-later";
    /// The server says goodbye.
    SERVER_SAID_BYE = "server-said-bye";
    /// The server has been silent for too long: the client hangs up.
    SERVER_SILENT = "server-silent";
    /// What the server sent does not fit where it stands, and is ignored.
    RESPONSE_IGNORED = "response-ignored";
    /// The server sent more than the client takes: it hangs up.
    RESPONSE_TOO_LONG = "response-too-long";
    /// The connection was cut.
    CONNECTION_LOST = "connection-lost";
    /// Another account or another protocol: the device begins anew.
    START_AFRESH = "start-afresh";
    /// Another session holds the maildrop: tried again at the next check.
    MAILDROP_IN_USE = "maildrop-in-use";
    /// POP3 cannot call: the client asks every 15 minutes.
    POP3_CANNOT_CALL_SO_POLL = "pop3-cannot-call-so-poll";
    /// The server has no UIDL: the client cannot tell new from old and fetches nothing.
    NO_UIDL = "no-uidl";
    /// A fetched message stays on the server.
    LEFT_ON_SERVER = "left-on-server";
    /// A fetched message is removed from the server.
    REMOVED_AFTER_FETCH = "removed-after-fetch";
    /// A message is removed from the server because a person deleted it here.
    REMOVED_AS_DELETED_HERE = "removed-as-deleted-here";
    /// The server did not hand out or remove a message: tried again at the next visit.
    TRY_AGAIN_NEXT_VISIT = "try-again-next-visit";
    /// DELE counts only after the answer to QUIT, and there was none.
    DELE_NOT_CONFIRMED = "dele-not-confirmed";
    /// The change concerns this device only.
    LOCAL_ONLY = "local-only";
}
