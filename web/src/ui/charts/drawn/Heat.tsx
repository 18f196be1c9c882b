/** How many of a cohort are still there after so many months: a row a cohort, a column a month. */
import { useMemo } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { useLook } from "../look.ts";
import { exact, known, someKnown } from "../numbers.ts";
import { stepOf } from "../palette.ts";
import { inFull } from "../periods.ts";
import { type CardProps, type Door, type Figure, frameOf, type Table, type Value } from "../types.ts";
import { type Cells, drawCells, leastOf } from "./cells.tsx";
import { Drawing } from "./Drawing.tsx";

export interface HeatProps extends CardProps {
  /** `size` is how many the cohort had at first. */
  rows: readonly { name: string; size?: Value; values: readonly Value[] }[];
  columns: readonly string[];
  /** The names of the rows are periods, such as `2026-05`. */
  periods?: boolean;
  /** The head over the names of the rows: "Joined in". */
  of: string;
  /** The head over their sizes: "Customers". */
  measure?: string;
  figure?: Figure;
  opens?: (row: number, column: number) => Door;
}

export function Heat(props: HeatProps) {
  const { rows, columns, of, measure, figure = "share", periods = false, opens } = props;
  const { t, language } = useWords();
  const { palette } = useLook();
  const cells = useMemo((): Cells => {
    const named = (name: string) => (periods ? inFull(name, language) : name);
    const all = rows.flatMap((row) => row.values.map(known)).filter((one) => one !== null);
    // Shares begin at nothing; a first month of all would leave the other months one colour.
    const top = figure === "share" ? all.filter((one) => one < 1) : all;
    const [low, high] = [
      figure === "share" ? 0 : Math.min(...all),
      Math.max(...top, figure === "share" ? 0.05 : -Infinity),
    ];
    return {
      corner: of,
      columns,
      rows: rows.map((row) => ({
        label: named(row.name),
        aside: row.size === undefined ? undefined : exact(row.size),
      })),
      cell: (row, column) => {
        const value = known(rows[row]?.values[column]);
        if (value === null) return null;
        const written = exact(value, figure);
        return {
          text: figure === "share" ? `${Math.round(value * 100)}%` : written,
          fill: palette.steps[stepOf(value, low, high)],
          door: opens?.(row, column),
          tip: `${named(rows[row]!.name)} · ${columns[column]} · ${written}`,
        };
      },
    };
  }, [rows, columns, of, figure, opens, palette, language, periods]);
  const sized = rows.some((row) => row.size !== undefined);
  const table: Table = {
    columns: [
      { label: of, period: periods },
      ...(sized ? [{ label: measure ?? "", figure: "count" as const }] : []),
      ...columns.map((label) => ({ label, figure })),
    ],
    rows: rows.map((row, at) => [
      { value: row.name },
      ...(sized ? [{ value: known(row.size) }] : []),
      ...columns.map((_, column) => ({ value: known(row.values[column]), door: opens?.(at, column) })),
    ]),
  };
  return (
    <ChartCard {...frameOf(props)} table={table} nothing={!rows.some((row) => someKnown(row.values))}>
      {() => (
        <Drawing
          label={t("chart.drawing", { title: props.title })}
          least={leastOf(cells)}
          draw={(width) => drawCells(cells, palette, width)}
        />
      )}
    </ChartCard>
  );
}
