// Mermaid's own parser reads a diagram from standard input: exit status 0 if it is one.
//
//   node mermaid_parse.mjs FOLDER    (the folder with `node_modules`)

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = createRequire(join(process.argv[2], 'package.json'));
const load = (name) => import(pathToFileURL(packages.resolve(name)));

// Mermaid cleans texts with the means of a browser.
const { JSDOM } = (await load('jsdom')).default ?? (await load('jsdom'));
const page = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = page.window;
globalThis.document = page.window.document;

const mermaid = (await load('mermaid')).default;
const diagrams = readFileSync(0, 'utf8').split('\0');
for (const text of diagrams) {
  const { diagramType } = await mermaid.parse(text);
  if (diagramType !== 'sequence') throw new Error(`a ${diagramType}, not a sequence diagram`);
}
console.log(diagrams.length);
