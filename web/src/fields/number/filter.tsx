import { useWords } from "../../lib/i18n.ts";
import { Group, NumberInput } from "../../ui/mantine.ts";
import type { FilterProps } from "../types.ts";

export function NumberFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const whole = field.kind === "integer";
  const give = (next: string | number) => (next === "" ? "" : whole ? Number(next) : String(next));
  if (op === "between") {
    const [low = "", high = ""] = Array.isArray(value) ? value : [];
    return (
      <Group gap={6} wrap="nowrap">
        <NumberInput aria-label={t("filter.from")} value={low} onChange={(next) => onChange([give(next), high])} />
        <span>–</span>
        <NumberInput aria-label={t("filter.to")} value={high} onChange={(next) => onChange([low, give(next)])} />
      </Group>
    );
  }
  return (
    <NumberInput
      aria-label={t("filter.value")}
      value={(value as string | number) ?? ""}
      thousandSeparator=","
      onChange={(next) => onChange(give(next))}
    />
  );
}
