/** The endpoints, each as one function. */
import { http, newKey, withQuery } from "../lib/http.ts";
import type { Condition } from "./condition.ts";
import type {
  BatchResult,
  ChangeSet,
  Count,
  FileValue,
  HistoryItem,
  Hit,
  ImportPlan,
  ImportPreview,
  Job,
  Meta,
  Page,
  Region,
  Row,
  TimelineItem,
  UndoConflict,
  Upload,
} from "./types.ts";

const V1 = "/api/v1";

export interface ListQuery {
  where?: Condition | null;
  sort?: string;
  columns?: string[];
  limit?: number;
  page?: number;
  after?: string;
  q?: string;
  count?: 0;
  deleted?: 1;
}

export interface BatchBody {
  mode: "create" | "update" | "upsert" | "delete" | "restore";
  match?: string | null;
  rows?: Record<string, unknown>[];
  where?: Condition | null;
  q?: string;
  values?: Record<string, unknown>;
  all_or_nothing?: boolean;
}

export type Written = Row & { change_set?: number | null };

export const api = {
  meta: () => http.get<Meta>(`${V1}/meta`),
  list: (plural: string, query: ListQuery, signal?: AbortSignal) =>
    http.get<Page>(
      withQuery(`${V1}/${plural}`, {
        ...query,
        where: query.where ? JSON.stringify(query.where) : undefined,
        columns: query.columns?.join(","),
      }),
      { signal },
    ),
  get: (plural: string, id: number) => http.get<Row>(`${V1}/${plural}/${id}`),
  create: (plural: string, values: Record<string, unknown>, key = newKey()) =>
    http.post<Written>(`${V1}/${plural}`, values, { idempotency: key }),
  patch: (plural: string, id: number, version: number, values: Record<string, unknown>) =>
    http.patch<Written>(`${V1}/${plural}/${id}`, { version, ...values }, { idempotency: newKey() }),
  remove: (plural: string, id: number) => http.delete<Written>(`${V1}/${plural}/${id}`),
  batch: (plural: string, body: BatchBody) =>
    http.post<BatchResult>(`${V1}/${plural}/batch`, body, { idempotency: newKey() }),
  words: (plural: string, where: Condition) => http.post<{ words: string }>(`${V1}/${plural}/words`, { where }),
  timeline: (plural: string, id: number, after?: string | null, kinds?: string) =>
    http.get<{ rows: TimelineItem[]; next: string | null }>(
      withQuery(`${V1}/${plural}/${id}/timeline`, { after, kinds }),
    ),
  history: (plural: string, id: number) =>
    http.get<{ rows: HistoryItem[]; next: string | null }>(`${V1}/${plural}/${id}/history`),
  related: (plural: string, id: number) => http.get<Record<string, Count>>(`${V1}/${plural}/${id}/related`),
  search: (q: string, options: { objects?: string; limit?: number; signal?: AbortSignal } = {}) =>
    http.get<{ rows: Hit[] }>(withQuery(`${V1}/search`, { q, objects: options.objects, limit: options.limit }), {
      signal: options.signal,
    }),
  changes: (after?: string | null) =>
    http.get<{ rows: ChangeSet[]; next: string | null }>(withQuery(`${V1}/changes`, { after })),
  undoPreview: (id: number) =>
    http.post<{ records: number; conflicts: UndoConflict[] }>(`${V1}/changes/${id}/undo?preview=1`),
  undo: (id: number, force: boolean) =>
    http.post<{ change_set: number; undone: number; skipped: number }>(
      `${V1}/changes/${id}/undo${force ? "?force=1" : ""}`,
    ),
  jobs: () =>
    http.get<{ rows: Job[] } | Job[]>(`${V1}/jobs`).then((answer) => (Array.isArray(answer) ? answer : answer.rows)),
  job: (id: number) => http.get<Job>(`${V1}/jobs/${id}`),
  cancelJob: (id: number) => http.post(`${V1}/jobs/${id}/cancel`),
  jobFile: (id: number) => `${V1}/jobs/${id}/file`,
  jobRefused: (id: number) => `${V1}/jobs/${id}/refused`,
  upload: (file: File) => {
    const form = new FormData();
    form.append("file", file);
    return http.post<Upload>(`${V1}/imports`, form);
  },
  importPreview: (upload: string, plan: ImportPlan) =>
    http.post<ImportPreview>(`${V1}/imports/${upload}/preview`, plan),
  importRun: (upload: string, plan: ImportPlan) => http.post<{ job: number }>(`${V1}/imports/${upload}/run`, plan),
  export: (plural: string, body: ListQuery & { format: string; encoding?: string }) =>
    http.post<{ job: number }>(`${V1}/${plural}/export`, body),
  file: (file: File) => {
    const form = new FormData();
    form.append("file", file);
    return http.post<FileValue>(`${V1}/files`, form);
  },
  fileUrl: (key: string) => `${V1}/files/${key}`,
  tokens: () =>
    http.get<{ rows: Row[] } | Row[]>(`${V1}/tokens`).then((answer) => (Array.isArray(answer) ? answer : answer.rows)),
  createToken: (body: Record<string, unknown>) => http.post<Row & { token: string }>(`${V1}/tokens`, body),
  dropToken: (id: number) => http.delete(`${V1}/tokens/${id}`),
  regions: () => http.get<Region[]>(`${V1}/regions`),
};
