/** What a form asks, as the server keeps it. */
import { objectNamed, writable } from "../../schema/meta.ts";
import type { FieldSpec, Meta, ObjectSpec } from "../../schema/types.ts";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Words = Partial<Record<(typeof LANGUAGES)[number], string>>;
export const SOURCES = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "page"];
export const TEXTS = ["title", "intro", "thanks", "consent"] as const;
const NOT_ASKED = new Set(["link", "links", "person", "file", "json", "code", "tags", "datetime"]);
const DECIDING = new Set(["choice", "stage", "boolean"]);

export interface Question {
  field: string;
  label?: Words;
  help?: Words;
  required?: boolean;
  when?: { field: string; op: string; value: unknown };
  from?: string;
  value?: unknown;
}

export const hidden = (one: Question) => one.from !== undefined || one.value !== undefined;

/** The fields that a page can ask for. */
export const askable = (object: ObjectSpec): FieldSpec[] =>
  object.fields.filter((one) => writable(one) && !NOT_ASKED.has(one.kind));

/** What a new form asks: what a record must have, and how to reach who sent it. */
export function firstQuestions(object: ObjectSpec): Question[] {
  const kept = askable(object).filter((one) => one.required || one.name === object.title_field || one.kind === "phone");
  const phone = kept.find((one) => one.kind === "phone");
  return kept
    .filter((one) => one.kind !== "phone" || one === phone)
    .map((one) => ({ field: one.name, ...(one.required ? { required: true } : {}) }));
}

/** Questions before this one that another may depend on. */
export const deciders = (object: ObjectSpec, before: Question[]): FieldSpec[] =>
  object.fields.filter((one) => DECIDING.has(one.kind) && before.some((q) => q.field === one.name && !hidden(q)));

/** What consent can be asked for: where the records have consents, the object of their purposes. */
export function purposesOf(meta: Meta, object: ObjectSpec): ObjectSpec | undefined {
  for (const back of object.related) {
    const other = objectNamed(meta, back.object);
    if (!other?.fields.some((one) => one.kind === "datetime" && one.required && !one.system)) continue;
    const purpose = other.fields.find((one) => one.kind === "link" && one.required && one.name !== back.field);
    if (purpose) return objectNamed(meta, purpose.to);
  }
  return undefined;
}

/** Words without those that are empty. */
export const said = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text?.trim()));
