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
    /// The connection was cut before the server could say whether it has done a change, and the mail is
    /// gone from where it was: probably it has.
    PERHAPS_DONE_BEFORE_CUT = "perhaps-done-before-cut";
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
    /// The app is thrown away and set up anew: the device knows only what the server can tell it again.
    REINSTALLED = "reinstalled";
    /// Another session holds the maildrop: tried again at the next check.
    MAILDROP_IN_USE = "maildrop-in-use";
    /// POP3 cannot call: the client asks every 15 minutes.
    POP3_CANNOT_CALL_SO_POLL = "pop3-cannot-call-so-poll";
    /// The server may send mail with UTF-8 in its header.
    UTF8_MODE = "utf8-mode";
    /// The server has no UIDL, and the device leaves nothing there: it fetches all there is.
    NO_UIDL_SO_FETCH_ALL = "no-uidl-so-fetch-all";
    /// The server has no UIDL: the client cannot tell new from old and fetches nothing.
    NO_UIDL = "no-uidl";
    /// Only the header of a message is fetched.
    HEADER_BY_TOP = "header-by-top";
    /// The server has no TOP: messages are fetched whole.
    NO_TOP_SO_WHOLE = "no-top-so-whole";
    /// Only the header of a message is here, so the server's copy stays, though the settings would
    /// remove it.
    ONLY_HEADER_SO_STAYS = "only-header-so-stays";
    /// A mail was opened of which only the header is here, and the server no longer has the rest.
    WHOLE_MAIL_GONE = "whole-mail-gone";
    /// A message is removed from the server because it was fetched so many days ago.
    REMOVED_AFTER_DAYS = "removed-after-days";
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
    /// The server takes no TLS, and the settings let the client go on without.
    WENT_ON_IN_CLEAR = "went-on-in-clear";
    /// The server offers no STARTTLS or STLS, and the settings insist on TLS.
    STARTTLS_NOT_OFFERED_SO_GAVE_UP = "starttls-not-offered-so-gave-up";
    /// The server offers TLS and refuses to begin, and the settings insist on it.
    STARTTLS_REFUSED_SO_GAVE_UP = "starttls-refused-so-gave-up";
    /// The handshake failed: the certificate is not the server's, or the other end speaks no TLS.
    TLS_FAILED_SO_GAVE_UP = "tls-failed-so-gave-up";
    /// The server takes the password in clear or not at all: the client gives up.
    PASSWORD_NOT_IN_CLEAR = "password-not-in-clear";
    /// The client proves that it knows the password, without sending it.
    PASSWORD_PROVED_NOT_SENT = "password-proved-not-sent";
    /// The client sends the password.
    PASSWORD_SENT = "password-sent";
    /// The server does not know EHLO: the client says HELO, and does without extensions.
    HELO_INSTEAD_OF_EHLO = "helo-instead-of-ehlo";
    /// Some lines of the message did not end in CRLF: they do now.
    LINE_ENDS_MENDED = "line-ends-mended";
    /// The message needs SMTPUTF8, and the server has none.
    UTF8_NOT_TAKEN = "utf8-not-taken";
    /// The message has octets that the server does not take, and the client does not rewrite it.
    EIGHT_BIT_NOT_TAKEN = "eight-bit-not-taken";
    /// The message is sent as a chunk of octets, without an end to look for.
    DATA_IN_CHUNKS = "data-in-chunks";
    /// Some recipients are refused: the message is sent for the others.
    SOME_REFUSED_SO_THE_OTHERS = "some-refused-so-the-others";
    /// Nobody is left to send the message to, but the server has asked for it: it gets an empty one.
    LONE_DOT = "lone-dot";
    /// The mail could not be handed over: tried again later.
    SENT_LATER = "sent-later";
    /// The server may have the mail, but did not say so: it is sent again, and may arrive twice.
    SENT_AGAIN_MAYBE_TWICE = "sent-again-maybe-twice";
    /// The server refuses this person: no further try before a person has looked.
    SENDING_NEEDS_A_PERSON = "sending-needs-a-person";
    /// The device puts a copy of the sent mail into the server's folder.
    SENT_COPY_BY_APPEND = "sent-copy-by-append";
    /// The device keeps a copy of the sent mail in a folder of its own.
    SENT_COPY_HERE = "sent-copy-here";
    /// The provider keeps the copy of the sent mail.
    SENT_COPY_BY_PROVIDER = "sent-copy-by-provider";
    /// Nobody keeps a copy of the sent mail.
    NO_SENT_COPY = "no-sent-copy";
    /// There is no folder for sent mail: the device makes one.
    SENT_FOLDER_MADE = "sent-folder-made";
    /// The mail that was answered is marked `\Answered`.
    ANSWER_MARKS = "answer-marks";
    /// The server does not take the copy: it stays on this device.
    SENT_COPY_REFUSED = "sent-copy-refused";
    /// There is no folder for drafts: the device makes one.
    DRAFTS_FOLDER_MADE = "drafts-folder-made";
    /// The server does not take the draft: it stays on this device.
    DRAFT_REFUSED = "draft-refused";
    /// A message cannot be changed: the new version of a draft is added, and the old one expunged.
    OLD_DRAFT_EXPUNGED = "old-draft-expunged";
    /// An unfinished mail is kept on the server, for all devices.
    DRAFT_ON_SERVER = "draft-on-server";
    /// An unfinished mail is kept on this device only.
    DRAFT_HERE = "draft-here";
    /// What is sent is a draft no longer.
    SENT_SO_NO_DRAFT = "sent-so-no-draft";
    /// The client goes elsewhere before it has a mailbox renamed or deleted.
    LEFT_BEFORE_CHANGED = "left-before-changed";
    /// The server refuses a change of a folder: the device takes it back.
    FOLDER_REFUSED = "folder-refused";
    /// A folder that was made here is subscribed to as well.
    NEW_FOLDER_SUBSCRIBED = "new-folder-subscribed";
    /// The subscription goes with a folder that is renamed or deleted: the server leaves it behind.
    SUBSCRIPTION_FOLLOWS = "subscription-follows";
    /// Which folders there are is asked at each check: IDLE does not say.
    FOLDERS_ASKED_AT_CHECK = "folders-asked-at-check";
    /// STATUS says which folders have changed; only those are selected.
    STATUS_FIRST = "status-first";
    /// LIST tells the STATUS of all folders at once.
    STATUS_WITH_LIST = "status-with-list";
    /// When IDLE is renewed, the other folders are looked after as well.
    OTHERS_AT_RENEWAL = "others-at-renewal";
    /// The folder that was open is gone: the inbox is shown.
    FOLDER_GONE_SO_INBOX = "folder-gone-so-inbox";
    /// Only folders that the account has subscribed to are shown.
    ONLY_SUBSCRIBED = "only-subscribed";
    /// The server has no LIST-EXTENDED: LSUB tells the subscriptions.
    LSUB_INSTEAD = "lsub-instead";
    /// Only mail of the last days is kept on the device.
    ONLY_LAST_DAYS = "only-last-days";
    /// Mail that has grown too old leaves the device, and stays on the server.
    OLDER_LEAVES_DEVICE = "older-leaves-device";
    /// Mail is fetched whole in the background, so that it can be read without a connection.
    BODIES_IN_BACKGROUND = "bodies-in-background";
    /// The settings want only what lists show from now on; what was fetched whole stays.
    BODIES_STAY = "bodies-stay";
    /// The trash is emptied of what this device shows in it, and of nothing else.
    TRASH_EMPTIED_AS_SEEN = "trash-emptied-as-seen";
    /// The device looks through what it has itself.
    SEARCHED_HERE = "searched-here";
    /// The device has the server search.
    SEARCHED_BY_SERVER = "searched-by-server";
    /// The server does not search.
    SEARCH_REFUSED = "search-refused";
    /// The server did not tell the UID of the copy: the device forgets it until it looks there.
    FILED_WITHOUT_APPENDUID = "filed-without-appenduid";
    /// Under POP3 only the device can search, in what it has: the server knows no such command.
    POP3_CANNOT_SEARCH = "pop3-cannot-search";
    /// POP3 knows one maildrop and no folders: there is nothing to subscribe to.
    POP3_HAS_NO_FOLDERS = "pop3-has-no-folders";
    /// The device needs this folder, or has one of that name: it changes nothing.
    FOLDER_STAYS_AS_IT_IS = "folder-stays-as-it-is";
    /// A page without a way to the provider can do nothing: the tap is lost.
    PAGE_NEEDS_NETWORK = "page-needs-network";
    /// The connection was lost before the program had heard of a tap, or had answered it: the page does
    /// not try again.
    PAGE_TAP_LOST = "page-tap-lost";
    /// The program has nothing of what the page shows there any more: it loads itself again.
    PAGE_WAS_OLD = "page-was-old";
    /// The program does not do what was tapped.
    PAGE_REFUSED = "page-refused";
    /// The change concerns this device only.
    LOCAL_ONLY = "local-only";
}
