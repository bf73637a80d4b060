// A look into each holder: by name, by keyboard, in both languages, from a desk to a phone.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const WORDS = {
  en: { tabs: ["nord.example", "Laptop", "Phone", "Tablet", "DNS", "What it cost"], source: "Source of the message" },
  de: { tabs: ["nord.example", "Laptop", "Handy", "Tablet", "DNS", "Was es gekostet hat"], source: "Quelltext der Mail" },
};

const look = (page, options = {}) =>
  open(page, { ...options, query: { speed: "max", view: "inside", ...options.query } });
const tab = (page, name) => page.getByRole("tab", { name });
const fact = (page, name) =>
  page.getByRole("tabpanel").locator(".fact").filter({ has: page.locator("dt", { hasText: name }) });

test("a server’s disk shows the numbers of its mailboxes, and who is connected", async ({ page }) => {
  await look(page);
  await expect(tab(page, "nord.example")).toHaveAttribute("aria-selected", "true");
  await expect(fact(page, "UIDVALIDITY").first()).toContainText("1732");
  await expect(fact(page, "UIDNEXT").first()).toContainText("22");
  const inbox = page.getByRole("table", { name: "Messages in INBOX" });
  await expect(inbox.getByRole("columnheader")).toHaveText([
    "No.", "UID", "Flags", "MODSEQ", "Size", "INTERNALDATE", "Subject",
  ]);
  await expect(inbox.getByRole("row").nth(1).getByRole("cell").nth(1)).toHaveText("21");
  // Two devices keep a session open with IDLE; the tablet’s visit is over.
  const sessions = page.getByRole("list", { name: "Sessions at this server" }).getByRole("button");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText("Idling");
  await page.getByRole("button", { name: /^School/ }).click();
  await expect(page.getByRole("button", { name: /^School/ })).toHaveAttribute("aria-pressed", "true");
});

test("what arrives is marked where it changed something", async ({ page }) => {
  await look(page);
  await page.getByRole("button", { name: "Stage" }).click();
  await page.getByRole("button", { name: "Let a message arrive" }).click();
  await page.getByRole("button", { name: "Inside" }).click();
  await expect(fact(page, "UIDNEXT").first()).toContainText("23");
  const inbox = page.getByRole("table", { name: "Messages in INBOX" });
  await expect(inbox.getByRole("row").nth(1).getByRole("cell").nth(1)).toHaveText("22");
});

test("a device shows what it keeps, and in which words", async ({ page }) => {
  await look(page);
  await tab(page, "Tablet").click();
  const inbox = page.getByRole("table", { name: "Messages in Inbox" });
  await expect(inbox.getByRole("row").nth(1)).toContainText("own copy");
  await expect(inbox.getByRole("row").nth(1)).toContainText("whole");
  await expect(page.getByRole("list", { name: "Unique-ids it remembers" })).toContainText("000006c4.");
  await tab(page, "Laptop").click();
  await expect(inbox.getByRole("row").nth(1)).toContainText("headers");
  await expect(page.getByText("Nothing waits.")).toBeVisible();
});

test("a message is shown as octets and as text, by keyboard alone", async ({ page }) => {
  await look(page);
  await tab(page, "nord.example").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "Laptop")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(tab(page, "Tablet")).toHaveAttribute("aria-selected", "true");
  const rows = page.getByRole("table", { name: "Messages in Inbox" }).getByRole("button");
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  const octets = page.getByRole("region", { name: "Source of the message" });
  await expect(octets).toContainText(/^Subject: |From: |Received: |Return-Path: /m);
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await expect(page.getByRole("region", { name: "Text of the message" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(octets).toHaveCount(0);
  await expect(rows.nth(1)).toBeFocused();
});

test("a message can try what it likes: it stays text", async ({ page }) => {
  await look(page);
  await page.getByRole("button", { name: "Stage" }).click();
  await page.evaluate(() => { window.touched = false; });
  await page.locator("input[type=file]").setInputFiles({
    name: "evil.eml",
    mimeType: "message/rfc822",
    buffer: Buffer.from(
      "From: x@sued.example\r\nSubject: <img src=x onerror=touched=true>\r\n" +
        "Content-Type: text/html\r\n\r\n<script>touched=true</script><b onmouseover=touched=true>fett</b>\r\n",
    ),
  });
  await expect(page.getByText(/1 message was read|onerror/).first()).toBeVisible();
  await page.getByRole("button", { name: "Inside" }).click();
  await page.getByRole("table", { name: "Messages in INBOX" }).getByRole("button").first().click();
  const octets = page.getByRole("region", { name: "Source of the message" });
  await expect(octets).toContainText("<script>touched=true</script>");
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const text = page.getByRole("region", { name: "Text of the message" });
  await expect(text).toContainText("fett");
  await expect(text.locator("b, script, img")).toHaveCount(0);
  expect(await page.evaluate(() => window.touched)).toBe(false);
});

test("costs stand in a table: devices by protocol, with a mean for each", async ({ page }) => {
  await look(page);
  await tab(page, "What it cost").click();
  const table = page.getByRole("table", { name: "What it cost" });
  await expect(table.getByRole("columnheader")).toHaveCount(6);
  await expect(table.getByRole("rowheader")).toHaveText([
    /Laptop.*IMAP/, /Phone.*IMAP/, /Tablet.*POP3/, /nord\.example/, /Mean of 2 devices.*IMAP/, /Mean of 1 device.*POP3/,
  ]);
  await page.getByRole("button", { name: "by time", exact: true }).click();
  await expect(page.getByRole("button", { name: "by time", exact: true })).toHaveAttribute("aria-pressed", "true");
});

for (const lang of ["en", "de"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${lang}, ${colorScheme}: no barrier in any holder`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await look(page, { lang });
      for (const name of WORDS[lang].tabs) {
        await tab(page, name).click();
        await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
        await expectAccessible(page);
      }
      await tab(page, "Tablet").click();
      await page.getByRole("tabpanel").getByRole("table").getByRole("button").first().click();
      await expect(page.getByRole("region", { name: WORDS[lang].source })).toBeVisible();
      await expectAccessible(page);
    });
  }

  test(`${lang}: nothing sticks out, on tablets and on phones`, async ({ page }) => {
    for (const size of [{ width: 1024, height: 768 }, { width: 390, height: 844 }, { width: 320, height: 640 }]) {
      await page.setViewportSize(size);
      await look(page, { lang });
      for (const name of WORDS[lang].tabs) {
        await tab(page, name).click();
        await expectNoSidewaysScroll(page);
      }
      await tab(page, "Tablet").click();
      await page.getByRole("tabpanel").getByRole("table").getByRole("button").first().click();
      await expectNoSidewaysScroll(page);
    }
  });
}
