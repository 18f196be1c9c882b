/** One bar a category, or several stacked: lying, where names are long; standing, where time goes on. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import { ChartCard } from "./Card.tsx";
import { type Look, useLook } from "./look.ts";
import { cutTo, widthOf } from "./measure.ts";
import { exact, known, short, someKnown } from "./numbers.ts";
import { useOpen } from "./open.ts";
import { colorAt } from "./palette.ts";
import { inFull, onAxis, periodOf } from "./periods.ts";
import { LazyPlot } from "./plot/LazyPlot.tsx";
import { base, categoryAxis, field, type Pick, type PlotOption, tip, tooltip, valueAxis } from "./plot/option.ts";
import { type Opens, tableOf } from "./table.ts";
import { type CardProps, type Figure, frameOf, type Series } from "./types.ts";

const MOST = { across: 20, up: 60 };
const LINE = 28;

export interface BarsProps extends CardProps {
  categories: readonly string[];
  /** The categories are `2026`, `2026-Q2`, `2026-05` or `2026-05-02`, and are written as the language does. */
  periods?: boolean;
  series: readonly Series[];
  /** What a category is, as the head of the table: "Industry". */
  of: string;
  way?: "across" | "up";
  stacked?: boolean;
  figure?: Figure;
  opens?: Opens;
  /** How many categories are drawn; the table has all. */
  most?: number;
}

export function Bars(props: BarsProps) {
  const { categories, series, of, way = "across", stacked = false, figure = "count", periods = false, opens } = props;
  const { t } = useWords();
  const look = useLook();
  const open = useOpen();
  const shown = Math.min(categories.length, props.most ?? MOST[way]);
  const group = stacked ? 1 : series.length;
  const natural =
    way === "across" ? Math.max(96, shown * Math.max(LINE, group * 14 + 8) + (lone(series) ? 8 : 34)) : 260;
  const height = props.height ?? natural;
  const table = useMemo(
    () => tableOf(of, categories, series, figure, opens, periods),
    [of, categories, series, figure, opens, periods],
  );
  const option = useMemo(
    () => (width: number) =>
      barsOption(look, { categories: categories.slice(0, shown), series, way, stacked, figure, periods }, width),
    [look, categories, shown, series, way, stacked, figure, periods],
  );
  const onPick = (where: Pick, go: boolean) => {
    if (where.data !== undefined) return open(opens?.(where.data, where.series ?? 0), go, where.keys);
    const at = Math.round(where.at?.[way === "up" ? 0 : 1] ?? -1);
    return lone(series) && at >= 0 && at < shown && open(opens?.(at, 0), go, where.keys);
  };
  return (
    <ChartCard
      {...frameOf(props)}
      height={height}
      table={table}
      nothing={!series.some((one) => someKnown(one.values))}
      cut={shown < categories.length ? { shown, all: categories.length } : undefined}
      legend={
        lone(series)
          ? undefined
          : series.map((one, index) => ({ name: one.name, color: colorAt(look.palette, one.color ?? index) }))
      }
    >
      {(tall) => (
        <LazyPlot option={option} height={tall} label={t("chart.drawing", { title: props.title })} onPick={onPick} />
      )}
    </ChartCard>
  );
}

const lone = (series: readonly Series[]) => series.length === 1;

interface Drawn {
  categories: readonly string[];
  series: readonly Series[];
  way: "across" | "up";
  stacked: boolean;
  figure: Figure;
  periods?: boolean;
}

export function barsOption(
  look: Look,
  { categories, series, way, stacked, figure, periods }: Drawn,
  width: number,
): PlotOption {
  const { palette, language } = look;
  const across = way === "across";
  const single = lone(series);
  const room = across ? Math.min(200, width * 0.34) : Math.max(44, (width - 50) / Math.max(1, categories.length) - 6);
  const names = categoryAxis(look, [...categories]);
  const categoryLine = {
    ...names,
    inverse: across,
    axisLine: { ...names.axisLine, onZero: false },
    axisLabel: {
      ...names.axisLabel,
      color: across ? palette.ink : palette.inkSoft,
      interval: across ? 0 : ("auto" as const),
      formatter: (name: string, index: number) => (periods ? labelOf(name, index, language) : cutTo(name, room)),
    },
  };
  const numbers = valueAxis(look, figure);
  // A single row of bars carries its numbers, so that nobody has to measure them.
  const flat = series.flatMap((one) => one.values.map((value) => known(value) ?? 0));
  const aside = across && single ? edges(flat, language, figure) : { left: 0, right: 12 };
  const spare: [number, number] = [Math.min(0.5, aside.left / Math.max(1, width * 0.5)), 0];
  const valueLine = across && single ? { ...numbers, show: false, boundaryGap: spare } : numbers;
  return {
    ...base(look),
    grid: field({ right: aside.right, top: across ? 4 : 14 }),
    xAxis: across ? valueLine : categoryLine,
    yAxis: across ? categoryLine : valueLine,
    tooltip: tooltip("axis", (place) =>
      tip(
        periods ? inFull(categories[place] ?? "", language) : (categories[place] ?? ""),
        series.map((one, index) => ({
          name: one.name,
          value: exact(known(one.values[place]), figure),
          color: colorAt(palette, one.color ?? index),
        })),
      ),
    ),
    series: series.map((one, index) => ({
      type: "bar",
      name: one.name,
      stack: stacked ? "all" : undefined,
      barMaxWidth: across ? 18 : 36,
      barMinWidth: 2,
      barCategoryGap: across ? "30%" : "25%",
      itemStyle: {
        color: colorAt(palette, one.color ?? index),
        borderRadius: stacked ? 0 : 2,
        borderColor: palette.panel,
        borderWidth: stacked ? 1 : 0,
      },
      emphasis: { disabled: true },
      data: categories.map((_, place) => {
        const value = known(one.values[place]);
        const below = (value ?? 0) < 0;
        return { value: value ?? "-", label: { position: below ? ("left" as const) : ("right" as const) } };
      }),
      label: {
        show: across && single,
        color: palette.ink,
        formatter: ({ dataIndex }) => short(known(one.values[dataIndex]), language, figure),
      },
    })),
  };
}

/** Room beside the bars for the numbers at their ends. */
function edges(values: number[], language: string, figure: Figure) {
  const wide = (list: number[]) => Math.max(0, ...list.map((value) => widthOf(short(value, language, figure), 12)));
  const below = values.filter((value) => value < 0);
  return { right: wide(values.filter((value) => value >= 0)) + 14, left: below.length ? wide(below) + 10 : 0 };
}

/** Of periods those that have no room are left out, which a cut name would not show. */
function labelOf(name: string, index: number, language: string): string {
  const period = periodOf(name);
  return period ? onAxis(period.at, period.kind, language, index === 0) : name;
}
