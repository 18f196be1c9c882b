import type { Waiting } from "../../schema/types.ts";

/** Of several values for one field of one record the first, the newest: one cannot take them all. */
export function firstOfEach(rows: Waiting[]): Waiting[] {
  const seen = new Set<string>();
  return rows.filter(({ record, field }) => {
    const key = `${record.object} ${record.id} ${field}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
