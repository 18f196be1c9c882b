import { describe, expect, it } from "vitest";
import { parseBlock, writeBlock } from "./clipboard.ts";
import { addDays, ago, clock, dayOf, minuteOf, momentOf, wound } from "./dates.ts";
import { withQuery } from "./http.ts";
import { initials, means } from "./initials.ts";
import { composing } from "./keys.ts";
import { grouped, shortMoney, unpadded } from "./numbers.ts";

describe("clipboard", () => {
  it("reads what Excel writes", () => {
    expect(parseBlock('a\tb\r\n"c\n""d"""\te\r\n')).toEqual([
      ["a", "b"],
      ['c\n"d"', "e"],
    ]);
  });
  it("gives back what it wrote", () => {
    const rows = [
      ["深圳", 'x"y'],
      ["", "1\n2"],
    ];
    expect(parseBlock(writeBlock(rows))).toEqual(rows);
  });
});

describe("dates", () => {
  it("adds to a steady zone what its clocks add", () => {
    for (let at = Date.UTC(1992, 0, 1); at < Date.UTC(2045, 0, 1); at += 86_400_000 * 5 + 7_531_000)
      for (const zone of ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "UTC"])
        expect(clock(new Date(at), zone)).toEqual(wound(new Date(at), zone));
    expect(clock(new Date("1988-07-01T16:30:00Z"), "Asia/Shanghai").time).toBe("01:30"); // summer time of then
  });
  it("says how long ago", () => {
    const say = (key: string, data?: { n: number }) => `${key} ${data?.n ?? ""}`.trim();
    const back = (seconds: number) => ago(new Date(Date.now() - seconds * 1000).toISOString(), say);
    expect(back(5)).toBe("time.now");
    expect(back(-3590)).toBe("time.in.minutes 59");
    expect(back(3 * 3600 + 60)).toBe("time.ago.hours 3");
    expect(back(3 * 86_400)).toBe("time.ago.days 3");
    expect(back(30 * 86_400)).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(ago("nonsense", say)).toBe("");
  });
  it("shows the tenant's zone", () => {
    expect(dayOf("2026-05-01T16:30:00Z")).toBe("2026-05-02");
    expect(minuteOf("2026-05-01T16:30:00Z")).toBe("2026-05-02 00:30");
    expect(dayOf("2026-05-02")).toBe("2026-05-02");
  });
  it("finds the moment again", () => {
    expect(momentOf("2026-05-02 00:30")).toBe("2026-05-01T16:30:00.000Z");
    expect(momentOf("1991-07-01 12:00")).toBe("1991-07-01T03:00:00.000Z");
  });
  it("counts over the end of a month", () => expect(addDays("2026-02-27", 2)).toBe("2026-03-01"));
});

describe("words", () => {
  it("knows the initials of actions", () => {
    expect(initials("新建客户")).toBe("xjkh");
    expect(means("xjkh", "新建客户")).toBe(true);
    expect(means("客户", "新建客户")).toBe(true);
    expect(means("zzz", "新建客户")).toBe(false);
  });
  it("groups digits and shortens money", () => {
    expect(grouped("-1234567.50")).toBe("-1,234,567.50");
    expect(["34.000000", "0.250000", "300", "-1.0"].map(unpadded)).toEqual(["34", "0.25", "300", "-1"]);
    expect(shortMoney(1_280_000, "zh-CN")).toBe("128 万");
    expect(shortMoney(1_280_000, "en")).toBe("1.28M");
  });
  it("leaves out empty query parts", () => expect(withQuery("/x", { a: 1, b: null, c: "" })).toBe("/x?a=1"));
  it("knows an input method at work", () => expect(composing({ nativeEvent: { keyCode: 229 } })).toBe(true));
});
