// A second reader of referrals, made from crypto/FORMAT.md and from nothing of this project's code: what somebody
// could write in thirty years. Opens what the vectors say can be opened, and nothing else. ML-KEM-768 stands here in
// the open (FIPS 203); hashes, X25519, Ed25519 and ChaCha20-Poly1305 are Node's. Slow, and careless of memory.
//
// usage: second_reader.mjs VECTORS    (VECTORS: the folder tests/vectors)
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const bytes = (...parts) => Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
const hash = (name, data) => crypto.createHash(name).update(data).digest();
const shake = (name, data, length) => crypto.createHash(name, {outputLength: length}).update(data).digest();
const hmac = (key, data) => crypto.createHmac("sha256", key).update(data).digest();
const hkdf = (key, salt, info) => Buffer.from(crypto.hkdfSync("sha256", key, salt, info, 32));
const unbase64 = (text) => Buffer.from(text, "base64");
const fail = (why) => {throw new Error(why);};

// ---- ML-KEM-768 (FIPS 203): polynomials of 256 coefficients modulo Q ------------------------------------------

const Q = 3329, K = 3;
const power = (base, exponent) => {
  let result = 1;
  for (let i = 0; i < exponent; ++i) result = (result * base) % Q;
  return result;
};
const reversed = (i) => parseInt(i.toString(2).padStart(7, "0").split("").reverse().join(""), 2);
const ZETA = Array.from({length: 128}, (_, i) => power(17, reversed(i)));
const GAMMA = Array.from({length: 128}, (_, i) => power(17, 2 * reversed(i) + 1));
const mod = (x) => ((x % Q) + Q) % Q;
const each = (f, g, combine) => f.map((x, i) => mod(combine(x, g[i])));
const add = (f, g) => each(f, g, (x, y) => x + y);
const minus = (f, g) => each(f, g, (x, y) => x - y);

function ntt(input) {
  const f = [...input];
  let next = 1;
  for (let length = 128; length >= 2; length /= 2) {
    for (let start = 0; start < 256; start += 2 * length) {
      const zeta = ZETA[next++];
      for (let j = start; j < start + length; ++j) {
        const t = (zeta * f[j + length]) % Q;
        f[j + length] = mod(f[j] - t);
        f[j] = mod(f[j] + t);
      }
    }
  }
  return f;
}

function inverseNtt(input) {
  const f = [...input];
  let next = 127;
  for (let length = 2; length <= 128; length *= 2) {
    for (let start = 0; start < 256; start += 2 * length) {
      const zeta = ZETA[next--];
      for (let j = start; j < start + length; ++j) {
        const t = f[j];
        f[j] = mod(t + f[j + length]);
        f[j + length] = mod(zeta * (f[j + length] - t));
      }
    }
  }
  return f.map((x) => (x * 3303) % Q);
}

function multiply(f, g) {
  const product = new Array(256);
  for (let i = 0; i < 128; ++i) {
    const [a, b, c, d] = [f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]];
    product[2 * i] = (a * c + ((b * d) % Q) * GAMMA[i]) % Q;
    product[2 * i + 1] = (a * d + b * c) % Q;
  }
  return product;
}
const inner = (fs, gs) => fs.map((f, i) => multiply(f, gs[i])).reduce(add);

function unpack(data, bits) {
  const all = data.reduce((sum, byte, i) => sum | (BigInt(byte) << BigInt(8 * i)), 0n);
  return Array.from({length: 256}, (_, i) => Number((all >> BigInt(bits * i)) & ((1n << BigInt(bits)) - 1n)));
}
function pack(f, bits) {
  let all = f.reduce((sum, x, i) => sum | (BigInt(x) << BigInt(bits * i)), 0n);
  return Buffer.from(Array.from({length: 32 * bits}, () => {
    const byte = Number(all & 255n);
    all >>= 8n;
    return byte;
  }));
}
const compress = (f, bits) => f.map((x) => Math.floor((x * 2 ** (bits + 1) + Q) / (2 * Q)) % 2 ** bits);
const decompress = (f, bits) => f.map((x) => Math.floor((x * 2 * Q + 2 ** bits) / 2 ** (bits + 1)));

function uniform(seed) {
  const stream = shake("shake128", seed, 2016);
  const f = [];
  for (let i = 0; f.length < 256; i += 3) {
    const first = stream[i] + 256 * (stream[i + 1] % 16);
    const second = (stream[i + 1] >> 4) + 16 * stream[i + 2];
    if (first < Q) f.push(first);
    if (second < Q && f.length < 256) f.push(second);
  }
  return f;
}
function small(seed, number) {
  const data = shake("shake256", bytes(seed, Buffer.from([number])), 128);
  const bit = (i) => (data[i >> 3] >> (i & 7)) & 1;
  return Array.from({length: 256}, (_, i) => mod(bit(4 * i) + bit(4 * i + 1) - bit(4 * i + 2) - bit(4 * i + 3)));
}
const vector = (make) => Array.from({length: K}, (_, i) => make(i));
const matrix = (rho) => vector((i) => vector((j) => uniform(bytes(rho, Buffer.from([j, i])))));

function latticeKeys(d, z) {
  const g = hash("sha3-512", bytes(d, Buffer.from([K])));
  const rho = g.subarray(0, 32), sigma = g.subarray(32);
  const a = matrix(rho), s = vector((i) => ntt(small(sigma, i))), e = vector((i) => ntt(small(sigma, K + i)));
  const t = vector((i) => add(inner(a[i], s), e[i]));
  return {s, z, open: bytes(...t.map((f) => pack(f, 12)), rho)};
}

function latticeEncrypt(open, message, seed) {
  const a = matrix(open.subarray(384 * K)), t = vector((i) => unpack(open.subarray(384 * i, 384 * i + 384), 12));
  const y = vector((i) => ntt(small(seed, i)));
  const u = vector((i) => add(inverseNtt(inner(vector((j) => a[j][i]), y)), small(seed, K + i)));
  const v = add(add(inverseNtt(inner(t, y)), small(seed, 2 * K)), decompress(unpack(message, 1), 1));
  return bytes(...u.map((f) => pack(compress(f, 10), 10)), pack(compress(v, 4), 4));
}

function latticeSecret(keys, ciphertext) {
  const u = vector((i) => decompress(unpack(ciphertext.subarray(320 * i, 320 * i + 320), 10), 10));
  const v = decompress(unpack(ciphertext.subarray(320 * K), 4), 4);
  const message = pack(compress(minus(v, inverseNtt(inner(keys.s, u.map(ntt)))), 1), 1);
  const g = hash("sha3-512", bytes(message, hash("sha3-256", keys.open)));
  return latticeEncrypt(keys.open, message, g.subarray(32)).equals(ciphertext)
    ? g.subarray(0, 32) : shake("shake256", bytes(keys.z, ciphertext), 32);
}

// ---- X-Wing and HPKE (FORMAT.md 8) ------------------------------------------------------------------------------

const X25519_SECRET = Buffer.from("302e020100300506032b656e04220420", "hex"); // RFC 8410: what stands before a key
const X25519_PUBLIC = Buffer.from("302a300506032b656e032100", "hex");
const ED25519_PUBLIC = Buffer.from("302a300506032b6570032100", "hex");
const publicKey = (prefix, key) => crypto.createPublicKey({key: bytes(prefix, key), format: "der", type: "spki"});

function hybridKeys(seed) {
  const expanded = shake("shake256", seed, 96);
  const key = bytes(X25519_SECRET, expanded.subarray(64));
  const curve = crypto.createPrivateKey({key, format: "der", type: "pkcs8"});
  const shown = crypto.createPublicKey(curve).export({format: "der", type: "spki"}).subarray(-32);
  return {lattice: latticeKeys(expanded.subarray(0, 32), expanded.subarray(32, 64)), curve, shown};
}

function hybridSecret(keys, ciphertext) {
  const point = ciphertext.subarray(1088);
  const curve = crypto.diffieHellman({privateKey: keys.curve, publicKey: publicKey(X25519_PUBLIC, point)});
  const lattice = latticeSecret(keys.lattice, ciphertext.subarray(0, 1088));
  return hash("sha3-256", bytes(lattice, curve, point, keys.shown, Buffer.from("5c2e2f2f5e5c", "hex")));
}

const SUITE = bytes("HPKE", Buffer.from("647a00010003", "hex"));
const extract = (salt, label, data) => hmac(salt, bytes("HPKE-v1", SUITE, label, data));
const expand = (key, label, context, length) =>
  hmac(key, bytes(Buffer.from([0, length]), "HPKE-v1", SUITE, label, context, Buffer.from([1]))).subarray(0, length);

function decrypt(key, nonce, sealed) {
  const cipher = crypto.createDecipheriv("chacha20-poly1305", key, nonce, {authTagLength: 16});
  cipher.setAuthTag(sealed.subarray(-16));
  return bytes(cipher.update(sealed.subarray(0, -16)), cipher.final());
}

function unwrap(keys, encapsulated, body) {
  const nothing = Buffer.alloc(0), info = bytes("age-encryption.org/mlkem768x25519");
  const context = bytes(Buffer.from([0]), extract(nothing, "psk_id_hash", nothing),
    extract(nothing, "info_hash", info));
  const secret = extract(hybridSecret(keys, encapsulated), "secret", nothing);
  return decrypt(expand(secret, "key", context, 32), expand(secret, "base_nonce", context, 12), body);
}

// ---- age (FORMAT.md 2 and 8) ------------------------------------------------------------------------------------

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function checksum(values) {
  return values.reduce((sum, value) => {
    const top = sum >>> 25;
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return GENERATOR.reduce((mixed, word, i) => ((top >> i) & 1 ? mixed ^ word : mixed), next);
  }, 1);
}

function bech32(text, prefix, length) {
  const lower = text.toLowerCase(), at = lower.lastIndexOf("1");
  if (lower.slice(0, at) !== prefix) fail("another prefix");
  const letters = [...prefix].map((c) => c.charCodeAt(0));
  const values = [...lower.slice(at + 1)].map((c) => LETTERS.indexOf(c));
  const spread = [...letters.map((c) => c >> 5), 0, ...letters.map((c) => c & 31), ...values];
  if (values.includes(-1) || checksum(spread) !== 1) fail("checksum");
  const bits = values.slice(0, -6).map((value) => value.toString(2).padStart(5, "0")).join("");
  if (bits.length < 8 * length || bits.length >= 8 * length + 5) fail("another length");
  return Buffer.from(Array.from({length}, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2)));
}
const seedOf = (identity) => bech32(identity, "age-secret-key-pq-", 32);

function stanzasOf(header) {
  const lines = header.toString("latin1").split("\n").slice(1, -1), stanzas = [];
  for (let i = 0; i < lines.length;) {
    const stanza = {arguments: lines[i++].split(" ").slice(1), body: ""};
    do stanza.body += lines[i]; while (lines[i++].length === 64);
    stanzas.push(stanza);
  }
  return stanzas;
}

function fileKeyOf(header, keys) {
  for (const {arguments: [type, encapsulated], body} of stanzasOf(header)) {
    if (type !== "mlkem768x25519") continue;
    try {
      return unwrap(keys, unbase64(encapsulated), unbase64(body));
    } catch {/* for somebody else */}
  }
  return fail("sealed to others");
}

function openAge(file, identity) {
  if (!file.subarray(0, 22).equals(bytes("age-encryption.org/v1\n"))) fail("no age file");
  const dashes = file.indexOf("\n--- ") + 1, end = file.indexOf("\n", dashes);
  const fileKey = fileKeyOf(file.subarray(0, dashes), hybridKeys(seedOf(identity)));
  const mac = hmac(hkdf(fileKey, "", "header"), file.subarray(0, dashes + 3));
  if (mac.toString("base64").replace(/=+$/, "") !== file.toString("latin1", dashes + 4, end)) fail("another header");
  const nonce = file.subarray(end + 1, end + 17), key = hkdf(fileKey, nonce, "payload"), chunks = [];
  for (let rest = file.subarray(end + 17), number = 0; number === 0 || rest.length > 0; ++number) {
    const chunk = rest.subarray(0, 65552);
    rest = rest.subarray(65552);
    const counter = Buffer.alloc(12);
    counter.writeUInt32BE(number, 7);
    counter[11] = rest.length === 0 ? 1 : 0;
    chunks.push(decrypt(key, counter, chunk));
  }
  return bytes(...chunks);
}

// ---- Envelope and record (FORMAT.md 1 and 3) --------------------------------------------------------------------

// What an envelope and a kept record have in common: its first bytes, the hash of the header that was signed, and the
// age file as it stands here.
function openSigned(prefix, headerHash, file, header, signature, id, terminal, identity) {
  if (!prefix.subarray(0, 8).equals(bytes("RKENV\0\0\x01"))) fail("magic");
  if (prefix.toString("hex", 24, 40) !== hash("sha256", terminal).toString("hex", 0, 16)) fail("another terminal");
  const signed = bytes("referral-envelope-v1\0", prefix, headerHash, hash("sha256", file.subarray(header)));
  if (!crypto.verify(null, signed, publicKey(ED25519_PUBLIC, terminal), signature)) fail("signature");
  if (hash("sha256", bytes(signed, signature)).toString("hex") !== id) fail("another envelope");
  return openAge(file, identity);
}

function openEnvelope(envelope, id, terminal, identity) {
  const header = envelope.readUInt32BE(128), payload = envelope.readUInt32BE(132);
  if (envelope.length !== 136 + header + payload + 64) fail("lengths");
  const file = envelope.subarray(136, -64);
  return openSigned(envelope.subarray(0, 136), hash("sha256", file.subarray(0, header)), file, header,
    envelope.subarray(-64), id, terminal, identity);
}

function openKept(kept, id, terminal, identity) {
  if (kept.subarray(0, 5).toString() !== "RKWRP") return openEnvelope(kept, id, terminal, identity);
  if (!kept.subarray(0, 8).equals(bytes("RKWRP\0\0\x01"))) fail("magic");
  const header = kept.readUInt32BE(176), payload = kept.readUInt32BE(140);
  if (kept.length !== 180 + header + payload + 64) fail("lengths");
  return openSigned(kept.subarray(8, 144), kept.subarray(144, 176), kept.subarray(180, -64), header,
    kept.subarray(-64), id, terminal, identity);
}

function openRecord(envelope, id, terminal, identity) {
  const record = JSON.parse(openEnvelope(envelope, id, terminal, identity));
  const of = (name) => record.extension.find(({url}) => url === `urn:referral-kiosk:${name}`);
  if (of("record-version").valueInteger !== 1) fail("another version");
  if (record.identifier.value !== envelope.toString("hex", 8, 24)) fail("submission");
  if (of("kiosk").valueString !== envelope.toString("hex", 24, 40)) fail("terminal");
  if (of("manifest").valueString !== envelope.toString("hex", 96, 128)) fail("manifest");
  return record;
}

// ---- Recovery shares (FORMAT.md 6) --------------------------------------------------------------------------------

function shareOf(text) {
  const lines = text.split("\n").map((line) => line.replace(/[ \t\r-]/g, "")).filter((line) => line && line[0] !== "#");
  if (lines.length !== 5) fail("not five lines");
  const share = bytes(...lines.map((line, i) => bech32(line, "abcde"[i], 15)));
  const [version, threshold, made, number] = share;
  if (version !== 1 || threshold < 2 || threshold > made || made > 16 || number < 1 || number > made) fail("numbers");
  const sum = hash("sha256", bytes("referral-recovery-share-v1\0", share.subarray(0, 68)));
  if (!sum.subarray(0, 7).equals(share.subarray(68))) fail("hash");
  const set = share.toString("hex", 0, 3) + share.toString("hex", 4, 36);
  return {number, threshold, set, values: share.subarray(36, 68), commitment: share.subarray(12, 36)};
}

function times(a, b) {
  let product = 0;
  for (; b > 0; b >>= 1, a = (a << 1) ^ (a & 0x80 ? 0x11b : 0)) product ^= b & 1 ? a : 0;
  return product;
}
const inverse = (a) => Array.from({length: 255}, (_, i) => i + 1).find((b) => times(a, b) === 1);

// The values at `x` of the polynomials through these shares (Lagrange).
function valuesAt(x, shares) {
  const weights = shares.map(({number}) => shares.filter((other) => other.number !== number)
    .reduce((weight, other) => times(weight, times(x ^ other.number, inverse(number ^ other.number))), 1));
  return Buffer.from(Array.from({length: 32}, (_, i) =>
    shares.reduce((sum, {values}, at) => sum ^ times(weights[at], values[i]), 0)));
}

function combine(texts) {
  const shares = texts.map(shareOf), numbers = new Set(shares.map(({number}) => number));
  if (shares.some(({set}) => set !== shares[0].set)) fail("not of one set");
  if (shares.length === 0 || numbers.size !== shares.length || shares.length < shares[0].threshold) fail("too few");
  const enough = shares.slice(0, shares[0].threshold), seed = valuesAt(0, enough);
  if (shares.some(({number, values}) => !valuesAt(number, enough).equals(values))) fail("of another polynomial");
  const keys = hybridKeys(seed), recipient = bytes(keys.lattice.open, keys.shown);
  if (!hash("sha256", recipient).subarray(0, 24).equals(shares[0].commitment)) fail("another key");
  return seed;
}

// ---- The vectors --------------------------------------------------------------------------------------------------

function changed(file, changes) {
  return changes.reduce((data, {at, xor, keep, append, grow}) => {
    if (keep !== undefined) return data.subarray(0, keep);
    if (append !== undefined) return bytes(data, Buffer.from(append, "hex"));
    if (grow !== undefined) return bytes(data, Buffer.alloc(grow - data.length));
    const copy = Buffer.from(data);
    copy[at] ^= parseInt(xor, 16);
    return copy;
  }, file);
}

const folder = process.argv[2];
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name)));
let opened = 0, refused = 0, faults = 0;

function judge(file, {name, outcome}, open) {
  const should = outcome === "opened" || outcome === "recovered";
  let result = "opened";
  try {
    open();
  } catch {
    result = "refused";
  }
  result === "opened" ? ++opened : ++refused;
  if (should !== (result === "opened")) {
    ++faults;
    console.log(`${file}: ${name}: ${result}, expected ${outcome}`);
  }
}

const sealed = read("sealed.json");
for (const test of sealed.cases) {
  judge("sealed.json", test, () => {
    const text = openAge(changed(unbase64(sealed.files[test.file]), test.changes), sealed.identities[test.identity]);
    if (hash("sha256", text).toString("hex") !== sealed.plaintext_sha256[test.file]) fail("another text");
  });
}
const record = read("record.json");
for (const test of record.cases) {
  judge("record.json", test, () =>
    openRecord(unbase64(test.envelope), test.id, Buffer.from(record.terminal, "hex"), record.identity));
}
const kept = read("kept.json");
for (const test of kept.cases) {
  judge("kept.json", test, () => {
    const file = changed(unbase64(kept.files[test.file]), test.changes), terminal = Buffer.from(kept.terminal, "hex");
    const text = openKept(file, kept.id, terminal, kept.identities[test.identity]);
    if (hash("sha256", text).toString("hex") !== kept.plaintext_sha256) fail("another text");
  });
}
const recovery = read("recovery.json");
for (const test of recovery.cases) {
  judge("recovery.json", test, () => {
    const seed = combine(test.shares.map((name) => recovery.shares[name]));
    if (seed.toString("hex") !== recovery.seed) fail("another seed");
  });
}
console.log(`${opened} opened, ${refused} refused, ${faults} otherwise than the vectors say`);
process.exit(faults === 0 && opened > 0 && refused > 0 ? 0 : 1);
