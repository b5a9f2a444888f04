// X-Wing without chance, libsodium's beside npm @noble/post-quantum's:
// node xwing.mjs XWING-TOOL MODULES CASES [SEED]
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {createRequire} from "node:module";
import path from "node:path";

const [tool, modules, cases, seed = String(process.pid)] = process.argv.slice(2);
const {ml_kem768_x25519} =
  await import(createRequire(path.resolve(modules) + "/").resolve("@noble/post-quantum/hybrid.js"));

const hash = (words, size) => createHash("sha512").update(words).digest().subarray(0, size);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const seeds = Array.from({length: Number(cases)}, (_, i) =>
  [hash(`${seed}/key/${i}`, 32), hash(`${seed}/encapsulation/${i}`, 64)]);

const input = seeds.map(([key, encapsulation]) => `${hex(key)} ${hex(encapsulation)}\n`).join("");
const done = spawnSync(tool, [], {input, maxBuffer: 1 << 30});
if (done.status !== 0) {
  console.log(`xwing-tool: exit ${done.status}: ${done.stderr}`);
  process.exit(1);
}
const ours = done.stdout.toString().trimEnd().split("\n");

let different = 0;
seeds.forEach(([keySeed, encapsulationSeed], i) => {
  const {publicKey} = ml_kem768_x25519.keygen(keySeed);
  const {cipherText, sharedSecret} = ml_kem768_x25519.encapsulate(publicKey, encapsulationSeed);
  const theirs = [publicKey, cipherText, sharedSecret].map(hex).join(" ");
  if (theirs !== ours[i]) {
    ++different;
  }
});
console.log(`${cases} cases, seed ${seed}: ${different} different`);
process.exit(different > 0 || ours.length !== seeds.length ? 1 : 0);
