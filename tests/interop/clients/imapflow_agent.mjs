// ImapFlow (https://imapflow.com) as an agent: does what one line of JSON on standard input asks,
// and answers with one line.

import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

// The packages lie in the folder of tools, not beside this file.
const { ImapFlow } = createRequire(`${process.argv[3]}/`)("imapflow");

const client = new ImapFlow({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  secure: false,
  doSTARTTLS: false,
  auth: { user: "ada", pass: "seestern" },
  logger: false,
});
const heard = [];
client.on("exists", (event) => heard.push(`exists ${event.count}`));
client.on("expunge", (event) => heard.push(`expunge ${event.seq ?? event.uid}`));
client.on("flags", (event) => heard.push(`flags ${event.seq ?? event.uid}`));

const on = async (name, what, readOnly = false) => {
  const lock = await client.getMailboxLock(name, { readOnly });
  try {
    return await what();
  } finally {
    lock.release();
  }
};
const uid = { uid: true };

const deeds = {
  async snapshot() {
    const view = {};
    for (const mailbox of await client.list()) {
      if (mailbox.flags.has("\\Noselect")) continue;
      view[mailbox.path] = await on(mailbox.path, async () => {
        const found = [];
        const items = { source: true, flags: true, envelope: true, bodyStructure: true };
        for await (const mail of client.fetch("1:*", items, uid)) {
          const flags = [...mail.flags].map((flag) => flag.toLowerCase());
          const kept = flags.filter((flag) => flag !== "\\recent").sort().join(" ");
          found.push([createHash("sha256").update(mail.source).digest("hex"), kept]);
        }
        return found;
      }, true);
    }
    return view;
  },
  create: (ask) => client.mailboxCreate(ask.name),
  rename: (ask) => client.mailboxRename(ask.name, ask.to),
  remove: (ask) => client.mailboxDelete(ask.name),
  append: (ask) => client.append(ask.name, Buffer.from(ask.mail, "hex"), ask.flags, new Date(Date.UTC(2026, 2, 2))),
  store: (ask) => on(ask.name, async () => {
    await client.messageFlagsAdd(ask.uids.join(","), ask.add, uid);
    await client.messageFlagsRemove(ask.uids.join(","), ask.remove, uid);
  }),
  copy: (ask) => on(ask.name, () => client.messageCopy(ask.uids.join(","), ask.to, uid)),
  move: (ask) => on(ask.name, () => client.messageMove(ask.uids.join(","), ask.to, uid)),
  delete: (ask) => on(ask.name, () => client.messageDelete(ask.uids.join(","), uid)),
  search: (ask) => on(ask.name, () => client.search({ subject: ask.subject }, uid)),
  async idle(ask) {
    await client.mailboxOpen(ask.name);
    heard.length = 0;
    client.idle().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
  },
  async heard() {
    for (let tries = 0; tries < 100 && heard.length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return heard;
  },
};

await client.connect();
for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  const answer = await deeds[ask.do](ask);
  if (answer === false) throw new Error(`${ask.do} failed`);
  console.log(JSON.stringify(answer ?? null, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
}
await client.logout();
