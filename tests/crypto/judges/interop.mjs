// Random files there and back between age-tool and npm age-encryption, which shares no code with it:
// node interop.mjs AGE-TOOL MODULES FILES [SEED]
// Sizes are 0 to 300 KiB with those around chunks among them, one to eight recipients, armor on
// every third. Prints the seed; the same seed makes the same sizes.
import {spawnSync} from "node:child_process";
import {createCipheriv, createHash} from "node:crypto";
import fs from "node:fs";
import {createRequire} from "node:module";
import os from "node:os";
import path from "node:path";

const [tool, modules, files, seed = String(process.pid)] = process.argv.slice(2);
const age = await import(createRequire(path.resolve(modules) + "/").resolve("age-encryption"));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "interop-"));
const EDGES = [0, 1, 65535, 65536, 65537, 131072, 131073, 300 * 1024];

let drawn = 0;
function draw(below) {
  const hash = createHash("sha256").update(`${seed}/${drawn++}`).digest();
  return Number(hash.readBigUInt64BE() % BigInt(below));
}

function bytes(size) {
  const key = createHash("sha256").update(`${seed}/bytes/${drawn++}`).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(size));
}

function run(words, input) {
  const done = spawnSync(tool, words, {input, maxBuffer: 1 << 24});
  if (done.status !== 0) {
    throw new Error(`age-tool ${words[0]}: exit ${done.status}: ${done.stderr}`);
  }
  return done.stdout;
}

function expect(what, size, got, wanted) {
  if (!Buffer.from(got).equals(wanted)) {
    throw new Error(`${what}: another plaintext came back of ${size} bytes`);
  }
}

const people = [];
for (let i = 0; i < 8; ++i) {
  const identity = await age.generateHybridIdentity();
  const file = path.join(folder, `identity-${i}`);
  fs.writeFileSync(file, identity + "\n");
  people.push({identity, file, recipient: await age.identityToRecipient(identity)});
}

async function there(plaintext, readers, reader, armored) {
  const encrypter = new age.Encrypter();
  readers.forEach((each) => encrypter.addRecipient(each.recipient));
  const sealed = await encrypter.encrypt(plaintext);
  const input = armored ? age.armor.encode(sealed) : sealed;
  expect("theirs opened by ours", plaintext.length, run(["decrypt", "-i", reader.file], input), plaintext);
}

async function back(plaintext, readers, reader) {
  const sealed = run(["encrypt", ...readers.flatMap((each) => ["-r", each.recipient])], plaintext);
  const decrypter = new age.Decrypter();
  decrypter.addIdentity(reader.identity);
  expect("ours opened by theirs", plaintext.length, await decrypter.decrypt(sealed), plaintext);
}

try {
  for (let i = 0; i < Number(files); ++i) {
    const plaintext = bytes(i < EDGES.length ? EDGES[i] : draw(300 * 1024 + 1));
    const readers = people.slice(0, 1 + draw(people.length));
    const reader = readers[draw(readers.length)];
    await there(plaintext, readers, reader, i % 3 === 0);
    await back(plaintext, readers, reader);
  }
  console.log(`${files} files there and ${files} back, seed ${seed}: all came back`);
} catch (fault) {
  console.log(`seed ${seed}: ${fault.message}`);
  process.exitCode = 1;
} finally {
  fs.rmSync(folder, {recursive: true});
}
