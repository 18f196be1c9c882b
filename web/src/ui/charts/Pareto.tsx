/** Which few make most of it: bars from the largest, and a line of what they make together, with a mark at 80%. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import { ChartCard } from "./Card.tsx";
import { type Look, useLook } from "./look.ts";
import { cutTo, onTwoLines } from "./measure.ts";
import { exact, known, sum } from "./numbers.ts";
import { useOpen } from "./open.ts";
import { LazyPlot } from "./plot/LazyPlot.tsx";
import { base, categoryAxis, field, type Pick, type PlotOption, tip, tooltip, valueAxis } from "./plot/option.ts";
import { tableOf, withShares } from "./table.ts";
import { type CardProps, type Door, type Figure, frameOf, type Value } from "./types.ts";

const MOST = 30;
const MARK = 0.8;

export interface Part {
  name: string;
  value: Value;
  door?: Door;
}

export interface ParetoProps extends CardProps {
  parts: readonly Part[];
  /** What a part is, and what is counted: "Product", "Revenue". */
  of: string;
  measure: string;
  figure?: Figure;
}

/** From the largest; what is not more than nothing adds nothing, and is left out of the drawing and its whole. */
export function ranked(parts: readonly Part[]): { part: Part; value: number; sofar: number }[] {
  const positive = parts
    .map((part) => ({ part, value: known(part.value) ?? 0 }))
    .filter((one) => one.value > 0)
    .sort((one, other) => other.value - one.value);
  const whole = sum(positive.map((one) => one.value));
  let made = 0;
  return positive.map((one) => {
    made += one.value;
    return { ...one, sofar: made / whole };
  });
}

/** How many of the largest make four fifths. */
export const makeMost = (rows: readonly { sofar: number }[]) =>
  rows.length ? rows.findIndex((one) => one.sofar >= MARK - 1e-9) + 1 : 0;

export function Pareto(props: ParetoProps) {
  const { parts, of, measure, figure = "money" } = props;
  const { t } = useWords();
  const look = useLook();
  const open = useOpen();
  const rows = useMemo(() => ranked(parts), [parts]);
  const shown = Math.min(rows.length, MOST);
  const table = useMemo(() => {
    const all = [...parts].sort((one, other) => (known(other.value) ?? 0) - (known(one.value) ?? 0));
    const values = [{ name: measure, values: all.map((one) => one.value) }];
    const plain = tableOf(
      of,
      all.map((one) => one.name),
      values,
      figure,
      (at) => all[at]?.door,
    );
    return withShares(plain, t("chart.share"), t("chart.sofar"));
  }, [parts, of, measure, figure, t]);
  const option = useMemo(
    () => (width: number) =>
      paretoOption(look, { rows: rows.slice(0, shown), measure, figure, sofar: t("chart.sofar") }, width),
    [look, rows, shown, measure, figure, t],
  );
  const onPick = (where: Pick, go: boolean) => {
    const at = where.data ?? Math.round(where.at?.[0] ?? -1);
    return at >= 0 && at < shown && open(rows[at]?.part.door, go, where.keys);
  };
  const few = makeMost(rows);
  return (
    <ChartCard
      {...frameOf(props)}
      note={props.note ?? (rows.length ? t("chart.make_most", { few, all: rows.length }) : undefined)}
      table={table}
      nothing={rows.length === 0}
      cut={shown < rows.length ? { shown, all: rows.length } : undefined}
      legend={[
        { name: measure, color: look.palette.series[0] },
        { name: t("chart.sofar"), color: look.palette.series[1], line: true },
      ]}
    >
      {(tall) => (
        <LazyPlot option={option} height={tall} label={t("chart.drawing", { title: props.title })} onPick={onPick} />
      )}
    </ChartCard>
  );
}

interface Drawn {
  rows: ReturnType<typeof ranked>;
  measure: string;
  figure: Figure;
  sofar: string;
}

export function paretoOption(look: Look, { rows, measure, figure, sofar }: Drawn, width: number): PlotOption {
  const { palette } = look;
  const [bar, line] = palette.series;
  const slot = (width - 100) / Math.max(1, rows.length);
  const names = categoryAxis(
    look,
    rows.map((one) => one.part.name),
  );
  const shares = valueAxis(look, "share");
  return {
    ...base(look),
    grid: field({ right: 2 }),
    tooltip: tooltip("axis", (place) => {
      const row = rows[place];
      if (!row) return "";
      return tip(row.part.name, [
        { name: measure, value: exact(row.value, figure), color: bar },
        { name: sofar, value: exact(row.sofar, "share"), color: line },
      ]);
    }),
    xAxis: {
      ...names,
      axisLabel: { ...names.axisLabel, ...nameLook(slot) },
    },
    yAxis: [
      valueAxis(look, figure),
      { ...shares, min: 0, max: 1, interval: 0.2, splitNumber: 5, minInterval: undefined, splitLine: { show: false } },
    ],
    series: [
      {
        type: "bar",
        name: measure,
        barMaxWidth: 36,
        barCategoryGap: "25%",
        itemStyle: { color: bar, borderRadius: 2 },
        emphasis: { disabled: true },
        data: rows.map((one) => one.value),
      },
      {
        type: "line",
        name: sofar,
        yAxisIndex: 1,
        symbol: "circle",
        symbolSize: rows.length <= 16 ? 5 : 0,
        lineStyle: { width: 2, color: line },
        itemStyle: { color: line },
        emphasis: { disabled: true },
        data: rows.map((one) => one.sofar),
        markLine: {
          silent: true,
          symbol: "none",
          animation: false,
          lineStyle: { color: palette.inkSoft, type: "dashed", width: 1 },
          label: { show: false },
          data: [{ yAxis: MARK }],
        },
      },
    ],
  };
}

/** On two lines where there is room, slanted where there is little; else left to the tip and the table. */
function nameLook(slot: number) {
  if (slot >= 30)
    return { hideOverlap: false, interval: 0, lineHeight: 15, formatter: (name: string) => onTwoLines(name, slot - 4) };
  return {
    hideOverlap: false,
    interval: 0,
    rotate: 40,
    show: slot >= 16,
    formatter: (name: string) => cutTo(name, 66),
  };
}
