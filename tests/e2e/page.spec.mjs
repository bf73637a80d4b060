// The page for everybody: no barriers, no sideways scrolling, a person's own mail, a large mailbox.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

for (const lang of ["en", "de"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${lang}, ${colorScheme}: no barrier that axe can find`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, { lang });
      await expectAccessible(page);
    });
  }

  test(`${lang}: nothing sticks out at any size`, async ({ page }) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await open(page, { lang });
      await expectNoSidewaysScroll(page);
    }
  });
}

const matrix = (page) => page.getByRole("table", { name: "Who knows what?" });

test("a damaged mbox keeps the good messages and names the bad ones", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  await page.locator("input[type=file]").setInputFiles("../mail/damaged.mbox");
  await expect(page.getByText("3 messages were read, 2 could not be")).toBeVisible();
  await expect(page.getByText(/Message 2 .*zero byte/)).toBeVisible();
  await expect(page.getByText(/Message 5: its header breaks off/)).toBeVisible();
  await expect(matrix(page).getByRole("rowheader", { name: "Good 3 of 3" })).toBeVisible();
});

test("a file that is no mail changes nothing and says so", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  const rows = await matrix(page).getByRole("row").count();
  await page.locator("input[type=file]").setInputFiles("../mail/not-mail.bin");
  await expect(page.getByText("no message could be read, so nothing was changed")).toBeVisible();
  expect(await matrix(page).getByRole("row").count()).toBe(rows);
});

test("10 000 messages open, and the list scrolls to its end", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  // The file is made inside the page, so that only the program's own work is measured.
  const begin = await page.evaluate(() => {
    const text = "Ein Satz, damit die Mail eine Laenge hat.\n".repeat(60);
    const mails = Array.from({ length: 10_000 }, (_, n) =>
      [
        "From sender@sued.example Mon Mar  2 08:00:00 2026",
        `From: Person ${n} <p${n}@sued.example>`,
        "To: ada@nord.example",
        `Subject: Mail ${n}`,
        "Date: Mon, 2 Mar 2026 08:00:00 +0100",
        "",
        text,
      ].join("\n"),
    );
    const files = new DataTransfer();
    files.items.add(new File([mails.join("\n")], "large.mbox", { type: "application/mbox" }));
    const input = document.querySelector("input[type=file]");
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return performance.now();
  });
  const list = page.getByRole("article", { name: "Phone" }).getByRole("list").last();
  await expect(list.getByRole("button", { name: /Mail 9999/ })).toBeVisible({ timeout: 90_000 });
  const end = await page.evaluate(() => performance.now());
  console.log(`10 000 messages: ${Math.round(end - begin)} ms until the phone shows the newest`);
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(list.getByRole("button", { name: /Kuchen/ })).toBeVisible();
});

test("everything by keyboard: a mail is opened and the world is stepped", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  const laptop = page.getByRole("article", { name: "Laptop" });
  const first = laptop.getByRole("button", { name: /Photos from Saturday/ });
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(laptop.getByRole("group", { name: "With this message" })).toBeVisible();
  await page.getByRole("button", { name: "One step back" }).focus();
  const slider = page.getByRole("slider");
  const before = await slider.inputValue();
  await page.keyboard.press("Enter");
  expect(Number(await slider.inputValue())).toBeLessThan(Number(before));
});
