/** Reading and writing records through the query cache: optimistic, with rollback and Undo. */
import {
  keepPreviousData,
  type QueryClient,
  type QueryFilters,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { ApiError } from "../lib/http.ts";
import { api, type ListQuery } from "./api.ts";
import type { Page, Row, Written } from "./types.ts";

export const keys = {
  lists: (plural: string) => ["list", plural] as const,
  list: (plural: string, query: ListQuery) => ["list", plural, query] as const,
  record: (plural: string, id: number) => ["record", plural, id] as const,
  about: (plural: string, id: number, what: string) => ["about", plural, id, what] as const,
};

export const listQuery = (plural: string, query: ListQuery) =>
  queryOptions({
    queryKey: keys.list(plural, query),
    queryFn: ({ signal }) => api.list(plural, query, signal),
  });

export function useList(plural: string, query: ListQuery, enabled = true) {
  return useQuery({
    ...listQuery(plural, query),
    placeholderData: (previous, before) => (before?.queryKey[1] === plural ? previous : undefined),
    enabled,
  });
}

export function useRecord(plural: string, id: number | null | undefined) {
  return useQuery({
    queryKey: keys.record(plural, id ?? 0),
    queryFn: () => api.get(plural, id!),
    enabled: Boolean(id),
    placeholderData: keepPreviousData,
  });
}

export function useRelatedCounts(plural: string, id: number) {
  return useQuery({ queryKey: keys.about(plural, id, "related"), queryFn: () => api.related(plural, id) });
}

export function useTimeline(plural: string, id: number, kinds?: string) {
  return useInfiniteQuery({
    queryKey: [...keys.about(plural, id, "timeline"), kinds ?? ""],
    queryFn: ({ pageParam }) => api.timeline(plural, id, pageParam, kinds),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

export function useHistory(plural: string, id: number) {
  return useQuery({ queryKey: keys.about(plural, id, "history"), queryFn: () => api.history(plural, id) });
}

/** Puts a changed record where it is shown: its own page and every list that holds it. */
export function place(client: QueryClient, plural: string, id: number, values: Record<string, unknown>) {
  client.setQueriesData<Page>({ queryKey: keys.lists(plural) }, (page) =>
    page?.rows?.some((row) => row.id === id)
      ? { ...page, rows: page.rows.map((row) => (row.id === id ? ({ ...row, ...values } as Row) : row)) }
      : page,
  );
  client.setQueryData<Row>(keys.record(plural, id), (row) => (row ? ({ ...row, ...values } as Row) : row));
}

const AT_ONCE = 40;

/** Asks again for some fields of some records and puts them where they are shown, in the order on the screen. */
export async function reread(client: QueryClient, plural: string, ids: number[], columns: string[]) {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const any = ids.slice(at, at + AT_ONCE).map((id) => ({ field: "id", op: "=", value: id }));
    const { rows } = await api.list(plural, { where: { any }, columns, limit: AT_ONCE, count: 0 });
    for (const row of rows) place(client, plural, row.id, row);
  }
}

/** Asks again for what is shown. An answer that is still on its way for the first time was made before the write: it
    would be taken for the newest, so it is not waited for. */
async function again(client: QueryClient, filters: QueryFilters) {
  const early = client.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" });
  const unanswered = new Set(early.filter((one) => one.state.data === undefined));
  if (unanswered.size > 0) await client.cancelQueries({ predicate: (one) => unanswered.has(one) });
  await client.invalidateQueries(filters);
}

/** What engines have found in records, and what is made of it. */
const FOUND = ["duplicates", "quality", "suggestions"];

/** What may have changed after a write: everything shown about these records. Meta is left alone. */
export function refresh(client: QueryClient, plural?: string) {
  void again(client, { queryKey: plural ? keys.lists(plural) : ["list"] });
  void again(client, { queryKey: ["record"] });
  void again(client, { queryKey: ["about"] });
  void again(client, { queryKey: ["changes"] });
  for (const one of FOUND) void again(client, { queryKey: [one] });
}

/** After a deletion: the same, but the record's own page, which one is about to leave, is not asked for again. */
export function refreshWithout(client: QueryClient, plural: string, id: number) {
  const own = ({ queryKey: [what, of, which] }: { queryKey: readonly unknown[] }) =>
    (what === "record" || what === "about") && of === plural && which === id;
  void client.invalidateQueries({ predicate: own, refetchType: "none" });
  const shown = ["list", "record", "about", "changes", ...FOUND];
  void again(client, { predicate: (one) => shown.includes(String(one.queryKey[0])) && !own(one) });
}

export interface Conflict {
  plural: string;
  id: number;
  version: number;
  fields: Record<string, { yours: unknown; theirs: unknown }>;
  /** Saves these values on top of the version that was met. */
  save: (values: Record<string, unknown>) => Promise<Written>;
}

/** Changes some fields of a record: at once on the screen, taken back if the server refuses. */
export async function change(
  client: QueryClient,
  plural: string,
  row: Row,
  values: Record<string, unknown>,
  onConflict: (conflict: Conflict) => void,
): Promise<Written | null> {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, row[name]]));
  place(client, plural, row.id, values);
  const save = async (version: number, next: Record<string, unknown>) => {
    const { change_set, ...fresh } = await api.patch(plural, row.id, version, next);
    place(client, plural, row.id, fresh);
    void client.invalidateQueries({ queryKey: ["about", plural, row.id] });
    return { ...fresh, change_set } as Written;
  };
  try {
    return await save(row.version, values);
  } catch (fault) {
    place(client, plural, row.id, before);
    if (fault instanceof ApiError && fault.status === 409 && fault.code === "conflict") {
      const version = Number(fault.data.version);
      onConflict({
        plural,
        id: row.id,
        version,
        fields: (fault.data.fields ?? {}) as Conflict["fields"],
        save: (next) => save(version, next),
      });
      return null;
    }
    throw fault;
  }
}

export function useClient() {
  return useQueryClient();
}
