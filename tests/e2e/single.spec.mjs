// The application as one file (`cargo xtask single`), opened from a disk: no server, no network, its own policy.
import { access, copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { test as base } from "@playwright/test";

import { expect, expectAccessible, expectNoSidewaysScroll } from "./helpers.mjs";

const BUILT = process.env.MAILSCOPE_SINGLE ?? new URL("../../dist-single/mailscope.html", import.meta.url).pathname;

/** The file as a teacher has it: alone in a folder. Nothing but the file itself may be asked for. */
const test = base.extend({
  file: async ({}, use) => {
    await access(BUILT);
    const folder = await mkdtemp(join(tmpdir(), "mailscope single "));
    const file = join(folder, "mailscope.html");
    await copyFile(BUILT, file);
    await use(pathToFileURL(file).href);
    await rm(folder, { recursive: true, force: true });
  },
  trouble: [
    async ({ page, file }, use) => {
      const trouble = [];
      page.on("pageerror", (error) => trouble.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") trouble.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const own = request.url().startsWith(file) || /^(data|blob):/.test(request.url());
        if (!own) trouble.push(`request: ${request.url()}`);
      });
      await use(trouble);
      expect(trouble, "what the page complained about").toEqual([]);
    },
    { auto: true },
  ],
});

async function open(page, file, query = "lang=en&speed=max") {
  await page.goto(`${file}?${query}`);
  await page.locator("html[data-started]").waitFor();
}

const laptop = (page) => page.getByRole("article", { name: "Laptop", exact: true });
const mail = (page) => laptop(page).getByRole("button", { name: /Klassenfahrt: Zimmerliste/ }).first();

for (const lang of ["en", "de"]) {
  test(`${lang}: one file opens from a disk, without a network, and works`, async ({ page, file, context }) => {
    await context.setOffline(true);
    await open(page, file, `lang=${lang}&speed=max`);
    await expect(page).toHaveTitle(/Mailscope/);
    await mail(page).click();
    await expect(mail(page)).toHaveAccessibleName(/(^|[^n])(read|gelesen)\b/i);
    for (const view of [/^(Wire|Leitung)$/, /^(Inside|Einblick)$/, /^(Compare|Vergleich)$/, /^(Stage|Bühne)$/]) {
      await page.getByRole("navigation").getByRole("button", { name: view }).click();
      await expect(page.getByRole("main")).not.toBeEmpty();
    }
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(page);
  });
}

test("its styles are those of the page", async ({ page, file }) => {
  await open(page, file);
  const display = await laptop(page).evaluate((element) => getComputedStyle(element).getPropertyValue("--panel"));
  expect(display.trim()).not.toBe("");
  expect(await page.locator("link[rel=stylesheet], script[src]").count()).toBe(0);
});

test("the file's policy names its script and styles by hash, and is enforced", async ({ page, file, trouble }) => {
  const text = await readFile(BUILT, "utf8");
  const [, policy] = text.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|connect-src|\*/);
  expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-[^']+'/);
  await open(page, file);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.head.append(script, style);
    const asked = await fetch("https://evil.example/").then(() => true, () => false);
    return [window.ran === true, getComputedStyle(document.body).display, asked];
  });
  expect([ran[0], ran[2]]).toEqual([false, false]);
  expect(ran[1]).not.toBe("none");
  expect(trouble.splice(0).filter((line) => !/Content Security Policy|evil\.example/.test(line))).toEqual([]);
});

test("work is kept, a world is saved and opened again, and the panel says that a link is for here", async ({ page, file, context }) => {
  await open(page, file);
  await mail(page).click();
  await expect(mail(page)).toHaveAccessibleName(/(^|[^n])read\b/);
  await page.getByRole("button", { name: "Save and share" }).click();
  const panel = page.getByRole("complementary", { name: "Save and share" });
  await expect(panel.getByText("the link opens on this computer only")).toBeVisible();
  const link = await panel.getByRole("textbox", { name: "Link to this moment" }).inputValue();
  expect(link.startsWith(`${file}?`)).toBe(true);
  await expect(panel.getByText("What you did is kept in this browser")).toBeVisible();
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Save as a file" }).click();
  const saved = await readFile(await (await download).path());
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  await open(next, file);
  await next.getByRole("button", { name: "Continue where you were" }).click();
  await expect(mail(next)).toHaveAccessibleName(/(^|[^n])read\b/);
  await next.getByRole("button", { name: "Save and share" }).click();
  await next.getByRole("complementary", { name: "Save and share" }).locator("input[type=file]").setInputFiles({
    name: "monday.mailscope", mimeType: "application/json", buffer: saved,
  });
  await expect(next.getByRole("button", { name: "Back to my work" })).toBeVisible();

  // The link works in another tab of the same computer, though it may not take its end off the address there.
  const third = await context.newPage();
  await third.goto(link);
  await third.locator("html[data-started]").waitFor();
  await expect(mail(third)).toHaveAccessibleName(/(^|[^n])read\b/);
});
