"""Three hundred mails, always the same ones: those of the first scenario several times with ids of
their own, and synthetic ones in the shapes that mailboxes are full of.

Left out, since clients change such mails themselves and nothing could be compared: a CR or LF that
stands alone, a zero octet, a mail whose last line has no end. offlineimap is not given mails within
mails: Python's `email`, which it writes with, adds an empty line after them.
"""

import base64
import pathlib
import random

COUNT = 300
WORDS = "Probe Band Schule Kuchen morgen Termin Noten Konzert bring the and later maybe Grüße".split()


def generate(folder, mails_within_mails=True):
    """All mails, with CRLF."""
    dice = random.Random(9051)
    shipped = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.eml"))]
    mails = []
    for round_ in range(6):
        for number, mail in enumerate(shipped):
            mails.append(with_id(mail, f"<round{round_}-{number}@interop.example>"))
    kinds = [plain, eight_bit, long_lines, attachment, no_subject, no_body, dots, large]
    if mails_within_mails:
        kinds.append(nested)
    while len(mails) < COUNT:
        kind = kinds[len(mails) % len(kinds)]
        mails.append(crlf(kind(f"<synthetic{len(mails)}@interop.example>", dice)))
    return mails


def crlf(mail):
    return mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def with_id(mail, own):
    head, _, body = crlf(mail).partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n")]
    for at, line in enumerate(lines):
        if line.lower().startswith(b"message-id:"):
            lines[at] = b"Message-ID: " + own.encode()
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def header(own, dice, subject):
    day, hour = dice.randrange(1, 29), dice.randrange(24)
    return (
        f"From: {dice.choice(['Ben', 'Clara', 'Emre'])} <sender{dice.randrange(9)}@sued.example>\n"
        f"To: Ada Sommer <ada@nord.example>\n"
        f"Date: Sun, {day:02} Feb 2026 {hour:02}:15:00 +0100\n"
        f"Message-ID: {own}\n"
        f"Subject: {subject}\n"
    )


def text(dice, lines=8):
    return "".join(" ".join(dice.choices(WORDS, k=9)) + "\n" for _ in range(lines))


def ascii_text(dice, lines=8):
    return text(dice, lines).replace("ü", "ue").replace("ß", "ss")


def plain(own, dice):
    return (header(own, dice, "Plain") + "\n" + ascii_text(dice)).encode()


def eight_bit(own, dice):
    mime = "MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n"
    mime += "Content-Transfer-Encoding: 8bit\n"
    subject = "=?utf-8?q?Gr=C3=BC=C3=9Fe?="
    return (header(own, dice, subject) + mime + "\n" + text(dice)).encode("iso-8859-1")


def long_lines(own, dice):
    line = " ".join(dice.choices(WORDS, k=200)).replace("ü", "u").replace("ß", "s")[:990]
    return (header(own, dice, "Long lines") + "\n" + (line + "\n") * 4).encode()


def attachment(own, dice, octets=4000):
    data = base64.encodebytes(dice.randbytes(octets)).decode()
    return (
        header(own, dice, "With an attachment")
        + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_b\"\n\n"
        + "--=_b\nContent-Type: text/plain\n\n" + ascii_text(dice)
        + "--=_b\nContent-Type: application/octet-stream; name=data.bin\n"
        + "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=data.bin\n\n"
        + data + "--=_b--\n"
    ).encode()


def no_subject(own, dice):
    return (header(own, dice, "") + "\n" + ascii_text(dice)).encode()


def no_body(own, dice):
    return (header(own, dice, "No body") + "\n").encode()


def dots(own, dice):
    body = ".\n..\n. one\nFrom here on\n>From there\n  leading and trailing   \n\n\n"
    return (header(own, dice, "Dots and From") + "\n" + body).encode()


def nested(own, dice):
    inner = header("<inner>", dice, "Inner") + "\n" + ascii_text(dice, 3)
    return (
        header(own, dice, "Fwd: Inner")
        + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\nPreamble\n"
        + "--o\nContent-Type: multipart/alternative; boundary=i\n\n"
        + "--i\n\nplain\n--i\nContent-Type: text/html\n\n<p>html</p>\n--i--\n"
        + "--o\nContent-Type: message/rfc822\n\n" + inner + "--o--\nEpilogue\n"
    ).encode()


def large(own, dice):
    return attachment(own, dice, 60_000)
