// The page arrives as it should and starts under its own security policy.
import { expect, open, test } from "./helpers.mjs";

test("the program starts under the security policy", async ({ page }) => {
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await open(page);
  await expect(page).toHaveTitle(/Mailscope/);

  const document = responses[0];
  expect(document.headers()["content-security-policy"]).toContain("script-src 'self'");
  expect(document.headers()["x-content-type-options"]).toBe("nosniff");
  const program = responses.find((response) => response.url().endsWith(".wasm"));
  expect(program.headers()["content-type"]).toBe("application/wasm");
  for (const response of responses) {
    expect(response.status(), response.url()).toBe(200);
  }
  expect(await page.locator("script:not([src])").count(), "inline scripts").toBe(0);
});

test("the policy is enforced", async ({ page, trouble }) => {
  await open(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    return window.ran === true;
  });
  expect(ran).toBe(false);
  expect(trouble.splice(0).join("\n")).toContain("Content Security Policy");
});

test("it works in a folder of another site", async ({ page, request, baseURL }) => {
  const html = await (await request.get(baseURL)).text();
  const addresses = [...html.matchAll(/(?:href|src|data-js|data-wasm)="?([^"\s>]+)/g)];
  expect(addresses.length).toBeGreaterThan(3);
  for (const [, address] of addresses) {
    expect(address).toMatch(/^\.\//);
  }
  await open(page);
});

test("a page that cannot start says so in both languages", async ({ page, trouble }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 200, body: "broken" }));
  await page.goto("./");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("could not start");
  await expect(alert).toContainText("konnte nicht starten");
  expect(trouble.splice(0)).not.toEqual([]);
});
