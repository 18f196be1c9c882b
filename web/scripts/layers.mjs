// app -> features -> views -> fields -> schema -> ui -> lib: a file may import its own layer and those to its right.
// Also: Mantine comes through ui/, ECharts through ui/charts/plot, so that a page draws before they are here; no file over 400 lines; a feature does not import another feature's inner files.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const LAYERS = ["app", "features", "views", "fields", "schema", "ui", "lib", "locales"];
const faults = [];

for (const entry of readdirSync("src", { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.endsWith(".gen.ts")) continue;
  const path = join(entry.parentPath, entry.name);
  const [layer, part] = relative("src", path).split("/");
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").length;
  if (lines > 400) faults.push(`${path}: ${lines} lines, at most 400`);
  if (/from "@mantine\/core"/.test(text) && !["ui", "app"].includes(layer))
    faults.push(`${path}: take it from ui/mantine.ts (or ui/theme.ts), not from @mantine/core`);
  if (/^import (?!type ).*from "echarts/m.test(text) && !path.endsWith("ui/charts/plot/engine.ts"))
    faults.push(
      `${path}: ECharts comes through ui/charts/plot/engine.ts, which is loaded late; elsewhere only its types`,
    );
  for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    const [to, toPart, inner] = relative("src", normalize(join(dirname(path), target))).split("/");
    if (LAYERS.indexOf(to) < LAYERS.indexOf(layer)) faults.push(`${path}: ${layer} may not import ${to} (${target})`);
    if (layer === "features" && to === "features" && part !== toPart && inner && !/^index\.tsx?$/.test(inner))
      faults.push(`${path}: import features/${toPart}, not its inner file ${inner}`);
  }
}

for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
