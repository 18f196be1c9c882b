/** The import, from the file to the result: what was chosen at each step. */
import type { Encoding, ImportPlan, ImportPreview, ObjectSpec, Upload } from "../../schema/types.ts";

export interface Choice {
  object: string;
  sheet: string;
  /** Of a text file, when the person knows better. Null: as the server found. */
  encoding: Encoding | null;
  headerRow: number | null;
  /** Column index -> field; "" leaves the column out. Null: the server proposes. */
  mapping: Record<string, string> | null;
  mode: "create" | "update" | "upsert";
  match: string | null;
  /** What a wrong value costs: its row, or only itself. */
  badCells: "refuse" | "leave_out";
}

/** What a new file starts with: everything about the file itself is proposed again. */
export const FRESH = { sheet: "", encoding: null, headerRow: null, mapping: null };

export function planOf(choice: Choice): ImportPlan {
  return {
    object: choice.object,
    sheet: choice.sheet,
    ...(choice.encoding === null ? {} : { encoding: choice.encoding }),
    ...(choice.headerRow === null ? {} : { header_row: choice.headerRow }),
    ...(choice.mapping === null
      ? {}
      : {
          mapping: Object.fromEntries(Object.entries(choice.mapping).map(([index, field]) => [index, field || null])),
        }),
    mode: choice.mode,
    match: choice.mode === "create" ? null : choice.match,
    bad_cells: choice.badCells,
  };
}

const ENCODINGS: Encoding[] = ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "mixed"];

/** The encodings to choose from, those that the file looks like first; none for a file that is no text. */
export function encodingsOf(upload: Upload): Encoding[] {
  if (!upload.encoding) return [];
  return [...new Set([...upload.encodings.map((one) => one.encoding), ...ENCODINGS])];
}

export const mappingOf = (preview: ImportPreview): Record<string, string> =>
  Object.fromEntries(preview.columns.map((one) => [String(one.index), one.field ?? ""]));

/** Templates keep headings, not positions: the next file may have its columns in another order. */
export function toTemplate(preview: ImportPreview, mapping: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    preview.columns.filter((one) => one.header).map((one) => [one.header, mapping[String(one.index)] ?? ""]),
  );
}

export function fromTemplate(preview: ImportPreview, template: Record<string, string>): Record<string, string> {
  return Object.fromEntries(preview.columns.map((one) => [String(one.index), template[one.header] ?? one.field ?? ""]));
}

/** Fields whose value can tell which record a row means. */
export function keysOf(object: ObjectSpec): { value: string; label: string }[] {
  const telling = new Set(["code", "phone", "email", "credit_code", "identity_number"]);
  const title = object.fields.find((one) => one.name === object.title_field);
  const found = object.fields.filter((one) => one.unique || telling.has(one.kind));
  const id = object.fields.find((one) => one.name === "id");
  const all = [
    ...found,
    ...(title && !found.includes(title) ? [title] : []),
    ...(id && !found.includes(id) ? [id] : []),
  ];
  return all.map((one) => ({ value: one.name, label: one.label }));
}
