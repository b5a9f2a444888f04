// Writes C2SP's test vectors for age (npm cctv-age) as files: node vectors.mjs MODULES OUT
import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";

const [modules, out] = process.argv.slice(2);
const vectors = await import(createRequire(path.resolve(modules) + "/").resolve("cctv-age"));
let written = 0;
for (const [name, bytes] of Object.entries(vectors)) {
  if (bytes instanceof Uint8Array) {
    fs.writeFileSync(path.join(out, name), bytes);
    ++written;
  }
}
console.log(written);
