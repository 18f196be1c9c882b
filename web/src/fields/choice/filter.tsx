import { useWords } from "../../lib/i18n.ts";
import { takesList } from "../../schema/condition.ts";
import { MultiSelect, Select } from "../../ui/mantine.ts";
import type { FilterProps } from "../types.ts";

export function ChoiceFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const data = (field.options ?? []).map((one) => ({ value: one.value, label: one.label }));
  if (takesList(op))
    return (
      <MultiSelect
        aria-label={t("filter.value")}
        data={data}
        searchable={data.length > 8}
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={onChange}
      />
    );
  return (
    <Select
      aria-label={t("filter.value")}
      data={data}
      searchable={data.length > 8}
      value={typeof value === "string" ? value : null}
      onChange={onChange}
    />
  );
}
