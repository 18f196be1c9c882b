/** A line in a cell of a table: how something went, without axes. */
import { useWords } from "../../../lib/i18n.ts";
import { exact, known, UNKNOWN } from "../numbers.ts";
import type { Figure, Value } from "../types.ts";
import "../charts.css";

interface Props {
  values: readonly Value[];
  figure?: Figure;
  width?: number;
  height?: number;
}

const MARGIN = 2;

/** The way through the values; where one is not known it stops. One between two such is a dot; a steady line is in the middle. */
export function sparkOf(values: readonly Value[], width: number, height: number): { line: string; dots: string } {
  const all = values.map(known);
  const there = all.filter((one) => one !== null);
  const [low, high] = [Math.min(...there), Math.max(...there)];
  const step = (width - 2 * MARGIN) / Math.max(1, all.length - 1);
  let drawing = false;
  let [line, dots] = ["", ""];
  for (const [at, value] of all.entries()) {
    if (value === null) {
      drawing = false;
      continue;
    }
    const x = all.length === 1 ? width / 2 : MARGIN + at * step;
    const part = high > low ? (value - low) / (high - low) : 0.5;
    const place = `${x.toFixed(1)} ${(height - MARGIN - part * (height - 2 * MARGIN)).toFixed(1)}`;
    if (!drawing && (all[at + 1] ?? null) === null) dots += `M${place}h0`;
    else line += `${drawing ? "L" : "M"}${place}`;
    drawing = true;
  }
  return { line, dots };
}

export function Sparkline({ values, figure = "count", width = 80, height = 20 }: Props) {
  const { t } = useWords();
  const { line, dots } = sparkOf(values, width, height);
  if (!line && !dots) return <span className="z-quiet">{UNKNOWN}</span>;
  const words = t("chart.spark", { from: exact(known(values[0]), figure), to: exact(known(values.at(-1)), figure) });
  return (
    <svg className="zc-spark" width={width} height={height} role="img" aria-label={words}>
      {line && <path d={line} />}
      {dots && <path d={dots} data-dots />}
    </svg>
  );
}
