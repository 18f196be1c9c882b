/** The condition language, as the web builds it: tests, groups, and the small surgery the editor needs. */
import type { FieldSpec, Meta, ObjectSpec } from "./types.ts";

export interface Test {
  field: string;
  op: string;
  value?: unknown;
}
export interface RelatedTest {
  related: string;
  measure: string;
  op: string;
  value: unknown;
  where?: Condition;
  within?: string;
}
/** How often the person behind the record did something; at least once unless told otherwise. */
export interface Deed {
  did: string;
  times?: { op: string; value?: number };
  within?: string;
}
/** Belonging to a set of records that the server keeps. */
export interface InSet {
  in: string;
}
/** The records that are probably there a second time. */
export const TWICE: InSet = { in: "duplicates:90" };
export type Condition =
  | Test
  | RelatedTest
  | InSet
  | Deed
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const isAll = (c: Condition): c is { all: Condition[] } => "all" in c;
export const isAny = (c: Condition): c is { any: Condition[] } => "any" in c;
export const isNot = (c: Condition): c is { not: Condition } => "not" in c;
export const isTest = (c: Condition): c is Test => "field" in c;
export const isIn = (c: Condition): c is InSet => "in" in c;
export const isDeed = (c: Condition): c is Deed => "did" in c;
export const isRelated = (c: Condition): c is RelatedTest => "related" in c;

/** What is edited in one line: a test, or belonging to a set or not. */
export type Leaf = Test | RelatedTest | Deed | InSet | { not: InSet };
export const isLeaf = (c: Condition): c is Leaf => (isNot(c) ? isIn(c.not) : !isAll(c) && !isAny(c));

/** The conditions that all have to hold: what the list shows as chips. */
export function parts(where: Condition | null | undefined): Condition[] {
  if (!where) return [];
  return isAll(where) ? where.all : [where];
}

export function joined(list: (Condition | null | undefined)[]): Condition | null {
  const all = list.filter((part): part is Condition => Boolean(part));
  if (all.length === 0) return null;
  return all.length === 1 ? all[0]! : { all };
}

export function read(text: string | null): Condition | null {
  if (!text) return null;
  try {
    const found = JSON.parse(text);
    return found && typeof found === "object" ? (found as Condition) : null;
  } catch {
    return null;
  }
}

const NO_VALUE = new Set(["empty", "not_empty"]);
export const takesValue = (op: string) => !NO_VALUE.has(op);
const LISTS = new Set(["one_of", "none_of", "has_any", "has_all", "has_none"]);
export const takesList = (op: string) => LISTS.has(op);

const emptyGroup = (c: Condition) => isAll(c) && c.all.length === 0;

/** The same as the server wants it: without what says nothing, such as an empty group beside related records. */
export function tidy(c: Condition): Condition {
  if (isAll(c)) return { all: c.all.map(tidy) };
  if (isAny(c)) return { any: c.any.map(tidy) };
  if (isNot(c)) return { not: tidy(c.not) };
  if (!isRelated(c) || !c.where) return c;
  const { where, ...rest } = c;
  return emptyGroup(where) ? rest : { ...rest, where: tidy(where) };
}

/** Whether nothing is left to fill in; half-built tests never reach the server. */
export function complete(c: Condition): boolean {
  if (isAll(c)) return c.all.length > 0 && c.all.every(complete);
  if (isAny(c)) return c.any.length > 0 && c.any.every(complete);
  if (isNot(c)) return complete(c.not);
  if (isIn(c)) return c.in !== "";
  if (isDeed(c)) return !c.times || c.times.value !== undefined;
  if (isRelated(c) && c.where && !emptyGroup(c.where) && !complete(c.where)) return false;
  if (!takesValue(c.op)) return true;
  if (Array.isArray(c.value))
    return c.value.length > 0 && c.value.every((one) => one !== "" && one !== null && one !== undefined);
  return c.value !== "" && c.value !== null && c.value !== undefined;
}

/** The field at the end of `customer.owner`, with the words for the whole way. */
export function fieldAt(meta: Meta, object: ObjectSpec, path: string): { field: FieldSpec; label: string } | null {
  let at: ObjectSpec | undefined = object;
  const labels: string[] = [];
  const steps = path.split(".");
  for (const [index, step] of steps.entries()) {
    const field: FieldSpec | undefined = at?.fields.find((one) => one.name === step);
    if (!field) return null;
    labels.push(field.label);
    if (index === steps.length - 1) return { field, label: labels.join(" · ") };
    at = meta.objects.find((one) => one.name === field.to);
  }
  return null;
}

/** What an operator is called: days are earlier or later, not smaller or larger. */
export const opWord = (meta: Meta, field: FieldSpec | undefined, op: string): string =>
  (field && /^date/.test(field.kind) && meta.ops[`date.${op}`]) || (meta.ops[op] ?? op);

/** The first operator worth proposing for a field. */
export function firstOp(field: FieldSpec): string {
  const wanted = ["contains", "has_any", "in", "on", "within_days", "one_of", "is", "between"];
  for (const op of wanted) {
    if (op === "one_of" && !["choice", "stage"].includes(field.kind)) continue;
    if (field.ops.includes(op)) return op;
  }
  return field.ops[0] ?? "not_empty";
}
