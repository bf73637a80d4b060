// The main stories, seen as a person sees them: found by role and name, in both languages.
import { expect, open, test } from "./helpers.mjs";

const SUBJECT = "Klassenfahrt: Zimmerliste";

const WORDS = {
  en: {
    devices: ["Laptop", "Phone", "Tablet"],
    what: "Who knows what?",
    actions: { Unread: "Unread", Delete: "Delete" },
    forward: "One step forward",
    check: "Check mail",
    disk: "What is really on the server’s disk",
    speed: "Speed",
    back: "One step back",
    read: "read",
    unread: "unread",
    story: [
      `You mark “${SUBJECT}” as unread on the laptop; the server does not know yet.`,
      "The laptop tells the server about the flag.",
      `The server notes “${SUBJECT}” as unread; no other device knows yet.`,
      /^The server to the phone: \* 19 FETCH \(UID 19 FLAGS \(/,
      `The phone now shows “${SUBJECT}” as unread.`,
    ],
    rest: "The tablet keeps its own copy: unread.",
    removed: "removed",
    gone: "gone",
  },
  de: {
    devices: ["Laptop", "Handy", "Tablet"],
    what: "Wer weiß was?",
    actions: { Unread: "Ungelesen", Delete: "Löschen" },
    forward: "Einen Schritt vor",
    check: "Abrufen",
    disk: "Was wirklich auf der Platte des Servers liegt",
    speed: "Tempo",
    back: "Einen Schritt zurück",
    read: "gelesen",
    unread: "ungelesen",
    story: [
      `Der Laptop: Du markierst „${SUBJECT}“ als ungelesen; der Server weiß noch nichts davon.`,
      "Der Laptop meldet dem Server die Änderung.",
      `Der Server vermerkt „${SUBJECT}“ als ungelesen; noch weiß es kein anderes Gerät.`,
      /^Der Server spricht, das Handy hört zu: \* 19 FETCH \(UID 19 FLAGS \(/,
      `Das Handy zeigt jetzt „${SUBJECT}“ als ungelesen.`,
    ],
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

  test(`${lang}: every sentence on the way is right, and stepping back returns every panel`, async ({
    page,
  }) => {
    // Before the page sets its first timer, since what is set by one clock cannot be taken back by another.
    await page.clock.install();
    await open(page, { lang, query: { speed: "max" } });
    await mail(page, laptop, SUBJECT).click();
    await expect(narration(page)).toContainText(w.rest);
    // From here on nothing plays by itself: the steps are taken by hand.
    await page.getByRole("combobox", { name: w.speed }).selectOption("1×");
    await page.clock.pauseAt(Date.now() + 1_000);

    const panels = async () => {
      const texts = [await cells(page, w, SUBJECT)];
      for (const name of w.devices) texts.push(await device(page, name).innerText());
      texts.push(await page.getByRole("group", { name: w.disk }).innerText());
      return texts;
    };
    const sentence = async () => (await narration(page).locator("p").innerText()).trim();
    const before = await panels();
    await device(page, laptop).getByRole("button", { name: w.actions.Unread, exact: true }).click();
    const seen = [{ sentence: await sentence(), panels: await panels() }];
    const forward = page.getByRole("button", { name: w.forward });
    while (!seen.at(-1).sentence.includes(w.rest) && seen.length < 30) {
      await forward.click();
      seen.push({ sentence: await sentence(), panels: await panels() });
    }
    // The story in its order; between its sentences there are the server's answers.
    let from = 0;
    for (const expected of w.story) {
      const fits = ({ sentence }) =>
        expected instanceof RegExp ? expected.test(sentence) : sentence.startsWith(expected);
      const at = seen.findIndex((step, nth) => nth >= from && fits(step));
      expect(at, `${expected} in ${seen.map((step) => step.sentence).join("\n")}`).not.toBe(-1);
      from = at + 1;
    }
    expect(seen.at(-1).panels[0].map(state)).toEqual([w.unread, w.unread, w.unread, w.unread]);
    // And all the way back.
    const back = page.getByRole("button", { name: w.back });
    for (const step of seen.slice(0, -1).reverse()) {
      await back.click();
      expect(await sentence()).toBe(step.sentence);
      expect(await panels()).toEqual(step.panels);
    }
    await back.click();
    expect(await panels()).toEqual(before);
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
