/** Numbers on charts: short on an axis, exact in a table and under the pointer. Never NaN. */
import { grouped } from "../../lib/numbers.ts";
import type { Figure, Value } from "./types.ts";

export const UNKNOWN = "–";

/** What is not a number is not known. */
export const known = (value: Value | undefined): Value =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

export const someKnown = (values: readonly (Value | undefined)[]) => values.some((one) => known(one) !== null);

const CHINESE = [
  [1e12, "万亿"],
  [1e8, "亿"],
  [1e4, "万"],
] as const;
const ENGLISH = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "K"],
] as const;

/** Four digits are as short as they can be; 1,160 is not made 1.16K. */
const LEAST = 1e4;

const isChinese = (language: string) => language.startsWith("zh");

/** At most three digits that say something, without zeros at the end. */
function digits(value: number): string {
  const size = Math.abs(value);
  const places = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 0.995 ? 2 : 3;
  return grouped(plain(Number(value.toFixed(places))));
}

/** Without an exponent, whatever the size. */
const plain = (value: number) =>
  Math.abs(value) >= 1e21 ? BigInt(Math.round(value)).toString() : String(value === 0 ? 0 : value);

/** For axes and labels: 1.2 万, 3.4 亿; 12K, 340M. */
export function short(raw: Value, language: string, figure: Figure = "count"): string {
  const value = known(raw);
  if (value === null) return UNKNOWN;
  if (figure === "share") return percent(value);
  const units = isChinese(language) ? CHINESE : ENGLISH;
  for (const [index, [size, unit]] of units.entries()) {
    // 9,999.6 万 would be written 10,000 万, which is 1 亿.
    const over = units[index - 1];
    if (Math.abs(value) < Math.max(size, LEAST)) continue;
    const written = digits(value / size);
    if (over && Math.abs(Number(written.replaceAll(",", ""))) * size >= over[0])
      return joined(digits(value / over[0]), over[1], language);
    return joined(written, unit, language);
  }
  return digits(value);
}
const joined = (written: string, unit: string, language: string) =>
  isChinese(language) ? `${written} ${unit}` : `${written}${unit}`;

/** For tables and tips. */
export function exact(raw: Value, figure: Figure = "count"): string {
  const value = known(raw);
  if (value === null) return UNKNOWN;
  if (figure === "share") return percent(value, true);
  if (figure === "money") return grouped(Math.abs(value) >= 1e21 ? plain(value) : value.toFixed(2));
  if (Math.abs(value) >= 1e21) return grouped(plain(value));
  return grouped(plain(Number(value.toFixed(figure === "count" ? 0 : 2))));
}

/** In a table all have one place after the point, so that they stand under each other. */
function percent(value: number, even = false): string {
  const hundredths = value * 100;
  const size = Math.abs(hundredths);
  // A part that is there is not shown as none, nor one that lacks something as all.
  if (size > 0 && size < 0.05) return hundredths > 0 ? "<0.1%" : ">-0.1%";
  if (size > 99.95 && size < 100) return hundredths > 0 ? ">99.9%" : "<-99.9%";
  const rounded = hundredths.toFixed(size >= 1000 && !even ? 0 : 1);
  return `${grouped(even && size < 1e21 ? rounded.replace(/^-(0\.0)$/, "$1") : plain(Number(rounded)))}%`;
}

/** Of a whole; not known where there is no whole. */
export function shareOf(part: Value, whole: Value): Value {
  const [over, under] = [known(part), known(whole)];
  return over === null || under === null || under === 0 ? null : over / under;
}

export const sum = (values: readonly (Value | undefined)[]) =>
  values.reduce<number>((total, one) => total + (known(one) ?? 0), 0);
