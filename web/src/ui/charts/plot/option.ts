/** What the options of all plots share. Only types come from ECharts here: the page is not to wait for it. */
import type { BarSeriesOption, LineSeriesOption, SankeySeriesOption } from "echarts/charts";
import type { GridComponentOption, MarkLineComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { FONT, type Look } from "../look.ts";
import { short } from "../numbers.ts";
import type { Keys } from "../open.ts";
import type { Figure } from "../types.ts";

export type PlotOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | SankeySeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

/** Where a press fell: on a mark of the drawing, or only somewhere in its field. */
export interface Pick {
  data?: number;
  series?: number;
  /** Of a flow: the name of what was pressed, or of both its ends. */
  name?: string;
  from?: string;
  to?: string;
  at?: readonly [number, number];
  keys?: Keys;
}

/** Nothing moves by itself: a chart is read, not watched, and a number that is still on its way can be misread. */
export const base = ({ palette }: Look): PlotOption => ({
  animation: false,
  useUTC: true,
  textStyle: { fontFamily: FONT, fontSize: 12, color: palette.inkSoft },
});

export const field = (more: GridComponentOption = {}): GridComponentOption => ({
  left: 2,
  right: 12,
  top: 12,
  // The measure of a label leaves out the tails of its letters.
  bottom: 5,
  outerBoundsMode: "same",
  outerBoundsContain: "axisLabel",
  ...more,
});

export const valueAxis = ({ palette, language }: Look, figure: Figure) => ({
  type: "value" as const,
  splitNumber: 4,
  minInterval: figure === "count" ? 1 : undefined,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: palette.line } },
  axisLabel: {
    color: palette.inkSoft,
    hideOverlap: true,
    formatter: (value: number) => short(value, language, figure),
  },
});

export const categoryAxis = ({ palette }: Look, data: string[]) => ({
  type: "category" as const,
  data,
  axisLine: { lineStyle: { color: palette.inkSoft, opacity: 0.5 } },
  axisTick: { show: false },
  axisLabel: { color: palette.inkSoft, hideOverlap: true },
});

export interface TipLine {
  name: string;
  value: string;
  color?: string;
}

/** As elements, never as a text of markup: names come from people. */
export function tip(title: string, lines: readonly TipLine[]): HTMLElement {
  const box = document.createElement("div");
  box.className = "zc-tip";
  const head = box.appendChild(document.createElement("strong"));
  head.textContent = title;
  for (const { name, value, color } of lines) {
    const line = box.appendChild(document.createElement("div"));
    const dot = line.appendChild(document.createElement("i"));
    if (color) dot.style.background = color;
    line.appendChild(document.createElement("span")).textContent = name;
    line.appendChild(document.createElement("b")).textContent = value;
  }
  return box;
}

export const tooltip = (
  trigger: "axis" | "item",
  say: (place: number, params: unknown) => HTMLElement | string,
  pointer: "shadow" | "line" = "shadow",
): TooltipComponentOption => ({
  trigger,
  confine: true,
  transitionDuration: 0,
  padding: 0,
  borderWidth: 0,
  backgroundColor: "transparent",
  extraCssText: "box-shadow: none",
  axisPointer: { type: pointer, shadowStyle: { opacity: 0.08 }, label: { show: false } },
  formatter: (params) => {
    const first = Array.isArray(params) ? params[0] : params;
    return say(first?.dataIndex ?? -1, params);
  },
});
