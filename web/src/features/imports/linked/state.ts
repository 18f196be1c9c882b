/** Several sheets in one import: what the server proposes, and what the person has said otherwise. */
import type { ImportPlan, LinkedLink, LinkedPlan, LinkedPreview, LinkedSheet, Upload } from "../../../schema/types.ts";

export type Link = Pick<LinkedLink, "field" | "column" | "sheet" | "key" | "record">;

/** A sheet that takes part. `links` null: they are proposed. */
export interface Part {
  plan: ImportPlan;
  links: Link[] | null;
}

/** By sheet; null as long as everything is proposed. */
export type Parts = Record<string, Part> | null;

export function bodyOf(parts: Parts): LinkedPlan {
  return parts === null ? {} : { sheets: Object.values(parts) };
}

export const partsOf = (shown: LinkedPreview): Record<string, Part> =>
  Object.fromEntries(shown.sheets.flatMap((one) => (one.plan ? [[one.sheet, { plan: one.plan, links: null }]] : [])));

/** The sheets in the order of the file, with one of them changed, left out (null) or added. Links are proposed anew
 * where they may have led to it. */
export function withPart(shown: LinkedPreview, parts: Parts, sheet: string, part: Part | null): Parts {
  const before = parts ?? partsOf(shown);
  const object = before[sheet]?.plan.object;
  const moved = part?.plan.object !== object;
  return Object.fromEntries(
    shown.sheets.flatMap((one): [string, Part][] => {
      const own = one.sheet === sheet ? part : before[one.sheet];
      if (!own) return [];
      return [[one.sheet, moved && one.sheet !== sheet ? { ...own, links: null } : own]];
    }),
  );
}

const plain = ({ field, column, sheet, key, record }: LinkedLink): Link => ({ field, column, sheet, key, record });

/** The links of a sheet with one of them changed; what leads nowhere is left out. */
export function withLink(sheet: LinkedSheet, at: number, next: Link): Link[] {
  return sheet.links
    .map((one, index) => (index === at ? next : plain(one)))
    .filter((one) => one.column !== null || one.record !== null);
}

/** The sheets that hold more than headings. */
export const usable = (upload: Upload) => upload.sheets.filter((one) => !one.hidden && one.rows > 1);
