// The main journeys in an installed Firefox: the first minute, a flag on its way, worlds side by side, a link, and
// the keyboard. `cargo xtask browser` sets BASE_URL and FIREFOX.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { KEYS, firefox } from "./bidi.mjs";

const SUBJECT = "Klassenfahrt: Zimmerliste";
const STARTED = 'document.querySelector("html[data-started]")';
/** What stands in the column of a device or of the server, for the mail. */
const cells = `[...document.querySelectorAll('[role="rowheader"], th[scope="row"]')]
  .filter((head) => head.textContent.includes(${JSON.stringify(SUBJECT)}))
  .flatMap((head) => [...head.closest('tr, [role="row"]').querySelectorAll('td, [role="cell"]')])
  .map((cell) => cell.textContent.trim().split(": ").at(-1).trim())`;
const position = 'Number(document.querySelector("input.scrub").value)';

let browser;
before(async () => {
  browser = await firefox(process.env.FIREFOX ?? "firefox-esr");
  console.log(`Firefox ${browser.version}`);
});
after(() => browser?.close());

const journey = (name, way, address = "?lang=en&speed=max") =>
  test(name, async () => {
    const page = await browser.page(new URL(address, process.env.BASE_URL).href);
    await page.until(STARTED, "the program starts");
    await way(page);
    assert.deepEqual(page.trouble, [], "what the page complained about");
    await page.close();
  });

/** Opens the mail on the laptop, where it is unread, by its own button. */
async function openMail(page) {
  const name = await page.is(`[...document.querySelectorAll("article button")]
    .map((button) => button.getAttribute("aria-label") ?? button.textContent)
    .find((label) => label.includes(${JSON.stringify(SUBJECT)}))`);
  assert.ok(name, "the mail is in a list");
  await page.is(`void [...document.querySelectorAll("article button")]
    .find((button) => (button.getAttribute("aria-label") ?? button.textContent)
      .includes(${JSON.stringify(SUBJECT)})).focus()`);
  await page.keys(KEYS.enter);
}

// RFC 9051 §2.3.2: \\Seen is the server's; RFC 1939 has no flags.
journey("a flag travels by IMAP and not by POP3", async (page) => {
  assert.deepEqual(new Set(await page.is(cells)), new Set(["unread"]));
  await openMail(page);
  await page.until(`${cells}.filter((cell) => cell === "read").length === 3`, "three know of it");
  assert.equal((await page.is(cells)).filter((cell) => cell === "unread").length, 1);
});

journey(
  "the same in German",
  async (page) => {
    assert.equal(await page.is("document.documentElement.lang"), "de");
    await openMail(page);
    await page.until(`${cells}.filter((cell) => cell === "gelesen").length === 3`, "drei wissen es");
  },
  "?lang=de&speed=max",
);

journey("time by the keyboard: back, forward, to the ends", async (page) => {
  await openMail(page);
  await page.until(`${cells}.filter((cell) => cell === "read").length === 3`, "three know of it");
  const end = await page.is(position);
  await page.is("void document.activeElement.blur()");
  await page.keys(KEYS.pageUp);
  await page.until(`${position} < ${end}`, "one step back");
  await page.keys(KEYS.pageDown);
  await page.until(`${position} === ${end}`, "and forward");
  await page.is('void document.querySelector("input.scrub").focus()');
  await page.keys(KEYS.home);
  await page.until(`${position} < ${end} - 3`, "to the beginning");
  await page.keys(KEYS.end);
  await page.until(`${position} === ${end}`, "to the end");
});

journey("worlds side by side", async (page) => {
  await openMail(page);
  await page.press("button", "Same taps, POP3");
  await page.until('document.querySelectorAll(".side-text").length > 3', "the table of both worlds");
});

journey("a link leads to the same moment", async (page) => {
  await openMail(page);
  await page.until(`${cells}.filter((cell) => cell === "read").length === 3`, "three know of it");
  const here = await page.is(position);
  await page.press("button", "Save and share");
  await page.until('document.querySelector("textarea.share-address")?.value', "the link");
  await page.go(await page.is('document.querySelector("textarea.share-address").value'));
  await page.until(STARTED, "the program starts again");
  await page.until(`${position} === ${here}`, "the same moment");
  assert.equal((await page.is(cells)).filter((cell) => cell === "read").length, 3);
});
