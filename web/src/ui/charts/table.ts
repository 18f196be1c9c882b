/** The numbers of a chart as a table. */
import { known, shareOf, sum } from "./numbers.ts";
import type { Door, Figure, Series, Table, TableCell } from "./types.ts";

/** What opens behind a number of a series; without a series, behind the whole category. */
export type Opens = (category: number, series: number) => Door;

export function tableOf(
  head: string,
  categories: readonly string[],
  series: readonly Series[],
  figure: Figure,
  opens?: Opens,
  period = false,
): Table {
  return {
    columns: [{ label: head, period }, ...series.map((one) => ({ label: one.name, figure }))],
    rows: categories.map((category, row) => [
      { value: category },
      ...series.map((one, column) => ({ value: known(one.values[row]), door: opens?.(row, column) })),
    ]),
  };
}

/** The same with the part that each has of the whole, and of all down to it. */
export function withShares(table: Table, share: string, running?: string): Table {
  const values = table.rows.map((row) => row[1]?.value as number | null);
  const whole = sum(values.map((one) => Math.max(0, one ?? 0)));
  let sofar = 0;
  const cells = values.map((value): TableCell[] => {
    sofar += Math.max(0, value ?? 0);
    // Less than nothing is no part of a whole.
    const own: TableCell = { value: value !== null && value < 0 ? null : shareOf(value, whole) };
    return running ? [own, { value: shareOf(sofar, whole) }] : [own];
  });
  return {
    columns: [
      ...table.columns,
      { label: share, figure: "share" },
      ...(running ? [{ label: running, figure: "share" as const }] : []),
    ],
    rows: table.rows.map((row, index) => [...row, ...cells[index]!]),
  };
}
