/** Where lists of members are, and what is asked of them. */
import type { Condition } from "../../schema/condition.ts";
import type { ObjectSpec } from "../../schema/types.ts";

export const membersOf = (segment: number): Condition => ({ in: `segment:${segment}` });

export const listOf = (object: ObjectSpec, where: Condition): string =>
  `/${object.plural}?where=${encodeURIComponent(JSON.stringify(where))}`;

/** Codes in a text: one a line, or with signs between; of a table the first column. A heading is a code that nobody has. */
export function codesIn(text: string): string[] {
  const table = /[\t,;]/.test(text.split(/\r?\n/, 1)[0] ?? "") && /\r?\n/.test(text.trim());
  const cells = table
    ? text.split(/\r?\n/).map((line) => line.split(/[\t,;]/, 1)[0] ?? "")
    : text.split(/[\s,;，；、]+/);
  return [...new Set(cells.map((one) => one.trim().replace(/^"(.*)"$/, "$1")).filter(Boolean))];
}
