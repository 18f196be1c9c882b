/**
 * The colours of charts in both themes. The six of `series` stand three to one against the panel and stay apart for those
 * who do not see red or green (tests hold them to both). What comes after the sixth, and "others", is grey: more colours
 * than that nobody tells apart.
 */
export interface Palette {
  series: readonly [string, string, string, string, string, string];
  rest: string;
  /** From little to much. */
  steps: readonly [string, string, string, string, string];
  /** Good, to be watched, bad: only where the number itself means it. */
  good: string;
  watch: string;
  bad: string;
  /** Something is here, but its number is not known. */
  blank: string;
  panel: string;
  ink: string;
  inkSoft: string;
  line: string;
}

export const LIGHT: Palette = {
  series: ["#0e7c86", "#c07f0e", "#2e3f8d", "#9b441c", "#7d8ae1", "#75183f"],
  rest: "#7d8894",
  steps: ["#e3f1f2", "#b5d9dc", "#78b6bc", "#227d87", "#07545c"],
  good: "#2c6e3f",
  watch: "#b57204",
  bad: "#b3261e",
  blank: "#e7ebef",
  panel: "#ffffff",
  ink: "#17202b",
  inkSoft: "#5e6a77",
  line: "#e4e8ed",
};

export const DARK: Palette = {
  series: ["#3fb0ba", "#f2cc74", "#6673d6", "#d07f48", "#b9c6fb", "#a8486f"],
  rest: "#8592a0",
  steps: ["#16343a", "#1c505a", "#287c88", "#4fadb7", "#a5dde2"],
  good: "#86cf9b",
  watch: "#f0b452",
  bad: "#f28b82",
  blank: "#2a343f",
  panel: "#161d25",
  ink: "#e3e8ee",
  inkSoft: "#94a0ad",
  line: "#27313c",
};

export const colorAt = (palette: Palette, place: number): string => palette.series[place] ?? palette.rest;

function channels(color: string): [number, number, number] {
  const at = (start: number) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
}

/** As WCAG counts it. */
export function contrast(one: string, other: string): number {
  const light = (color: string) => {
    const [red, green, blue] = channels(color);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [light(one), light(other)].sort((first, second) => first - second) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Of dark and light ink the one that can be read on a colour. */
export function inkOn(color: string): string {
  return contrast(color, LIGHT.ink) >= contrast(color, "#ffffff") ? LIGHT.ink : "#ffffff";
}

/** Which of the five steps a value takes between the lowest and the highest; equal parts of the way. */
export function stepOf(value: number, low: number, high: number): 0 | 1 | 2 | 3 | 4 {
  if (!(high > low)) return 2;
  return Math.min(4, Math.max(0, Math.floor(((value - low) / (high - low)) * 5))) as 0 | 1 | 2 | 3 | 4;
}
