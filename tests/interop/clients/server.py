"""What the server says it has, asked by Python's imaplib: the side that all clients are compared with."""

import collections
import hashlib
import imaplib
import re
import socket

USER, PASSWORD = "ada", "seestern"
# Recent is a session's, not the message's.
NOT_KEPT = {"\\recent"}


def ok(answer):
    status, data = answer
    assert status == "OK", answer
    return data


def digest(mail):
    return hashlib.sha256(mail).hexdigest()


def flags_of(words):
    return " ".join(sorted(word.lower() for word in words if word.lower() not in NOT_KEPT))


class Server:
    def __init__(self, port):
        self.session = imaplib.IMAP4("127.0.0.1", int(port))
        # It sends a literal and the end of its line apart, and would wait between them.
        self.session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ok(self.session.login(USER, PASSWORD))

    def names(self):
        names = []
        for line in ok(self.session.list()):
            attributes, name = re.match(rb'\(([^)]*)\) "/" "?([^"]*)"?$', line).groups()
            if b"\\noselect" not in attributes.lower():
                names.append(name.decode())
        return sorted(names)

    def append(self, mailbox, mail, flags=(), date='" 1-Mar-2026 12:00:00 +0100"'):
        ok(self.session.append(mailbox, "(" + " ".join(flags) + ")", date, mail))

    def command(self, mailbox, *words):
        """One UID command in a mailbox."""
        ok(self.session.select(quoted(mailbox)))
        answer = ok(self.session.uid(*words))
        ok(self.session.unselect())
        return answer

    def uids(self, mailbox):
        return self.command(mailbox, "SEARCH", "ALL")[0].decode().split()

    def expunge(self, mailbox, uids):
        ok(self.session.select(quoted(mailbox)))
        ok(self.session.uid("STORE", ",".join(uids), "+FLAGS.SILENT", r"(\Deleted)"))
        ok(self.session.expunge())
        ok(self.session.unselect())

    def messages(self, mailbox):
        """UID, flags and octets of each message."""
        ok(self.session.select(quoted(mailbox), readonly=True))
        data = ok(self.session.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])"))
        ok(self.session.unselect())
        found = []
        for item in data:
            if not isinstance(item, tuple):
                continue
            head, mail = item
            uid = re.search(rb"UID (\d+)", head).group(1).decode()
            flags = re.search(rb"FLAGS \(([^)]*)\)", head).group(1).decode().split()
            found.append((uid, flags_of(flags), mail))
        return found

    def snapshot(self, keep=lambda flags: flags, mail_of=lambda mail: mail):
        """For each mailbox: how often there is which message with which flags."""
        view = {}
        for name in self.names():
            messages = self.messages(name)
            view[name] = collections.Counter(
                (digest(mail_of(mail)), keep(flags)) for _, flags, mail in messages
            )
        return view


def quoted(mailbox):
    return '"' + mailbox.replace("\\", "\\\\").replace('"', '\\"') + '"'


def same(one, other, when):
    """Fails with what differs."""
    assert sorted(one) == sorted(other), f"{when}: mailboxes {sorted(one)} and {sorted(other)}"
    for name in one:
        lost, more = one[name] - other[name], other[name] - one[name]
        assert not lost and not more, (
            f"{when}: {name}: only on the server {list(lost.items())[:3]} ({lost.total()}), "
            f"only at the client {list(more.items())[:3]} ({more.total()})"
        )
    total = sum(view.total() for view in one.values())
    print(f"{when}: {len(one)} mailboxes, {total} messages, the same on both sides")
