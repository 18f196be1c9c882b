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
  /** Further keys, for rows that lack the one before. */
  alsoMatch: string[];
  /** What a wrong value costs: its row, or only itself. */
  badCells: "refuse" | "leave_out";
  /** What a found record has already is replaced, or only its blanks are filled. */
  existing: "replace" | "fill";
  /** Lists get the entries of the row beside their own. */
  append: boolean;
  /** Columns that are split off or joined from others. */
  made: Made[];
  /** Column index -> value -> what it stands for; null leaves it out. */
  words: Record<string, Record<string, string | null>>;
  /** Column index -> which comes first in 3/9/2026. */
  dates: Record<string, "dmy" | "mdy">;
  /** Values of fields that no column brings. */
  defaults: Record<string, string>;
}

export interface Made {
  columns: number[];
  sign: string;
  part?: number | null;
  parts?: number;
}

/** What a new file starts with: everything about the file itself is proposed again. */
export const FRESH = {
  sheet: "",
  encoding: null,
  headerRow: null,
  mapping: null,
  made: [],
  words: {},
  dates: {},
  defaults: {},
};

/** The sheet for an object: the one that is called so, else the one with the most rows. */
export function sheetFor(sheets: Upload["sheets"], object: ObjectSpec | undefined): string {
  const names = object ? [object.label, object.label_plural, object.name].map((one) => one.toLowerCase()) : [];
  const called = sheets.filter((one) => names.some((name) => one.name.trim().toLowerCase().startsWith(name)));
  const [fullest] = [...(called.length > 0 ? called : sheets)].sort((one, other) => other.rows - one.rows);
  return fullest?.name ?? "";
}

/** How rows become records, until the person says otherwise. */
export const USUAL = {
  mode: "create",
  match: null,
  alsoMatch: [] as string[],
  badCells: "refuse",
  existing: "replace",
  append: false,
} satisfies Partial<Choice>;

const some = (given: object) => Object.keys(given).length > 0;

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
    ...(choice.mode !== "create" && choice.alsoMatch.length > 0 ? { also_match: choice.alsoMatch } : {}),
    bad_cells: choice.badCells,
    ...(choice.mode !== "create" && choice.existing === "fill" ? { existing: choice.existing } : {}),
    ...(choice.mode !== "create" && choice.append ? { append: true } : {}),
    ...(choice.made.length > 0 ? { made: choice.made } : {}),
    ...(some(choice.words) ? { words: choice.words } : {}),
    ...(some(choice.dates) ? { dates: choice.dates } : {}),
    ...(some(choice.defaults) ? { defaults: choice.defaults } : {}),
  };
}

/** What was chosen, from a plan that the server has settled. */
export function choiceOf(plan: ImportPlan): Choice {
  return {
    object: plan.object,
    sheet: plan.sheet ?? "",
    encoding: plan.encoding ?? null,
    headerRow: plan.header_row ?? null,
    mapping: plan.mapping
      ? Object.fromEntries(Object.entries(plan.mapping).map(([index, field]) => [index, field ?? ""]))
      : null,
    mode: plan.mode ?? "create",
    match: plan.match ?? null,
    alsoMatch: plan.also_match ?? [],
    badCells: plan.bad_cells ?? "refuse",
    existing: plan.existing ?? "replace",
    append: plan.append ?? false,
    made: (plan.made ?? []).map((one) => ({ ...one, sign: one.sign ?? "" })),
    words: plan.words ?? {},
    dates: plan.dates ?? {},
    defaults: Object.fromEntries(Object.entries(plan.defaults ?? {}).map(([name, one]) => [name, String(one)])),
  };
}

/** The same, and a value of a column stands for another: also where it was put instead of a third. */
export function withWord(choice: Choice, column: number, was: string, now: string): Choice {
  const key = String(column);
  const instead = now || null;
  const known = Object.entries(choice.words[key] ?? {}).map(([word, one]) => [word, one === was ? instead : one]);
  return { ...choice, words: { ...choice.words, [key]: { ...Object.fromEntries(known), [was]: instead } } };
}

const ENCODINGS: Encoding[] = ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "mixed"];

/** The encodings to choose from, those that the file looks like first; none for a file that is no text. */
export function encodingsOf(upload: Upload): Encoding[] {
  if (!upload.encoding) return [];
  return [...new Set([...upload.encodings.map((one) => one.encoding), ...ENCODINGS])];
}

export const mappingOf = (preview: ImportPreview): Record<string, string> =>
  Object.fromEntries(preview.columns.map((one) => [String(one.index), one.field ?? ""]));

/** Nothing stands below the headings. */
export const bare = (preview: ImportPreview): boolean => !preview.total && preview.rows.length === 0;

/** Templates keep headings, not positions: the next file may have its columns in another order. */
export function toTemplate(preview: ImportPreview, mapping: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    preview.columns.filter((one) => one.header).map((one) => [one.header, mapping[String(one.index)] ?? ""]),
  );
}

export function fromTemplate(preview: ImportPreview, template: Record<string, string>): Record<string, string> {
  return Object.fromEntries(preview.columns.map((one) => [String(one.index), template[one.header] ?? one.field ?? ""]));
}

interface Details {
  made?: (Omit<Made, "columns"> & { headings: string[]; field: string })[];
  words?: Choice["words"];
  dates?: Choice["dates"];
  defaults?: Choice["defaults"];
  usual?: Pick<Choice, "mode" | "match" | "alsoMatch" | "badCells" | "existing" | "append">;
}

/** The rest of what was chosen, by headings too. */
export function toDetails(preview: ImportPreview, choice: Choice, mapping: Record<string, string>): Details {
  const header = (index: number | string) => preview.columns.find((one) => one.index === Number(index))?.header ?? "";
  const named = <T>(given: Record<string, T>) =>
    Object.fromEntries(Object.entries(given).flatMap(([at, one]) => (header(at) ? [[header(at), one]] : [])));
  const { mode, match, alsoMatch, badCells, existing, append } = choice;
  const width = preview.columns.filter((one) => !one.made).length;
  return {
    made: choice.made.map(({ columns, ...one }, at) => ({
      ...one,
      headings: columns.map(header),
      field: mapping[String(width + at)] ?? "",
    })),
    words: named(choice.words),
    dates: named(choice.dates),
    defaults: choice.defaults,
    usual: { mode, match, alsoMatch, badCells, existing, append },
  };
}

/** A template applied to another file: what it says of headings that are not there is left out. */
export function applied(preview: ImportPreview, choice: Choice, template: Template): Choice {
  const { details } = template;
  const own = preview.columns.filter((one) => !one.made);
  const at = (heading: string) => own.find((one) => one.header === heading)?.index;
  const known = (details?.made ?? []).filter((one) => one.headings.every((heading) => at(heading) !== undefined));
  const made = known.map(({ headings, field: _, ...one }) => ({ ...one, columns: headings.map((one) => at(one)!) }));
  const place = (heading: string) => {
    const index = known.findIndex((one) => headingOf(one) === heading);
    return at(heading) ?? (index < 0 ? undefined : own.length + index);
  };
  const placed = <T>(given: Record<string, T> | undefined) =>
    Object.fromEntries(
      Object.entries(given ?? {}).flatMap(([heading, one]) => {
        const index = place(heading);
        return index === undefined ? [] : [[String(index), one]];
      }),
    );
  return {
    ...choice,
    ...details?.usual,
    mapping: {
      ...fromTemplate({ ...preview, columns: own }, template.mapping),
      ...Object.fromEntries(known.map((one, index) => [String(own.length + index), one.field])),
    },
    made,
    words: placed(details?.words),
    dates: placed(details?.dates),
    defaults: details?.defaults ?? {},
  };
}

/** What the server calls a joined column; a piece has a name of its own. */
const headingOf = (one: { headings: string[]; part?: number | null }) =>
  typeof one.part === "number" ? `${one.headings[0]} (${one.part + 1})` : one.headings.join("+");

export interface Template {
  mapping: Record<string, string>;
  details: Details | null;
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
