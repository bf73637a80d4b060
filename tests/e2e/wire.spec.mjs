// The wire: every line from host to host, explained word by word.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const WORDS = {
  en: {
    ladder: "Lines from host to host",
    explained: "The line explained",
    unread: /Photos from Saturday/,
    unfold: "Unfold all",
    people: "Only what people did",
    find: "Find in lines",
    all: "Show all lines again",
    follow: "Follow this connection",
    back: "Back to the ladder",
    said: "What was said",
    reads: "Who can read it",
    clear: /in clear/,
  },
};
const W = WORDS.en;

/** Opens a mail on the laptop, so that there is a STORE to look at, and goes to the wire. */
async function afterReading(page, { lang = "en" } = {}) {
  await open(page, { lang, query: { speed: "max" } });
  await page.getByRole("article", { name: "Laptop" }).getByRole("button", { name: W.unread }).click();
  await page.getByRole("navigation").getByRole("button", { name: /Wire|Leitung/ }).click();
}

const ladder = (page) => page.getByRole("list", { name: W.ladder });
const store = (page) => ladder(page).getByRole("button", { name: /STORE .*\\Seen/ }).last();
const explained = (page) => page.getByRole("region", { name: W.explained });

test("the line that marks a mail as read is explained word by word", async ({ page }) => {
  await afterReading(page);
  await store(page).click();
  const words = explained(page);
  // RFC 9051 §6.4.6 is STORE, §6.4.9 UID, §2.3.2 the flag.
  await expect(words.getByRole("link", { name: "RFC 9051 §6.4.6" }).first()).toBeVisible();
  await expect(words.getByRole("link", { name: "RFC 9051 §6.4.9" }).first()).toBeVisible();
  await expect(words.getByRole("link", { name: "RFC 9051 §2.3.2" })).toBeVisible();
  await expect(words.getByText("Change the flags of a message.")).toBeVisible();
  // It stands in the selected state, and both ends can read it.
  await expect(words.getByRole("listitem").filter({ hasText: "Selected" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await expect(words.getByText(W.clear).first()).toBeVisible();
  // A word with the focus lights its meaning.
  await words.getByRole("button", { name: "STORE" }).focus();
  await expect(words.locator(".meaning.is-lit")).toContainText("RFC 9051 §6.4.6");
});

test("a connection is followed in both directions, and the way back", async ({ page }) => {
  await afterReading(page);
  await store(page).click();
  await explained(page).getByRole("button", { name: W.follow }).click();
  const said = page.getByRole("list", { name: W.said });
  await expect(said.getByText(/^\* OK/).first()).toBeVisible();
  await expect(said.getByText(/UID STORE .*\\Seen/)).toHaveCount(1);
  await expect(page.getByText(/^Laptop said [\d.]+ (bytes|kB), nord\.example said [\d.]+ (bytes|kB)\.$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: W.back }).click();
  await expect(ladder(page)).toBeVisible();
});

test("lines are chosen by what people did, by their words, and by host", async ({ page }) => {
  await afterReading(page);
  const rows = ladder(page).getByRole("listitem");
  await page.getByRole("button", { name: W.people }).click();
  await expect(rows.filter({ hasText: "UID STORE" })).toHaveCount(0);
  await expect(rows.filter({ hasText: /Photos from Saturday/ }).first()).toBeVisible();
  await page.getByRole("button", { name: W.all }).click();
  await page.getByRole("searchbox", { name: W.find }).fill("uid store");
  await expect(store(page)).toBeVisible();
  await expect(rows.filter({ hasText: "CAPABILITY" })).toHaveCount(0);
  await page.getByRole("button", { name: W.all }).click();
  await page.getByRole("button", { name: /^Hosts: / }).click();
  await page.getByRole("dialog").getByRole("checkbox", { name: "Laptop" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(rows.filter({ hasText: "Laptop to" })).toHaveCount(0);
});

test("folds open, and nothing of them is lost", async ({ page }) => {
  await afterReading(page);
  await page.getByRole("list", { name: W.ladder }).focus().catch(() => {});
  const fold = ladder(page).getByRole("button", { name: /Connecting and logging in: \d+ lines/ });
  const many = await fold.count();
  expect(many).toBeGreaterThan(0);
  await expect(fold.last()).toHaveAttribute("aria-expanded", "false");
  await fold.last().click();
  await expect(fold.last()).toHaveAttribute("aria-expanded", "true");
  // The last to log in is the tablet, by POP3 (RFC 1939 §7): a name, then a password.
  await expect(ladder(page).getByRole("button", { name: /^Tablet to nord.example USER ada/ })).toBeVisible();
  await expect(ladder(page).getByRole("button", { name: /^Tablet to nord.example PASS / })).toBeVisible();
});

test("the ladder by keyboard: one tab stop, arrows, Enter explains", async ({ page }) => {
  await afterReading(page);
  const stops = ladder(page).locator("button[tabindex='0']");
  await expect(stops).toHaveCount(1);
  await stops.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  const focused = page.locator(".rung-line:focus");
  await expect(focused).toHaveCount(1);
  // Home and End lead to the ends of all lines, not of those that happen to be drawn.
  await page.keyboard.press("Home");
  await expect(focused).toHaveAccessibleName(/laptop is switched on/i);
  await page.keyboard.press("End");
  await expect(focused).toHaveAccessibleName(/idling/);
  await store(page).focus();
  await page.keyboard.press("Enter");
  await expect(explained(page).getByRole("link", { name: "RFC 9051 §6.4.6" }).first()).toBeVisible();
});

test("going back in time takes lines away", async ({ page }) => {
  await afterReading(page);
  await expect(store(page)).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await page.getByRole("button", { name: "One step back" }).click();
  }
  await expect(ladder(page).getByRole("button", { name: /STORE .*\\Seen/ })).toHaveCount(0);
});

test("the run is saved as a transcript and as a picture", async ({ page }) => {
  await afterReading(page);
  for (const [name, file, has] of [
    ["Transcript (text)", "mailscope.txt", /C: .*UID STORE/],
    ["Report (Markdown)", "mailscope.md", /^# /],
    ["Sequence diagram (Mermaid)", "mailscope.mmd", /sequenceDiagram/],
    ["Sequence diagram (SVG picture)", "mailscope.svg", /<svg/],
  ]) {
    await page.getByRole("button", { name: "Save this run" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("dialog").getByRole("button", { name }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(file);
    const stream = await saved.createReadStream();
    let text = "";
    for await (const piece of stream) text += piece;
    expect(text).toMatch(has);
  }
  await page.getByRole("button", { name: "Save this run" }).click();
  await expect(page.getByText(/mailscope export/)).toBeVisible();
});

for (const lang of ["en", "de"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${lang}, ${colorScheme}: no barrier that axe can find`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, { lang, query: { speed: "max", view: "wire" } });
      const rung = page.locator(".rung-line").last();
      await rung.click();
      await expectAccessible(page);
    });
  }
}

test("a narrow screen shows a list, and nothing sticks out", async ({ page }) => {
  for (const size of [
    { width: 390, height: 844 },
    { width: 320, height: 640 },
    { width: 1024, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    await open(page, { query: { speed: "max", view: "wire" } });
    await expect(ladder(page)).toBeVisible();
    await expectNoSidewaysScroll(page);
    const way = ladder(page).getByText(/ to /).last();
    if (size.width < 700) await expect(way).toBeVisible();
  }
});
