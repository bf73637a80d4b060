// The same taps in several worlds, found by role and name: where they part, why, and what it cost. And
// a wrong rule that breaks.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const SUBJECT = "Klassenfahrt: Zimmerliste";

const WORDS = {
  en: {
    compare: "Compare",
    laptop: "Laptop",
    two: "IMAP | POP3",
    three: "IMAP | POP3 leave | POP3 remove",
    table: "Who has what?",
    only: "Only where they differ",
    taps: "The same taps",
    parts: /^Here the worlds part first: .*“/,
    why: /^Why does it differ: /,
    columns: ["Tablet", "Phone", "Laptop", "Server", "Message", "Server", "Laptop", "Phone", "Tablet"],
    read: "read",
    isUnread: "unread",
    ghosts: "Show the rules",
    rule: /Read or unread belongs to the mail itself/,
    breaks: /breaks at \d\d:\d\d:\d\d/,
    jump: /on the stage$/,
    stage: "Stage",
  },
  de: {
    compare: "Vergleich",
    laptop: "Laptop",
    two: "IMAP | POP3",
    three: "IMAP | POP3 lässt da | POP3 löscht",
    table: "Wer hat was?",
    only: "Nur, wo sie abweichen",
    taps: "Dieselben Handgriffe",
    parts: /^Hier trennen sich die Welten zuerst: .*„/,
    why: /^Warum weicht das ab: /,
    columns: ["Tablet", "Handy", "Laptop", "Server", "Nachricht", "Server", "Laptop", "Handy", "Tablet"],
    read: "gelesen",
    isUnread: "ungelesen",
    ghosts: "Regeln zeigen",
    rule: /Gelesen oder ungelesen gehört zur Mail/,
    breaks: /bricht um \d\d:\d\d:\d\d/,
    jump: /^Zur Bühne/,
    stage: "Bühne",
  },
};

const table = (page, w) => page.getByRole("table", { name: w.table });
const taps = (page, w) => page.getByRole("region", { name: w.taps }).getByRole("button");

/** To the view, with these worlds, when they have been run. */
async function compare(page, w, worlds) {
  await page.getByRole("navigation").getByRole("button", { name: w.compare, exact: true }).click();
  await page.getByRole("button", { name: worlds, exact: true }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(table(page, w)).toBeVisible();
}

/** What each holder has of a mail, from left to right, without the words for how worlds compare. */
async function cells(page, w, subject) {
  const row = table(page, w).getByRole("row").filter({ has: page.getByText(subject, { exact: true }) });
  const texts = await row.getByRole("cell").locator(".side-text").allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

for (const lang of ["en", "de"]) {
  const w = WORDS[lang];

  // RFC 9051 §2.3.2: \Seen is kept by the server for all. RFC 1939 has no flags: what a POP3 device
  // marks stays on it. The laptop opens the mail, which was unread everywhere.
  test(`${lang}: the same tap reaches the server by IMAP and not by POP3`, async ({ page }) => {
    await open(page, { lang, query: { speed: "max" } });
    const laptop = page.getByRole("article", { name: w.laptop, exact: true });
    await laptop.getByRole("button", { name: new RegExp(SUBJECT) }).click();
    await compare(page, w, w.two);

    const heads = await table(page, w).getByRole("columnheader").allInnerTexts();
    expect(heads.map((head) => head.split("\n")[0].trim())).toEqual(w.columns);
    // The devices were switched on, and the laptop opened the mail.
    await expect(taps(page, w)).toHaveCount(2);
    // Mail that was read long ago is new to a device that has no way to ask for flags: the worlds part
    // before anybody taps.
    await expect(page.getByRole("status").first()).toHaveText(w.parts);
    await expect(page.getByRole("heading", { name: w.why })).toBeVisible();

    await page.getByRole("checkbox", { name: w.only }).uncheck();
    const [tablet, phone, own, server, inPop3, ownPop3, phonePop3] = await cells(page, w, SUBJECT);
    expect([tablet, phone, own, server]).toEqual([w.read, w.read, w.read, w.read]);
    expect([inPop3, ownPop3, phonePop3]).toEqual([w.isUnread, w.read, w.isUnread]);
    await expect(page.getByRole("table", { name: /Round trips|Hin- und Rückwege/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test(`${lang}: three worlds, by keyboard`, async ({ page }) => {
    await open(page, { lang, query: { speed: "max" } });
    await compare(page, w, w.three);
    const heads = table(page, w).getByRole("columnheader");
    await expect(heads).toHaveCount(5);
    await table(page, w).getByRole("cell").getByRole("button").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const focused = page.locator(":focus");
    await expect(focused).toHaveAttribute("data-cell", "1-1");
    await page.keyboard.press("Enter");
    await expect(focused).toHaveAttribute("aria-pressed", "true");
    const step = taps(page, w).first();
    await step.focus();
    await page.keyboard.press("Enter");
    await expect(step).toHaveAttribute("aria-current", "step");
    await expectAccessible(page);
  });

  test(`${lang}: a wrong rule breaks at a moment that one can go to`, async ({ page }) => {
    await open(page, { lang, query: { speed: "max" } });
    const laptop = page.getByRole("article", { name: w.laptop, exact: true });
    await laptop.getByRole("button", { name: new RegExp(SUBJECT) }).click();
    await compare(page, w, w.two);
    await page.getByRole("button", { name: w.ghosts }).click();
    const rule = page.getByRole("button", { name: w.rule });
    await expect(rule).toHaveText(w.breaks, { timeout: 60_000 });
    await rule.click();
    await expectAccessible(page);
    await page.getByRole("button", { name: w.jump }).click();
    await expect(page.getByRole("button", { name: w.stage, exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
  });
}

test("on a phone nothing sticks out, and everything is there", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, { query: { speed: "max", view: "compare" } });
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(table(page, WORDS.en)).toBeVisible();
  await expectNoSidewaysScroll(page);
  // A control half under the bar of time would count as a small one, although it can be scrolled out from there.
  await page.getByRole("checkbox").first().evaluate((box) => box.scrollIntoView({ block: "center" }));
  await expectAccessible(page);
});
