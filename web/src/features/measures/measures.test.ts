import { expect, test } from "vitest";
import { complete, isLeaf, tidy } from "../../schema/condition.ts";
import { definitionOf, draftOf, kindsFor } from "./forms.ts";

test.each([
  { related: "orders", measure: "count" },
  { related: "orders", measure: "sum:net", within: "90d" },
  { related: "orders", measure: "interval", where: { field: "counts", op: "is", value: true } },
  { did: "product_view", measure: "days", within: "30d" },
  { since: "last_order" },
  { ratio: ["since_order", "interval"] },
])("a definition comes back as it was: %j", (definition) => {
  expect(definitionOf(draftOf(definition))).toEqual(definition);
});

test("what is not finished is not sent", () => {
  expect(definitionOf(draftOf(null))).toBeNull();
  expect(definitionOf({ ...draftOf({ related: "orders", measure: "sum:net" }), field: "" })).toBeNull();
  expect(definitionOf({ ...draftOf({ ratio: ["a", "b"] }), below: "" })).toBeNull();
  expect(kindsFor("sum")).not.toContain("date");
});

test("conditions on behaviour, sets and some related records are finished or not", () => {
  expect(complete({ did: "view", times: { op: ">=" } })).toBe(false);
  expect(complete({ did: "view" })).toBe(true);
  expect(complete({ related: "orders", measure: "count", op: ">=", value: 1, where: { any: [] } })).toBe(false);
  const empty = { related: "orders", measure: "count", op: ">=", value: 1, where: { all: [] } };
  expect(complete(empty)).toBe(true);
  expect(tidy({ not: empty })).toEqual({ not: { related: "orders", measure: "count", op: ">=", value: 1 } });
  expect([{ not: { in: "segment:1" } }, { not: { did: "view" } }].map(isLeaf)).toEqual([true, false]);
});
