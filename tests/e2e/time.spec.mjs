// Time, as a person uses it: steps, undo, other ways, named moments, the list of events, and why.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const SUBJECT = /Klassenfahrt/;

const device = (page, name) => page.getByRole("article", { name });
const mail = (page, name) => device(page, name).getByRole("button", { name: SUBJECT });
const time = (page) => page.getByRole("region", { name: "Time" });
const button = (page, name) => time(page).getByRole("button", { name, exact: true });
const slider = (page) => time(page).getByRole("slider", { name: "Moment in time" });
const value = async (page) => Number(await slider(page).inputValue());
const sentence = (page) => page.getByRole("status").first();

async function openMail(page) {
  await mail(page, "Laptop").click();
  await expect(sentence(page)).toContainText("tablet");
}

test.beforeEach(async ({ page }) => {
  await open(page, { query: { speed: "max" } });
});

test("undo says what it takes back, and redo brings it back", async ({ page }) => {
  const before = await value(page);
  await expect(button(page, "Undo")).toHaveAttribute("aria-disabled", "true");
  await openMail(page);
  const after = await value(page);
  expect(after).toBeGreaterThan(before);
  await time(page).getByRole("button", { name: /^Undo: .*Klassenfahrt/ }).click();
  expect(await value(page)).toBe(before);
  await expect(mail(page, "Laptop")).toHaveAccessibleName(/unread/);
  await time(page).getByRole("button", { name: /^Redo: .*Klassenfahrt/ }).click();
  expect(await value(page)).toBe(after);
  // The same by keys, wherever the focus is.
  await page.keyboard.press("Control+z");
  await expect.poll(() => value(page)).toBe(before);
  await page.keyboard.press("Control+y");
  await expect.poll(() => value(page)).toBe(after);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => value(page)).toBe(after);
});

test("whoever goes back and does otherwise finds the other way again", async ({ page }) => {
  await openMail(page);
  const first = await value(page);
  await button(page, "Back to before the last tap or deadline").click();
  await expect.poll(() => value(page)).toBeLessThan(first);
  await mail(page, "Phone").click();
  const kept = page.getByRole("status").filter({ hasText: "kept as another way" });
  await expect(kept).toBeVisible();
  await kept.getByRole("button", { name: "Back to it" }).click();
  await slider(page).press("End");
  await expect.poll(() => value(page)).toBe(first);
  await time(page).getByRole("button", { name: /^Ways/ }).click();
  const box = page.getByRole("dialog", { name: "Ways and moments" });
  await expect(box.getByRole("button", { name: /parts at/ })).toHaveCount(1);
  await expectAccessible(page, { within: ".popover" });
});

test("a moment has a name, and one press leads back to it", async ({ page }) => {
  const begin = await value(page);
  await time(page).getByRole("button", { name: /^Ways/ }).click();
  const box = page.getByRole("dialog", { name: "Ways and moments" });
  await box.getByRole("textbox").fill("before the tap");
  await box.getByRole("button", { name: "Name this moment" }).click();
  await expect(box.getByRole("button", { name: /^before the tap/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await openMail(page);
  await time(page).getByRole("button", { name: /^Ways/ }).click();
  await box.getByRole("button", { name: /^before the tap/ }).click();
  await expect.poll(() => value(page)).toBe(begin);
  await box.getByRole("button", { name: /^Forget/ }).click();
  await expect(box.getByRole("button", { name: /^before the tap/ })).toHaveCount(0);
});

test("a fork begins another way and leaves the first alone", async ({ page }) => {
  await openMail(page);
  const end = await value(page);
  await button(page, "One step back").click();
  await button(page, "One step back").click();
  await time(page).getByRole("button", { name: /^Ways/ }).click();
  const box = page.getByRole("dialog", { name: "Ways and moments" });
  await box.getByRole("button", { name: "Fork from here" }).click();
  expect(Number(await slider(page).inputValue())).toBeLessThan(end);
  await box.getByRole("button", { name: /parts at/ }).click();
  await page.keyboard.press("Escape");
  await slider(page).press("End");
  await expect.poll(() => value(page)).toBe(end);
});

test("a whole step is a tap with all that follows", async ({ page }) => {
  const begin = await value(page);
  await openMail(page);
  const end = await value(page);
  await button(page, "Back to before the last tap or deadline").click();
  await expect.poll(() => value(page)).toBe(begin);
  const forward = button(page, "Forward: the next tap or deadline with all that follows");
  await forward.click();
  await expect.poll(() => value(page)).toBe(end);
  await expect(forward).toBeFocused();
  // A presenter's remote control goes on from there, event by event.
  await page.keyboard.press("PageUp");
  await expect.poll(() => value(page)).toBeLessThan(end);
  await page.keyboard.press("PageDown");
  await expect.poll(() => value(page)).toBe(end);
});

test("why leads from the tap to here, and along it in time", async ({ page }) => {
  await openMail(page);
  const end = await value(page);
  const why = page.getByRole("button", { name: "Why?" });
  await why.click();
  const panel = page.getByRole("complementary", { name: /How did it come|Why/ });
  await expect(panel.getByRole("heading").first()).toBeFocused();
  const steps = panel.getByRole("listitem").getByRole("button");
  const count = await steps.count();
  expect(count).toBeGreaterThan(2);
  await steps.first().click();
  await expect.poll(() => value(page)).toBeLessThan(end);
  await expect(steps.first()).toHaveAttribute("aria-current", "step");
  await expect(steps.first()).toBeFocused();
  await expect(steps).toHaveCount(count);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});

test("the list of events is the track in words", async ({ page }) => {
  await openMail(page);
  await button(page, "List").click();
  const list = page.getByRole("list", { name: "Everything that happened" });
  const tap = list.getByRole("button", { name: SUBJECT }).first();
  await tap.click();
  await expect(tap).toHaveAttribute("aria-current", "step");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(tap).not.toHaveAttribute("aria-current", "step");
  await expectAccessible(page);
});

test("everything by keyboard, with one switch for single keys", async ({ page }) => {
  await openMail(page);
  await slider(page).focus();
  await page.keyboard.press("Home");
  const first = await value(page);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => value(page)).toBe(first + 1);
  await page.keyboard.press("End");
  await page.locator("body").evaluate(() => document.activeElement?.blur());
  const end = await value(page);
  await page.keyboard.press("Shift+Space");
  await expect.poll(() => value(page)).toBeLessThan(end);
  await page.keyboard.press("Space");
  await expect.poll(() => value(page)).toBe(end);
  await page.keyboard.press("Shift+PageUp");
  await expect.poll(() => value(page)).toBe(first);
});

for (const [width, height] of [[1366, 768], [1024, 768], [390, 844], [320, 700]]) {
  test(`nothing sticks out at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "List", exact: true }).click();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
