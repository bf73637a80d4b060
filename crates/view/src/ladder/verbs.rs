//! Words with a meaning of their own: verbs, flags, response codes, reply codes. Each with its section.

use crate::Text;

/// A word in capitals, what it means, and where that stands.
pub(super) type Known = (&'static str, Text, &'static str);

macro_rules! known {
    ($($word:literal $id:literal $section:literal,)*) => {
        &[$(($word, Text::new($id), $section),)*]
    };
}

/// The row of a word, in any case.
pub(super) fn find(table: &'static [Known], word: &str) -> Option<&'static Known> {
    table.iter().find(|(known, ..)| known.eq_ignore_ascii_case(word))
}

/// What an IMAP client can want.
pub(super) const IMAP: &[Known] = known! {
    "CAPABILITY" "word-imap-capability" "RFC 9051 §6.1.1",
    "NOOP" "word-imap-noop" "RFC 9051 §6.1.2",
    "LOGOUT" "word-imap-logout" "RFC 9051 §6.1.3",
    "STARTTLS" "word-starttls" "RFC 9051 §6.2.1",
    "AUTHENTICATE" "word-authenticate" "RFC 9051 §6.2.2",
    "LOGIN" "word-imap-login" "RFC 9051 §6.2.3",
    "ENABLE" "word-imap-enable" "RFC 9051 §6.3.1",
    "SELECT" "word-imap-select" "RFC 9051 §6.3.2",
    "EXAMINE" "word-imap-examine" "RFC 9051 §6.3.3",
    "CREATE" "word-imap-create" "RFC 9051 §6.3.4",
    "DELETE" "word-imap-delete" "RFC 9051 §6.3.5",
    "RENAME" "word-imap-rename" "RFC 9051 §6.3.6",
    "SUBSCRIBE" "word-imap-subscribe" "RFC 9051 §6.3.7",
    "UNSUBSCRIBE" "word-imap-unsubscribe" "RFC 9051 §6.3.8",
    "LIST" "word-imap-list" "RFC 9051 §6.3.9",
    "LSUB" "word-imap-lsub" "RFC 3501 §6.3.9",
    "NAMESPACE" "word-imap-namespace" "RFC 9051 §6.3.10",
    "STATUS" "word-imap-status" "RFC 9051 §6.3.11",
    "APPEND" "word-imap-append" "RFC 9051 §6.3.12",
    "IDLE" "word-imap-idle" "RFC 9051 §6.3.13",
    "CLOSE" "word-imap-close" "RFC 9051 §6.4.1",
    "UNSELECT" "word-imap-unselect" "RFC 9051 §6.4.2",
    "EXPUNGE" "word-imap-expunge" "RFC 9051 §6.4.3",
    "SEARCH" "word-imap-search" "RFC 9051 §6.4.4",
    "FETCH" "word-imap-fetch" "RFC 9051 §6.4.5",
    "STORE" "word-imap-store" "RFC 9051 §6.4.6",
    "COPY" "word-imap-copy" "RFC 9051 §6.4.7",
    "MOVE" "word-imap-move" "RFC 9051 §6.4.8",
    "UID" "word-imap-uid" "RFC 9051 §6.4.9",
    "CHECK" "word-imap-check" "RFC 3501 §6.4.1",
    "ID" "word-imap-id" "RFC 2971 §3.1",
    "SORT" "word-imap-sort" "RFC 5256 §3",
    "THREAD" "word-imap-thread" "RFC 5256 §3",
    "NOTIFY" "word-imap-notify" "RFC 5465 §3",
    "GETQUOTA" "word-imap-quota" "RFC 9208 §4.1.1",
    "GETQUOTAROOT" "word-imap-quota" "RFC 9208 §4.1.2",
    "SETQUOTA" "word-imap-quota" "RFC 9208 §4.1.3",
};

/// What an IMAP server tells.
pub(super) const DATA: &[Known] = known! {
    "CAPABILITY" "word-data-capability" "RFC 9051 §7.2.2",
    "ENABLED" "word-data-enabled" "RFC 9051 §7.2.1",
    "LIST" "word-data-list" "RFC 9051 §7.3.1",
    "LSUB" "word-data-list" "RFC 3501 §7.2.3",
    "NAMESPACE" "word-data-namespace" "RFC 9051 §7.3.2",
    "STATUS" "word-data-status" "RFC 9051 §7.3.3",
    "ESEARCH" "word-data-search" "RFC 9051 §7.3.4",
    "SEARCH" "word-data-search" "RFC 3501 §7.2.5",
    "FLAGS" "word-data-flags" "RFC 9051 §7.3.5",
    "EXISTS" "word-data-exists" "RFC 9051 §7.4.1",
    "RECENT" "word-data-recent" "RFC 3501 §7.3.2",
    "EXPUNGE" "word-data-expunge" "RFC 9051 §7.5.1",
    "FETCH" "word-data-fetch" "RFC 9051 §7.5.2",
    "VANISHED" "word-data-vanished" "RFC 7162 §3.2.10",
    "ID" "word-id" "RFC 2971 §3.2",
    "SORT" "word-data-search" "RFC 5256 §4",
    "THREAD" "word-data-search" "RFC 5256 §4",
    "QUOTA" "word-quota" "RFC 9208 §4.2.1",
    "QUOTAROOT" "word-quota" "RFC 9208 §4.2.2",
};

/// How a command went.
pub(super) const STATUS: &[Known] = known! {
    "OK" "word-ok" "RFC 9051 §7.1.1",
    "NO" "word-no" "RFC 9051 §7.1.2",
    "BAD" "word-bad" "RFC 9051 §7.1.3",
    "PREAUTH" "word-preauth" "RFC 9051 §7.1.4",
    "BYE" "word-bye" "RFC 9051 §7.1.5",
    "+OK" "word-pop3-ok" "RFC 1939 §3",
    "-ERR" "word-pop3-err" "RFC 1939 §3",
    "+" "word-challenge" "RFC 5034 §4",
};

/// Marks on messages and on mailboxes.
pub(super) const FLAGS: &[Known] = known! {
    "\\Seen" "word-flag-seen" "RFC 9051 §2.3.2",
    "\\Answered" "word-flag-answered" "RFC 9051 §2.3.2",
    "\\Flagged" "word-flag-flagged" "RFC 9051 §2.3.2",
    "\\Deleted" "word-flag-deleted" "RFC 9051 §2.3.2",
    "\\Draft" "word-flag-draft" "RFC 9051 §2.3.2",
    "\\Recent" "word-flag-recent" "RFC 3501 §2.3.2",
    "\\*" "word-flag-any" "RFC 9051 §7.1",
    "$Forwarded" "word-flag-keyword" "RFC 9051 §2.3.2",
    "$MDNSent" "word-flag-keyword" "RFC 9051 §2.3.2",
    "$Junk" "word-flag-keyword" "RFC 9051 §2.3.2",
    "$NotJunk" "word-flag-keyword" "RFC 9051 §2.3.2",
    "\\Noselect" "word-list-noselect" "RFC 9051 §7.3.1",
    "\\NonExistent" "word-list-noselect" "RFC 9051 §7.3.1",
    "\\HasChildren" "word-list-children" "RFC 9051 §7.3.1",
    "\\HasNoChildren" "word-list-no-children" "RFC 9051 §7.3.1",
    "\\Noinferiors" "word-list-no-children" "RFC 9051 §7.3.1",
    "\\Subscribed" "word-list-subscribed" "RFC 9051 §7.3.1",
    "\\Drafts" "word-list-use" "RFC 6154 §2",
    "\\Sent" "word-list-use" "RFC 6154 §2",
    "\\Trash" "word-list-use" "RFC 6154 §2",
    "\\Junk" "word-list-use" "RFC 6154 §2",
    "\\Archive" "word-list-use" "RFC 6154 §2",
    "\\All" "word-list-use" "RFC 6154 §2",
};

/// Properties of a message that can be asked for and are told.
pub(super) const ITEMS: &[Known] = known! {
    "FLAGS" "word-item-flags" "RFC 9051 §6.4.5",
    "UID" "word-item-uid" "RFC 9051 §2.3.1.1",
    "ENVELOPE" "word-item-envelope" "RFC 9051 §7.5.2",
    "BODY" "word-item-body" "RFC 9051 §6.4.5",
    "BODY.PEEK" "word-item-peek" "RFC 9051 §6.4.5",
    "BODYSTRUCTURE" "word-item-structure" "RFC 9051 §7.5.2",
    "BINARY" "word-item-body" "RFC 9051 §6.4.5",
    "BINARY.PEEK" "word-item-peek" "RFC 9051 §6.4.5",
    "BINARY.SIZE" "word-item-size" "RFC 9051 §6.4.5",
    "INTERNALDATE" "word-item-date" "RFC 9051 §2.3.3",
    "RFC822" "word-item-body" "RFC 3501 §6.4.5",
    "RFC822.HEADER" "word-item-body" "RFC 3501 §6.4.5",
    "RFC822.TEXT" "word-item-body" "RFC 3501 §6.4.5",
    "RFC822.SIZE" "word-item-size" "RFC 9051 §2.3.4",
    "MODSEQ" "word-modseq" "RFC 7162 §3.1.4.2",
    "EMAILID" "word-objectid" "RFC 8474 §5.1",
    "THREADID" "word-objectid" "RFC 8474 §5.2",
    "PREVIEW" "word-item-preview" "RFC 8970 §3",
    "ALL" "word-item-macro" "RFC 9051 §6.4.5",
    "FAST" "word-item-macro" "RFC 9051 §6.4.5",
    "FULL" "word-item-macro" "RFC 9051 §6.4.5",
    "MESSAGES" "word-status-messages" "RFC 9051 §6.3.11",
    "UNSEEN" "word-status-unseen" "RFC 9051 §6.3.11",
    "UIDNEXT" "word-uidnext" "RFC 9051 §2.3.1.1",
    "UIDVALIDITY" "word-uidvalidity" "RFC 9051 §2.3.1.1",
    "DELETED" "word-flag-deleted" "RFC 9051 §6.3.11",
    "SIZE" "word-item-size" "RFC 9051 §6.3.11",
    "RECENT" "word-flag-recent" "RFC 3501 §6.3.10",
    "HIGHESTMODSEQ" "word-modseq" "RFC 7162 §3.1.7",
    "MAILBOXID" "word-objectid" "RFC 8474 §4.3",
};

/// How flags are changed, and under which condition.
pub(super) const STORE: &[Known] = known! {
    "+FLAGS" "word-store-add" "RFC 9051 §6.4.6",
    "+FLAGS.SILENT" "word-store-add-silent" "RFC 9051 §6.4.6",
    "-FLAGS" "word-store-remove" "RFC 9051 §6.4.6",
    "-FLAGS.SILENT" "word-store-remove-silent" "RFC 9051 §6.4.6",
    "FLAGS" "word-store-replace" "RFC 9051 §6.4.6",
    "FLAGS.SILENT" "word-store-replace" "RFC 9051 §6.4.6",
    "UNCHANGEDSINCE" "word-unchangedsince" "RFC 7162 §3.1.3",
    "CHANGEDSINCE" "word-changedsince" "RFC 7162 §3.1.4.1",
    "VANISHED" "word-data-vanished" "RFC 7162 §3.2.6",
    "CONDSTORE" "word-condstore" "RFC 7162 §3.1",
    "QRESYNC" "word-qresync" "RFC 7162 §3.2.5",
};

/// Response codes of IMAP and POP3.
pub(super) const CODES: &[Known] = known! {
    "ALERT" "word-code-alert" "RFC 9051 §7.1",
    "CAPABILITY" "word-data-capability" "RFC 9051 §7.2.2",
    "PERMANENTFLAGS" "word-code-permanentflags" "RFC 9051 §7.1",
    "UIDNEXT" "word-uidnext" "RFC 9051 §7.1",
    "UIDVALIDITY" "word-uidvalidity" "RFC 9051 §7.1",
    "UNSEEN" "word-code-unseen" "RFC 3501 §7.1",
    "READ-ONLY" "word-code-read-only" "RFC 9051 §7.1",
    "READ-WRITE" "word-code-read-write" "RFC 9051 §7.1",
    "APPENDUID" "word-code-copyuid" "RFC 9051 §7.1",
    "COPYUID" "word-code-copyuid" "RFC 9051 §7.1",
    "TRYCREATE" "word-code-trycreate" "RFC 9051 §7.1",
    "CLOSED" "word-code-closed" "RFC 9051 §7.1",
    "HIGHESTMODSEQ" "word-modseq" "RFC 7162 §3.1.2.1",
    "NOMODSEQ" "word-code-nomodseq" "RFC 7162 §3.1.2.2",
    "MODIFIED" "word-code-modified" "RFC 7162 §3.1.3",
    "MAILBOXID" "word-objectid" "RFC 8474 §4.1",
    "IN-USE" "word-code-in-use" "RFC 2449 §8.1.2",
    "INUSE" "word-code-in-use" "RFC 5530 §3",
    "AUTHENTICATIONFAILED" "word-code-authentication" "RFC 5530 §3",
    "AUTH" "word-code-authentication" "RFC 3206 §5",
    "PRIVACYREQUIRED" "word-code-privacy" "RFC 5530 §3",
    "NONEXISTENT" "word-code-nonexistent" "RFC 5530 §3",
    "ALREADYEXISTS" "word-code-alreadyexists" "RFC 5530 §3",
    "OVERQUOTA" "word-code-overquota" "RFC 5530 §3",
    "UNAVAILABLE" "word-code-unavailable" "RFC 5530 §3",
};

/// What a POP3 client can want.
pub(super) const POP3: &[Known] = known! {
    "USER" "word-pop3-user" "RFC 1939 §7",
    "PASS" "word-pop3-pass" "RFC 1939 §7",
    "APOP" "word-pop3-apop" "RFC 1939 §7",
    "AUTH" "word-authenticate" "RFC 5034 §4",
    "CAPA" "word-pop3-capa" "RFC 2449 §5",
    "STLS" "word-starttls" "RFC 2595 §4",
    "STAT" "word-pop3-stat" "RFC 1939 §5",
    "LIST" "word-pop3-list" "RFC 1939 §5",
    "RETR" "word-pop3-retr" "RFC 1939 §5",
    "DELE" "word-pop3-dele" "RFC 1939 §5",
    "NOOP" "word-imap-noop" "RFC 1939 §5",
    "RSET" "word-pop3-rset" "RFC 1939 §5",
    "TOP" "word-pop3-top" "RFC 1939 §7",
    "UIDL" "word-pop3-uidl" "RFC 1939 §7",
    "QUIT" "word-pop3-quit" "RFC 1939 §6",
    "UTF8" "word-pop3-utf8" "RFC 6856 §2",
    "LANG" "word-pop3-lang" "RFC 6856 §3",
};

/// What an SMTP client can want, and the words that belong to it.
pub(super) const SMTP: &[Known] = known! {
    "EHLO" "word-smtp-ehlo" "RFC 5321 §4.1.1.1",
    "HELO" "word-smtp-helo" "RFC 5321 §4.1.1.1",
    "MAIL" "word-smtp-mail" "RFC 5321 §4.1.1.2",
    "RCPT" "word-smtp-rcpt" "RFC 5321 §4.1.1.3",
    "DATA" "word-smtp-data" "RFC 5321 §4.1.1.4",
    "RSET" "word-smtp-rset" "RFC 5321 §4.1.1.5",
    "VRFY" "word-smtp-vrfy" "RFC 5321 §4.1.1.6",
    "EXPN" "word-smtp-vrfy" "RFC 5321 §4.1.1.7",
    "HELP" "word-smtp-help" "RFC 5321 §4.1.1.8",
    "NOOP" "word-imap-noop" "RFC 5321 §4.1.1.9",
    "QUIT" "word-smtp-quit" "RFC 5321 §4.1.1.10",
    "AUTH" "word-authenticate" "RFC 4954 §4",
    "STARTTLS" "word-starttls" "RFC 3207 §4",
    "BDAT" "word-smtp-bdat" "RFC 3030 §2",
    "SIZE" "word-smtp-size" "RFC 1870 §5",
    "BODY" "word-smtp-body" "RFC 6152 §2",
    "SMTPUTF8" "word-smtp-utf8" "RFC 6531 §3.4",
    "RET" "word-smtp-dsn" "RFC 3461 §4.3",
    "ENVID" "word-smtp-dsn" "RFC 3461 §4.4",
    "NOTIFY" "word-smtp-dsn" "RFC 3461 §4.1",
    "ORCPT" "word-smtp-dsn" "RFC 3461 §4.2",
};

/// What an SMTP server answers.
pub(super) const REPLIES: &[Known] = known! {
    "220" "word-reply-220" "RFC 5321 §4.2.3",
    "221" "word-reply-221" "RFC 5321 §4.2.3",
    "235" "word-reply-235" "RFC 4954 §6",
    "250" "word-reply-250" "RFC 5321 §4.2.3",
    "251" "word-reply-251" "RFC 5321 §4.2.3",
    "252" "word-reply-252" "RFC 5321 §4.2.3",
    "334" "word-challenge" "RFC 4954 §6",
    "354" "word-reply-354" "RFC 5321 §4.2.3",
    "421" "word-reply-421" "RFC 5321 §4.2.3",
    "450" "word-reply-450" "RFC 5321 §4.2.3",
    "451" "word-reply-451" "RFC 5321 §4.2.3",
    "452" "word-reply-452" "RFC 5321 §4.2.3",
    "500" "word-reply-syntax" "RFC 5321 §4.2.3",
    "501" "word-reply-syntax" "RFC 5321 §4.2.3",
    "502" "word-reply-syntax" "RFC 5321 §4.2.3",
    "503" "word-reply-503" "RFC 5321 §4.2.3",
    "504" "word-reply-syntax" "RFC 5321 §4.2.3",
    "530" "word-reply-530" "RFC 4954 §6",
    "535" "word-reply-535" "RFC 4954 §6",
    "550" "word-reply-550" "RFC 5321 §4.2.3",
    "552" "word-reply-552" "RFC 5321 §4.2.3",
    "554" "word-reply-554" "RFC 5321 §4.2.3",
};

/// What a browser can want.
pub(super) const HTTP: &[Known] = known! {
    "GET" "word-http-get" "RFC 9110 §9.3.1",
    "POST" "word-http-post" "RFC 9110 §9.3.3",
    "PUT" "word-http-put" "RFC 9110 §9.3.4",
    "DELETE" "word-http-delete" "RFC 9110 §9.3.5",
};
