// How a person plays a scenario: everything is found by role and name and pressed as on the page.
import { expect } from "./helpers.mjs";
import { text } from "./texts.mjs";

/** The sentence of a reason that the lessons name by its id, with anything for the names in it. */
export const reason = (id) => text("en", id);

export const device = (page, name) => page.getByRole("article", { name, exact: true });
export const disk = (page) => page.getByRole("group", { name: "What is really on the server’s disk" });
export const onDisk = (page, subject) => disk(page).getByRole("row").filter({ hasText: subject });
export const mail = (page, name, subject) =>
  device(page, name).getByRole("list", { name: "Messages" }).getByRole("button", { name: subject });

const time = (page) => page.getByRole("region", { name: "Time" });
const matrix = (page) => page.getByRole("table", { name: "Who knows what?" });
const sentence = (page) => page.getByRole("status").first();

/** Takes a device into the hand. */
export async function take(page, name) {
  await device(page, name).getByRole("button", { name, exact: true }).click();
  await expect(device(page, name).getByRole("button", { name: "More" })).toBeVisible();
}

/** Opens a mail. */
export async function read(page, name, subject) {
  await take(page, name);
  await mail(page, name, subject).click();
  await expect(device(page, name).getByRole("group", { name: "With this message" })).toBeVisible();
}

/** Opens a mail and presses a button below it. */
export async function press(page, name, subject, button) {
  await read(page, name, subject);
  await device(page, name).getByRole("button", { name: button, exact: true }).click();
}

/** Moves a mail by the menu. */
export async function move(page, name, subject, folder) {
  await press(page, name, subject, "Move");
  await page.getByRole("menu").getByRole("menuitem", { name: folder, exact: true }).click();
}

export async function check(page, name) {
  await device(page, name).getByRole("button", { name: "Check mail" }).click();
}

/** Opens a folder: by the rail of a wide app, by the menu of a narrow one. */
export async function folder(page, name, label) {
  const inRail = device(page, name).getByRole("list", { name: "Folders" }).getByRole("button", { name: label });
  if (await inRail.count()) await inRail.click();
  else await device(page, name).getByRole("combobox", { name: "Folder" }).selectOption({ label });
}

export async function network(page, name) {
  await device(page, name).getByRole("switch").click();
}

/** What stands in the menu of the app. */
export async function menu(page, name, item) {
  await take(page, name);
  await device(page, name).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

export async function write(page, name, { to, bcc, subject }) {
  await take(page, name);
  await device(page, name).getByRole("button", { name: "Write", exact: true }).click();
  const form = device(page, name).getByRole("form", { name: "Write a message" });
  await form.getByLabel("To", { exact: true }).fill(to);
  if (bcc) {
    await form.getByRole("button", { name: /Bcc/ }).click();
    await form.getByLabel("Bcc").fill(bcc);
  }
  await form.getByLabel("Subject").fill(subject);
  await form.getByRole("textbox", { name: "Text" }).fill("Until then!");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form).toHaveCount(0);
}

/** Changes settings of a mail app, by their words. */
export async function choose(page, name, ...answers) {
  const plug = device(page, name).getByRole("button", { name: /Change settings/ });
  await plug.click();
  const box = page.getByRole("dialog", { name: /^Settings of the mail app/ });
  for (const answer of answers) {
    await box.getByRole("radio", { name: answer }).first().check();
  }
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
}

/** Back to where nobody has switched anything on. */
export async function toTheBeginning(page) {
  const slider = time(page).getByRole("slider");
  const back = time(page).getByRole("button", { name: "Back to before the last tap or deadline" });
  while ((await back.getAttribute("aria-disabled")) !== "true") {
    await back.click();
  }
  expect(await slider.inputValue()).toBe("0");
}

/** Step after step up to a time of day: "09:41:00". */
export async function until(page, moment) {
  const forward = time(page).getByRole("button", { name: /^Forward:/ });
  for (let step = 0; step < 200; step += 1) {
    const next = await time(page).getByText(/^Next: /).allInnerTexts();
    // Until somebody goes on, the note of another way stands in this place.
    const noted = await time(page).getByRole("status").count();
    if (!noted && (!next.length || next[0].replace("Next: ", "") > moment)) return;
    const before = await time(page).getByRole("slider").inputValue();
    await forward.click();
    await expect(time(page).getByRole("slider")).not.toHaveValue(before);
    await expect(time(page).getByRole("progressbar")).toHaveCount(0);
  }
  throw new Error(`${moment} does not come`);
}

/** Presses the sign behind a mail in a list of mails, which says why it is so. */
export async function asks(page, name, subject, why) {
  await mail(page, name, subject).getByText(/on its way|waits for net/).click();
  const panel = page.getByRole("complementary", { name: /^(Why|How)/ });
  await expect(panel.getByRole("paragraph").first()).toHaveText(reason(why));
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
}

/** The cell of the table of a mail and a holder. */
export async function cell(page, subject, holder) {
  const heads = await matrix(page).getByRole("columnheader").allInnerTexts();
  const column = heads.findIndex((head) => head.trim().split("\n")[0] === holder);
  expect(column, `${holder} in ${heads.join(" | ")}`).toBeGreaterThan(0);
  // Mail of another provider has the provider's name behind its subject.
  const words = subject.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const name = page.getByRole("rowheader", { name: new RegExp(`^${words}( \\S+\\.example)?$`) });
  const rows = matrix(page).getByRole("row").filter({ has: name });
  // What was sent is a mail of its own in the sender's “Sent”, and none of the other person's.
  const cells = rows.getByRole("cell").and(page.locator(`td:nth-child(${column + 1})`));
  const texts = (await cells.allInnerTexts()).map((words) => words.trim());
  const shown = texts.findIndex((words) => !/^(somebody else|gone here)/.test(words));
  const once = texts.findIndex((words) => !words.startsWith("somebody else"));
  return cells.nth(Math.max(shown === -1 ? once : shown, 0));
}

/** What the cell says, and why it is so: the sentence of the panel. */
export async function says(page, subject, holder, text, why) {
  // Rows come and go while something is under way.
  await expect(async () => {
    await expect(await cell(page, subject, holder)).toHaveText(text, { timeout: 1_000 });
  }, `“${subject}” and ${holder}`).toPass({ timeout: 20_000 });
  if (!why) return;
  await (await cell(page, subject, holder)).getByRole("button").click();
  const panel = page.getByRole("complementary", { name: /^(Why|How)/ });
  await expect(panel.getByRole("paragraph").first(), `why “${subject}” and ${holder}`).toHaveText(reason(why));
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
}

/** The lines of the ladder that hold some words, all unfolded. */
export async function lines(page, words) {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Wire" }).click();
  const unfold = page.getByRole("button", { name: "Unfold all" });
  if ((await unfold.getAttribute("aria-pressed")) !== "true") await unfold.click();
  await page.getByRole("searchbox", { name: "Find in lines" }).fill(words);
  const rungs = page.getByRole("list", { name: "Lines from host to host" }).getByRole("listitem");
  return words ? rungs.filter({ hasText: words }) : rungs;
}

export async function toStage(page) {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Stage" }).click();
}

export { matrix, sentence, time };
