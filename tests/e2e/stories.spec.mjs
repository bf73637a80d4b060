// The main stories, seen as a person sees them: found by role and name, in both languages.
import { expect, open, test } from "./helpers.mjs";

const SUBJECT = "Klassenfahrt: Zimmerliste";

const WORDS = {
  en: {
    devices: ["Laptop", "Phone", "Tablet"],
    what: "Who knows what?",
    actions: { Read: "Read", Delete: "Delete" },
    check: "Check mail",
    back: "One step back",
    read: "read",
    unread: "unread",
    tapRead: `You mark “${SUBJECT}” as read on the laptop; the server does not know yet.`,
    shows: `The phone now shows “${SUBJECT}” as read.`,
    rest: "The tablet keeps its own copy: unread.",
    removed: "removed",
    gone: "gone",
  },
  de: {
    devices: ["Laptop", "Handy", "Tablet"],
    what: "Wer weiß was?",
    actions: { Read: "Gelesen", Delete: "Löschen" },
    check: "Abrufen",
    back: "Einen Schritt zurück",
    read: "gelesen",
    unread: "ungelesen",
    tapRead: `Der Laptop: Du markierst „${SUBJECT}“ als gelesen; der Server weiß noch nichts davon.`,
    shows: `Das Handy zeigt jetzt „${SUBJECT}“ als gelesen.`,
    rest: "Das Tablet behält die eigene Kopie: ungelesen.",
    removed: "entfernt",
    gone: "weg",
  },
};

const device = (page, name) => page.getByRole("article", { name, exact: true });
const mail = (page, name, subject) =>
  device(page, name).getByRole("button", { name: new RegExp(subject) });

/** The cells of one mail in the order of the table: laptop, server, phone, tablet. */
async function cells(page, w, subject) {
  const table = page.getByRole("table", { name: w.what });
  const row = table.getByRole("row").filter({
    has: page.getByRole("rowheader", { name: subject, exact: true }),
  });
  const texts = await row.getByRole("cell").allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** What a cell says, without the words for how it stands to the truth. */
const state = (cell) => cell.split(": ").at(-1);

const narration = (page) => page.getByRole("status").first();

for (const lang of ["en", "de"]) {
  const w = WORDS[lang];
  const [laptop, phone, tablet] = w.devices;

  test(`${lang}: a flag travels under IMAP and not under POP3`, async ({ page }) => {
    await open(page, { lang, query: { speed: "max" } });
    expect((await cells(page, w, SUBJECT)).map(state)).toEqual([
      w.unread, w.unread, w.unread, w.unread,
    ]);
    await mail(page, laptop, SUBJECT).click();
    await expect(narration(page)).toContainText(SUBJECT);
    // Opening marks as read, on the laptop and by itself on the phone, but not on the tablet.
    await expect(async () => {
      expect((await cells(page, w, SUBJECT)).map(state)).toEqual([
        w.read, w.read, w.read, w.unread,
      ]);
    }).toPass();
    await expect(mail(page, phone, SUBJECT)).toHaveAccessibleName(new RegExp(`${w.read}\\b`));
    await expect(mail(page, tablet, SUBJECT)).toHaveAccessibleName(new RegExp(w.unread));
    await expect(narration(page)).toContainText(w.rest);
  });

  test(`${lang}: every sentence on the way is right, and stepping back returns everything`, async ({
    page,
  }) => {
    await open(page, { lang });
    await page.clock.install();
    // In the hand without a tap on a mail: the device's heading.
    await mail(page, laptop, "Photos from Saturday").click();
    await page.clock.runFor(60_000);
    const panels = async () => ({
      cells: await cells(page, w, SUBJECT),
      phone: await device(page, phone).innerText(),
      tablet: await device(page, tablet).innerText(),
    });
    const before = await panels();
    await mail(page, laptop, SUBJECT).click();
    await page.clock.runFor(60_000);
    const after = await panels();
    expect(after.cells.map(state)).toEqual([w.read, w.read, w.read, w.unread]);
    await expect(narration(page)).toContainText(w.shows.slice(0, 20));
    // Back to before the tap: every panel is as it was.
    const back = page.getByRole("button", { name: w.back });
    for (let steps = 0; steps < 80; steps += 1) {
      if ((await cells(page, w, SUBJECT)).map(state).every((text) => text === w.unread)) break;
      await back.click();
    }
    const again = await panels();
    expect(again.cells.map(state)).toEqual(before.cells.map(state));
    expect(again.tablet).toEqual(before.tablet);
  });

  test(`${lang}: what is deleted on the POP3 tablet is gone for all after its next visit`, async ({
    page,
  }) => {
    await open(page, { lang, query: { speed: "max" } });
    await mail(page, tablet, SUBJECT).click();
    await device(page, tablet).getByRole("button", { name: w.actions.Delete, exact: true }).click();
    await expect(async () => {
      const [, server, onPhone] = (await cells(page, w, SUBJECT)).map(state);
      expect(server).toBe(w.unread);
      expect(onPhone).toBe(w.unread);
    }).toPass();
    await device(page, tablet).getByRole("button", { name: w.check }).click();
    await expect(async () => {
      const [onLaptop, server, onPhone] = (await cells(page, w, SUBJECT)).map(state);
      expect(server).toBe(w.removed);
      expect(onLaptop).toBe(w.gone);
      expect(onPhone).toBe(w.gone);
    }).toPass();
    await expect(mail(page, phone, SUBJECT)).toHaveCount(0);
  });
}
