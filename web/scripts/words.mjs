// The two languages have the same keys; every t("key") exists; every key is used.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const flat = (tree, at = "") =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${at}${key}`] : flat(value, `${at}${key}.`),
  );
const bare = (key) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const keys = (name) => new Set(flat(JSON.parse(readFileSync(`src/locales/${name}.json`, "utf8"))).map(bare));

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

for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
