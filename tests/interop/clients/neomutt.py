"""NeoMutt, its keys pressed by a script: it reads all, marks, deletes, moves, copies in both directions.

Arguments: the port, an empty folder, the folder with the shipped mails.
"""

import collections
import os
import pathlib
import re
import subprocess
import sys

from mails import generate
from maildir_sync import crlf, files, letters, FLAGS, system_flags
from server import PASSWORD, USER, Server, digest, same


# It writes these into what it saves: the octets and lines of the body, and what was read.
OWN_FIELDS = re.compile(rb"(?m)^(Content-Length|Lines|Status): \w+\r\n")


def plain(mail):
    head, end, body = crlf(mail).partition(b"\r\n\r\n")
    return OWN_FIELDS.sub(b"", head + b"\r\n") + end[2:] + body


class NeoMutt:
    def __init__(self, port, folder):
        self.folder = folder
        self.rc = folder / "neomuttrc"
        self.rc.write_text(f"""
set folder = "imap://{USER}@127.0.0.1:{port}/"
set imap_user = "{USER}"
set imap_pass = "{PASSWORD}"
set ssl_starttls = no
set ssl_force_tls = no
set mbox_type = Maildir
set confirm_append = no
set confirm_create = no
set delete = yes
set quit = yes
set resolve = no
set wait_key = no
set mark_old = no
set save_empty = yes
set read_inc = 1000
set write_inc = 1000
set sort = mailbox-order
set auto_tag = no
set maildir_trash = no
set beep = no
set tmpdir = "{folder}"
""")

    def keys(self, mailbox, keys):
        """Opens a mailbox and presses keys; the last ones end the program."""
        rc = self.folder / "keys"
        rc.write_text(f"source {self.rc}\npush \"{keys}<sync-mailbox><exit>\"\n")
        # It wants a terminal; `script` gives it one.
        command = f"neomutt -n -F {rc} -f '{mailbox}'"
        environment = {**os.environ, "TERM": "xterm", "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["script", "-qec", command, "/dev/null"],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=90,
        )
        assert done.returncode == 0, (keys, done.stdout[-600:])

    def on(self, pattern, command):
        return f"<untag-pattern>~A<enter><tag-pattern>{pattern}<enter><tag-prefix>{command}"

    def snapshot(self, names, when):
        view = {}
        for number, name in enumerate(names):
            target = self.folder / f"view-{when}-{number}"
            for part in ("cur", "new", "tmp"):
                (target / part).mkdir(parents=True)
            self.keys(f"+{name}", self.on("~A", f"<copy-message>\\Cu{target}<enter>"))
            view[name] = collections.Counter(
                (digest(plain(path.read_bytes())), " ".join(sorted(FLAGS[x] for x in letters(path))))
                for path in files(target)
            )
        return view


def main(port, folder, shipped):
    folder = pathlib.Path(folder)
    server = Server(port)
    mails = generate(shipped)
    server.session.create("Schule")
    for number, mail in enumerate(mails[:280]):
        flags = [f for f, every in (("\\Seen", 2), ("\\Answered", 5), ("\\Flagged", 7)) if number % every == 0]
        server.append("INBOX" if number < 220 else "Schule", mail, flags)
    client = NeoMutt(port, folder)
    names = ["INBOX", "Schule"]

    def check(when):
        view = {name: found for name, found in server.snapshot(system_flags, plain).items() if name in names}
        same(view, client.snapshot(names, when.replace(" ", "-")), f"neomutt, {when}")

    check("first time")
    uids = server.uids("INBOX")
    server.command("INBOX", "STORE", ",".join(uids[:20]), "FLAGS", r"(\Seen \Flagged)")
    server.expunge("INBOX", uids[50:60])
    server.command("INBOX", "MOVE", ",".join(uids[60:70]), "Schule")
    for mail in mails[280:290]:
        server.append("INBOX", mail)
    check("changes on the server")

    before = server.snapshot(system_flags, plain)
    client.keys("+INBOX", client.on("~s attachment", "<set-flag>!"))
    attached = server.command("INBOX", "SEARCH", "SUBJECT", "attachment")[0].split()
    flagged = server.command("INBOX", "SEARCH", "FLAGGED", "SUBJECT", "attachment")[0].split()
    assert attached and attached == flagged, (attached, flagged)
    dots = len(server.command("INBOX", "SEARCH", "SUBJECT", "Dots")[0].split())
    client.keys("+INBOX", "<delete-pattern>~s Dots<enter>")
    assert dots and not server.command("INBOX", "SEARCH", "SUBJECT", "Dots")[0].split()
    long = len(server.command("INBOX", "SEARCH", "SUBJECT", "Long")[0].split())
    client.keys("+INBOX", client.on("~s Long", "<save-message>\\Cu+Schule<enter>"))
    assert long and not server.command("INBOX", "SEARCH", "SUBJECT", "Long")[0].split()
    new = folder / "new"
    for part in ("cur", "new", "tmp"):
        (new / part).mkdir(parents=True)
    for number, mail in enumerate(mails[290:300]):
        name = f"177200{number:04}.judge.here:2,S"
        (new / "cur" / name).write_bytes(mail.replace(b"\r\n", b"\n"))
    client.keys(str(new), client.on("~A", "<copy-message>\\Cu+Schule<enter>"))
    after = server.snapshot(system_flags, plain)
    assert after["INBOX"].total() == before["INBOX"].total() - dots - long
    assert after["Schule"].total() == before["Schule"].total() + long + 10
    uploaded = {digest(mail) for mail in mails[290:300]}
    changed = uploaded - {octets for octets, _ in after["Schule"]}
    assert not changed, f"{len(changed)} new mails arrived changed"
    check("changes at the client")


if __name__ == "__main__":
    main(*sys.argv[1:])
