/** What a new test begins with. */
import { type Condition, fieldAt, firstOp, takesList } from "../../schema/condition.ts";
import type { Meta, ObjectSpec } from "../../schema/types.ts";

export const startValue = (op: string) =>
  takesList(op) || op === "between" ? [] : op === "within" || op === "next" ? "30d" : "";

export function startTest(meta: Meta, object: ObjectSpec, name: string): Condition {
  if (name.startsWith("@")) return { related: name.slice(1), measure: "count", op: ">=", value: 1 };
  const field = fieldAt(meta, object, name)?.field;
  const op = field ? firstOp(field) : "not_empty";
  return { field: name, op, value: startValue(op) };
}
