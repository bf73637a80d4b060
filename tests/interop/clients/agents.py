"""A library for mail programs sees what imaplib sees, and what it changes arrives.

Arguments: the port, the folder with the shipped mails, the agent's name and its command line.
"""

import collections
import json
import subprocess
import sys

from mails import generate
from server import Server, digest, flags_of, same


class Agent:
    def __init__(self, name, command):
        self.name = name
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe)

    def __getattr__(self, do):
        def ask(**arguments):
            line = json.dumps({"do": do, **arguments}) + "\n"
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            assert answer, f"the agent ended during {do} {str(arguments)[:200]}"
            return json.loads(answer)

        return ask

    def snapshot(self):
        view = self.__getattr__("snapshot")()
        return {
            name: collections.Counter((digest_, flags) for digest_, flags in found)
            for name, found in view.items()
        }

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=20) == 0


def change_server(server, mails):
    uids = server.uids("INBOX")
    server.command("INBOX", "STORE", ",".join(uids[:20]), "+FLAGS", r"(\Seen $Forwarded)")
    server.command("INBOX", "STORE", ",".join(uids[20:30]), "FLAGS", "()")
    server.expunge("INBOX", uids[50:60])
    server.command("INBOX", "MOVE", ",".join(uids[60:70]), "Schule")
    for mail in mails:
        server.append("INBOX", mail)
    assert server.session.rename("Schule", "Klasse")[0] == "OK"


def change_client(agent, server, mails):
    """Each deed, and what must be true afterwards."""
    expected = server.snapshot()
    inbox = {uid: (digest(mail), flags) for uid, flags, mail in server.messages("INBOX")}

    def take(uids, name="INBOX"):
        expected[name] -= collections.Counter(inbox[uid] for uid in uids)
        return uids

    def put(name, messages):
        expected.setdefault(name, collections.Counter()).update(messages)

    uids = list(inbox)
    marked = take(uids[:15])
    agent.store(name="INBOX", uids=numbers(marked), add=["\\Flagged", "Wichtig"], remove=["\\Seen"])
    for uid in marked:
        octets, flags = inbox[uid]
        left = (set(flags.split()) | {"\\flagged", "wichtig"}) - {"\\seen"}
        inbox[uid] = (octets, flags_of(left))
    put("INBOX", [inbox[uid] for uid in marked])
    agent.delete(name="INBOX", uids=numbers(take(uids[20:25])))
    agent.create(name="Büro")
    expected["B&APw-ro"] = collections.Counter()
    moved = take(uids[30:40])
    agent.move(name="INBOX", uids=numbers(moved), to="Büro")
    put("B&APw-ro", [inbox[uid] for uid in moved])
    agent.copy(name="INBOX", uids=numbers(uids[40:45]), to="Trash")
    put("Trash", [inbox[uid] for uid in uids[40:45]])
    for mail in mails:
        agent.append(name="INBOX", mail=mail.hex(), flags=["\\Seen", "\\Draft"])
    put("INBOX", [(digest(mail), "\\draft \\seen") for mail in mails])
    agent.rename(name="Klasse", to="Büro/Klasse")
    expected["B&APw-ro/Klasse"] = expected.pop("Klasse")
    agent.create(name="Kurz")
    agent.remove(name="Kurz")
    same(server.snapshot(), expected, f"{agent.name}, changes at the client")


def numbers(uids):
    return [int(uid) for uid in uids]


def named(view):
    """The server's names as an agent shows them."""
    return {name.replace("B&APw-ro", "Büro"): found for name, found in view.items()}


def main(port, shipped, name, *command):
    server = Server(port)
    mails = generate(shipped)
    for mailbox in ("Schule", "Archiv"):
        server.session.create(mailbox)
    for number, mail in enumerate(mails[:280]):
        flags = [f for f, every in (("\\Seen", 2), ("\\Answered", 5), ("Later", 7)) if number % every == 0]
        server.append("INBOX" if number < 200 else "Archiv", mail, flags)

    agent = Agent(name, list(command))
    same(server.snapshot(), agent.snapshot(), f"{agent.name}, first time")
    change_server(server, mails[280:285])
    same(server.snapshot(), agent.snapshot(), f"{agent.name}, changes on the server")
    change_client(agent, server, mails[285:300])
    same(named(server.snapshot()), agent.snapshot(), f"{agent.name}, after all")

    found = agent.search(name="INBOX", subject="attachment")
    known = server.command("INBOX", "SEARCH", "SUBJECT", "attachment")[0].split()
    assert sorted(found) == sorted(int(uid) for uid in known) and found, found
    agent.idle(name="INBOX")
    server.append("INBOX", mails[0])
    assert agent.heard(), "nothing was heard in IDLE"
    agent.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
