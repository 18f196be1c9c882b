/** Which columns, and in which order; density beside it. */

import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { means } from "../../lib/initials.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { SegmentedControl, TextInput } from "../../ui/mantine.ts";
import { columnsOf, type Density } from "./state.ts";

export interface ColumnsProps {
  object: ObjectSpec;
  columns: string[];
  density: Density;
  onColumns: (columns: string[]) => void;
  onDensity: (density: Density) => void;
}

export default function ColumnsPanel({ object, columns, density, onColumns, onDensity }: ColumnsProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  // What is ticked shows and counts at once; the list follows a moment later.
  const [chosen, setChosen] = useState(columns);
  const put = (next: string[]) => {
    setChosen(next);
    onColumns(next);
  };
  const shown = columnsOf(object, chosen);
  const hidden = object.fields.filter((one) => !shown.includes(one) && means(typed, one.label));
  const names = shown.map((one) => one.name);
  const move = (at: number, by: number) => {
    const next = [...names];
    const [taken] = next.splice(at, 1);
    next.splice(at + by, 0, taken!);
    put(next);
  };
  return (
    <div style={{ padding: 10 }}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("list.density")}
        data={(["dense", "normal", "roomy"] as const).map((one) => ({
          value: one,
          label: t(`list.densities.${one}`),
        }))}
        value={density}
        onChange={(next) => onDensity(next as Density)}
      />
      <div className="z-col" style={{ maxHeight: 380, overflow: "auto", gap: 2, marginTop: 10 }}>
        {shown.map((field, index) => (
          <div key={field.name} className="z-row zl-column">
            <Check
              className="z-grow"
              label={field.label}
              checked
              disabled={index === 0}
              onChange={() => put(names.filter((one) => one !== field.name))}
            />
            <IconButton
              icon="arrow-up"
              size={22}
              iconSize={13}
              label={t("list.move_left", { label: field.label })}
              disabled={index < 2}
              onClick={() => move(index, -1)}
            />
            <IconButton
              icon="arrow-down"
              size={22}
              iconSize={13}
              label={t("list.move_right", { label: field.label })}
              disabled={index === 0 || index === shown.length - 1}
              onClick={() => move(index, 1)}
            />
          </div>
        ))}
        <TextInput
          size="xs"
          my={6}
          placeholder={t("list.find_field")}
          aria-label={t("list.find_field")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {hidden.map((field) => (
          <Check key={field.name} label={field.label} checked={false} onChange={() => put([...names, field.name])} />
        ))}
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        fullWidth
        style={{ marginTop: 6 }}
        onClick={() => put(object.columns)}
      >
        {t("list.reset_columns")}
      </Button>
    </div>
  );
}
