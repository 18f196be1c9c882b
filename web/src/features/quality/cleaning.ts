/** What is asked of a cleaning, as it is put together in the drawer. */
import { writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

export const OPERATIONS = ["tidy", "region", "rename", "phones", "split", "renumber"] as const;
export type Operation = (typeof OPERATIONS)[number];
export const STEPS = ["width", "spaces", "brackets", "capitals"] as const;

export interface Pair {
  old: string;
  new: string;
}

/** Everything that any operation may be told; each takes its part. */
export interface Draft {
  operation: Operation;
  fields: string[];
  how: string[];
  field: string | null;
  from: string[];
  family: string | null;
  given: string | null;
  names: Pair[];
}

const seen = (object: ObjectSpec, ...kinds: string[]): FieldSpec[] =>
  object.fields.filter((one) => kinds.includes(one.kind) && !one.masked && !one.system);
const changeable = (object: ObjectSpec, ...kinds: string[]) => seen(object, ...kinds).filter(writable);

/** The fields that an operation can change. */
export function targets(object: ObjectSpec, operation: Operation): FieldSpec[] {
  if (operation === "region") return changeable(object, "region");
  if (operation === "renumber") return changeable(object, "code");
  if (operation === "rename")
    return changeable(object, "tags", "text").filter((one) => one.name !== object.title_field);
  return changeable(object, "text");
}

/** The fields that tell a region, the surest first: an address, the name, a phone. */
export function places(object: ObjectSpec): FieldSpec[] {
  const rank = (one: FieldSpec) => (one.kind === "phone" ? 2 : one.name === object.title_field ? 1 : 0);
  return seen(object, "text", "phone")
    .filter((one) => one.kind === "phone" || one.name === object.title_field || /address/.test(one.name))
    .sort((one, other) => rank(one) - rank(other));
}

export const possible = (object: ObjectSpec): Operation[] =>
  OPERATIONS.filter((one) => targets(object, one).length >= (one === "split" ? 3 : 1));

export function start(object: ObjectSpec, operation: Operation): Draft {
  const found = targets(object, operation);
  const title = found.find((one) => one.name === object.title_field);
  const tags = found.find((one) => one.kind === "tags");
  return {
    operation,
    fields: operation === "tidy" ? [(title ?? found[0])?.name ?? ""].filter(Boolean) : [],
    how: [...STEPS].slice(0, 3),
    field: (operation === "split" ? title : (tags ?? found[0]))?.name ?? null,
    from: places(object).map((one) => one.name),
    family: null,
    given: null,
    names: [],
  };
}

/** What the server is told; null while something is missing. */
export function paramsOf(draft: Draft): Record<string, unknown> | null {
  const { operation, fields, how, field, from, family, given } = draft;
  const names = draft.names.filter((one) => one.old.trim() && one.new.trim());
  switch (operation) {
    case "tidy":
      return fields.length && how.length ? { fields, how } : null;
    case "phones":
      return fields.length ? { fields } : null;
    case "region":
      return field && from.length ? { field, from } : null;
    case "rename":
      return field && names.length
        ? { field, names: Object.fromEntries(names.map((one) => [one.old, one.new.trim()])) }
        : null;
    case "renumber":
      return field ? { field } : null;
    case "split":
      return field && family && given && family !== given ? { field, family, given } : null;
  }
}

const folded = (tag: string) => tag.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** Tags that look the same, each with the one of them that is used most: `used` comes in the order of use. */
export function alike(used: string[]): Pair[] {
  const first = new Map<string, string>();
  const found: Pair[] = [];
  for (const tag of used) {
    const usual = first.get(folded(tag));
    if (usual === undefined) first.set(folded(tag), tag);
    else found.push({ old: tag, new: usual });
  }
  return found;
}
