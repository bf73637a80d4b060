// Writes NAME.br and NAME.gz beside the files of a folder, where that makes them smaller.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv.at(-1);
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
const codings = { br: brotli, gz: (bytes) => gzipSync(bytes, { level: 9 }) };
const total = { plain: 0, br: 0, gz: 0 };

for (const name of readdirSync(folder)) {
  if (/\.(br|gz)$/.test(name)) rmSync(join(folder, name));
}
for (const name of readdirSync(folder)) {
  if (!/\.(html|js|css|svg|wasm|json)$/.test(name)) continue;
  const bytes = readFileSync(join(folder, name));
  total.plain += bytes.length;
  for (const [ending, compress] of Object.entries(codings)) {
    const packed = compress(bytes);
    const smaller = packed.length < bytes.length;
    if (smaller) writeFileSync(join(folder, `${name}.${ending}`), packed);
    total[ending] += smaller ? packed.length : bytes.length;
  }
}
const kib = (octets) => `${Math.ceil(octets / 1024)} KiB`;
console.log(`The page: ${kib(total.plain)}, ${kib(total.gz)} with gzip, ${kib(total.br)} with Brotli`);
