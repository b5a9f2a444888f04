// Reads the records of random walks from write_records and has each validated as a FHIR R4
// QuestionnaireResponse by the npm package `fhir`. The first bad one ends the run with its form, its
// seed and what is wrong. Before that, records that were spoilt on purpose have to be found.
//
//   node validate_records.js NPM-FOLDER WRITE-RECORDS WALKS CODE-LISTS FORM...
"use strict";

const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");
const path = require("node:path");
const readline = require("node:readline");

const [npm, writer, ...words] = process.argv.slice(2);
let fhir;
try {
  const { Fhir } = createRequire(path.join(path.resolve(npm), "package.json"))("fhir");
  fhir = new Fhir();
} catch (error) {
  console.error(`${npm}: ${error.message.split("\n")[0]} (packaging/setup --check installs it)`);
  process.exit(1);
}

function* itemsOf(items) {
  for (const item of Array.isArray(items) ? items : []) {
    yield item;
    yield* itemsOf(item.item);
    for (const answer of Array.isArray(item.answer) ? item.answer : []) yield* itemsOf(answer.item);
  }
}

// The package does not look into items within items: all are laid side by side for it.
function laidFlat(record) {
  const alone = (item) => {
    const { item: below, ...rest } = item;
    if (Array.isArray(rest.answer)) rest.answer = rest.answer.map(({ item: under, ...answer }) => answer);
    return rest;
  };
  return { ...record, item: [...itemsOf(record.item)].map(alone) };
}

// What FHIR's JSON and QuestionnaireResponse ask for besides, and the package passes over.
function* missed(value, where) {
  if (Array.isArray(value)) {
    if (value.length === 0) yield `${where}: an empty list`;
    for (const [i, each] of value.entries()) yield* missed(each, `${where}[${i}]`);
  } else if (value !== null && typeof value === "object") {
    const keys = Object.keys(value);
    if (keys.length === 0) yield `${where}: an empty object`;
    if (new Set(keys.filter((key) => /^_?value[A-Z]/.test(key)).map((key) => key.replace("_", ""))).size > 1)
      yield `${where}: more than one value`;
    if ("url" in value && keys.some((key) => key.startsWith("value")) === "extension" in value)
      yield `${where}: an extension has either a value or extensions`;
    if ("linkId" in value && "answer" in value && "item" in value) yield `${where}: qrs-1: both answer and item`;
    for (const key of keys) yield* missed(value[key], `${where}.${key}`);
  } else if (value === null || value === "") {
    yield `${where}: empty`;
  } else if (/\.value(Integer)$/.test(where) && !Number.isInteger(value)) {
    yield `${where}: no whole number`;
  } else if (/\.(value(String|Date|Code)|linkId|code|system|display|url)$/.test(where) && typeof value !== "string") {
    yield `${where}: no text`;
  }
}

function faultOf(record) {
  for (const each of [record, laidFlat(record)]) {
    const { valid, messages } = fhir.validate(each, { errorOnUnexpected: true });
    const bad = messages.filter(({ severity }) => severity === "error" || severity === "fatal");
    if (!valid || bad.length > 0) return bad.map(({ location, message }) => `${location}: ${message}`).join("; ");
  }
  return [...missed(record, "QuestionnaireResponse")].join("; ");
}

const SPOILT = {
  "no status": (record) => delete record.status,
  "an unknown status": (record) => (record.status = "done"),
  "another resource": (record) => (record.resourceType = "Questionnaire"),
  "a member that is none": (record) => (record.answers = []),
  "a day that is none": (record) => (record.authored = "yesterday"),
  "items that are no list": (record) => (record.item = {}),
  "no items": (record) => (record.item = []),
  "an item without linkId": (record) => delete record.item[0].linkId,
  "a nested item without linkId": (record) => (record.item[0] = { linkId: "x", item: [{ text: "y" }] }),
  "a nested day that is none": (record) =>
    (record.item[0] = { linkId: "x", item: [{ linkId: "y", answer: [{ valueDate: "--05" }] }] }),
  "an answer of no type": (record) => (record.item[0].answer = [{ valueWord: "x" }]),
  "two values": (record) => (record.item[0].answer = [{ valueString: "x", valueInteger: 1 }]),
  "a number as text": (record) => (record.item[0].answer = [{ valueInteger: "1" }]),
  "an empty answer": (record) => (record.item[0].answer = [{}]),
  "an extension of nothing": (record) => (record.extension[0] = { url: "urn:x" }),
  "answers and items": (record) =>
    (record.item[0] = { linkId: "x", answer: [{ valueInteger: 1 }], item: [{ linkId: "y" }] }),
};

function proveThatItCanFail(record) {
  for (const [name, spoil] of Object.entries(SPOILT)) {
    const copy = structuredClone(record);
    spoil(copy);
    if (faultOf(copy) === "") throw new Error(`a record spoilt on purpose was not found: ${name}`);
  }
}

async function main() {
  const counts = new Map();
  const child = spawn(writer, words, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const { form, seed, record } = JSON.parse(line);
    const fault = faultOf(record);
    if (fault !== "") {
      console.error(`${form}, seed ${seed}: ${fault}\n${JSON.stringify(record)}`);
      child.kill();
      process.exit(1);
    }
    if (counts.size === 0) proveThatItCanFail(record);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const code = await ended;
  for (const [form, count] of counts) console.log(`${path.basename(form)}: ${count} records`);
  const least = Math.min(...words.slice(2).map((form) => counts.get(form) ?? 0));
  console.log(`${Object.keys(SPOILT).length} spoilt records were found first; the writer ended with ${code}`);
  process.exit(code === 0 && least > 100 ? 0 : 1);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
