// Just enough of WebDriver BiDi to use a page in an installed Firefox as a person does: Playwright drives only
// a Firefox of its own. Needs `node --experimental-websocket` before Node.js 22.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE = 180_000; // milliseconds: two cores may be busy
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Starts Firefox; what comes back has `page(address)` and `close()`. */
export async function firefox(program) {
  const profile = mkdtempSync(join(tmpdir(), "mailscope-firefox-"));
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"];
  const child = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
  const port = await new Promise((found, failed) => {
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
      const line = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (line) found(line[1]);
    });
    child.on("exit", () => failed(new Error(`Firefox ended: ${said}`)));
  });
  const socket = new WebSocket(`${port}/session`);
  await new Promise((done, failed) => {
    socket.onopen = done;
    socket.onerror = failed;
  });
  const waiting = new Map();
  const trouble = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.method === "log.entryAdded" && message.params.level === "error") {
      trouble.push(message.params.text);
    }
    const [done, failed] = waiting.get(message.id) ?? [];
    waiting.delete(message.id);
    if (message.type === "success") done?.(message.result);
    if (message.type === "error") failed?.(new Error(`${message.error}: ${message.message}`));
  };
  let last = 0;
  const send = (method, params) =>
    new Promise((done, failed) => {
      waiting.set((last += 1), [done, failed]);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const { capabilities } = await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  return {
    version: capabilities.browserVersion,
    page: (address) => opened(send, trouble, address),
    async close() {
      await send("browser.close", {}).catch(() => {});
      await new Promise((done) => (child.exitCode === null ? child.on("exit", done) : done()));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function opened(send, trouble, address) {
  const { context } = await send("browsingContext.create", { type: "tab" });
  await send("browsingContext.setViewport", { context, viewport: { width: 1366, height: 768 } });
  await send("browsingContext.navigate", { context, url: address, wait: "complete" });
  trouble.length = 0;
  const actions = (list) => send("input.performActions", { context, actions: list });

  const page = {
    trouble,
    /** What an expression is in the page. */
    async is(expression) {
      const { result, exceptionDetails } = await send("script.evaluate", {
        expression: `JSON.stringify(${expression})`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },
    /** Waits until an expression is true in the page. */
    async until(expression, what = expression) {
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
        if (await page.is(`Boolean(${expression})`)) return;
      }
      throw new Error(`waited in vain: ${what}`);
    },
    /** The elements of a role and a name. */
    async named(role, name) {
      const locator = { type: "accessibility", value: { role, name } };
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
        const { nodes } = await send("browsingContext.locateNodes", { context, locator });
        if (nodes.length > 0) return nodes;
      }
      throw new Error(`there is no ${role} called ${name}`);
    },
    /** Presses the first of them with the mouse. */
    async press(role, name) {
      const [element] = await page.named(role, name);
      const origin = { type: "element", element: { sharedId: element.sharedId } };
      await send("script.callFunction", {
        functionDeclaration: "(element) => element.scrollIntoView({ block: 'center' })",
        arguments: [{ sharedId: element.sharedId }],
        target: { context },
        awaitPromise: false,
      });
      await actions([
        {
          type: "pointer",
          id: "mouse",
          actions: [
            { type: "pointerMove", x: 0, y: 0, origin },
            { type: "pointerDown", button: 0 },
            { type: "pointerUp", button: 0 },
          ],
        },
      ]);
    },
    /** Types keys, each a character or one of `KEYS`; with Alt held if asked for. */
    async keys(text, { alt = false } = {}) {
      const typed = [...text].flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]);
      const held = alt ? [{ type: "keyDown", value: "\uE00A" }] : [];
      const freed = alt ? [{ type: "keyUp", value: "\uE00A" }] : [];
      await actions([{ type: "key", id: "keyboard", actions: [...held, ...typed, ...freed] }]);
    },
    /** Goes to another address. */
    async go(url) {
      await send("browsingContext.navigate", { context, url: "about:blank", wait: "complete" });
      await send("browsingContext.navigate", { context, url, wait: "complete" });
    },
    close: () => send("browsingContext.close", { context }),
  };
  return page;
}

/** Keys without a character of their own, as WebDriver writes them. */
export const KEYS = { pageUp: "\uE00E", pageDown: "\uE00F", end: "\uE010", home: "\uE011", enter: "\uE007" };
