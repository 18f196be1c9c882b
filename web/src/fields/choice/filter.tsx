import { MultiSelect, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { takesList } from "../../schema/condition.ts";
import type { FilterProps } from "../types.ts";

export function ChoiceFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useTranslation();
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
