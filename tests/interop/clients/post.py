"""What the programs that send and fetch mail have in common: the mails, who sends to whom, what arrives.

A mail arrives as it was sent, octet for octet, but for the fields that a server adds on its way (RFC
5321 section 4.4), and an end of the last line where there was none.
"""

import collections
import imaplib
import json
import poplib
import socket
import subprocess
import time

from mails import crlf, generate
from server import digest

USER, OTHER, PASSWORD = "ada", "ben", "seestern"
FROM, TO = "ada@nord.example", "ben@nord.example"
# Seconds within which a message that was accepted is there.
PATIENCE = 20
# poplib reads lines of 2 KB, unless it is told of longer ones.
poplib._MAXLINE = 100_000
HEAD = b"From: Ada Sommer <ada@nord.example>\r\nDate: Sun, 01 Mar 2026 12:00:00 +0100\r\n"


def mails(folder, count=30, mails_within_mails=True):
    """Some of each kind, and what is hard in SMTP and POP3."""
    usual = generate(folder, mails_within_mails)
    hard = [
        b".\r\n", b"..\r\n.\r\n", b".x\r\n.", b"no end of the last line", b"", b"\r\n\r\n.\r\n\r\n",
        b"Gr\xfc\xdfe\r\n", b"x" * 998 + b"\r\n", b"y" * 7_000 + b"\r\n", b" .\r\n.\t\r\n",
        b"From the beginning\r\n>From there\r\n", b"z\r\n" * 20_000,
    ]
    texts = usual[:8] + usual[-(count - 8):]
    for nth, body in enumerate(hard):
        own = f"Message-ID: <hard{nth}@interop.example>\r\nSubject: hard {nth}\r\n\r\n"
        texts.append(HEAD + own.encode() + body)
    return texts


def ended(mail):
    """With an end of its last line, which a message on its way has (RFC 5321 section 4.1.1.4)."""
    mail = crlf(mail)
    return mail if mail.endswith(b"\r\n") else mail + b"\r\n"


ADDED = (b"return-path:", b"received:")


def without_trace(mail):
    """Without the fields that were added above the mail. Ours has the trace fields of each mail as its
    first lines, so they are taken away from both."""
    lines = mail.split(b"\r\n")
    at = 0
    while at < len(lines):
        if lines[at].lower().startswith(ADDED):
            at += 1
            while at < len(lines) and lines[at][:1] in (b" ", b"\t"):
                at += 1
        else:
            break
    return b"\r\n".join(lines[at:])


def sums(mails, change=lambda mail: mail):
    return collections.Counter(digest(change(without_trace(ended(mail)))) for mail in mails)


def fetch(port, user=OTHER, delete=True):
    """All mail of an account, by poplib."""
    session = poplib.POP3("127.0.0.1", port)
    session.user(user)
    session.pass_(PASSWORD)
    found = []
    for number in range(1, session.stat()[0] + 1):
        found.append(b"".join(line + b"\r\n" for line in session.retr(number)[1]))
        if delete:
            session.dele(number)
    session.quit()
    return found


def arrived(port, count, user=OTHER):
    """What has arrived, once it is so many mails; they are removed."""
    end = time.monotonic() + PATIENCE
    found = []
    while len(found) < count and time.monotonic() < end:
        found += fetch(port, user)
        time.sleep(0.05)
    return found


def fill(port, texts, user=USER):
    """Puts mails into INBOX as they are."""
    session = imaplib.IMAP4("127.0.0.1", port)
    session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    session.login(user, PASSWORD)
    for mail in texts:
        status, answer = session.append("INBOX", "()", None, mail)
        assert status == "OK", answer
    session.logout()


def same(mails, found, when, change=lambda mail: mail):
    wanted, seen = sums(mails, change), sums(found, change)
    lost, more = wanted - seen, seen - wanted
    if lost or more:
        changed = [mail for mail in mails if not sums([mail], change) <= seen]
        others = [mail for mail in found if not sums([mail], change) <= wanted]
        raise AssertionError(
            f"{when}: {lost.total()} of {wanted.total()} changed or lost, {more.total()} others:\n"
            f"{[mail[-600:] for mail in changed[:2]]}\n{[mail[-600:] for mail in others[:2]]}"
        )
    print(f"{when}: {wanted.total()} mails, every octet the same")


def run(*command, text=None, tolerated=(0,), patience=100, **more):
    done = subprocess.run(command, input=text, capture_output=True, timeout=patience, **more)
    said = (done.stdout + done.stderr).decode(errors="replace")[-2000:]
    assert done.returncode in tolerated, f"{command} ended with {done.returncode}: {said}"
    return done.stdout


def arguments(argv):
    """Ports by their names, the folder for files, the shipped mails, the certificate, and more."""
    ports = json.loads(argv[1])
    return ports, argv[2], argv[3], argv[4], argv[5:]
