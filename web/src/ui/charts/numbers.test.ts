import { describe, expect, it } from "vitest";
import { cutTo, onTwoLines, widthOf } from "./measure.ts";
import { exact, known, shareOf, short, sum, UNKNOWN } from "./numbers.ts";
import { inFull, onAxis, periodOf } from "./periods.ts";

describe("numbers", () => {
  it("are short in both languages", () => {
    expect([9, 1160, 12_345, 1_280_000, 340_000_000, 1e12].map((one) => short(one, "zh-CN"))).toEqual([
      "9",
      "1,160",
      "1.23 万",
      "128 万",
      "3.4 亿",
      "1 万亿",
    ]);
    expect([9, 1160, 12_345, 1_280_000, 340_000_000, 1e12].map((one) => short(one, "en"))).toEqual([
      "9",
      "1,160",
      "12.3K",
      "1.28M",
      "340M",
      "1T",
    ]);
    expect(short(-45_000, "zh-CN")).toBe("-4.5 万");
  });
  it("take the next unit where rounding reaches it", () => {
    expect(short(99_999_999, "zh-CN")).toBe("1 亿");
    expect(short(999_999, "en")).toBe("1M");
    expect(short(-999_999_999, "en")).toBe("-1B");
  });
  it("are never NaN, infinite or written with an exponent", () => {
    for (const odd of [Number.NaN, Infinity, -Infinity, null]) {
      expect(short(odd, "en")).toBe(UNKNOWN);
      expect(exact(odd, "share")).toBe(UNKNOWN);
      expect(known(odd)).toBeNull();
    }
    for (const huge of [1e21, 1e24, -3e30, 1e-9, 5e-324, -0])
      for (const figure of ["count", "number", "money", "share"] as const)
        expect(`${short(huge, "zh-CN", figure)} ${exact(huge, figure)}`).not.toMatch(/e[+-]|NaN|Infinity|-0(?![.\d])/);
  });
  it("are exact where they are read", () => {
    expect(exact(1_234_567.891, "money")).toBe("1,234,567.89");
    expect(exact(1_234_567.891, "number")).toBe("1,234,567.89");
    expect(exact(1_234_567)).toBe("1,234,567");
    expect([0.125, 0, 1, 0.07, 12.3456].map((one) => exact(one, "share"))).toEqual([
      "12.5%",
      "0.0%",
      "100.0%",
      "7.0%",
      "1,234.6%",
    ]);
    expect([0.125, 0, 1, 0.2].map((one) => short(one, "en", "share"))).toEqual(["12.5%", "0%", "100%", "20%"]);
  });
  it("do not show something as nothing, nor less than all as all", () => {
    expect(exact(0.0001, "share")).toBe("<0.1%");
    expect(exact(0.99999, "share")).toBe(">99.9%");
  });
  it("have no share of nothing", () => {
    expect(shareOf(1, 0)).toBeNull();
    expect(shareOf(null, 4)).toBeNull();
    expect(shareOf(1, 4)).toBe(0.25);
    expect(sum([1, null, Number.NaN, undefined, 2])).toBe(3);
  });
});

describe("periods", () => {
  it("are read, and nothing else is", () => {
    expect(periodOf("2026-05")).toEqual({ at: Date.UTC(2026, 4, 1), kind: "month" });
    expect(periodOf("2026-Q2")?.at).toBe(Date.UTC(2026, 3, 1));
    for (const odd of ["2026-13", "2026-02-30", "2026-Q5", "26-05", "制造业", ""]) expect(periodOf(odd)).toBeNull();
  });
  it("are written in full", () => {
    expect(["2026", "2026-Q2", "2026-05", "2026-05-02", "甲"].map((one) => inFull(one, "zh-CN"))).toEqual([
      "2026年",
      "2026年2季度",
      "2026年5月",
      "2026年5月2日",
      "甲",
    ]);
    expect(["2026", "2026-Q2", "2026-05", "2026-05-02"].map((one) => inFull(one, "en"))).toEqual([
      "2026",
      "Q2 2026",
      "May 2026",
      "2 May 2026",
    ]);
  });
  it("say the year on an axis where it begins", () => {
    const axis = (month: number, first = false) => onAxis(Date.UTC(2026, month, 1), "month", "zh-CN", first);
    expect([axis(0), axis(1), axis(1, true)]).toEqual(["2026年1月", "2月", "2026年2月"]);
  });
});

describe("words that do not fit", () => {
  it("are cut, and know that Chinese is wide", () => {
    expect(widthOf("客户", 12)).toBe(24);
    expect(cutTo("客户", 24)).toBe("客户");
    expect(cutTo("重要价值客户", 48)).toBe("重要价…");
    expect(cutTo("客户", 3)).toBe("");
  });
  it("turn evenly, and words at a space", () => {
    expect(onTwoLines("批发零售", 40)).toBe("批发\n零售");
    expect(onTwoLines("Retail trade", 50)).toBe("Retail\ntrade");
  });
});
