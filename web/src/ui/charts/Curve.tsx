/** How unequally something is spread: the share that the first have of the whole, by their share of all, above the line of equals. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import { ChartCard } from "./Card.tsx";
import { type Look, useLook } from "./look.ts";
import { exact, short } from "./numbers.ts";
import { useOpen } from "./open.ts";
import { colorAt } from "./palette.ts";
import { LazyPlot } from "./plot/LazyPlot.tsx";
import { base, field, type Pick, type PlotOption, tip, tooltip, valueAxis } from "./plot/option.ts";
import { type CardProps, type Door, frameOf, type Table } from "./types.ts";

export interface Point {
  /** Shares: parts of one. */
  x: number;
  y: number;
  door?: Door;
}

export interface CurveProps extends CardProps {
  /** From the first to the whole; the curve begins at nothing by itself. */
  points: readonly Point[];
  /** What goes to the right, and what upwards: "Share of customers", "Share of revenue". */
  x: string;
  y: string;
  /** The numbers behind, which may say more than the two shares. */
  table: Table;
}

export function Curve(props: CurveProps) {
  const { points, x, y, table } = props;
  const { t } = useWords();
  const look = useLook();
  const open = useOpen();
  const option = useMemo(() => () => curveOption(look, points, { x, y }), [look, points, x, y]);
  const onPick = (where: Pick, go: boolean) => {
    const at = where.at?.[0];
    if (at === undefined || at < 0 || at > 1) return false;
    return open(nearest(points, at)?.door, go, where.keys);
  };
  return (
    <ChartCard {...frameOf(props)} table={table} nothing={points.length === 0}>
      {(tall) => (
        <LazyPlot option={option} height={tall} label={t("chart.drawing", { title: props.title })} onPick={onPick} />
      )}
    </ChartCard>
  );
}

export const nearest = (points: readonly Point[], at: number): Point | undefined =>
  points.reduce<Point | undefined>(
    (best, one) => (!best || Math.abs(one.x - at) < Math.abs(best.x - at) ? one : best),
    undefined,
  );

export function curveOption(look: Look, points: readonly Point[], names: { x: string; y: string }): PlotOption {
  const { palette, language } = look;
  const color = colorAt(palette, 0);
  const axis = (name: string) => ({ ...valueAxis(look, "share"), name, min: 0, max: 1, interval: 0.2 });
  return {
    ...base(look),
    grid: field({ right: 22, top: 30, bottom: 24 }),
    tooltip: tooltip(
      "axis",
      (place) => {
        const one = points[place - 1];
        if (!one) return "";
        return tip(`${names.x} ${exact(one.x, "share")}`, [{ name: names.y, value: exact(one.y, "share"), color }]);
      },
      "line",
    ),
    xAxis: {
      ...axis(names.x),
      nameLocation: "middle" as const,
      nameGap: 26,
      nameTextStyle: { color: palette.inkSoft },
      axisLabel: { color: palette.inkSoft, formatter: (value: number) => short(value, language, "share") },
      splitLine: { show: false },
    },
    yAxis: { ...axis(names.y), nameTextStyle: { color: palette.inkSoft, align: "left" as const } },
    series: [
      {
        type: "line",
        name: names.y,
        symbol: "circle",
        symbolSize: points.length <= 16 ? 6 : 0,
        showSymbol: true,
        lineStyle: { width: 2, color },
        itemStyle: { color },
        areaStyle: { color, opacity: 0.08 },
        emphasis: { disabled: true },
        data: [[0, 0], ...points.map((one) => [one.x, one.y])],
      },
      {
        type: "line",
        silent: true,
        symbol: "none",
        lineStyle: { width: 1, type: "dashed", color: palette.inkSoft },
        emphasis: { disabled: true },
        tooltip: { show: false },
        data: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  };
}
