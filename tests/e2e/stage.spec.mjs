// The stage with any world: writing, searching, folders, several people, many devices, the first minute.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const device = (page, name) => page.getByRole("article", { name, exact: true });
const narration = (page) => page.getByRole("status").first();
const matrix = (page) => page.getByRole("table", { name: "Who knows what?" });

test("the first minute: one thing to do is marked, and it goes away once it is done", async ({
  page,
}) => {
  await open(page, { query: { speed: "max" } });
  await expect(narration(page)).toContainText("Open “Photos from Saturday” on the laptop");
  await device(page, "Laptop").getByRole("button", { name: /Photos from Saturday/ }).click();
  await expect(narration(page)).toContainText("Photos from Saturday");
  await expect(narration(page)).not.toContainText("watch who hears of it");
  await expect(page.getByText("The tablet keeps its own copy")).toBeVisible();
});

test("a letter is written, refused without an address, and arrives at another provider", async ({
  page,
}) => {
  await open(page, { query: { speed: "max", scenario: "letter" } });
  const laptop = device(page, "Ada · Laptop");
  await laptop.getByRole("button", { name: "Write" }).click();
  const form = laptop.getByRole("form", { name: "Write a message" });
  await form.getByLabel("Subject").fill("Cinema?");
  await form.getByRole("textbox", { name: "Text" }).fill("Saturday at eight?");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Nobody is named whom the mail is for.")).toBeVisible();
  await form.getByLabel("To").fill("ben@sued.example");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form).toHaveCount(0);
  const phone = device(page, "Ben · Phone");
  await expect(phone.getByRole("button", { name: /Cinema\?/ })).toBeVisible();
  // The phone's provider comes onto the stage with the phone.
  await expect(page.getByRole("article", { name: "nord.example" })).toBeVisible();
  await phone.getByRole("button", { name: "Ben · Phone" }).click();
  await expect(page.getByRole("article", { name: "sued.example" })).toBeVisible();
  await expect(page.getByRole("region", { name: "nord.example" })).toBeVisible();
});

test("a folder is made, a draft is kept and gone on with", async ({ page }) => {
  await open(page, { query: { speed: "max", scenario: "letter" } });
  const laptop = device(page, "Ada · Laptop");
  await laptop.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: /New folder/ }).click();
  await page.getByRole("textbox", { name: "Name of the folder" }).fill("Travel");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(laptop.getByRole("button", { name: "Travel" })).toBeVisible();
  await laptop.getByRole("button", { name: "Write" }).click();
  await laptop.getByLabel("Subject").fill("Unfinished");
  await laptop.getByRole("button", { name: "Keep as draft" }).click();
  await laptop.getByRole("button", { name: "Drafts" }).click();
  await laptop.getByRole("button", { name: /Unfinished/ }).click();
  await laptop.getByRole("button", { name: "Go on writing" }).click();
  await expect(laptop.getByLabel("Subject")).toHaveValue("Unfinished");
});

test("what cannot be done says why", async ({ page }) => {
  await open(page, { query: { speed: "max", scenario: "web-page" } });
  const tablet = device(page, "Tablet");
  await tablet.getByRole("button", { name: "Tablet", exact: true }).click();
  await expect(tablet.getByRole("button", { name: /^Write.*reading only/ })).toBeDisabled();
  await tablet.getByRole("button", { name: "Search" }).click();
  await expect(tablet.getByRole("button", { name: "On the server" })).toBeDisabled();
  await expect(tablet.getByText("POP3 has no command for searching")).toBeVisible();
  await tablet.getByRole("button", { name: "More" }).click();
  const subscribe = page.getByRole("menuitem", { name: /Unsubscribe from Inbox/ });
  await expect(subscribe).toHaveAttribute("aria-disabled", "true");
  await expect(subscribe).toContainText("POP3 knows no folders");
});

test("a search says what it has looked at", async ({ page }) => {
  await open(page, { query: { speed: "max", scenario: "search" } });
  const laptop = device(page, "Laptop");
  await laptop.getByRole("button", { name: "Search" }).click();
  await laptop.getByRole("searchbox").fill("Springform");
  await page.keyboard.press("Enter");
  await expect(laptop.getByRole("status")).toContainText("in what this device has");
  await laptop.getByRole("button", { name: "On the server" }).click();
  await expect(laptop.getByRole("status")).toContainText("The server has found 1 mail");
  await laptop.getByRole("button", { name: "End the search" }).click();
  await expect(laptop.getByRole("status")).toHaveCount(0);
});

test("only what differs is shown", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  await page.getByRole("switch", { name: /Phone/ }).click();
  const subject = /Photos from Saturday/;
  await device(page, "Laptop").getByRole("button", { name: subject }).click();
  await page.getByRole("button", { name: "Show only what differs" }).click();
  await expect(matrix(page).getByRole("rowheader")).toHaveCount(1);
  await expect(matrix(page).getByRole("rowheader", { name: subject })).toBeVisible();
});

test("four of thirty devices stand on the stage, and others can", async ({ page }) => {
  await open(page, { query: { speed: "max", scenario: "thirty-devices" } });
  await expect(page.getByRole("article", { name: /^device \d+$/ })).toHaveCount(4);
  await page.getByRole("button", { name: "22 more" }).click();
  await page.getByRole("menuitem", { name: "device 30" }).click();
  await expect(device(page, "device 30")).toBeVisible();
  await expect(page.getByRole("article", { name: /^device \d+$/ })).toHaveCount(4);
});

test("a cell and a row of the server lead to their cause", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  await matrix(page).getByRole("cell").first().getByRole("button").click();
  const panel = page.getByRole("complementary").last();
  await expect(panel).toBeVisible();
});

for (const scenario of ["letter", "web-page", "thirty-devices", "three-at-once", "labels"]) {
  test(`${scenario}: no barrier, and nothing sticks out`, async ({ page }) => {
    for (const size of [
      { width: 1366, height: 768 },
      { width: 1024, height: 768 },
      { width: 390, height: 844 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(size);
      await open(page, { lang: "de", query: { speed: "max", scenario } });
      await expectNoSidewaysScroll(page);
      if (size.width !== 320) await expectAccessible(page);
    }
  });
}
