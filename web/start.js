// Starts the program, and says in both languages if it cannot start or has stopped because of a bug in it: by then
// nothing of the program can be trusted, so this needs nothing of it. The build writes the names of the program's
// files into this script's element.

const STOPPED = [
  {
    lang: "en",
    what: "Mailscope has stopped because of a bug in it. Nothing left your device.",
    kept: "Your work is kept in this browser: after reloading you can continue where you were.",
    lost: "This browser has kept nothing of your work: reloading begins anew.",
    reload: "Reload",
  },
  {
    lang: "de",
    what: "Mailscope ist wegen eines eigenen Fehlers stehen geblieben. Nichts hat dein Gerät verlassen.",
    kept: "Deine Arbeit liegt in diesem Browser: Nach dem Neuladen kannst du dort weitermachen.",
    lost: "Dieser Browser hat von deiner Arbeit nichts behalten: Neu laden heißt neu beginnen.",
    reload: "Neu laden",
  },
];

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Whether the browser has kept any work; see web/src/share/keeping.rs. */
function isKept() {
  try {
    return ["mailscope.work.0", "mailscope.work.1"].some((key) => localStorage.getItem(key));
  } catch {
    return false;
  }
}

function showStopped(what) {
  if (document.querySelector(".crash")) return;
  const kept = isKept();
  const parts = STOPPED.map((words) => {
    const button = element("button", { type: "button", className: "btn", textContent: words.reload });
    button.addEventListener("click", () => location.reload());
    const sentences = `${words.what} ${kept ? words.kept : words.lost} `;
    return element("p", { lang: words.lang, className: "crash-part" }, sentences, button);
  });
  const details = element("pre", { className: "crash-what", textContent: what });
  const alert = element("div", { className: "crash", role: "alert" }, ...parts, details);
  document.body.replaceChildren(element("main", { className: "main" }, alert));
}

/** Errors of the program end it: whatever it was doing is half done. Others are none of its business. */
function watch({ error, reason = error }) {
  const { panic } = document.documentElement.dataset;
  const own = reason instanceof WebAssembly.RuntimeError || /\bwasm\b/.test(reason?.stack ?? "");
  if (panic || own) showStopped(panic ?? String(reason));
}

function showNotStarted(error) {
  const lines = [
    ["en", "Mailscope could not start. A current browser with WebAssembly is needed."],
    ["de", "Mailscope konnte nicht starten. Nötig ist ein aktueller Browser mit WebAssembly."],
    ["en", String(error)],
  ];
  const paragraphs = lines.map(([lang, textContent]) => element("p", { lang, textContent }));
  document.getElementById("app").replaceChildren(element("div", { role: "alert" }, ...paragraphs));
}

/** The program from its files; `cargo xtask single` puts another way to it here. */
async function start() {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const address = (name) => new URL(name, document.baseURI).href;
  const { default: begin } = await import(address(js));
  await begin({ module_or_path: address(wasm) });
}

try {
  await start();
  addEventListener("error", watch);
  addEventListener("unhandledrejection", watch);
} catch (error) {
  showNotStarted(error);
  throw error;
}
