//! The examples of the RFCs, how they are spelled here, and what their grammars do not allow.

use mailscope_wire::imap::Command;

/// Commands with their spelling here; empty where it is the same.
#[track_caller]
fn read(table: &[(&str, &str)]) {
    for (text, spelled) in table {
        let text = format!("{text}\r\n");
        let command =
            Command::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text}: {bad:?}"));
        let spelled = if spelled.is_empty() { text } else { format!("{spelled}\r\n") };
        let ours = command.encode().concat();
        assert_eq!(String::from_utf8_lossy(&ours), spelled);
    }
}

#[track_caller]
fn refuse(table: &[&str]) {
    for text in table {
        let command = Command::parse(format!("{text}\r\n").as_bytes());
        assert!(command.is_err(), "{text}: {command:?}");
    }
}

/// RFC 9051 §6, RFC 3501 §6, RFC 4315, RFC 6851.
#[test]
fn of_imap() {
    read(&[
        ("abcd CAPABILITY", ""),
        ("a002 noop", "a002 NOOP"),
        ("A023 LOGOUT", ""),
        ("a001 LOGIN SMITH SESAME", ""),
        ("A142 SELECT inbox", "A142 SELECT INBOX"),
        ("A932 EXAMINE blurdybloop", ""),
        ("A003 CREATE owatagusiam/", ""),
        ("A101 LIST \"\" \"\"", ""),
        ("A202 LIST ~/Mail/ %", "A202 LIST ~/Mail/ \"%\""),
        ("A002 IDLE", ""),
        ("A341 CLOSE", ""),
        ("A342 UNSELECT", ""),
        ("A202 EXPUNGE", ""),
        ("A003 UID EXPUNGE 3000:3002", ""),
        ("A654 FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])", ""),
        ("a FETCH 1 body[]<0.2048>", "a FETCH 1 BODY[]<0.2048>"),
        ("a FETCH 1 BODY.PEEK[4.2.2.1]", ""),
        ("a FETCH 1 BODY[3.header.fields.not (x)]", "a FETCH 1 BODY[3.HEADER.FIELDS.NOT (x)]"),
        ("a FETCH 1 FAST", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE)"),
        ("a FETCH 1 ALL", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)"),
        ("a FETCH 1 FULL", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY)"),
        ("a FETCH 1 (RFC822.HEADER BODYSTRUCTURE)", ""),
        ("A999 UID FETCH 4827313:4828442 FLAGS", ""),
        ("A003 STORE 2:4 +FLAGS (\\Deleted)", ""),
        ("a STORE 1 flags.silent \\seen $Junk", "a STORE 1 FLAGS.SILENT (\\Seen $Junk)"),
        ("A003 COPY 2:4 MEETING", ""),
        ("a UID MOVE 42:69 foo", ""),
        ("a002 STARTTLS", ""),
        ("a001 AUTHENTICATE GSSAPI", ""),
        ("a002 ENABLE CONDSTORE X-GOOD-IDEA", ""),
        ("A683 DELETE blurdybloop", ""),
        ("A683 RENAME blurdybloop sarasoop", ""),
        ("A002 SUBSCRIBE #news.comp.mail.mime", ""),
        ("A002 UNSUBSCRIBE #news.comp.mail.mime", ""),
        ("A001 NAMESPACE", ""),
        ("A042 STATUS blurdybloop (UIDNEXT MESSAGES)", ""),
        ("A002 LSUB \"#news.\" \"comp.mail.*\"", "A002 LSUB #news. \"comp.mail.*\""),
        ("FXXZ CHECK", ""),
        (
            "A003 APPEND saved-messages (\\Seen) {4+}\r\nMail",
            "A003 APPEND saved-messages (\\Seen) {4}\r\nMail",
        ),
        ("a APPEND x \" 7-Feb-1994 21:52:25 -0800\" {1}\r\nx", ""),
    ]);
}

/// RFC 9051 §6.4.4, §6.4.5, RFC 3501 §6.4.4.
#[test]
fn of_search_and_fetch() {
    read(&[
        (
            "A282 SEARCH RETURN (MIN COUNT) FLAGGED SINCE 1-Feb-1994 NOT FROM \"Smith\"",
            "A282 SEARCH RETURN (MIN COUNT) FLAGGED SINCE 1-Feb-1994 NOT FROM Smith",
        ),
        (
            "A283 SEARCH RETURN () FLAGGED SINCE 1-Feb-1994 NOT FROM \"Smith\"",
            "A283 SEARCH RETURN () FLAGGED SINCE 1-Feb-1994 NOT FROM Smith",
        ),
        ("A284 SEARCH TEXT \"string not in mailbox\"", ""),
        ("A285 SEARCH CHARSET UTF-8 TEXT {12}\r\n\u{436}\u{436}\u{436}\u{436}\u{436}\u{436}", ""),
        ("a SEARCH since \"01-feb-1994\"", "a SEARCH SINCE 1-Feb-1994"),
        ("a SEARCH OR (1 2) NOT (DELETED)", "a SEARCH OR (1 2) NOT DELETED"),
        ("a SEARCH (SEEN ALL)", "a SEARCH SEEN ALL"),
        ("a SEARCH HEADER Message-ID \"\"", ""),
        ("a SEARCH KEYWORD $Junk UNKEYWORD x LARGER 9223372036854775807 SMALLER 0", ""),
        ("a UID SEARCH UID 1:*,7", ""),
        ("a SEARCH NEW OLD RECENT", ""),
        ("A654 FETCH $ BINARY.PEEK[1.2]<0.3>", ""),
        ("a FETCH 1 (BINARY[] BINARY.SIZE[4])", ""),
    ]);
}

#[test]
fn what_is_no_imap() {
    refuse(&[
        "a STARTTLS now",
        "a ENABLE",
        "a DELETE",
        "a DELETE a b",
        "a RENAME a",
        "a STATUS a",
        "a STATUS a ()",
        "a STATUS a MESSAGES",
        "a LSUB \"\" (a)",
        "a APPEND x",
        "a APPEND x \"not a literal\"",
        "a APPEND x () () {1}\r\nx",
        "a APPEND x (\\Recent) {1}\r\nx",
        "a APPEND x \"7-Feb-1994 21:52:25 -0800\" {1}\r\nx",
        "a SEARCH",
        "a SEARCH ()",
        "a SEARCH  ALL",
        "a SEARCH SINCE 1-Feb-94",
        "a SEARCH SINCE 30-Feb-1994",
        "a SEARCH SINCE 001-Feb-1994",
        "a SEARCH LARGER 9223372036854775808",
        "a SEARCH LARGER -1",
        "a SEARCH OR ALL",
        "a SEARCH KEYWORD \"x\"",
        "a SEARCH RETURN ALL",
        "a SEARCH RETURN (SIZE) ALL",
        "a SEARCH 0",
        "a SEARCH 1:$",
        "a FETCH $,1 FLAGS",
        "a FETCH 1 BINARY[HEADER]",
        "a FETCH 1 BINARY.SIZE[1]<0.3>",
        "a FETCH 1 BODY[]<0.0>",
    ]);
}

/// RFC 5258 §5, RFC 5819 §3, RFC 6154 §5, RFC 9051 §6.3.9.
#[test]
fn of_extended_lists() {
    read(&[
        ("A02 LIST (SUBSCRIBED) \"\" \"*\"", ""),
        ("A03 LIST () \"\" \"%\" RETURN (CHILDREN)", "A03 LIST \"\" \"%\" RETURN (CHILDREN)"),
        ("A04 LIST (REMOTE) \"\" \"%\" RETURN (CHILDREN)", ""),
        ("A05 LIST (REMOTE SUBSCRIBED) \"\" \"*\"", ""),
        ("A08 LIST \"\" \"*\" RETURN (SUBSCRIBED CHILDREN)", ""),
        (
            "BBB LIST \"\" (\"INBOX\" \"Drafts\" \"Sent/%\")",
            "BBB LIST \"\" (INBOX Drafts \"Sent/%\")",
        ),
        ("C04 LIST (SUBSCRIBED RECURSIVEMATCH) \"\" \"%\" RETURN (SUBSCRIBED)", ""),
        (
            "A01 LIST \"\" % RETURN (STATUS (MESSAGES UNSEEN))",
            "A01 LIST \"\" \"%\" RETURN (STATUS (MESSAGES UNSEEN))",
        ),
        ("t1 list (special-use) \"\" \"*\"", "t1 LIST (SPECIAL-USE) \"\" \"*\""),
        ("t2 LIST \"\" \"%\" RETURN (SPECIAL-USE)", ""),
        ("a LIST () \"\" \"\"", "a LIST \"\" \"\" RETURN ()"),
        ("a LIST \"\" (\"\")", "a LIST \"\" \"\" RETURN ()"),
        ("t1 CREATE MyDrafts (USE (\\Drafts))", ""),
        ("t2 CREATE Everything (USE (\\All \\Archive))", ""),
    ]);
    refuse(&[
        "a LIST (RECURSIVEMATCH) \"\" *",
        "a LIST (REMOTE RECURSIVEMATCH) \"\" *",
        "a LIST (SPECIAL-USE RECURSIVEMATCH) \"\" *",
        "a LIST (CHILDREN) \"\" *",
        "a LIST \"\" ()",
        "a LIST \"\" * RETURN",
        "a LIST \"\" * RETURN (REMOTE)",
        "a LIST \"\" * RETURN (STATUS)",
        "a LIST \"\" * RETURN (STATUS ())",
        "a CREATE x (USE \\Sent)",
        "a CREATE x (USE (Sent))",
        "a CREATE x ()",
    ]);
}

/// RFC 2971 §3.1, RFC 4959 §5, RFC 8437 §5, RFC 9208 §4.1, RFC 3502 §4, RFC 6855 §4, RFC 3516 §4.
#[test]
fn of_sessions_quotas_and_messages() {
    read(&[
        (
            "a023 ID (\"name\" \"sodr\" \"version\" \"19.34\" \"vendor\" \"Pink Floyd Music Limited\")",
            "",
        ),
        ("a042 ID NIL", ""),
        ("a ID (\"name\" NIL)", ""),
        ("a ID ()", ""),
        ("A01 AUTHENTICATE PLAIN dGVzdAB0ZXN0AHRlc3Q=", ""),
        ("A authenticate external =", "A AUTHENTICATE EXTERNAL ="),
        ("A010 UNAUTHENTICATE", ""),
        ("G0001 GETQUOTA \"!partition/sda4\"", "G0001 GETQUOTA !partition/sda4"),
        ("G0002 GETQUOTAROOT inbox", "G0002 GETQUOTAROOT INBOX"),
        ("S0000 SETQUOTA \"\" (STORAGE 512)", ""),
        (
            "S0001 SETQUOTA \"\" (STORAGE 512 message 9)",
            "S0001 SETQUOTA \"\" (STORAGE 512 MESSAGE 9)",
        ),
        ("a SETQUOTA x ()", ""),
        (
            "A003 APPEND saved-messages (\\Seen) {2}\r\nab (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {3}\r\ncde",
            "",
        ),
        ("a APPEND x ~{3}\r\na\0b", ""),
        ("a APPEND x ~{1+}\r\nb", "a APPEND x ~{1}\r\nb"),
        ("a APPEND x UTF8 (~{1}\r\nb)", ""),
        ("a APPEND x UTF8 (~{1}\r\nb) ~{1}\r\nc {1}\r\nd", ""),
    ]);
    refuse(&[
        "a ID",
        "a ID \"name\"",
        "a ID (\"name\")",
        "a ID (NIL \"x\")",
        "a AUTHENTICATE PLAIN dGVzdA",
        "a AUTHENTICATE PLAIN dGVzdB==",
        "a AUTHENTICATE PLAIN ",
        "a AUTHENTICATE PLAIN = =",
        "a UNAUTHENTICATE PLAIN",
        "a GETQUOTA",
        "a SETQUOTA \"\" (STORAGE)",
        "a SETQUOTA \"\" (STORAGE 9223372036854775808)",
        "a SETQUOTA \"\" STORAGE 5",
        "a APPEND x UTF8 {1}\r\nb",
        "a APPEND x UTF8 ({1}\r\nb)",
        "a LOGIN ~{1}\r\na b",
    ]);
}

/// RFC 7162 §3.1, §3.2.
#[test]
fn of_condstore_and_qresync() {
    read(&[
        ("A142 SELECT INBOX (CONDSTORE)", ""),
        ("A02 SELECT INBOX (QRESYNC (67890007 20050715194045000 41,43:211,214:541))", ""),
        ("B04 SELECT INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541))", ""),
        ("A03 SELECT INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541 (1,3 41,45)))", ""),
        (
            "a EXAMINE x (QRESYNC (1 2 (3 4)) CONDSTORE)",
            "a EXAMINE x (CONDSTORE QRESYNC (1 2 (3 4)))",
        ),
        (
            "s100 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 12345)",
            "s100 UID FETCH 1:* FLAGS (CHANGEDSINCE 12345)",
        ),
        (
            "s100 UID FETCH 300:500 (FLAGS) (CHANGEDSINCE 12345 VANISHED)",
            "s100 UID FETCH 300:500 FLAGS (CHANGEDSINCE 12345 VANISHED)",
        ),
        ("a FETCH 1:3 (MODSEQ)", "a FETCH 1:3 MODSEQ"),
        ("a103 UID STORE 6,4,8 (UNCHANGEDSINCE 12121230045) +FLAGS.SILENT (\\Deleted)", ""),
        ("B001 STORE 12 (UNCHANGEDSINCE 0) +FLAGS.SILENT ($MDNSent)", ""),
        ("a SEARCH MODSEQ \"/flags/\\\\draft\" all 620162338", "a SEARCH MODSEQ 620162338"),
        ("t SEARCH OR NOT MODSEQ 720162338 LARGER 50000", ""),
        ("a STATUS blurdybloop (UIDNEXT MESSAGES HIGHESTMODSEQ)", ""),
        ("a UID FETCH 1 PREVIEW (CHANGEDSINCE 5)", ""),
    ]);
    refuse(&[
        "a SELECT x ()",
        "a SELECT x CONDSTORE",
        "a SELECT x (QRESYNC)",
        "a SELECT x (QRESYNC (0 1))",
        "a SELECT x (QRESYNC (1 0))",
        "a SELECT x (QRESYNC (1))",
        "a SELECT x (QRESYNC (1 2 *))",
        "a SELECT x (QRESYNC (1 2 1:*))",
        "a SELECT x (QRESYNC (1 2 (3)))",
        "a FETCH 1 FLAGS (CHANGEDSINCE 0)",
        "a FETCH 1 FLAGS (CHANGEDSINCE 9223372036854775808)",
        "a FETCH 1 FLAGS ()",
        "a STORE 1 (UNCHANGEDSINCE 1 UNCHANGEDSINCE 2) FLAGS ()",
        "a STORE 1 () FLAGS ()",
        "a SEARCH MODSEQ \"/flags/x\" 5",
        "a SEARCH MODSEQ \"x\" all 5",
    ]);
}

/// RFC 5256 §3, RFC 5267 §4, RFC 5032 §3, RFC 5182 §2, RFC 8474 §6, RFC 8514 §4, RFC 8970 §3.
#[test]
fn of_searches() {
    read(&[
        ("A282 SORT (SUBJECT) UTF-8 SINCE 1-Feb-1994", ""),
        ("A283 SORT (SUBJECT REVERSE DATE) UTF-8 ALL", ""),
        ("A284 SORT (SUBJECT) US-ASCII TEXT \"not in mailbox\"", ""),
        ("E01 UID SORT RETURN (COUNT ALL) (REVERSE DATE) UTF-8 UNDELETED", ""),
        (
            "A283 THREAD ORDEREDSUBJECT UTF-8 SINCE 5-MAR-2000",
            "A283 THREAD ORDEREDSUBJECT UTF-8 SINCE 5-Mar-2000",
        ),
        ("A284 uid thread references \"UTF-8\" 1:5", "A284 UID THREAD REFERENCES UTF-8 1:5"),
        ("a1 SEARCH UNSEEN YOUNGER 259200", ""),
        ("a SEARCH OLDER 1", ""),
        (
            "A282 SEARCH RETURN (SAVE) FLAGGED SINCE 1-Feb-1994 NOT FROM \"Smith\"",
            "A282 SEARCH RETURN (SAVE) FLAGGED SINCE 1-Feb-1994 NOT FROM Smith",
        ),
        ("A285 SEARCH RETURN (SAVE MIN MAX) $ SMALLER 4096", ""),
        ("a UID SEARCH RETURN (COUNT) UID $ OR $ 1,3000:3021", ""),
        ("B283 UID FETCH $ (FLAGS UID)", ""),
        ("a STORE $ +FLAGS (x)", ""),
        ("a MOVE $ y", ""),
        ("26 SEARCH EMAILID M6d99ac3275bb4e", ""),
        ("a SEARCH THREADID T64b478a75b7ea9", ""),
        ("a FETCH 1 (EMAILID THREADID SAVEDATE)", ""),
        ("a STATUS foo (MAILBOXID)", ""),
        (
            "a SEARCH SAVEDBEFORE 1-Jan-2020 SAVEDON \"2-Jan-2020\" SAVEDSINCE 3-Jan-2020",
            "a SEARCH SAVEDBEFORE 1-Jan-2020 SAVEDON 2-Jan-2020 SAVEDSINCE 3-Jan-2020",
        ),
        ("a SEARCH SAVEDATESUPPORTED", ""),
        ("A2 FETCH 1 (PREVIEW (LAZY))", "A2 FETCH 1 PREVIEW (LAZY)"),
        ("a FETCH 1:4 (FLAGS PREVIEW (lazy) UID)", "a FETCH 1:4 (FLAGS PREVIEW (LAZY) UID)"),
    ]);
    refuse(&[
        "a SORT (SUBJECT) ALL",
        "a SORT () UTF-8 ALL",
        "a SORT SUBJECT UTF-8 ALL",
        "a SORT (REVERSE REVERSE DATE) UTF-8 ALL",
        "a SORT (DISPLAYFROM) UTF-8 ALL",
        "a THREAD REFS UTF-8 ALL",
        "a THREAD REFERENCES ALL",
        "a SEARCH OLDER 0",
        "a SEARCH YOUNGER x",
        "a SEARCH EMAILID \"a\"",
        "a SEARCH EMAILID a.b",
        "a SEARCH SAVEDON",
        "a FETCH 1 (PREVIEW ())",
        "a FETCH 1 PREVIEW (LAZY",
        "a FETCH 1 PREVIEW=FUZZY",
    ]);
}

/// RFC 5465 §3 to §6.
#[test]
fn of_notify() {
    read(&[
        ("a NOTIFY NONE", ""),
        ("a NOTIFY SET (SELECTED (MessageNew (UID FLAGS) MessageExpunge FlagChange))", ""),
        ("a NOTIFY SET STATUS (personal NONE)", "a NOTIFY SET STATUS (PERSONAL NONE)"),
        (
            "a notify set (selected (MessageNew (uid body.peek[header.fields (from to subject)]) MessageExpunge)) \
          (subtree Lists (MessageNew))",
            "a NOTIFY SET (SELECTED (MessageNew (UID BODY.PEEK[HEADER.FIELDS (from to subject)]) MessageExpunge)) \
          (SUBTREE Lists (MessageNew))",
        ),
        (
            "a NOTIFY SET (mailboxes INBOX (Messagenew messageExpunge)) (Subtree (a b) (MailboxName))",
            "a NOTIFY SET (MAILBOXES INBOX (MessageNew MessageExpunge)) (SUBTREE (a b) (MailboxName))",
        ),
        ("a NOTIFY SET (SELECTED-DELAYED (VendorEvent))", ""),
    ]);
    refuse(&[
        "a NOTIFY",
        "a NOTIFY SET",
        "a NOTIFY SET STATUS",
        "a NOTIFY SET (SELECTED)",
        "a NOTIFY SET (SELECTED ())",
        "a NOTIFY SET (SELECTED MessageNew)",
        "a NOTIFY SET (MAILBOXES (MessageNew))",
        "a NOTIFY SET (EVERYTHING NONE)",
        "a NOTIFY NONE NONE",
        "a NOTIFY SET (SELECTED (MessageNew ()))",
    ]);
}
