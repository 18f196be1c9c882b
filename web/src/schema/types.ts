/** What the server says about its objects, and the shapes that every object shares: as the API document has them. */
import type { components } from "./api.gen.ts";
import type { Answer, Body } from "./call.ts";

type Schemas = components["schemas"];

export type Ref = Schemas["Link"];
export type Option = Schemas["MetaOption"];
/** The kinds stay open: one that this page does not know yet still shows as text. */
export type FieldSpec = Omit<Schemas["MetaField"], "kind"> & { kind: string };
export type ObjectSpec = Omit<Schemas["MetaObject"], "fields"> & { fields: FieldSpec[] };
export type Backlink = ObjectSpec["related"][number];
export type NavGroup = Schemas["Meta"]["nav"][number];
/** Who looks at a page has signed in as a person. */
export type Me = Omit<Schemas["Meta"]["me"], "id"> & { id: number };
export type Meta = Omit<Schemas["Meta"], "objects" | "me"> & { objects: ObjectSpec[]; me: Me };

export interface Row {
  id: number;
  version: number;
  [field: string]: unknown;
}

export type Written = Row & { change_set?: number | null };
export type Count = Schemas["Count"];
export type Page = { rows: Row[] } & Pick<Schemas["CustomerPage"], "next" | "count">;
export type BatchResult = Schemas["BatchResult"];
export type FileValue = Schemas["File"];
export type Region = Schemas["Region"];
export type Hit = Schemas["Hit"];
export type TimelineItem = Omit<Schemas["Timeline"]["rows"][number], "record"> & { record: Row };
export type HistoryItem = Schemas["HistoryEntry"];
export type Change = HistoryItem["fields"][number];
export type AccessReason = Schemas["AccessReason"];
export type Effect = Schemas["Effect"];
export type AuditEntry = Schemas["Audit"]["rows"][number];
export type ChangeSet = Schemas["ChangeSet"];
export type UndoRecord = Schemas["UndoRecord"];
export type Settings = Schemas["Settings"];
export type Job = Schemas["Job"];
export type Token = Schemas["Token"];

// The same for every object that is people; the customers' stand for all.
export type PersonalData = Answer<"get", "/api/v1/customers/{id}/personal-data">;
export type PersonalExport = Answer<"post", "/api/v1/customers/{id}/personal-data/export">;
export type Erased = Answer<"post", "/api/v1/customers/{id}/personal-data/erase">;
export type Quality = Answer<"get", "/api/v1/quality">;
export type QualityOfObject = Quality["objects"][number];
export type BehaviourPage = Answer<"get", "/api/v1/customers/{id}/events">; // the same for every object of people
export type Terms = Answer<"get", "/api/v1/customers/terms">; // the same for every object, as those that follow
export type Audience = Answer<"post", "/api/v1/customers/audience">;
export type Explained = Omit<Answer<"post", "/api/v1/customers/{id}/explain">, "parts"> & { parts: Explained[] };
export type MeasuresOfRecord = Answer<"get", "/api/v1/customers/{id}/measures">;
export type MeasureOfRecord = MeasuresOfRecord["rows"][number];
export type SegmentOfRecord = Answer<"get", "/api/v1/customers/{id}/segments">["rows"][number];
export type MeasureTried = Answer<"post", "/api/v1/measures/try">;
export type Overlap = Answer<"post", "/api/v1/segment_overlap">;
export type Passages = Answer<"get", "/api/v1/segments/{id}/passages">;
export type Uses = Answer<"get", "/api/v1/measures/{id}/uses">;
export type BehaviourEvent = BehaviourPage["rows"][number];
export type Visitors = Answer<"get", "/api/v1/customers/{id}/visitors">;
export type Version = Answer<"get", "/api/v1/schemes/{id}/versions">["rows"][number];
/** What a version would do; of conditions also how many meet each, and how many those of several classes. */
export type Tried = Answer<"post", "/api/v1/schemes/{id}/versions/{number}/try">;
export type ClassMove = Tried["moves"][number];
/** Clusters that were found: what they are as a definition, how large, and how alike what halves of the records give. */
export interface Clusters {
  definition: Record<string, unknown>;
  of: number;
  sizes: number[];
  stability: number;
}
/** A class of a record, with the words and the colour that it has. */
export interface ClassNamed {
  class: string | null;
  label: string | null;
  color: string | null;
}
/** What a class rests on: a condition that is met or not, or the value of a measure. */
export interface ClassPart {
  words?: string;
  met?: boolean;
  label?: string;
  points?: number;
  class?: string;
  field?: string;
  value?: number | null;
  band?: number | null;
  bands?: number | null;
}
/** The class of a record by one scheme, and those it was in before. */
export interface ClassesOfRecord {
  scheme: Ref;
  kind: string;
  now:
    | (ClassNamed & {
        score: number | null;
        since: string;
        override: { until: string | null; reason: string | null; by: Ref | number | null } | null;
      })
    | null;
  why?: ClassPart[] | null;
  plays?: { title: string; content: string; task: boolean }[];
  before: (ClassNamed & { since: string; ended: string; next: string | null })[];
}
/** That a record be put into a class, as somebody asked. */
export type ClassRequest = Answer<"get", "/api/v1/schemes/{id}/requests">["rows"][number];
/** How good a scheme is; what cannot be said is null. */
export interface Evaluation {
  version: number;
  since: string;
  /** The classes are older than the purchases: what they are worth as a forecast. */
  ahead: boolean;
  classes: {
    class: string;
    count: number;
    share: number;
    spent: number;
    share_of_spent: number | null;
    a_head: number;
    lift: number | null;
    buyers: number;
    again: number | null;
    lost: number | null;
  }[];
  separation: {
    gini: number;
    explained: number | null;
    in_order: boolean | null;
    curve: [number, number][];
  } | null;
  stability: { moved: number; back: number; share_moved: number | null; share_back: number | null };
  coverage: { of: number; without: number; share: number | null };
  balance: { largest: number | null; small: number; even: number | null };
  proposals?: { code: string; data: Record<string, unknown> }[];
}
type Reports = Answer<"get", "/api/v1/schemes/{id}/reports">;
export type SchemeReports = Omit<Reports, "newest"> & {
  newest: (Omit<NonNullable<Reports["newest"]>, "body"> & { body: Evaluation }) | null;
};
/** How long records stay in classes, and by months how many went from the one to the other. */
export type Through = Answer<"get", "/api/v1/schemes/{id}/through">;
/** What those who took part bought against those who were held out; null where there are too few to say. */
export type ProgrammeResult = Answer<"get", "/api/v1/programmes/{id}/result">;
export type QualityOfRecord = Answer<"get", "/api/v1/customers/{id}/quality">; // the same for every object
// The same for every object whose records buy.
export type AnalysisOutline = Answer<"get", "/api/v1/customers/analysis">;
export interface AnalysisCards {
  headline: Answer<"get", "/api/v1/customers/analysis/headline">;
  breakdown: Answer<"get", "/api/v1/customers/analysis/breakdown">;
  rfm: Answer<"get", "/api/v1/customers/analysis/rfm">;
  pareto: Answer<"get", "/api/v1/customers/analysis/pareto">;
  cohorts: Answer<"get", "/api/v1/customers/analysis/cohorts">;
  movement: Answer<"get", "/api/v1/customers/analysis/movement">;
  changes: Answer<"get", "/api/v1/customers/analysis/changes">;
  needs: Answer<"get", "/api/v1/customers/analysis/needs">;
}
export type CleanBody = Body<"post", "/api/v1/customers/clean">;
export type Suggestion = Answer<"get", "/api/v1/customers/{id}/suggestions">["rows"][number];
/** A suggestion with the record that it is for. */
export type Waiting = Answer<"get", "/api/v1/suggestions">["rows"][number];
export type Recognized = Answer<"post", "/api/v1/customers/recognize">;
export type SourceState = Answer<"get", "/api/v1/import_sources/status">["rows"][number];
export type SourceRun = Answer<"get", "/api/v1/import_sources/{id}/runs">["rows"][number];
export type Inventory = Answer<"get", "/api/v1/privacy/inventory">["rows"];

/** A record that one being typed is probably the same as. */
export type Alike = Answer<"post", "/api/v1/customers/duplicates">["rows"][number];
export type Decision = Omit<Answer<"get", "/api/v1/duplicates/decisions">["decisions"][number], "records"> & {
  records: Row[];
};
export type Group = Omit<Answer<"get", "/api/v1/duplicates/{id}">, "records"> & { records: Row[] };
export type Compared = Answer<"get", "/api/v1/duplicates/status">["rows"][number];
export type JoinRequest = Answer<"get", "/api/v1/join_requests">["rows"][number];
export type Keep = NonNullable<Body<"post", "/api/v1/duplicates/merge">["keep"]>;
export type Upload = Answer<"post", "/api/v1/imports">;
export type Encoding = NonNullable<Upload["encoding"]>;
export type ImportPlan = Body<"post", "/api/v1/imports/{upload}/preview">;
export type ImportCheck = Answer<"get", "/api/v1/imports/{upload}/check">;
export type ImportRows = Answer<"get", "/api/v1/imports/{upload}/rows">;
export type ImportRow = ImportRows["rows"][number];
export type LinkedPlan = Body<"post", "/api/v1/imports/{upload}/linked/preview">;
export type LinkedPreview = Answer<"post", "/api/v1/imports/{upload}/linked/preview">;
export type LinkedSheet = LinkedPreview["sheets"][number];
export type LinkedLink = LinkedSheet["links"][number];
export type ImportPreview = Answer<"post", "/api/v1/imports/{upload}/preview">;
