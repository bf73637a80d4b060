// The walk of docs/keyboard.md, with nothing but the keyboard: what has the focus, and what is said.
import { expect, open, test } from "./helpers.mjs";

const PHOTOS = /^Photos from Saturday/;

const focused = (page) => page.locator(":focus");
const said = (page) => page.getByRole("status").first();

/** What has the focus, as a screen reader says it. */
async function expectFocus(page, role, name) {
  await expect(focused(page)).toHaveRole(role);
  await expect(focused(page)).toHaveAccessibleName(name);
}

const has = (page, role, name) => page.getByRole(role, { name }).and(focused(page)).count();

/** Presses a key until something of this role and name has the focus. */
async function go(page, key, role, name, most = 40) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press(key);
    if (await has(page, role, name)) return expectFocus(page, role, name);
  }
  throw new Error(`${key} does not lead to ${role} ${name}`);
}

/** Presses Tab until something has the focus that is asked for. */
async function within(page, wanted, most = 40) {
  for (let pressed = 0; pressed < most && !(await wanted.count()); pressed += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toHaveCount(1);
}

async function begin(page) {
  await open(page, { query: { speed: "max" } });
}

async function openPhotos(page) {
  await go(page, "F6", "article", "Laptop");
  await go(page, "Tab", "button", PHOTOS);
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("The tablet keeps its own copy: unread");
}

test("opening, to the laptop, a mail is read, step by step", async ({ page }) => {
  await begin(page);
  await expect(page).toHaveTitle("Mailscope: see what IMAP and POP3 do");
  await expect(said(page)).toContainText("Open “Photos from Saturday” on the laptop, and watch who hears of it.");

  await page.keyboard.press("F6");
  await expect(focused(page)).toHaveRole("banner");
  await page.keyboard.press("F6");
  await expectFocus(page, "region", "What just happened");
  await page.keyboard.press("F6");
  await expectFocus(page, "complementary", "The world outside");
  await page.keyboard.press("F6");
  await expectFocus(page, "article", "Laptop");
  await page.keyboard.press("Tab");
  await expectFocus(page, "button", "Laptop");
  await expect(focused(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Tab");
  await expectFocus(page, "switch", "Network: Laptop");
  await expect(focused(page)).toBeChecked();
  await go(page, "Tab", "button", "Photos from Saturday, unread, Ben Winter");

  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("The phone now shows “Photos from Saturday” as read");
  await expect(said(page)).toContainText(/1 cell changed/);
  await expectFocus(page, "button", "Photos from Saturday, read, Ben Winter");
  for (const name of ["Unread", "Flag", "Move", "Delete"]) await go(page, "Tab", "button", name, 8);

  await go(page, "Shift+F6", "region", "What just happened", 6);
  const slider = page.getByRole("slider", { name: "Moment in time" });
  const end = await slider.inputValue();
  const last = await said(page).innerText();
  await page.keyboard.press("Shift+Space");
  await expect(slider).not.toHaveValue(end);
  await expect(said(page)).not.toHaveText(last);
  await page.keyboard.press("Space");
  await expect(slider).toHaveValue(end);
  await go(page, "F6", "region", "Time", 12);
  await go(page, "Tab", "slider", "Moment in time");
  await expect(focused(page)).toHaveAttribute("aria-valuetext", /^09:40:\d\d$/);
  await page.keyboard.press("Home");
  await expect(slider).toHaveValue((await slider.getAttribute("min")) ?? "");
  await expect(said(page)).not.toContainText("The tablet keeps its own copy");
  await page.keyboard.press("End");
  await expect(said(page)).toContainText("The tablet keeps its own copy");
});

test("who knows what, and why", async ({ page }) => {
  await begin(page);
  await openPhotos(page);
  await go(page, "F6", "region", "Who knows what?", 10);
  await page.keyboard.press("Tab");
  await expectFocus(page, "button", "Show only what differs");
  await page.keyboard.press("Tab");
  await expectFocus(page, "button", "same as server: read");
  await page.keyboard.press("ArrowRight");
  await expectFocus(page, "button", "the original: read");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expectFocus(page, "button", "own copy: unread");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Why does the tablet still show “Photos from Saturday” as unread?");
  const panel = page.getByRole("complementary", { name: /^Why does the tablet/ });
  await expect(panel).toContainText("POP3 has no “read” and no flags");
  await go(page, "Tab", "button", /You open “Photos from Saturday”|switched on|\d\d:\d\d/, 6);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expectFocus(page, "button", "own copy: unread");
  // The rows of the server's disk are one stop as well, and so are the mails of a device.
  await go(page, "Shift+F6", "article", "nord.example", 6);
  await go(page, "Tab", "button", PHOTOS, 3);
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveRole("button");
  await expect(focused(page)).not.toHaveAccessibleName(PHOTOS);
  await go(page, "Tab", "button", "Phone", 3);
});

test("the wire, and worlds side by side", async ({ page }) => {
  await begin(page);
  await openPhotos(page);
  await page.keyboard.press("Alt+Digit3");
  await expectFocus(page, "button", "Wire");
  await expect(focused(page)).toHaveAttribute("aria-current", "page");
  const ladder = page.getByRole("list", { name: "Lines from host to host" });
  await within(page, ladder.locator(":focus"));
  await go(page, "ArrowUp", "button", /STORE .*Seen/, 30);
  await expectFocus(page, "button", /STORE .*Seen/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "The line explained" })).toContainText("Change the flags of a message.");

  await page.keyboard.press("Alt+Digit2");
  await expectFocus(page, "button", "Compare");
  await go(page, "Tab", "button", "IMAP | POP3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(said(page)).toHaveText(/^Here the worlds part first: /);
  const table = page.getByRole("table", { name: "Who has what?" });
  await within(page, table.locator("td :focus"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveAttribute("aria-pressed", "true");
});

test("settings keep the focus when the protocol changes", async ({ page }) => {
  await begin(page);
  await go(page, "F6", "article", "Phone", 10);
  await go(page, "Tab", "button", /^Phone: IMAP, .*Change settings$/);
  await page.keyboard.press("Enter");
  await expectFocus(page, "radio", "IMAP");
  await page.keyboard.press("ArrowDown");
  await expectFocus(page, "radio", "POP3");
  await expect(focused(page)).toBeChecked();
  await page.keyboard.press("Escape");
  await expectFocus(page, "button", /^Phone: POP3, .*Change settings$/);
});

test("building and sharing", async ({ page }) => {
  await begin(page);
  await go(page, "Tab", "button", "Change the world");
  await expect(focused(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Change the world");
  const build = page.getByRole("complementary", { name: "Change the world" });
  await within(page, build.locator("summary:focus").filter({ hasText: "New device" }));
  await page.keyboard.press("Enter");
  await go(page, "Tab", "textbox", "Name", 5);
  await page.keyboard.type("Third phone");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "Third phone" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectFocus(page, "button", "Change the world");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("article", { name: "Third phone" })).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expectFocus(page, "button", "Save and share");
  await page.keyboard.press("Enter");
  await expectFocus(page, "heading", "Save and share");
  await go(page, "Tab", "button", "Copy the link", 6);
  await page.keyboard.press("Escape");
  await expectFocus(page, "button", "Save and share");
});

test("before a room", async ({ page }) => {
  await begin(page);
  await openPhotos(page);
  await page.keyboard.press("Alt+Digit1");
  await go(page, "Tab", "button", /^Show it to a room/, 8);
  await page.keyboard.press("Enter");
  await expect(page.getByText("One message:")).toBeVisible();
  const sentence = page.getByRole("region", { name: "What just happened" });
  const last = "The tablet keeps its own copy: unread";
  await expect(sentence).toContainText(last);
  await page.keyboard.press("Shift+Space");
  await expect(sentence).not.toContainText(last);
  await page.keyboard.press("Space");
  await expect(sentence).toContainText(last);
  await page.keyboard.press("b");
  await expectFocus(page, "button", /^The screen is dark/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table", { name: "Who knows what?" })).toBeVisible();
});
