// Building a world: devices come and go, hosts break, mail arrives from anywhere; by role and name.
import { gzipSync } from "node:zlib";

import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const WORDS = {
  en: {
    build: "Change the world",
    close: "Close the panel",
    undo: "Undo",
    newDevice: "New device",
    kind: "Kind",
    name: "Name",
    protocol: "Protocol",
    add: "Set up the device",
    tablet: "Tablet",
    remove: "Take away: Tablet",
    mail: "Mail",
    week: "100 mails of a school week",
    worlds: "Other worlds",
    search: "Search",
    cafe: "The café is listening",
    back: "Back to: A Monday morning",
    providers: "Providers and accounts",
    listeners: "Listeners",
    own: "Your own mail",
    unread: /could not be read/,
    views: ["Wire", "Compare", "Inside"],
  },
  de: {
    build: "Die Welt verändern",
    close: "Seitenfeld schließen",
    undo: "Zurücknehmen",
    newDevice: "Neues Gerät",
    kind: "Art",
    name: "Name",
    protocol: "Protokoll",
    add: "Gerät einrichten",
    tablet: "Tablet",
    remove: "Wegnehmen: Tablet",
    mail: "Mail",
    week: "100 Mails einer Schulwoche",
    worlds: "Andere Welten",
    search: "Suchen",
    cafe: "Das Café hört mit",
    back: "Zurück zu: Ein Montagmorgen",
    providers: "Anbieter und Konten",
    listeners: "Mithörer",
    own: "Deine eigene Mail",
    unread: /nicht lesbar/,
    views: ["Leitung", "Vergleich", "Einblick"],
  },
};

const panel = (page, w) => page.getByRole("complementary", { name: w.build });
const devices = (page) =>
  page.getByRole("article").filter({ has: page.getByRole("switch") });
/** What opens and shuts a part: a summary, which has no role of its own everywhere. */
const part = (within, name) => within.locator("summary").filter({ hasText: name }).first();

async function openPanel(page, lang, query = {}) {
  await open(page, { lang, query: { speed: "max", ...query } });
  await page.getByRole("button", { name: WORDS[lang].build }).click();
  const found = panel(page, WORDS[lang]);
  await expect(found).toBeVisible();
  return found;
}

for (const [lang, w] of Object.entries(WORDS)) {
  test(`${lang}: a phone with POP3 comes, the tablet goes, and both are taken back`, async ({
    page,
  }) => {
    const build = await openPanel(page, lang);
    await expect(devices(page)).toHaveCount(3);
    await part(build, w.newDevice).click();
    await build.getByLabel(w.kind, { exact: true }).selectOption({ index: 1 });
    await build.getByRole("textbox", { name: w.name, exact: true }).fill("Zweithandy");
    await build.getByLabel(w.protocol, { exact: true }).selectOption("POP3");
    await build.getByRole("button", { name: w.add }).click();
    await expect(devices(page)).toHaveCount(4);
    await expect(build.getByRole("textbox", { name: w.name, exact: true })).toHaveValue("");
    await part(build, w.tablet).click();
    await build.getByRole("button", { name: w.remove }).click();
    await expect(devices(page)).toHaveCount(3);
    await expect(page.getByRole("article", { name: w.tablet, exact: true })).toHaveCount(0);
    await build.getByRole("button", { name: w.undo, exact: true }).click();
    await expect(devices(page)).toHaveCount(4);
    await build.getByRole("button", { name: w.undo, exact: true }).click();
    await expect(devices(page)).toHaveCount(3);
    await expect(page.getByRole("article", { name: w.tablet, exact: true })).toHaveCount(1);
  });

  test(`${lang}: another world is found and begun, and the one before comes back`, async ({
    page,
  }) => {
    const build = await openPanel(page, lang);
    await part(build, w.worlds).click();
    await build.getByLabel(w.search).fill("café");
    await build.getByRole("button", { name: new RegExp(`^${w.cafe}`) }).click();
    await expect(devices(page)).toHaveCount(2);
    await build.getByRole("button", { name: w.back }).click();
    await expect(devices(page)).toHaveCount(3);
  });

  for (const theme of ["light", "dark"]) {
    test(`${lang}, ${theme}: nothing of the panel is a barrier`, async ({ page }) => {
      const build = await openPanel(page, lang, { theme });
      for (const name of [w.newDevice, w.mail, w.providers, w.listeners, w.worlds]) {
        await part(build, name).click();
      }
      await expectAccessible(page, { within: ".panel" });
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await expectNoSidewaysScroll(page);
    });
  }
}

test("the panel is opened, used and closed by keyboard alone", async ({ page }) => {
  const w = WORDS.en;
  await open(page, { query: { speed: "max" } });
  const opener = page.getByRole("button", { name: w.build });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: w.build })).toBeFocused();
  const build = panel(page, w);
  await part(build, w.newDevice).focus();
  await page.keyboard.press("Enter");
  const name = build.getByRole("textbox", { name: w.name, exact: true });
  await name.focus();
  await page.keyboard.type("Third phone");
  await page.keyboard.press("Enter");
  await expect(devices(page)).toHaveCount(4);
  await page.keyboard.press("Escape");
  await expect(build).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("bad input is answered beside its field, and nothing of it is lost", async ({ page }) => {
  const w = WORDS.en;
  const build = await openPanel(page, "en");
  await part(build, w.newDevice).click();
  const name = build.getByRole("textbox", { name: w.name, exact: true });
  const add = build.getByRole("button", { name: w.add });
  for (const [typed, answer] of [
    ["x".repeat(100_000), /100,000 characters; at most 40/],
    ["a\u202Eb", /nobody can see/],
  ]) {
    await name.fill(typed);
    await add.click();
    await expect(name).toHaveAccessibleDescription(answer);
    await expect(name).toBeFocused();
    await expect(name).toHaveValue(typed);
    await expect(devices(page)).toHaveCount(3);
  }
  for (const typed of ["<script>window.pwned = 1</script>", "📱👩‍👩‍👧", "هاتف عائشة"]) {
    await name.fill(typed.slice(0, 40));
    await add.click();
    await expect(devices(page)).toHaveCount(4);
    await build.getByRole("button", { name: w.undo, exact: true }).click();
    await expect(devices(page)).toHaveCount(3);
  }
  await part(build, w.providers).click();
  await part(build, "New provider").click();
  await build.getByLabel("Domain").fill("süd.example");
  await build.getByRole("button", { name: "Found the provider" }).click();
  await expect(build.getByLabel("Domain")).toHaveAccessibleDescription(/no domain/);
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
});

test("a host falls silent, a line gets slow, a listener comes: each is told and undone", async ({
  page,
}) => {
  const w = WORDS.en;
  const build = await openPanel(page, "en");
  const said = page.getByRole("status").first();
  const undo = build.getByRole("button", { name: w.undo, exact: true });
  await part(build, w.providers).click();
  const host = build.getByLabel(/^State of /).first();
  await host.selectOption("is silent");
  await build.getByRole("button", { name: "Change the state" }).first().click();
  await expect(build.getByText("is silent").first()).toBeVisible();
  await undo.click();
  await expect(host).toHaveValue("0");
  await part(build, "Laptop").click();
  const delay = build.getByLabel("Delay (ms)").first();
  await delay.fill("900");
  await delay.press("Enter");
  await expect(undo).toBeEnabled();
  await undo.click();
  await expect(delay).not.toHaveValue("900");
  await part(build, w.listeners).click();
  await part(build, "New listener").click();
  await build.getByRole("textbox", { name: w.name, exact: true }).fill("the café");
  await build.getByRole("button", { name: "Put it on the wire" }).click();
  await expect(build.getByRole("button", { name: "Take the café off the wire" })).toBeVisible();
  await expect(said).toBeVisible();
});

test("a mail is written from outside, and a school week arrives", async ({ page }) => {
  const w = WORDS.en;
  const build = await openPanel(page, "en");
  await part(build, w.mail).click();
  await part(build, "Write a mail from outside").click();
  await build.getByLabel("From", { exact: true }).fill("ben");
  await build.getByLabel("Subject").fill("Grüße 📬");
  await build.getByLabel("Text", { exact: true }).fill("<img src=x onerror='window.pwned=1'>");
  await build.getByRole("button", { name: "Let it arrive" }).click();
  await expect(build.getByLabel("From", { exact: true })).toHaveAccessibleDescription(/no address/);
  await expect(build.getByLabel("Subject")).toHaveValue("Grüße 📬");
  await build.getByLabel("From", { exact: true }).fill("Ben <ben@sued.example>");
  await build.getByRole("button", { name: "Let it arrive" }).click();
  const laptop = page.getByRole("article", { name: "Laptop" });
  await laptop.getByRole("button", { name: /Grüße 📬/ }).click();
  await expect(laptop.getByText("<img src=x onerror='window.pwned=1'>")).toBeVisible();
  await build.getByRole("button", { name: w.week }).click();
  await part(build, w.providers).click();
  await expect(build.getByText(/122 mails in the inbox/)).toBeVisible();
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
});

test("the address names a world, and a name that nobody has is answered", async ({ page }) => {
  await open(page, { query: { scenario: "cafe", speed: "max" } });
  await expect(devices(page)).toHaveCount(2);
  await open(page, { query: { scenario: "<script>", speed: "max" } });
  await expect(page.getByText(/There is no world called/)).toBeVisible();
  await expect(devices(page)).toHaveCount(3);
});

/** What runs, asks, or leads away wherever a mail is taken for a page. */
const ATTACKS = [
  "<script>window.pwned=1;alert(1)</script>",
  "<img src=x onerror=window.pwned=1;alert(1)>",
  "<svg onload=window.pwned=1><script>window.pwned=1</script></svg>",
  "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
  "<iframe src='https://evil.example/frame'></iframe>",
  "<object data='https://evil.example/o'></object><embed src='https://evil.example/e'>",
  "<a href='javascript:window.pwned=1'>click</a> <a href='JaVa&#09;script:window.pwned=1'>click</a>",
  "<a href='data:text/html,<script>window.pwned=1</script>'>click</a>",
  "<img src='https://evil.example/pixel.gif'><link rel=stylesheet href='https://evil.example/x.css'>",
  "<style>@import 'https://evil.example/x.css'; body{display:none;background:url(https://evil.example/b)}</style>",
  "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href='https://evil.example/'>",
  "<form action='https://evil.example/' method=post><input autofocus onfocus=window.pwned=1></form>",
  "<video src='https://evil.example/v' autoplay onerror=window.pwned=1></video><body onload=window.pwned=1>",
  "javascript:window.pwned=1 https://evil.example/plain",
].join("\n");

/** A mailbox that means no good, made here so that no such file lies about. */
function hostileMbox() {
  const from = "From evil@evil.example Mon Mar  2 08:00:00 2026\n";
  const mail = (subject, head, body) =>
    `${from}From: Evil <evil@evil.example>\nSubject: ${subject}\n${head}\n${body}\n\n`;
  const mime = (type, encoding = "8bit") =>
    `MIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n`;
  const base64 = (octets) => Buffer.from(octets).toString("base64").replaceAll(/.{76}/g, "$&\n");
  let nested = "";
  for (let at = 0; at < 300; at++) {
    nested += `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`;
  }
  let headers = "";
  for (let at = 0; at < 100_000; at++) headers += `X-Many-${at}: ${at}\n`;
  // Packed a thousandfold, packed again, and as text that claims to be both.
  const zip = gzipSync(gzipSync(Buffer.alloc(50_000_000)));
  const attached =
    `--b\nContent-Type: application/zip; name="bomb.zip"\nContent-Encoding: gzip\n` +
    `Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="../../bomb.html.zip"\n\n` +
    `${base64(zip)}\n--b\nContent-Type: text/html\n\n${ATTACKS}\n--b--\n`;
  return [
    mail("<script>window.pwned=1</script>", mime("text/html; charset=utf-8"), ATTACKS),
    mail("In base64", mime("text/html; charset=utf-8", "base64"), base64(ATTACKS)),
    mail("In UTF-7", mime("text/html; charset=utf-7"), ATTACKS.replaceAll("<", "+ADw-")),
    mail("A picture", mime("image/svg+xml"), ATTACKS),
    mail("Plain text", "", ATTACKS),
    mail(`=?utf-8?B?${Buffer.from("<img src=x onerror=window.pwned=1>").toString("base64")}?=`, "", "encoded"),
    mail("A giant line", "", "x".repeat(6_000_000)),
    mail("A giant header", `X-Giant: ${"y".repeat(3_000_000)}\n`, "large"),
    mail("A hundred thousand headers", headers, "many"),
    mail("Broken MIME", `MIME-Version: 1.0\n${nested}`, "deep"),
    mail("A boundary without end", mime("multipart/mixed; boundary=b"), `--b\n${mime("text/html")}\n${ATTACKS}`),
    mail("Half base64", mime("text/plain", "base64"), "QUF!!!=A==QUFB"),
    mail("A bomb", mime("text/plain", "base64"), `${"QUFB".repeat(19)}\n`.repeat(60_000)),
    mail("A packed bomb", mime("multipart/mixed; boundary=b"), attached),
    mail("A NUL", "", "a\0b"),
    `${from}no header at all\n\n`,
    mail("The last one", "", "good"),
  ].join("");
}

/** Nothing of a mail is an element, and nobody is asked for anything. */
async function expectOnlyText(page) {
  const foreign = "iframe, object, embed, video, audio, img, base, form[action], meta[http-equiv=refresh]";
  await expect(page.locator(foreign)).toHaveCount(0);
  await expect(page.locator("#app script, #app style, #app link, [onerror], [onload], [onfocus]")).toHaveCount(0);
  const leads = await page.locator("#app a").evaluateAll((links) => links.map((link) => link.href));
  expect(leads.filter((address) => /^(javascript|data):|evil/i.test(address))).toEqual([]);
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
}

for (const [lang, w] of Object.entries(WORDS)) {
  test(`${lang}: a hostile mbox executes nothing, and the page stays alive`, async ({ page, context }) => {
    // Fifteen mails, some of millions of octets, and every view.
    test.slow();
    // Foreign requests and errors are watched in every test; so are these here.
    const happened = [];
    page.on("dialog", (dialog) => {
      happened.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("download", (download) => happened.push(`download: ${download.url()}`));
    page.on("worker", (worker) => happened.push(`worker: ${worker.url()}`));
    const build = await openPanel(page, lang);
    context.on("page", (other) => happened.push(`window: ${other.url()}`));
    page.on("framenavigated", (frame) => happened.push(`gone to: ${frame.url()}`));
    await part(build, w.mail).click();
    await page.evaluate(() => {
      window.longest = 0;
      let last = performance.now();
      setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last);
        last = performance.now();
      }, 10);
    });
    const buffer = Buffer.from(hostileMbox());
    await build
      .locator("input[type=file]")
      .setInputFiles({ name: "evil<img src=x onerror=pwned=1>.mbox", mimeType: "application/mbox", buffer });
    const report = page.getByRole("region", { name: w.own });
    await expect(report.getByText(w.unread)).toBeVisible({ timeout: 60_000 });
    await expect(report.getByRole("listitem").filter({ hasText: /evil<img src=x/ })).not.toHaveCount(0);
    const laptop = page.getByRole("article", { name: "Laptop" });
    const subjects = [
      "The last one", "A packed bomb", "A bomb", "Half base64", "A boundary without end", "Broken MIME", "A hundred",
      "A giant header", "A giant line", "<img src=x", "Plain text", "A picture", "In UTF-7", "In base64", "<script>",
    ];
    for (const subject of subjects) {
      await laptop.getByRole("button", { name: new RegExp(subject) }).first().click();
      await expect(laptop.getByText(subject).first()).toBeVisible();
      await expectOnlyText(page);
    }
    // The other views show the same mails in their own ways.
    for (const view of w.views) {
      await page.getByRole("navigation").getByRole("button", { name: view, exact: true }).click();
      await expect(page.getByRole("main")).toContainText(/The last one|IMAP/);
      await expectOnlyText(page);
    }
    const rows = page.getByRole("tabpanel").getByRole("table").first().getByRole("button");
    await rows.filter({ hasText: "<script>" }).first().click();
    await expect(page.getByRole("tabpanel")).toContainText("window.pwned=1");
    await expectOnlyText(page);
    await expect(page.getByRole("button", { name: w.build })).toBeEnabled();
    expect(happened).toEqual([]);
    test.info().annotations.push({
      type: "longest pause in ms",
      description: String(Math.round(await page.evaluate(() => window.longest))),
    });
  });
}
