"""Python's imaplib, a client nobody here wrote, against `mailscope serve`.

Arguments: port, folder with the .eml files that were loaded, in the order of their names.
"""

import imaplib
import pathlib
import sys


def ok(answer):
    status, data = answer
    assert status == "OK", answer
    return data


def connect(port):
    session = imaplib.IMAP4("127.0.0.1", port)
    ok(session.login("ada", "seestern"))
    return session


def main(port, folder):
    mails = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.eml"))]

    wrong = imaplib.IMAP4("127.0.0.1", port)
    try:
        wrong.login("ada", "guess")
    except imaplib.IMAP4.error as refused:
        assert b"AUTHENTICATIONFAILED" in refused.args[0], refused
    else:
        raise AssertionError("a wrong password was accepted")
    wrong.logout()

    one, two = connect(port), connect(port)
    names = b" ".join(ok(one.list()))
    for name in (b"INBOX", b"Trash", b"Sent", b"Drafts"):
        assert name in names, names
    assert b"\\Trash" in names, names

    assert ok(one.select("INBOX")) == [str(len(mails)).encode()]
    assert ok(two.select("INBOX")) == [str(len(mails)).encode()]

    # Every octet, for every message, and PEEK leaves no trace (RFC 9051 §6.4.5).
    for number, mail in enumerate(mails, 1):
        data = ok(one.fetch(str(number), "(BODY.PEEK[])"))
        assert data[0][1] == mail, number
        size = ok(one.fetch(str(number), "(RFC822.SIZE)"))[0]
        assert b"RFC822.SIZE %d" % len(mail) in size, size
    assert b"\\Seen" not in ok(one.fetch("1", "(FLAGS)"))[0]

    # Reading without PEEK sets \Seen, and the other session hears of it.
    ok(one.fetch("1", "(BODY[])"))
    assert b"\\Seen" in ok(one.fetch("1", "(FLAGS)"))[0]
    ok(two.noop())
    assert any(b"\\Seen" in line for line in two.response("FETCH")[1]), "not told"

    # A flag, by UID.
    uid = ok(one.fetch("2", "(UID)"))[0].split()[-1].rstrip(b")").decode()
    ok(one.uid("STORE", uid, "+FLAGS", "(\\Flagged)"))
    assert b"\\Flagged" in ok(two.fetch("2", "(FLAGS)"))[0]
    ok(one.uid("STORE", uid, "-FLAGS", "(\\Flagged)"))
    assert b"\\Flagged" not in ok(two.fetch("2", "(FLAGS)"))[0]

    # Into another mailbox and out of this one.
    ok(one.create("School"))
    ok(one.uid("COPY", uid, "School"))
    ok(one.store("2", "+FLAGS", "(\\Deleted)"))
    assert ok(one.expunge()) == [b"2"]
    ok(two.noop())
    assert two.response("EXPUNGE")[1] == [b"2"]
    assert ok(two.fetch("2", "(BODY.PEEK[])"))[0][1] == mails[2]
    assert ok(one.select("School")) == [b"1"]
    assert ok(one.fetch("1", "(BODY.PEEK[])"))[0][1] == mails[1]

    status, _ = one.select("Nowhere")
    assert status == "NO"
    one.logout()
    two.logout()
    print("imaplib: ok,", len(mails), "messages")


main(int(sys.argv[1]), sys.argv[2])
