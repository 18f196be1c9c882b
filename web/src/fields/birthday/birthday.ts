/** Birthdays: `1990-05-12`, `--05-12`, `lunar:1990-06+-01` (a leap month), `lunar:--06-01`. */
import type { Words } from "../types.ts";

export interface Birthday {
  lunar: boolean;
  year: number | null;
  month: number | null;
  leap: boolean;
  day: number | null;
}

export function readBirthday(text: unknown): Birthday {
  const found = /^(lunar:)?(?:(\d{4})|-)-(\d{2})(\+)?-(\d{2})$/.exec(String(text ?? ""));
  if (!found) return { lunar: false, year: null, month: null, leap: false, day: null };
  return {
    lunar: Boolean(found[1]),
    year: found[2] ? Number(found[2]) : null,
    month: Number(found[3]),
    leap: Boolean(found[4]),
    day: Number(found[5]),
  };
}

const two = (value: number) => String(value).padStart(2, "0");

export function writeBirthday({ lunar, year, month, leap, day }: Birthday): string | null {
  if (!month || !day) return null;
  const start = year ? String(year).padStart(4, "0") : "-";
  return `${lunar ? "lunar:" : ""}${start}-${two(month)}${lunar && leap ? "+" : ""}-${two(day)}`;
}

const MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
export function lunarDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day % 10]}`;
  if (day === 20) return "二十";
  if (day === 30) return "三十";
  return `${day < 20 ? "十" : "廿"}${DIGITS[day % 10]}`;
}

export function birthdayText(value: unknown, t: Words, chinese: boolean): string {
  const born = readBirthday(value);
  if (!born.month || !born.day) return value ? String(value) : "";
  if (!born.lunar) return `${born.year ? `${born.year}-` : ""}${two(born.month)}-${two(born.day)}`;
  if (chinese)
    return `${t("kind.lunar")} ${born.year ? `${born.year}年` : ""}${born.leap ? "闰" : ""}${MONTHS[born.month - 1]}月${lunarDay(born.day)}`;
  return `${t("kind.lunar")} ${born.year ? `${born.year}-` : ""}${two(born.month)}${born.leap ? "+" : ""}-${two(born.day)}`;
}
