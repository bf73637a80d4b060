"""A program that keeps a maildir and the server alike, in both directions.

Arguments: mbsync or offlineimap, the port, an empty folder, the folder with the shipped mails.
"""

import collections
import pathlib
import re
import subprocess
import sys

from mails import crlf, generate
from server import PASSWORD, USER, Server, digest, same

FLAGS = {"S": "\\seen", "R": "\\answered", "F": "\\flagged", "T": "\\deleted", "D": "\\draft"}
KEPT = set(FLAGS.values())
# The programs mark what they upload with a field of their own, to find it again.
OWN_FIELDS = re.compile(rb"(?m)^(X-TUID|X-OfflineIMAP): [^\r\n]*\r\n")


def plain(mail):
    return OWN_FIELDS.sub(b"", crlf(mail))


def system_flags(flags):
    """Maildirs have letters for these flags only."""
    return " ".join(flag for flag in flags.split() if flag in KEPT)


class Mbsync:
    renames = True

    def __init__(self, port, folder):
        self.mail = folder / "mail"
        self.mail.mkdir()
        self.rc = folder / "mbsyncrc"
        self.rc.write_text(f"""
IMAPAccount judge
Host 127.0.0.1
Port {port}
User {USER}
Pass {PASSWORD}
SSLType None
AuthMechs LOGIN

IMAPStore server
Account judge

MaildirStore here
Path {self.mail}/
Inbox {self.mail}/INBOX
SubFolders Verbatim

Channel all
Far :server:
Near :here:
Patterns *
Create Both
Remove Both
Expunge Both
CopyArrivalDate yes
SyncState *
""")
        self.command = ["mbsync", "-q", "-c", str(self.rc), "all"]

    def delete(self, path):
        path.unlink()


class OfflineImap:
    # It makes the old name anew on the server, where it misses it.
    renames = False

    def __init__(self, port, folder):
        self.mail = folder / "mail"
        self.rc = folder / "offlineimaprc"
        self.rc.write_text(f"""
[general]
accounts = judge
metadata = {folder}/metadata
fsync = False
ui = quiet
[Account judge]
localrepository = here
remoterepository = server
[Repository here]
type = Maildir
localfolders = {self.mail}
sep = /
[Repository server]
type = IMAP
remotehost = 127.0.0.1
remoteport = {port}
remoteuser = {USER}
remotepass = {PASSWORD}
ssl = no
starttls = no
auth_mechanisms = LOGIN
maxconnections = 1
""")
        self.command = ["offlineimap", "-o", "-c", str(self.rc)]

    def delete(self, path):
        path.unlink()


def folders(mail):
    return sorted(path.parent for path in mail.rglob("cur"))


def letters(path):
    _, _, info = path.name.partition(":2,")
    return {letter for letter in info if letter in FLAGS}


def files(folder):
    return [path for part in ("cur", "new") for path in sorted((folder / part).iterdir())]


def snapshot(mail):
    view = {}
    for folder in folders(mail):
        view[str(folder.relative_to(mail))] = collections.Counter(
            (digest(plain(path.read_bytes())), " ".join(sorted(FLAGS[x] for x in letters(path))))
            for path in files(folder)
        )
    return view


def set_letters(path, letters):
    base, _, _ = path.name.partition(":2,")
    path.rename(path.parent.parent / "cur" / f"{base}:2,{''.join(sorted(letters))}")


def fill(server, mails):
    names = ["INBOX", "Schule", "Schule/Band", "Archiv 2025"]
    for name in names[1:]:
        server.session.create(f'"{name}"')
    for number, mail in enumerate(mails):
        flags = [
            flag
            for flag, every in (("\\Seen", 2), ("\\Answered", 5), ("\\Flagged", 7), ("\\Draft", 31))
            if number % every == 0
        ]
        name = names[0] if number < 200 else names[1 + number % 3]
        server.append(f'"{name}"', mail, flags)


def change_server(server, mails):
    uids = server.uids("INBOX")
    server.command("INBOX", "STORE", ",".join(uids[:20]), "+FLAGS", r"(\Seen \Flagged)")
    server.command("INBOX", "STORE", ",".join(uids[20:40]), "-FLAGS", r"(\Seen)")
    server.command("INBOX", "STORE", ",".join(uids[40:45]), "FLAGS", r"(\Answered)")
    server.expunge("INBOX", uids[50:60])
    server.command("INBOX", "MOVE", ",".join(uids[60:70]), "Schule")
    server.command("INBOX", "COPY", ",".join(uids[70:75]), "Trash")
    for mail in mails:
        server.append("INBOX", mail)
    assert server.session.create("Neu")[0] == "OK"
    server.append("Neu", mails[0], ["\\Seen"])


def change_client(client, mails):
    inbox = client.mail / "INBOX"
    here = files(inbox)
    for path in here[10:30]:
        set_letters(path, letters(path) | {"S", "F"})
    for path in here[30:50]:
        set_letters(path, letters(path) - {"F", "S"})
    for path in here[50:60]:
        client.delete(path)
    for number, mail in enumerate(mails):
        name = f"1772000000.judge{number}.here"
        (inbox / "new" / name).write_bytes(mail.replace(b"\r\n", b"\n"))
    marked = inbox / "cur" / "1772000001.judge.here:2,FS"
    marked.write_bytes(mails[0].replace(b"\r\n", b"\n"))
    for part in ("cur", "new", "tmp"):
        (client.mail / "Lokal" / part).mkdir(parents=True)
    (client.mail / "Lokal" / "cur" / "1772000002.judge.here:2,S").write_bytes(
        mails[1].replace(b"\r\n", b"\n")
    )


def main(program, port, folder, shipped):
    folder = pathlib.Path(folder)
    server = Server(port)
    mails = generate(shipped, mails_within_mails=program != "offlineimap")
    fill(server, mails[:280])
    client = {"mbsync": Mbsync, "offlineimap": OfflineImap}[program](port, folder)

    def sync(when):
        done = subprocess.run(client.command, capture_output=True, timeout=120)
        said = (done.stdout + done.stderr).decode(errors="replace")
        assert done.returncode == 0, f"{when}: {program} ended with {done.returncode}: {said}"
        view = server.snapshot(system_flags, plain)
        same(view, snapshot(client.mail), f"{program}, {when}")
        return view

    def names_follow():
        """A new name is a new folder; the old one stays here, since there is mail in it."""
        assert server.session.rename("Neu", "Neuer")[0] == "OK"
        subprocess.run(client.command, check=True, capture_output=True, timeout=120)
        here = snapshot(client.mail)
        here.pop("Neu")
        same(server.snapshot(system_flags, plain), here, f"{program}, a mailbox renamed on the server")

    first = sync("first time")
    assert sum(view.total() for view in first.values()) == 280, first
    assert sync("nothing new") == first
    change_server(server, mails[280:290])
    after = sync("changes on the server")
    assert sum(view.total() for view in after.values()) == 280 - 10 + 5 + 10 + 1
    change_client(client, mails[290:300])
    after = sync("changes at the client")
    assert sum(view.total() for view in after.values()) == 286 - 10 + 10 + 2
    assert "Lokal" in after, sorted(after)
    assert sync("nothing new again") == after
    if client.renames:
        names_follow()


if __name__ == "__main__":
    main(*sys.argv[1:])
