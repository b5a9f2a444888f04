// What seal_bench measures, done by others on the same machine: npm `age-encryption` inside this
// process, and Debian 14's `age`, each time a process of its own (its start counts; a row says how
// much that is). By the clock, medians of runs in turn. Judges nothing.
//
//   node age_others.mjs NPM-FOLDER AGE-FOLDER    (where npm and packaging/setup unpacked them)
import {spawnSync} from "node:child_process";
import {randomBytes} from "node:crypto";
import fs from "node:fs";
import {createRequire} from "node:module";
import os from "node:os";
import path from "node:path";

const [npm, ageFolder] = process.argv.slice(2).map((folder) => path.resolve(folder));
const age = await import(createRequire(npm + "/").resolve("age-encryption"));
const {version} = JSON.parse(fs.readFileSync(path.join(npm, "node_modules/age-encryption/package.json")));
const program = path.join(ageFolder, "usr/bin/age");
const READERS = 8; // the one in the middle opens
const ROUNDS = {warm: 3, measured: 15};

function run(words, input) {
  const done = spawnSync(program, words, {input, maxBuffer: 1 << 24});
  if (done.status !== 0) throw new Error(`age ${words[0]}: exit ${done.status}: ${done.stderr}`);
  return done.stdout;
}

const identities = [];
const recipients = [];
for (let i = 0; i < READERS; ++i) {
  identities.push(await age.generateHybridIdentity());
  recipients.push(await age.identityToRecipient(identities[i]));
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "age-others-"));
const identity = identities[READERS / 2];
const identityFile = path.join(folder, "identity");
fs.writeFileSync(identityFile, identity + "\n", {mode: 0o600});

async function npmSeal(record) {
  const encrypter = new age.Encrypter();
  recipients.forEach((each) => encrypter.addRecipient(each));
  return encrypter.encrypt(record);
}

async function npmOpen(file) {
  const decrypter = new age.Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file);
}

const ageSeal = (record) => run(recipients.flatMap((each) => ["-r", each]), record);
const ageOpen = (file) => run(["-d", "-i", identityFile], file);

const what = `age ${run(["--version"]).toString().trim()}`;
const rows = new Map();
async function timed(row, work) {
  const start = process.hrtime.bigint();
  const result = await work();
  rows.set(row, [...(rows.get(row) ?? []), Number(process.hrtime.bigint() - start) / 1000]);
  return result;
}

async function round(kib) {
  const record = randomBytes(kib * 1024);
  const size = `${String(kib).padStart(4)} KiB`;
  const name = (text) => `${text.padEnd(46)} ${size}`;
  const fromNpm = await timed(name(`seal: 8 readers, npm age-encryption ${version}`), () => npmSeal(record));
  const fromAge = await timed(name(`seal: 8 readers, ${what}, its process`), () => ageSeal(record));
  const opened = [await timed(name(`open: one of 8, npm age-encryption ${version}`), () => npmOpen(fromNpm)),
                  await timed(name(`open: one of 8, ${what}, its process`), () => ageOpen(fromAge))];
  await timed(`${`start: ${what}, which only says its version`.padEnd(46)} ${"".padStart(8)}`, () => run(["--version"]));
  if (!opened.every((each) => record.equals(Buffer.from(each)))) throw new Error("another plaintext came back");
}

try {
  for (const [kind, rounds] of Object.entries(ROUNDS)) {
    if (kind === "measured") rows.clear();
    for (let i = 0; i < rounds; ++i) {
      for (const kib of [64, 256]) await round(kib);
    }
  }
} finally {
  fs.rmSync(folder, {recursive: true});
}
for (const row of [...rows.keys()].sort()) {
  const times = rows.get(row).sort((a, b) => a - b);
  console.log(`${row} ${times[times.length >> 1].toFixed(0).padStart(9)} us`);
}
