import { useWords } from "../../lib/i18n.ts";
import { takesList } from "../../schema/condition.ts";
import { filled } from "../../schema/meta.ts";
import { MultiSelect, Select } from "../../ui/mantine.ts";
import type { FilterProps, InputProps } from "../types.ts";
import { useRegions } from "./regions.ts";

export function RegionInput({
  field,
  value,
  onChange,
  onDone,
  inline,
  autoFocus,
  id,
  invalid,
  describedBy,
}: InputProps) {
  const regions = useRegions();
  return (
    <Select
      id={id}
      autoFocus={autoFocus}
      error={invalid}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
      variant={inline ? "unstyled" : "default"}
      data={regions.options()}
      limit={60}
      searchable
      clearable={!filled(field) && !inline}
      defaultDropdownOpened={inline}
      value={(value as string) ?? null}
      onChange={(next) => {
        onChange(next);
        onDone?.(next);
      }}
    />
  );
}

export function RegionFilter({ op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const regions = useRegions();
  const shared = { "aria-label": t("filter.value"), data: regions.options(), limit: 60, searchable: true };
  if (takesList(op))
    return <MultiSelect {...shared} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />;
  return <Select {...shared} value={typeof value === "string" ? value : null} onChange={onChange} />;
}
