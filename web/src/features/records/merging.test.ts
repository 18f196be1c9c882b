import { expect, test } from "vitest";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { differing, fullest, joined, proposed, remaining } from "./merging.ts";

const field = (name: string, kind = "text", more: Partial<FieldSpec> = {}) =>
  ({ name, kind, label: name, read_only: false, system: false, ...more }) as FieldSpec;
const object = {
  fields: [field("name"), field("phone", "phone"), field("tags", "tags"), field("made", "date", { system: true })],
} as ObjectSpec;
const rows: Row[] = [
  { id: 7, version: 1, name: "恒远", phone: null, tags: ["a"], made: "2026-01-01" },
  { id: 9, version: 1, name: "深圳恒远", phone: "+8613800138000", tags: ["b"], made: "2026-02-01" },
  { id: 8, version: 1, name: "深圳恒远", phone: "+8613900139000", tags: null, made: "2026-03-01" },
];

test("the record that says most stays, of equals the oldest", () => {
  expect(fullest(object, rows)).toBe(9);
  expect(fullest(object, [{ ...rows[1]!, id: 12 }, rows[1]!])).toBe(9);
});

test("only what differs is to be chosen, and lists are put together", () => {
  expect(differing(object, rows).map((one) => one.name)).toEqual(["name", "phone"]);
  expect(differing(object, rows.slice(0, 2)).map((one) => one.name)).toEqual(["name"]);
});

test("what the record that stays does not say comes from the first that does", () => {
  expect(proposed(differing(object, rows), rows, 7)).toEqual({ name: 7, phone: 9 });
});

test("of lists, the words that somebody leaves out are missing, and nothing is said of the others", () => {
  const lists = joined(object, rows);
  expect(lists.map((one) => one.name)).toEqual(["tags"]);
  expect(joined(object, [rows[0]!, { ...rows[0]!, id: 12 }])).toEqual([]);
  expect(remaining(lists, rows, { tags: ["a"] })).toEqual({ tags: ["b"] });
  expect(remaining(lists, rows, { tags: [] })).toEqual({});
});
