import { describe, expect, it } from "vitest";
import { parseBlock, writeBlock } from "./clipboard.ts";
import { addDays, dayOf, minuteOf, momentOf } from "./dates.ts";
import { withQuery } from "./http.ts";
import { initials, means } from "./initials.ts";
import { composing } from "./keys.ts";
import { grouped, shortMoney } from "./numbers.ts";

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
    expect(shortMoney(1_280_000, "zh-CN")).toBe("128 万");
    expect(shortMoney(1_280_000, "en")).toBe("1.28M");
  });
  it("leaves out empty query parts", () => expect(withQuery("/x", { a: 1, b: null, c: "" })).toBe("/x?a=1"));
  it("knows an input method at work", () => expect(composing({ nativeEvent: { keyCode: 229 } })).toBe(true));
});
