import { expect, test } from "vitest";
import { alike } from "./cleaning.ts";
import { pathOf } from "./Trend.tsx";

test("a better score stands higher, a later day farther right", () => {
  const points = [
    { day: "2026-11-01", score: 82 },
    { day: "2026-11-02", score: 89 },
    { day: "2026-11-05", score: 75 },
  ];
  const [first, second, third] = pathOf(points)
    .slice(1)
    .split("L")
    .map((one) => one.split(" ").map(Number));
  expect([first![0], second![0], third![0]]).toEqual([0, 75, 300]);
  expect(second![1]).toBeLessThan(first![1]!);
  expect(third![1]).toBeGreaterThan(first![1]!);
});

test("a small step does not look like a fall", () => {
  const flat = pathOf([
    { day: "2026-11-01", score: 95.0 },
    { day: "2026-11-02", score: 94.9 },
  ]);
  const [one, other] = flat
    .slice(1)
    .split("L")
    .map((point) => Number(point.split(" ")[1]));
  expect(Math.abs(one! - other!)).toBeLessThan(1);
});

test("tags that look the same become the one that is used most", () => {
  expect(alike(["VIP", "重点", "ｖｉｐ", "高意向", "高 意向", "vip"])).toEqual([
    { old: "ｖｉｐ", new: "VIP" },
    { old: "高 意向", new: "高意向" },
    { old: "vip", new: "VIP" },
  ]);
});
