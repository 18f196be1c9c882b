/** A condition in words: at once for plain tests, from the server for links, regions, groups and measures. */
import { useQuery } from "@tanstack/react-query";
import { kindOf } from "../../fields/kinds.ts";
import type { Words } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import {
  type Condition,
  complete,
  fieldAt,
  isAll,
  isAny,
  isDeed,
  isIn,
  isNot,
  isRelated,
  isTest,
  opWord,
  takesValue,
} from "../../schema/condition.ts";
import { useMeta } from "../../schema/meta.ts";
import type { Meta, ObjectSpec } from "../../schema/types.ts";

const FAR = new Set(["link", "person", "links", "region"]);
const PEOPLE = ["me", "my_department", "my_department_below"];

/** Words that need no server; null when the server has to say it. */
export function nearWords(c: Condition, meta: Meta, object: ObjectSpec, t: Words): string | null {
  if (!isTest(c)) return null;
  const at = fieldAt(meta, object, c.field);
  if (!at) return null;
  const op = opWord(meta, at.field, c.op);
  if (!takesValue(c.op)) return phrase(at.label, op);
  const values = Array.isArray(c.value) ? c.value : [c.value];
  const words: string[] = [];
  for (const value of values) {
    if (PEOPLE.includes(String(value))) words.push(t(`filter.people.${value}`));
    else if (FAR.has(at.field.kind)) return null;
    else if (/^[a-z]+(_[a-z]+)?$/.test(String(value)) && /^date/.test(at.field.kind))
      words.push(t(`filter.period.${value}`));
    else if (/^\d+[dwmy]$/.test(String(value)))
      words.push(`${String(value).slice(0, -1)} ${t(`filter.units.${String(value).slice(-1)}`)}`);
    else if (typeof value === "number" && ["in_month", "within_days"].includes(c.op)) words.push(String(value));
    else
      words.push(
        kindOf(at.field.kind).text({ ...at.field }, Array.isArray(value) ? value : wrap(at.field.kind, value), t),
      );
  }
  return phrase(at.label, op, words.join(c.op === "between" ? " – " : "、"));
}

const HAN = /[\u3400-\u9fff]/;

/** As the server puts it: words apart, but Chinese characters together. */
const phrase = (...parts: string[]) =>
  parts.reduce((said, part) =>
    HAN.test(said.slice(-1)) && HAN.test(part.slice(0, 1)) ? said + part : `${said} ${part}`,
  );

const wrap = (kind: string, value: unknown) => (["choices", "tags"].includes(kind) ? [value] : value);

/** Words good enough until the server's are here. */
function roughWords(c: Condition, meta: Meta, object: ObjectSpec, t: Words): string {
  const near = nearWords(c, meta, object, t);
  if (near) return near;
  if (isAll(c)) return c.all.map((one) => roughWords(one, meta, object, t)).join(` ${t("filter.and")} `);
  if (isAny(c)) return c.any.map((one) => roughWords(one, meta, object, t)).join(` ${t("filter.or")} `);
  if (isNot(c)) return `${t("filter.not")} (${roughWords(c.not, meta, object, t)})`;
  if (isRelated(c))
    return `${object.related.find((one) => one.name === c.related)?.label ?? c.related} ${c.op} ${c.value}`;
  if (isIn(c)) return c.in;
  if (isDeed(c)) return `${c.did} ${c.times?.op ?? ">="} ${c.times?.value ?? 1}`;
  const at = fieldAt(meta, object, c.field);
  return `${at?.label ?? c.field} ${opWord(meta, at?.field, c.op)} …`;
}

export function useConditionWords(c: Condition, object: ObjectSpec): string {
  const { t } = useWords();
  const meta = useMeta();
  const near = nearWords(c, meta, object, t);
  const told = useQuery({
    queryKey: ["words", object.plural, JSON.stringify(c), meta.language],
    queryFn: () => api.words(object.plural, c),
    enabled: near === null && complete(c),
    staleTime: 10 * 60_000,
    retry: false,
  });
  return near ?? told.data?.words ?? roughWords(c, meta, object, t);
}
