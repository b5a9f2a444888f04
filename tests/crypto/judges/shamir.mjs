// Random secrets split by one and joined by the other: our Shamir beside npm shamir-secret-sharing,
// which is over the same field and draws its places at random:
// node shamir.mjs SHAMIR-TOOL MODULES CASES
import {spawnSync} from "node:child_process";
import {randomBytes, randomInt} from "node:crypto";
import {createRequire} from "node:module";
import path from "node:path";

const [tool, modules, cases] = process.argv.slice(2);
const {split, combine} = createRequire(path.resolve(modules) + "/")("shamir-secret-sharing");
const hex = (bytes) => Buffer.from(bytes).toString("hex");

function run(lines) {
  const done = spawnSync(tool, [], {input: lines.join("\n") + "\n", maxBuffer: 1 << 28});
  if (done.status !== 0) {
    throw new Error(`shamir-tool: exit ${done.status}: ${done.stderr}`);
  }
  return done.stdout.toString().trimEnd().split("\n").map((line) => line.trim());
}

function some(all, count) {
  const left = [...all];
  return Array.from({length: count}, () => left.splice(randomInt(left.length), 1)[0]);
}

const given = Array.from({length: Number(cases)}, () => {
  const count = randomInt(2, 17);
  return {count, threshold: randomInt(2, count + 1), secret: new Uint8Array(randomBytes(32))};
});
let different = 0;
const ours = run(given.map((one) => `split ${one.threshold} ${one.count} ${hex(one.secret)}`));
const asked = [];
for (const [i, one] of given.entries()) {
  const points = ours[i].split(" ").map((point) => new Uint8Array(Buffer.from(point, "hex")));
  different += points.length !== one.count;
  different += hex(await combine(some(points, one.threshold))) !== hex(one.secret);
  const theirs = await split(one.secret, one.count, one.threshold);
  asked.push("join " + some(theirs, one.threshold).map(hex).join(" "));
}
run(asked).forEach((secret, i) => { different += secret !== hex(given[i].secret); });
console.log(`${cases} secrets there and back: ${different} different`);
process.exit(different > 0 || ours.length !== given.length ? 1 : 0);
