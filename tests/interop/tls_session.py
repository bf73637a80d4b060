"""TLS and SASL against `mailscope serve`, by Python's imaplib, ssl and hashlib.

Arguments: IMAP port, IMAPS port, the certificate that the server was given or "none", and
"required" if passwords are accepted within TLS only.
"""

import base64
import hashlib
import hmac
import imaplib
import socket
import ssl
import sys


def ok(answer):
    status, data = answer
    assert status == "OK", answer
    return data


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


class Scram:
    """A client of RFC 5802, for imaplib's authenticate()."""

    def __init__(self, name, password, hash_name):
        self.hash, self.password = hash_name, password
        self.bare = f"n={name},r=fyko+d2lbbFgONRv9qkxdawL"
        self.step = 0

    def mac(self, key, text):
        return hmac.new(key, text, self.hash).digest()

    def __call__(self, challenge):
        self.step += 1
        return [self.first, self.final, self.verify][self.step - 1](challenge.decode())

    def first(self, challenge):
        assert challenge == "", challenge
        return f"n,,{self.bare}"

    def final(self, challenge):
        parts = dict(part.split("=", 1) for part in challenge.split(","))
        assert parts["r"].startswith("fyko+d2lbbFgONRv9qkxdawL") and int(parts["i"]) >= 4096
        salt = base64.b64decode(parts["s"])
        salted = hashlib.pbkdf2_hmac(self.hash, self.password.encode(), salt, int(parts["i"]))
        client_key = self.mac(salted, b"Client Key")
        stored_key = hashlib.new(self.hash, client_key).digest()
        without_proof = f"c=biws,r={parts['r']}"
        spoken = f"{self.bare},{challenge},{without_proof}".encode()
        proof = xor(client_key, self.mac(stored_key, spoken))
        signature = self.mac(self.mac(salted, b"Server Key"), spoken)
        self.verifier = base64.b64encode(signature).decode()
        return f"{without_proof},p={base64.b64encode(proof).decode()}"

    def verify(self, challenge):
        assert challenge == f"v={self.verifier}", (challenge, self.verifier)
        return ""


def refused(call, *words):
    try:
        call()
    except imaplib.IMAP4.error as error:
        assert all(word in str(error) for word in words), error
    else:
        raise AssertionError(f"not refused: {words}")


def context(certificate):
    if certificate != "none":
        # Everything is checked: the chain, the name, the dates.
        return ssl.create_default_context(cafile=certificate)
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    return trusting


def injection(port):
    """RFC 9051 section 6.2.1: what comes in clear behind STARTTLS is never obeyed."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        reader = raw.makefile("rb")
        reader.readline()
        raw.sendall(b"a STARTTLS\r\nb LOGIN ada seestern\r\n")
        assert reader.readline().startswith(b"a OK")
        trusting = context("none")
        with trusting.wrap_socket(raw) as protected:
            protected.sendall(b"c CAPABILITY\r\n")
            heard = protected.makefile("rb")
            capability, done = heard.readline(), heard.readline()
            assert b"AUTH=PLAIN" in capability and b"STARTTLS" not in capability, capability
            assert done.startswith(b"c OK"), done


def main(port, implicit, certificate, required):
    plain = imaplib.IMAP4("127.0.0.1", port)
    assert "STARTTLS" in plain.capabilities
    assert ("LOGINDISABLED" in plain.capabilities) == required, plain.capabilities
    if required:
        refused(lambda: plain.login("ada", "seestern"), "PRIVACYREQUIRED")
    ok(plain.starttls(context("none")))
    assert "STARTTLS" not in plain.capabilities and "LOGINDISABLED" not in plain.capabilities
    ok(plain.login("ada", "seestern"))
    ok(plain.select("INBOX"))
    assert plain.logout()[0] == "BYE"

    host = "localhost" if certificate != "none" else "127.0.0.1"
    within = imaplib.IMAP4_SSL(host, implicit, ssl_context=context(certificate))
    assert "STARTTLS" not in within.capabilities
    refused(lambda: within.starttls(), "TLS")
    ok(within.login("ada", "seestern"))
    # More than one TLS record, and more than one read.
    ok(within.select("INBOX"))
    for _ in range(20):
        ok(within.fetch("1:*", "(BODY.PEEK[])"))
    assert within.logout()[0] == "BYE"

    for name, hash_name in [("SCRAM-SHA-1", "sha1"), ("SCRAM-SHA-256", "sha256")]:
        # SCRAM shows no password, so it may be used in clear.
        session = imaplib.IMAP4("127.0.0.1", port)
        assert f"AUTH={name}" in session.capabilities
        for user, password in [("ada", "guess"), ("nobody", "seestern")]:
            scram = Scram(user, password, hash_name)
            refused(lambda: session.authenticate(name, scram), "AUTHENTICATIONFAILED")
            assert scram.step == 2, "an unknown user goes the whole way too"
        ok(session.authenticate(name, Scram("ada", "seestern", hash_name)))
        ok(session.select("INBOX"))
        assert session.logout()[0] == "BYE"

    injection(port)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4] == "required")
