"""IMAPClient (https://imapclient.readthedocs.io) as an agent: does what one line of JSON on standard
input asks, and answers with one line."""

import datetime
import hashlib
import json
import sys

from imapclient import IMAPClient

NOT_KEPT = {"\\recent"}


def flags_of(flags):
    words = [flag.decode().lower() for flag in flags]
    return " ".join(sorted(word for word in words if word not in NOT_KEPT))


class Agent:
    def __init__(self, port):
        self.client = IMAPClient("127.0.0.1", port=int(port), ssl=False)
        self.client.login("ada", "seestern")

    def snapshot(self, _):
        view = {}
        for flags, _, name in self.client.list_folders():
            if b"\\noselect" in [flag.lower() for flag in flags]:
                continue
            self.client.select_folder(name, readonly=True)
            items = ["BODY.PEEK[]", "FLAGS", "ENVELOPE", "BODYSTRUCTURE"]
            found = self.client.fetch(self.client.search(), items)
            view[name] = [
                [hashlib.sha256(data[b"BODY[]"]).hexdigest(), flags_of(data[b"FLAGS"])]
                for data in found.values()
            ]
            self.client.unselect_folder()
        return view

    def create(self, ask):
        self.client.create_folder(ask["name"])

    def rename(self, ask):
        self.client.rename_folder(ask["name"], ask["to"])

    def remove(self, ask):
        self.client.delete_folder(ask["name"])

    def append(self, ask):
        mail = bytes.fromhex(ask["mail"])
        moment = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc)
        self.client.append(ask["name"], mail, ask["flags"], moment)

    def on(self, ask):
        self.client.select_folder(ask["name"])

    def store(self, ask):
        self.on(ask)
        self.client.add_flags(ask["uids"], ask["add"])
        self.client.remove_flags(ask["uids"], ask["remove"])

    def copy(self, ask):
        self.on(ask)
        self.client.copy(ask["uids"], ask["to"])

    def move(self, ask):
        self.on(ask)
        self.client.move(ask["uids"], ask["to"])

    def delete(self, ask):
        self.on(ask)
        self.client.delete_messages(ask["uids"])
        self.client.uid_expunge(ask["uids"])

    def search(self, ask):
        self.on(ask)
        return self.client.search(["SUBJECT", ask["subject"]])

    def idle(self, ask):
        """Begins to listen; what is heard is asked for later."""
        self.on(ask)
        self.client.idle()

    def heard(self, _):
        heard = self.client.idle_check(timeout=10)
        self.client.idle_done()
        return [str(response) for response in heard]


def main(port):
    agent = Agent(port)
    for line in sys.stdin:
        ask = json.loads(line)
        answer = getattr(agent, ask["do"])(ask)
        print(json.dumps(answer), flush=True)
    agent.client.logout()


if __name__ == "__main__":
    main(sys.argv[1])
