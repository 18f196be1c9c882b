/** What goes into the form: the ticked values, as they were edited. */
import type { Recognized } from "../../schema/types.ts";

export function chosen(found: Recognized, edited: Record<string, unknown>, ticked: Record<string, boolean>) {
  const given: Record<string, unknown> = {};
  for (const { field, value } of found.fields)
    if (ticked[field]) given[field] = field in edited ? edited[field] : value;
  return given;
}

/** In three words how sure a value is. */
export const sureness = (confidence: number) => (confidence >= 0.9 ? "sure" : confidence >= 0.75 ? "likely" : "check");
