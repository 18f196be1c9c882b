/** What the server says about itself, kept for the whole page. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useZone } from "../lib/dates.ts";
import { api } from "./api.ts";
import type { FieldSpec, Meta, ObjectSpec } from "./types.ts";

export const metaKey = ["meta"] as const;

export const metaQuery = queryOptions({ queryKey: metaKey, queryFn: api.meta, staleTime: 5 * 60_000 });

export function useMetaQuery() {
  const query = useQuery(metaQuery);
  useZone(query.data?.tenant.zone);
  return query;
}

/** Whether somebody may do what only this kind of record knows, such as erasing a person. */
export const mayDo = (object: ObjectSpec, verb: string): boolean =>
  object.verbs.some((one) => one.name === verb && one.allowed);

export const MetaContext = createContext<Meta | null>(null);

export function useMeta(): Meta {
  const meta = useContext(MetaContext);
  if (!meta) throw new Error("meta is not here yet");
  return meta;
}

export const objectNamed = (meta: Meta, name: string | null | undefined): ObjectSpec | undefined =>
  meta.objects.find((one) => one.name === name);
export const objectOfPlural = (meta: Meta, plural: string | undefined): ObjectSpec | undefined =>
  meta.objects.find((one) => one.plural === plural);
export const fieldNamed = (object: ObjectSpec, name: string): FieldSpec | undefined =>
  object.fields.find((one) => one.name === name);

export function useObject(name: string | null | undefined): ObjectSpec | undefined {
  return objectNamed(useMeta(), name);
}

/** The person who answers for a record, when the object has one. */
export function ownerField(object: ObjectSpec): FieldSpec | undefined {
  return (
    object.fields.find((one) => one.name === "owner" && one.kind === "person") ??
    object.fields.find((one) => one.kind === "person" && !one.system && !one.read_only)
  );
}

/** Whether a record always has a value here: one must give it, or it stands there from the start and cannot be emptied. */
export const filled = (field: FieldSpec) => field.required || (field.default ?? null) !== null;

export const writable = (field: FieldSpec) => !field.read_only && !field.system;

/** The field that names a record: that in the reader's language, where the record has such a name. */
export const namedBy = (object: ObjectSpec, row: Record<string, unknown>): string =>
  object.title_in && row[object.title_in] ? object.title_in : object.title_field;

/** The title of a record of which some fields are here. */
export function titleOf(object: ObjectSpec, row: Record<string, unknown>): string {
  const value = row[namedBy(object, row)] ?? row.title ?? row.name;
  if (value && typeof value === "object" && "title" in value) return String((value as { title: unknown }).title);
  return value ? String(value) : row.id ? `#${row.id}` : "";
}

export const pathOf = (object: ObjectSpec, id: number) => `/${object.plural}/${id}`;
