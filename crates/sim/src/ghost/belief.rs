//! Wrong rules that many people hold, by name.

/// A wrong rule about mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belief {
    /// "Whoever fetches mail by POP3 deletes it on the server." It is a setting of the app.
    Pop3AlwaysDeletes,
    /// "POP3 works with one device only: what the first fetches, the second never gets."
    Pop3WorksWithOneDevice,
    /// "DELE removes the mail at once." It marks; QUIT removes (RFC 1939 §5, §6).
    DeleWorksAtOnce,
    /// "Deleted mail is in the trash, on every device." What Delete does is a setting of each app.
    DeletingMovesToTrashEverywhere,
    /// "Under IMAP every device shows every change at once." A device knows what it was told.
    ImapIsInstant,
    /// "Without network there is no mail to read under IMAP." A device keeps what it has fetched.
    ImapNeedsTheNetwork,
    /// "Read or unread belongs to the mail." Under POP3 it belongs to the device.
    ReadBelongsToTheMail,
    /// "The folder for sent mail fills itself: that is part of IMAP." Somebody has to file a copy.
    SentIsPartOfImap,
    /// "Mail goes straight to the other person's computer, which must be on." Servers keep it.
    MailGoesStraightToTheComputer,
    /// "Folders are the same everywhere, because it is all e-mail." POP3 has none.
    FoldersSyncBecauseItIsEmail,
    /// "With TLS nobody can read it." TLS protects one hop, and each server reads all of it.
    TlsMeansNobodyReads,
    /// "Message 3 is message 3." Numbers are given anew in each session (RFC 1939 §4).
    MessageThreeIsMessageThree,
}

impl Belief {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Pop3AlwaysDeletes,
        Self::Pop3WorksWithOneDevice,
        Self::DeleWorksAtOnce,
        Self::DeletingMovesToTrashEverywhere,
        Self::ImapIsInstant,
        Self::ImapNeedsTheNetwork,
        Self::ReadBelongsToTheMail,
        Self::SentIsPartOfImap,
        Self::MailGoesStraightToTheComputer,
        Self::FoldersSyncBecauseItIsEmail,
        Self::TlsMeansNobodyReads,
        Self::MessageThreeIsMessageThree,
    ];

    /// Its name in files, and the id of its words.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pop3AlwaysDeletes => "pop3-always-deletes",
            Self::Pop3WorksWithOneDevice => "pop3-works-with-one-device",
            Self::DeleWorksAtOnce => "dele-works-at-once",
            Self::DeletingMovesToTrashEverywhere => "deleting-moves-to-trash-everywhere",
            Self::ImapIsInstant => "imap-is-instant",
            Self::ImapNeedsTheNetwork => "imap-needs-the-network",
            Self::ReadBelongsToTheMail => "read-belongs-to-the-mail",
            Self::SentIsPartOfImap => "sent-is-part-of-imap",
            Self::MailGoesStraightToTheComputer => "mail-goes-straight-to-the-computer",
            Self::FoldersSyncBecauseItIsEmail => "folders-sync-because-it-is-email",
            Self::TlsMeansNobodyReads => "tls-means-nobody-reads",
            Self::MessageThreeIsMessageThree => "message-three-is-message-three",
        }
    }

    /// The one of that name.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}
