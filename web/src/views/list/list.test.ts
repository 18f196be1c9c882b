import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listPath } from "../../schema/api.ts";
import { complete, joined, parts } from "../../schema/condition.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { bulkValue } from "./BulkEdit.tsx";
import { pagesAround } from "./Pager.tsx";
import { firstQuery, nextSort } from "./state.ts";

describe("order", () => {
  it("goes up, down and away", () => {
    expect(nextSort("-updated_at", "name", false)).toBe("name");
    expect(nextSort("name", "name", false)).toBe("-name");
    expect(nextSort("-name", "name", false)).toBe("");
  });
  it("adds beside the others with Shift", () => {
    expect(nextSort("name", "city", true)).toBe("name,city");
    expect(nextSort("name,city", "city", true)).toBe("name,-city");
    expect(nextSort("name,-city", "city", true)).toBe("name");
  });
});

describe("pages", () => {
  it("keeps first, last and the neighbours", () => {
    expect(pagesAround(5, 20)).toEqual([1, null, 4, 5, 6, null, 20]);
    expect(pagesAround(1, 2)).toEqual([1, 2]);
  });
});

describe("conditions", () => {
  const test = { field: "city", op: "is", value: "深圳" };
  it("takes chips apart and together", () => {
    expect(parts(joined([test, test]))).toEqual([test, test]);
    expect(joined([null])).toBeNull();
  });
  it("knows what is half built", () => {
    expect(complete({ all: [test, { field: "x", op: "is", value: "" }] })).toBe(false);
    expect(complete({ field: "x", op: "empty" })).toBe(true);
    expect(complete({ field: "x", op: "between", value: ["1", ""] })).toBe(false);
  });
});

describe("many at once", () => {
  it("adds to a list and takes from it without touching the rest", () => {
    expect(bulkValue("add", ["vip"])).toEqual({ add: ["vip"] });
    expect(bulkValue("remove", ["vip"])).toEqual({ remove: ["vip"] });
    expect(bulkValue("set", "")).toBeNull();
  });
});

describe("the first list", () => {
  it("is asked for by boot.js with the same words, or the answer would be for nothing", () => {
    const name = { name: "name" } as FieldSpec;
    const object = { columns: ["name"], fields: [name], title_field: "name", sort: "-updated_at" } as ObjectSpec;
    const boot = readFileSync("public/boot.js", "utf8");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: so it stands in boot.js
    expect(boot).toContain(listPath("${list[1]}", firstQuery(object)));
  });
});
