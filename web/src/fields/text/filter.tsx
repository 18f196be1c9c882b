import { useWords } from "../../lib/i18n.ts";
import { takesList } from "../../schema/condition.ts";
import { TagsInput, TextInput } from "../../ui/mantine.ts";
import type { FilterProps } from "../types.ts";

export function TextFilter({ op, value, onChange }: FilterProps) {
  const { t } = useWords();
  if (takesList(op))
    return (
      <TagsInput
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
        splitChars={[",", "，", "、", "\n", "\t"]}
        placeholder={t("filter.several")}
        aria-label={t("filter.value")}
      />
    );
  return (
    <TextInput
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
      aria-label={t("filter.value")}
    />
  );
}
