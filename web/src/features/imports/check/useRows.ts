/** The rows on the workbench, fetched by pages as they come into sight; what is mended is put in where it stands. */
import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../../../schema/api.ts";
import type { ImportCheck, ImportRow, ImportRows } from "../../../schema/types.ts";

export interface Filter {
  wrong?: 1;
  field?: string;
  code?: string;
}

export const PAGE = 100;
const ASK_AGAIN = 900;

const checkKey = (upload: string) => ["import-check", upload];
const rowsKey = (upload: string) => ["import-rows", upload];

const waits = (told: ImportCheck | undefined) => told && !told.done && !told.stopped && told.job === null;

export function useCheck(upload: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: checkKey(upload),
    queryFn: () => api.importChecked(upload),
    refetchInterval: (asked) => (waits(asked.state.data) ? ASK_AGAIN : false),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // What is in sight may have been checked meanwhile.
  const { generation, checked } = query.data ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of the check counts
  useEffect(() => {
    void client.invalidateQueries({ queryKey: rowsKey(upload) });
  }, [client, upload, generation, checked]);
  return query;
}

export interface Rows {
  count: number;
  at: (index: number) => ImportRow | undefined;
  fault: unknown;
}

/** The rows from the first to the last one in sight. */
export function useRows(upload: string, filter: Filter, first: number, last: number): Rows {
  const from = Math.floor(first / PAGE);
  const wanted = Array.from({ length: Math.max(1, Math.floor(last / PAGE) - from + 1) }, (_, at) => from + at);
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...rowsKey(upload), filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.importRows(upload, { ...filter, at: page * PAGE, limit: PAGE }, signal),
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: page === 0 ? keepPreviousData : undefined,
    })),
  });
  const known = new Map(wanted.map((page, at) => [page, pages[at]?.data]));
  const any = pages.find((one) => one.data)?.data;
  return {
    count: any?.count ?? 0,
    at: (index) => known.get(Math.floor(index / PAGE))?.rows[index % PAGE],
    fault: pages.find((one) => one.isError)?.error,
  };
}

/** What the server says after something was mended. */
export function putIn(client: QueryClient, upload: string, told: ImportCheck, rows: ImportRow[]) {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  client.setQueriesData<ImportRows>({ queryKey: rowsKey(upload) }, (page) =>
    page?.rows.some((row) => byNumber.has(row.row))
      ? { ...page, rows: page.rows.map((row) => byNumber.get(row.row) ?? row) }
      : page,
  );
  client.setQueryData(checkKey(upload), told);
}

export function forget(client: QueryClient, upload: string) {
  client.removeQueries({ queryKey: rowsKey(upload) });
  client.removeQueries({ queryKey: checkKey(upload) });
}
