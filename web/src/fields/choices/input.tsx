import { MultiSelect, TagsInput } from "../../ui/mantine.ts";
import type { InputProps } from "../types.ts";
import { useKnownTags } from "./known.ts";

export function ChoicesInput({ field, value, onChange, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const known = useKnownTags(field);
  const shared = {
    id,
    autoFocus,
    error: invalid,
    "aria-label": id ? undefined : field.label,
    "aria-describedby": describedBy,
    variant: inline ? "unstyled" : "default",
    value: chosen,
    onChange,
  };
  if (field.kind === "tags")
    return <TagsInput {...shared} data={known} splitChars={[",", "，", "、"]} maxDropdownHeight={220} />;
  return (
    <MultiSelect
      {...shared}
      defaultDropdownOpened={inline}
      searchable
      data={(field.options ?? []).map((one) => ({ value: one.value, label: one.label }))}
    />
  );
}
