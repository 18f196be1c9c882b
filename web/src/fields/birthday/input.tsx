import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { Check } from "../../ui/Check.tsx";
import { Group, NumberInput, Select } from "../../ui/mantine.ts";
import type { FilterProps, InputProps } from "../types.ts";
import { type Birthday, lunarDay, readBirthday, writeBirthday } from "./birthday.ts";

const range = (last: number) => Array.from({ length: last }, (_, index) => String(index + 1));

export function BirthdayInput({ field, value, onChange, autoFocus, id, invalid, describedBy }: InputProps) {
  const { t } = useWords();
  const [born, setBorn] = useState<Birthday>(() => readBirthday(value));
  const set = (part: Partial<Birthday>) => {
    const next = { ...born, ...part };
    setBorn(next);
    onChange(writeBirthday(next));
  };
  return (
    <Group gap={6} wrap="nowrap" id={id} role="group" aria-label={field.label} aria-describedby={describedBy}>
      <Select
        w={86}
        autoFocus={autoFocus}
        aria-label={t("kind.calendar")}
        allowDeselect={false}
        data={[
          { value: "solar", label: t("kind.solar") },
          { value: "lunar", label: t("kind.lunar") },
        ]}
        value={born.lunar ? "lunar" : "solar"}
        onChange={(next) => set({ lunar: next === "lunar" })}
      />
      <NumberInput
        w={76}
        aria-label={t("kind.year")}
        placeholder={t("kind.year")}
        error={invalid}
        min={1850}
        max={2100}
        clampBehavior="none"
        value={born.year ?? ""}
        onChange={(next) => set({ year: next === "" ? null : Number(next) })}
      />
      <Select
        w={70}
        aria-label={t("kind.month")}
        placeholder={t("kind.month")}
        data={range(12)}
        clearable={false}
        value={born.month ? String(born.month) : null}
        onChange={(next) => set({ month: next ? Number(next) : null })}
      />
      <Select
        w={80}
        aria-label={t("kind.day")}
        placeholder={t("kind.day")}
        data={range(born.lunar ? 30 : 31).map((day) => ({
          value: day,
          label: born.lunar ? lunarDay(Number(day)) : day,
        }))}
        value={born.day ? String(born.day) : null}
        onChange={(next) => set({ day: next ? Number(next) : null })}
      />
      {born.lunar && (
        <Check
          label={t("kind.leap")}
          checked={born.leap}
          onChange={(event) => set({ leap: event.currentTarget.checked })}
        />
      )}
    </Group>
  );
}

export function BirthdayFilter({ op, value, onChange }: FilterProps) {
  const { t } = useWords();
  if (op === "in_month")
    return (
      <Select
        aria-label={t("kind.month")}
        data={range(12).map((one) => ({ value: one, label: t("kind.nth_month", { month: one }) }))}
        value={value ? String(value) : null}
        onChange={(next) => onChange(next ? Number(next) : "")}
      />
    );
  return (
    <NumberInput
      aria-label={t("filter.amount")}
      suffix={` ${t("filter.units.d")}`}
      min={0}
      max={366}
      value={(value as number) ?? ""}
      onChange={(next) => onChange(next === "" ? "" : Number(next))}
    />
  );
}
