import { describe, expect, it } from "vitest";
import { contrast, DARK, inkOn, LIGHT, stepOf } from "./palette.ts";

type Row = [number, number, number];
/** Machado, Oliveira and Fernandes 2009, severity 1: what people see who lack one kind of cone. */
const EYES: Record<string, [Row, Row, Row]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "without red": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "without green": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const times = (rows: [Row, Row, Row], [x, y, z]: Row) => rows.map(([a, b, c]) => a * x + b * y + c * z) as Row;
const linear = (color: string) =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Row;

/** Oklab, where equal ways look equally far. */
function seen(color: string, eyes: [Row, Row, Row]): Row {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    times(eyes, linear(color)).map((one) => Math.max(0, one)) as Row,
  ).map(Math.cbrt) as Row;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}
const apart = (one: Row, other: Row) => 100 * Math.hypot(...one.map((part, at) => part - other[at]!));

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
] as const)("the %s palette", (_name, palette) => {
  it("stands out from the panel", () => {
    for (const color of [...palette.series, palette.rest, palette.good, palette.watch, palette.bad])
      expect(contrast(color, palette.panel), color).toBeGreaterThanOrEqual(3);
  });
  it.each(Object.entries(EYES))("is told apart by %s", (_who, eyes) => {
    const colors = palette.series.map((one) => seen(one, eyes));
    for (const [at, one] of colors.entries())
      for (const other of colors.slice(at + 1)) expect(apart(one, other)).toBeGreaterThan(11);
  });
  it("carries words that can be read", () => {
    for (const color of [...palette.steps, palette.blank])
      expect(contrast(inkOn(color), color), color).toBeGreaterThanOrEqual(4.5);
    for (const ink of [palette.ink, palette.inkSoft]) expect(contrast(ink, palette.panel)).toBeGreaterThanOrEqual(4.5);
  });
  it("goes from little to much", () => {
    const ways = palette.steps.map((one) => contrast(one, palette.panel));
    expect(ways).toEqual([...ways].sort((one, other) => one - other));
  });
});

it("puts a value on one of five steps", () => {
  expect([0, 19, 20, 99, 100, 500, -5].map((one) => stepOf(one, 0, 100))).toEqual([0, 0, 1, 4, 4, 4, 0]);
  expect(stepOf(7, 7, 7)).toBe(2);
});
