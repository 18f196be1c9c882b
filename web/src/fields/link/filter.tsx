import { useQueries } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { takesList } from "../../schema/condition.ts";
import { objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import type { FieldSpec, Ref } from "../../schema/types.ts";
import type { FilterProps } from "../types.ts";
import { RefPicker, RefsPicker } from "./picker.tsx";

const PEOPLE = ["me", "my_department", "my_department_below"];

/** Ids and words such as "me" of a condition, with their titles. */
function useTitles(field: FieldSpec, ids: (number | string)[]): Ref[] {
  const { t } = useWords();
  const target = objectNamed(useMeta(), field.to ?? "person");
  const numbers = ids.filter((id): id is number => typeof id === "number");
  const found = useQueries({
    queries: numbers.map((id) => ({
      queryKey: ["record", target?.plural, id],
      queryFn: () => api.get(target!.plural, id),
      enabled: Boolean(target),
    })),
  });
  return ids.map((id) => {
    if (typeof id === "string") return { id: id as never, title: PEOPLE.includes(id) ? t(`filter.people.${id}`) : id };
    const row = found[numbers.indexOf(id)]?.data;
    return { id, title: row && target ? titleOf(target, row) : `#${id}` };
  });
}

export function LinkFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const several = takesList(op);
  const ids = (Array.isArray(value) ? value : value ? [value] : []) as (number | string)[];
  const refs = useTitles(field, ids);
  const extra = field.kind === "person" ? PEOPLE.map((one) => ({ value: one, label: t(`filter.people.${one}`) })) : [];
  const label = t("filter.value");
  if (several)
    return (
      <RefsPicker
        field={field}
        extra={extra}
        aria-label={label}
        value={refs}
        onChange={(next) => onChange(next.map((one) => one.id))}
      />
    );
  return (
    <RefPicker
      field={field}
      extra={extra}
      aria-label={label}
      value={refs[0] ?? null}
      onChange={(next) => onChange(next?.id ?? "")}
    />
  );
}
