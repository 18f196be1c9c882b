/** Who moved from which class to which: those who stayed are quiet, the others coloured by their share of the row. */
import { useMemo } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { useLook } from "../look.ts";
import { exact, known, shareOf, short, sum } from "../numbers.ts";
import { stepOf } from "../palette.ts";
import { inFull } from "../periods.ts";
import { type CardProps, type Door, frameOf, type Table, type Value } from "../types.ts";
import { type Cells, drawCells, leastOf } from "./cells.tsx";
import { Drawing } from "./Drawing.tsx";

export interface MatrixProps extends CardProps {
  classes: readonly string[];
  /** `counts[from][to]`. */
  counts: readonly (readonly Value[])[];
  then: string;
  now: string;
  opens?: (from: number, to: number) => Door;
}

export function Matrix(props: MatrixProps) {
  const { classes, counts, then, now, opens } = props;
  const { t, language } = useWords();
  const { palette } = useLook();
  const corner = `${inFull(then, language)} ↓ ${inFull(now, language)} →`;
  const cells = useMemo((): Cells => {
    const count = (from: number, to: number) => known(counts[from]?.[to]);
    const whole = classes.map((_, from) => sum(classes.map((_, to) => count(from, to))));
    const share = (from: number, to: number) => shareOf(count(from, to), whole[from] ?? 0) ?? 0;
    const moved = classes.flatMap((_, from) => classes.map((_, to) => (from === to ? 0 : share(from, to))));
    const most = Math.max(...moved, 0);
    return {
      columns: classes,
      rows: classes.map((label) => ({ label })),
      cell: (from, to) => {
        const value = count(from, to);
        if (value === null) return null;
        const part = share(from, to);
        const fill = from === to ? palette.blank : value > 0 ? palette.steps[stepOf(part, 0, most)] : undefined;
        return {
          text: value === 0 && from !== to ? "·" : short(value, language), // most are nought: what is not has to stand out
          fill,
          door: value > 0 ? opens?.(from, to) : undefined,
          tip: `${classes[from]} → ${classes[to]} · ${exact(value)} · ${exact(part, "share")}`,
        };
      },
    };
  }, [classes, counts, opens, palette, language]);
  const table: Table = {
    columns: [{ label: corner }, ...classes.map((label) => ({ label, figure: "count" as const }))],
    rows: classes.map((name, from) => [
      { value: name },
      ...classes.map((_, to) => ({ value: known(counts[from]?.[to]), door: opens?.(from, to) })),
    ]),
  };
  const all = sum(counts.flatMap((row) => row.map(known)));
  return (
    <ChartCard {...frameOf(props)} note={props.note ?? corner} table={table} nothing={all === 0}>
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
