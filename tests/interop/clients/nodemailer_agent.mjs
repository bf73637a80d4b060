// Nodemailer (https://nodemailer.com) sends what one JSON text on standard input asks for.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages lie in the folder of tools, not beside this file.
const nodemailer = createRequire(`${process.argv[2]}/`)("nodemailer");

const how = JSON.parse(readFileSync(0, "utf8"));
const transport = nodemailer.createTransport({
  host: "localhost",
  port: how.port,
  secure: how.way === "TLS",
  requireTLS: how.way === "STARTTLS",
  ignoreTLS: how.way === "in clear",
  tls: { ca: readFileSync(how.certificate) },
  auth: { user: how.user, pass: how.pass },
  pool: true,
  maxConnections: 3,
});
const envelope = { from: how.from, to: [how.to] };
await Promise.all(how.mails.map((mail) => transport.sendMail({ envelope, raw: Buffer.from(mail, "hex") })));
transport.close();
