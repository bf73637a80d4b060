// Measures the optimised page and prints tables; `cargo xtask measure` serves dist/ and sets BASE_URL and
// CHROMIUM. Nothing fails here: docs/performance.md has what was measured, and where.
import { chromium } from "@playwright/test";

const SLOW = 4; // times, as Lighthouse takes a phone to be
const LONG = 50; // milliseconds
const MESSAGES = Number(process.env.MESSAGES ?? 10_000);
const root = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--headless", "--disable-gpu", ...(root ? ["--no-sandbox"] : [])],
});

// Runs in the page before anything else does: notes tasks that a person would feel, and when the first
// mail can be pressed.
function watch() {
  window.tasks = [];
  const note = (list) =>
    list.getEntries().forEach((task) => window.tasks.push([task.startTime, task.duration]));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
  const ready = new MutationObserver(() => {
    if (!document.querySelector("article button")) return;
    ready.disconnect();
    window.ready = performance.now();
  });
  ready.observe(document, { childList: true, subtree: true });
}

async function opened(times, address = "./?lang=en") {
  const context = await browser.newContext({
    baseURL: process.env.BASE_URL,
    viewport: { width: 1366, height: 768 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(() => window.ready !== undefined, undefined, { timeout: 600_000 });
  return page;
}

/** How long the deed takes until the page is at rest, and its long tasks. */
async function during(page, deed, rest = 300) {
  await page.waitForTimeout(300);
  const from = await page.evaluate(() => {
    window.tasks = [];
    return performance.now();
  });
  await deed();
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))),
  );
  const to = await page.evaluate(() => performance.now());
  await page.waitForTimeout(rest);
  const tasks = await page.evaluate(() => window.tasks.map(([, length]) => length));
  return { took: to - from, tasks };
}

const whole = (number) => Math.round(number).toString();
function told(tasks) {
  const long = tasks.filter((length) => length > LONG);
  return long.length === 0
    ? "none"
    : `${long.length}: ${long.sort((a, b) => b - a).slice(0, 6).map(whole).join(", ")}${long.length > 6 ? ", …" : ""}`;
}
function row(...cells) {
  console.log(`| ${cells.join(" | ")} |`);
}
function head(title, ...cells) {
  console.log(`\n${title}\n`);
  row(...cells);
  row(...cells.map((_, nth) => (nth === 0 ? "---" : "---:")));
}

async function first() {
  head(`The first visit, a processor ${SLOW} times slower`, "language", "first picture ms", "ready ms", `tasks over ${LONG} ms`);
  for (const language of ["en", "de"]) {
    const page = await opened(SLOW, `./?lang=${language}`);
    await page.waitForTimeout(1_500);
    const { ready, paint, tasks } = await page.evaluate(() => ({
      ready: window.ready,
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
      tasks: window.tasks.map(([, length]) => length),
    }));
    row(language, whole(paint), whole(ready), told(tasks));
    await page.context().close();
  }
}

async function deeds() {
  head(`The first deeds, a processor ${SLOW} times slower`, "what", "ms", `tasks over ${LONG} ms`);
  const page = await opened(SLOW, "./?lang=en&speed=max");
  const button = (name) => page.getByRole("button", { name }).first();
  const all = [
    ["open a mail", () => page.getByRole("article").getByRole("button", { name: /Klassenfahrt/ }).first().click()],
    ["one step forward", () => page.keyboard.press("PageDown")],
    ["one step back", () => page.keyboard.press("PageUp")],
    ["the other language", () => button(/Deutsch/).click()],
  ];
  for (const [what, deed] of all) {
    try {
      const { took, tasks } = await during(page, deed);
      row(what, whole(took), told(tasks));
    } catch (error) {
      row(what, "–", error.message.split("\n")[0]);
    }
  }
  await page.context().close();
}

const DEVICES = ["laptop", "phone", "tablet", "laptop", "phone", "tablet", "laptop", "phone"];
/** A saved run in which eight devices look at a mailbox of so many messages for the first time. */
function large() {
  const device = (kind, nth) => `
[[device]]
kind = "${kind}"
latency_ms = ${10 + nth}
protocol = "${nth < 6 ? "imap" : "pop3"}"
check = "manual"
${nth < 6 ? `keeps = "${nth % 2 ? "everything" : "headers"}"` : 'after_fetch = "leave"'}`;
  const text = `version = 2
start = "2026-03-02T08:00:00+01:00"
[[provider]]
name = "nord.example"
uid_validity = 7
[[provider.user]]
name = "ada"
password = "Seestern-7"
mailbox = [{ name = "Trash", role = "trash" }]
fill = [{ messages = ${MESSAGES}, octets = 1200 }]
${DEVICES.map(device).join("\n")}
`;
  const end = { turn: 400_000, digest: "0".repeat(16) };
  const scenario = { whole: { text, files: {} } };
  return JSON.stringify({ mailscope: "run", version: 1, program: "0", scenario, seed: 1, actions: [], position: 400_000, end });
}

/** The times between pictures while the knob is drawn across. */
async function drawn(page) {
  const box = await page.locator("input.scrub").boundingBox();
  const y = box.y + box.height / 2;
  const x = (part) => box.x + 2 + (box.width - 4) * part;
  await page.mouse.move(x(1), y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.frames = [];
    let before = performance.now();
    const frame = (now) => {
      window.frames.push(now - before);
      before = now;
      window.scrubbing = requestAnimationFrame(frame);
    };
    window.scrubbing = requestAnimationFrame(frame);
  });
  const result = await during(page, async () => {
    for (const way of [1, -1]) {
      for (let step = 0; step <= 120; step += 1) {
        const part = way === 1 ? 1 - step / 120 : step / 120;
        await page.mouse.move(x(part), y);
        await page.waitForTimeout(12);
      }
    }
    await page.mouse.up();
  });
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.scrubbing);
    return window.frames.slice(1).sort((a, b) => a - b);
  });
  const at = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))];
  return { ...result, frames: `${whole(at(0.5))}, ${whole(at(0.95))}, ${whole(at(1))}` };
}

async function many(times) {
  head(`${MESSAGES} messages on eight devices, a processor ${times} times slower`, "what", "ms", `tasks over ${LONG} ms`);
  const page = await opened(times, "./?lang=en&speed=max");
  const tell = async (what, deed, rest) => {
    try {
      const { took, tasks, frames } = await (deed.length ? deed(page) : during(page, deed, rest));
      row(frames ? `${what} (between pictures: half, 95 %, longest: ${frames} ms)` : what, whole(took), told(tasks));
    } catch (error) {
      row(what, "–", error.message.split("\n")[0]);
    }
  };
  await tell("open it from a file", async () => {
    await page.getByRole("button", { name: /Save and share/ }).first().click();
    const file = { name: "large.mailscope", mimeType: "application/json", buffer: Buffer.from(large()) };
    await page.locator('input[type="file"][accept*="mailscope"]').setInputFiles(file);
    await page.locator("progress").first().waitFor({ state: "attached" });
    await page.waitForFunction(() => !document.querySelector(".notice progress"), undefined, { timeout: 900_000 });
  });
  await page.getByRole("button", { name: /Save and share/ }).first().click();
  await tell("draw the knob across and back", drawn);
  await tell("ten steps back", async () => {
    for (let nth = 0; nth < 10; nth += 1) await page.keyboard.press("PageUp");
  });
  await tell("ten steps forward", async () => {
    for (let nth = 0; nth < 10; nth += 1) await page.keyboard.press("PageDown");
  });
  await tell("to the beginning", () => page.locator("input.scrub").press("Home"), 1_500);
  await tell("to the end", () => page.locator("input.scrub").press("End"), 1_500);
  await tell("the list of events", () => page.getByRole("button", { name: "List of events" }).first().click(), 800);
  await tell("what is on the wires", () => page.keyboard.press("Alt+Digit3"), 800);
  await tell("how it is inside", () => page.keyboard.press("Alt+Digit4"), 800);
  await tell("side by side with POP3", async () => {
    await page.keyboard.press("Alt+Digit2");
    await page.waitForTimeout(500);
    await page.waitForFunction(() => !document.querySelector("main progress"), undefined, { timeout: 900_000 });
  }, 1_000);
  await page.context().close();
}

console.log(`${await browser.version()}, ${process.platform} ${process.arch}, Node.js ${process.version}`);
const wanted = process.argv.slice(2);
const asked = (part) => wanted.length === 0 || wanted.includes(part);
if (asked("first")) await first();
if (asked("deeds")) await deeds();
if (asked("many")) await many(1);
if (asked("slow")) await many(SLOW);
await browser.close();
