// Giving a world away and keeping it: links, files, what the browser keeps by itself, and what happens when it may not,
// or when the program stops.
import { createHash } from "node:crypto";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { expect, expectAccessible, open, test } from "./helpers.mjs";

const WORDS = {
  en: {
    share: "Save and share",
    link: "Link to this moment",
    laptop: "Laptop",
    phone: "Phone",
    wire: "Wire",
    inside: "Inside",
    stage: "Stage",
    table: "Who knows what?",
    explained: "The line explained",
    ladder: "Lines from host to host",
    why: "Why?",
    close: "Close the panel",
    offer: "Your last visit’s work is still here.",
    goOn: "Continue where you were",
    anew: "Start anew",
    before: "Back to my work",
    earlier: "Bring back the earlier work",
    damaged: /is damaged.* Nothing was changed here/,
    cut: /is cut short.* Nothing was changed here/,
    noRun: /is no run of Mailscope\. Nothing was changed here/,
    newer: /made by a newer Mailscope.* Nothing was changed here/,
    keepsNothing: "This browser keeps nothing. Save a file if you want to go on later.",
    understood: "Understood",
    stopped: /Mailscope has stopped because of a bug in it/,
    kept: /Your work is kept in this browser/,
    lost: /This browser has kept nothing of your work/,
    reload: "Reload",
    save: "Save as a file",
    world: "Open a file",
  },
  de: {
    share: "Sichern und teilen",
    link: "Link zu diesem Moment",
    laptop: "Laptop",
    phone: "Handy",
    wire: "Leitung",
    inside: "Einblick",
    stage: "Bühne",
    table: "Wer weiß was?",
    explained: "Die Zeile erklärt",
    ladder: "Zeilen von Rechner zu Rechner",
    why: "Warum?",
    close: "Seitenfeld schließen",
    offer: "Deine Arbeit vom letzten Besuch ist noch da.",
    goOn: "Dort weitermachen",
    anew: "Neu anfangen",
    before: "Zurück zu meiner Arbeit",
    earlier: "Frühere Arbeit zurückholen",
    damaged: /ist beschädigt\. Hier bleibt alles, wie es ist/,
    cut: /ist abgeschnitten.* Hier bleibt alles, wie es ist/,
    noRun: /ist kein Ablauf von Mailscope\. Hier bleibt alles, wie es ist/,
    newer: /aus einem neueren Mailscope.* Hier bleibt alles, wie es ist/,
    keepsNothing: "Dieser Browser hebt nichts auf. Sichere eine Datei, wenn du später weitermachen willst.",
    understood: "Verstanden",
    stopped: /Mailscope ist wegen eines eigenen Fehlers stehen geblieben/,
    kept: /Deine Arbeit liegt in diesem Browser/,
    lost: /Dieser Browser hat von deiner Arbeit nichts behalten/,
    reload: "Neu laden",
    save: "Als Datei sichern",
    world: "Datei öffnen",
  },
};
const SUBJECT = /Klassenfahrt: Zimmerliste/;
const QUICK = { speed: "max" };

const device = (page, name) => page.getByRole("article", { name, exact: true });
const view = (page, name) => page.getByRole("navigation").getByRole("button", { name, exact: true });
const panel = (page, name) => page.getByRole("complementary", { name });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const laptopMail = (page) => device(page, "Laptop").getByRole("button", { name: SUBJECT }).first();

/** Opens a mail on the laptop, and waits until all that follows from it has happened. */
async function read(page, w) {
  await laptopMail(page).click();
  const heard = device(page, w.phone).getByRole("button", { name: SUBJECT }).first();
  await expect(heard).toHaveAccessibleName(/(^|[^n])(read|gelesen)\b/i);
  await settled(page);
}

/** Nothing plays any more. */
async function settled(page) {
  await expect(page.getByRole("button", { name: /^(Play|Abspielen)$/ })).toBeVisible();
  await expect.poll(async () => {
    const before = await main(page);
    await page.waitForTimeout(300);
    return before === (await main(page));
  }).toBe(true);
}

/** All that can be read in the page's main part, the moment, and the address. */
const main = (page) => page.getByRole("main").innerText();
async function screen(page) {
  return {
    text: (await main(page)).replaceAll(/\s+/g, " "),
    moment: await page.getByRole("slider").first().inputValue(),
    address: page.url(),
  };
}

/** The link in the panel, which is closed again. */
async function link(page, w) {
  await button(page, w.share).click();
  const address = panel(page, w.share).getByRole("textbox", { name: w.link });
  await expect(address).toHaveValue(/#run=/);
  const found = await address.inputValue();
  await button(page, w.close).last().click();
  return found;
}

/** Waits until the browser has kept what was done; the page does so when there is a pause. */
async function kept(page) {
  const newest = () =>
    page.evaluate(() => {
      const works = [0, 1].map((at) => localStorage.getItem(`mailscope.work.${at}`) ?? "");
      return Math.max(...works.map((work) => Number.parseInt(work, 10) || 0));
    });
  let last = -1;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await newest();
        return last > 0 && last === before;
      },
      { intervals: [2_500] },
    )
    .toBe(true);
}

/** What a person chooses before they give a moment away. */
const CHOICES = {
  "the stage with a device in the hand": async (page, w) => {
    await device(page, w.phone).getByRole("heading").first().click();
  },
  "an earlier moment": async (page) => {
    for (let step = 0; step < 3; step += 1) {
      await page.getByRole("button", { name: /^(One step back|Einen Schritt zurück)$/ }).click();
    }
  },
  "why a cell is as it is": async (page, w) => {
    const row = page.getByRole("table", { name: w.table }).getByRole("row").filter({ hasText: SUBJECT });
    await row.getByRole("button").nth(2).click();
    await expect(page.getByRole("complementary", { name: /^(Why|Warum)/ })).toBeVisible();
  },
  "a look into the phone": async (page, w) => {
    await view(page, w.inside).click();
    await page.getByRole("tab", { name: w.phone }).click();
  },
  "a look at what it cost": async (page, w) => {
    await view(page, w.inside).click();
    await page.getByRole("tab", { name: /What it cost|Was es gekostet hat/ }).click();
  },
  "a line explained": async (page, w) => {
    await view(page, w.wire).click();
    await page.getByRole("list", { name: w.ladder }).getByRole("button", { name: /STORE .*\\Seen/ }).last().click();
    await expect(page.getByRole("region", { name: w.explained })).toBeVisible();
  },
};

for (const [lang, w] of Object.entries(WORDS)) {
  for (const [what, choose] of Object.entries(CHOICES)) {
    test(`${lang}: a link leads a fresh browser to the same screen: ${what}`, async ({ page, browser, contextOptions }) => {
      await open(page, { lang, query: QUICK });
      await read(page, w);
      await choose(page, w);
      const address = await link(page, w);
      await settled(page);
      const here = await screen(page);
      expect(here.text).toMatch(SUBJECT);

      const fresh = await browser.newContext({ ...contextOptions, viewport: page.viewportSize() });
      const other = await fresh.newPage();
      await other.goto(address);
      await other.locator("html[data-started]").waitFor();
      await expect(other).not.toHaveURL(/#/);
      await settled(other);
      expect(await screen(other)).toEqual(here);
      await fresh.close();
    });
  }

  test(`${lang}: work survives a killed tab, with the place on the page`, async ({ page, context }) => {
    await open(page, { lang, query: QUICK });
    await read(page, w);
    await view(page, w.inside).click();
    await page.getByRole("tab", { name: w.phone }).click();
    await settled(page);
    const here = await screen(page);
    await kept(page);
    // Killed: no handler of the page is asked.
    await page.close({ runBeforeUnload: false });

    const next = await context.newPage();
    await open(next, { lang, query: QUICK });
    await expect(next.getByText(w.offer)).toBeVisible();
    await button(next, w.goOn).click();
    await expect(next.getByText(w.offer)).toHaveCount(0);
    await settled(next);
    expect(await screen(next)).toEqual(here);
  });

  test(`${lang}: a damaged link says what is wrong, and the work at hand stays`, async ({ page }) => {
    await open(page, { lang, query: QUICK });
    await read(page, w);
    const address = await link(page, w);
    const here = await screen(page);
    const run = new URL(address).hash.slice("#run=".length).split("&")[0];
    const half = run.length >> 1;
    const otherLetter = run[half] === "A" ? "B" : "A";
    for (const [broken, answer] of [
      [run.slice(0, half) + otherLetter + run.slice(half + 1), w.damaged],
      [run.slice(0, half), w.cut],
      ["moon", w.cut],
      ["", w.noRun],
      ["no run at all", w.damaged],
      [ofNextVersion(run), w.newer],
    ]) {
      // As somebody does who puts it into the address bar.
      await page.evaluate((hash) => { location.hash = hash; }, `run=${broken}`);
      await expect(page.getByRole("alert").getByText(answer)).toBeVisible();
      await button(page, /^(Dismiss|Schließen|Ausblenden|Verwerfen)$/).last().click();
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(await screen(page)).toEqual(here);
    }
    // And so it does for whoever comes by such a link.
    await page.goto("about:blank");
    await open(page, { lang, query: QUICK, path: `#run=${run.slice(0, half)}` });
    await expect(page.getByRole("alert").getByText(w.cut)).toBeVisible();
    await expect(device(page, w.laptop)).toBeVisible();
  });

  test(`${lang}: a damaged file says what is wrong, and the work at hand stays`, async ({ page }) => {
    await open(page, { lang, query: QUICK });
    await read(page, w);
    const file = await savedFile(page, w);
    const here = await screen(page);
    await button(page, w.share).click();
    for (const [buffer, answer] of [
      [file.subarray(0, file.length >> 1), w.cut],
      [Buffer.from("no run at all"), w.noRun],
      [Buffer.from(file.toString().replace(/"version": ?1/, '"version": 2')), w.newer],
    ]) {
      await panel(page, w.share).locator("input[type=file]").setInputFiles({
        name: "monday.mailscope", mimeType: "application/json", buffer,
      });
      await expect(page.getByRole("alert").getByText(answer)).toBeVisible();
      await page.getByRole("alert").getByRole("button").click();
    }
    await button(page, w.close).last().click();
    expect(await screen(page)).toEqual(here);
  });

  test(`${lang}: where storage is refused all works, and that is said once`, async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        const get = () => { throw new DOMException("refused", "SecurityError"); };
        Object.defineProperty(window, name, { get });
      }
    });
    await open(page, { lang, query: QUICK });
    await worksWithoutStorage(page, w);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page);
  });

  test(`${lang}: when the program stops it says so, and the work is there after loading again`, async ({ page, trouble }) => {
    await open(page, { lang, query: QUICK });
    await read(page, w);
    await kept(page);
    const here = await screen(page);
    await breakIt(page);
    await view(page, w.inside).click();
    const alert = page.getByRole("alert");
    // Both languages: which one was chosen is known to nobody any more.
    for (const { stopped, kept } of Object.values(WORDS)) {
      await expect(alert).toContainText(stopped);
      await expect(alert).toContainText(kept);
    }
    await expectAccessible(page);
    expect(trouble.splice(0).join("\n")).toContain("panicked at");
    await alert.getByRole("button", { name: w.reload, exact: true }).click();
    await page.locator("html[data-started]").waitFor();
    await button(page, w.goOn).click();
    await expect(page.getByText(w.offer)).toHaveCount(0);
    await settled(page);
    expect(await screen(page)).toEqual(here);
  });
}

/** Takes from the program what it cannot do without, as a broken extension of the browser might: it panics. */
async function breakIt(page) {
  await page.evaluate(() => {
    Node.prototype.insertBefore = () => { throw new DOMException("broken", "InvalidStateError"); };
  });
}

async function worksWithoutStorage(page, w) {
  const said = page.getByRole("status").filter({ hasText: w.keepsNothing });
  await expect(said).toHaveCount(0);
  await read(page, w);
  await expect(said).toBeVisible();
  await said.getByRole("button", { name: w.understood }).click();
  await expect(said).toHaveCount(0);
  await view(page, w.inside).click();
  await page.getByRole("tab", { name: w.phone }).click();
  await view(page, w.stage).click();
  await laptopMail(page).click();
  // Long enough for the page to try again.
  await page.waitForTimeout(3_000);
  await expect(said).toHaveCount(0);
  expect(await link(page, w)).toContain("#run=");
  await button(page, w.share).click();
  await expect(panel(page, w.share).getByText(w.keepsNothing)).toBeVisible();
  await button(page, w.close).last().click();
}

/** The same link with a head as docs/formats.md has it, of a version that is to come. */
function ofNextVersion(run) {
  const octets = Buffer.from(run, "base64url");
  octets[0] += 1;
  const rest = Buffer.concat([octets.subarray(0, 1), octets.subarray(5)]);
  createHash("sha256").update(rest).digest().copy(octets, 1, 0, 4);
  return octets.toString("base64url");
}

async function savedFile(page, w) {
  await button(page, w.share).click();
  const download = page.waitForEvent("download");
  await button(page, w.save).click();
  const file = await readFile(await (await download).path());
  await button(page, w.close).last().click();
  return file;
}

test("where the browser itself blocks storage all works, and that is said once", async ({ baseURL, launchOptions }) => {
  const folder = await mkdtemp(join(tmpdir(), "mailscope-blocked-"));
  await mkdir(join(folder, "Default"));
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(blocked));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    await open(page, { query: QUICK });
    const refused = await page.evaluate(() => {
      try {
        return localStorage.length;
      } catch (error) {
        return error.name;
      }
    });
    expect(refused).toBe("SecurityError");
    await worksWithoutStorage(page, WORDS.en);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test("a file dropped on the page opens, and one press leads back to one's own work", async ({ page, browser }) => {
  const w = WORDS.en;
  const elsewhere = await browser.newPage();
  await open(elsewhere, { query: QUICK });
  await device(elsewhere, w.laptop).getByRole("switch").first().click();
  await settled(elsewhere);
  const theirs = await screen(elsewhere);
  const file = await savedFile(elsewhere, w);
  await elsewhere.close();

  await open(page, { query: QUICK });
  await read(page, w);
  const own = await screen(page);
  expect(own.text).not.toBe(theirs.text);
  const files = await page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "theirs.mailscope"));
    return files;
  }, file.toString());
  const world = page.getByRole("main");
  await world.dispatchEvent("dragover", { dataTransfer: files });
  await expect(page.getByText(/Drop .*here/)).toBeVisible();
  await world.dispatchEvent("drop", { dataTransfer: files });
  const back = button(page, w.before);
  await expect(back).toBeVisible();
  await settled(page);
  const opened = await screen(page);
  expect(opened.moment).toBe(theirs.moment);
  expect(opened.text).toContain("offline");
  await back.click();
  await settled(page);
  expect(await screen(page)).toEqual(own);
  await expect(back).toHaveCount(0);
});

test("an address changed by hand goes to the place, and opens what it brings", async ({ page }) => {
  const w = WORDS.en;
  await open(page, { query: QUICK });
  await read(page, w);
  const address = new URL(await link(page, w));
  await page.evaluate(() => { location.hash = "view=inside&inside=device.1&moon=full&hand=x"; });
  await expect(page.getByRole("tab", { name: w.phone })).toHaveAttribute("aria-selected", "true");
  await page.evaluate(() => { location.hash = "view=<script>&&==&why=cloud.9"; });
  await expect(page.getByRole("tab", { name: w.phone })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("alert")).toHaveCount(0);
  // Numbers that fit and that nothing has.
  await page.evaluate(() => {
    location.hash = "view=inside&hand=77&why=device.9.mail.999&inside=device.99&line=999999";
  });
  await expect(page.getByRole("tab", { selected: true })).toHaveCount(1);
  await page.evaluate(() => { location.hash = "view=stage&why=entry.999999"; });
  await expect(device(page, w.laptop)).toContainText("in your hand");
  await expect(page.getByRole("complementary", { name: /^Why/ })).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
  // On the way back to the stage the same run comes from somebody else, who is further back in time.
  await page.evaluate((hash) => { location.hash = hash; }, address.hash);
  await expect(button(page, w.before)).toBeVisible();
  await expect(laptopMail(page)).toBeVisible();
  await expect(page).not.toHaveURL(/#/);
});

test("work that other work took the place of can be brought back", async ({ page, context }) => {
  const w = WORDS.en;
  await open(page, { query: QUICK });
  await read(page, w);
  const own = await screen(page);
  await kept(page);
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  await open(next, { query: QUICK });
  await button(next, w.anew).click();
  await expect(next.getByText(w.offer)).toHaveCount(0);
  await device(next, w.laptop).getByRole("switch").first().click();
  await settled(next);
  const other = await screen(next);
  expect(other.text).not.toBe(own.text);
  await kept(next);
  await next.close({ runBeforeUnload: false });

  // A visit later the newer work is offered, and the older one is in the panel.
  const third = await context.newPage();
  await open(third, { query: QUICK });
  await button(third, w.goOn).click();
  await settled(third);
  expect(await screen(third)).toEqual(other);
  await button(third, w.share).click();
  await button(third, w.earlier).click();
  await expect(laptopMail(third)).toBeVisible();
  await button(third, w.close).last().click();
  await settled(third);
  expect(await screen(third)).toEqual(own);
});

test("looking at somebody's world does not take the place of one's own work", async ({ page, context }) => {
  const w = WORDS.en;
  await open(page, { query: QUICK });
  await read(page, w);
  const own = await screen(page);
  const address = await link(page, w);
  await kept(page);
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  await next.goto(address.replace(/speed=max/, "speed=max&theme=dark"));
  await next.locator("html[data-started]").waitFor();
  await expect(next).not.toHaveURL(/#/);
  await next.waitForTimeout(3_000);
  await expect(next.getByText(w.offer)).toBeVisible();
  await button(next, w.goOn).click();
  await settled(next);
  expect((await screen(next)).text).toBe(own.text);
});

test("a stop without anything kept promises nothing", async ({ page, trouble }) => {
  await open(page, { query: QUICK });
  await breakIt(page);
  await view(page, WORDS.en.inside).click();
  const alert = page.getByRole("alert");
  for (const { stopped, lost } of Object.values(WORDS)) {
    await expect(alert).toContainText(stopped);
    await expect(alert).toContainText(lost);
  }
  trouble.length = 0;
});
