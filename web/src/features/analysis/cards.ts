/** The cards as they are asked for, and what a number opens. */
import { type QueryClient, type QueryKey, useQuery } from "@tanstack/react-query";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { AnalysisCards, FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";

export type CardName = keyof AnalysisCards;
type Asked = Record<string, string | number>;
/** The numbers of a card: what is missing where it lacks something is there now. */
export type Told<C extends CardName> = Required<AnalysisCards[C]>;

const KEY = "analysis";
const ANEW = "analysis-anew";
const FRESH = 60_000; // milliseconds; the server looks again when it is worth it

export interface Card<C extends CardName> {
  /** Null while they are on their way, and where there are none. */
  told: Told<C> | null;
  /** For the frame of the chart. */
  frame: { loading: boolean; empty: string | undefined };
  at: string | null;
}

/** One card; with `when` false it waits, so that quick ones are seen first. */
export function useCard<C extends CardName>(object: ObjectSpec, card: C, asked: Asked = {}, when = true): Card<C> {
  const { t } = useWords();
  const words = useFaultWords();
  const query = useQuery({
    queryKey: [KEY, object.plural, card, asked],
    queryFn: () => api.analysisCard(object.plural, card, asked),
    staleTime: FRESH,
    enabled: when,
    retry: false,
  });
  const anew = useQuery({
    queryKey: [ANEW, object.plural, card, asked, query.data?.at],
    queryFn: () => api.analysisCard(object.plural, card, { ...asked, refresh: 1 }),
    staleTime: FRESH,
    enabled: query.data?.over ?? false, // what is shown was found long ago: look again meanwhile
    retry: false,
  });
  const data = query.data?.over ? (anew.data ?? query.data) : query.data;
  const why = data?.lack
    ? t(`analysis.lack.${data.lack}`)
    : query.isError && !data
      ? words(query.error).message
      : undefined;
  return {
    told: data && !data.lack ? (data as Told<C>) : null,
    frame: { loading: !data && !query.isError, empty: why },
    at: data?.at ?? null,
  };
}

export const useOutline = (object: ObjectSpec) =>
  useQuery({
    queryKey: [KEY, object.plural],
    queryFn: () => api.analysis(object.plural),
    staleTime: FRESH,
  });

/** All that is seen, looked at again. */
export async function again(client: QueryClient, object: ObjectSpec): Promise<void> {
  const shown = client.getQueryCache().findAll({ queryKey: [KEY, object.plural], type: "active" });
  const ask = async (key: QueryKey) => {
    const [, plural, card, asked] = key as [string, string, CardName | undefined, Asked | undefined];
    if (card) client.setQueryData(key, await api.analysisCard(plural, card, { ...asked, refresh: 1 }));
  };
  await Promise.all(shown.map((one) => ask(one.queryKey)));
}

/** The list of those that a number counts. */
export function doorTo(object: ObjectSpec, where: object | null | undefined): string | undefined {
  if (!where) return undefined;
  const every = "all" in where && Array.isArray(where.all) && where.all.length === 0;
  return every ? `/${object.plural}` : `/${object.plural}?where=${encodeURIComponent(JSON.stringify(where))}`;
}

const TELLING = ["rfm", "abc", "score", "cluster"];

/** The schemes, first those that tell what a customer is worth: these are where people move. */
export function byWorth<S extends { kind: string }>(schemes: readonly S[]): S[] {
  const place = (one: S) => (TELLING.includes(one.kind) ? TELLING.indexOf(one.kind) : TELLING.length);
  return [...schemes].sort((one, other) => place(one) - place(other));
}

export const both = (...parts: object[]): object => ({ all: parts });

/** `14:05` of today, else with its day. */
export function momentOf(at: string, now = new Date()): string {
  const [then, today] = [minuteOf(at), minuteOf(now)];
  return then.slice(0, 10) === today.slice(0, 10) ? then.slice(11) : then;
}

/** What a value of a field is called. */
export function useNames(): (field: FieldSpec | undefined, value: unknown) => string {
  const { t } = useWords();
  return (field, value) => {
    if (value === null || value === undefined || value === "")
      return t(field?.group === "classes" ? "analysis.no_class" : "analysis.blank");
    if (typeof value === "boolean") return t(value ? "analysis.yes" : "analysis.no");
    return field?.options?.find((one) => one.value === value)?.label ?? String(value);
  };
}
