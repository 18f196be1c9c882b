/** Where a definition names its classes. */
import type { ClassOf, Definition } from "../definition.ts";

type Raw = Record<string, unknown>;
/** Members whose `class` (or, in lists of codes, each) is a class. */
const LISTS = ["rules", "bands", "groups", "stages", "middles", "plays"];

const each = (said: Raw, name: string, change: (one: Raw) => Raw | null): unknown =>
  Array.isArray(said[name]) ? (said[name] as Raw[]).map(change).filter((one) => one !== null) : said[name];

/** The same with another code for one of its classes. */
export function renamed(said: Definition, from: string, to: string): Definition {
  const code = (value: unknown) => (value === from ? to : value);
  const next: Raw = { ...said };
  next.classes = said.classes.map((one): ClassOf => ({ ...one, code: one.code === from ? to : one.code }));
  for (const name of LISTS)
    if (name in next)
      next[name] = each(next, name, (one) => ({
        ...one,
        class: code(one.class),
        ...(Array.isArray(one.from) ? { from: one.from.map(code) } : {}),
      }));
  if (next.otherwise !== undefined) next.otherwise = code(next.otherwise);
  if (Array.isArray(next.alarm)) next.alarm = next.alarm.map(code);
  if (next.stay)
    next.stay = Object.fromEntries(Object.entries(next.stay).map(([key, days]) => [String(code(key)), days]));
  return next as unknown as Definition;
}

/** Without a class: what gave it goes with it; of rules only the class, as their conditions took work. */
export function without(said: Definition, gone: string): Definition {
  const next: Raw = { ...said };
  next.classes = said.classes.filter((one) => one.code !== gone);
  for (const name of LISTS)
    if (name in next)
      next[name] = each(next, name, (one) => {
        const from = Array.isArray(one.from) ? { from: one.from.filter((code) => code !== gone) } : {};
        if (one.class !== gone) return { ...one, ...from };
        return ["rules", "stages"].includes(name) ? { ...one, ...from, class: "" } : null;
      });
  if (next.otherwise === gone) next.otherwise = null;
  if (Array.isArray(next.alarm)) next.alarm = next.alarm.filter((code) => code !== gone);
  if (next.stay) next.stay = Object.fromEntries(Object.entries(next.stay).filter(([code]) => code !== gone));
  return next as unknown as Definition;
}
