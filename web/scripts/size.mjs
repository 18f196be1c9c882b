// Adds up what a first visit to a list loads (the entry, its static imports, the first pages) and fails over the budget.
import { readFileSync, statSync } from "node:fs";

const BUDGET = 200 * 1024;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const first = new Set();
const styles = new Set();

function take(key) {
  const chunk = manifest[key];
  if (!chunk || first.has(chunk.file)) return;
  first.add(chunk.file);
  for (const style of chunk.css ?? []) styles.add(style);
  for (const next of chunk.imports ?? []) take(next);
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
take(entry);
const words = Object.keys(manifest).find((key) => key.endsWith("locales/zh-CN.json"));
if (words) take(words);

const sum = (files, ending) => [...files].reduce((total, file) => total + statSync(`dist/${file}${ending}`).size, 0);
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(
  `first load: JavaScript ${kb(sum(first, ".br"))} br, ${kb(sum(first, ".gz"))} gz in ${first.size} files; styles ${kb(sum(styles, ".br"))} br`,
);
if (sum(first, ".gz") > BUDGET) {
  console.error(`over the budget of ${kb(BUDGET)}`);
  process.exit(1);
}
