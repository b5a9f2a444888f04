// The form that rules_bench measures, run by the npm package `survey-core`: what an answer costs
// another engine on the same machine. Judges nothing.
//
//   rules_bench --form | node survey_core.js NPM-FOLDER
"use strict";

const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const npm = path.resolve(process.argv[2]);
const { Model } = createRequire(path.join(npm, "package.json"))("survey-core");
const { version } = JSON.parse(fs.readFileSync(path.join(npm, "node_modules/survey-core/package.json")));

function questionOf(item) {
  const shown = (item.enableWhen ?? []).map(({ question, answerBoolean }) => `{${question}} = ${answerBoolean}`);
  return { type: "boolean", name: item.linkId, ...(shown.length > 0 ? { visibleIf: shown.join(" and ") } : {}) };
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

const items = JSON.parse(fs.readFileSync(0, "utf8")).item[0].item;
const survey = new Model({ pages: [{ name: "page", elements: items.map(questionOf) }] });
for (const { linkId } of items) survey.setValue(linkId, true);

// As rules_bench: every question in turn, yes and no; first some rounds that are not counted.
const RUNS = 21;
const costs = [];
for (const round of ["warm", "measured"]) {
  costs.length = 0;
  for (const { linkId } of items) {
    let value = false;
    const times = [];
    for (let run = 0; run < (round === "warm" ? 11 : RUNS); ++run) {
      value = !value;
      const start = process.hrtime.bigint();
      survey.setValue(linkId, value);
      times.push(Number(process.hrtime.bigint() - start) / 1000);
    }
    costs.push(median(times));
  }
}
const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
const what = `one page, 1 in 3 conditional: survey-core ${version}`;
console.log(`${what.padEnd(58)} ${mean.toFixed(2).padStart(8)} ${Math.max(...costs).toFixed(2).padStart(8)} us`);
