"""A program by others fetches a maildrop: in clear, by STLS, by TLS from the start; every octet arrives.

Arguments: the ports, an empty folder, the folder with the shipped mails, the server's certificate and
the program's name.
"""

import pathlib
import poplib
import shlex
import ssl
import subprocess
import sys

import post
from post import PASSWORD, USER, run

PLAIN, STLS, TLS = "in clear", "STLS", "TLS"


class Poplib:
    def __init__(self, ports, certificate, _):
        self.ports, self.context = ports, ssl.create_default_context(cafile=certificate)

    def __call__(self, way, _):
        if way == TLS:
            session = poplib.POP3_SSL("localhost", self.ports["pop3s"], context=self.context)
        else:
            session = poplib.POP3("localhost", self.ports["pop3"])
        if way == STLS:
            session.stls(self.context)
        assert "UIDL" in session.capa() and "TOP" in session.capa()
        if way == PLAIN:
            session.apop(USER, PASSWORD)
        else:
            session.user(USER)
            session.pass_(PASSWORD)
        found = []
        for number in range(1, session.stat()[0] + 1):
            lines = session.retr(number)[1]
            found.append(b"".join(line + b"\r\n" for line in lines))
            assert session.top(number, 10**6)[1] == lines, number
        session.quit()
        return found


class Curl:
    def __init__(self, ports, certificate, _):
        self.ports, self.certificate = ports, certificate

    def __call__(self, way, count):
        name, scheme = ("pop3s", "pop3s") if way == TLS else ("pop3", "pop3")
        url = f"{scheme}://localhost:{self.ports[name]}/"
        login = {PLAIN: ["AUTH=+APOP"], STLS: ["AUTH=PLAIN"], TLS: []}[way]
        common = ["--silent", "--show-error", "--max-time", "20", "--cacert", self.certificate]
        tls = ["--ssl-reqd"] if way == STLS else []
        user = ["--user", f"{USER}:{PASSWORD}", *(["--login-options", *login] if login else [])]
        return [run("curl", *common, *tls, *user, f"{url}{number}") for number in range(1, count + 1)]


def maildir(folder):
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


def files(folder):
    return [path.read_bytes() for part in ("cur", "new") for path in (folder / part).iterdir()]


class Fetchmail:
    def __init__(self, ports, certificate, folder):
        self.ports, self.certificate, self.folder = ports, certificate, folder

    def __call__(self, way, _):
        target = self.folder / f"mails-{way.replace(' ', '-')}"
        target.mkdir()
        rc = self.folder / "fetchmailrc"
        port = self.ports["pop3s" if way == TLS else "pop3"]
        tls = {
            PLAIN: "sslproto ''",
            STLS: f"sslproto 'TLS1.2+' sslcertck sslcertfile {self.certificate}",
            TLS: f"ssl sslcertck sslcertfile {self.certificate}",
        }[way]
        mda = f"cat > {shlex.quote(str(target))}/$$"
        rc.write_text(f"""
set invisible
set no bouncemail
poll localhost port {port} protocol pop3
  user {USER} password {PASSWORD} is root here
  fetchall keep no rewrite {tls}
  mda "{mda}"
""")
        rc.chmod(0o600)
        run("fetchmail", "--fetchmailrc", str(rc), "--pidfile", str(self.folder / "pid"),
            env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "FETCHMAILHOME": str(self.folder)})
        return [path.read_bytes() for path in target.iterdir()]


class Getmail:
    def __init__(self, ports, certificate, folder):
        self.ports, self.certificate, self.folder = ports, certificate, folder

    def __call__(self, way, _):
        # On a busy machine getmail sometimes never finishes within TLS; which end waits for which is
        # not known. A run that hangs is told, and begun again: what counts is what a whole run fetches.
        for attempt in range(1, 4):
            try:
                return self.fetch(way, attempt)
            except subprocess.TimeoutExpired as hang:
                print(f"getmail, {way}: attempt {attempt} hung for {hang.timeout} s")
        raise AssertionError(f"getmail, {way}: hung three times")

    def fetch(self, way, attempt):
        home = self.folder / f"getmail-{way.replace(' ', '-')}-{attempt}"
        target = home / "mail"
        target.mkdir(parents=True)
        kind = "SimplePOP3SSLRetriever" if way == TLS else "SimplePOP3Retriever"
        port = self.ports["pop3s" if way == TLS else "pop3"]
        certificate = f"ca_certs = {self.certificate}" if way == TLS else ""
        (home / "getmailrc").write_text(f"""
[retriever]
type = {kind}
server = localhost
port = {port}
username = {USER}
password = {PASSWORD}
use_apop = {"true" if way == PLAIN else "false"}
{certificate}
[destination]
# Its own ways to a folder refuse to work for root.
type = MDA_external
path = /bin/sh
arguments = ("-c", "cat > $0/$$", "{target}")
allow_root_commands = true
[options]
read_all = true
delete = false
delivered_to = false
received = false
verbose = 0
""")
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        run("getmail", f"--getmaildir={home}", patience=40, env=environment)
        return [path.read_bytes() for path in target.iterdir()]


class Mpop:
    def __init__(self, ports, certificate, folder):
        self.ports, self.certificate, self.folder = ports, certificate, folder

    def __call__(self, way, _):
        target = maildir(self.folder / f"mpop-{way.replace(' ', '-')}")
        port = self.ports["pop3s" if way == TLS else "pop3"]
        tls = {PLAIN: ["--tls=off"], STLS: ["--tls=on", "--tls-starttls=on"],
               TLS: ["--tls=on", "--tls-starttls=off"]}[way]
        login = {PLAIN: "apop", STLS: "scram-sha-256", TLS: "user"}[way]
        run("mpop", "--host=localhost", f"--port={port}", f"--user={USER}", f"--auth={login}",
            f"--passwordeval=echo {PASSWORD}", *tls, f"--tls-trust-file={self.certificate}",
            f"--delivery=maildir,{target}", "--keep=on", "--received-header=off", "--half-quiet",
            f"--uidls-file={self.folder}/uidls-{way}", "--pipelining=on")
        return files(target)


# The ways that a program has.
PROGRAMS = {
    "poplib": (Poplib, [PLAIN, STLS, TLS]),
    "curl": (Curl, [PLAIN, STLS, TLS]),
    "fetchmail": (Fetchmail, [PLAIN, STLS, TLS]),
    "getmail": (Getmail, [PLAIN, TLS]),
    "mpop": (Mpop, [PLAIN, STLS, TLS]),
}


def main(ports, folder, shipped, certificate, name):
    program, ways = PROGRAMS[name]
    fetch = program(ports, certificate, pathlib.Path(folder))
    # getmail writes with Python's `email`, which adds an empty line behind a mail within a mail.
    mails = post.mails(shipped, mails_within_mails=name != "getmail")
    if name == "curl":
        mails = mails[:3] + mails[8:18] + mails[-12:]
    post.fill(ports["imap"], mails)
    for way in ways:
        found = fetch(way, len(mails))
        post.same(mails, found, f"{name}, {way}")


if __name__ == "__main__":
    ports, folder, shipped, certificate, more = post.arguments(sys.argv)
    main(ports, folder, shipped, certificate, *more)
