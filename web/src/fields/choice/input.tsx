import { filled } from "../../schema/meta.ts";
import { Dot } from "../../ui/Chip.tsx";
import { Select } from "../../ui/mantine.ts";
import type { InputProps } from "../types.ts";
import { colorOf } from "./options.ts";

export function ChoiceInput({
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
  const options = field.options ?? [];
  return (
    <Select
      id={id}
      autoFocus={autoFocus}
      error={invalid}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
      variant={inline ? "unstyled" : "default"}
      data={options.map((one) => ({ value: one.value, label: one.label }))}
      value={(value as string) ?? null}
      searchable={options.length > 8}
      defaultDropdownOpened={inline}
      allowDeselect={!filled(field)}
      clearable={!filled(field) && !inline}
      onChange={(next) => {
        onChange(next);
        onDone?.(next);
      }}
      renderOption={({ option }) => (
        <span className="z-row">
          <Dot color={colorOf(field, option.value)} />
          {option.label}
        </span>
      )}
    />
  );
}
