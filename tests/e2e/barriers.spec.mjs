// Nothing that axe can find is a barrier (WCAG 2.2, A and AA): the stage, the panels and what opens, in
// every theme and language; the other views are looked at in their own files.
// All of it is looked at within few pages: each state in every theme, one after the other.
import { expect, expectAccessible, open, test } from "./helpers.mjs";
import { text } from "./texts.mjs";

/** In the first theme every rule is looked at, in the others those that are about colours. */
const THEMES = [
  { colorScheme: "light", contrast: "no-preference" },
  { colorScheme: "dark", contrast: "no-preference" },
  { colorScheme: "light", contrast: "more" },
  { colorScheme: "dark", contrast: "more" },
];
const COLOURS = ["color-contrast", "link-in-text-block"];

async function inEveryTheme(page, within) {
  for (const [at, theme] of THEMES.entries()) {
    await page.emulateMedia(theme);
    await expectAccessible(page, { within, rules: at ? COLOURS : undefined });
  }
  await page.emulateMedia(THEMES[0]);
}

const MAIL = /Klassenfahrt/;

/** A walk through the page in one language. */
class Walk {
  constructor(page, lang) {
    this.page = page;
    this.t = (id) => text(lang, id);
  }

  button(id, within = this.page) {
    return within.getByRole("button", { name: this.t(id), exact: true }).first();
  }

  /** What hangs over the page is looked at alone and shut again. */
  async over(within) {
    await inEveryTheme(this.page, within);
    await this.page.keyboard.press("Escape");
    await expect(this.page.locator(within)).toHaveCount(0);
  }

  async panel() {
    await inEveryTheme(this.page, ".panel");
    await this.button("panel-close").click();
    await expect(this.page.locator(".panel")).toHaveCount(0);
  }
}

async function stage(walk) {
  const { page } = walk;
  const laptop = page.getByRole("article", { name: "Laptop", exact: true });
  await inEveryTheme(page);
  await laptop.getByRole("button", { name: MAIL }).click();
  await laptop.getByRole("switch").click();
  await laptop.getByRole("group", { name: walk.t("actions") }).getByRole("button").nth(1).click();
  await inEveryTheme(page);
  await laptop.getByRole("switch").click();
  await laptop.getByRole("button", { name: walk.t("plug") }).click();
  await walk.over(".popover");
  await walk.button("app-menu", laptop).click();
  await walk.over(".popover");
  await walk.button("action-move", laptop).click();
  await walk.over(".popover");
  await walk.button("search", laptop).click();
  await inEveryTheme(page, ".device");
  await walk.button("log").click();
  await inEveryTheme(page, ".log");
}

async function panels(walk) {
  const { page } = walk;
  await page.getByRole("article", { name: "Laptop" }).getByRole("button", { name: MAIL }).click();
  await walk.button("narration-why").click();
  await walk.panel();
  await walk.button("events-short").click();
  await walk.panel();
  await walk.button("share").click();
  await walk.panel();
  await walk.button("build").click();
  const shut = page.locator(".panel details:not([open]) > summary:visible");
  for (let opened = 0; opened < 20 && (await shut.count()); opened += 1) await shut.first().click();
  await walk.panel();
  await page.getByRole("button", { name: new RegExp(`^${walk.t("ways-short")}`) }).click();
  await walk.button("moment-keep").click();
  await walk.over(".popover");
  await walk.button("help-open").click();
  await inEveryTheme(page, "dialog.help");
  await walk.button("help-close").click();
}

async function writing(walk) {
  const { page } = walk;
  const laptop = page.getByRole("article", { name: /Laptop/ });
  await walk.button("write", laptop).click();
  await walk.button("compose-more", laptop).click();
  await walk.button("compose-send", laptop).click();
  await inEveryTheme(page);
}

for (const lang of ["en", "de"]) {
  const begin = async (page, query) => {
    await open(page, { lang, query: { speed: "max", ...query } });
    return new Walk(page, lang);
  };

  test(`${lang}: the stage and what opens on it`, async ({ page }) => {
    await stage(await begin(page));
  });

  test(`${lang}: panels, help and writing`, async ({ page }) => {
    await panels(await begin(page));
    await writing(await begin(page, { scenario: "letter" }));
  });

  test(`${lang}: before a room, and within the page of a course`, async ({ page }) => {
    await begin(page, { present: "" });
    await inEveryTheme(page);
    await begin(page, { embed: "" });
    await inEveryTheme(page);
  });
}
