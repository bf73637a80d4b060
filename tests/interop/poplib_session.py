"""Python's poplib, a client nobody here wrote, against `mailscope serve`.

Arguments: port, folder with the .eml files that were loaded, in the order of their names.
"""

import pathlib
import poplib
import sys


def connect(port):
    session = poplib.POP3("127.0.0.1", port)
    session.user("ada")
    session.pass_("seestern")
    return session


def refused(action):
    try:
        action()
    except poplib.error_proto as answer:
        return answer.args[0]
    raise AssertionError("was not refused")


def main(port, folder):
    mails = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.eml"))]

    one = connect(port)
    # The maildrop is locked for one session at a time (RFC 1939 §4, RFC 2449 §8.1.1).
    two = poplib.POP3("127.0.0.1", port)
    two.user("ada")
    assert b"[IN-USE]" in refused(lambda: two.pass_("seestern"))
    two.quit()

    count, octets = one.stat()
    assert (count, octets) == (len(mails), sum(map(len, mails))), (count, octets)
    listing = [tuple(map(int, line.split())) for line in one.list()[1]]
    assert listing == [(n, len(mail)) for n, mail in enumerate(mails, 1)]
    ids = [line.split()[1] for line in one.uidl()[1]]
    assert len(set(ids)) == len(mails)

    for number, mail in enumerate(mails, 1):
        lines = one.retr(number)[1]
        assert b"".join(line + b"\r\n" for line in lines) == mail, number

    # DELE only marks; RSET takes the marks back (RFC 1939 §5).
    one.dele(1)
    assert one.stat()[0] == len(mails) - 1
    assert b"-ERR" in refused(lambda: one.retr(1))
    one.rset()
    assert one.stat()[0] == len(mails)

    # A connection that is lost without QUIT removes nothing (RFC 1939 §6).
    one.dele(1)
    one.close()
    again = connect(port)
    assert again.stat()[0] == len(mails)

    again.dele(1)
    again.quit()
    last = connect(port)
    assert last.stat()[0] == len(mails) - 1
    assert [line.split()[1] for line in last.uidl()[1]] == ids[1:], "unique-ids stay"
    assert b"".join(line + b"\r\n" for line in last.retr(1)[1]) == mails[1]
    last.quit()
    print("poplib: ok,", len(mails), "messages")


main(int(sys.argv[1]), sys.argv[2])
