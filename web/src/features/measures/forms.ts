/** A measure's definition as it is edited, and as the server wants it. */
import { type Condition, complete, joined, parts, tidy } from "../../schema/condition.ts";

export const FORMS = ["related", "did", "since", "ratio"] as const;
export type Form = (typeof FORMS)[number];

/** All that any form needs; what a form does not need stays, for whoever goes back to it. */
export interface Draft {
  form: Form;
  related: string;
  how: string; // count, sum, avg, min, max, interval, distinct
  field: string;
  where: Condition;
  within: string | undefined;
  deed: string;
  deeds: string; // count, days, last
  since: string;
  above: string;
  below: string;
}

export const HOWS = ["count", "sum", "avg", "min", "max", "interval", "distinct"] as const;
export const DEEDS = ["count", "days", "last"] as const;
const WITHOUT_FIELD = new Set(["count", "interval"]);
export const needsField = (how: string) => !WITHOUT_FIELD.has(how);

/** Which kinds of field can be counted in which way. */
const NUMBERS = ["integer", "decimal", "money"];
const TIMES = ["date", "datetime"];
const DISTINCT = ["link", "choice", "stage", "person", "text", "code", "region"];
export const kindsFor = (how: string): string[] =>
  how === "distinct" ? DISTINCT : how === "min" || how === "max" ? [...NUMBERS, ...TIMES] : NUMBERS;

export type Definition = Record<string, unknown>;

export function draftOf(raw: Definition | null | undefined): Draft {
  const form = FORMS.find((one) => raw && one in raw) ?? "related";
  const [how = "count", field = ""] = form === "related" ? String(raw?.measure ?? "count").split(":") : [];
  const [above = "", below = ""] = (raw?.ratio as string[] | undefined) ?? [];
  const where = raw?.where as Condition | undefined;
  return {
    form,
    related: String(raw?.related ?? ""),
    how,
    field,
    where: where ? ("all" in where || "any" in where ? where : { all: [where] }) : { all: [] },
    within: raw?.within as string | undefined,
    deed: String(raw?.did ?? ""),
    deeds: form === "did" ? String(raw?.measure ?? "count") : "count",
    since: String(raw?.since ?? ""),
    above,
    below,
  };
}

/** What is sent; null while something is missing. */
export function definitionOf(draft: Draft): Definition | null {
  const within = draft.within ? { within: draft.within } : {};
  if (draft.form === "since") return draft.since ? { since: draft.since } : null;
  if (draft.form === "ratio") return draft.above && draft.below ? { ratio: [draft.above, draft.below] } : null;
  if (draft.form === "did") return draft.deed ? { did: draft.deed, measure: draft.deeds, ...within } : null;
  const where = joined(parts(draft.where)); // one part is told without a group, as others tell it
  if (!draft.related || (needsField(draft.how) && !draft.field) || (where && !complete(where))) return null;
  const measure = needsField(draft.how) ? `${draft.how}:${draft.field}` : draft.how;
  return { related: draft.related, measure, ...(where ? { where: tidy(where) } : {}), ...within };
}
