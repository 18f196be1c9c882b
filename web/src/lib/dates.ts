/** Dates in the tenant's zone, whatever zone the viewer sits in. */
let zone = "Asia/Shanghai";
export function useZone(next: string | undefined) {
  if (next) zone = next;
}

const makers = new Map<string, Intl.DateTimeFormat>();
function parts(at: Date, seconds = false): Record<string, string> {
  const key = `${zone}${seconds}`;
  let maker = makers.get(key);
  if (!maker) {
    maker = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    makers.set(key, maker);
  }
  return Object.fromEntries(maker.formatToParts(at).map((part) => [part.type, part.value]));
}

/** `2026-05-02` in the tenant's zone. */
export function dayOf(at: Date | string): string {
  if (typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at)) return at;
  const p = parts(new Date(at));
  return `${p.year}-${p.month}-${p.day}`;
}

/** `2026-05-02 14:30` in the tenant's zone. */
export function minuteOf(at: Date | string): string {
  const p = parts(new Date(at));
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

export const today = () => dayOf(new Date());

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The moment `2026-05-02 14:30` of the tenant's zone, as ISO 8601 in UTC. */
export function momentOf(local: string): string {
  const [day = "", time = "00:00"] = local.replace("T", " ").split(" ");
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  let at = wanted;
  for (let turn = 0; turn < 2; turn++) {
    const p = parts(new Date(at));
    const shown = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
    at += wanted - shown;
  }
  return new Date(at).toISOString();
}

const DAY = 86_400_000;
/** "3 minutes ago" for what is near, the day for what is far. */
export function ago(at: string, language: string): string {
  const then = Date.parse(at);
  const seconds = (then - Date.now()) / 1000;
  const near = Math.abs(seconds);
  if (Number.isNaN(then)) return "";
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (near < 60) return words.format(0, "minute");
  if (near < 3600) return words.format(Math.trunc(seconds / 60), "minute");
  if (near < 86_400) return words.format(Math.trunc(seconds / 3600), "hour");
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(today())) / DAY);
  if (Math.abs(days) < 7) return words.format(days, "day");
  return dayOf(at);
}
