//! What providers do that no protocol asks for, as data: what is known of it, from where, and what
//! is made of it here. `docs/gmail-like.md` is this page for readers.

use mailscope_base::AccountId;
use mailscope_store::{Change, Expunged, Fetched, Labels, PopAccess, PopWindow, Store, StoreError};

/// How a provider treats its accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderProfile {
    /// The name that scenarios use.
    pub name: &'static str,
    /// When the sources were read; providers change.
    pub as_of: &'static str,
    /// What the accounts' owners find set, where mailboxes are labels.
    pub labels: Option<Labels>,
    /// What is known of the provider.
    pub facts: &'static [Fact],
    /// What is otherwise than at the provider.
    pub simplified: &'static [&'static str],
}

/// One thing that a provider does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Names the fact; its conversation is `crates/server/tests/gmail/*/ID.txt`.
    pub id: &'static str,
    /// What the provider does.
    pub says: &'static str,
    /// Where that is written.
    pub source: Source,
    /// What is made of it here.
    pub here: &'static str,
}

/// Where a fact is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who says it.
    pub by: Witness,
    /// The page.
    pub url: &'static str,
    /// How old the copy of it is that was read, as far as it tells.
    pub dated: &'static str,
}

/// Who says what a provider does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// The provider itself.
    Provider,
    /// Others, who have observed it.
    Others,
}

const fn google(url: &'static str, dated: &'static str) -> Source {
    Source { by: Witness::Provider, url, dated }
}

const fn observed(url: &'static str, dated: &'static str) -> Source {
    Source { by: Witness::Others, url, dated }
}

/// What the RFCs leave open is left open.
pub const BY_THE_BOOK: ProviderProfile =
    ProviderProfile { name: "by-the-book", as_of: "", labels: None, facts: &[], simplified: &[] };

/// Like Gmail.
pub const GMAIL_LIKE: ProviderProfile = ProviderProfile {
    name: "gmail-like",
    as_of: "2026-11-22",
    labels: Some(Labels {
        auto_expunge: true,
        expunged: Expunged::Archive,
        sent_copy: true,
        pop: PopAccess { window: PopWindow::AllMail, fetched: Fetched::LeaveInInbox },
    }),
    facts: FACTS,
    simplified: SIMPLIFIED,
};

const UNDATED: &str = "undated";
const API: Source = google("https://developers.google.com/gmail/api", UNDATED);
const API_LABELS: Source = google("https://developers.google.com/gmail/api/guides/labels", UNDATED);
const API_SETTINGS: Source =
    google("https://developers.google.com/gmail/api/guides/pop_imap_settings", "2025-08-28");
const IMAP_SETTINGS: Source =
    google("https://developers.google.com/gmail/api/reference/rest/v1/ImapSettings", "2025-07-25");
const IMAP_EXTENSIONS: Source =
    google("https://developers.google.com/gmail/imap/imap-extensions", UNDATED);
const ACTIONS: Source =
    google("https://support.google.com/mail/answer/77657", "undated; an older copy 2009-06-30");
const CLIENTS: Source = google("https://support.google.com/mail/answer/78892", "about 2012");
const POP: Source = google("https://support.google.com/a/answer/6089246", "2025 or later");
const SENT_TWICE: Source =
    observed("https://github.com/nodemailer/wildduck/wiki/Gmail-sending", UNDATED);
const NO_DELE: Source = observed("https://www.chilkatsoft.com/p/p_184.asp", "2007-05-30");

const FACTS: &[Fact] = &[
    Fact {
        id: "labels",
        says: "One mail may bear several labels, and each label is a mailbox of IMAP: copying to \
               several mailboxes applies their labels.",
        source: ACTIONS,
        here: "COPY gives the mail one more place; all places have one EMAILID, and a label takes \
               no room of the quota.",
    },
    Fact {
        id: "mailboxes",
        says: "The special mailboxes lie below [Gmail], and every LIST tells what they are for.",
        source: IMAP_EXTENSIONS,
        here: "All Mail, Drafts, Sent Mail, Spam, Starred and Trash; without Important.",
    },
    Fact {
        id: "system_labels",
        says: "System labels can be neither deleted nor modified.",
        source: API,
        here: "DELETE and RENAME of them are refused with NO [CANNOT].",
    },
    Fact {
        id: "remove_label",
        says: "Deleting a message from a mailbox removes that label; the mail is still in All Mail.",
        source: CLIENTS,
        here: "As it says.",
    },
    Fact {
        id: "auto_expunge",
        says: "autoExpunge: a message is expunged as soon as it is marked as deleted; otherwise \
               when the client asks for it.",
        source: IMAP_SETTINGS,
        here: "On unless it is switched off. The session that has marked hears of it as soon as \
               RFC 9051 §7.5.1 allows: after UID STORE at once, after STORE with the next command.",
    },
    Fact {
        id: "expunge_behavior",
        says: "expungeBehavior: what becomes of a message that is expunged from the last visible \
               mailbox: it is archived, moved to the trash, or deleted forever.",
        source: IMAP_SETTINGS,
        here: "All Mail does not count as a visible mailbox, otherwise nothing would ever be the \
               last one. Archived unless set otherwise.",
    },
    Fact {
        id: "trash",
        says: "What goes to [Gmail]/Trash leaves all mailboxes; what is deleted there, or in Spam, \
               is gone for good.",
        source: ACTIONS,
        here: "As it says, for MOVE and COPY alike; and what is taken out of the trash is in All \
               Mail again.",
    },
    Fact {
        id: "all_mail",
        says: "An app that tries to empty All Mail fails.",
        source: CLIENTS,
        here: "What EXPUNGE takes out of All Mail comes back with a new UID, unless \
               expungeBehavior is another one and no label is left.",
    },
    Fact {
        id: "flags",
        says: "Unread and starred are labels of the message; a flag is a star.",
        source: API_LABELS,
        here: "All flags but \\Deleted are the same in all places of a mail; \\Flagged and the \
               mailbox Starred follow each other.",
    },
    Fact {
        id: "sent_copy",
        says: "What is submitted is copied to [Gmail]/Sent Mail.",
        source: CLIENTS,
        here: "When the submission is accepted, and with \\Seen.",
    },
    Fact {
        id: "sent_twice",
        says: "If an app stores its own copy among sent mail, it takes the place of the server's: \
               same Message-ID and Date.",
        source: SENT_TWICE,
        here: "As it says, among the newest twenty.",
    },
    Fact {
        id: "pop_once",
        says: "POP hands each mail out once: what a client has fetched by RETR no client sees \
               again, whether or not it says DELE, provided that the session ends with QUIT.",
        source: POP,
        here: "As it says. TOP does not count.",
    },
    Fact {
        id: "pop_dele",
        says: "DELE deletes nothing: the setting decides what becomes of a mail that was fetched.",
        source: NO_DELE,
        here: "DELE is accepted, and means nothing at QUIT.",
    },
    Fact {
        id: "pop_all_mail",
        says: "POP shows the oldest 250 conversations that have not been fetched, from all mail but \
               spam and trash; what a mail app has sent counts as fetched.",
        source: POP,
        here: "The oldest 250 messages.",
    },
    Fact {
        id: "pop_window",
        says: "accessWindow: POP is off, on for all mail, or for what comes from now on.",
        source: API_SETTINGS,
        here: "As it says. Where it is off, a login is refused.",
    },
    Fact {
        id: "pop_disposition",
        says: "disposition: what was fetched stays in INBOX unread, is marked as read, is archived, \
               or goes to the trash.",
        source: API_SETTINGS,
        here: "At QUIT.",
    },
    Fact {
        id: "pop_recent",
        says: "Who logs in as recent:NAME sees the mail of the last 30 days, whoever has fetched it.",
        source: POP,
        here: "With USER and with APOP. What such a session fetches is not marked as fetched, and \
               the disposition does not apply to it: of that the sources say nothing.",
    },
];

const SIMPLIFIED: &[&str] = &[
    "Logins are with passwords. Google has ended that for most accounts and asks for OAuth.",
    "There is no X-GM-EXT-1, so labels cannot be fetched, stored or searched by themselves; \
     otherwise IMAP and POP3 offer here what they offer by the book.",
    "There are no conversations, no categories, no [Gmail]/Important, no spam filter.",
    "Nothing is deleted from Trash and Spam after 30 days, and there is no maxFolderSize.",
    "A copy to a mailbox where the mail is already takes the place of the older one: it gets a new UID \
     there, also in All Mail.",
    "A level [Gmail] is listed only as the parent of its mailboxes.",
    "In January 2026 Google stopped to fetch mail of other accounts by POP (and Gmailify). That is \
     about Gmail as a client and changes nothing here: others can still fetch mail from Gmail.",
];

impl ProviderProfile {
    /// Every one of them.
    pub const ALL: [&'static Self; 2] = [&BY_THE_BOOK, &GMAIL_LIKE];

    /// The profile of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|profile| profile.name == name)
    }

    /// Gives an account what the provider's accounts have from the beginning.
    pub fn apply(&self, store: &mut Store, account: AccountId) -> Result<Vec<Change>, StoreError> {
        self.labels.map_or_else(|| Ok(Vec::new()), |labels| store.keep_labels(account, labels))
    }
}
