import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { drawnMap } from "./drawn.ts";
import { OUTLINES } from "./outlines.ts";
import { PROVINCES, provinceName, provinceOf } from "./provinces.ts";
import { DASHES, SEA } from "./sea.ts";

describe("the provinces", () => {
  it("are the 34 that the server knows, by the same names", () => {
    const table = readFileSync("../src/zhike/kernel/values/data/regions.txt", "utf8");
    const known = [...table.matchAll(/^(\d{2})0000 (\S+)$/gm)].map(([, code, name]) => [code, name]);
    expect(PROVINCES).toHaveLength(34);
    expect(PROVINCES.map((one) => [one.code, one.full])).toEqual(known);
  });
  it("each have an outline, and no outline is without one", () => {
    expect(OUTLINES.map((one) => one.code).sort()).toEqual(PROVINCES.map((one) => one.code).sort());
  });
  it("are found by codes of any length, with a name in both languages", () => {
    expect(provinceOf("440305")?.name.zh).toBe("广东");
    expect(provinceOf("71")?.full).toBe("台湾省");
    expect(provinceOf("")).toBeUndefined();
    expect(new Set(PROVINCES.map((one) => provinceName(one, "en"))).size).toBe(34);
    expect(PROVINCES.every((one) => one.full.startsWith(one.name.zh))).toBe(true);
  });
});

describe("the map", () => {
  const map = drawnMap(600);
  it("draws every province within its width", () => {
    expect(map.shapes.filter((one) => !one.path && !one.tiny)).toEqual([]);
    expect(map.shapes.map((one) => one.path).join("")).not.toMatch(/NaN|Infinity/);
    for (const { at } of map.shapes) expect(at[0] > 0 && at[0] < 600 && at[1] > 0 && at[1] < map.height).toBe(true);
  });
  it("has Taiwan beside the inset, not under it", () => {
    const path = map.shapes.find((one) => one.code === "71")!.path.split("Z")[1]!;
    const right = Math.max(...[...path.matchAll(/([\d.]+) [\d.]+/g)].map(([, x]) => Number(x)));
    expect(right).toBeLessThan(map.inset.x);
  });
  it("has the ten dashes and the islands of the South China Sea in the inset", () => {
    expect(DASHES).toHaveLength(10);
    expect(map.inset.dashes.match(/M/g)).toHaveLength(10);
    const inside = map.inset.islands.filter(([x, y]) => x > 0 && y > 0 && x < map.inset.width && y < map.inset.height);
    expect(inside).toHaveLength(map.inset.islands.length);
    const south = Math.min(...DASHES.flat().map(([, north]) => north));
    expect(south).toBeGreaterThan(SEA.south);
  });
});
