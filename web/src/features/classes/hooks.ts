/** What is asked of a scheme. All of it is "about" its record, so that it is asked again when a job has ended. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { addDays } from "../../lib/dates.ts";
import { useEvent } from "../../lib/hooks.ts";
import { api } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { fieldNamed, metaKey, objectNamed, useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { CLASS } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";

/** A scheme as its screens take it. */
export interface Scheme {
  id: number;
  code: string;
  kind: string;
  /** The object of schemes itself, and that whose records it classifies; none when one may not see these. */
  of: ObjectSpec;
  target: ObjectSpec | undefined;
  may: boolean;
}

export function useScheme(of: ObjectSpec, row: Row): Scheme {
  const target = objectNamed(useMeta(), String(row.object));
  return { id: row.id, code: String(row.code), kind: String(row.kind), of, target, may: of.rights.update };
}

const about = (scheme: Scheme, what: string) => keys.about(scheme.of.plural, scheme.id, what);

export const useVersions = (scheme: Scheme) =>
  useQuery({ queryKey: about(scheme, "versions"), queryFn: () => api.versions(scheme.id) });

/** What a version would do: to the classes of now, or to those of another version. */
export const useTried = (scheme: Scheme, number: number | undefined, against?: number) =>
  useQuery({
    queryKey: [...about(scheme, "try"), number, against ?? null],
    queryFn: () => api.tryVersion(scheme.id, number!, against),
    enabled: Boolean(number),
    retry: false,
  });

export const useMoves = (scheme: Scheme, first: string, last: string) =>
  useQuery({
    queryKey: [...about(scheme, "moves"), first, last],
    queryFn: () => api.classMoves(scheme.id, first, last),
    placeholderData: (before) => before,
  });

/** How long records stay in classes, and how many went from the one to the other. */
export const useThrough = (scheme: Scheme, first: string, then: string) =>
  useQuery({
    queryKey: [...about(scheme, "through"), first, then],
    queryFn: () => api.through(scheme.id, first, then),
    placeholderData: (before) => before,
  });

const DAY = 86_400_000;

/** How many records are in each class now; a day ahead, as the clocks of browsers are not that of the server. */
export const useNow = (scheme: Scheme) =>
  useQuery({
    queryKey: about(scheme, "now"),
    queryFn: () => {
      const at = new Date(Date.now() + DAY).toISOString();
      return api.classMoves(scheme.id, at, at);
    },
  });

/** How many records are in no class, and how many there are. */
export const useUnclassified = (scheme: Scheme) =>
  useQuery({
    queryKey: about(scheme, "unclassified"),
    queryFn: () => api.audience(scheme.target!.plural, { field: CLASS + scheme.code, op: "empty" }),
    enabled: Boolean(scheme.target?.rights.read && fieldNamed(scheme.target, CLASS + scheme.code)),
  });

/** After something was published: its field may be new. */
export function useAnew(scheme: Scheme) {
  const client = useQueryClient();
  return useEvent(async () => {
    await client.invalidateQueries({ queryKey: metaKey });
    await client.invalidateQueries({ queryKey: ["about", scheme.of.plural, scheme.id] });
    await client.invalidateQueries({ queryKey: ["list"] });
  });
}

/** The list of the records in a class, or in none; nothing where the list is not to be seen. */
export const listOf = (scheme: Scheme, code: string | null): string | null =>
  listBy(scheme, (field) => (code === null ? { field, op: "empty" } : { field, op: "is", value: code }));

/** The list of those who were in one class at the end of a day, and in another at the end of a later one. */
export function moversOf(
  scheme: Scheme,
  [first, last]: readonly [string, string],
  [from, to]: readonly [string | null, string | null],
): string | null {
  if (from === null && to === null) return null;
  const classes = [from, to].map((code) => encodeURIComponent(code ?? "")).join(":");
  // The name of the set says from the beginning of which day on.
  return listBy(scheme, () => ({ in: `moved:${scheme.id}:${addDays(first, 1)}:${last}:${classes}` }));
}

function listBy({ code, target }: Scheme, by: (field: string) => Condition): string | null {
  const field = target && fieldNamed(target, CLASS + code);
  if (!target?.rights.read || !field) return null;
  const columns = [...new Set([...target.columns, field.name])].join(",");
  return `/${target.plural}?where=${encodeURIComponent(JSON.stringify(by(field.name)))}&cols=${columns}`;
}
