/** Dates in the tenant's zone, whatever zone the viewer sits in. */
let zone = "Asia/Shanghai";
export function useZone(next: string | undefined) {
  if (next) zone = next;
}

interface Clock {
  day: string;
  time: string;
  second: string;
}

/** Zones that have kept one offset, in hours, since 1992 (IANA tz): a sum, where the tables of dates take 50 ms to load. */
const STEADY: Record<string, number> = { "Asia/Shanghai": 8, "Asia/Hong_Kong": 8, "Asia/Taipei": 8, UTC: 0 };
const SINCE = Date.UTC(1992, 0, 1);

/** What the clocks of a zone show. */
export function clock(at: Date, where = zone): Clock {
  const hours = STEADY[where];
  if (hours === undefined || at.getTime() < SINCE) return wound(at, where);
  const shown = new Date(at.getTime() + hours * 3_600_000).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16), second: shown.slice(17, 19) };
}

const makers = new Map<string, Intl.DateTimeFormat>();
/** The same for any zone and time. */
export function wound(at: Date, where: string): Clock {
  let maker = makers.get(where);
  if (!maker) {
    maker = new Intl.DateTimeFormat("en-CA", {
      timeZone: where,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    makers.set(where, maker);
  }
  const p = Object.fromEntries(maker.formatToParts(at).map((part) => [part.type, part.value]));
  return { day: `${p.year}-${p.month}-${p.day}`, time: `${p.hour}:${p.minute}`, second: `${p.second}` };
}

/** `2026-05-02` in the tenant's zone. */
export function dayOf(at: Date | string): string {
  if (typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at)) return at;
  return clock(new Date(at)).day;
}

/** `2026-05-02 14:30` in the tenant's zone. */
export function minuteOf(at: Date | string): string {
  const { day, time } = clock(new Date(at));
  return `${day} ${time}`;
}

export const today = () => dayOf(new Date());

/** Whole years since a day. */
export function yearsSince(day: string, now = today()): number {
  const years = Number(now.slice(0, 4)) - Number(day.slice(0, 4));
  return now.slice(5) < day.slice(5) ? years - 1 : years;
}

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
    const now = clock(new Date(at));
    const shown = Date.parse(`${now.day}T${now.time}:${now.second}Z`);
    at += wanted - shown;
  }
  return new Date(at).toISOString();
}

const DAY = 86_400_000;
type Say = (key: string, data?: { n: number }) => string;

/** "3 minutes ago" for what is near, the day for what is far. */
export function ago(at: string, t: Say): string {
  const then = Date.parse(at);
  if (Number.isNaN(then)) return "";
  const seconds = (then - Date.now()) / 1000;
  const near = Math.abs(seconds);
  const way = seconds < 0 ? "ago" : "in";
  if (near < 60) return t("time.now");
  if (near < 3600) return t(`time.${way}.minutes`, { n: Math.floor(near / 60) });
  if (near < 86_400) return t(`time.${way}.hours`, { n: Math.floor(near / 3600) });
  const days = Math.abs(Math.round((Date.parse(dayOf(at)) - Date.parse(today())) / DAY));
  if (days === 1) return t(`time.${way}.day`);
  return days < 7 ? t(`time.${way}.days`, { n: days }) : dayOf(at);
}
