"""A program by others submits mail: in clear, by STARTTLS, by TLS from the start; every octet arrives.

Arguments: the ports, an empty folder, the folder with the shipped mails, the server's certificate, the
program's name, and for nodemailer Node and its packages.
"""

import json
import pathlib
import smtplib
import ssl
import subprocess
import sys

import post
from post import FROM, PASSWORD, TO, USER, run

PLAIN, STARTTLS, TLS = "in clear", "STARTTLS", "TLS"


class Smtplib:
    logins = {"CRAM": None, "PLAIN": "auth_plain", "LOGIN": "auth_login"}

    def __init__(self, ports, certificate, *_):
        self.ports, self.context = ports, ssl.create_default_context(cafile=certificate)

    def __call__(self, way, mails):
        if way == TLS:
            session = smtplib.SMTP_SSL("localhost", self.ports["submissions"], context=self.context)
        else:
            session = smtplib.SMTP("localhost", self.ports["submission"])
        with session:
            if way == STARTTLS:
                session.starttls(context=self.context)
            session.ehlo()
            session.user, session.password = USER, PASSWORD
            name = "LOGIN" if way == TLS else "PLAIN"
            session.auth(name, getattr(session, self.logins[name]))
            for nth, mail in enumerate(mails):
                options = ["BODY=8BITMIME"] if nth % 2 else []
                refused = session.sendmail(FROM, [TO], mail, options)
                assert not refused, refused


class Curl:
    def __init__(self, ports, certificate, folder, *_):
        self.ports, self.certificate, self.folder = ports, certificate, folder

    def __call__(self, way, mails):
        name, scheme = ("submissions", "smtps") if way == TLS else ("submission", "smtp")
        url = f"{scheme}://localhost:{self.ports[name]}/client.nord.example"
        ssl = ["--ssl-reqd"] if way == STARTTLS else []
        login = {PLAIN: "AUTH=PLAIN", STARTTLS: "AUTH=LOGIN", TLS: "AUTH=PLAIN"}[way]
        file = self.folder / "mail"
        for mail in mails:
            file.write_bytes(mail)
            common = ["--silent", "--show-error", "--max-time", "20", "--cacert", self.certificate]
            user = ["--user", f"{USER}:{PASSWORD}", "--login-options", login]
            path = ["--mail-from", FROM, "--mail-rcpt", TO, "--upload-file", str(file)]
            run("curl", *common, *ssl, *user, *path, url)


class Msmtp:
    def __init__(self, ports, certificate, folder, *_):
        self.ports, self.certificate = ports, certificate

    def __call__(self, way, mails):
        port = self.ports["submissions" if way == TLS else "submission"]
        tls = {
            PLAIN: ["--tls=off"],
            STARTTLS: ["--tls=on", "--tls-starttls=on"],
            TLS: ["--tls=on", "--tls-starttls=off"],
        }[way]
        login = {PLAIN: "plain", STARTTLS: "scram-sha-256", TLS: "login"}[way]
        for mail in mails:
            run(
                "msmtp", "--host=localhost", f"--port={port}", f"--from={FROM}", f"--user={USER}",
                f"--passwordeval=echo {PASSWORD}", f"--auth={login}", *tls,
                f"--tls-trust-file={self.certificate}", "--set-date-header=off", "--", TO,
                # It reads files as Unix has them.
                text=mail.replace(b"\r\n", b"\n"),
            )


class Swaks:
    def __init__(self, ports, certificate, folder, *_):
        self.ports, self.certificate, self.folder = ports, certificate, folder

    def __call__(self, way, mails):
        port = self.ports["submissions" if way == TLS else "submission"]
        tls = {PLAIN: [], STARTTLS: ["--tls"], TLS: ["--tls-on-connect"]}[way]
        login = {PLAIN: "PLAIN", STARTTLS: "LOGIN", TLS: "PLAIN"}[way]
        file = self.folder / "mail"
        for nth, mail in enumerate(mails):
            # Its own dot-stuffing changes mails that end with empty lines or dots.
            lines = post.ended(mail).split(b"\r\n")
            stuffed = [b"." + line if line.startswith(b".") else line for line in lines]
            file.write_bytes(b"\r\n".join(stuffed) + b".")
            more = ["--pipeline"] if nth % 2 else []
            run(
                "swaks", "--server", "localhost", "--port", str(port), "--from", FROM, "--to", TO,
                "--auth", login, "--auth-user", USER, "--auth-password", PASSWORD, *tls, *more,
                "--ehlo", "client.nord.example", "--data", f"@{file}", "--no-data-fixup", "--silent", "1",
            )


class Nodemailer:
    def __init__(self, ports, certificate, folder, node, packages):
        self.ports, self.certificate = ports, certificate
        self.command = [node, str(pathlib.Path(__file__).with_name("nodemailer_agent.mjs")), packages]

    def __call__(self, way, mails):
        port = self.ports["submissions" if way == TLS else "submission"]
        how = {"port": port, "way": way, "certificate": self.certificate, "from": FROM, "to": TO,
               "user": USER, "pass": PASSWORD, "mails": [mail.hex() for mail in mails]}
        run(*self.command, text=json.dumps(how).encode())


def rejections(ports):
    """What smtplib makes of refusals: who has not logged in, and who writes as somebody else."""
    with smtplib.SMTP("localhost", ports["submission"]) as session:
        for action, code in [
            (lambda: session.sendmail(FROM, [TO], b"Subject: x\r\n\r\nx"), 530),
            (lambda: session.login(USER, "wrong"), 535),
        ]:
            try:
                action()
            except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
                assert error.smtp_code == code, error
            else:
                raise AssertionError(f"not refused with {code}")
    with smtplib.SMTP("localhost", ports["submission"]) as session:
        session.login(USER, PASSWORD)
        try:
            session.sendmail("ben@nord.example", [TO], b"Subject: x\r\n\r\nx")
        except smtplib.SMTPSenderRefused as error:
            assert error.smtp_code in (550, 553), error
        else:
            raise AssertionError("ada may write as ben")
    with smtplib.SMTP("localhost", ports["smtp"]) as session:
        try:
            session.sendmail("anna@sued.example", ["berta@west.example"], b"Subject: x\r\n\r\nx")
        except smtplib.SMTPRecipientsRefused as error:
            assert [code for code, _ in error.recipients.values()] == [550], error
        else:
            raise AssertionError("strangers may relay")


def main(ports, folder, shipped, certificate, name, *more):
    program = {"smtplib": Smtplib, "curl": Curl, "msmtp": Msmtp, "swaks": Swaks, "nodemailer": Nodemailer}[name]
    send = program(ports, certificate, pathlib.Path(folder), *more)
    mails = post.mails(shipped)
    if name in ("curl", "msmtp", "swaks"):
        # Each mail is a process of its own.
        mails = mails[:3] + mails[8:18] + mails[-12:]
    for way in (PLAIN, STARTTLS, TLS):
        send(way, mails)
        found = post.arrived(ports["pop3"], len(mails))
        post.same(mails, found, f"{name}, {way}")
    if name == "smtplib":
        rejections(ports)


if __name__ == "__main__":
    ports, folder, shipped, certificate, more = post.arguments(sys.argv)
    main(ports, folder, shipped, certificate, *more)
