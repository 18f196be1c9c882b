import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { FieldSpec } from "../schema/types.ts";
import { birthdayText, lunarDay, readBirthday, writeBirthday } from "./birthday/birthday.ts";
import { kindOf } from "./kinds.ts";
import { build } from "./region/regions.ts";
import { TextCell } from "./text/cell.tsx";

const t = (key: string, data?: Record<string, unknown>) => (data ? `${key} ${Object.values(data).join(" ")}` : key);
const field = (kind: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name: "f",
  kind,
  label: "F",
  help: null,
  default: null,
  max_length: null,
  to: null,
  options: [],
  group: "basic",
  required: false,
  unique: false,
  read_only: false,
  custom: false,
  sortable: true,
  masked: false,
  secret: false,
  revealable: false,
  maskable: false,
  guarded: false,
  ops: [],
  system: false,
  ...more,
});

describe("birthday", () => {
  it.each(["1990-05-12", "--05-12", "lunar:1990-06-01", "lunar:1990-06+-01", "lunar:--06-01"])("keeps %s", (text) => {
    expect(writeBirthday(readBirthday(text))).toBe(text);
  });
  it("reads as people say it", () => {
    expect(birthdayText("lunar:1990-06+-21", t, true)).toBe("kind.lunar 1990年闰六月廿一");
    expect(lunarDay(30)).toBe("三十");
    expect(lunarDay(10)).toBe("初十");
  });
});

describe("kinds", () => {
  it("groups phones and money", () => {
    expect(kindOf("phone").text(field("phone"), "+8613812345678;ext=12", t)).toBe("138 1234 5678 kind.extension 12");
    expect(kindOf("money").text(field("money"), "1280000.50", t)).toBe("1,280,000.50");
  });
  it("reads pasted labels as codes", () => {
    const options = [{ value: "won", label: "赢单", color: null }];
    expect(kindOf("stage").read(field("stage", { options }), " 赢单 ")).toBe("won");
    expect(kindOf("tags").read(field("tags"), "a，b、c")).toEqual(["a", "b", "c"]);
    expect(kindOf("money").read(field("money"), "1,280.00")).toBe("1280.00");
    expect(kindOf("boolean").read(field("boolean"), "是")).toBe(true);
  });
  it("shows an unknown kind as text", () => expect(kindOf("new").text(field("new"), "x", t)).toBe("x"));
});

describe("links", () => {
  const shown = (value: string) =>
    renderToStaticMarkup(createElement(TextCell, { field: field("url"), value, live: true }));
  it("lead to the web", () => expect(shown("https://a.example/x")).toContain('href="https://a.example/x"'));
  it.each(["javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:x", "data:text/html,x", "vbscript:x", "//a.b"])(
    "lead nowhere else: %s",
    (value) => {
      expect(shown(value)).not.toContain("href");
    },
  );
});

describe("regions", () => {
  it("says the way down, once each", () => {
    const district = { code: "110105", title: "朝阳区", children: [] };
    const city = { code: "110100", title: "市辖区", children: [district] };
    const regions = build([{ code: "110000", title: "北京市", children: [city] }]);
    expect(regions.name("110105")).toBe("北京市 朝阳区");
    expect(regions.name("999999")).toBe("999999");
  });
});
