// The sentences of the page by their ids, for specs that are about something else than the wording.
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../web/text/", import.meta.url);

function read(lang) {
  const folder = new URL(`${lang}/`, FOLDER);
  const texts = new Map();
  for (const file of readdirSync(folder)) {
    let id = "";
    for (const line of readFileSync(new URL(file, folder), "utf8").split("\n")) {
      const begins = /^([a-z][a-z0-9-]*) = ?(.*)$/.exec(line);
      if (begins) {
        id = begins[1];
        texts.set(id, begins[2]);
      } else if (/^\s/.test(line) && id) {
        texts.set(id, `${texts.get(id)} ${line.trim()}`.trim());
      } else {
        id = "";
      }
    }
  }
  return texts;
}

const TEXTS = { en: read("en"), de: read("de") };

/** Everything between braces, also where braces stand within them. */
function withoutPlaceables(text) {
  const pieces = [""];
  let depth = 0;
  for (const letter of text) {
    if (letter === "{") depth += 1;
    else if (letter === "}") depth -= 1;
    else if (depth === 0) pieces[pieces.length - 1] += letter;
    if (letter === "{" && depth === 1) pieces.push("");
  }
  return pieces;
}

/** The sentence: the words themselves, or a pattern with anything for the names and numbers in it. */
export function text(lang, id) {
  const sentence = TEXTS[lang].get(id);
  if (sentence === undefined) throw new Error(`${id} is no text of web/text/${lang}`);
  const pieces = withoutPlaceables(sentence);
  if (pieces.length === 1) return sentence;
  const plain = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${plain.join(".*")}$`, "i");
}
