import { describe, expect, it } from "vitest";
import { barsOption } from "./Bars.tsx";
import { placed } from "./drawn/NeedWords.tsx";
import { circlesOf, lens } from "./drawn/overlap.ts";
import { sparkOf } from "./drawn/Sparkline.tsx";
import { colorOf, legendOf, stepsOf } from "./drawn/steps.ts";
import { flowing } from "./flows.ts";
import { linesOption, spread } from "./Lines.tsx";
import { makeMost, ranked } from "./Pareto.tsx";
import { LIGHT } from "./palette.ts";
import { fileName } from "./picture.ts";
import { tip } from "./plot/option.ts";
import { sheetOf } from "./sheet.ts";
import { tableOf, withShares } from "./table.ts";

const look = { palette: LIGHT, language: "zh-CN" };

describe("a table of a chart", () => {
  const table = tableOf(
    "行业",
    ["甲", "乙"],
    [{ name: "客户", values: [3, Number.NaN] }],
    "count",
    (row) => `/x/${row}`,
  );
  it("has a row a category, and what opens", () => {
    expect(table.columns).toEqual([
      { label: "行业", period: false },
      { label: "客户", figure: "count" },
    ]);
    expect(table.rows).toEqual([
      [{ value: "甲" }, { value: 3, door: "/x/0" }],
      [{ value: "乙" }, { value: null, door: "/x/1" }],
    ]);
  });
  it("adds shares of what is more than nothing", () => {
    const shares = withShares(
      tableOf("x", ["a", "b", "c"], [{ name: "n", values: [6, 2, -5] }], "count"),
      "share",
      "sofar",
    );
    expect(shares.rows.map((row) => row.slice(2).map((cell) => cell.value))).toEqual([
      [0.75, 0.75],
      [0.25, 1],
      [null, 1],
    ]);
  });
  it("is a sheet of numbers and words, never of formulas", () => {
    const [head, first, second] = sheetOf({
      ...table,
      rows: [
        [{ value: "=1+1" }, { value: 2 }],
        [{ value: "b" }, { value: null }],
      ],
    });
    expect(head?.map((cell) => (cell as { value: string }).value)).toEqual(["行业", "客户"]);
    expect(first).toEqual([
      { value: "=1+1", type: String },
      { value: 2, type: Number, format: "#,##0" },
    ]);
    expect(second?.[1]).toBeNull();
    expect(fileName('a/b:c*?"<>|\n 客户')).toBe("a b c 客户");
  });
});

describe("bars and lines", () => {
  it("leave out what is not known, and write negatives on their side", () => {
    const option = barsOption(
      look,
      {
        categories: ["甲", "乙", "丙"],
        series: [{ name: "n", values: [1e12, null, -3] }],
        way: "across",
        stacked: false,
        figure: "count",
      },
      400,
    );
    const [series] = option.series as { data: { value: unknown; label: { position: string } }[] }[];
    expect(series?.data.map((one) => [one.value, one.label.position])).toEqual([
      [1e12, "right"],
      ["-", "right"],
      [-3, "left"],
    ]);
  });
  it("draw the band from the low to the high, where both are known", () => {
    const drawn = {
      periods: ["2026-01", "2026-02"],
      series: [{ name: "n", values: [1, 2] }],
      figure: "count" as const,
      loose: false,
    };
    const option = linesOption(look, { ...drawn, band: { name: "b", low: [-4, 1], high: [6, null] } }, 400);
    const data = (option.series as { data: [number, unknown][] }[]).map((one) => one.data.map(([, value]) => value));
    expect(data).toEqual([
      [-4, 1],
      [10, "-"],
      [1, 2],
    ]);
  });
  it("mark no more moments than there is room for", () => {
    expect(spread([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(spread([], 3)).toEqual([]);
  });
  it("say names as text, whatever is in them", () => {
    const box = tip("<img src=x onerror=alert(1)>", [{ name: "<b>", value: "3" }]);
    expect(box.querySelector("img, div b b, span b")).toBeNull();
    expect(box.textContent).toBe("<img src=x onerror=alert(1)><b>3");
  });
});

describe("Pareto", () => {
  it("ranks, and counts how many make four fifths", () => {
    const rows = ranked([
      { name: "a", value: 1 },
      { name: "b", value: 8 },
      { name: "c", value: -4 },
      { name: "d", value: 1 },
      { name: "e", value: null },
    ]);
    expect(rows.map((one) => [one.part.name, one.sofar])).toEqual([
      ["b", 0.8],
      ["a", 0.9],
      ["d", 1],
    ]);
    expect(makeMost(rows)).toBe(1);
    expect(makeMost(ranked([]))).toBe(0);
  });
});

describe("a flow", () => {
  it("has a class on both sides without a circle, adds equal moves, and leaves out nothing", () => {
    const { nodes, links } = flowing(
      [
        { from: "A", to: "A", value: 5 },
        { from: "A", to: "B", value: 2 },
        { from: "A", to: "B", value: 1 },
        { from: "B", to: "A", value: 0 },
        { from: "B", to: "C", value: Number.NaN },
        { from: "B", to: "C", value: -3 },
      ],
      ["B", "A"],
    );
    expect(links.map(({ source, target, value }) => [source, target, value])).toEqual([
      ["then:A", "now:A", 5],
      ["then:A", "now:B", 3],
    ]);
    expect(nodes.map(({ id, value, place }) => [id, value, place])).toEqual([
      ["then:A", 8, 1],
      ["now:B", 3, 0],
      ["now:A", 5, 1],
    ]);
    expect(links.every((one) => one.source !== one.target)).toBe(true);
  });
});

describe("steps of colour", () => {
  it("are not spoilt by one giant", () => {
    const steps = stepsOf([...Array.from({ length: 20 }, (_, at) => at), 1e12], LIGHT);
    expect(new Set([0, 5, 9, 14, 19].map((one) => colorOf(one, steps))).size).toBe(5);
    expect(colorOf(null, steps)).toBeUndefined();
  });
  it("are as many as there are values, down to one and none", () => {
    expect(legendOf(stepsOf([7, 7], LIGHT), "en", "count")).toEqual([{ name: "7", color: LIGHT.steps[2] }]);
    expect(stepsOf([Number.NaN, null], LIGHT).from).toEqual([]);
    expect(legendOf(stepsOf([1, 9], LIGHT), "en", "count").map((one) => one.name)).toEqual(["1 – <9", "9"]);
  });
});

describe("drawings", () => {
  it("make circles that share the area they should", () => {
    const { left, right } = circlesOf([1200, 800, 240], 400, 200);
    const unit = (Math.PI * left.radius ** 2) / 1200;
    expect((Math.PI * right.radius ** 2) / unit).toBeCloseTo(800, 0);
    expect(lens(left.radius, right.radius, right.x - left.x) / unit).toBeCloseTo(240, 0);
    expect(left.x - left.radius).toBeGreaterThanOrEqual(-1e-6);
    const apart = circlesOf([5, 4, 0], 300, 100);
    expect(apart.right.x - apart.right.radius).toBeGreaterThan(apart.left.x + apart.left.radius);
    for (const odd of [circlesOf([1e12, 3, 3], 300, 100), circlesOf([0, 0, 0], 300, 100)])
      expect([odd.left.x, odd.left.radius, odd.right.x, odd.right.radius].every(Number.isFinite)).toBe(true);
  });
  it("draw a spark with gaps and dots", () => {
    expect(sparkOf([], 80, 20)).toEqual({ line: "", dots: "" });
    expect(sparkOf([null, Number.NaN], 80, 20)).toEqual({ line: "", dots: "" });
    expect(sparkOf([5], 80, 20)).toEqual({ line: "", dots: "M40.0 10.0h0" });
    const { line, dots } = sparkOf([1, 2, null, 3], 80, 20);
    expect([line.match(/M/g)?.length, dots.match(/M/g)?.length]).toEqual([1, 1]);
    expect(sparkOf([0, 1e12, -4], 80, 20).line).not.toMatch(/NaN/);
  });
  it("keep all words within the width", () => {
    const { words, lines } = placed(
      Array.from({ length: 40 }, (_, at) => ({ word: `需求词语${at}`, weight: 40 - at })),
      300,
    );
    expect(words.every((one) => one.x >= 0 && one.x < 300)).toBe(true);
    expect(lines.length).toBeGreaterThan(5);
  });
});
