// Makes src/schema/api.gen.ts of the description of the API: of the endpoints and schemas that the sources name, as the
// description tells the same of every object. With --check only says whether it is up to date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const PLACE = "src/schema/api.gen.ts";
const told = JSON.parse(readFileSync(process.env.OPENAPI ?? "../docs/openapi.json", "utf8"));

const sources = readdirSync("src", { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && /\.tsx?$/.test(one.name))
  .map((one) => join(one.parentPath, one.name))
  .filter((path) => path !== PLACE)
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const named = (pattern) => new Set([...sources.matchAll(pattern)].map(([, name]) => name));

const paths = named(/"(\/api\/v1\/[^"]*)"/g);
const kept = Object.fromEntries(Object.entries(told.paths).filter(([path]) => paths.has(path)));

/** What a piece of the description refers to, and what that refers to. */
const needed = { schemas: named(/[sS]chemas(?:"\])?\["(\w+)"\]/g) };
const follow = (piece) => {
  for (const [, group, name] of JSON.stringify(piece).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    needed[group] ??= new Set();
    if (needed[group].has(name)) continue;
    needed[group].add(name);
    follow(told.components[group][name]);
  }
};
follow(kept);
for (const name of [...needed.schemas]) follow(told.components.schemas[name] ?? {});
const components = Object.fromEntries(
  Object.entries(needed).map(([group, names]) => [
    group,
    Object.fromEntries(Object.entries(told.components[group]).filter(([name]) => names.has(name))),
  ]),
);

const made = astToString(await openapiTS({ ...told, paths: kept, components }, { emptyObjectsUnknown: true }));
if (!process.argv.includes("--check")) writeFileSync(PLACE, made);
else if (readFileSync(PLACE, "utf8") !== made) {
  console.error(`${PLACE}: npm run types`);
  process.exit(1);
}
