import { useWords } from "../../lib/i18n.ts";
import { Group, NumberInput, Select } from "../../ui/mantine.ts";
import type { FilterProps } from "../types.ts";
import { WhenInput } from "./input.tsx";

export const PERIODS = [
  "today",
  "yesterday",
  "tomorrow",
  "this_week",
  "last_week",
  "next_week",
  "this_month",
  "last_month",
  "next_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
];

function Span({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useWords();
  const [, amount = "30", unit = "d"] = /^(\d+)([dwmy])$/.exec(String(value ?? "")) ?? [];
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput
        aria-label={t("filter.amount")}
        w={80}
        min={1}
        max={9999}
        allowDecimal={false}
        value={Number(amount)}
        onChange={(next) => onChange(`${next || 1}${unit}`)}
      />
      <Select
        aria-label={t("filter.unit")}
        w={90}
        allowDeselect={false}
        data={["d", "w", "m", "y"].map((one) => ({ value: one, label: t(`filter.units.${one}`) }))}
        value={unit}
        onChange={(next) => onChange(`${amount}${next}`)}
      />
    </Group>
  );
}

export function WhenFilter({ field, op, value, onChange }: FilterProps) {
  const { t } = useWords();
  const day = { ...field, kind: "date" };
  if (op === "within" || op === "next") return <Span value={value} onChange={onChange} />;
  if (op === "between") {
    const [from = "", to = ""] = Array.isArray(value) ? value : [];
    return (
      <Group gap={6} wrap="nowrap">
        <WhenInput field={{ ...day, label: t("filter.from") }} value={from} onChange={(next) => onChange([next, to])} />
        <span>–</span>
        <WhenInput field={{ ...day, label: t("filter.to") }} value={to} onChange={(next) => onChange([from, next])} />
      </Group>
    );
  }
  const relative = typeof value === "string" && PERIODS.includes(value);
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        aria-label={t("filter.value")}
        allowDeselect={false}
        data={[
          ...PERIODS.map((one) => ({ value: one, label: t(`filter.period.${one}`) })),
          { value: "exact", label: t("filter.exact") },
        ]}
        value={relative ? (value as string) : value ? "exact" : null}
        onChange={(next) => onChange(next === "exact" ? new Date().toISOString().slice(0, 10) : next)}
      />
      {!relative && value ? <WhenInput field={day} value={value} onChange={onChange} /> : null}
    </Group>
  );
}
