/** Days, months, quarters and years along an axis. They are written by the server, so no zone comes in here. */

const PERIOD = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])))?$/;

export interface Period {
  at: number;
  kind: "year" | "quarter" | "month" | "day";
}

/** `2026`, `2026-Q2`, `2026-05` or `2026-05-02`; null for what is none of these. */
export function periodOf(text: string): Period | null {
  const found = PERIOD.exec(text);
  if (!found) return null;
  const [, year, month, day, quarter] = found;
  const first = quarter ? (Number(quarter) - 1) * 3 : Number(month ?? 1) - 1;
  const at = Date.UTC(Number(year), first, Number(day ?? 1));
  const whole = new Date(at);
  if (whole.getUTCMonth() !== first || whole.getUTCDate() !== Number(day ?? 1)) return null;
  return { at, kind: day ? "day" : month ? "month" : quarter ? "quarter" : "year" };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** In full, for tips and tables: `2026年5月2日`, `2 May 2026`. */
export function inFull(text: string, language: string): string {
  const period = periodOf(text);
  if (!period) return text;
  const { year, month, day } = parts(period.at);
  const quarter = Math.floor(month / 3) + 1;
  if (language.startsWith("zh")) {
    if (period.kind === "year") return `${year}年`;
    if (period.kind === "quarter") return `${year}年${quarter}季度`;
    return `${year}年${month + 1}月${period.kind === "day" ? `${day}日` : ""}`;
  }
  if (period.kind === "year") return String(year);
  if (period.kind === "quarter") return `Q${quarter} ${year}`;
  return `${period.kind === "day" ? `${day} ` : ""}${MONTHS[month]} ${year}`;
}

/** On an axis: the year stands where it begins and at the first mark, else only what changes. */
export function onAxis(at: number, kind: Period["kind"], language: string, first: boolean): string {
  const { year, month, day } = parts(at);
  const chinese = language.startsWith("zh");
  if (kind === "year") return chinese ? `${year}年` : String(year);
  if (kind === "quarter") {
    const quarter = Math.floor(month / 3) + 1;
    return first || quarter === 1 ? `${year} Q${quarter}` : `Q${quarter}`;
  }
  const newYear = first || month === 0;
  if (kind === "month") {
    if (chinese) return newYear ? `${year}年${month + 1}月` : `${month + 1}月`;
    return newYear ? `${MONTHS[month]} ${year}` : MONTHS[month]!;
  }
  return chinese ? `${month + 1}月${day}日` : `${day} ${MONTHS[month]}`;
}

function parts(at: number) {
  const when = new Date(at);
  return { year: when.getUTCFullYear(), month: when.getUTCMonth(), day: when.getUTCDate() };
}
