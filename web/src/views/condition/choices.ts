/** What the first place of a test offers. */
import type { Words } from "../../fields/types.ts";
import { objectNamed } from "../../schema/meta.ts";
import type { Meta, ObjectSpec, Terms } from "../../schema/types.ts";
import { DEED, RELATED, SET } from "./start.ts";

interface Choice {
  group: string;
  items: { value: string; label: string }[];
}

/** What engines keep beside records, such as measures, stands in groups of its own. */
const BESIDE = ["classes", "measures"];

/** Own fields, what is kept beside them, behaviour, segments, related records, and fields of linked records. */
export function fieldChoices(meta: Meta, object: ObjectSpec, terms: Terms, t: Words): Choice[] {
  const own = object.fields.filter((one) => one.ops.length > 0);
  const named = (one: { name: string; label: string }) => ({ value: one.name, label: one.label });
  const groups: Choice[] = [
    { group: object.label, items: own.filter((one) => !BESIDE.includes(one.group)).map(named) },
    ...BESIDE.map((group) => ({
      group: t(`filter.group.${group}`),
      items: own.filter((one) => one.group === group).map(named),
    })),
    {
      group: t("filter.group.deeds"),
      items: terms.deeds.map((one) => ({ value: DEED + one.code, label: one.label })),
    },
    {
      group: t("filter.group.segments"),
      items: terms.sets.map((one) => ({ value: SET + one.in, label: one.label })),
    },
    {
      group: t("filter.related"),
      items: object.related.map((one) => ({
        value: RELATED + one.name,
        label: t("filter.related_count", { what: one.label }),
      })),
    },
  ];
  for (const link of own.filter((one) => one.kind === "link" || one.kind === "person")) {
    const target = objectNamed(meta, link.to);
    if (!target || target.settings) continue;
    groups.push({
      group: link.label,
      items: target.fields
        .filter((one) => one.ops.length > 0 && one.kind !== "json")
        .map((one) => ({ value: `${link.name}.${one.name}`, label: `${link.label} · ${one.label}` })),
    });
  }
  return groups.filter((one) => one.items.length > 0);
}

/** The same with what stands there already, though it is not offered any more. */
export function withCurrent(choices: Choice[], value: string, label: string): Choice[] {
  const there = choices.some((one) => one.items.some((item) => item.value === value));
  return there ? choices : [{ group: "—", items: [{ value, label }] }, ...choices];
}
