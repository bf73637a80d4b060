//! Every bound has a name. Nothing that a peer, a file or a link sends grows without one of these.

/// Octets of one command or response line, literals apart (RFC 9051 §4 advises at least 8192).
pub const LINE_OCTETS_MAX: usize = 65_536;
/// Octets of one literal that an IMAP server accepts.
pub const LITERAL_OCTETS_MAX: usize = 32 * 1024 * 1024;
/// Literals in one IMAP command.
pub const LITERALS_PER_COMMAND_MAX: usize = 64;
/// Octets of one POP3 command line, CRLF included (RFC 2449 §4).
pub const POP3_COMMAND_OCTETS_MAX: usize = 255;
/// Octets of one message read from a file or accepted into a store.
pub const MESSAGE_OCTETS_MAX: usize = 32 * 1024 * 1024;
/// Octets of one file opened by a person.
pub const IMPORT_OCTETS_MAX: usize = 256 * 1024 * 1024;
/// Messages in one mailbox.
pub const MAILBOX_MESSAGES_MAX: usize = 1_000_000;
/// Mailboxes of one account.
pub const MAILBOXES_MAX: usize = 10_000;
/// Octets of a mailbox name.
pub const MAILBOX_NAME_OCTETS_MAX: usize = 1_000;
/// Subscriptions of one account.
pub const SUBSCRIPTIONS_MAX: usize = 10_000;
/// Keywords of one message.
pub const KEYWORDS_MAX: usize = 128;
/// Keywords that the messages of one mailbox have or had.
pub const MAILBOX_KEYWORDS_MAX: usize = 1_000;
/// Octets of one keyword.
pub const KEYWORD_OCTETS_MAX: usize = 255;
/// Expunged messages of one mailbox whose mod-sequences are remembered (RFC 7162 §3.2.7).
pub const EXPUNGES_REMEMBERED_MAX: usize = 10_000;
/// Nested parentheses in one IMAP command or response.
pub const NESTING_MAX: usize = 64;
/// Protocol errors in a row before a server says goodbye.
pub const ERRORS_IN_A_ROW_MAX: u32 = 20;
/// Failed logins on one connection before a server says goodbye.
pub const LOGIN_FAILURES_MAX: u32 = 5;
/// Octets of one line of a client in the dialogue of AUTHENTICATE (RFC 4954 §4 advises 12288).
pub const SASL_RESPONSE_OCTETS_MAX: usize = 12_288;
/// Fields of one ID command (RFC 2971 §3.3).
pub const ID_FIELDS_MAX: usize = 30;
/// Octets of the name of a field of ID (RFC 2971 §3.3).
pub const ID_FIELD_OCTETS_MAX: usize = 30;
/// Octets of the value of a field of ID (RFC 2971 §3.3).
pub const ID_VALUE_OCTETS_MAX: usize = 1_024;
/// Octets of a subject that sorting and threading look at.
pub const SUBJECT_OCTETS_MAX: usize = 10_000;
/// Message IDs in one mail's `References:` that threading looks at; the last ones, which are the
/// nearest ancestors.
pub const REFERENCES_MAX: usize = 1_000;
/// Ancestors that threading looks at to see whether a link would close a loop; a link that needs
/// more is not made.
pub const LOOP_SEARCH_MAX: usize = 1_000;
/// Octets of a frame that a transcript shows on its line.
pub const TRANSCRIPT_LINE_OCTETS_MAX: usize = 400;
/// Connections that one `serve` accepts at a time.
pub const CONNECTIONS_MAX: usize = 256;
/// Devices of one world.
pub const DEVICES_MAX: usize = 64;
/// Events that one call to the world handles before it returns to its caller.
pub const EVENTS_PER_RUN_MAX: usize = 5_000_000;
/// `STATUS` and `LIST` responses that one turn sends because of NOTIFY (RFC 5465 §5.8).
pub const NOTIFICATIONS_PER_TURN_MAX: usize = 1_000;
/// Characters of a preview (RFC 8970 §3.3).
pub const PREVIEW_CHARS_MAX: usize = 200;
/// Octets of a mail whose preview a client gets that does not want to wait (RFC 8970 §4.1).
pub const PREVIEW_LAZY_OCTETS_MAX: usize = 64 * 1024;
