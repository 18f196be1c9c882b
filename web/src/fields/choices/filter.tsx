import { useWords } from "../../lib/i18n.ts";
import { takesList } from "../../schema/condition.ts";
import { MultiSelect, TagsInput } from "../../ui/mantine.ts";
import type { FilterProps } from "../types.ts";
import { useKnownTags } from "./known.ts";

export function ChoicesFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const known = useKnownTags(field);
  const several = takesList(op);
  const chosen = Array.isArray(value) ? value.map(String) : value ? [String(value)] : [];
  const give = (next: string[]) => onChange(several ? next : (next.at(-1) ?? ""));
  const label = t("filter.value");
  if (field.kind === "tags") return <TagsInput aria-label={label} data={known} value={chosen} onChange={give} />;
  const data = (field.options ?? []).map((one) => ({ value: one.value, label: one.label }));
  return <MultiSelect aria-label={label} data={data} searchable value={chosen} onChange={give} />;
}
