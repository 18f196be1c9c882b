/** What a new test begins with. */
import { type Condition, fieldAt, firstOp, type Leaf, takesList } from "../../schema/condition.ts";
import type { Meta, ObjectSpec } from "../../schema/types.ts";

/** What is chosen in the first place of a test: a field by its name, and the others behind a sign that no name has. */
export const RELATED = "@";
export const DEED = "!";
export const SET = "#";

export const startValue = (op: string) =>
  takesList(op) || op === "between" ? [] : op === "within" || op === "next" ? "30d" : "";

export function startTest(meta: Meta, object: ObjectSpec, name: string): Condition {
  const rest = name.slice(1);
  if (name.startsWith(RELATED)) return { related: rest, measure: "count", op: ">=", value: 1 };
  if (name.startsWith(DEED)) return { did: rest, times: { op: ">=", value: 1 }, within: "30d" };
  if (name.startsWith(SET)) return { in: rest };
  const field = fieldAt(meta, object, name)?.field;
  const op = field ? firstOp(field) : "not_empty";
  return { field: name, op, value: startValue(op) };
}

/** What a test has in its first place. */
export function nameOf(test: Leaf): string {
  if ("related" in test) return RELATED + test.related;
  if ("did" in test) return DEED + test.did;
  if ("field" in test) return test.field;
  return SET + ("in" in test ? test.in : test.not.in);
}
