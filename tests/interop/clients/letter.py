"""From one person to another, and back from nowhere, by Python's smtplib, imaplib, poplib and email.

Arguments: the ports, an empty folder, the folder with the shipped mails and the server's certificate.
"""

import email
import email.policy
import imaplib
import smtplib
import sys

import post
from post import FROM, PASSWORD, TO, USER


def submit(ports, sender, recipients, mail, options=()):
    with smtplib.SMTP("localhost", ports["submission"]) as session:
        session.login(sender.partition("@")[0], PASSWORD)
        assert not session.sendmail(sender, recipients, mail, rcpt_options=options)


def idle(session):
    """imaplib has no IDLE: it is said by hand."""
    tag = session._new_tag()
    session.send(tag + b" IDLE\r\n")
    assert session.readline().startswith(b"+")

    def heard():
        while True:
            line = session.readline()
            if b"EXISTS" in line:
                break
        session.send(b"DONE\r\n")
        while not session.readline().startswith(tag):
            pass

    return heard


def letter(ports):
    """Ben waits in IDLE and hears of Ada's letter; Ada hears of Ben's answer by POP3."""
    ben = imaplib.IMAP4("127.0.0.1", ports["imap"])
    ben.login("ben", PASSWORD)
    ben.select("INBOX")
    heard = idle(ben)
    submit(ports, FROM, [TO], "From: Ada <ada@nord.example>\r\nTo: Ben <ben@nord.example>\r\n"
           "Subject: Kuchen\r\n\r\nKommst du?\r\n")
    heard()
    mail = ben.fetch("1", "(BODY[])")[1][0][1]
    ben.logout()
    assert len(post.arrived(ports["pop3"], 1)) == 1
    read = email.message_from_bytes(mail, policy=email.policy.default)
    assert read["Return-Path"] == "<ada@nord.example>", read["Return-Path"]
    assert read["Subject"] == "Kuchen" and read.get_content() == "Kommst du?\r\n", mail
    # RFC 6409 section 8: submission adds what is missing.
    assert read["Date"].datetime and read["Message-ID"], mail
    assert "ESMTPA" in read["Received"], read["Received"]
    submit(ports, TO, [FROM], f"From: Ben <{TO}>\r\nTo: Ada <{FROM}>\r\nSubject: Re: Kuchen\r\n\r\nJa!\r\n")
    [answer] = post.arrived(ports["pop3"], 1, USER)
    assert b"Subject: Re: Kuchen\r\n" in answer and answer.endswith(b"\r\n\r\nJa!\r\n"), answer


def bounce(ports, recipient, status, reason):
    """What cannot go anywhere comes back as a report (RFC 3464)."""
    mail = f"From: {FROM}\r\nTo: {recipient}\r\nSubject: Far away\r\n\r\nHello\r\n"
    submit(ports, FROM, [recipient], mail)
    [back] = post.arrived(ports["pop3"], 1, USER)
    report = email.message_from_bytes(back, policy=email.policy.default)
    assert report.get_content_type() == "multipart/report", back
    assert report.get_param("report-type") == "delivery-status"
    # RFC 3464 section 2: the report itself has the null path, so that nothing answers it.
    assert report["Return-Path"] == "<>", report["Return-Path"]
    assert report["To"] == FROM and not report.defects, report.defects
    parts = list(report.iter_parts())
    kinds = [part.get_content_type() for part in parts]
    assert kinds[:2] == ["text/plain", "message/delivery-status"], kinds
    assert kinds[2] in ("message/rfc822", "text/rfc822-headers"), kinds
    about, each = parts[1].get_payload()
    assert about["Reporting-MTA"].startswith("dns;"), about.items()
    assert each["Final-Recipient"].replace(" ", "") == f"rfc822;{recipient}", each.items()
    assert each["Action"] == "failed" and each["Status"].startswith(status), each.items()
    original = parts[2].get_payload(0) if kinds[2] == "message/rfc822" else parts[2]
    assert "Far away" in str(original), str(original)
    text = parts[0].get_content()
    assert recipient in text and reason in text, text
    return each["Status"]


def success(ports):
    """NOTIFY=SUCCESS (RFC 3461 section 4.1): delivery is told, too."""
    submit(ports, FROM, [TO], b"Subject: Tell me\r\n\r\nx\r\n", ["NOTIFY=SUCCESS", "ORCPT=rfc822;ben@nord.example"])
    assert len(post.arrived(ports["pop3"], 1)) == 1
    [back] = post.arrived(ports["pop3"], 1, USER)
    report = email.message_from_bytes(back, policy=email.policy.default)
    _, each = list(report.iter_parts())[1].get_payload()
    assert each["Action"] == "delivered" and each["Status"].startswith("2."), each.items()
    assert each["Original-Recipient"].replace(" ", "") == "rfc822;ben@nord.example", each.items()


def main(ports, *_):
    letter(ports)
    far = bounce(ports, "clara@west.example", "5.", "west.example")
    here = bounce(ports, "nobody@nord.example", "5.1.1", "nobody") if refuses_late(ports) else "at RCPT"
    success(ports)
    print(f"letter: there, back, far away ({far}), nobody ({here}), and told of success")


def refuses_late(ports):
    """Whether submission takes a recipient of its own domain that is nobody."""
    with smtplib.SMTP("localhost", ports["submission"]) as session:
        session.login(USER, PASSWORD)
        session.mail(FROM)
        code, _ = session.rcpt("nobody@nord.example")
        session.rset()
    assert code in (250, 550), code
    return code == 250


if __name__ == "__main__":
    main(*post.arguments(sys.argv)[:4])
