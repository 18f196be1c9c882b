/** The endpoints, each as one function. Those of an object are the same for every object, so its plural is a parameter. */
import { http, newKey, withQuery } from "../lib/http.ts";
import type { components } from "./api.gen.ts";
import { type Answer, type Body, call, V1 } from "./call.ts";
import type { Condition } from "./condition.ts";
import type {
  Alike,
  AnalysisCards,
  AnalysisOutline,
  Audience,
  BatchResult,
  BehaviourPage,
  ClassesOfRecord,
  ClassRequest,
  CleanBody,
  Clusters,
  Count,
  Decision,
  Erased,
  Explained,
  FileValue,
  Group,
  ImportPlan,
  Keep,
  LinkedPlan,
  MeasuresOfRecord,
  Meta,
  Page,
  PersonalData,
  PersonalExport,
  ProgrammeResult,
  QualityOfRecord,
  Recognized,
  Row,
  SchemeReports,
  SegmentOfRecord,
  Suggestion,
  Terms,
  Through,
  TimelineItem,
  Upload,
  Uses,
  Visitors,
  Written,
} from "./types.ts";

type Schemas = components["schemas"];
type SelfLink = Answer<"post", "/api/v1/customers/{id}/self-service">;

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

export interface ImportRowsQuery {
  at: number;
  limit: number;
  wrong?: 1;
  field?: string;
  code?: string;
}

export type ImportCell = Body<"patch", "/api/v1/imports/{upload}/rows">["cells"][number];

export interface BatchBody {
  mode: Schemas["Batch"]["mode"];
  match?: string | null;
  rows?: Record<string, unknown>[];
  where?: Condition | null;
  q?: string;
  values?: Record<string, unknown>;
  all_or_nothing?: boolean;
}

const ofFile = (file: File) => {
  const form = new FormData();
  form.append("file", file);
  return form;
};

export const listPath = (plural: string, query: ListQuery) =>
  withQuery(`${V1}/${plural}`, {
    ...query,
    where: query.where ? JSON.stringify(query.where) : undefined,
    columns: query.columns?.join(","),
  });

export const api = {
  meta: () => http.get<Meta>(`${V1}/meta`),
  list: (plural: string, query: ListQuery, signal?: AbortSignal) => http.get<Page>(listPath(plural, query), { signal }),
  get: (plural: string, id: number) => http.get<Row>(`${V1}/${plural}/${id}`),
  /** `insist`: whoever writes has been warned, and wants it all the same. */
  create: (plural: string, values: Record<string, unknown>, key = newKey(), insist?: "duplicate") =>
    http.post<Written>(withQuery(`${V1}/${plural}`, { insist }), values, { idempotency: key }),
  recognize: (plural: string, text: string, signal?: AbortSignal) =>
    http.post<Recognized>(`${V1}/${plural}/recognize`, { text }, { signal }),
  suggestions: (plural: string, id: number) =>
    http.get<{ rows: Suggestion[] }>(`${V1}/${plural}/${id}/suggestions`).then((answer) => answer.rows),
  acceptSuggestion: (plural: string, id: number, suggestion: number) =>
    http.post<{ change_set: number | null }>(`${V1}/${plural}/${id}/suggestions/${suggestion}/accept`, undefined, {
      idempotency: newKey(),
    }),
  ignoreSuggestion: (plural: string, id: number, suggestion: number) =>
    http.post<unknown>(`${V1}/${plural}/${id}/suggestions/${suggestion}/ignore`, undefined, { idempotency: newKey() }),
  waiting: () => call("get", "/api/v1/suggestions", {}).then((answer) => answer.rows),
  patch: (plural: string, id: number, version: number, values: Record<string, unknown>) =>
    http.patch<Written>(`${V1}/${plural}/${id}`, { version, ...values }, { idempotency: newKey() }),
  givePassword: (person: number) => call("post", "/api/v1/people/{id}/password", { path: { id: person } }),
  remove: (plural: string, id: number) => http.delete<Written>(`${V1}/${plural}/${id}`),
  merge: (plural: string, id: number, body: Schemas["MergeGiven"]) =>
    http.post<Written>(`${V1}/${plural}/${id}/merge`, body, { idempotency: newKey() }),
  batch: (plural: string, body: BatchBody) =>
    http.post<BatchResult>(`${V1}/${plural}/batch`, body, { idempotency: newKey() }),
  /** The same for any number of records that match, in the background. */
  bulk: (plural: string, body: Pick<BatchBody, "mode" | "where" | "q" | "values">) =>
    http.post<Schemas["JobStarted"]>(`${V1}/${plural}/bulk`, body, { idempotency: newKey() }),
  words: (plural: string, where: Condition) => http.post<Schemas["Words"]>(`${V1}/${plural}/words`, { where }),
  timeline: (plural: string, id: number, after?: string | null, kinds?: string) =>
    http.get<{ rows: TimelineItem[]; next: string | null }>(
      withQuery(`${V1}/${plural}/${id}/timeline`, { after, kinds }),
    ),
  access: (plural: string, id: number | undefined, person: number) =>
    http.get<Schemas["Access"]>(withQuery(`${V1}/${plural}${id ? `/${id}` : ""}/access`, { person })),
  team: (plural: string, id: number) => http.get<Schemas["Team"]>(`${V1}/${plural}/${id}/team`),
  joinTeam: (plural: string, id: number, body: Schemas["TeamGiven"]) =>
    http.post<Schemas["Team"]>(`${V1}/${plural}/${id}/team`, body),
  leaveTeam: (plural: string, id: number, person: number) =>
    http.delete<unknown>(`${V1}/${plural}/${id}/team/${person}`),
  history: (plural: string, id: number) => http.get<Schemas["History"]>(`${V1}/${plural}/${id}/history`),
  related: (plural: string, id: number) => http.get<Record<string, Count>>(`${V1}/${plural}/${id}/related`),
  export: (plural: string, body: ListQuery & { format: string; encoding?: string }) =>
    http.post<Schemas["JobStarted"]>(`${V1}/${plural}/export`, body),

  search: (q: string, { objects, limit, signal }: { objects?: string; limit?: number; signal?: AbortSignal } = {}) =>
    call("get", "/api/v1/search", { query: { q, objects, limit }, signal }),
  viewAs: (person: number) => call("post", "/api/v1/me/view", { body: { person } }),
  beOneself: () => call("delete", "/api/v1/me/view", {}),
  effect: (role: number, body: { admin: boolean; grants: Record<string, unknown> }) =>
    call("post", "/api/v1/roles/{id}/effect", { path: { id: role }, body }),
  reveal: (plural: string, id: number, body: Schemas["RevealAsked"]) =>
    http.post<Schemas["RevealAnswer"]>(`${V1}/${plural}/${id}/reveal`, body),
  reveals: (after: string | null) =>
    call("get", "/api/v1/reveals", { query: { after: after ? Number(after) : undefined } }),
  audit: (after: string | null, kinds?: string) =>
    call("get", "/api/v1/audit", { query: { after: after ? Number(after) : undefined, kinds } }),
  sameAs: (plural: string, values: Record<string, unknown>, signal?: AbortSignal) =>
    http.post<{ rows: Alike[] }>(`${V1}/${plural}/duplicates`, { values }, { signal }).then((answer) => answer.rows),
  groupOf: (plural: string, id: number) =>
    http.get<{ group: Group | null }>(`${V1}/${plural}/${id}/duplicates`).then((answer) => answer.group),
  askToJoin: (plural: string, handle: string, reason: string) =>
    http.post<unknown>(`${V1}/${plural}/join`, { handle, reason }),
  joinRequests: () => call("get", "/api/v1/join_requests", {}).then((answer) => answer.rows),
  answerJoin: (id: number, accept: boolean) =>
    call("post", "/api/v1/join_requests/{id}", { path: { id }, body: { accept } }),
  compared: () => call("get", "/api/v1/duplicates/status", {}).then((answer) => answer.rows),
  groups: (query: { object: string; state: "open" | "later"; after?: string }) =>
    call("get", "/api/v1/duplicates", { query }).then((answer) => ({ ...answer, groups: answer.groups as Group[] })),
  different: (id: number, records: number[]) =>
    call("post", "/api/v1/duplicates/{id}/different", { path: { id }, body: { records }, idempotency: newKey() }),
  decisions: (query: { object: string; after?: string }) =>
    call("get", "/api/v1/duplicates/decisions", { query }).then((answer) => ({
      ...answer,
      decisions: answer.decisions as Decision[],
    })),
  undoDecision: (object: string, at: string) =>
    call("post", "/api/v1/duplicates/decisions/undo", { body: { object, at }, idempotency: newKey() }),
  later: (id: number, until: string | null) =>
    call("post", "/api/v1/duplicates/{id}/later", { path: { id }, body: { until }, idempotency: newKey() }),
  scan: (object: string) => call("post", "/api/v1/duplicates/scan", { body: { object }, idempotency: newKey() }),
  sureGroups: (object: string, least: number) =>
    call("get", "/api/v1/duplicates/sure", { query: { object, least } }).then((answer) => answer.groups),
  mergeGroups: (object: string, least: number, keep: Keep) =>
    call("post", "/api/v1/duplicates/merge", { body: { object, least, keep }, idempotency: newKey() }),
  quality: () => call("get", "/api/v1/quality", {}),
  qualityRun: () => call("post", "/api/v1/quality/run", { idempotency: newKey() }),
  qualityMail: (wanted: boolean) => call("post", "/api/v1/quality/mail", { body: { wanted } }),
  clean: (plural: string, body: CleanBody) =>
    http.post<Schemas["JobStarted"]>(`${V1}/${plural}/clean`, body, { idempotency: newKey() }),
  usedTags: (plural: string, field: string) =>
    http.get<Answer<"get", "/api/v1/customers/tags">>(withQuery(`${V1}/${plural}/tags`, { field })),
  qualityOf: (plural: string, id: number) => http.get<QualityOfRecord>(`${V1}/${plural}/${id}/quality`),
  analysis: (plural: string) => http.get<AnalysisOutline>(`${V1}/${plural}/analysis`),
  analysisCard: <C extends keyof AnalysisCards>(plural: string, card: C, query: Record<string, string | number>) =>
    http.get<AnalysisCards[C]>(withQuery(`${V1}/${plural}/analysis/${card}`, query)),
  inventory: () => call("get", "/api/v1/privacy/inventory", {}).then((answer) => answer.rows),
  keeping: (rule: number) => call("get", "/api/v1/retention_rules/{id}/preview", { path: { id: rule } }),
  inventoryFile: `${V1}/privacy/inventory/file`,
  personal: (plural: string, id: number) => http.get<PersonalData>(`${V1}/${plural}/${id}/personal-data`),
  personalExport: (plural: string, id: number) =>
    http.post<PersonalExport>(`${V1}/${plural}/${id}/personal-data/export`, {}),
  personalErase: (plural: string, id: number) => http.post<Erased>(`${V1}/${plural}/${id}/personal-data/erase`, {}),
  behaviour: (plural: string, id: number, after: string | null) =>
    http.get<BehaviourPage>(withQuery(`${V1}/${plural}/${id}/events`, after ? { after } : {})),
  terms: (plural: string) => http.get<Terms>(`${V1}/${plural}/terms`),
  audience: (plural: string, where: Condition, signal?: AbortSignal) =>
    http.post<Audience>(`${V1}/${plural}/audience`, { where }, { signal }),
  explain: (plural: string, id: number, where: Condition) =>
    http.post<Explained>(`${V1}/${plural}/${id}/explain`, { where }),
  measuresOf: (plural: string, id: number) => http.get<MeasuresOfRecord>(`${V1}/${plural}/${id}/measures`),
  measureDetails: (id: number) => call("get", "/api/v1/measures/{id}/details", { path: { id } }),
  tryMeasure: (object: string, definition: Record<string, unknown>, code?: string, signal?: AbortSignal) =>
    call("post", "/api/v1/measures/try", { body: { object, definition, code }, signal }),
  uses: (plural: string, id: number) => http.get<Uses>(`${V1}/${plural}/${id}/uses`),
  segmentsOf: (plural: string, id: number) =>
    http.get<{ rows: SegmentOfRecord[] }>(`${V1}/${plural}/${id}/segments`).then((answer) => answer.rows),
  overlap: (segments: number[]) => call("post", "/api/v1/segment_overlap", { body: { segments } }),
  passages: (id: number, after: number | null, entered?: 0 | 1) =>
    call("get", "/api/v1/segments/{id}/passages", { path: { id }, query: { after: after ?? undefined, entered } }),
  members: (id: number, body: { add?: number[]; remove?: number[]; codes?: string[] }) =>
    call("post", "/api/v1/segments/{id}/members", { path: { id }, body, idempotency: newKey() }),
  snapshot: (id: number, name: string) =>
    call("post", "/api/v1/segments/{id}/snapshot", { path: { id }, body: { name }, idempotency: newKey() }),
  visitors: (plural: string, id: number) => http.get<Visitors>(`${V1}/${plural}/${id}/visitors`),
  splitVisitor: (plural: string, id: number, visitor: number) =>
    http.post<Visitors>(`${V1}/${plural}/${id}/visitors/${visitor}/split`, undefined, { idempotency: newKey() }),
  trackingSnippet: (id: number) => call("get", "/api/v1/tracking_sites/{id}/snippet", { path: { id } }),
  versions: (scheme: number) =>
    call("get", "/api/v1/schemes/{id}/versions", { path: { id: scheme } }).then((answer) => answer.rows),
  saveDraft: (scheme: number, definition: Record<string, unknown>, note: string) =>
    call("post", "/api/v1/schemes/{id}/draft", { path: { id: scheme }, body: { definition, note } }),
  tryVersion: (scheme: number, number: number, against?: number) =>
    call("post", "/api/v1/schemes/{id}/versions/{number}/try", { path: { id: scheme, number }, query: { against } }),
  /** At once, in a job; or at a moment to come. */
  publishVersion: (scheme: number, number: number, at?: string) =>
    http.post<{ job: number | null }>(
      withQuery(`${V1}/schemes/${scheme}/versions/${number}/publish`, { at }),
      undefined,
      {
        idempotency: newKey(),
      },
    ),
  unplanVersion: (scheme: number, number: number) =>
    http.post<unknown>(`${V1}/schemes/${scheme}/versions/${number}/unplan`),
  putInClass: (scheme: number, body: { record: number; class: string | null; reason: string; until: string | null }) =>
    http.post<{ state: "done" | "waiting" }>(`${V1}/schemes/${scheme}/override`, body, { idempotency: newKey() }),
  classRequests: (scheme: number) =>
    http.get<{ rows: ClassRequest[] }>(`${V1}/schemes/${scheme}/requests`).then((answer) => answer.rows),
  answerClassRequest: (scheme: number, request: number, accept: boolean) =>
    http.post<unknown>(`${V1}/schemes/${scheme}/requests/${request}/answer`, { accept }, { idempotency: newKey() }),
  schemeReports: (scheme: number, kind: string) =>
    http.get<SchemeReports>(withQuery(`${V1}/schemes/${scheme}/reports`, { about: kind })),
  makeReport: (scheme: number, kind: string) =>
    http.post<Schemas["JobStarted"]>(`${V1}/schemes/${scheme}/reports`, { kind }, { idempotency: newKey() }),
  mailReports: (scheme: number, wanted: boolean) => http.post<unknown>(`${V1}/schemes/${scheme}/mail`, { wanted }),
  through: (scheme: number, first: string, then: string) =>
    http.get<Through>(withQuery(`${V1}/schemes/${scheme}/through`, { first, then })),
  programmeResult: (plural: string, id: number) => http.get<ProgrammeResult>(`${V1}/${plural}/${id}/result`),
  classMoves: (scheme: number, first: string, last: string) =>
    call("get", "/api/v1/schemes/{id}/moves", { path: { id: scheme }, query: { first, last } }).then(
      (answer) => answer.rows,
    ),
  clusters: (scheme: number, measures: string[], count: number) =>
    http.post<Clusters>(`${V1}/schemes/${scheme}/clusters`, { measures, count }),
  classesOf: (plural: string, id: number) =>
    http.get<{ rows: ClassesOfRecord[] }>(`${V1}/${plural}/${id}/classes`).then((answer) => answer.rows),
  formPage: (id: number) => call("get", "/api/v1/web_forms/{id}/page", { path: { id } }),
  answers: (state: string, after: string | null) =>
    call("get", "/api/v1/answers", { query: { state, after: after ? Number(after) : undefined } }),
  acceptAnswer: (id: number, values: Record<string, unknown>) =>
    call("post", "/api/v1/answers/{id}/accept", { path: { id }, body: { values } }),
  attachAnswer: (id: number, record: number, fields: string[], values: Record<string, unknown>) =>
    call("post", "/api/v1/answers/{id}/attach", { path: { id }, body: { record, fields, values } }),
  corrections: () => call("get", "/api/v1/corrections", {}),
  decideCorrection: (id: number, how: "accept" | "refuse") =>
    how === "accept"
      ? call("post", "/api/v1/corrections/{id}/accept", { path: { id }, body: {} })
      : call("post", "/api/v1/corrections/{id}/refuse", { path: { id }, body: {} }),
  selfLink: (plural: string, id: number, send: boolean) =>
    http.post<SelfLink>(`${V1}/${plural}/${id}/self-service`, { send }),
  endSelfLinks: (plural: string, id: number) => http.delete<{ links: number }>(`${V1}/${plural}/${id}/self-service`),
  dropAnswer: (id: number) => call("post", "/api/v1/answers/{id}/drop", { path: { id }, body: {} }),
  changes: (after?: string | null) =>
    call("get", "/api/v1/changes", { query: { after: after ? Number(after) : undefined } }),
  // One endpoint with two answers: which of them is said by what is asked.
  undoPreview: (id: number) => http.post<Schemas["UndoPreview"]>(`${V1}/changes/${id}/undo?preview=1`),
  undo: (id: number, force: boolean) =>
    http.post<Schemas["Undone"]>(withQuery(`${V1}/changes/${id}/undo`, { force: force ? 1 : null })),
  undoRecords: (id: number, after: string | null) =>
    call("get", "/api/v1/changes/{id}/records", { path: { id }, query: { after: after ? Number(after) : undefined } }),
  undoChosen: (id: number, records: Record<string, number[]>, force: boolean) =>
    call("post", "/api/v1/changes/{id}/records/undo", {
      path: { id },
      body: { records, force },
      idempotency: newKey(),
    }),
  alike: (object: string, values: Record<string, unknown>) =>
    call("post", "/api/v1/bin/alike", { body: { object, values } }),
  purge: (object: string, ids: number[]) =>
    call("post", "/api/v1/bin/purge", { body: { object, ids }, idempotency: newKey() }),
  settings: () => call("get", "/api/v1/settings", {}),
  changeSettings: (body: Body<"patch", "/api/v1/settings">) => call("patch", "/api/v1/settings", { body }),
  jobs: () => call("get", "/api/v1/jobs", {}).then((answer) => answer.rows),
  job: (id: number) => call("get", "/api/v1/jobs/{id}", { path: { id } }),
  cancelJob: (id: number) => call("post", "/api/v1/jobs/{id}/cancel", { path: { id } }),
  /** Undoes all that a job did, in a job of its own. */
  undoJob: (id: number) => call("post", "/api/v1/jobs/{id}/undo", { path: { id }, idempotency: newKey() }),
  jobFile: (id: number) => `${V1}/jobs/${id}/file`,
  jobRefused: (id: number) => `${V1}/jobs/${id}/refused`,
  /** A record as a business card. */
  card: (plural: string, id: number) => `${V1}/${plural}/${id}/card`,
  /** A workbook to fill in, with the headings in a language. */
  template: (plural: string, language: string) => `${V1}/${plural}/template?language=${language}`,
  upload: (file: File) => http.post<Upload>(`${V1}/imports`, ofFile(file)),
  importPreview: (upload: string, body: ImportPlan) =>
    call("post", "/api/v1/imports/{upload}/preview", { path: { upload }, body }),
  linkedPreview: (upload: string, body: LinkedPlan) =>
    call("post", "/api/v1/imports/{upload}/linked/preview", { path: { upload }, body }),
  linkedTry: (upload: string, body: LinkedPlan) =>
    call("post", "/api/v1/imports/{upload}/linked/try", { path: { upload }, body, idempotency: newKey() }),
  linkedRun: (upload: string, body: LinkedPlan) =>
    call("post", "/api/v1/imports/{upload}/linked/run", { path: { upload }, body, idempotency: newKey() }),
  importCheck: (upload: string, body: ImportPlan) =>
    call("post", "/api/v1/imports/{upload}/check", { path: { upload }, body }),
  importChecked: (upload: string) => call("get", "/api/v1/imports/{upload}/check", { path: { upload } }),
  importRows: (upload: string, query: ImportRowsQuery, signal?: AbortSignal) =>
    call("get", "/api/v1/imports/{upload}/rows", { path: { upload }, query, signal }),
  importMend: (upload: string, cells: ImportCell[]) =>
    call("patch", "/api/v1/imports/{upload}/rows", { path: { upload }, body: { cells } }),
  importValues: (upload: string, body: Body<"post", "/api/v1/imports/{upload}/values">) =>
    call("post", "/api/v1/imports/{upload}/values", { path: { upload }, body }),
  /** The codes of records that a file names. */
  importCodes: (upload: string, object: string) =>
    call("post", "/api/v1/imports/{upload}/codes", { path: { upload }, body: { object } }),
  sources: () => call("get", "/api/v1/import_sources/status", {}),
  sourceRuns: (id: number) =>
    call("get", "/api/v1/import_sources/{id}/runs", { path: { id } }).then((answer) => answer.rows),
  readSource: (id: number) => call("post", "/api/v1/import_sources/{id}/run", { path: { id }, body: {} }),
  sourceHeader: (id: number, header: string | null, value: string | null) =>
    call("post", "/api/v1/import_sources/{id}/header", { path: { id }, body: { header, value } }),
  importChoose: (upload: string, row: number, way: "only" | "out" | "in") =>
    call("post", "/api/v1/imports/{upload}/choose", { path: { upload }, body: { row, way } }),
  importAlike: (upload: string, body: Body<"post", "/api/v1/imports/{upload}/alike">) =>
    call("post", "/api/v1/imports/{upload}/alike", { path: { upload }, body }),
  importRun: (upload: string, body: ImportPlan) =>
    call("post", "/api/v1/imports/{upload}/run", { path: { upload }, body, idempotency: newKey() }),
  file: (file: File) => http.post<FileValue>(`${V1}/files`, ofFile(file)),
  fileUrl: (key: string) => `${V1}/files/${key}`,
  tokens: () => call("get", "/api/v1/tokens", {}).then((answer) => answer.rows),
  createToken: (body: Body<"post", "/api/v1/tokens">) => call("post", "/api/v1/tokens", { body }),
  dropToken: (id: number) => call("delete", "/api/v1/tokens/{id}", { path: { id } }),
  regions: () => call("get", "/api/v1/regions", {}),
  workdays: (year: number) => call("get", "/api/v1/workdays", { query: { year } }),
};
