// What every spec shares: opening the application, and watching that it behaves while it is used.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Playwright's `test`, which also fails when the page logs an error, breaks its own security
 * policy, or asks any other host for anything. A spec that expects an error empties `trouble`.
 */
export const test = base.extend({
  trouble: [
    async ({ page, baseURL }, use) => {
      const trouble = [];
      page.on("pageerror", (error) => trouble.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") trouble.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const url = request.url();
        const own = url.startsWith(baseURL) || /^(data|blob|about):/.test(url);
        if (!own) trouble.push(`foreign request: ${url}`);
      });
      await use(trouble);
      expect(trouble, "what the page complained about").toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Opens the application and waits until it runs.
 * `open(page, { lang: "de", path: "#/lessons", query: { seed: "1" } })`
 */
export async function open(page, { lang = "en", path = "", query = {} } = {}) {
  const parameters = new URLSearchParams({ lang, ...query });
  await page.goto(`./?${parameters}${path}`);
  await page.locator("html[data-started]").waitFor();
}

/** No violation of WCAG 2.2 AA that axe can find, in the page or in a part of it; or only of those rules. */
export async function expectAccessible(page, { within, without = [], rules } = {}) {
  let axe = new AxeBuilder({ page });
  axe = rules ? axe.withRules(rules) : axe.withTags(WCAG);
  if (within) axe = axe.include(within);
  for (const selector of without) axe = axe.exclude(selector);
  const { violations } = await axe.analyze();
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(" ")})`),
  );
  expect(lines, "accessibility").toEqual([]);
}

/** Nothing sticks out to the right, which people with large letters would have to scroll to. */
export async function expectNoSidewaysScroll(page) {
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(excess, "pixels beyond the right edge").toBeLessThanOrEqual(0);
}
