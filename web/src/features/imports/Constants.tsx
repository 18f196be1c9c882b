/** Values for fields that no column brings: the same in every row. */
import { useWords } from "../../lib/i18n.ts";
import { writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select, TextInput } from "../../ui/mantine.ts";

interface Props {
  object: ObjectSpec;
  /** Fields that a column brings. */
  taken: string[];
  values: Record<string, string>;
  set: (values: Record<string, string>) => void;
}

const UNFIT = new Set(["json", "file", "links", "boolean"]);

export function Constants({ object, taken, values, set }: Props) {
  const { t } = useWords();
  const fields = object.fields.filter((one) => writable(one) && !UNFIT.has(one.kind));
  const free = fields.filter((one) => !taken.includes(one.name) && !(one.name in values));
  const without = (name: string) => Object.fromEntries(Object.entries(values).filter(([one]) => one !== name));
  return (
    <div className="zi-constants">
      {Object.entries(values).map(([name, value]) => {
        const field = fields.find((one) => one.name === name);
        return (
          field && (
            <div key={name} className="z-row">
              <span className="zi-constant">{field.label}</span>
              <Value field={field} value={value} onChange={(next) => set({ ...values, [name]: next })} />
              <IconButton icon="x" label={t("do.remove")} onClick={() => set(without(name))} />
            </div>
          )
        );
      })}
      <Select
        size="xs"
        w={240}
        searchable
        aria-label={t("imports.constant")}
        placeholder={t("imports.constant")}
        data={free.map((one) => ({ value: one.name, label: one.label }))}
        value={null}
        onChange={(name) => name && set({ ...values, [name]: "" })}
      />
    </div>
  );
}

interface ValueProps {
  field: FieldSpec;
  value: string;
  onChange: (value: string) => void;
}

/** A value of a field as a file would have it. */
export function Value({ field, value, onChange }: ValueProps) {
  return field.options && field.options.length > 0 ? (
    <Select
      size="xs"
      w={200}
      aria-label={field.label}
      clearable
      data={field.options.map((one) => ({ value: one.value, label: one.label }))}
      value={value || null}
      onChange={(next) => onChange(next ?? "")}
    />
  ) : (
    <TextInput
      size="xs"
      w={200}
      aria-label={field.label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
