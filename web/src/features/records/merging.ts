/** What a merge proposes: which record stays, and whose value stands in each field where they differ. */
import { blank } from "../../fields/types.ts";
import { writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";

/** Words of these are put together, so that nothing is lost; one may be left out. */
const together = (field: FieldSpec) => ["tags", "choices", "links"].includes(field.kind);

const said = (row: Row, field: FieldSpec) => !blank(row[field.name]);

/** The record that says most; of two that say as much, the older one. */
export function fullest(object: ObjectSpec, rows: Row[]): number {
  const told = (row: Row) => object.fields.filter((field) => writable(field) && said(row, field)).length;
  const [best] = [...rows].sort((one, other) => told(other) - told(one) || one.id - other.id);
  return best?.id ?? 0;
}

/** The fields in which there is something to choose: at least two records say something, and not the same. */
export function differing(object: ObjectSpec, rows: Row[]): FieldSpec[] {
  return object.fields.filter((field) => {
    if (!writable(field) || together(field)) return false;
    const values = rows.filter((row) => said(row, field)).map((row) => JSON.stringify(row[field.name]));
    return new Set(values).size > 1;
  });
}

/** Whose value stands unless somebody chooses: that of the record that stays, else the first that says something. */
export function proposed(fields: FieldSpec[], rows: Row[], winner: number): Record<string, number> {
  const first = [...rows].sort((one, other) => Number(other.id === winner) - Number(one.id === winner));
  return Object.fromEntries(fields.map((field) => [field.name, first.find((row) => said(row, field))?.id ?? winner]));
}

/** One word of a list: a tag, a code, or the id of another record. */
export type Word = string | number;
export const wordOf = (one: unknown): Word =>
  one !== null && typeof one === "object" && "id" in one ? Number(one.id) : String(one);
const wordsOf = (row: Row, field: FieldSpec) => ((row[field.name] ?? []) as unknown[]).map(wordOf);

/** The lists that are put together, where one record says another word than the next. */
export function joined(object: ObjectSpec, rows: Row[]): FieldSpec[] {
  return object.fields.filter((field) => {
    if (!writable(field) || !together(field)) return false;
    return new Set(rows.map((row) => JSON.stringify(wordsOf(row, field).sort()))).size > 1;
  });
}

/** What stands in these lists where somebody left words out: all words of all records but those. */
export function remaining(fields: FieldSpec[], rows: Row[], out: Record<string, Word[]>): Record<string, Word[]> {
  const some = fields.filter((field) => out[field.name]?.length);
  const all = (field: FieldSpec) => [...new Set(rows.flatMap((row) => wordsOf(row, field)))];
  return Object.fromEntries(
    some.map((field) => [field.name, all(field).filter((one) => !out[field.name]?.includes(one))]),
  );
}
