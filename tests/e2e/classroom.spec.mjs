// In front of a class: on a projector, by keys, on paper, within the page of a course; and the page's own policy.
import { createServer } from "node:http";

import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from "./helpers.mjs";

const sentence = (page) => page.getByRole("region", { name: /What just happened|Was gerade/ });
const bar = (page) => page.getByRole("region", { name: "Time" });
const present = (page, options = {}) => open(page, { ...options, query: { present: "", ...options.query } });

test("the switch in the bar shows one message large, Esc leads back", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show it to a room" }).click();
  await expect(page.getByText("One message:")).toBeVisible();
  await expect(page.getByRole("button", { name: "Next", exact: true })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  expect(size).toBe(24);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table", { name: "Who knows what?" })).toBeVisible();
});

test("a deed, Next, the remote control's keys, and the list of what was done", async ({ page }) => {
  await present(page);
  const laptop = page.getByRole("region", { name: "Laptop" });
  await expect(laptop).toContainText("in your hand");
  await laptop.getByRole("button", { name: "Cut the network" }).click();
  await expect(laptop).toContainText("offline");
  const deeds = page.getByRole("list", { name: "What was done last" });
  await expect(deeds.getByRole("listitem").first()).toContainText(/Laptop/i);
  await page.keyboard.press("."); // whatever still plays
  await page.mouse.click(4, 4);
  const before = await sentence(page).innerText();
  await page.keyboard.press("PageDown");
  await expect(sentence(page)).not.toHaveText(before);
  const after = await sentence(page).innerText();
  await page.keyboard.press("Shift+Space");
  await page.keyboard.press("Space");
  expect(await sentence(page).innerText()).toBe(after);
  await bar(page).getByRole("button", { name: "Next", exact: true }).click();
  await expect(sentence(page)).not.toHaveText(after);
  // With the focus on the button the remote control still works.
  const next = await sentence(page).innerText();
  await page.keyboard.press("PageUp");
  await expect(sentence(page)).not.toHaveText(next);
});

test("B makes the screen dark and says how it comes back", async ({ page }) => {
  await present(page);
  const dark = page.getByRole("button", { name: /The screen is dark. B, Esc or a press/ });
  await page.keyboard.press("b");
  await expect(dark).toBeFocused();
  const box = await dark.boundingBox();
  expect([box.width, box.height]).toEqual([1366, 768]);
  await expectAccessible(page);
  await page.keyboard.press("b");
  await expect(dark).toHaveCount(0);
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  await expect(dark).toHaveCount(0);
  await expect(page.getByText("One message:"), "Esc has only brought back the light").toBeVisible();
});

test("whoever switches single keys off is safe from B and the full stop", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Help and keys" }).click();
  await page.getByRole("checkbox", { name: /Single keys/ }).uncheck();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Show it to a room" }).click();
  await page.keyboard.press("b");
  await expect(page.getByText("The screen is dark")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table", { name: "Who knows what?" })).toBeVisible();
});

for (const lang of ["en", "de"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${lang}, ${colorScheme}: a projector without barriers, at any size`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await present(page, { lang });
      await expectAccessible(page);
      for (const [width, height] of [[1920, 1080], [1024, 768], [390, 844], [320, 640]]) {
        await page.setViewportSize({ width, height });
        await expectNoSidewaysScroll(page);
      }
    });
  }
}

test("on a projector everything stands without scrolling", async ({ page }) => {
  for (const [width, height] of [[1920, 1080], [1366, 768], [1024, 768]]) {
    await page.setViewportSize({ width, height });
    await present(page, { lang: "de" });
    const excess = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(excess, `${width} × ${height}`).toBeLessThanOrEqual(0);
  }
});

test("F6 leads through the regions, and back around the end", async ({ page }) => {
  await open(page);
  const here = () => page.evaluate(() => document.activeElement.className);
  const way = [];
  await page.keyboard.press("F6");
  for (let step = 0; step < 30; step += 1) {
    way.push(await here());
    await page.keyboard.press("F6");
    if (await here() === way[0]) break;
  }
  const order = ["topbar", "narration", "world", "device", "server", "device", "device", "lane", "matrix-place"];
  order.push("timeline");
  const seen = way.filter((name) => !/^log/.test(name));
  expect(seen).toHaveLength(order.length);
  seen.forEach((name, at) => expect(name.split(" ")).toContain(order[at]));
  await page.keyboard.press("Shift+F6");
  expect(await here()).toBe(way.at(-1));
  // From within a region the key leads to the one after it.
  await page.getByRole("table", { name: "Who knows what?" }).getByRole("button").first().focus();
  await page.keyboard.press("Shift+F6");
  expect(await here()).toContain("lane");
});

test("Alt and a digit lead to the views", async ({ page }) => {
  await open(page);
  const views = page.getByRole("navigation", { name: "Views" });
  for (const [digit, name] of [[2, "Compare"], [4, "Inside"], [1, "Stage"]]) {
    await page.keyboard.press(`Alt+Digit${digit}`);
    await expect(views.getByRole("button", { name })).toHaveAttribute("aria-current", "page");
  }
});

test("on paper: a worksheet, and no controls", async ({ page }) => {
  await open(page, { query: { speed: "max" } });
  await page.getByRole("article", { name: "Laptop" }).getByRole("button", { name: /Klassenfahrt/ }).first().click();
  await page.emulateMedia({ media: "print" });
  const sheet = page.getByRole("article", { name: "Worksheet" });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole("table").getByRole("rowheader", { name: /Klassenfahrt/ })).toBeVisible();
  await expect(sheet.getByRole("list").getByRole("listitem").first()).toContainText(/Laptop/i);
  await expect(sheet.getByRole("heading", { name: "What do you expect" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("slider")).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await expect(sheet).toHaveCount(0);
});

test("more contrast hides nothing, light or dark", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ contrast: "more", colorScheme });
    await open(page);
    await expectAccessible(page);
  }
});

test("among the system's own colours lines say what colours said", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  const outline = (element) => element.evaluate((node) => getComputedStyle(node).outlineStyle);
  expect(await outline(sentence(page).locator("mark"))).toBe("solid");
  const here = page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Stage" });
  expect(await outline(here)).toBe("solid");
  expect(await outline(page.getByRole("button", { name: "Help and keys" }))).toBe("none");
});

test("the page says its policy itself, and the browser enforces it", async ({ page, trouble }) => {
  // Served without the header, as from somebody's folder.
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers["content-security-policy"];
    await route.fulfill({ response, headers });
  });
  await open(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    return window.inlineRan === true;
  });
  expect(ran).toBe(false);
  expect(trouble.filter((line) => !/Content Security Policy/.test(line))).toEqual([]);
  expect(trouble.length).toBeGreaterThan(0);
  trouble.length = 0;
});

/** A course's page of another origin, with the application in a frame. */
async function course(page, baseURL, { origin, query = "" } = {}) {
  // A server of its own: what is made up for a browser counts as public there, and may frame nothing local.
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const host = `http://127.0.0.1:${server.address().port}`;
  const own = new URL(baseURL);
  const named = origin ?? `&origin=${encodeURIComponent(host)}`;
  const body = `<!doctype html><title>Course</title><link rel="icon" href="data:,">
    <iframe width="1200" height="760" title="Mailscope" src="${own.href}?embed&lang=en${named}${query}"></iframe>
    <script>
    window.heard = [];
    addEventListener("message", ({ origin, data }) => heard.push({ origin, ...data }));
    window.want = (message) => frames[0].postMessage(message, "*");
    </script>`;
  await page.goto(host);
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-started]").waitFor();
  server.close();
  const heard = (event) => page.evaluate((event) => heard.filter((each) => each.event === event), event);
  return { frame, heard, origin: own.origin, want: (message) => page.evaluate((m) => want(m), message) };
}

test("within a course: the stage and time, messages both ways, nothing stored", async ({ page, baseURL, trouble }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: () => void (window.asked += 1) });
    }
  });
  const { frame, heard, want, origin } = await course(page, baseURL, { query: "&speed=max" });
  await expect(frame.getByRole("table", { name: "Who knows what?" })).toBeVisible();
  await expect(frame.getByRole("navigation", { name: "Views" })).toHaveCount(0);
  await expect(frame.getByRole("link", { name: "Open in Mailscope" })).toHaveAttribute("href", /^(?!.*embed).*lang=en/);
  await expect.poll(() => heard("ready")).toHaveLength(1);
  const [ready] = await heard("ready");
  expect(ready).toMatchObject({ origin, source: "mailscope", version: 1 });
  await frame.getByRole("article", { name: "Laptop" }).getByRole("button", { name: /Klassenfahrt/ }).first().click();
  await expect.poll(async () => (await heard("acted")).length).toBe(1);
  expect((await heard("acted"))[0].action).toMatch(/Klassenfahrt/);
  await expect.poll(async () => (await heard("sentence")).length).toBeGreaterThan(1);
  await expect.poll(async () => (await heard("moved")).at(-1)?.position ?? 0).toBeGreaterThan(ready.position);
  await want({ target: "mailscope", command: "seek", position: ready.position });
  await expect.poll(async () => (await heard("moved")).at(-1).position).toBe(ready.position);
  await want({ target: "mailscope", command: "seek", position: -1 });
  await want({ target: "mailscope", command: "burn" });
  await want({ target: "somebody", command: "play" });
  await want("play");
  await expect(frame.getByRole("button", { name: "Play" })).toBeVisible();
  await want({ target: "mailscope", command: "scenario", name: "no-such-world" });
  await expect(frame.getByRole("alert")).toBeVisible();
  const [storage, cookie] = await page.frames()[1].evaluate(() => [window.asked, document.cookie]);
  expect(storage, "how often the page has asked for the browser's storage").toBe(0);
  expect(cookie).toBe("");
  // The course's own page is no file of ours; nothing else may be asked for.
  expect(trouble.filter((line) => !/^foreign request: http:\/\/127\.0\.0\.1:\d+\/$/.test(line))).toEqual([]);
  trouble.length = 0;
});

test("a page that the address does not name hears nothing and is not obeyed", async ({ page, baseURL, trouble }) => {
  for (const origin of ["", "&origin=https://school.example"]) {
    const { frame, want } = await course(page, baseURL, { origin });
    const time = frame.getByRole("slider", { name: "Moment in time" });
    const before = await time.inputValue();
    await want({ target: "mailscope", command: "seek", position: 0 });
    await want({ target: "mailscope", command: "play" });
    await frame.getByRole("button", { name: "One step forward" }).first().click();
    await expect.poll(() => time.inputValue()).not.toBe(before);
    expect(Number(await time.inputValue())).toBeGreaterThan(Number(before));
    expect(await page.evaluate(() => heard.length)).toBe(0);
  }
  // The browser itself says so to the console where the origin is another one.
  trouble.length = 0;
});
