/** Several series over time; an interval around one of them may lie behind as a band. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import { ChartCard } from "./Card.tsx";
import { type Look, useLook } from "./look.ts";
import { exact, known, someKnown } from "./numbers.ts";
import { useOpen } from "./open.ts";
import { colorAt } from "./palette.ts";
import { inFull, onAxis, periodOf } from "./periods.ts";
import { LazyPlot } from "./plot/LazyPlot.tsx";
import { base, field, type Pick, type PlotOption, type TipLine, tip, tooltip, valueAxis } from "./plot/option.ts";
import { type Opens, tableOf } from "./table.ts";
import { type CardProps, type Figure, frameOf, type Series, type Table, type Value } from "./types.ts";

/** Between which two values the true one lies; of the first series. */
export interface Band {
  name: string;
  low: readonly Value[];
  high: readonly Value[];
}

export interface LinesProps extends CardProps {
  /** `2026`, `2026-Q2`, `2026-05` or `2026-05-02`, in their order; gaps in time stay gaps. */
  periods: readonly string[];
  series: readonly Series[];
  /** The head of the table over the periods: "Month". */
  of: string;
  figure?: Figure;
  band?: Band;
  /** The axis begins with the lowest value instead of zero. */
  loose?: boolean;
  opens?: Opens;
}

export function Lines(props: LinesProps) {
  const { periods, series, of, figure = "count", band, loose = false, opens } = props;
  const { t } = useWords();
  const look = useLook();
  const open = useOpen();
  const table = useMemo(
    () => withBand(tableOf(of, periods, series, figure, opens, true), band, figure),
    [of, periods, series, figure, opens, band],
  );
  const option = useMemo(
    () => (width: number) => linesOption(look, { periods, series, figure, band, loose }, width),
    [look, periods, series, figure, band, loose],
  );
  const onPick = (where: Pick, go: boolean) => {
    const before = band ? 2 : 0; // what draws the band comes first
    if (where.data !== undefined && (where.series ?? 0) >= before)
      return open(opens?.(where.data, (where.series ?? 0) - before), go, where.keys);
    if (!where.at) return false;
    const at = nearest(momentsOf(periods), where.at[0]);
    const line = nearest(
      series.map((one) => known(one.values[at]) ?? Infinity),
      where.at[1],
    );
    return known(series[line]?.values[at]) !== null && open(opens?.(at, line), go, where.keys);
  };
  const entries = series.map((one, index) => ({
    name: one.name,
    color: colorAt(look.palette, one.color ?? index),
    line: true,
  }));
  if (band) entries.push({ name: band.name, color: `${entries[0]?.color ?? look.palette.rest}40`, line: false });
  return (
    <ChartCard
      {...frameOf(props)}
      table={table}
      nothing={!series.some((one) => someKnown(one.values))}
      legend={entries.length > 1 ? entries : undefined}
    >
      {(tall) => (
        <LazyPlot option={option} height={tall} label={t("chart.drawing", { title: props.title })} onPick={onPick} />
      )}
    </ChartCard>
  );
}

const momentsOf = (periods: readonly string[]) => periods.map((one, index) => periodOf(one)?.at ?? index);

/** Which of some is the nearest: anywhere in the field a press means the point next to it. */
function nearest(all: readonly number[], to: number): number {
  const ways = all.map((one) => Math.abs(one - to));
  return ways.indexOf(Math.min(...ways));
}

function withBand(table: Table, band: Band | undefined, figure: Figure): Table {
  if (!band) return table;
  return {
    columns: [...table.columns, { label: `${band.name} ↓`, figure }, { label: `${band.name} ↑`, figure }],
    rows: table.rows.map((row, at) => [...row, { value: known(band.low[at]) }, { value: known(band.high[at]) }]),
  };
}

interface Drawn {
  periods: readonly string[];
  series: readonly Series[];
  band?: Band;
  figure: Figure;
  loose: boolean;
}

export function linesOption(look: Look, drawn: Drawn, width: number): PlotOption {
  const { periods, series, figure, band, loose } = drawn;
  const { palette, language } = look;
  const moments = momentsOf(periods);
  const kind = periodOf(periods[0] ?? "")?.kind ?? "month";
  const marks = spread(moments, Math.max(2, Math.floor((width - 60) / (kind === "month" || kind === "day" ? 76 : 64))));
  const lone = moments.length === 1;
  const say = (place: number) => {
    const lines: TipLine[] = series.map((one, index) => ({
      name: one.name,
      value: exact(known(one.values[place]), figure),
      color: colorAt(palette, one.color ?? index),
    }));
    if (band) {
      const [low, high] = [known(band.low[place]), known(band.high[place])];
      if (low !== null && high !== null)
        lines.splice(1, 0, { name: band.name, value: `${exact(low, figure)} – ${exact(high, figure)}` });
    }
    return tip(inFull(periods[place] ?? "", language), lines);
  };
  return {
    ...base(look),
    grid: field({ right: 26 }),
    tooltip: tooltip("axis", say, "line"),
    xAxis: {
      type: "time",
      min: lone ? moments[0]! - DAY : "dataMin",
      max: lone ? moments[0]! + DAY : "dataMax",
      axisLine: { lineStyle: { color: palette.inkSoft, opacity: 0.5 }, onZero: false },
      axisTick: { show: true, customValues: marks, lineStyle: { color: palette.line } },
      splitLine: { show: false },
      axisLabel: {
        color: palette.inkSoft,
        customValues: marks,
        showMinLabel: true,
        showMaxLabel: true,
        hideOverlap: true,
        formatter: (at: number) => {
          const place = moments.indexOf(at);
          const text = periods[place] ?? "";
          return periodOf(text) ? onAxis(at, kind, language, at === marks[0]) : text;
        },
      },
    },
    yAxis: { ...valueAxis(look, figure), scale: loose },
    series: [
      ...(band ? bandSeries(moments, band, colorAt(palette, series[0]?.color ?? 0)) : []),
      ...series.map((one, index) => {
        const values = moments.map((_, place) => known(one.values[place]));
        const color = colorAt(palette, one.color ?? index);
        return {
          type: "line" as const,
          name: one.name,
          color,
          lineStyle: { width: 2 },
          itemStyle: { color },
          symbol: "circle",
          showSymbol: true,
          // A line of many points needs no dots; one between gaps would not be seen without.
          symbolSize: (_value: unknown, params: { dataIndex: number }) =>
            moments.length <= 16 || alone(values, params.dataIndex) ? 6 : 0,
          emphasis: { disabled: true },
          data: moments.map((at, place) => [at, values[place] ?? "-"] as [number, number | string]),
        };
      }),
    ],
  };
}

const DAY = 86_400_000;
const alone = (values: Value[], at: number) => (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

/** At most so many of the moments, equally far from each other. */
export function spread(moments: readonly number[], most: number): number[] {
  const step = Math.max(1, Math.ceil(moments.length / most));
  return moments.filter((_, place) => place % step === 0);
}

function bandSeries(moments: readonly number[], band: Band, color: string) {
  const one = (data: (number | string)[], filled: boolean) => ({
    type: "line" as const,
    stack: "band",
    stackStrategy: "all" as const,
    silent: true,
    symbol: "none",
    lineStyle: { opacity: 0 },
    areaStyle: filled ? { color, opacity: 0.16 } : undefined,
    emphasis: { disabled: true },
    data: moments.map((at, place) => [at, data[place] ?? "-"] as [number, number | string]),
  });
  const low = moments.map((_, place) => known(band.low[place]));
  const over = moments.map((_, place) => {
    const high = known(band.high[place]);
    const under = low[place] ?? null;
    return high === null || under === null ? "-" : high - under;
  });
  return [
    one(
      low.map((value) => value ?? "-"),
      false,
    ),
    one(over, true),
  ];
}
