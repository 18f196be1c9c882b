import { useWords } from "../../lib/i18n.ts";
import { Select, Switch } from "../../ui/mantine.ts";
import type { FilterProps, InputProps } from "../types.ts";

export function BooleanInput({ field, value, onChange, onDone, inline, autoFocus, id, describedBy }: InputProps) {
  return (
    <Switch
      id={id}
      autoFocus={autoFocus}
      aria-label={field.label}
      aria-describedby={describedBy}
      checked={Boolean(value)}
      mt={inline ? 0 : 7}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
        onDone?.(event.currentTarget.checked);
      }}
    />
  );
}

export function BooleanFilter({ value, onChange }: FilterProps) {
  const { t } = useWords();
  return (
    <Select
      aria-label={t("filter.value")}
      allowDeselect={false}
      data={[
        { value: "true", label: t("kind.yes") },
        { value: "false", label: t("kind.no") },
      ]}
      value={typeof value === "boolean" ? String(value) : null}
      onChange={(next) => onChange(next === "true")}
    />
  );
}
