/** Colour by value: in five steps with equally many values each, so that one giant does not make all others pale. */
import { known, short } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import type { Figure, LegendEntry, Value } from "../types.ts";

export interface Steps {
  /** The lowest value of each step, from the lowest step. */
  from: readonly number[];
  highest: number;
  colors: readonly string[];
}

const STEPS = 5;

export function stepsOf(values: readonly Value[], palette: Palette): Steps {
  const sorted = values
    .map(known)
    .filter((one): one is number => one !== null)
    .sort((one, other) => one - other);
  const different = [...new Set(sorted)];
  const from =
    different.length <= STEPS
      ? different
      : [...new Set(Array.from({ length: STEPS }, (_, at) => sorted[Math.floor((at * sorted.length) / STEPS)]!))];
  return { from, highest: sorted.at(-1) ?? 0, colors: spread(palette.steps, from.length) };
}

/** Fewer steps stand as far from each other as they can; a single one in the middle. */
function spread(colors: readonly string[], many: number): string[] {
  if (many <= 1) return [colors[2]!];
  return Array.from({ length: many }, (_, at) => colors[Math.round((at * (colors.length - 1)) / (many - 1))]!);
}

export function colorOf(raw: Value, { from, colors }: Steps): string | undefined {
  const value = known(raw);
  if (value === null) return undefined;
  let at = 0;
  while (at + 1 < from.length && value >= from[at + 1]!) at += 1;
  return colors[at];
}

export function legendOf({ from, highest, colors }: Steps, language: string, figure: Figure): LegendEntry[] {
  return from.map((low, at) => {
    const next = from[at + 1];
    const [start, end] = [short(low, language, figure), short(next ?? highest, language, figure)];
    const range = next === undefined ? (low === highest ? start : `${start} – ${end}`) : `${start} – <${end}`;
    return { name: range, color: colors[at]! };
  });
}
