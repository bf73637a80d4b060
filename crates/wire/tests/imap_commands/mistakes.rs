//! What a learner is told of typical mistakes: what was expected, and at which column.

use mailscope_wire::imap::Command;

#[track_caller]
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(line, expected)| {
            let text = format!("a {line}\r\n");
            let told = match Command::parse(text.as_bytes()) {
                Ok(command) => format!("{:?}", command.body),
                Err(bad) => bad.diagnostic.sentence(),
            };
            (told != format!("expected {expected}")).then(|| format!("{line}\n    {told}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_is_missing_is_named() {
    check(&[
        ("LOGIN", "userid at column 8"),
        ("LOGIN joe", "password at column 12"),
        ("FETCH", "sequence-set at column 8"),
        ("FETCH 1", "\",\", \"(\", macro or fetch-att at column 10"),
        ("STORE 1 +FLAGS", "flag at column 17"),
        ("STORE 1", "\",\" or store-att-flags at column 10"),
        ("COPY 1", "\",\" or mailbox at column 9"),
        ("SELECT", "mailbox at column 9"),
        ("RENAME a", "mailbox at column 11"),
        ("LIST", "mailbox at column 7"),
        ("LIST \"\"", "mbox-or-pat at column 10"),
        ("LIST \"\" * RETURN", "\"(\" at column 19"),
        ("STATUS INBOX", "\"(\" at column 15"),
        ("APPEND INBOX", "append-message at column 15"),
        ("AUTHENTICATE", "auth-type at column 15"),
        ("ENABLE", "capability at column 9"),
        ("ID", "id_params_list at column 5"),
        ("ID (\"name\")", "SP at column 13"),
        ("SEARCH", "search-program at column 9"),
        ("SEARCH FROM", "astring at column 14"),
        ("SEARCH NOT", "search-key at column 13"),
        ("SEARCH OR SEEN", "search-key at column 17"),
        ("SEARCH SINCE", "date at column 15"),
        ("SEARCH UID", "sequence-set at column 13"),
        ("SEARCH CHARSET UTF-8", "search-key at column 23"),
        ("SEARCH RETURN (COUNT)", "search-program at column 24"),
        ("SORT (DATE) UTF-8", "search-key at column 20"),
        ("THREAD REFERENCES", "search-criteria at column 20"),
        ("UID", "COPY, EXPUNGE, FETCH, MOVE, SEARCH, SORT, STORE or THREAD at column 6"),
        ("UID EXPUNGE", "sequence-set at column 14"),
        ("NOTIFY", "\"SET\" or \"NONE\" at column 9"),
        ("NOTIFY SET", "event-group at column 13"),
        ("GETQUOTA", "quota-root-name at column 11"),
        ("SETQUOTA \"\" (STORAGE)", "SP at column 23"),
    ]);
}

#[test]
fn what_does_not_fit_is_pointed_at() {
    check(&[
        ("XYZZY", "command verb at column 3"),
        (" NOOP", "command verb at column 3"),
        ("NOOP x", "CRLF at column 7"),
        ("LOGIN joe secret more", "CRLF at column 19"),
        ("LOGIN \"joe secret", "DQUOTE at column 20"),
        ("FETCH FLAGS", "sequence-set at column 9"),
        ("FETCH 0 FLAGS", "sequence-set at column 9"),
        ("FETCH 1-3 FLAGS", "\":\", \",\" or SP at column 10"),
        ("FETCH 1, 2 FLAGS", "seq-number at column 11"),
        ("FETCH 1 FLAGS, UID", "CRLF at column 16"),
        ("FETCH 1 FLAGS UID", "fetch-modifiers or CRLF at column 16"),
        ("FETCH 1 (FLAGS, UID)", "SP or \")\" at column 17"),
        ("FETCH 1 (FLAGS UID", "SP or \")\" at column 21"),
        ("FETCH 1 ()", "fetch-att at column 12"),
        ("FETCH 1 (ALL)", "fetch-att at column 12"),
        ("FETCH 1 ENVELOP", "\"(\", macro or fetch-att at column 11"),
        ("FETCH 1 BODY[HEADERS]", "section-spec at column 16"),
        ("FETCH 1 BODY[MIME]", "section-spec at column 16"),
        ("FETCH 1 BODY[HEADER.FIELDS From]", "header-list at column 30"),
        ("FETCH 1 BODY[]<0>", "\".\" at column 19"),
        ("FETCH 1 BODY []", "fetch-modifiers or CRLF at column 15"),
        ("FETCH 1 FLAGS (CHANGEDSINCE 0)", "mod-sequence-value at column 31"),
        ("FETCH 1 FLAGS (SINCE 5)", "fetch-modifier at column 18"),
        ("FETCH 1 PREVIEW (FAST)", "fetch-modifier at column 20"),
        ("STORE 1 \\Seen", "store-att-flags at column 11"),
        ("STORE 1 FLAGS \\Recent", "flag at column 17"),
        // A comma is an ATOM-CHAR, so the flag is one that nobody knows.
        ("STORE 1 +FLAGS (\\Seen, \\Deleted)", "\")\" or flag at column 19"),
        ("STORE 1 (UNCHANGEDSINCE x) FLAGS ()", "mod-sequence-valzer at column 27"),
        ("SELECT my folder", "select-params or CRLF at column 12"),
        ("SELECT INBOX CONDSTORE", "select-params or CRLF at column 15"),
        ("SELECT INBOX (CONDSTOR)", "select-param at column 17"),
        ("SELECT INBOX (QRESYNC (1 2 *))", "known-uids at column 30"),
        ("LIST *", "mailbox at column 8"),
        ("LIST \"\" * (SUBSCRIBED)", "list-return-opts at column 13"),
        ("LIST \"\" * RETURN (SUBSCRIBE)", "\")\" or return-option at column 21"),
        ("LIST (RECURSIVEMATCH) \"\" *", "SP or list-select-base-opt at column 23"),
        ("STATUS INBOX MESSAGES", "\"(\" at column 16"),
        ("STATUS INBOX (MESSAGE)", "status-att at column 17"),
        ("APPEND INBOX \"text\"", "date-day-fixed at column 17"),
        ("APPEND INBOX \"31-Feb-2020 00:00:00 +0000\" {1}\r\nx", "date-time at column 16"),
        ("APPEND INBOX \\Seen {1}\r\nx", "append-data at column 16"),
        ("APPEND INBOX {x}", "number64 at column 17"),
        ("AUTHENTICATE PLAIN foo", "initial-resp at column 22"),
        ("ID (name \"x\")", "\")\" or string at column 7"),
        ("CREATE x (USE (Sent))", "\")\" or use-attr at column 18"),
        ("SEARCH SUBJECT hello world", "search-key at column 24"),
        ("SEARCH SINCE 2020-01-01", "date at column 16"),
        ("SEARCH SINCE 1-January-2020", "date-month at column 18"),
        ("SEARCH \\Seen", "search-program at column 10"),
        ("SEARCH KEYWORD \\Seen", "flag-keyword at column 18"),
        ("SEARCH LARGER 5k", "SP or CRLF at column 18"),
        ("SEARCH OLDER 0", "nz-number at column 16"),
        ("SEARCH RETURN MIN ALL", "\"(\" at column 17"),
        ("SEARCH RETURN (MINIMUM) ALL", "\")\" or search-return-opt at column 18"),
        ("SEARCH EMAILID a.b", "objectid at column 18"),
        ("SORT DATE UTF-8 ALL", "sort-criteria at column 8"),
        ("SORT (NAME) UTF-8 ALL", "sort-criterion at column 9"),
        ("THREAD UTF-8 ALL", "thread-alg at column 10"),
        (
            "UID 5 FETCH FLAGS",
            "COPY, EXPUNGE, FETCH, MOVE, SEARCH, SORT, STORE or THREAD at column 7",
        ),
        ("NOTIFY SET SELECTED (MessageNew)", "event-group at column 14"),
        ("NOTIFY SET (SELECTED MessageNew)", "events at column 24"),
        ("NOTIFY SET (ALL (MessageNew))", "filter-mailboxes at column 15"),
        ("SETQUOTA \"\" (STORAGE x)", "resource-limit at column 24"),
    ]);
}
