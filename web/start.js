// Starts the program. The build writes the names of its files into this script's element.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI).href;

try {
  const { default: start } = await import(address(js));
  await start({ module_or_path: address(wasm) });
  document.documentElement.dataset.started = "";
} catch (error) {
  const lines = [
    ["en", "Mailscope could not start. A current browser with WebAssembly is needed."],
    ["de", "Mailscope konnte nicht starten. Nötig ist ein aktueller Browser mit WebAssembly."],
    ["en", String(error)],
  ];
  const paragraphs = lines.map(([lang, text]) => {
    const paragraph = document.createElement("p");
    paragraph.lang = lang;
    paragraph.textContent = text;
    return paragraph;
  });
  const message = document.createElement("div");
  message.setAttribute("role", "alert");
  message.append(...paragraphs);
  document.getElementById("app").replaceChildren(message);
  throw error;
}
