// The two languages have the same keys; every t("key") exists; every key is used; the first screen uses no later words.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const flat = (tree, at = "") =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${at}${key}`] : flat(value, `${at}${key}.`),
  );
const bare = (key) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const catalogue = (name) => flat(JSON.parse(readFileSync(`src/locales/${name}.json`, "utf8"))).map(bare);
const later = catalogue("zh-CN.classification");
const keys = (name) => new Set([...catalogue(name), ...catalogue(`${name}.classification`)]);

const zh = keys("zh-CN");
const en = keys("en");
const faults = [];
for (const key of zh) if (!en.has(key)) faults.push(`en.json lacks ${key}`);
for (const key of en) if (!zh.has(key)) faults.push(`zh-CN.json lacks ${key}`);

const used = new Set();
const families = new Set();
for (const entry of readdirSync("src", { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const text = readFileSync(path, "utf8");
  for (const [, key] of text.matchAll(/\bt\(\s*"([^"]+)"/g)) {
    used.add(key);
    if (!zh.has(key)) faults.push(`${path}: no words for ${key}`);
  }
  for (const [, key] of text.matchAll(/"((?:[a-z]\w*)(?:\.\w+)+)"/g)) used.add(key);
  for (const [, family] of text.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)) families.add(family);
}
for (const key of zh)
  if (!used.has(key) && ![...families].some((family) => key.startsWith(family))) faults.push(`unused words: ${key}`);

// What the entry imports at once has only the first catalogue.
const reached = new Set();
const waiting = ["src/app/main.tsx"];
for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
  if (reached.has(path) || !/\.tsx?$/.test(path)) continue;
  reached.add(path);
  const text = readFileSync(path, "utf8");
  for (const key of later) if (text.includes(`"${key}"`)) faults.push(`${path}: ${key} comes only with a later part`);
  for (const [, type, next] of text.matchAll(/^(?:import|export) (type )?[^;]*?from "(\.[^"]+)";/gm))
    if (!type) waiting.push(join(dirname(path), next));
}

for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
