/** What the server says about its objects, and the shapes that every object shares. */
export interface Ref {
  id: number;
  title: string;
}

export interface Option {
  value: string;
  label: string;
  color?: string | null;
}

export interface FieldSpec {
  name: string;
  kind: string;
  label: string;
  help?: string | null;
  required: boolean;
  unique: boolean;
  read_only: boolean;
  custom: boolean;
  default?: unknown;
  max_length?: number | null;
  to?: string | null;
  options?: Option[] | null;
  sortable: boolean;
  ops: string[];
  group?: string | null;
  system: boolean;
  outcome?: { won?: string | null; lost?: string | null } | null;
  sum?: boolean;
}

export interface Rights {
  create: boolean;
  read: boolean;
  update: boolean;
  delete: boolean;
  export: boolean;
  import: boolean;
  bulk: boolean;
}

export interface Backlink {
  name: string;
  object: string;
  plural: string;
  field: string;
  label: string;
}

export interface ObjectSpec {
  name: string;
  plural: string;
  label: string;
  label_plural: string;
  icon?: string;
  title_field: string;
  columns: string[];
  sort: string;
  board: string | null;
  timeline: boolean;
  related: Backlink[];
  rights: Rights;
  fields: FieldSpec[];
  settings?: boolean;
  pinyin?: string;
}

export interface NavGroup {
  name: string;
  label: string;
  icon?: string;
  objects: string[];
}

export interface Me {
  id: number;
  name: string;
  email: string;
  department: Ref | null;
  admin: boolean;
}

export interface Meta {
  language: string;
  languages: string[];
  tenant: { name: string; zone: string };
  me: Me;
  nav: NavGroup[];
  objects: ObjectSpec[];
  ops: Record<string, string>;
}

export interface Row {
  id: number;
  version: number;
  [field: string]: unknown;
}

export interface Count {
  value: number;
  exact: boolean;
}

export interface Page {
  rows: Row[];
  next: string | null;
  count: Count | null;
}

export interface Hit {
  object: string;
  id: number;
  title: string;
  subtitle?: string | null;
  code?: string | null;
}

export interface TimelineItem {
  object: string;
  id: number;
  at: string;
  title: string;
  record: Row;
}

export interface Change {
  name: string;
  label: string;
  before: unknown;
  after: unknown;
}

export interface HistoryItem {
  change_set: number;
  at: string;
  by: Ref | null;
  via: string;
  verb: string;
  fields: Change[];
}

export interface ChangeSet {
  id: number;
  at: string;
  by: Ref | null;
  via: string;
  verb?: string;
  object?: string;
  title?: string;
  count?: number;
  records?: number;
  undone?: boolean;
  undone_by?: number | null;
  undo_of?: number | null;
  [more: string]: unknown;
}

export interface UndoConflict {
  id: number;
  title: string;
  field: string;
  label: string;
  before: unknown;
  after: unknown;
  now: unknown;
}

export interface Job {
  id: number;
  kind: string;
  title: string;
  state: "waiting" | "running" | "done" | "failed" | "canceled";
  done: number;
  total: number | null;
  rate: number | null;
  seconds_left: number | null;
  counts: Record<string, number> | null;
  result: Record<string, unknown> | null;
  error: { code: string; message: string } | null;
}

export interface BatchResult {
  change_set: number | null;
  counts: Partial<Record<"created" | "updated" | "unchanged" | "refused" | "deleted" | "restored", number>>;
  results: {
    index: number;
    id: number | null;
    outcome: string;
    version?: number;
    errors?: Record<string, { code: string; message: string }>;
  }[];
}

export interface FileValue {
  key: string;
  name: string;
  size: number;
  type: string;
  sha256: string;
}

export interface Region {
  code: string;
  title: string;
  children: Region[];
}

export interface Upload {
  upload: string;
  sheets: { name: string; rows: number }[];
  encoding?: string | null;
  name?: string;
}

export interface ImportPlan {
  object: string;
  sheet: string;
  header_row?: number | null;
  mapping?: Record<string, string | null>;
  mode: string;
  match: string | null;
}

export interface ImportPreview {
  header_row: number;
  header_rows?: number;
  columns: { index: number; header: string; samples: string[]; field: string | null; confidence: number }[];
  rows: {
    row: number;
    cells: unknown[];
    values: Record<string, unknown>;
    errors: Record<string, { code: string; message: string } | string>;
  }[];
  total: number | null;
}
