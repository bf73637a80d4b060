// Starts the browser once before the tests: on a busy machine with cold disks its first start and the first page
// take longer than any test should have to wait.
import { chromium } from "@playwright/test";

export default async function warmUp(config) {
  const { baseURL, launchOptions } = config.projects[0].use;
  const browser = await chromium.launch({ ...launchOptions, timeout: 180_000 });
  const page = await browser.newPage();
  await page.goto(baseURL, { timeout: 180_000 });
  await page.locator("html[data-started]").waitFor({ timeout: 180_000 });
  await browser.close();
}
